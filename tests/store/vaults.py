"""Made-up vaults, entries and events for the tests of the store."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kapcircle.core.ids import CommandId, Device, Instant, MemberId, Millis, StreamId
from kapcircle.core.log import Entry, Stamp
from kapcircle.core.picture import Change, Row
from kapcircle.desk.ports import Batch
from kapcircle.store import backup
from kapcircle.store.codec import Codec
from kapcircle.store.database import Database, connect
from kapcircle.store.keys import Cost
from kapcircle.store.log import VaultLog
from kapcircle.store.vault import Vault, create

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
"""A derivation that takes no time; of no use outside tests."""

PASSPHRASE = "lantern orchard seven"
NOW = Instant(1_800_000_000_000)
SOON = Millis(5_000)
DAY = 86_400_000
PRACTICE = StreamId("practice")
CIRCLE = StreamId("session:0190a000-0000-7000-8000-000000000001")
LAPTOP = Device("laptop")


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody said something."""

    words: str
    mat: int = 0


CODEC = Codec([Said])


def entry(tick: int, event: Any = None, *, device: Device = LAPTOP, command: str = "") -> Entry[Any]:
    """An entry a second after the one before."""
    at, said = Instant(NOW + 1000 * tick), Said(f"word {tick}")
    stamp = Stamp(tick, device)
    return Entry(stamp, at, at, 60, MemberId("ana"), CommandId(command or f"command {tick}"), event or said)


def batch(*entries: Entry[Any], stream: StreamId = CIRCLE) -> Batch:
    """A batch of one stream."""
    return Batch(tuple((stream, each) for each in entries))


def make(folder: Path, name: str = "demo") -> Vault:
    """A vault with one member, Ana, that opens at once; without the backup of its first minute."""
    made = create(folder / f"{name}.kapcircle", "Ana", PASSPHRASE, NOW, cost=CHEAP)[0]
    for each in backup.found(made.path):
        each.path.unlink()
    return made


def log_of(vault: Vault, opens: Callable[[Path, bytes], Database] = connect) -> VaultLog:
    """The log of an unlocked vault."""
    return VaultLog(vault.path, vault.key("database"), CODEC, opens)


def fill(vault: Vault, *ticks: int) -> None:
    """Append an entry for each tick, with its row, and let go of the file."""
    log = log_of(vault)
    for tick in ticks:
        each = entry(tick, device=vault.device)
        rows = fold_rows(CIRCLE, [each])
        assert log.append(Batch(((CIRCLE, each),), Change(write=rows))).wait(SOON)
    assert log.close(SOON) == 0


def fold_rows(stream: StreamId, entries: list[Entry[Any]]) -> tuple[Row, ...]:
    """Each word is a note of the circle."""
    return tuple(
        Row(
            stream,
            "session_note",
            (("session", stream), ("tick", each.stamp.tick), ("device", each.stamp.device)),
            {"at": each.at, "happened": each.happened, "by": each.by, "text": each.event.words},
        )
        for each in entries
        if isinstance(each.event, Said)
    )


def fingerprints(folder: Path) -> dict[str, str]:
    """Every file under a folder, and what is in it."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def flip(path: Path, place: int) -> None:
    """Alter one byte of a file."""
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
