"""The stories of `circle.feature`, told to a real vault and desk by their own commands."""

import csv
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
import soundfile
from pytest_bdd import given, parsers, scenarios, then, when

from kapcircle.app.vaults import furnish
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import Instant, MemberId, Millis, SessionId
from kapcircle.core.outputs import Output
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.session.due import offered
from kapcircle.core.session.timing import leg_actual, over, remaining, timer_reads
from kapcircle.core.session.wanted import wanted
from kapcircle.core.words import parse
from kapcircle.desk.conductor import Conductor
from kapcircle.desk.house import House
from kapcircle.desk.orders import Hush, Play, Rise, Show
from kapcircle.desk.rehearsal import SimulatedClock, obey
from kapcircle.store import vault as vaults
from kapcircle.store.keys import Cost
from kapcircle.store.pulse import PulseFile
from tests.fakes import SilentRoom
from tests.made_up import START

scenarios("circle.feature")

PASSPHRASE = "a made-up passphrase"
WORDS = {"Mara": PASSPHRASE, "Cora": "another made-up passphrase"}
PINS = {"Mara": "402917", "Cora": "591826"}
CHEAP = Cost(memory_kib=8, passes=1, lanes=1)


def millis(text: str) -> int:
    minutes, seconds = text.split(":")
    return (int(minutes) * 60 + int(seconds)) * 1000


@dataclass
class Story:
    """A vault, the house in it, and who sits there."""

    folder: Path
    house: House
    clock: SimulatedClock
    room: SilentRoom
    session: SessionId
    circle: Conductor
    told: list[str] = field(default_factory=list)
    away: Millis = Millis(0)

    @property
    def now(self) -> Instant:
        return self.clock.now()

    @property
    def output(self) -> Output:
        return wanted(self.circle.session, self.now)

    def member(self, name: str) -> MemberId:
        return next(member for member, who in self.house.staff.members.items() if who.name == name)

    def last(self, kind: type) -> object:
        return next(order for order in reversed(self.room.told) if isinstance(order, kind))

    def pass_time(self, length: int) -> None:
        """As a real desk does: a look at the clock ten times a second."""
        end = self.now + length
        while self.now < end:
            self.clock.at = Instant(min(end, self.now + 100))
            self.circle.tick()


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Story]:
    monkeypatch.setattr("kapcircle.store.pulse.EVERY", 0)  # seconds pass faster here than those of the machine
    clock, room, folder = SimulatedClock(START), SilentRoom(), tmp_path / "laptop"
    folder.mkdir()
    vault, _ = vaults.create(folder / "Story.kapcircle", "Mara", PASSPHRASE, START, role=Role.FACILITATOR, cost=CHEAP)
    cora = vault.add_member("Cora", Role.COORDINATOR, WORDS["Cora"], CHEAP)
    house = furnish(vault, clock, lambda _: room)
    house.staff.add(cora.id, cora.name, cora.role)
    cohort = house.planning.begin_cohort("Harbour")
    house.planning.enrol(cohort, "Wren")
    session = house.planning.plan_session(cohort, "Medicine", START)
    story = Story(folder, house, clock, room, session, house.circle(session))
    yield story
    story.house.shut()


@given("a circle with this rundown")
def planned(story: Story, datatable: list[list[str]]) -> None:
    for name in ("peak", "back"):
        t = np.arange(48_000 * 3) / 48_000
        soundfile.write(story.folder / f"{name}.flac", 0.1 * np.sin(2 * np.pi * 220 * t), 48_000)
    rows = [[f"{c}.flac" if c in {"peak", "back"} else c for c in row] for row in datatable]
    sheet = story.folder / "rundown.csv"
    with sheet.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    adopted = story.house.library.adopt(story.house.library.read_sheet(str(sheet), str(story.folder)))
    cohort, _ = story.house.planning.planned(story.session)
    story.house.planning.save_rundown(cohort, story.session, adopted.rundown)
    story.circle.begin()


@when(parsers.parse('I run "{text}"'))
def run(story: Story, text: str) -> None:
    try:
        obey(story.circle, parse(text))
    except (Refused, KnownError) as answer:
        story.told.append(str(answer))


@when(parsers.re(r"(?P<n>\d+) minutes? pass(es)?"))
def minutes_pass(story: Story, n: str) -> None:
    story.pass_time(int(n) * 60_000)


@when(parsers.re(r"(?P<n>\d+) seconds pass"))
def seconds_pass(story: Story, n: str) -> None:
    story.pass_time(int(n) * 1000)


@when(parsers.parse("the laptop sleeps for {n:d} minutes"))
def sleeps(story: Story, n: int) -> None:
    story.clock.at = Instant(story.now + n * 60_000)
    story.circle.tick()


@when(parsers.parse("the power goes for {n:d} seconds"))
def power_goes(story: Story, n: int) -> None:
    """The disk as it was at that moment, opened by a program that starts anew."""
    story.circle.tick()
    pulse = story.house.fittings.pulse
    assert isinstance(pulse, PulseFile)
    pulse.written(5)
    disk = story.folder.with_name("disk")
    shutil.copytree(story.folder, disk)
    story.house.shut()
    story.folder = disk
    story.clock.at = Instant(story.now + n * 1000)
    story.room = SilentRoom()
    vault = vaults.unlock(story.folder / "Story.kapcircle", PASSPHRASE, story.now)
    story.house = furnish(vault, story.clock, lambda _: story.room)
    running = story.house.running()
    assert running == story.session
    story.away = story.house.away(running)
    story.circle = story.house.circle(running)
    story.circle.begin()


@when(parsers.parse("{name} chooses a PIN"))
def chooses(story: Story, name: str) -> None:
    assert story.house.staff.acting.member == story.member(name)
    story.house.staff.admit(story.house.staff.acting, PINS[name])


