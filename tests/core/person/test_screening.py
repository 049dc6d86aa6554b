"""Screening and clearance: what the answers mean, who decides on them, and until when."""

from typing import Any

import pytest

from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import DAY, Instant, MemberId, Millis, ProgrammeId
from kapcircle.core.log import Stamp
from kapcircle.core.person.screening import (
    Answer,
    ClearanceWithdrawn,
    Cleared,
    RecordScreening,
    ReviewItem,
    Said,
    Screened,
    Screening,
    StrikeScreening,
    Verdict,
    WithdrawClearance,
    verdict,
)
from kapcircle.core.roles import Role
from tests.core import people as p
from tests.core.nouns import Noun
from tests.made_up import DEVICE, START

JONAS = Actor(MemberId("jonas"), Role.COTHERAPIST)


@pytest.fixture
def noun() -> Noun:
    return Noun("person")


def seen(noun: Noun) -> Screening:
    state: Screening = noun.state.screening
    return state


@pytest.mark.parametrize(
    ("answer", "means"),
    [
        (Answer(p.PSYCHOSIS, Said.NO), Verdict.CLEAR),
        (Answer(p.PSYCHOSIS, Said.YES), Verdict.HARD),
        (Answer(p.PSYCHOSIS, Said.UNKNOWN), Verdict.REVIEW),
        (Answer(p.HEART, Said.YES), Verdict.EXCLUDED),
        (Answer(p.HEART, Said.UNKNOWN), Verdict.REVIEW),
        (Answer(p.SUBSTANCES, Said.YES), Verdict.EXCLUDED),
        (Answer(p.SUBSTANCES, Said.YES, "is what brought them", excepted=True), Verdict.REVIEW),
        (Answer(p.LIVER, Said.YES), Verdict.REVIEW),
        (Answer(p.LIVER, Said.NO), Verdict.CLEAR),
    ],
)
def test_what_an_answer_means(answer: Answer, means: Verdict) -> None:
    assert verdict(answer) is means


def test_a_form_keeps_its_questions_and_its_end(noun: Noun) -> None:
    (event,) = noun.do(p.screening(lasts=30, heart=Said.YES))
    assert event == Screened(p.PROGRAMME.id, 1, p.answers(heart=Said.YES), START, Instant(START + 30 * DAY))
    assert seen(noun).keys(Verdict.EXCLUDED) == ("heart",)
    noun.do(p.screening())
    assert seen(noun).keys(Verdict.EXCLUDED) == (), "the form that was filled in last stands"
    assert len(seen(noun).forms) == 2


def test_a_person_without_a_form() -> None:
    assert Screening().answers == ()
    assert Screening().clearance is None


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (RecordScreening(ProgrammeId("x"), 1, (), START, Millis(DAY)), "no screening questions"),
        (p.screening(lasts=0), "does not say how long"),
        (p.screening(on=START + 1), "in the future"),
        (RecordScreening(ProgrammeId("x"), 1, (Answer(p.HEART, Said.YES, "x", True),), START, Millis(1)), "no exce"),
        (RecordScreening(ProgrammeId("x"), 1, (Answer(p.SUBSTANCES, Said.NO, "", True),), START, Millis(1)), "no exc"),
        (RecordScreening(ProgrammeId("x"), 1, (Answer(p.SUBSTANCES, Said.YES, " ", True),), START, Millis(1)), "why"),
    ],
)
def test_no_form(noun: Noun, command: RecordScreening, words: str) -> None:
    with pytest.raises(Refused, match=words):
        noun.do(command)


def test_a_coordinator_does_not_screen(noun: Noun) -> None:
    with pytest.raises(Refused, match="Screening: this is for"):
        noun.do(p.screening(), p.ANA)


def test_a_decision_settles_a_review(noun: Noun) -> None:
    noun.do(p.screening(liver=Said.YES, heart=Said.UNKNOWN))
    assert seen(noun).keys(Verdict.REVIEW) == ("heart", "liver")
    noun.do(ReviewItem("liver", True, "Values of last week seen."), p.ILIC)
    noun.do(ReviewItem("heart", False, "A report is needed first."), p.ILIC)
    assert seen(noun).keys(Verdict.REVIEW) == ()
    assert seen(noun).keys(Verdict.EXCLUDED) == ("heart",)
    noun.do(p.screening(liver=Said.YES))
    assert seen(noun).keys(Verdict.REVIEW) == ("liver",), "a new form is decided on anew"


@pytest.mark.parametrize(
    ("review", "words"),
    [
        (ReviewItem("kidney", True, "x"), "not in the screening"),
        (ReviewItem("heart", True, "x"), "asks for no review"),
        (ReviewItem("psychosis", True, "x"), "is not decided by review"),
        (ReviewItem("liver", True, " "), "what the decision rests on"),
    ],
)
def test_no_decision(noun: Noun, review: ReviewItem, words: str) -> None:
    noun.do(p.screening(psychosis=Said.UNKNOWN, heart=Said.YES, liver=Said.YES))
    with pytest.raises(Refused, match=words):
        noun.do(review, p.ILIC)


