"""Whether a file is what was written into it."""

from collections.abc import Iterator
from pathlib import Path

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import StreamId
from kapcircle.store import chain, lines
from kapcircle.store.chain import Line
from kapcircle.store.database import Access, Database, connect, known_errors


def problems(path: Path, key: bytes, since: int = 0) -> list[str]:
    """What is wrong with a file that nobody else has open: its pages, its structure, and its chains of entries.

    Of the chains, only those that were written to after tick `since`: to read all of a large vault takes minutes.
    """
    try:
        db = connect(path, key, Access.LOOK)
    except KnownError as error:
        return [str(error)]
    try:
        with known_errors(path):
            return pages(db) or [*structure(db), *chains(db, since)]
    except KnownError as error:
        return [str(error)]
    finally:
        db.close()


def pages(db: Database) -> list[str]:
    """Pages whose seal does not fit: a disk or a hand has altered them."""
    return [str(said) for (said,) in db.execute("PRAGMA cipher_integrity_check")]


def structure(db: Database) -> list[str]:
    """What SQLite finds wrong with its trees and indexes."""
    return [said for (said,) in db.execute("PRAGMA integrity_check") if said != "ok"]


def chains(db: Database, since: int = 0) -> list[str]:
    """Entries that are not as their devices wrote them, or whose forerunner is gone.

    Reads the streams that grew after tick `since`.
    """
    return [said for stream in lines.touched(db, since) for said in _chains_of(db, stream)]


def _chains_of(db: Database, stream: StreamId) -> Iterator[str]:
    last: dict[str, bytes] = {}
    for line, hashed in lines.scan(db, stream):
        if said := _fault(line, last.get(line.device, chain.START), hashed):
            yield f"entry {line.tick} of device {line.device} in {stream}: {said}"
        last[line.device] = hashed


def _fault(line: Line, before: bytes, hashed: bytes) -> str:
    if not chain.sealed(line):
        return "its body was altered"
    if chain.link(before, line) != hashed:
        return "it was altered, or the entry before it is missing"
    return ""
