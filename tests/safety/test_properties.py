"""Whatever is asked, in whatever order and by whomever, undone, struck, moved, put right, slept over or crashed: no
medicine starts through a gate that holds, no recorded fact is lost, and no session is closed with somebody inside.
"""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kapcircle.core.attendance import Attendance, Attended, NotToday, Readied, SentHome
from kapcircle.core.facts import Actor
from kapcircle.core.ids import Instant, MemberId, Millis
from kapcircle.core.leaving import LeftAgainstAdvice, LeftUnseen, ReadyToLeave, Transferred
from kapcircle.core.observation import Depth, Observed
from kapcircle.core.questions import DayQuestions
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.staffing import EquipmentSigned, LeadAway, StaffHere
from kapcircle.core.vitals import Vitals
from tests.made_up import MARA, MINUTES, START
from tests.safety.histories import PEOPLE, SPOILS, History, Step
from tests.safety.rooms import CALM, DOCTOR, FINE, LEAD, LEAVES, NURSE, P1, P2, P3, P4, PROGRAMME

HOUR = 60 * MINUTES
ACTORS = (MARA, NURSE, LEAD, Actor(MemberId("ana"), Role.COORDINATOR))
MOVES = (c.Go(), c.Next(), c.Back(), c.Jump(1), c.Jump(3), c.Jump(4), c.Jump(5), c.Skip())
SHOW = (
    *MOVES * 2,
    *(c.Open(), c.Hold("a breath"), c.Resume(), c.Close()),
    *(c.Extend(Millis(5 * MINUTES)), c.Insert("Tea", Millis(5 * MINUTES)), c.Hush(), c.Silence(Millis(0))),
    *(c.Emergency(), c.StandDown(), c.Note("Calm."), c.Note("Asleep.", P2)),
)
CIRCLE: tuple[Any, ...] = (
    DOCTOR,
    replace(DOCTOR, here=False),
    StaffHere(MARA.member, "Mara", Role.FACILITATOR),
    EquipmentSigned(PROGRAMME.equipment),
    EquipmentSigned(("oxygen",)),
    LeadAway(Instant(START + HOUR), "pager"),
    LeadAway(None),
)
ABOUT: tuple[Any, ...] = (
    *(Attended(x) for x in (Attendance.ARRIVED, Attendance.ARRIVED, Attendance.LATE, Attendance.LEFT)),
    *(Attended(Attendance.LEFT_EARLY), Attended(Attendance.ABSENT)),
    *(FINE, DayQuestions(True, "Jonas"), DayQuestions(False, fasted=False)),
    *(CALM, Vitals(164, 90, 88, 97)),
    *(Readied(), Readied(("No pressure, pulse, SpO2 within 60 min",), "by hand")),
    *(NotToday(), NotToday(stops=True), SentHome("taxi")),
    *(Observed(Depth.PRESENT), ReadyToLeave(), LEAVES),
    *(LeftAgainstAdvice("stay", "Jonas"), Transferred("hospital", "ambulance"), LeftUnseen("Ana")),
)
RIGHT = (CALM, Vitals(131, 84, 80, 97), FINE, Attended(Attendance.LATE), Transferred("home", "sister"))

PERSON, WHO, WHICH = st.sampled_from(PEOPLE), st.sampled_from(ACTORS), st.integers(0, 60)
AGO = st.sampled_from((0, 0, 0, 3, 40, 70))


def step(kind: str, what: Any = st.none(), who: Any = WHO, more: Any = st.none()) -> Any:  # noqa: B008 - frozen
    return st.tuples(st.just(kind), what, who, more)


