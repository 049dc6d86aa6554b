"""The table of entries: how they get in, and how they come out."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from operator import attrgetter
from typing import Any

from kapcircle.core.ids import CommandId, Device, Instant, MemberId, StreamId
from kapcircle.core.log import Entry, Stamp, Undone
from kapcircle.core.picture import Row
from kapcircle.store import chain
from kapcircle.store.chain import Line
from kapcircle.store.codec import Codec
from kapcircle.store.database import Database

Sealed = tuple[Line, bytes]
"""A line and its hash."""

_NAMES = tuple(field.name for field in fields(Line))
_cells = attrgetter(*_NAMES)

_INSERT = f"INSERT INTO entry ({', '.join(_NAMES)}, hash) VALUES ({'?, ' * len(_NAMES)}?)"
_ALL = f"SELECT {', '.join(_NAMES)}, hash FROM entry"
_READ = (
    "SELECT tick, device, at, happened, zone, by, command, type, body FROM entry WHERE stream = ? ORDER BY tick, device"
)
_STAMPED = "SELECT stream, command FROM entry WHERE tick = ? AND device = ?"


def line(stream: StreamId, entry: Entry[Any], codec: Codec, salt: bytes) -> Line:
    """An entry as it will lie in the file."""
    name, body = codec.encode(entry.event)
    stamp, seal = entry.stamp, chain.seal(salt, body)
    when = (entry.at, entry.happened, entry.zone)
    return Line(stream, stamp.tick, stamp.device, *when, entry.by, entry.command, name, body, salt, seal)


def append(db: Database, lines: Iterable[Line]) -> list[Sealed]:
    """Hang lines on the chains of their devices, inside the caller's transaction."""
    return [insert(db, (each, chain.link(last_hash(db, each.stream, each.device), each))) for each in lines]


def insert(db: Database, sealed: Sealed) -> Sealed:
    """Write a line with the hash it has."""
    line, hashed = sealed
    db.execute(_INSERT, (*_cells(line), hashed))
    return sealed


def last_hash(db: Database, stream: str, device: str) -> bytes:
    """The hash on which the device's next entry in a stream hangs."""
    sql = "SELECT hash FROM entry WHERE stream = ? AND device = ? ORDER BY tick DESC LIMIT 1"
    found: tuple[bytes] | None = db.execute(sql, (stream, device)).fetchone()
    return found[0] if found else chain.START


def held(db: Database, line: Line) -> bytes | None:
    """The seal of the entry with this line's stamp. No other body and salt have the same."""
    found = db.execute("SELECT seal FROM entry WHERE tick = ? AND device = ?", (line.tick, line.device)).fetchone()
    return found[0] if found else None


def read(db: Database, stream: StreamId, codec: Codec) -> list[Entry[Any]]:
    """The entries of a stream in order of their stamps."""
    return [entry(codec, *cells) for cells in db.execute(_READ, (stream,))]


def scan(db: Database, stream: StreamId) -> Iterator[Sealed]:
    """The lines of a stream, in order of their stamps."""
    for *cells, hashed in db.execute(f"{_ALL} WHERE stream = ? ORDER BY tick, device", (stream,)):
        yield Line(*cells), hashed


def since(db: Database, tick: int) -> Iterator[Sealed]:
    """The lines above a tick, in order of their stamps."""
    for *cells, hashed in db.execute(f"{_ALL} WHERE tick > ? ORDER BY tick, device", (tick,)):
        yield Line(*cells), hashed


def touched(db: Database, tick: int = 0) -> list[StreamId]:
    """The streams that have an entry above a tick."""
    found = db.execute("SELECT DISTINCT stream FROM entry WHERE tick > ? ORDER BY stream", (tick,))
    return [StreamId(stream) for (stream,) in found]


def beside(db: Database, stamp: Stamp, command: CommandId) -> Iterator[StreamId]:
    """The streams of a command's other entries, found from one of them.

    They were stamped one after the other. An index on commands would be a fifth of the file.
    """
    for step in (1, -1):
        tick = stamp.tick + step
        while (found := db.execute(_STAMPED, (tick, stamp.device)).fetchone()) and found[1] == command:
            yield StreamId(found[0])
            tick += step


def last_tick(db: Database) -> int:
    """The largest tick over all streams; 0 if there is none."""
    (tick,) = db.execute("SELECT max(tick) FROM entry").fetchone()
    return tick or 0


def end(db: Database) -> tuple[int, str, bytes] | None:
    """Tick, device and hash of the last entry; None if there is none."""
    found: tuple[int, str, bytes] | None = db.execute(
        "SELECT tick, device, hash FROM entry ORDER BY tick DESC, device DESC LIMIT 1"
    ).fetchone()
    return found


def goes_on_from(db: Database, end: tuple[int, str, bytes] | None) -> bool:
    """Whether the log holds what was the last entry of another copy of it."""
    sql = "SELECT 1 FROM entry WHERE (tick, device, hash) = (?, ?, ?)"
    return end is None or db.execute(sql, end).fetchone() is not None


def taken_back(stream: StreamId, entries: Iterable[Entry[Any]]) -> tuple[Row, ...]:
    """The rows of table `undone` that belong to these entries."""
    return tuple(
        Row(stream, "undone", (("command", command), ("tick", e.stamp.tick), ("device", e.stamp.device)), {})
        for e in entries
        if isinstance(e.event, Undone)
        for command in e.event.commands
    )


def entry(  # noqa: PLR0913, PLR0917 - one for each column
    codec: Codec,
    tick: int,
    device: Device,
    at: Instant,
    happened: Instant,
    zone: int,
    by: MemberId,
    command: CommandId,
    name: str,
    body: str,
) -> Entry[Any]:
    """An entry as it was written, from its cells in the file."""
    return Entry(Stamp(tick, device), at, happened, zone, by, command, codec.decode(name, body))
