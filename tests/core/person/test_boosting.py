"""The plan of practices of a person: its numbers stay, what was done is recorded once, and roles."""

from typing import Any

import pytest

from kapcircle.core.boosters import Slot
from kapcircle.core.errors import Refused
from kapcircle.core.ids import DAY, MINUTE, Instant, Millis, SessionId
from kapcircle.core.log import Stamp
from kapcircle.core.person.boosting import (
    BoostersPlanned,
    PlanBoosters,
    PracticeDone,
    PracticeSkipped,
    RecordPractice,
    StrikePractice,
)
from tests.core import people as p
from tests.core.nouns import Noun
from tests.made_up import DEVICE, START

ONE, TWO = SessionId("one"), SessionId("two")
CALL = "Mara, 0660 1234567"


def slot(number: int, day: int, booster: str = "walk") -> Slot:
    return Slot(number, Instant(START + day * DAY), booster, booster.title(), Millis(10 * MINUTE))


PLAN = PlanBoosters(ONE, (slot(1, 1), slot(2, 2)), f" {CALL} ")


@pytest.fixture
def noun() -> Noun:
    made = Noun("person")
    assert made.do(PLAN) == (BoostersPlanned(ONE, "fresh", 0, (slot(1, 1), slot(2, 2)), (), CALL),)
    return made


def test_a_changed_plan_keeps_its_name_and_the_numbers_of_what_stayed(noun: Noun) -> None:
    (second,) = noun.do(PlanBoosters(ONE, (slot(1, 2), slot(2, 3)), CALL))
    assert second == BoostersPlanned(ONE, "fresh", 1, (slot(2, 2), slot(3, 3)), (slot(1, 1),), CALL)
    (third,) = noun.do(PLAN)
    assert third == BoostersPlanned(ONE, "fresh", 2, (slot(1, 1), slot(2, 2)), (slot(3, 3),), CALL)
    noun.do(PlanBoosters(TWO, (slot(1, 9),), CALL))
    assert set(noun.state.boosting.plans) == {ONE, TWO}


def test_done_or_not_is_recorded_once_until_it_is_struck(noun: Noun) -> None:
    assert noun.do(RecordPractice(ONE, 1, done=True, words="outside"), p.ANA) == (PracticeDone(ONE, 1, "outside"),)
    assert noun.do(RecordPractice(ONE, 2, done=False), p.ANA) == (PracticeSkipped(ONE, 2),)
    with pytest.raises(Refused, match="recorded already"):
        noun.do(RecordPractice(ONE, 1, done=False))
    with pytest.raises(Refused, match="this is for"):
        noun.do(StrikePractice(Stamp(2, DEVICE), "wrong"), p.ANA)
    noun.do(StrikePractice(Stamp(2, DEVICE), "wrong"))
    assert noun.state.boosting.outcome(ONE, 1) is None
    noun.do(RecordPractice(ONE, 1, done=False))


@pytest.mark.parametrize(
    ("command", "actor", "words"),
    [
        (PlanBoosters(ONE, (), CALL), p.MARA, "at least one practice"),
        (PlanBoosters(ONE, (slot(1, 1),), " "), p.MARA, "whom to call"),
        (PLAN, p.ANA, "this is for"),
        (RecordPractice(ONE, 9, done=True), p.MARA, "not in the plan"),
        (RecordPractice(TWO, 1, done=True), p.MARA, "not in the plan"),
        (StrikePractice(Stamp(1, DEVICE), "wrong"), p.MARA, "not there"),
    ],
)
def test_what_is_refused(noun: Noun, command: Any, actor: Any, words: str) -> None:
    before = noun.state
    with pytest.raises(Refused, match=words):
        noun.do(command, actor)
    assert noun.state == before


def test_no_list_shows_what_a_person_practises(noun: Noun) -> None:
    assert noun.rows() == []
