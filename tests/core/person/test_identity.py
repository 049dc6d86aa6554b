"""A participant, as the room sees them, and what else they are called."""

import pytest

from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId
from kapcircle.core.log import Undone
from kapcircle.core.person.identity import AliasSet, Identity, Names, NamesSet, SetAlias, SetNames
from kapcircle.core.person.state import Person
from kapcircle.core.roles import Role
from tests.core.nouns import Noun
from tests.made_up import facts

NOBODY = {"alias": "", "legal": "", "chosen": "", "pronouns": "", "birth_year": None}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Wren", "Wren"), ("  Red \n Fox ", "Red Fox"), ("x" * 24, "x" * 24), ("नि\u200dशा", "नि\u200dशा")],
)
def test_an_alias(typed: str, kept: str) -> None:
    noun = Noun("person")
    assert noun.do(SetAlias(typed)) == (AliasSet(kept),)
    assert noun.state == Person(Identity(kept))
    assert noun.rows() == [("person", {"person": "it"}, {**NOBODY, "alias": kept})]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Give the participant an alias."),
        (" \t", "Give the participant an alias."),
        ("\u200b\u2060\x00", "Give the participant an alias."),
        ("x" * 25, "An alias has at most 24 characters, to be read from two metres."),
    ],
)
def test_no_alias(typed: str, words: str) -> None:
    with pytest.raises(Refused) as refusal:
        Noun("person").do(SetAlias(typed))
    assert str(refusal.value) == words


@pytest.mark.parametrize("typed", ["Wren", " wren ", "Wr\u200ben", "\ufeffWREN", "\u202eWren\u202c"])
def test_an_alias_that_somebody_in_the_cohort_has_is_refused(typed: str) -> None:
    noun = Noun("person")
    with pytest.raises(Refused, match="is somebody's alias in this cohort already"):
        noun.kind.decide(noun.state, SetAlias(typed), facts(aliases=("Ash", "Wren")))
    assert noun.kind.decide(noun.state, SetAlias("Wrenn"), facts(aliases=("Ash", "Wren")))


def test_names_are_kept_beside_the_alias() -> None:
    noun = Noun("person")
    noun.do(SetAlias("Wren"))
    assert noun.do(SetNames(Names(" Renate  Beispiel", "Wren ", "she/her", 1980))) == (
        NamesSet(Names("Renate Beispiel", "Wren", "she/her", 1980)),
    )
    assert noun.rows()[0][2] == {
        "alias": "Wren",
        "legal": "Renate Beispiel",
        "chosen": "Wren",
        "pronouns": "she/her",
        "birth_year": 1980,
    }


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (Names(legal="x" * 121), "Legal name: at most 120 characters."),
        (Names(chosen="x" * 121), "Chosen name: at most 120 characters."),
        (Names(pronouns="x" * 41), "Pronouns: at most 40 characters."),
        (Names(birth_year=80), "Year of birth: 80 cannot be. Write four figures, 1907 to 2027."),
        (Names(birth_year=2028), "Year of birth: 2028 cannot be. Write four figures, 1907 to 2027."),
    ],
)
def test_names_that_cannot_be(names: Names, words: str) -> None:
    with pytest.raises(Refused) as refusal:
        Noun("person").do(SetNames(names))
    assert str(refusal.value) == words


@pytest.mark.parametrize("year", [1907, 2027, None])
def test_a_year_of_birth_that_can_be(year: int | None) -> None:
    assert Noun("person").do(SetNames(Names(birth_year=year)))


@pytest.mark.parametrize("role", Role)
def test_everyone_on_the_staff_may_name_a_participant(role: Role) -> None:
    assert Noun("person").do(SetAlias("Wren"), Actor(MemberId("x"), role))
    assert Noun("person").do(SetNames(Names("Renate")), Actor(MemberId("x"), role))


def test_a_stranger_may_not() -> None:
    with pytest.raises(Refused, match="Naming a participant: this is for"):
        Noun("person").do(SetAlias("Wren"), Actor(MemberId("x")))


def test_other_events_change_nothing() -> None:
    noun = Noun("person")
    noun.fold(Undone(()))
    assert noun.state == Person()
    assert noun.rows() == [], "of nobody there is nothing on any list"
