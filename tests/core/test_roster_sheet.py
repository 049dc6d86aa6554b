"""Lists of people from sheets: every row a newcomer, or named with row and column and what is wrong."""

from collections.abc import Sequence

import pytest

from kapcircle.core import roster_sheet
from kapcircle.core.cells import Cell, Timed
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis
from kapcircle.core.newcomer import Newcomer
from kapcircle.core.person.contacts import (
    Contacts,
    EmergencyContact,
    Escort,
    Escorts,
    SetContacts,
    SetEmergencyContact,
    SetEscorts,
)
from kapcircle.core.person.identity import Names, SetAlias, SetNames
from kapcircle.core.person.needs import Access, CareNotes, SetAccess, SetCareNotes
from kapcircle.core.person.standing import SetStatus, Status
from kapcircle.core.roster_header import ROSTER, WORDS
from kapcircle.core.roster_sheet import PAIRS, Acquaintance, Known, Roster, read
from tests.core.sheets import grid
from tests.made_up import START

KNOWN = Known(START)


def roster(header: Sequence[Cell], *rows: Sequence[Cell], known: Known = KNOWN) -> Roster:
    return read(grid(header, *rows), known)


def test_a_whole_row_in_the_words_of_intake_sheets() -> None:
    found = roster(
        (
            "Nickname", "Full name", "Preferred name", "Pronouns", "DOB", "Mobile", "Email", "Postal address",
            "Emergency contact", "Relationship", "Emergency phone", "Ride home", "Ride phone", "Escort 2",
            "Second ride phone", "First language", "Interpreter", "Access", "Allergies", "Medications", "Mat number",
        ),
        (
            "Wren", "Renate Beispiel", "Wren", "she/her", "1980-05-01", 6601234567, "wren@example.org", "Hafen 1",
            "Ana Probe", "sister", "0660 1", "Ben Probe", "0660 222222", "Cem Probe", "0660 333333", "German", "no",
            "a chair", "nuts", "an inhaler; vitamins", 3.0,
        ),
        known=Known(START, clinical=True),
    )  # fmt: skip
    assert found.rows[0].newcomer == Newcomer(
        "Wren",
        Names("Renate Beispiel", "Wren", "she/her", 1980),
        Contacts("6601234567", "wren@example.org", "Hafen 1"),
        EmergencyContact("Ana Probe", "sister", "0660 1"),
        Escorts(Escort("Ben Probe", "0660 222222"), Escort("Cem Probe", "0660 333333")),
        Access("German", False, "a chair"),
        CareNotes("nuts", ("an inhaler", "vitamins")),
        3,
    )
    assert found.notices == ()


def test_every_word_names_one_column() -> None:
    words = [word for column, others in WORDS.items() for word in (column.casefold(), *others)]
    assert len(words) == len(set(words)) == len(ROSTER.words)


def test_what_is_not_known_is_not_written_down() -> None:
    wren = Newcomer("Wren")
    assert list(wren.commands()) == [SetAlias("Wren"), SetStatus(Status.ENROLLED)]
    names, contacts, emergency = Names("Renate"), Contacts("0660 123456"), EmergencyContact("Ana")
    escorts, access, notes = Escorts(Escort("Ben")), Access("German"), CareNotes("nuts")
    assert list(Newcomer("Wren", names, contacts, emergency, escorts, access, notes, 4).commands()) == [
        SetAlias("Wren"),
        SetNames(names),
        SetContacts(contacts),
        SetEmergencyContact(emergency),
        SetEscorts(escorts),
        SetAccess(access),
        SetCareNotes(notes),
        SetStatus(Status.ENROLLED),
    ]


@pytest.mark.parametrize(
    ("header", "row", "alias", "legal"),
    [
        (("Name",), ("Renate Beispiel",), "Renate", "Renate Beispiel"),
        (("First name", "Surname"), ("Renate", "Beispiel"), "Renate", "Renate Beispiel"),
        (("Name", "Goes by"), ("Renate Beispiel", "Wren B."), "Wren", "Renate Beispiel"),
        (("Surname", "Alias"), ("Beispiel", "Wren"), "Wren", "Beispiel"),
    ],
)
def test_who_a_row_is_about(header: tuple[str, ...], row: tuple[str, ...], alias: str, legal: str) -> None:
    found = roster(header, row)
    assert (found.good[0].alias, found.good[0].names.legal) == (alias, legal)
    said = "There is no column Alias: the chosen or first name stands in for it, and is what the room will see."
    assert found.notices == (() if "Alias" in header else (said,))


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        (1980, 1980),
        (1980.0, 1980),
        ("1.5.1980", 1980),
        (Timed(Millis(0), seconds=False, shown="05/01/1980"), 1980),
        ("", None),
        (None, None),
    ],
)
def test_a_year_of_birth(cell: Cell, year: int | None) -> None:
    assert roster(("Alias", "Born"), ("Wren", cell)).good[0].names.birth_year == year


