"""Before the day: preparation elsewhere, and how a person gets home from each session."""

import pytest

from kapcircle.core.errors import Refused
from kapcircle.core.ids import Instant, SessionId
from kapcircle.core.log import Stamp
from kapcircle.core.person.preparation import (
    NameRide,
    PreparationAttended,
    RecordPreparation,
    RideNamed,
    StrikePreparation,
)
from tests.core import people as p
from tests.core.nouns import Noun
from tests.made_up import DEVICE, START


def test_a_meeting_elsewhere_counts_until_it_is_struck() -> None:
    noun = Noun("person")
    assert noun.do(RecordPreparation(" By video ", START), p.ANA) == (PreparationAttended("By video", START),)
    assert noun.state.preparation.attended == 1
    with pytest.raises(Refused, match="this is for"):
        noun.do(StrikePreparation(Stamp(1, DEVICE), "x"), p.ANA)
    noun.do(StrikePreparation(Stamp(1, DEVICE), "another's"))
    assert noun.state.preparation.attended == 0


@pytest.mark.parametrize(("where", "on", "words"), [(" ", START, "Say where"), ("x", START + 1, "in the future")])
def test_no_meeting(where: str, on: int, words: str) -> None:
    with pytest.raises(Refused, match=words):
        Noun("person").do(RecordPreparation(where, Instant(on)))


def test_each_session_has_its_own_ride_and_the_last_word_holds() -> None:
    noun = Noun("person")
    one, two = SessionId("one"), SessionId("two")
    noun.do(NameRide(one, "Taxi", "Reed", "01234 567890"), p.ANA)
    noun.do(NameRide(two, "Bus", "", ""), p.ANA)
    assert noun.do(NameRide(one, " Car ", "Rue", "0 1 2 3 4")) == (RideNamed(one, "Car", "Rue", "0 1 2 3 4"),)
    assert {key["session"]: values["ride"] for table, key, values in noun.rows() if table == "ride"} == {
        "one": "Car",
        "two": "Bus",
    }


def test_a_number_that_is_too_short() -> None:
    with pytest.raises(Refused, match="“12 34” is no telephone number"):
        Noun("person").do(NameRide(SessionId("one"), "Taxi", "Reed", "12 34"))
