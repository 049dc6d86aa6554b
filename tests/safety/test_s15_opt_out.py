"""S15: “not today” and “I end my part” are one tap at any time; attendance and integration stay, later gates hold."""

from typing import Any

import pytest

from kapcircle.core.attendance import Attendance, Attended, NotToday, Readied
from kapcircle.core.checkin import CheckIn
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.gates import ENDED
from kapcircle.core.ids import DAY, Instant, MemberId
from kapcircle.core.notes import Note
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.session import people
from kapcircle.core.session.presence import presence
from tests import fakes
from tests.core import people as people_made_up
from tests.made_up import START
from tests.memory import FakeClock, MemoryLog
from tests.safety.rooms import LEAD, P1, P2, PROGRAMME, RUNDOWN, Day
from tests.ui.attending import arrive, choose, last, seat
from tests.ui.scene import Stage

WAYS = (NotToday(), NotToday("slept badly"), NotToday(stops=True))


@pytest.mark.parametrize("role", Role, ids=lambda x: x.value)
@pytest.mark.parametrize("way", WAYS, ids=str)
def test_s15_anybody_of_the_team_records_it_at_any_time_and_nothing_is_asked(way: NotToday, role: Role) -> None:
    for before in ("in the first phase", "ready", "after medicine began", "held", "in an emergency", "closed"):
        day = Day()
        if before != "in the first phase":
            day.start(P1, P2)
        match before:
            case "held":
                day.do(c.Hold())
            case "in an emergency":
                day.do(c.Emergency())
            case "closed":
                day.do(c.Close())
        day.record(P1, way, Actor(MemberId("someone"), role))
        assert people.not_today(day.state.seats[P1]) == way, before


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_s15_attendance_and_integration_stay(way: NotToday) -> None:
    day = Day()
    day.start(P1, P2)
    day.record(P1, way)
    day.record(P1, CheckIn(5, word="here"))
    day.do(c.Note("Sits by the window.", P1))
    day.later(30 * 60_000)
    (first, *_) = presence(day.state)
    assert first.lasted(day.now) == 30 * 60_000
    assert people.here(day.state.seats[P1])
    assert day.contents(P1, CheckIn)
    assert day.contents(P1, Note)


def test_s15_the_room_does_not_wait_for_whoever_opted_out() -> None:
    day = Day()
    day.team()
    day.arrives(P1, P2)
    day.ready(P1)
    with pytest.raises(Refused, match="Mat 2: neither ready nor"):
        day.do(c.Go())
    day.record(P2, NotToday())
    day.do(c.Go())
    assert day.state.leg.phase.medicine


def test_s15_it_is_never_withdrawn_moved_or_corrected_into_something_else() -> None:
    day = Day()
    day.start(P1, P2)
    day.record(P1, NotToday())
    record = day.state.seats[P1].records[-1].stamp
    attempt: Any
    for attempt in (c.Withdraw(record), c.Move(record, P2), c.Correct(record, "no", Readied())):
        with pytest.raises(Refused):
            day.do(attempt, Actor(MemberId("jonas"), Role.COTHERAPIST))
    assert people.not_today(day.state.seats[P1]) == NotToday()


@pytest.mark.parametrize("gaps", [(), ("Has ended their part in the medicine sessions",)])
def test_s15_nobody_makes_ready_whoever_has_ended_their_part(gaps: tuple[str, ...]) -> None:
    day = Day()
    day.team()
    day.arrives(P1)
    day.record(P1, NotToday(stops=True))
    for content in (NotToday("and that is that"), NotToday()):
        day.record(P1, content)
    with pytest.raises(Refused, match="This is their decision"):
        day.record(P1, Readied(gaps, "because"), LEAD)


def test_s15_a_dose_that_was_given_all_the_same_is_recorded_and_marked() -> None:
    day = Day()
    day.start(P1, P2)
    day.record(P1, NotToday())
    day.dose(P1)
    assert day.state.seats[P1].records[-1].marks == ("recorded outside gate: not marked ready",)


def test_s15_on_the_page_it_is_one_tap(stage: Stage) -> None:
    scene = stage().running()
    arrive(scene)
    choose(scene, "Wren")
    count = len(seat(scene, "Wren").records)
    scene.press("X")
    assert last(scene, "Wren") == NotToday()
    scene.press("S")
    assert last(scene, "Wren") == NotToday(stops=True)
    assert len(seat(scene, "Wren").records) == count + 2


class Weeks:
    """A practice with two medicine sessions of one cohort, a week apart, and one participant."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.house = fakes.house(MemoryLog(), self.clock)
        planning = self.house.planning
        cohort = planning.begin_cohort("Harbour")
        self.wren = planning.enrol(cohort, "Wren")
        self.one, self.two = (
            planning.plan_session(cohort, "Medicine", Instant(START + n * DAY), RUNDOWN) for n in (0, 7)
        )
        self.house.readying.programme_of = lambda _: PROGRAMME

    def lacks(self) -> list[str]:
        """What the board says of the second session."""
        (row,) = self.house.readying.board(self.two)
        return [gap.words for gap in row.gaps]


def test_s15_whoever_ended_their_part_is_not_made_ready_in_a_later_session() -> None:
    weeks = Weeks()
    first = weeks.house.circle(weeks.one)
    first.do(c.Open())
    first.do(c.Record(NotToday(), weeks.wren))
    assert ENDED not in weeks.lacks()
    first.do(c.Record(NotToday(stops=True), weeks.wren))
    first.do(c.Close())
    assert ENDED in weeks.lacks()
    weeks.clock.pass_(7 * DAY)
    later = weeks.house.circle(weeks.two)
    later.do(c.Open())
    later.do(c.Record(Attended(Attendance.ARRIVED), weeks.wren))
    gaps = [x.words for x in weeks.house.readying.gaps(weeks.wren, weeks.two)]
    with pytest.raises(Refused, match=ENDED):
        later.do(c.Record(Readied(tuple(gaps), "changed their mind"), weeks.wren), LEAD)
    later.do(c.Record(NotToday(), weeks.wren))
    assert weeks.wren in later.session.seats, "attendance and integration stay"


def test_s15_a_consent_that_was_withdrawn_is_dated_and_holds_later_gates() -> None:
    weeks = Weeks()
    weeks.house.readying.programme_of = lambda _: people_made_up.PROGRAMME
    readying, text = weeks.house.readying, people_made_up.TREATMENT
    readying.consent(weeks.wren, text, (True, True), START, yes=True, typed="Wren Made-Up", witness="Jonas")
    assert not [x for x in weeks.lacks() if x.startswith("Treatment")]
    weeks.clock.pass_(DAY)
    readying.withdraw_consent(weeks.wren, "treatment", Instant(START + DAY), "not any more")
    assert "Treatment: said no, or withdrawn" in weeks.lacks()
    (gap,) = [x for x in readying.gaps(weeks.wren, weeks.two) if x.about == "consent"]
    assert gap.hard, "nobody overrides it"
    last = readying.person(weeks.wren).consents.last("treatment")
    assert last is not None
    assert last.what.on == START + DAY