@pytest.mark.parametrize(("cell", "yes"), [("Yes", True), ("x", True), (True, True), ("", False), ("NO", False)])
def test_an_interpreter(cell: Cell, *, yes: bool) -> None:
    assert roster(("Alias", "Interpreter"), ("Wren", cell)).good[0].access.interpreter is yes


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("Year of birth", "1.5.80", "“1.5.80” says no year of four figures"),
        ("Year of birth", "1980 or 1981", "“1980 or 1981” says no year of four figures"),
        ("Year of birth", 1850, "1850 cannot be. Write four figures, 1907 to 2027."),
        ("Phone", "call me", "“c” is no part of a phone number. Write figures, as in +43 660 1234567."),
        ("E-mail", "wren at home", "“wren at home” is no address. It looks like name@example.org."),
        ("Interpreter", "maybe", "“maybe”: write yes or no"),
        ("Mat", "window", "“window”: mats are numbered 1 to 99"),
        ("Mat", 0, "“0”: mats are numbered 1 to 99"),
        ("Mat", 100, "“100”: mats are numbered 1 to 99"),
        ("Legal name", "x" * 121, "at most 120 characters."),
        ("Emergency phone", 12, "2 figures; a phone number has 5 to 15."),
    ],
)
def test_a_bad_cell_is_named_with_row_and_column(column: str, cell: Cell, words: str) -> None:
    found = roster(("Alias", column), ("Ash", None), ("Wren", cell))
    assert found.problems == (f"row 3, column {column} (B): {words}",)
    assert [newcomer.alias for newcomer in found.good] == ["Ash"], "and the others are good"


@pytest.mark.parametrize(
    ("alias", "words"),
    [
        ("", "is empty: what will the room call this person?"),
        ("x" * 25, "An alias has at most 24 characters, to be read from two metres."),
        ("lark", "“lark” is somebody's alias in this cohort already. Choose another."),
        ("ASH", "“ASH” is the alias in row 2 already"),
    ],
)
def test_an_alias_that_cannot_be(alias: str, words: str) -> None:
    found = roster(("Alias", "Language"), ("Ash", ""), (alias, "German"), known=Known(START, aliases=("Lark",)))
    assert found.problems == (f"row 3, column Alias (A): {words}",)


def test_a_bad_row_says_what_stands_under_each_heading_that_is_complained_of() -> None:
    found = roster(("Alias", "Phone", "Mat"), ("x" * 25, "call me", 3), ("Ash", "", ""))
    assert found.rows[0].refused == (("Alias", "x" * 25), ("Phone", "call me"))
    assert (found.rows[0].stands("Mat", "Phone"), found.rows[0].stands("Mat")) == ("call me", None)
    assert found.rows[1].refused == ()


def test_a_first_name_that_is_taken_as_an_alias_is_said_where_it_stands() -> None:
    found = roster(("Name", "Born"), ("Ana Probe", 1980), ("Ana Muster", 1981))
    assert found.problems == ("row 3, column Legal name (A): “Ana” is the alias in row 2 already",)


VAULT = Acquaintance(
    "“Heron”, who is in the vault already", Names("Renate Beispiel", birth_year=1980), "0660 1234567", "r@example.org"
)


@pytest.mark.parametrize(
    ("header", "row", "words"),
    [
        (("Alias", "Name", "Born"), ("Wren", "RENATE  BEISPIEL", 1980), "column Legal name (B): the same name as {}"),
        (
            ("Alias", "Name"),
            ("Wren", "Renate Beispiel"),
            "column Legal name (B): the same name as {}; a year of birth on both would tell them apart",
        ),
        (
            ("Alias", "First", "Last", "Born"),
            ("Wren", "Renate", "Beispiel", 1980),
            "column First name (B): the same name as {}",
        ),
        (("Alias", "Phone"), ("Wren", "+43 660 1234567"), "column Phone (B): the same number as {}"),
        (("Alias", "E-mail"), ("Wren", "R@Example.org"), "column E-mail (B): the same address as {}"),
    ],
)
def test_somebody_the_vault_knows_is_told(header: tuple[str, ...], row: tuple[Cell, ...], words: str) -> None:
    found = roster(header, row, known=Known(START, (VAULT,)))
    assert found.problems == (f"row 2, {words.format(VAULT.who)}",)


def test_a_namesake_of_another_year_is_somebody_else() -> None:
    found = roster(("Alias", "Name", "Born"), ("Wren", "Renate Beispiel", 1990), known=Known(START, (VAULT,)))
    assert not found.problems


def test_the_same_person_twice_in_the_sheet_is_told() -> None:
    found = roster(
        ("Alias", "Last name", "Phone"), ("Wren", "Beispiel", ""), ("Ash", "Beispiel", ""), ("Elm", "Muster", "")
    )
    words = "the same name as row 2; a year of birth on both would tell them apart"
    assert found.problems == (f"row 3, column Last name (B): {words}",)


def test_a_mat_that_is_taken() -> None:
    found = roster(("Alias", "Mat"), ("Wren", 3), ("Ash", 3), ("Elm", 4), known=Known(START, mats=frozenset({4, 5})))
    assert found.problems == (
        "row 3, column Mat (B): mat 3 is taken by row 2",
        "row 4, column Mat (B): mat 4 is taken in this cohort",
    )


