"""Contacts with a person: what settles what is due, who may say what, and what stays readable."""

from dataclasses import replace
from typing import Any

import pytest

from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MINUTE, Instant
from kapcircle.core.log import Stamp
from kapcircle.core.person.care import (
    CloseContact,
    ContactClosed,
    ContactMade,
    ContactMissed,
    Means,
    RecordContact,
    RecordMissed,
    StrikeContact,
)
from tests.core import people as p
from tests.core.nouns import Noun
from tests.made_up import DEVICE, MARA, START

KEY = "next day:one"
SINCE = Instant(START - 60 * MINUTE)
MADE = RecordContact(KEY, "Next day", Means.PHONE, "Mara", START, "Slept well.", False, since=SINCE)
MISSED = RecordMissed(KEY, "Next day", Means.PHONE, "Mara", START, "No answer.")
CLOSED = CloseContact(KEY, "Next day", "Has moved away.")
FIRST = Stamp(1, DEVICE)


@pytest.fixture
def noun() -> Noun:
    return Noun("person")


def test_a_contact_settles_what_is_due_until_it_is_struck(noun: Noun) -> None:
    assert noun.do(MADE) == (ContactMade(KEY, "Next day", Means.PHONE, "Mara", "Slept well.", False),)
    assert noun.state.care.settles(KEY) is not None
    assert noun.state.care.settles("next day:two") is None
    with pytest.raises(Refused, match="settled already"):
        noun.do(MISSED)
    noun.do(StrikeContact(FIRST, " another's "))
    assert noun.state.care.settles(KEY) is None
    assert noun.state.care.records[0].struck == "another's"
    noun.do(MADE)


def test_a_try_in_vain_settles_nothing_and_is_counted(noun: Noun) -> None:
    noun.do(MISSED)
    assert noun.do(MISSED, p.ANA) == (ContactMissed(KEY, "Next day", Means.PHONE, "Mara", "No answer."),)
    assert noun.state.care.tried(KEY) == 2
    assert noun.state.care.tried("next day:two") == 0
    assert noun.state.care.settles(KEY) is None
    noun.do(StrikeContact(FIRST, "twice"))
    assert noun.state.care.tried(KEY) == 1


def test_what_is_closed_without_a_contact_is_not_sought_any_longer(noun: Noun) -> None:
    assert noun.do(CLOSED) == (ContactClosed(KEY, "Next day", "Has moved away."),)
    with pytest.raises(Refused, match="settled already"):
        noun.do(MADE)


def test_other_contacts_settle_nothing_and_there_may_be_many(noun: Noun) -> None:
    other = replace(MADE, due="", name="Called by herself", since=None, safety=None, words="")
    noun.do(other)
    noun.do(other)
    noun.do(MADE)
    assert len(noun.state.care.records) == 3


def test_a_yes_names_who_was_told(noun: Noun) -> None:
    with pytest.raises(Refused, match="name the licensed clinician"):
        noun.do(replace(MADE, safety=True, told=" "))
    (made,) = noun.do(replace(MADE, safety=True, told=" Dr Ilić "))
    assert (made.safety, made.told) == (True, "Dr Ilić")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (replace(MADE, on=Instant(START + 1)), "in the future"),
        (replace(MADE, on=Instant(SINCE - 1)), "before the contact was due"),
        (replace(MADE, who=" "), "Name who made"),
        (replace(MADE, name=" "), "what the contact is for"),
        (replace(MADE, safety=None, words=" "), "why it was not asked"),
        (replace(MISSED, on=Instant(START + 1)), "in the future"),
        (replace(CLOSED, reason=" "), "why no contact is sought"),
        (replace(CLOSED, due=""), "why no contact is sought"),
        (StrikeContact(FIRST, "wrong"), "not there"),
    ],
)
def test_what_is_refused(noun: Noun, command: Any, words: str) -> None:
    with pytest.raises(Refused, match=words):
        noun.do(command)
    assert noun.state.care.records == ()


def test_a_strike_has_a_reason(noun: Noun) -> None:
    noun.do(MADE)
    with pytest.raises(Refused, match="Say why"):
        noun.do(StrikeContact(FIRST, " "))


@pytest.mark.parametrize("command", [CLOSED, StrikeContact(FIRST, "wrong")])
def test_closing_and_striking_are_for_clinical_roles(noun: Noun, command: Any) -> None:
    noun.do(replace(MADE, due="", since=None))
    with pytest.raises(Refused, match="this is for"):
        noun.do(command, p.ANA)
    noun.do(command, MARA)


@pytest.mark.parametrize("actor", [p.MARA, p.ILIC, p.ANA])
def test_everybody_may_record_a_contact(noun: Noun, actor: Actor) -> None:
    noun.do(MISSED, actor)
    noun.do(MADE, actor)


def test_the_tables_know_that_there_was_a_contact_and_nothing_that_was_said(noun: Noun) -> None:
    assert noun.rows() == []
    noun.do(MISSED)
    noun.do(replace(MADE, safety=True, told="Dr Ilić"))
    noun.do(StrikeContact(FIRST, "twice"))
    rows = noun.rows()
    assert [(table, key["tick"], row["due"], row["outcome"], row["struck"]) for table, key, row in rows] == [
        ("contact", 1, KEY, "missed", "twice"),
        ("contact", 2, KEY, "made", None),
    ]
    assert not any(words in str(rows) for words in ("No answer", "Slept", "Ilić", "True"))