def test_without_a_form_nothing_is_decided(noun: Noun) -> None:
    with pytest.raises(Refused, match="not in the screening"):
        noun.do(ReviewItem("liver", True, "x"), p.ILIC)


@pytest.mark.parametrize("actor", [p.MARA, JONAS, p.ANA])
def test_only_the_medical_lead_decides_on_an_answer(noun: Noun, actor: Actor) -> None:
    noun.do(p.screening(liver=Said.YES))
    with pytest.raises(Refused, match="Deciding on an answer: this is for the medical lead"):
        noun.do(ReviewItem("liver", True, "x"), actor)


def test_after_a_hard_exclusion_only_the_medical_lead_screens_again_or_strikes_it(noun: Noun) -> None:
    noun.do(p.screening(psychosis=Said.YES))
    form = seen(noun).form
    assert form is not None
    for command in (p.screening(), StrikeScreening(form.stamp, "the wrong person")):
        with pytest.raises(Refused, match="medical lead"):
            noun.do(command)
    noun.do(StrikeScreening(form.stamp, "the wrong person"), p.ILIC)
    assert seen(noun).form is None
    assert [x.struck for x in seen(noun).forms] == ["the wrong person"]


def test_a_clearance_and_its_withdrawal(noun: Noun) -> None:
    noun.do(p.clearance(limits="not above 80 kg on the bed"), p.ILIC)
    assert seen(noun).clearance == Cleared(
        "Dr Ilić", False, START, Instant(START + 90 * DAY), "not above 80 kg on the bed"
    )
    assert noun.do(WithdrawClearance("new medication")) == (ClearanceWithdrawn("new medication"),)
    assert seen(noun).clearance is None
    noun.do(p.clearance(prescriber="Dr Far Away", outside=True))
    assert seen(noun).clearance is not None


@pytest.mark.parametrize(
    ("more", "actor", "words"),
    [
        ({}, p.MARA, "Recording a clearance: this is for the medical lead"),
        ({"outside": True}, p.ANA, "Recording a clearance: this is for"),
        ({"prescriber": " "}, p.ILIC, "Name the prescriber"),
        ({"on": Instant(START + 1)}, p.ILIC, "in the future"),
        ({"expires": START}, p.ILIC, "ends before it begins"),
    ],
)
def test_no_clearance(noun: Noun, more: dict[str, Any], actor: Actor, words: str) -> None:
    with pytest.raises(Refused, match=words):
        noun.do(p.clearance(**more), actor)


def test_no_withdrawal(noun: Noun) -> None:
    with pytest.raises(Refused, match="There is no clearance to withdraw"):
        noun.do(WithdrawClearance("x"))
    noun.do(p.clearance(), p.ILIC)
    with pytest.raises(Refused, match="Say why the clearance is withdrawn"):
        noun.do(WithdrawClearance(""))
    with pytest.raises(Refused, match="Withdrawing a clearance: this is for"):
        noun.do(WithdrawClearance("x"), p.ANA)


def test_what_is_struck_counts_no_more(noun: Noun) -> None:
    noun.do(p.screening(liver=Said.YES))
    noun.do(ReviewItem("liver", False, "not yet"), p.ILIC)
    noun.do(p.clearance(), p.ILIC)
    form, review, clearance = (Stamp(n, DEVICE) for n in (1, 2, 3))
    with pytest.raises(Refused, match="Striking this record: this is for the medical lead"):
        noun.do(StrikeScreening(review, "x"))
    noun.do(StrikeScreening(review, "meant for another"), p.ILIC)
    assert seen(noun).keys(Verdict.REVIEW) == ("liver",)
    noun.do(StrikeScreening(clearance, "another person's"))
    assert seen(noun).clearance is None
    noun.do(StrikeScreening(form, "the wrong form"))
    assert seen(noun).form is None
    assert seen(noun).decision("liver") is None


@pytest.mark.parametrize(
    ("record", "reason", "words"),
    [(Stamp(9, DEVICE), "x", "is not there"), (Stamp(1, DEVICE), " ", "Say why the record is wrong")],
)
def test_nothing_to_strike(noun: Noun, record: Stamp, reason: str, words: str) -> None:
    noun.do(p.screening())
    with pytest.raises(Refused, match=words):
        noun.do(StrikeScreening(record, reason))
    noun.do(StrikeScreening(Stamp(1, DEVICE), "wrong"))
    with pytest.raises(Refused, match="struck already"):
        noun.do(StrikeScreening(Stamp(1, DEVICE), "again"))


def test_a_letter_that_is_entered_after_a_withdrawal_does_not_bring_the_clearance_back(noun: Noun) -> None:
    later = START + DAY
    noun.do(p.clearance(), p.ILIC)
    noun.do(WithdrawClearance("a new medication"), now=later, happened=later)
    noun.do(p.clearance(), p.ILIC, now=later, happened=START)
    assert noun.state.screening.clearance is None
