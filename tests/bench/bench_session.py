"""A circle of forty: a command until it is on the disk and all is settled, its fold, and a GO until it is heard."""

import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from kapcircle.app.doors import settle
from kapcircle.app.room import Live
from kapcircle.app.vaults import codec, furnish
from kapcircle.core.facts import Plan
from kapcircle.core.ids import CommandId, CueId, Instant, Millis, PersonId, PhaseId, StreamId, TrackId
from kapcircle.core.log import Entry, Stamp
from kapcircle.core.rooms import RoomPlan
from kapcircle.core.rundown import Cue, Music, Phase, Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.desk.clock import SystemClock
from kapcircle.desk.conductor import Conductor
from kapcircle.desk.house import House
from kapcircle.desk.ports import Room
from kapcircle.desk.stream import Stream
from kapcircle.drivers.simulated import Simulated
from kapcircle.engine.fitting import Fitting
from kapcircle.engine.settings import SoundSettings
from kapcircle.store import lines
from kapcircle.store.database import Access, connect
from kapcircle.store.vault import create
from tests.bench.bench_engine import Witness
from tests.bench.figure import Figure
from tests.engine.sounds import constant, write
from tests.fakes import SilentRoom
from tests.made_up import DEVICE, MARA, small_plan, small_rundown

PEOPLE = 40
PASSPHRASE = "a bench has no secrets"
FADE = Millis(100)
SHORT = SoundSettings(rise=1000.0, shortest=FADE)
SILENT = 0.2
"""Seconds after a GO in which the side that was heard before is silent for certain."""

PHASES = 50
"""After the last one comes the first again."""

BODY = "x" * 300
"""As many bytes as an entry of a circle is long."""


def command(laps: int = 100) -> Figure:
    """Median ms of one command to a circle, and of a commit of one row under the same settings. In turns."""
    with tempfile.TemporaryDirectory() as name, _house(Path(name), lambda _: SilentRoom()) as house:
        circle = _open(house, small_rundown())
        people = cycle(circle.session.seats)
        with closing(connect(Path(name) / "bare.db", os.urandom(32), Access.CREATE)) as db:
            db.execute("CREATE TABLE entry (body TEXT)")

            def commit() -> None:
                with db.atomic():
                    db.execute("INSERT INTO entry VALUES (?)", [BODY])

            def lap() -> Iterator[c.Command]:
                yield c.Note("lies still, breathes slowly", next(people))
                yield c.Extend(Millis(1_000))
                yield c.Hold("somebody is unwell")
                yield c.Resume()

            found = [(_clocked(partial(circle.do, each)), _clocked(commit)) for _ in range(laps) for each in lap()]
    ours, bare = _medians(found)
    beside = "a bare encrypted commit"
    return Figure("command to settled state, durable, p50", ours, "ms", 4, bare, beside, times=True)


def fold(count: int = 5_000, times: int = 9) -> Figure:
    """Median ms from the cells of a circle's entries to its state, and of `json.loads` of their bodies. In turns."""
    stream, reader = StreamId("session:01900000-0000-7000-8000-000000000001"), codec()
    cells = [(each.stamp.tick, each.stamp.device, *each[1:-1], *reader.encode(each.event)) for each in entries(count)]

    def folded() -> Stream:
        return Stream(stream, [lines.entry(reader, *each) for each in cells])

    bodies = [cell[-1] for cell in cells]
    found = [(_clocked(folded), _clocked(lambda: [json.loads(each) for each in bodies])) for _ in range(times)]
    ours, bare = _medians(found)
    what = f"fold of a {count:,}-entry session of {PEOPLE} people"
    return Figure(what, ours, "ms", 8, bare, "json.loads of its bodies", times=True)


