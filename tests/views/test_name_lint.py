"""Names in what was typed freely: other words stand for them, and whoever reads it sees that something stood there."""

import pytest

from kapcircle.core.dose import DoseGiven
from kapcircle.core.ids import PersonId
from kapcircle.core.notes import Note
from kapcircle.core.programme import Route
from kapcircle.views.name_lint import Called, Lint, alone, by_alias

WREN, ASH = PersonId("wren"), PersonId("ash")
PEOPLE = {WREN: Called("Wren", (1,), ("Renate Beispiel", "Reni")), ASH: Called("Ash", (3, 4), ("Anton Al Muster",))}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Renate Beispiel sat up", "[Wren] sat up"),
        ("RENATE’s sister, Mrs Beispiel", "[Wren]’s sister, Mrs [Wren]"),
        ("reni, and Ash", "[Wren], and Ash"),
        ("Muster sleeps; Al is too short to be looked for", "[Ash] sleeps; Al is too short to be looked for"),
        ("musterhaft, Renatewald", "musterhaft, Renatewald"),
        ("", ""),
    ],
)
def test_by_alias_a_name_gives_way_to_the_alias(typed: str, told: str) -> None:
    assert by_alias(PEOPLE.values()).clean(typed) == told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("holds the hand of ash on mat 3", "holds the hand of [another] on [another]"),
        ("Anton, Mat 4; mat 40 is nobody's", "[another], [another]; mat 40 is nobody's"),
        ("Wren on mat 1, called Renate", "Wren on mat 1, called [Wren]"),
        ("washed ashore", "washed ashore"),
    ],
)
def test_alone_nobody_else_has_a_name_an_alias_or_a_mat(typed: str, told: str) -> None:
    assert alone(WREN, PEOPLE).clean(typed) == told


def test_who_shares_a_mat_or_a_name_with_the_other_keeps_their_own() -> None:
    both = {WREN: Called("Wren", (1, 3), ("Ash Beispiel",)), ASH: Called("Ash", (3,), ("Wren Muster",))}
    assert alone(WREN, both).clean("Wren on mat 3") == "Wren on mat 3"


def test_where_nobody_has_a_name_nothing_is_looked_for() -> None:
    assert Lint().clean("Renate") == "Renate"
    assert by_alias([Called("Wren"), Called("Ash", names=("Ash", " "))]).clean("Ash and Wren") == "Ash and Wren"


def test_a_record_is_cleaned_but_for_who_of_the_team_did_it() -> None:
    lint = by_alias(PEOPLE.values())
    given = DoseGiven(Route.IM, 50, "left, as Renate wished", "L1", "Anton", "Ana", "Wren", 1)
    cleaned = lint.masked(given)
    assert (cleaned.site, cleaned.given_by, cleaned.mg) == ("left, as [Wren] wished", "Anton", 50)
    same = Note("nobody")
    assert lint.masked(same) == same


def test_by_alias_whoever_comes_for_them_has_no_name_and_on_their_own_part_theirs_alone_have() -> None:
    wren = Called("Wren", (1,), ("Renate",), ("Anna Muster", " "))
    ash = Called("Ash", (3,), ("Anton",), ("Bea Invented", "Anna Muster"))
    said = "with Anna Muster, then Bea Invented"
    assert by_alias([wren, ash]).clean(said) == "with [their contact], then [their contact]"
    assert alone(WREN, {WREN: wren, ASH: ash}).clean(said) == "with Anna Muster, then [another]"
    assert by_alias([wren]).clean("Anna sleeps") == "Anna sleeps", "a word of it alone may be any word"
