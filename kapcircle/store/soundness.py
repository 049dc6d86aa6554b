"""Whether a file is what was written into it."""

from pathlib import Path

from kapcircle.core.errors import KnownError
from kapcircle.store import chain, lines
from kapcircle.store.chain import Line
from kapcircle.store.database import Access, Database, connect, known_errors


def problems(path: Path, key: bytes) -> list[str]:
    """What is wrong with a file that nobody else has open: its pages, its structure, its chains of entries."""
    try:
        db = connect(path, key, Access.LOOK)
    except KnownError as error:
        return [str(error)]
    try:
        with known_errors(path):
            return pages(db) or [*structure(db), *chains(db)]
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


def chains(db: Database) -> list[str]:
    """Entries that are not as their devices wrote them, or whose forerunner is gone."""
    found: list[str] = []
    stream, last = "", dict[str, bytes]()
    for line, hashed in lines.scan(db):
        if line.stream != stream:
            stream, last = line.stream, {}
        if said := _fault(line, last.get(line.device, chain.START), hashed):
            found.append(f"entry {line.tick} of device {line.device} in {line.stream}: {said}")
        last[line.device] = hashed
    return found


def _fault(line: Line, before: bytes, hashed: bytes) -> str:
    if not chain.sealed(line):
        return "its body was altered"
    if chain.link(before, line) != hashed:
        return "it was altered, or the entry before it is missing"
    return ""
