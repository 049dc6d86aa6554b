"""S1: nobody is made ready while anything is missing: each thing by name, and what to ask whom."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kapcircle.core.attendance import NotToday, Readied
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import Instant, MemberId
from kapcircle.core.observation import Touch, TouchAgreed
from kapcircle.core.person.at_hand import AtHand
from kapcircle.core.programme import ScreeningItem
from kapcircle.core.questions import DayQuestions
from kapcircle.core.readiness import ConsentGiven
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.session import people
from kapcircle.core.vitals import Vitals
from tests.made_up import START
from tests.safety import rooms
from tests.safety.rooms import CALM, FINE, LEAD, NURSE, P1, P2, PROGRAMME, WELL, Day, minutes
from tests.ui import gated
from tests.ui.recording import Hand
from tests.ui.scene import Stage

BEFORE: list[tuple[dict[str, Any], str, bool]] = [
    ({"status": "withdrawn"}, "Takes part no longer: withdrawn", False),
    ({"screened": None}, "No screening", False),
    ({"screening_expires": START}, "Screening has expired", False),
    ({"excluded": ("heart",)}, "Excluded: heart", False),
    ({"hard_excluded": ("psychosis",)}, "Excluded, without override: psychosis", True),
    ({"review": ("liver",)}, "Waits for a decision: liver", False),
    ({"cleared": None}, "No clearance", False),
    ({"clearance_expires": START}, "Clearance has expired", False),
    ({"safety_open": True}, "A safety flag waits for a licensed clinician", False),
    ({"consents": ()}, "Taking part: no consent", True),
    ({"consents": (ConsentGiven("treatment", 0, START),)}, "Taking part: version 0 was signed", False),
    ({"preparations": 0}, "Lacks one preparation meeting", False),
    ({"ride": ""}, "No ride home", False),
    ({"escort": ""}, "No escort", False),
    ({"escort_phone": ""}, "No telephone number of the escort", False),
    ({"emergency_contact": ""}, "No emergency contact", False),
]


def here() -> Day:
    day = Day()
    day.arrives(P1)
    return day


def refused(day: Day, content: Readied = Readied(), actor: Any = NURSE) -> str:  # noqa: B008 - frozen
    with pytest.raises(Refused) as refusal:
        day.record(P1, content, actor)
    assert not people.ready(day.state.seats[P1])
    return str(refusal.value)


def test_s01_who_lacks_nothing_is_ready() -> None:
    day = here()
    day.record(P1, Readied())
    assert people.ready(day.state.seats[P1])


@pytest.mark.parametrize(("lacks", "words", "hard"), BEFORE, ids=[words for _, words, _ in BEFORE])
def test_s01_each_thing_that_was_to_be_had_before_the_day(lacks: dict[str, Any], words: str, hard: bool) -> None:
    day = here()
    day.readiness[P1] = replace(WELL, **lacks)
    said = refused(day)
    assert said.startswith("Not ready yet.\n")
    gap = next(line for line in said.splitlines() if line.startswith(words))
    assert "Ask" in gap, "what to ask whom"
    over = Readied((gap.partition(". ")[0],), "The medical lead knows why.")
    if hard:
        assert words in refused(day, over, LEAD), "nobody overrides it"
    else:
        day.record(P1, over, LEAD)
        assert people.ready(day.state.seats[P1]) == over


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (lambda day: None, "Not here yet"),
        (lambda day: day.record(P1, CALM, happened=day.now - minutes(61)), "No pressure, pulse, SpO2 within 60 min"),
        (lambda day: day.record(P1, Vitals(120, 80)), "No pulse, SpO2 within 60 min"),
        (lambda day: day.record(P1, TouchAgreed(Touch.NONE)), "Questions of the day not asked"),
        (lambda day: day.record(P1, DayQuestions(True, "Jonas")), "Yes to the safety question, and no clinician"),
        (lambda day: day.record(P1, DayQuestions(False, fasted=False)), "Has not fasted as asked"),
    ],
)
def test_s01_each_thing_that_is_asked_on_the_day(day: Callable[[Day], Any], words: str) -> None:
    begun = Day()
    day(begun)
    assert words in refused(begun)


def test_s01_an_exclusion_that_nobody_has_asked_about_is_a_gap() -> None:
    day = Day(replace(PROGRAMME, screening=(ScreeningItem("heart", "Is the heart well?"),)))
    day.arrives(P1)
    assert "Not asked yet: Is the heart well?. Ask a clinician for the screening." in refused(day)
    day.readiness[P1] = replace(WELL, asked=("heart",))
    day.record(P1, Readied())


def test_s01_where_the_programme_asks_for_no_consent_nobody_is_ready_and_nobody_overrides_it() -> None:
    day = Day(replace(PROGRAMME, consents=()))
    day.arrives(P1)
    words = "The programme has no consent to ask for"
    assert words in refused(day)
    assert words in refused(day, Readied((words,), "they said yes"), LEAD)


def test_s01_a_decision_is_kept() -> None:
    day = here()
    day.record(P1, NotToday("enough", stops=True))
    assert "Has ended their part" in refused(day)


def test_s01_what_was_withdrawn_since_holds_the_room() -> None:
    day = here()
    day.team()
    day.record(P1, Readied())
    day.readiness[P1] = replace(WELL, consents=())
    with pytest.raises(Refused, match="Mat 1: Taking part: no consent"):
        day.do(c.Go())


def test_s01_a_latecomer_has_their_own_gate_and_the_room_does_not_wait() -> None:
    day = Day()
    day.start(P1)
    assert day.state.leg.phase.medicine
    day.arrives(P2)
    day.readiness[P2] = replace(WELL, ride="")
    with pytest.raises(Refused, match="No ride home"):
        day.record(P2, Readied())
    assert day.state.leg.phase.medicine, "it has begun, and goes on"
    day.readiness[P2] = WELL
    day.record(P2, Readied())


def test_s01_at_the_seat_every_gap_is_named_and_enter_marks_ready_when_none_is(stage: Stage) -> None:
    scene = gated.arriving(stage(rundown=rooms.RUNDOWN))
    hand = Hand(scene)
    hand.types("1R")
    for words in ("Not here yet", "Mark them arrived", "No pressure, pulse, SpO2", "Questions of the day not asked"):
        assert words in hand.shown
    hand.types("\r")
    assert hand.records("Wren") == []
    gated.come(scene, "Wren")
    scene.pass_(1_000)
    assert "Nothing is missing. Enter marks them ready" in hand.shown
    hand.types("\r")
    assert hand.records("Wren")[-1].content == Readied()


def test_s01_the_medical_lead_lets_a_gap_stand_with_reason_and_pin(stage: Stage) -> None:
    scene = gated.arriving(stage(rundown=rooms.RUNDOWN))
    hand = Hand(scene)
    gated.sign_in(scene)
    gated.come(scene, "Wren")
    gated.write(scene, scene.who("Wren"), replace(FINE, fasted=False))
    hand.types("1R")
    hand.types("tea two hours ago\r")
    assert "This is signed by the medical lead" in hand.shown
    assert [x for x in hand.records("Wren") if isinstance(x.content, Readied)] == []
    hand.types("1" + gated.LEADS)
    hand.types("\r")
    last = hand.records("Wren")[-1]
    assert last.content == Readied(("Has not fasted as asked",), "tea two hours ago")
    assert last.by == LEAD.member


def test_s01_what_nobody_overrides_says_so(stage: Stage) -> None:
    scene = gated.arriving(stage(rundown=rooms.RUNDOWN))
    assert scene.bridge.circle is not None
    scene.bridge.circle.gates._readiness = lambda _: replace(WELL, consents=(), screening_expires=Instant(START))
    gated.come(scene, "Wren")
    hand = Hand(scene)
    hand.types("1R")
    assert "Taking part: no consent" in hand.shown
    assert "Nobody overrides this." in hand.shown
    hand.types("it will be fine\r")
    assert "Nobody overrides this: Taking part: no consent." in hand.shown
    assert not people.ready(scene.session.seats[scene.who("Wren")])


LIMITS = "sublingual only; pressure below 140/90 (Dr. Ilić)"


def test_s01_the_limits_of_a_clearance_are_read_at_the_gate_and_with_order_and_dose(stage: Stage) -> None:
    scene = gated.arriving(stage(rundown=rooms.RUNDOWN))
    scene.house.remembered._known[scene.who("Wren")] = AtHand("Wren", limits=LIMITS)
    hand = Hand(scene)
    gated.come(scene, "Wren")
    for typed in ("1R", "1DO", "1DG"):
        hand.types(typed)
        assert f"Limits of the clearance: {LIMITS}" in hand.shown, typed
        scene.press("Esc")
    hand.types("2R")
    assert "Limits of the clearance" not in hand.shown


def test_s01_a_coordinator_at_the_desk_reads_at_the_gate_that_something_clinical_is_open(stage: Stage) -> None:
    scene = gated.arriving(stage(rundown=rooms.RUNDOWN))
    assert scene.bridge.circle is not None
    known = replace(WELL, hard_excluded=("psychosis",), ride="")
    scene.bridge.circle.gates._readiness = lambda _: known
    scene.house.remembered._known[scene.who("Wren")] = AtHand("Wren", limits=LIMITS)
    hand = Hand(scene)
    scene.house.desk.actor = Actor(MemberId("ana"), Role.COORDINATOR)
    hand.types("1R")
    hand.types("the lead said so")
    assert "Something clinical is open" in hand.shown
    assert "No ride home" in hand.shown
    for words in ("psychosis", "sublingual", "SpO2"):
        assert words not in hand.shown, words
