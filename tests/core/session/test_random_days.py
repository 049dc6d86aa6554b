"""Whatever is recorded, struck, corrected and moved in whatever order: what is due and what alarms follows from the
records that count, and nothing that was recorded is lost.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kapcircle.core.alarms import Acknowledged
from kapcircle.core.attendance import Attendance, Attended, NotToday
from kapcircle.core.dose import DoseGiven
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import CommandId, Device, Instant, MemberId, PersonId
from kapcircle.core.log import Entry, Stamp, Struck, effective
from kapcircle.core.observation import Depth, Observed
from kapcircle.core.programme import Route
from kapcircle.core.record import Record
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.session.clocks import clock
from kapcircle.core.session.concerns import concerns
from kapcircle.core.session.decide import decide
from kapcircle.core.session.evolve import evolve
from kapcircle.core.session.limits import alarms, order, raised
from kapcircle.core.session.schedule import State, What, history, is_check, tasks
from kapcircle.core.session.state import Seat, Session
from kapcircle.core.vitals import Vitals, VitalsNotTaken, WhyNot
from tests.core.caring import CALM, HIGH, PROGRAMME, at
from tests.made_up import MINUTES, START, facts, small_plan

PEOPLE = tuple(PersonId(f"p{n}") for n in range(1, 5))
LEAD = Actor(MemberId("lead"), Role.MEDICAL_LEAD)
HOURS = 4 * 60

contents = st.one_of(
    st.sampled_from([CALM, HIGH, Vitals(184, 99), Vitals(130, 84), Vitals(spo2=92), Vitals(weight=70)]),
    st.sampled_from([VitalsNotTaken(why) for why in WhyNot]),
    st.sampled_from([Observed(depth) for depth in Depth]),
    st.builds(lambda r, mg: ("dose", r, mg), st.sampled_from([Route.IM, Route.SUBLINGUAL]), st.sampled_from([50, 20])),
    st.sampled_from([Attended(Attendance.ARRIVED), Attended(Attendance.ABSENT), NotToday("")]),
)
steps = st.one_of(
    st.tuples(st.just("record"), st.sampled_from(PEOPLE), contents, st.integers(0, 40)),
    st.tuples(st.just("strike"), st.integers(0, 30)),
    st.tuples(st.just("move"), st.integers(0, 30), st.sampled_from(PEOPLE)),
    st.tuples(st.just("correct"), st.integers(0, 30), st.sampled_from([CALM, HIGH])),
    st.tuples(st.just("answer"), st.integers(0, 30)),
    st.tuples(st.just("wait"), st.integers(1, 25)),
)


@dataclass
class Day:
    """A circle whose records go through the rules, by two laptops in turn."""

    now: Instant = START
    state: Session = field(default_factory=Session)
    entries: list[Entry[Any]] = field(default_factory=list)
    commands: int = 0

    def __post_init__(self) -> None:
        self.do(c.Open())

    def do(self, command: c.Command, happened: Instant | None = None) -> None:
        plan = replace(small_plan(), programme=PROGRAMME)
        asked = replace(facts(self.now, LEAD if self.commands else facts().actor, plan), happened=happened)
        try:
            events = decide(self.state, command, asked)
        except Refused:
            return
        self.commands += 1
        device = Device("laptop" if self.commands % 2 else "tablet")
        for event in events:
            stamp = Stamp(len(self.entries) + 1, device)
            entry = Entry(stamp, self.now, happened or self.now, 60, LEAD.member, CommandId(f"c{self.commands}"), event)
            self.entries.append(entry)
            self.state = evolve(self.state, entry)

    def records(self) -> list[tuple[PersonId, Record]]:
        return [(seat.person, x) for seat in self.state.seats.values() for x in seat.records]

    def step(self, step: tuple[Any, ...]) -> None:
        kind, written = step[0], self.records()
        chosen = written[step[1] % len(written)][1] if kind not in {"record", "wait"} and written else None
        match step:
            case ("record", who, content, ago):
                happened = Instant(self.now - ago * MINUTES)
                self.do(c.Record(_meant(content, self.state.seats[who].mat), who), happened)
            case ("wait", minutes):
                self.now = Instant(self.now + minutes * MINUTES)
            case ("strike", _) if chosen is not None:
                self.do(c.Strike(chosen.stamp, "wrong"))
            case ("move", _, who) if chosen is not None:
                self.do(c.Move(chosen.stamp, who), chosen.happened)
            case ("correct", _, content) if chosen is not None:
                self.do(c.Correct(chosen.stamp, "misread", content), chosen.happened)
            case ("answer", _) if chosen is not None:
                who = next(person for person, x in written if x.stamp == chosen.stamp)
                self.do(c.Record(Acknowledged(chosen.stamp, "told"), who))
        self.looked()

    def looked(self) -> list[Any]:
        """Everything that is read off the circle, as the page does between any two steps."""
        return [_read(seat, self.now) for seat in self.state.seats.values()]


def _meant(content: Any, mat: int) -> Any:
    if not isinstance(content, tuple):
        return content
    return DoseGiven(content[1], content[2], "left deltoid", "L1", "MM", "JK", "Wren", mat)


def _read(seat: Seat, now: Instant) -> tuple[Any, ...]:
    told = clock(seat, PROGRAMME), concerns(seat, PROGRAMME, now)
    return tasks(seat, PROGRAMME, now), alarms(seat, PROGRAMME), raised(seat, PROGRAMME), *told


days = st.lists(steps, max_size=25)
CALMLY = settings(deadline=None)
"""However busy the machine is."""


def lived(day: list[tuple[Any, ...]]) -> Day:
    circle = Day()
    for step in day:
        circle.step(step)
    return circle


@CALMLY
@given(days)
def test_what_is_due_and_what_alarms_is_as_if_computed_for_the_first_time(day: list[tuple[Any, ...]]) -> None:
    circle = lived(day)
    afresh = Session()
    for entry in effective(circle.entries):
        afresh = evolve(afresh, entry)
    assert [_read(seat, circle.now) for seat in afresh.seats.values()] == circle.looked()


@CALMLY
@given(days, st.randoms())
def test_the_order_in_which_records_lie_on_a_seat_makes_no_difference(day: list[tuple[Any, ...]], chance: Any) -> None:
    circle = lived(day)
    for seat in circle.state.seats.values():
        mixed = list(seat.records)
        chance.shuffle(mixed)
        assert _read(Seat(seat.person, seat.mat, tuple(mixed)), circle.now) == _read(seat, circle.now)


@CALMLY
@given(days)
def test_no_recorded_fact_is_lost(day: list[tuple[Any, ...]]) -> None:
    circle = lived(day)
    kept = {x.stamp: x for _, x in circle.records()}
    for entry in circle.entries:
        if isinstance(entry.event, e.Recorded):
            found = kept[entry.stamp]
            assert (found.content, found.happened, found.by) == (entry.event.content, entry.happened, entry.by)
        if isinstance(entry.event, Struck):
            assert kept[entry.event.record].struck == entry.event.reason


@CALMLY
@given(days, st.integers(0, 30), st.sampled_from(PEOPLE))
def test_a_move_takes_one_reading_from_one_person_to_the_other_and_no_more(
    day: list[tuple[Any, ...]], which: int, who: PersonId
) -> None:
    circle = lived([*day, ("record", PEOPLE[0], HIGH, 0)])
    before = {person: _counting(circle, person) for person in PEOPLE}
    movable = [(person, x) for person, x in circle.records() if x.struck is None and isinstance(x.content, Vitals)]
    was, record = movable[which % len(movable)]
    circle.step(("move", [x.stamp for _, x in circle.records()].index(record.stamp), who))
    thing = [(record.happened, repr(record.content))] if who != was else []
    assert sorted(_counting(circle, was) + thing) == before[was]
    if who != was:
        assert _counting(circle, who) == sorted(before[who] + thing)
    assert all(_counting(circle, person) == before[person] for person in PEOPLE if person not in {who, was})


def _counting(circle: Day, person: PersonId) -> list[tuple[Instant, str]]:
    return sorted((x.happened, repr(x.content)) for x in circle.state.seats[person].counted)


@CALMLY
@given(days)
def test_every_check_settles_what_the_rule_says(day: list[tuple[Any, ...]]) -> None:
    """The rule once more, the long way round: of all that is due at most the grace later, the nearest."""
    circle = lived(day)
    for seat in circle.state.seats.values():
        found = [x for x in history(seat, PROGRAMME, circle.now) if x.what is What.TIMED]
        given = [x for x in seat.counted if isinstance(x.content, DoseGiven)]
        if not given:
            assert found == []
            continue
        checks = [x for x in seat.counted if is_check(x.content) and order(x) > order(given[0])]
        falls = {x.stamp: _nearest([task.due for task in found], x.happened) for x in checks}
        settled = {task.due for task in found if task.state in {State.DONE, State.NOT_TAKEN}}
        assert settled == {due for due in falls.values() if due is not None}
        for task in found:
            if task.settled_by is not None:
                assert falls[task.settled_by] == task.due
            elif task.state is State.MISSED:
                assert task.due < max(settled)
            else:
                assert not settled or task.due > max(settled)


def _nearest(dues: list[Instant], happened: Instant) -> Instant | None:
    may = [due for due in dues if due - PROGRAMME.vitals.grace <= happened]
    return min(may, key=lambda due: (abs(due - happened), due), default=None)


@CALMLY
@given(st.lists(st.integers(-60, HOURS), max_size=12), st.integers(0, HOURS))
def test_at_any_instant_a_person_under_care_has_a_next_check(minutes: list[int], now: int) -> None:
    readings = tuple(Record(Stamp(n, Device("d")), at(m), at(m), MemberId("m"), CALM) for n, m in enumerate(minutes, 2))
    given = DoseGiven(Route.IM, 50, "left deltoid", "L1", "MM", "JK", "Wren", 1)
    seat = Seat(PEOPLE[0], 1, (Record(Stamp(1, Device("d")), START, START, MemberId("m"), given), *readings))
    assert any(x.state is State.COMING for x in tasks(seat, PROGRAMME, at(now)))
