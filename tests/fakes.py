"""Stand-ins for the outside world: a log in memory, a clock that obeys, a room that listens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from kapcircle.core.errors import KnownError
from kapcircle.core.facts import Actor, Facts, Plan
from kapcircle.core.ids import (
    CommandId,
    CueId,
    Device,
    Instant,
    MemberId,
    Millis,
    PersonId,
    PhaseId,
    StreamId,
    TrackId,
)
from kapcircle.core.light import LookDesign
from kapcircle.core.log import Entry, Stamp
from kapcircle.core.picture import Value
from kapcircle.core.playlist import Track
from kapcircle.core.roles import Role
from kapcircle.core.rooms import RoomPlan
from kapcircle.core.rundown import Cue, End, Look, Music, OnGo, Phase, Prompt, Rundown
from kapcircle.core.session.evolve import evolve
from kapcircle.core.session.state import Session
from kapcircle.desk.desk import Desk
from kapcircle.desk.fittings import Check, Draft, Fittings
from kapcircle.desk.house import House
from kapcircle.desk.orders import Order, Report
from kapcircle.desk.ports import Batch, Room

START = Instant(1_800_000_000_000)
DEVICE = Device("laptop")
MARA = Actor(MemberId("mara"), Role.FACILITATOR)
MINUTES = 60_000


class FakeClock:
    """Stands still until it is moved."""

    def __init__(self, at: int = START, zone: int = 60) -> None:
        self.at, self.minutes = at, zone

    def now(self) -> Instant:
        return Instant(self.at)

    def zone(self) -> int:
        return self.minutes

    def raise_to(self, floor: Instant) -> None:
        self.at = max(self.at, floor)

    def pass_(self, millis: int) -> None:
        self.at += millis


@dataclass
class Written:
    """A write that is through, or refused, or hangs; one that has `begun` cannot be withdrawn."""

    error: str | None = None
    hangs: bool = False
    withdrawn: bool = False
    begun: bool = False
    waits: list[Millis] = field(default_factory=list)
    """How long each caller was ready to wait."""

    def wait(self, at_most: Millis) -> bool:
        self.waits.append(at_most)
        if self.error:
            raise KnownError(self.error)
        return not self.hangs

    def withdraw(self) -> bool:
        self.withdrawn = not self.begun and (self.hangs or bool(self.error))
        return self.withdrawn

    def done(self) -> bool:
        return not self.hangs


class MemoryLog:
    """A log without a disk. `disk` says how it does: fine, full, slow, or stuck in the middle of a write."""

    def __init__(self) -> None:
        self.entries: dict[StreamId, list[Entry[Any]]] = {}
        self.tables: dict[str, dict[tuple[tuple[str, Value], ...], dict[str, Value]]] = {}
        self.kept: dict[str, str] = {}
        self.half_typed: dict[str, str] = {}
        self.disk = "fine"
        self.waiting: list[tuple[Written, Batch]] = []
        self.writes: list[Written] = []

    def read(self, stream: StreamId) -> list[Entry[Any]]:
        return list(self.entries.get(stream, ()))

    def last_tick(self) -> int:
        return max((x.stamp.tick for xs in self.entries.values() for x in xs), default=0)

    def beside(self, entry: Entry[Any]) -> set[StreamId]:
        return {name for name, xs in self.entries.items() if any(x.command == entry.command for x in xs)}

    def append(self, batch: Batch) -> Written:
        write = Written(
            error="The disk is full." if self.disk == "full" else None,
            hangs=self.disk in {"slow", "stuck"},
            begun=self.disk == "stuck",
        )
        self.writes.append(write)
        if self.disk == "fine":
            self._take(batch)
        else:
            self.waiting.append((write, batch))
        return write

    def mend(self) -> None:
        """The disk is back: what waited is written, in order, unless it was withdrawn."""
        self.disk = "fine"
        for write, batch in self.waiting:
            if not write.withdrawn:
                self._take(batch)
            write.error, write.hangs = None, False
        self.waiting.clear()

    def _take(self, batch: Batch) -> None:
        for stream, entry in batch.entries:
            self.entries.setdefault(stream, []).append(entry)
        for row in batch.change.drop:
            self.tables.setdefault(row.table, {}).pop(row.key, None)
        for row in batch.change.write:
            self.tables.setdefault(row.table, {})[row.key] = dict(row.values)
        self.half_typed.pop(batch.draft, None)

    def rows(self, table: str, **where: Value) -> list[dict[str, Value]]:
        found = [{**dict(key), **values} for key, values in self.tables.get(table, {}).items()]
        return [row for row in found if all(row.get(k) == v for k, v in where.items())]

    def settings(self) -> dict[str, str]:
        return dict(self.kept)

    def keep(self, name: str, value: str) -> Written:
        self.kept[name] = value
        return Written()

    def drafts(self) -> dict[str, str]:
        return dict(self.half_typed)

    def draft(self, name: str, text: str) -> Written:
        self.half_typed.pop(name, None)
        if text:
            self.half_typed[name] = text
        return Written()


class SilentRoom:
    """Remembers what it was told, and says what a test puts into its mouth."""

    def __init__(self) -> None:
        self.told: list[Order] = []
        self.says: list[Report] = []
        self.closed: Millis | None = None
        self.refitted: list[RoomPlan] = []

    def tell(self, order: Order) -> None:
        self.told.append(order)

    def reports(self) -> Sequence[Report]:
        said, self.says = self.says, []
        return said

    def refit(self, plan: RoomPlan) -> None:
        self.refitted.append(plan)

    def close(self, fade: Millis) -> None:
        self.closed = fade


class FakePulse:
    """Remembers the last beat."""

    def __init__(self, at: Instant | None = None) -> None:
        self.at = at

    def beat(self, now: Instant) -> None:
        self.at = now

    def last(self) -> Instant | None:
        return self.at


@dataclass
class FakeMedia:
    """Every recording is there, a minute long; those that are `broken` cannot be taken in."""

    wrong: tuple[str, ...] = ()
    taken: list[str] = field(default_factory=list)
    broken: dict[str, KnownError] = field(default_factory=dict)

    def take_in(self, path: str) -> Track:
        if path in self.broken:
            raise self.broken[path]
        self.taken.append(path)
        return Track(TrackId(f"hash-of-{path}"), path, Millis(MINUTES))

    def missing(self, tracks: Sequence[Track]) -> tuple[str, ...]:
        return self.wrong

    def folder(self) -> str:
        return "media"


class FakeSheets:
    """One sheet, always the same."""

    def read(self, path: str, media: str, looks: Sequence[str], fresh: Callable[[], str]) -> Draft:
        return Draft(small_rundown(), (), ("“Colour” means nothing to a rundown and was left out.",), {})

    def write(self, path: str, rundown: Rundown) -> tuple[str, ...]:
        return ()


class FakeOutlets:
    """Two speakers, and every patch is good."""

    def outputs(self) -> Sequence[str]:
        return ("Built-in", "USB Speaker")

    def kinds(self) -> Sequence[str]:
        return ("level8", "level16")

    def check(self, room: RoomPlan) -> None:
        pass


class FakeKeyring:
    """Every passphrase will do to add or to change. `known` says who is recognised by which."""

    def __init__(self) -> None:
        self.known: dict[str, Actor] = {}
        self.gone: list[MemberId] = []

    def recognise(self, passphrase: str, member: MemberId | None = None) -> Actor:
        actor = self.known.get(passphrase)
        if actor is None or member not in (None, actor.member):
            raise KnownError("Wrong passphrase. Nothing was changed.")
        return actor

    def add(self, name: str, role: Role, passphrase: str) -> MemberId:
        return MemberId(name.lower())

    def change(self, member: MemberId, old: str, new: str) -> None:
        pass

    def holds(self, member: MemberId) -> bool:
        return member not in self.gone

    def remove(self, member: MemberId) -> None:
        self.gone.append(member)


class FakeKeeping:
    """Backups that are sound. `troubles` are told at the next tick."""

    def __init__(self) -> None:
        self.troubles: list[str] = []

    def begin(self) -> None:
        pass

    def news(self) -> tuple[str, ...]:
        told, self.troubles = tuple(self.troubles), []
        return told

    def checks(self) -> tuple[Check, ...]:
        return (Check("Backup", good=True, words="sound"),)


class FakeMachine:
    """A laptop on the mains."""

    def checks(self, lasting: Millis) -> tuple[Check, ...]:
        return (Check("Disk", good=True, words="120 GB free"), Check("Battery", good=None, words="no battery seen"))

    def __init__(self) -> None:
        self.held: set[str] = set()

    def stay_awake(self, why: str) -> bool:
        self.held.add("sleep")
        return True

    def may_sleep(self) -> None:
        self.held.discard("sleep")

    def stay_on(self, why: str) -> bool:
        self.held.add("shutdown")
        return True

    def may_shut_down(self) -> None:
        self.held.discard("shutdown")


LOOKS = {
    name: LookDesign(name, level)
    for name, level in {"dark": 0.0, "ember": 0.08, "dusk": 0.25, "dawn": 0.4, "day": 0.8, "working": 1.0}.items()
}


def names(prefix: str = "id") -> Callable[[], str]:
    """Names that come in order."""
    numbers = count(1)
    return lambda: f"{prefix}-{next(numbers):04d}"


def track(name: str, minutes: float = 3) -> Track:
    return Track(TrackId(name), name.title(), Millis(int(minutes * MINUTES)))


TRACKS = (track("tide"), track("shore", 4), track("lake", 5))


def cue(name: str, content: Any, **more: Any) -> Cue:
    return Cue(CueId(name), name, content, **more)


def phase(name: str, minutes: float, *cues: Cue, **more: Any) -> Phase:
    return Phase(PhaseId(name.lower()), name, Millis(int(minutes * MINUTES)), cues=cues, **more)


def small_rundown() -> Rundown:
    """Three phases: arrival with dusk light, a peak with music and a cue on GO, and a return that may shrink."""
    return Rundown(
        (
            phase("Arrival", 15, cue("dusk", Look("dusk")), end=End.OFFER, note="Tea is ready."),
            phase(
                "Peak",
                40,
                cue("tide", Music("tide", (TrackId("tide"), TrackId("shore")))),
                cue("ember", Look("ember", Millis(60_000))),
                cue("bowl", Prompt("Strike the bowl once."), trigger=OnGo()),
                note="Lights low. Nobody speaks.",
            ),
            phase("Return", 20, cue("dawn", Look("dawn", Millis(240_000))), shrink=Millis(5 * MINUTES)),
        )
    )


def small_plan(rundown: Rundown | None = None) -> Plan:
    mats = tuple((PersonId(f"p{n}"), n) for n in range(1, 5))
    return Plan(
        "Medicine 2 of 3", rundown or small_rundown(), START, mats, TRACKS, tuple(LOOKS), volume=0.5, ceiling=0.8
    )


def facts(now: int = START, actor: Actor = MARA, plan: Plan | None = None, fresh: str = "fresh") -> Facts:
    return Facts(actor, Instant(now), fresh, plan or small_plan())


def entries(events: Iterable[tuple[int, Any]], by: MemberId = MARA.member) -> list[Entry[Any]]:
    """Entries at these offsets from START, each a command of its own."""
    return [
        Entry(Stamp(n, DEVICE), Instant(START + at), Instant(START + at), 60, by, CommandId(f"c{n}"), event)
        for n, (at, event) in enumerate(events, 1)
    ]


def folded(*events: tuple[int, Any]) -> Session:
    """The circle after events at these offsets from START."""
    s = Session()
    for entry in entries(events):
        s = evolve(s, entry)
    return s


def desk(log: MemoryLog | None = None, clock: FakeClock | None = None, actor: Actor = MARA) -> Desk:
    log = log or MemoryLog()
    fresh = names(f"id-{log.last_tick()}" if log.entries else "id")
    return Desk(log, clock or FakeClock(), DEVICE, fresh, actor)


def house(
    log: MemoryLog | None = None,
    clock: FakeClock | None = None,
    room: Callable[[RoomPlan], Room] | None = None,
    actor: Actor = MARA,
) -> House:
    """A house without a disk, a speaker or a lamp."""
    log = log or MemoryLog()
    fittings = Fittings(
        LOOKS,
        {"Small circle": lambda fresh: small_rundown()},
        FakeMedia(),
        FakeSheets(),
        FakeMachine(),
        room or _silent,
        FakePulse(),
        lambda path: (path,),
        lambda path, rows: None,
        FakeKeyring(),
        FakeOutlets(),
        FakeKeeping(),
    )
    return House(desk(log, clock, actor), fittings, log.rows)


def _silent(_: RoomPlan) -> Room:
    return SilentRoom()
