"""The practice at its desk, without a disk, a speaker or a lamp."""

from dataclasses import replace

import pytest

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import CohortId, Instant, Millis, SessionId, TrackId
from kapcircle.core.rundown import Music, Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Run
from kapcircle.core.words import Undo
from kapcircle.desk.fittings import Draft
from kapcircle.desk.house import House
from kapcircle.desk.orders import Play
from kapcircle.desk.rehearsal import obey
from tests.fakes import FakeMachine, FakePulse, SilentRoom, house
from tests.made_up import DEVICE, MINUTES, START, cue, phase, small_rundown
from tests.memory import FakeClock, MemoryLog


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def here(log: MemoryLog, clock: FakeClock) -> House:
    return house(log, clock)


@pytest.fixture
def spring(here: House) -> CohortId:
    return here.planning.begin_cohort("Spring")


# --- the room and the recordings ---


def test_the_room_is_a_plain_one_until_it_is_saved(here: House) -> None:
    plain = here.room
    assert (len(plain.lamps), plain.floor, plain.ceiling, plain.light) == (8, 0.02, 0.8, "simulated")
    here.save_room(replace(plain, name="Garden room", ceiling=0.4))
    assert (here.room.name, here.room.ceiling) == ("Garden room", 0.4)


def test_the_plan_is_what_the_session_would_open_with_now(here: House, spring: CohortId) -> None:
    here.save_room(replace(here.room, ceiling=0.3))
    owl, wren = here.planning.enrol(spring, "Owl", mat=2), here.planning.enrol(spring, "Wren", mat=1)
    here.library.adopt(Draft(Rundown(), (), (), {TrackId("a"): "used.flac", TrackId("b"): "unused.flac"}))
    used = cue("music", Music("used", (TrackId("hash-of-used.flac"),)))
    session = here.planning.plan_session(spring, "Medicine 1", START, Rundown((phase("One", 2, used),)))
    plan = here.opening.plan(session)
    assert (plan.name, plan.scheduled, plan.mats) == ("Medicine 1", START, ((wren, 1), (owl, 2)))
    assert [track.id for track in plan.tracks] == ["hash-of-used.flac"]
    assert plan.looks == ("dark", "ember", "dusk", "dawn", "day", "working")
    assert (plan.volume, plan.ceiling) == (0.3, 0.3)


def test_the_preflight_says_what_is_wrong_with_the_music(here: House, spring: CohortId) -> None:
    session = here.planning.plan_session(spring, "Medicine 1", START, small_rundown())
    music, *machine = here.preflight(session)()
    assert (music.name, music.good, music.words) == ("Music", True, "this rundown has none")
    assert [check.name for check in machine] == ["Disk", "Battery", "Backup"]
    here.fittings.media.wrong = ("tide.flac is missing", "lake.ogg is damaged")  # type: ignore[attr-defined] # a fake
    music = here.preflight(session)()[0]
    assert (music.good, music.words) == (False, "tide.flac is missing; lake.ogg is damaged")
    here.fittings.media.wrong = ()  # type: ignore[attr-defined] # a fake
    silent = Rundown((phase("One", 1, cue("a", Music("far shore", ()))),))
    here.planning.save_rundown(spring, session, silent)
    music = here.preflight(session)()[0]
    assert (music.good, music.words) == (False, "Phase 1 “One”: its music “far shore” has no recording")


# --- circles ---


def planned(here: House, name: str = "Medicine 1") -> SessionId:
    return here.planning.plan_session(here.planning.begin_cohort("Spring"), name, START, small_rundown())


def test_a_circle_runs_on_the_copy_of_its_plan(here: House) -> None:
    session = planned(here)
    circle = here.circle(session)
    circle.begin()
    circle.do(c.Open())
    cohort = here.planning.planned(session)[0]
    here.planning.save_rundown(cohort, session, Rundown())
    assert len(here.session(session).legs) == 3
    circle.do(c.Next())
    assert here.session(session).leg.phase.name == "Peak"