ANY = st.one_of(
    step("show", st.sampled_from(SHOW)),
    step("show", st.sampled_from(MOVES), st.just(MARA)),
    step("show", st.just(c.Close()), st.just(MARA)),
    step("show", st.builds(c.TakeSeat, PERSON, st.integers(1, 4)), st.just(NURSE)),
    step("show", st.builds(c.TakeSeat, st.sampled_from((P3, P4)), st.integers(1, 2)), st.just(NURSE)),
    step("show", st.sampled_from((c.Next(), c.Jump(3), c.Jump(5))), st.just(MARA)),
    step("about", st.tuples(PERSON, st.sampled_from(ABOUT)), st.sampled_from((NURSE, LEAD)), AGO),
    step("about", st.tuples(PERSON, st.sampled_from(ABOUT)), WHO, AGO),
    step("about", st.tuples(st.none(), st.sampled_from(CIRCLE)), WHO, AGO),
    step("paper", st.tuples(PERSON, st.sampled_from(ABOUT)), st.sampled_from((NURSE, LEAD)), AGO),
    step("dose", PERSON, st.sampled_from((NURSE, LEAD)), AGO),
    step("comes", PERSON),
    step("lets", PERSON, st.sampled_from((LEAD, NURSE))),
    step("opens the room", who=st.sampled_from((LEAD, MARA))),
    step("team"),
    step("all leave"),
    step("strike", WHICH, st.sampled_from((NURSE, LEAD))),
    step("move", WHICH, st.sampled_from((NURSE, LEAD)), PERSON),
    step("correct", WHICH, st.sampled_from((NURSE, LEAD)), st.sampled_from(RIGHT)),
    step("withdraw", WHICH),
    step("undo", st.sampled_from(("undo", "undo", "stay"))),
    step("undo", st.just("undo"), st.just(MARA)),
    step("wait", st.sampled_from((1, 12, 35, 125))),
    step("sleep", st.sampled_from((1, 20, 150))),
    step("crash", st.sampled_from((0, 42_000, 3 * HOUR, -HOUR))),
    step("zone", st.sampled_from((0, 60, 120))),
    step("known", PERSON, more=st.sampled_from(tuple(SPOILS))),
)
OPEN: tuple[Step, ...] = (("show", c.Open()),)
TEAM: tuple[Step, ...] = (*OPEN, ("team",), ("show", c.Next()), ("comes", P1))
READY: tuple[Step, ...] = (*TEAM, ("comes", P2))
BEGUN: tuple[Step, ...] = (*READY, ("show", c.Jump(3)), ("dose", P1, NURSE))
LEAVING: tuple[Step, ...] = (*BEGUN, ("show", c.Next()), ("all leave",))
LET: tuple[Step, ...] = (
    *(*TEAM, ("about", (P2, Attended(Attendance.ARRIVED)), NURSE), ("sleep", 1)),
    *(("opens the room", None, LEAD), ("about", (P2, NotToday()), NURSE), ("about", (P3, ABOUT[0]), NURSE)),
)
"""The medical lead let somebody stand on mat 2, who takes no medicine after all; another comes."""
STARTS = ((), OPEN, READY, BEGUN, LEAVING, LET)
HISTORIES = st.tuples(st.sampled_from(STARTS), st.lists(ANY, min_size=12, max_size=40))

REACHES = {
    **{f"asked: {kind}": 20 for kind in ("strike", "move", "correct", "withdraw", "undo", "crash", "lets", "paper")},
    **{f"undone: {event}": 1 for event in ("PhaseEntered", "Closed", "Opened", "Held")},
    "asked: opens the room": 10,
    "medicine starts": 100,
    "medicine runs": 300,
    "came back to medicine": 1,
    "came back after leaving": 10,
    "closed after medicine": 20,
    "over": 20,
}
"""How often at least so much was reached by all histories together, or nothing is said by their success."""


QUICK = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)
"""Why a history fails is read off the history: nothing is tried once more to explain it."""


def live(steps: Any) -> History:
    history = History()
    for each in steps:
        history.step(*each)
    history.ended()
    return history


@pytest.mark.slow
def test_no_history_starts_medicine_through_a_gate_loses_a_fact_or_closes_on_somebody() -> None:
    reached: Counter[str] = Counter()

    @settings(max_examples=1_200, deadline=None, suppress_health_check=list(HealthCheck), phases=QUICK)
    @given(HISTORIES)
    def lived(told: Any) -> None:
        start, steps = told
        reached.update(live((*start, *steps)).reached)

    lived()
    assert {what: reached[what] for what, least in REACHES.items() if reached[what] < least} == {}
