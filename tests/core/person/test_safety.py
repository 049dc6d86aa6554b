"""Safety flags: open until a named clinician has decided that the person may go on."""

import pytest

from kapcircle.core.errors import Refused
from kapcircle.core.log import Stamp
from kapcircle.core.person.safety import DecideSafety, FlagSafety, SafetyDecided, SafetyFlagged, StrikeSafety
from tests.core import people as p
from tests.core.nouns import Noun
from tests.made_up import DEVICE

FLAG = Stamp(1, DEVICE)
DECISION = DecideSafety(FLAG, " Dr Ilić, psychiatrist ", " seen today ", True)


@pytest.fixture
def noun() -> Noun:
    made = Noun("person")
    assert made.do(FlagSafety(" said yes to the question "), p.ANA) == (SafetyFlagged("said yes to the question"),)
    return made


def test_a_decision_closes_the_flag_unless_it_was_not_to_go_on(noun: Noun) -> None:
    assert [x.stamp for x in noun.state.safety.open] == [FLAG]
    noun.do(DecideSafety(FLAG, "Dr Ilić", "not this week", proceed=False))
    assert noun.state.safety.open
    assert noun.do(DECISION) == (SafetyDecided(FLAG, "Dr Ilić, psychiatrist", "seen today", True),)
    assert not noun.state.safety.open


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (FlagSafety(" "), "Say in a few words"),
        (DecideSafety(Stamp(9, DEVICE), "Dr Ilić", "x", True), "This flag is not there"),
        (DecideSafety(FLAG, " ", "x", True), "Name the licensed clinician"),
        (DecideSafety(FLAG, "Dr Ilić", " ", True), "and what was decided"),
    ],
)
def test_refused(noun: Noun, command: object, words: str) -> None:
    with pytest.raises(Refused, match=words):
        noun.do(command)


def test_a_coordinator_records_no_decision(noun: Noun) -> None:
    with pytest.raises(Refused, match="decision on a safety flag: this is for"):
        noun.do(DECISION, p.ANA)


def test_only_the_medical_lead_strikes(noun: Noun) -> None:
    noun.do(DECISION)
    with pytest.raises(Refused, match="this is for the medical lead"):
        noun.do(StrikeSafety(FLAG, "another's"))
    noun.do(StrikeSafety(Stamp(2, DEVICE), "another's"), p.ILIC)
    assert noun.state.safety.open
    noun.do(StrikeSafety(FLAG, "another's"), p.ILIC)
    assert not noun.state.safety.open