def test_a_pod_is_one_of_the_cohort() -> None:
    header, rows = ("Alias", "Pod"), (("Wren", "pod a"), ("Ash", ""), ("Elm", "Pod C"))
    found = roster(header, *rows, known=Known(START, pods=("Pod A", "Pod B")))
    assert [newcomer.pod for newcomer in found.good] == ["Pod A", ""]
    assert found.problems == ("row 4, column Pod (B): there is no pod “Pod C”; there are: Pod A, Pod B",)
    none = roster(header, rows[0]).problems
    assert none == ("row 2, column Pod (B): there is no pod “pod a”; this cohort has none yet",)


def test_the_second_escort_is_somebody_else() -> None:
    found = roster(("Alias", "Escort", "Second escort"), ("Wren", "Ben", "ben"))
    assert found.problems == (
        "row 2, column Second escort (C): ben is the first escort already. The second is somebody else.",
    )


def test_clinical_columns_are_left_out_for_a_coordinator_and_that_is_said() -> None:
    found = roster(("Alias", "Allergies"), ("Wren", "nuts"), known=Known(START, clinical=False))
    assert found.good == (Newcomer("Wren"),)
    assert found.not_taken == (
        "Allergies will not be taken: your role may not write them. "
        "Ask a facilitator, co-therapist or medical lead to enter them."
    )
    assert roster(("Alias",), ("Wren",), known=Known(START, clinical=False)).not_taken == ""
    assert roster(("Alias", "Allergies"), ("Wren", "nuts")).not_taken == ""


def test_aliases_that_are_easily_mixed_up_are_warned_of_and_enrolled_all_the_same() -> None:
    known = Known(START, aliases=("Lark", "Larke"))
    found = roster(("Alias",), ("Mara",), ("Marek",), known=known)
    assert len(found.good) == 2
    assert found.notices == ("“Mara” and “Marek”: both begin with “Mar”.",), "of old ones nothing is said here"


@pytest.mark.parametrize(
    ("new", "old", "more"),
    [
        (5, 0, ()),
        (5, 1, ("5 more pairs of aliases are easily mixed up.",)),
        (1, 11, ("1 more pair of aliases is easily mixed up.",)),
    ],
)
def test_of_many_pairs_that_are_alike_the_first_ten_are_named(new: int, old: int, more: tuple[str, ...]) -> None:
    letters = "abcdefghijklmnopq"
    known = Known(START, aliases=tuple(f"Mar{letter}" for letter in letters[5 : 5 + old]))
    found = roster(("Alias",), *((f"Mar{letter}",) for letter in letters[:new]), known=known)
    assert found.notices[PAIRS:] == more


def test_whoever_finds_no_mat_left_is_named() -> None:
    found = roster(
        ("Alias", "Year of birth"),
        ("Wren", ""),
        ("Ash", "never"),
        ("Elm", ""),
        known=Known(START, mats=frozenset(range(1, 99))),
    )
    assert [x.alias for x in found.good] == ["Wren"]
    assert found.problems[1:] == ("row 4, column Alias (A): no mat is left in this cohort: they are numbered 1 to 99",)


def test_a_sheet_that_goes_on_for_ever_is_refused_before_everyone_is_held_against_everyone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(roster_sheet, "_Gathering", None)
    with pytest.raises(KnownError, match="There are 4000 people"):
        roster(("Alias",), *((f"A{n}",) for n in range(4000)))


def test_what_was_not_read_is_said() -> None:
    found = read(grid(("Spring",), (), ("Alias", "Shoe size"), ("Wren", 40), ("", 7), ("Ash", 41)), KNOWN)
    assert [row.number for row in found.rows] == [4, 6]
    assert found.notices == (
        "What stands above the header in row 3 was left out.",
        "Columns that a list of people does not know were left out: Shoe size (B).",
    )


def test_a_row_that_slipped_is_bad() -> None:
    found = read(grid(("Alias", "Language"), ("Wren", "Ger", "man"), separated=True), KNOWN)
    assert found.problems == (
        "row 2, column C: stands beyond the header: has a text with a separator lost its quotes?",
    )


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((), "The sheet is empty."),
        ((("Phone", "Mat"), ("1", "2")), "The header in row 1 has no column Alias or Legal name; it has: Phone, Mat."),
        (
            (("Rundown",), ("Peak",)),
            "No header was found: a list of people needs a row that names its columns, Alias or Legal name at least.",
        ),
        ((("Alias",), ("",)), "There is nobody under the header in row 1."),
        (
            (("Alias",), *((f"A{n}",) for n in range(201))),
            "There are 201 people in this sheet; 200 at most are read at once.",
        ),
    ],
)
def test_what_is_no_list_of_people(rows: tuple[tuple[Cell, ...], ...], words: str) -> None:
    with pytest.raises(KnownError) as error:
        read(grid(*rows), KNOWN)
    assert str(error.value).startswith(words)
