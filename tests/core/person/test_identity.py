"""A participant, as the room sees them."""

import pytest

from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId
from kapcircle.core.log import Undone
from kapcircle.core.person.identity import AliasSet, Identity, SetAlias
from kapcircle.core.person.state import Person
from kapcircle.core.roles import Role
from tests.core.nouns import Noun


@pytest.mark.parametrize(("typed", "kept"), [("Wren", "Wren"), ("  Red \n Fox ", "Red Fox"), ("x" * 24, "x" * 24)])
def test_an_alias(typed: str, kept: str) -> None:
    noun = Noun("person")
    assert noun.do(SetAlias(typed)) == (AliasSet(kept),)
    assert noun.state == Person(Identity(kept))
    assert noun.rows() == [("person", {"person": "it"}, {"alias": kept})]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Give the participant an alias."),
        (" \t", "Give the participant an alias."),
        ("x" * 25, "An alias has at most 24 characters, to be read from two metres."),
    ],
)
def test_no_alias(typed: str, words: str) -> None:
    with pytest.raises(Refused) as refusal:
        Noun("person").do(SetAlias(typed))
    assert str(refusal.value) == words


@pytest.mark.parametrize("role", Role)
def test_everyone_on_the_staff_may_name_a_participant(role: Role) -> None:
    assert Noun("person").do(SetAlias("Wren"), Actor(MemberId("x"), role))


def test_a_stranger_may_not() -> None:
    with pytest.raises(Refused, match="Naming a participant: this is for"):
        Noun("person").do(SetAlias("Wren"), Actor(MemberId("x")))


def test_other_events_change_nothing() -> None:
    noun = Noun("person")
    noun.fold(Undone(()))
    assert noun.state == Person()