def test_which_circle_runs(here: House, log: MemoryLog, clock: FakeClock) -> None:
    assert here.running() is None
    later, earlier = planned(here, "B"), planned(here, "A")
    for session in (earlier, later):
        clock.pass_(MINUTES)
        here.circle(session).do(c.Open())
        here.get_up()
    assert here.running() == later
    assert house(log, clock).running() == later
    circle = here.circle(later)
    circle.do(c.Close())
    assert here.running() == earlier
    obey(circle, Undo())
    assert here.running() == later


def test_sitting_down_elsewhere_closes_the_room_one_sat_in(log: MemoryLog) -> None:
    rooms: list[SilentRoom] = []

    def room(_: object) -> SilentRoom:
        rooms.append(SilentRoom())
        return rooms[-1]

    here = house(log, room=room)
    first, second = planned(here), planned(here)
    here.circle(first).begin()
    here.circle(second).begin()
    assert [room.closed is not None for room in rooms] == [True, False]
    here.get_up(Millis(500))
    here.get_up(Millis(900))
    assert rooms[1].closed == 500
    assert any(isinstance(order, Play) for order in rooms[1].told)


def test_a_room_that_does_not_end_well_is_left_once_and_the_file_closed_all_the_same(log: MemoryLog) -> None:
    class Stuck(SilentRoom):
        def close(self, fade: Millis) -> None:
            super().close(fade)
            raise KnownError("out.wav cannot be written: No space left on device.")

    here, shut = house(log, room=lambda _: Stuck()), list[bool]()
    here._shut = shut.append
    here.circle(planned(here))
    with pytest.raises(KnownError, match="No space left"):
        here.shut()
    assert shut == [False]
    here.shut()
    assert shut == [False, False]


def test_nobody_sits_down_elsewhere_while_a_circle_runs(log: MemoryLog) -> None:
    room = SilentRoom()
    here = house(log, room=lambda _: room)
    first, second = planned(here), planned(here)
    circle = here.circle(first)
    circle.do(c.Open())
    with pytest.raises(Refused, match="A circle is running: close it"):
        here.circle(second)
    assert room.closed is None, "its music and light go on"
    circle.do(c.Close())
    assert here.circle(second).session.run is Run.WAITING


def test_the_clock_is_no_earlier_than_what_is_written(log: MemoryLog, clock: FakeClock) -> None:
    here = house(log, clock)
    session = planned(here)
    clock.pass_(MINUTES)
    here.circle(session).do(c.Open())
    written = clock.at
    clock.at -= 3_600_000
    again = house(log, clock)
    again.circle(session)
    assert clock.at == written
    assert again.session(session).run is Run.RUNNING


def test_whoever_sits_at_a_circle_keeps_the_laptop_awake_and_while_it_runs_on(log: MemoryLog, clock: FakeClock) -> None:
    def held(at: House) -> set[str]:
        assert isinstance(at.fittings.machine, FakeMachine)
        return set(at.fittings.machine.held)

    here = house(log, clock)
    session = planned(here)
    assert held(here) == set()
    circle = here.circle(session)
    assert held(here) == {"sleep"}
    circle.do(c.Open())
    assert held(here) == {"sleep", "shutdown"}
    again = house(log, clock)
    circle = again.circle(session)
    assert held(again) == {"sleep", "shutdown"}, "after a crash, too"
    circle.do(c.Close())
    assert held(again) == {"sleep"}, "its music still fades"
    obey(circle, Undo())
    assert held(again) == {"sleep", "shutdown"}
    again.get_up()
    assert held(again) == set()


@pytest.mark.parametrize(
    ("beat", "away"), [(None, 42_000), (START + 30_000, 12_000), (START - 5_000, 42_000), (START + 60_000, 0)]
)
def test_how_long_nobody_was_there(log: MemoryLog, clock: FakeClock, beat: int | None, away: int) -> None:
    here = house(log, clock)
    session = planned(here)
    here.circle(session).do(c.Open())
    clock.pass_(42_000)
    pulse = here.fittings.pulse
    assert isinstance(pulse, FakePulse)
    pulse.at = None if beat is None else Instant(beat)
    assert here.away(session) == away


def test_every_entry_bears_the_name_of_the_laptop(here: House, log: MemoryLog) -> None:
    planned(here)
    assert {x.stamp.device for entries in log.entries.values() for x in entries} == {DEVICE}
