"""Which names are easily taken for one another, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.core.person.similar import Alike, alike, plain, similar


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Wren", " wren", "the same name"),
        ("Zoe", "Zoë", "the same but for accents"),
        ("Ash", "Ask", "one letter different"),
        ("Maja", "Maya", "one letter different"),
        ("Ann", "Anna", "one letter different"),
        ("Brain", "Brian", "one letter different"),
        ("Plover", "Clover", "one letter different"),
        ("Robin", "Ruben", "they sound alike"),
        ("Filip", "Phillipe", "they sound alike"),
        ("Wryn", "Renne", "they sound alike"),
        ("Jo", "Joe", "they sound alike"),
        ("Kurt", "Curt", "one letter different"),
        ("Mara", "Marek", "both begin with “Mar”"),
        ("Rose", "Rosemary", "both begin with “Ros”"),
        ("Anna Schmidt", "Anne Schmid", "one letter different"),
        ("Anna Probe", "Anna Prober", "one letter different"),
        ("Anna Probe", "Anna Muster", ""),
        ("Anna Probe", "Anna", "one is part of the other"),
        ("Anna Probe", "Anna Probe Muster", "one is part of the other"),
        ("Leaf 2", "Leaf", "one is part of the other"),
        ("Anna Maria", "Maria Anna", "the same words in another order"),
        ("Anne-Marie", "anne marie", "the same but for a hyphen"),
        ("Anna Probe", "Ben Probe Muster", ""),
        ("-", "Anna", ""),
        ("Lina", "Lisa", "one letter different"),
        ("Wren", "Heron", ""),
        ("Al", "Ed", ""),
        ("Jo", "Lu", ""),
        ("Daisy", "Dain", ""),
        ("Bee", "Owl", ""),
    ],
)
def test_alike(one: str, other: str, why: str) -> None:
    assert alike(one, other) == why
    assert bool(alike(other, one)) is bool(why), "whichever comes first"


def test_pairs_are_named_once_and_the_nameless_are_like_nobody() -> None:
    assert similar(("Mara", "", "Wren", "Marek", " ")) == (Alike("Mara", "Marek", "both begin with “Mar”"),)


@pytest.mark.parametrize(("name", "sorted_by"), [("  Zoë Weiß", "zoe weiss"), ("ÁNA", "ana")])
def test_a_plain_name(name: str, sorted_by: str) -> None:
    assert plain(name) == sorted_by


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_two_names_can_be_compared(one: str, other: str) -> None:
    assert isinstance(alike(one, other), str)
    if one.split():
        assert alike(one, one) == "the same name"
