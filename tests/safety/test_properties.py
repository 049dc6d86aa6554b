"""Whatever is asked, in whatever order and by whomever: no medicine starts through a gate that holds, no recorded fact
is lost, and no session is closed with somebody inside.
"""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kapcircle.core.attendance import Attendance, Attended, NotToday, Readied, SentHome
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor, Facts
from kapcircle.core.ids import MemberId
from kapcircle.core.leaving import LeftAgainstAdvice, LeftUnseen, ReadyToLeave, Transferred
from kapcircle.core.log import Stamp
from kapcircle.core.observation import Depth, Observed
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.session.gates import inside, room_gaps
from kapcircle.core.session.records import find_record
from kapcircle.core.session.state import Run
from kapcircle.core.staffing import EquipmentSigned, LeadAway, RoomOverridden, StaffHere
from tests.made_up import MARA
from tests.safety.rooms import CALM, DOCTOR, FINE, LEAD, LEAVES, NURSE, P1, P2, P3, PROGRAMME, WELL, Day, minutes

PEOPLE = (P1, P2, P3)
ACTORS = (MARA, NURSE, LEAD, Actor(MemberId("ana"), Role.COORDINATOR), Actor())
MOVES = (c.Go(), c.Next(), c.Back(), c.Jump(1), c.Jump(2), c.Jump(3), c.Skip(), c.Advance())
SHOW = (*MOVES, c.Hold(), c.Resume(), c.Close())
TEAM = (
    DOCTOR,
    replace(DOCTOR, here=False),
    StaffHere(MARA.member, "Mara", Role.FACILITATOR),
    EquipmentSigned(PROGRAMME.equipment),
    LeadAway(None),
    RoomOverridden(("Emergency equipment not signed: oxygen, AED",), "next door"),
)
ABOUT: tuple[Any, ...] = (
    Attended(Attendance.ARRIVED),
    Attended(Attendance.LEFT),
    Attended(Attendance.LEFT_EARLY),
    FINE,
    CALM,
    Readied(),
    Readied(("No pressure, pulse, SpO2 within 60 min",), "by hand"),
    NotToday(),
    SentHome("taxi"),
    Observed(Depth.PRESENT),
    ReadyToLeave(),
    LEAVES,
    LeftAgainstAdvice("stay", "Jonas"),
    Transferred("hospital", "ambulance"),
    LeftUnseen("Ana"),
)

PERSON = st.sampled_from(PEOPLE)
STEPS = st.one_of(
    st.tuples(st.just("show"), st.sampled_from(SHOW)),
    st.tuples(st.just("show"), st.builds(c.Record, st.sampled_from(TEAM))),
    st.tuples(st.just("show"), st.builds(c.Record, st.sampled_from(ABOUT), PERSON)),
    st.tuples(st.just("show"), st.builds(c.Record, st.sampled_from(ABOUT), PERSON, st.just("JK"))),
    st.tuples(st.just("show"), st.builds(c.TakeSeat, PERSON, st.integers(1, 4))),
    st.tuples(st.just("dose"), PERSON),
    st.tuples(st.just("comes"), PERSON),
    st.tuples(st.just("strike"), st.integers(0, 40)),
    st.tuples(st.just("move"), st.integers(0, 40)),
    st.tuples(st.just("wait"), st.integers(1, 150)),
    st.tuples(st.just("withdraws"), PERSON),
)


class Watched(Day):
    """A day in which what must hold is looked at with every event."""

    def __init__(self) -> None:
        super().__init__()
        self.written: dict[Stamp, Any] = {}

    def ask(self, command: c.Command, actor: Actor) -> None:
        """Ask for something, and see what became of it."""
        known = {person: self.readiness[person] for person in self.state.seats}
        gaps = room_gaps(self.state, Facts(actor, self.now, readiness=known))
        before, count = self.state, len(self.entries)
        try:
            self.do(command, actor)
        except Refused:
            assert self.state is before, "what is refused has changed nothing"
            return
        for entry in self.entries[count:]:
            match entry.event:
                case e.PhaseEntered(phase, continues):
                    leg = next(x for x in self.state.legs if x.phase.id == phase)
                    assert continues or not leg.phase.medicine or not gaps, f"started through {gaps}"
                case e.Recorded(content) | e.Noted(content):
                    self.written[entry.stamp] = content
                case e.Closed():
                    assert not inside(before), "closed with somebody inside"

    def nothing_is_lost(self) -> None:
        """Every record that was ever written is there, as it was written."""
        for stamp, content in self.written.items():
            found = find_record(self.state, stamp)
            assert found is not None
            assert found[1].content == content

    def step(self, kind: str, what: Any, actor: Actor) -> None:
        """One step of a history."""
        stamps = list(self.written)
        match kind:
            case "show":
                self.ask(what, actor)
            case "dose":
                self.ask(c.Record(self.given(what), what), actor)
            case "comes":
                for content in (Attended(Attendance.ARRIVED), FINE, CALM, Readied()):
                    self.ask(c.Record(content, what), NURSE)
            case "strike" if stamps:
                self.ask(c.Strike(stamps[what % len(stamps)], "wrong"), actor)
            case "move" if stamps:
                self.ask(c.Move(stamps[what % len(stamps)], PEOPLE[what % 3]), actor)
            case "wait":
                self.sleeps(minutes(what))
            case "withdraws":
                self.readiness[what] = replace(WELL, consents=())

    def given(self, person: Any) -> Any:
        """A dose, as it would be recorded."""
        other = Day()
        other.dose(person)
        return replace(other.entries[-1].event.content, mat=self.state.seats[person].mat)  # type: ignore[union-attr]


def live(steps: list[tuple[tuple[str, Any], Actor]]) -> Watched:
    day = Watched()
    for (kind, what), actor in steps:
        day.step(kind, what, actor)
        day.nothing_is_lost()
    return day


HISTORIES = st.lists(st.tuples(STEPS, st.sampled_from(ACTORS)), max_size=40)


@settings(max_examples=150, deadline=None)
@given(HISTORIES)
def test_no_history_starts_medicine_through_a_gate_loses_a_fact_or_closes_on_somebody(steps: Any) -> None:
    live(steps)


@settings(max_examples=60, deadline=None)
@given(HISTORIES, HISTORIES)
def test_nor_does_one_in_which_medicine_has_begun(before: Any, after: Any) -> None:
    """The team is here, people come, and the room starts: then whatever may happen."""
    day = Watched()
    day.team()
    for person in (P1, P2):
        day.step("comes", person, NURSE)
    for (kind, what), actor in before[:5]:
        day.step(kind, what, actor)
    day.step("show", c.Go(), MARA)
    day.step("dose", P1, NURSE)
    for (kind, what), actor in after:
        day.step(kind, what, actor)
        day.nothing_is_lost()


def test_histories_do_reach_medicine_and_the_close() -> None:
    """The properties above would hold of a room that never starts."""
    go, close = ("show", c.Go()), ("show", c.Close())
    team = [(("show", c.Record(x)), LEAD) for x in (DOCTOR, EquipmentSigned(PROGRAMME.equipment))]
    day = live([*team, (("comes", P1), NURSE), (go, MARA), (("dose", P1), NURSE), (close, MARA)])
    stayed = day.state
    assert (stayed.leg.phase.medicine, stayed.run) == (True, Run.RUNNING), "somebody is inside"
    rest: list[tuple[str, Any]] = [("wait", 120), ("show", c.Record(CALM, P1)), ("show", c.Record(LEAVES, P1)), close]
    for kind, what in rest:
        day.step(kind, what, MARA)
    assert day.state.run is Run.OVER
