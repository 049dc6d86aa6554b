"""Consents: a yes is read, said back, signed and witnessed; it is withdrawn or struck, and never undone."""

import pytest

from kapcircle.core.errors import Refused
from kapcircle.core.ids import DAY, Digest, Instant
from kapcircle.core.log import Stamp
from kapcircle.core.person.consents import (
    AnswerConsent,
    ConsentAnswered,
    Consents,
    ConsentWithdrawn,
    StrikeConsent,
    WithdrawConsent,
)
from tests.core import people as p
from tests.core.nouns import Noun
from tests.made_up import DEVICE, START

LATER = Instant(START + DAY)


@pytest.fixture
def noun() -> Noun:
    return Noun("person")


def seen(noun: Noun) -> Consents:
    state: Consents = noun.state.consents
    return state


def rows(noun: Noun) -> dict[object, tuple[object, ...]]:
    return {key["kind"]: tuple(values.values()) for table, key, values in noun.rows() if table == "consent"}


def test_a_consent_keeps_its_text_its_version_and_how_it_was_signed(noun: Noun) -> None:
    (event,) = noun.do(p.consent(signature=Digest("aa"), typed=" "))
    assert event == ConsentAnswered(p.TREATMENT, True, (True, True), START, Digest("aa"), "", "Jonas")
    assert seen(noun).given("treatment") == event
    assert rows(noun) == {"treatment": ("yes", 2, START)}


def test_nobodys_silence_is_a_yes(noun: Noun) -> None:
    assert seen(noun).given("recording") is None
    assert rows(noun) == {}


def test_a_no_needs_no_signature(noun: Noun) -> None:
    (event,) = noun.do(p.consent(p.RECORDING, yes=False, typed="Wren", said_back=()))
    assert event == ConsentAnswered(p.RECORDING, False, (), START, witness="Jonas")
    assert seen(noun).given("recording") is None
    assert rows(noun) == {"recording": ("no", 1, START)}


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (p.consent(said_back=(True, False)), "tick each line"),
        (p.consent(said_back=(True,)), "tick each line"),
        (p.consent(typed=" "), "a yes is signed"),
        (p.consent(witness=" "), "name the witness"),
        (p.consent(on=LATER), "in the future"),
    ],
)
def test_no_consent(noun: Noun, command: AnswerConsent, words: str) -> None:
    with pytest.raises(Refused, match=words):
        noun.do(command)


def test_a_withdrawal_is_dated_and_ends_the_consent(noun: Noun) -> None:
    noun.do(p.consent())
    assert noun.do(WithdrawConsent("treatment", LATER, " not any more "), now=LATER) == (
        ConsentWithdrawn("treatment", LATER, "not any more"),
    )
    assert seen(noun).given("treatment") is None
    assert rows(noun) == {"treatment": ("withdrawn", None, LATER)}
    noun.do(p.consent())
    assert rows(noun) == {"treatment": ("yes", 2, START)}


@pytest.mark.parametrize(
    ("kind", "on", "words"),
    [
        ("touch", START, "no consent of this kind"),
        ("treatment", Instant(START - 1), "earlier than the consent"),
        ("treatment", LATER, "in the future"),
    ],
)
def test_no_withdrawal(noun: Noun, kind: str, on: Instant, words: str) -> None:
    noun.do(p.consent())
    with pytest.raises(Refused, match=words):
        noun.do(WithdrawConsent(kind, on))


def test_a_struck_answer_stays_readable_and_stands_no_more(noun: Noun) -> None:
    noun.do(p.consent())
    with pytest.raises(Refused, match="Striking a consent: this is for"):
        noun.do(StrikeConsent(Stamp(1, DEVICE), "another's"), p.ANA)
    noun.do(StrikeConsent(Stamp(1, DEVICE), " another's "))
    assert seen(noun).given("treatment") is None
    assert [x.struck for x in seen(noun).records] == ["another's"]
    assert rows(noun) == {}
    with pytest.raises(Refused, match="struck already"):
        noun.do(StrikeConsent(Stamp(1, DEVICE), "again"))


def test_what_was_signed_before_it_was_withdrawn_does_not_come_back_when_it_is_entered_later(noun: Noun) -> None:
    noun.do(p.consent(on=LATER), now=LATER, happened=LATER)
    noun.do(WithdrawConsent("treatment", LATER), now=LATER, happened=LATER)
    noun.do(p.consent(), now=LATER, happened=START)
    assert seen(noun).given("treatment") is None
    assert rows(noun)["treatment"][0] == "withdrawn"


def test_what_was_signed_stays_readable_after_it_was_withdrawn_and_not_when_it_was_struck(noun: Noun) -> None:
    assert seen(noun).signed("treatment") is None
    (event,) = noun.do(p.consent())
    noun.do(WithdrawConsent("treatment", START))
    assert seen(noun).signed("treatment") == event
    noun.do(StrikeConsent(seen(noun).records[0].stamp, "of somebody else"))
    assert seen(noun).signed("treatment") is None


def test_the_witness_is_another_than_who_signs(noun: Noun) -> None:
    with pytest.raises(Refused, match="the witness is another than who signs"):
        noun.do(p.consent(typed="jonas "))