@when(parsers.parse("{name} takes the desk by passphrase"))
def by_passphrase(story: Story, name: str) -> None:
    story.house.staff.admit(story.house.staff.recognise(WORDS[name]), PINS[name])


@when(parsers.parse("{name} takes the desk by PIN"))
def by_pin(story: Story, name: str) -> None:
    story.house.staff.switch(story.member(name), PINS[name])


@then(parsers.parse("{name} takes the desk by passphrase only"))
def by_passphrase_only(story: Story, name: str) -> None:
    with pytest.raises(Refused, match="Give your passphrase first"):
        by_pin(story, name)
    by_passphrase(story, name)
    assert story.house.staff.acting.member == story.member(name)


@then("Mara wrote that the phase began, and Cora the note")
def who_wrote(story: Story) -> None:
    entries = story.house.desk.stream(story.circle.name).entries
    entered = next(x for x in reversed(entries) if isinstance(x.event, e.PhaseEntered))
    assert [entered.by, entries[-1].by] == [story.member("Mara"), story.member("Cora")]


@when("I leave the time away out")
def leave_out(story: Story) -> None:
    story.circle.do(c.ComeBack(story.away, counted=False))


@then(parsers.re(r'the phase is "(?P<name>[^"]+)" with (?P<left>[\d:]+) left'))
def phase_left(story: Story, name: str, left: str) -> None:
    leg = story.circle.session.leg
    assert (leg.phase.name, remaining(leg, story.now)) == (name, millis(left))


@then(parsers.re(r'the phase is "(?P<name>[^"]+)" and (?P<by>[\d:]+) over'))
def phase_over(story: Story, name: str, by: str) -> None:
    leg = story.circle.session.leg
    assert (leg.phase.name, -remaining(leg, story.now)) == (name, millis(by))


@then(parsers.parse("the circle ends {n:d} minutes late"))
def late(story: Story, n: int) -> None:
    offset = over(story.circle.session, story.now)
    assert (offset.plan, offset.start) == (n * 60_000, n * 60_000)


@then(parsers.parse('"{name}" is still planned for {n:d} minutes'))
def still_planned(story: Story, name: str, n: int) -> None:
    leg = next(x for x in story.circle.session.legs if x.phase.name == name)
    _, plan = story.house.planning.planned(story.session)
    assert leg.phase.planned == n * 60_000
    assert next(p for p in plan.rundown.phases if p.name == name).planned == n * 60_000


@then(parsers.parse('the light goes to "{look}"'))
def light(story: Story, look: str) -> None:
    assert story.output.light.look == look
    shown = story.last(Show)
    assert isinstance(shown, Show)
    assert shown.levels[0].level == pytest.approx(story.house.fittings.looks[look].level)


@then("it is silent")
def silent(story: Story) -> None:
    assert not story.output.sound.playlist.tracks
    play = story.last(Play)
    assert isinstance(play, Play)
    assert not play.recordings


@then(parsers.re(r'"(?P<name>\w+)" is heard$'))
def heard(story: Story, name: str) -> None:
    play = story.last(Play)
    assert isinstance(play, Play)
    tracks = story.house.practice.tracks
    assert [tracks[r.track].title for r in play.recordings] == [name]


@then(parsers.re(r'"(?P<name>\w+)" is heard from (?P<into>[\d:]+) on'))
def heard_from(story: Story, name: str, into: str) -> None:
    heard(story, name)
    play = story.last(Play)
    assert isinstance(play, Play)
    assert play.into == pytest.approx(millis(into), abs=100)


@then("it came back over at least 10 seconds")
def slowly(story: Story) -> None:
    play = story.last(Play)
    assert isinstance(play, Play)
    assert play.fade >= 10_000
    assert play.into == 120_000


@then(parsers.parse("the sound fades over {n:g} seconds"))
def fades(story: Story, n: float) -> None:
    play = story.last(Play)
    assert isinstance(play, Play)
    assert (play.recordings, play.fade) == ((), n * 1000)


@then("the circle is held")
def is_held(story: Story) -> None:
    assert story.circle.session.holding


@then("an advance is offered")
def is_offered(story: Story) -> None:
    assert [due.command for due in offered(story.circle.session, story.now)] == [c.Advance()]


@then("the room is hushed")
def hushed(story: Story) -> None:
    order = story.last(Hush)
    assert isinstance(order, Hush)
    assert order.on


@then("the room is not hushed")
def not_hushed(story: Story) -> None:
    order = story.last(Hush)
    assert isinstance(order, Hush)
    assert not order.on
    assert order.fade >= 10_000


@then(parsers.parse('I am told "{words}"'))
def told(story: Story, words: str) -> None:
    assert words in story.told[-1]


@then(parsers.parse("the laptop was away for {length}"))
def was_away(story: Story, length: str) -> None:
    assert story.away == pytest.approx(millis(length), abs=600)


@then(parsers.parse("timer {n:d} reads {length}"))
def timer(story: Story, n: int, length: str) -> None:
    running = story.circle.session.timers[n - 1]
    assert running is not None
    assert timer_reads(running, story.now) == millis(length)


@then("the room rises from silence")
def rises(story: Story) -> None:
    assert story.room.told[0] == Rise(Millis(20_000))


@then(parsers.parse("the circle is closed after {length}"))
def closed(story: Story, length: str) -> None:
    s = story.circle.session
    assert s.opened is not None
    assert s.closed is not None
    assert s.closed - s.opened == millis(length)


@then(parsers.parse("the phases together took {length}"))
def together(story: Story, length: str) -> None:
    assert sum(leg_actual(leg, story.now) for leg in story.circle.session.legs) == millis(length)
