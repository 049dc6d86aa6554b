"""Requests to the prescriber: asked, answered by a prescriber, held against figures and never decided by them."""

from typing import Any

import pytest

from kapcircle.core.aftercare import Held
from kapcircle.core.errors import Refused
from kapcircle.core.ids import DAY, Millis
from kapcircle.core.log import Stamp
from kapcircle.core.person.maintenance import (
    AnswerMaintenance,
    MaintenanceAnswered,
    MaintenanceRequested,
    RequestMaintenance,
    StrikeMaintenance,
)
from tests.core import people as p
from tests.core.nouns import Noun
from tests.made_up import DEVICE, START

HELD = Held(Millis(30 * DAY), 3, START, 3, signed=True)
ASK = RequestMaintenance(" One more, in May. ", HELD)
ASKED, ANSWERED = Stamp(1, DEVICE), Stamp(2, DEVICE)
ANSWER = AnswerMaintenance(ASKED, "Dr Ilić", yes=True, words="Seen; in May.")


@pytest.fixture
def noun() -> Noun:
    made = Noun("person")
    assert made.do(ASK) == (MaintenanceRequested("One more, in May.", HELD),)
    return made


def test_neither_interval_nor_cap_stops_a_request_or_a_yes(noun: Noun) -> None:
    assert HELD.reached
    assert HELD.until(START)
    assert noun.do(ANSWER, p.ILIC) == (MaintenanceAnswered(ASKED, "Dr Ilić", True, "Seen; in May."),)
    answer = noun.state.maintenance.answer(ASKED)
    assert answer is not None
    assert answer.what.yes


def test_one_request_at_a_time_until_it_is_answered_or_struck(noun: Noun) -> None:
    with pytest.raises(Refused, match="waits for the prescriber already"):
        noun.do(ASK)
    noun.do(ANSWER, p.ILIC)
    with pytest.raises(Refused, match="is answered"):
        noun.do(ANSWER, p.ILIC)
    noun.do(ASK)
    noun.do(StrikeMaintenance(Stamp(3, DEVICE), "twice"))
    noun.do(ASK)


def test_a_struck_answer_leaves_the_request_open(noun: Noun) -> None:
    noun.do(ANSWER, p.ILIC)
    with pytest.raises(Refused, match="this is for the medical lead"):
        noun.do(StrikeMaintenance(ANSWERED, "another's"), p.MARA)
    noun.do(StrikeMaintenance(ANSWERED, "another's"), p.ILIC)
    assert noun.state.maintenance.answer(ASKED) is None
    noun.do(StrikeMaintenance(ASKED, "another's"), p.MARA)
    with pytest.raises(Refused, match="not there, or is struck"):
        noun.do(ANSWER, p.ILIC)


@pytest.mark.parametrize(
    ("command", "actor", "words"),
    [
        (RequestMaintenance(" ", HELD), p.MARA, "what is asked for"),
        (ASK, p.ANA, "this is for"),
        (ANSWER, p.MARA, "this is for the medical lead"),
        (AnswerMaintenance(ASKED, " ", yes=True, words="x"), p.ILIC, "Name the prescriber"),
        (AnswerMaintenance(ASKED, "Dr Ilić", yes=False, words=" "), p.ILIC, "what was decided"),
        (StrikeMaintenance(ASKED, " "), p.MARA, "Say why"),
        (StrikeMaintenance(ASKED, "wrong"), p.ANA, "this is for"),
    ],
)
def test_what_is_refused(noun: Noun, command: Any, actor: Any, words: str) -> None:
    if isinstance(command, RequestMaintenance):
        noun.do(StrikeMaintenance(ASKED, "again"))
    with pytest.raises(Refused, match=words):
        noun.do(command, actor)


def test_the_tables_say_when_it_was_asked_and_answered(noun: Noun) -> None:
    assert [(table, row) for table, _, row in noun.rows()] == [("maintenance_request", {"at": START, "answered": None})]
    noun.do(ANSWER, p.ILIC)
    assert [row["answered"] for _, _, row in noun.rows()] == [START]
    noun.do(StrikeMaintenance(ASKED, "another's"))
    assert noun.rows() == []
    assert Noun("person").rows() == []
