"""What the store costs: a command until it is on the disk, reading back, and unlocking."""

import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from kapcircle.core.ids import CueId, Millis, PersonId, PhaseId, StreamId
from kapcircle.core.kinds import KINDS
from kapcircle.core.session.commands import Extend, Open
from kapcircle.core.session.events import CueFired, Extended, Held, Noted, PhaseEntered
from kapcircle.desk.clock import SystemClock
from kapcircle.desk.desk import Desk
from kapcircle.store import keys, slots
from kapcircle.store.codec import Codec
from kapcircle.store.database import Access, Database, connect
from kapcircle.store.fresh import uuid7
from kapcircle.store.log import VaultLog
from kapcircle.store.sealing import derive
from kapcircle.store.vault import create, unlock
from tests.bench.figure import Figure
from tests.fakes import MARA, small_plan

PASSPHRASE = "a bench has no secrets"
SESSION = StreamId("session:01900000-0000-7000-8000-000000000001")
PEOPLE = 40
BODY = "x" * 300
"""As many bytes as an entry of a circle is long."""


def figures() -> Iterator[Figure]:
    """The figures of the store."""
    with tempfile.TemporaryDirectory() as folder:
        ours, bare = settled(Path(folder))
        yield Figure(
            "command to settled state, durable, p50", ours, "ms", 4, bare, "a bare encrypted commit", times=True
        )
        ours, bare = decoded()
        yield Figure("decoding 5,000 bodies", ours, "ms", 4, bare, "json.loads of them", times=True)
        ours, bare = unlocked(Path(folder) / "settled.kapcircle")
        yield Figure("unlocking a vault", ours, "ms", 1.5, bare, "key derivation and raw open", times=True)


def codec() -> Codec:
    """Reads the events of all kinds."""
    return Codec(event for kind in KINDS.values() for event in kind.events)


def settled(folder: Path, times: int = 400) -> tuple[float, float]:
    """Median ms from a command to its state, on the disk; and of a commit of as many bytes, nothing else. In turns."""
    vault, _ = create(folder / "settled.kapcircle", "Ana", PASSPHRASE, SystemClock().now())
    log = VaultLog(vault.path, vault.key("database"), codec())
    desk = Desk(log, SystemClock(), vault.device, uuid7, MARA)
    desk.do((SESSION, Open()), facts=desk.facts(small_plan()))
    with closing(connect(folder / "bare.db", os.urandom(32), Access.CREATE)) as db:
        db.execute("CREATE TABLE entry (body TEXT)")
        found = [(_clocked(lambda: _command(desk)), _clocked(lambda: _commit(db))) for _ in range(times)]
    log.close(Millis(5_000))
    vault.lock()
    return statistics.median(ours for ours, _ in found), statistics.median(bare for _, bare in found)


def decoded(count: int = 5_000) -> tuple[float, float]:
    """Best ms of thirty, in turns: decoding the bodies of a session of 40 people, and `json.loads` of them."""
    reader = codec()
    bodies = [reader.encode(event) for event in events(count)]
    found = [
        (
            _clocked(lambda: [reader.decode(*each) for each in bodies]),
            _clocked(lambda: [json.loads(b) for _, b in bodies]),
        )
        for _ in range(30)
    ]
    return min(ours for ours, _ in found), min(bare for _, bare in found)


def events(count: int) -> list[Any]:
    """What a session of 40 people writes, over and over: mostly what was noted of somebody."""
    lap = [
        Extended(Millis(60_000)),
        CueFired(CueId("0190a000-0000-7000-8000-00000000000c")),
        Held("somebody is unwell"),
        PhaseEntered(PhaseId("0190a000-0000-7000-8000-00000000000d")),
        *(
            Noted(f"lies still, breathes slowly, {n}", PersonId(f"0190a000-0000-7000-8000-{n:012}"))
            for n in range(PEOPLE)
        ),
    ]
    return [lap[n % len(lap)] for n in range(count)]


def unlocked(path: Path, passphrase: str = PASSPHRASE, times: int = 7) -> tuple[float, float]:
    """Median ms to unlock the vault at `path` and open its log; and of deriving the key and opening the file."""
    keyring, now = keys.read(path), SystemClock().now()

    def whole() -> None:
        vault = unlock(path, passphrase, now)
        VaultLog(vault.path, vault.key("database"), codec()).close(Millis(5_000))
        vault.lock()

    def bare() -> None:
        opened = slots.unlock(keyring.vault, keyring.slots[0], passphrase)
        connect(path, derive(bytes(opened.data), "database"), Access.READ).close()

    found = [(_clocked(whole), _clocked(bare)) for _ in range(times)]
    return statistics.median(ours for ours, _ in found), statistics.median(bare for _, bare in found)


def _clocked(work: Callable[[], object]) -> float:
    """How many ms it takes."""
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)


def _command(desk: Desk) -> None:
    desk.do((SESSION, Extend(Millis(1_000))))


def _commit(db: Database) -> None:
    with db.atomic():
        db.execute("INSERT INTO entry VALUES (?)", [BODY])
