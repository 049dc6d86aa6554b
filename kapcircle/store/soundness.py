"""Whether a file is what was written into it."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import StreamId
from kapcircle.store import chain, lines
from kapcircle.store.chain import Line
from kapcircle.store.database import Access, Database, connect, known_errors


def damage(path: Path, key: bytes) -> list[str]:
    """What a disk or a hand did to a file that nobody else has open: to its pages, or to its structure."""
    return _look(path, key, lambda db: pages(db) or structure(db))


def faults(path: Path, key: bytes, since: int = 0) -> list[str]:
    """What is wrong with the log in such a file. Every later copy of the vault has the same.

    Only of streams that were written to after tick `since`: to read all of a large vault takes minutes.
    """
    return _look(path, key, lambda db: chains(db, since))


def _look(path: Path, key: bytes, search: Callable[[Database], list[str]]) -> list[str]:
    try:
        with closing(connect(path, key, Access.LOOK)) as db, known_errors(path):
            return search(db)
    except KnownError as error:
        return [str(error)]


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
    if not line.body:
        return "its body was taken out"
    if not chain.sealed(line):
        return "its body was altered"
    if chain.link(before, line) != hashed:
        return "it was altered, or the entry before it is missing"
    return ""