def entries(count: int) -> list[Entry[Any]]:
    """What a circle of forty writes: it opens, then lap after lap, mostly what was noted of somebody."""
    plan = small_plan()
    people = [PersonId(f"0190a000-0000-7000-8000-{n:012}") for n in range(PEOPLE)]
    mats = tuple((person, mat) for mat, person in enumerate(people, 1))
    opened = e.Opened(Plan(plan.name, plan.rundown, plan.scheduled, mats, plan.tracks, plan.looks))
    lap: list[Any] = [
        *(e.PhaseEntered(phase.id) for phase in plan.rundown.phases[:2]),
        *(e.CueFired(cue.id) for cue in plan.rundown.phases[1].cues),
        e.Held("somebody is unwell"),
        e.Resumed(),
        e.Extended(Millis(60_000)),
        *(e.Noted(f"lies still, breathes slowly, {n}", person) for n, person in enumerate(people)),
    ]
    at = Instant(1_800_000_000_000)
    return [
        Entry(Stamp(n, DEVICE), Instant(at + n), Instant(at + n), 60, MARA.member, CommandId(f"c{n}"), event)
        for n, event in enumerate(islice([opened, *lap * (count // len(lap) + 1)], count), 1)
    ]


def go(times: int = 500) -> Figure:
    """99th percentile of the ms from GO at the desk to the block of a card in which the new music is first heard.

    This process is settled as the window's is.
    """
    settle()
    with tempfile.TemporaryDirectory() as name:
        folder, file = Path(name), Path(name) / "heard"
        with _house(folder, _heard_by(file)) as house:
            circle = _open(house, _two_sides(house, folder, PHASES))
            _wait_for(lambda: _heard(file) == 1)
            took = [_go(circle, file) for _ in range(times)]
    late, usual = statistics.quantiles(took, n=100)[98], statistics.median(took)
    beside = "its median; without the card's own"
    return Figure("GO to the first changed sample, p99", late, "ms", 30, usual, beside)


def _heard_by(file: Path) -> Callable[[RoomPlan], Room]:
    return partial(Live, lambda _: Fitting(partial(Witness, file=file), Simulated, settings=SHORT))


def _go(circle: Conductor, file: Path) -> float:
    if circle.session.at == PHASES - 1:
        before = _heard(file)
        circle.do(c.Jump(1))
        _wait_for(lambda: _heard(file) > before)
        time.sleep(SILENT)
    before, pressed = _heard(file), time.monotonic()
    circle.do(c.Go())
    _wait_for(lambda: _heard(file) > before)
    took = 1000 * (float(file.read_text().split()[-1]) - pressed)
    time.sleep(SILENT)
    return took


def _two_sides(house: House, folder: Path, count: int) -> Rundown:
    """Each phase begins music on the other side."""
    files = [write(folder / f"side-{n}.flac", constant(*pair, 120)) for n, pair in enumerate(((0.2, 0.0), (0.0, 0.2)))]
    taken = house.library.take_in({TrackId(str(file)): str(file) for file in files})
    sides = [house.library.playlist("side", type(taken)({k: v}, ()), FADE) for k, v in taken.tracks.items()]

    def phase(n: int, side: Music) -> Phase:
        return Phase(PhaseId(f"p{n}"), f"Phase {n}", Millis(600_000), cues=(Cue(CueId(f"c{n}"), "Music", side),))

    return Rundown(tuple(phase(n, side) for n, side in enumerate(islice(cycle(sides), count))))


@contextmanager
def _house(folder: Path, room: Callable[[RoomPlan], Room]) -> Iterator[House]:
    vault, _ = create(folder / "Bench.kapcircle", "Ana", PASSPHRASE, SystemClock().now())
    house = furnish(vault, room=room)
    yield house
    house.get_up(Millis(0))
    house.shut()


def _open(house: House, rundown: Rundown) -> Conductor:
    """An open circle of forty."""
    cohort = house.planning.begin_cohort("Forty")
    for n in range(PEOPLE):
        house.planning.enrol(cohort, f"Guest {n}")
    circle = house.circle(house.planning.plan_session(cohort, "Bench", None, rundown))
    circle.begin()
    circle.do(c.Open())
    return circle


def _medians(found: list[tuple[float, float]]) -> tuple[float, float]:
    return statistics.median(ours for ours, _ in found), statistics.median(bare for _, bare in found)


def _clocked(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)


def _wait_for(seen: Callable[[], bool]) -> None:
    while not seen():
        time.sleep(0.01)


def _heard(file: Path) -> int:
    return file.read_text().count("\n") if file.exists() else 0
