"""A whole sheet of people: what is shown before, what is wrong with it, and one command for all of it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kapcircle.core.cells import Cell, Grid, Line
from kapcircle.core.roles import Role
from kapcircle.ui.dialogs.files import FileDialog
from kapcircle.ui.dialogs.question import Notice
from kapcircle.ui.dialogs.roster_preview import RosterPreview
from kapcircle.ui.forms import Choice
from kapcircle.ui.panels.people_desk import PeopleDesk
from tests.ui.entered import Entered
from tests.ui.hands import field, press, shown
from tests.ui.people import Registry, over, the

HEADER = ("Alias", "Legal name", "Phone")
GOOD = (HEADER, ("Elm", "Eva Muster", "0660 1234567"), ("Fern", "Fee Muster", ""))
MIXED = (*GOOD, ("Ash", "Ana Probe", ""), ("Flint", "Fin Muster", "call me"))


@pytest.fixture
def registry(entered: Entered) -> Registry:
    return Registry(entered, "Wren", "Ash")


def sheet(rows: Sequence[tuple[Cell, ...]]) -> Grid:
    return Grid(tuple(Line(number, cells) for number, cells in enumerate(rows, 1)))


def previewed(registry: Registry, rows: Sequence[tuple[Cell, ...]]) -> RosterPreview:
    """The sheet has been read, and is looked at."""
    the(registry.window, PeopleDesk)._enrolment._ask("people.xlsx", sheet(rows))
    return over(RosterPreview)


def test_a_good_sheet_is_looked_at_and_then_enrolled_and_taken_back_as_one(registry: Registry) -> None:
    dialog = previewed(registry, GOOD)
    assert "2 people can be enrolled · no row is bad" in shown(dialog)
    assert registry.listed == ["Ash", "Wren"], "a look changes nothing"
    assert dialog.focusWidget() is dialog._enrol
    press(dialog, "Enrol 2 people")
    assert registry.listed == ["Ash", "Elm", "Fern", "Wren"]
    assert registry.column("Mat") == ["2", "3", "4", "1"]
    assert registry.window.status.words == "2 people are enrolled. Ctrl+Z takes them all back."
    assert field(registry.window, "Legal name").text() == "Eva Muster", "the first of them is shown"
    registry.grid.setFocus()
    registry.key(Qt.Key.Key_Z, control=True)
    assert registry.listed == ["Ash", "Wren"]


def test_bad_rows_are_named_and_nobody_is_enrolled_unless_the_good_rows_are_chosen(registry: Registry) -> None:
    dialog = previewed(registry, MIXED)
    said = shown(dialog)
    assert "2 people can be enrolled · 2 rows are bad" in said
    assert "▲ row 4, column Alias (A): “Ash” is somebody's alias in this cohort already. Choose another." in said
    assert "▲ row 5, column Phone (C): “c” is no part of a phone number." in said
    words = [dialog._grid.model().index(i, 1).data() for i in range(4)]
    assert words == ["● good", "● good", "▲ bad", "▲ bad"]
    assert dialog.focusWidget() is dialog._cancel, "Enter alone enrols nobody"
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert registry.listed == ["Ash", "Wren"]
    press(previewed(registry, MIXED), "Enrol the 2 good rows")
    assert registry.listed == ["Ash", "Elm", "Fern", "Wren"]


def test_what_cannot_be_taken_is_shown_where_it_stands_and_marked(registry: Registry) -> None:
    header = (*HEADER, "Year of birth", "Pod", "Mat")
    good = ("Elm", "Eva Muster", "0660 1234567", 1970, "", "")
    bad = (
        ("Ash", "Ana Probe", "call me", "long ago", "Nopod", 120),
        ("", "Fin Muster", "", "", "", ""),
        ("Elm", "Fee Muster", "", "", "", 7),
    )
    dialog = previewed(registry, (header, good, *bad))
    model = dialog._grid.model()
    cells = [[model.index(row, at).data() for at in range(2, 8)] for row in range(4)]
    assert cells == [
        ["Elm", "Eva Muster", "1970", "0660 1234567", "", "free"],
        ["▲ Ash", "Ana Probe", "▲ long ago", "▲ call me", "▲ Nopod", "▲ 120"],
        ["▲ empty", "Fin Muster", "", "", "", "free"],
        ["▲ Elm", "Fee Muster", "", "", "", "7"],
    ]


def test_without_a_column_for_aliases_the_name_that_cannot_be_one_is_marked(registry: Registry) -> None:
    dialog = previewed(registry, (("Legal name", "Phone"), ("Ash Probe", ""), ("Eva Muster", "")))
    model = dialog._grid.model()
    cells = [[model.index(row, at).data() for at in (2, 3)] for row in range(2)]
    assert cells == [["", "▲ Ash Probe"], ["Eva", "Eva Muster"]]


def test_rows_keep_room_beside_many_reasons(registry: Registry) -> None:
    rows = [("", f"Made Up {n}", "call me") for n in range(40)]
    dialog = previewed(registry, (HEADER, *rows))
    QTest.qWait(10)
    assert dialog._grid.height() >= 240
    assert dialog._said is not None
    assert dialog._said.geometry().top() > dialog._grid.geometry().bottom()


def test_a_sheet_of_which_nothing_is_good_cannot_be_enrolled(registry: Registry) -> None:
    dialog = previewed(registry, (HEADER, ("Wren", "", ""), ("", "", "0660 1234567")))
    assert "0 people can be enrolled · 2 rows are bad" in shown(dialog)
    assert not dialog._enrol.isEnabled()
    dialog.reject()


def test_another_cohort_is_another_look(registry: Registry) -> None:
    registry.house.planning.begin_cohort("Autumn")
    registry.pick("Cohort", "Harbour")
    dialog = previewed(registry, MIXED)
    cohort = the(dialog, Choice)
    assert cohort.currentText() == "Harbour", "the one that is looked at"
    cohort.setCurrentText("Autumn")
    cohort.activated.emit(cohort.currentIndex())
    assert "3 people can be enrolled · 1 row is bad" in shown(dialog)
    assert "somebody's alias" not in shown(dialog)
    press(dialog, "Enrol the 3 good rows")
    assert registry.listed == ["Ash", "Ash", "Elm", "Fern", "Wren"], "and they are shown, whatever was looked for"


def test_one_good_row_is_one(registry: Registry) -> None:
    dialog = previewed(registry, (HEADER, MIXED[1], MIXED[4]))
    press(dialog, "Enrol the 1 good row")
    assert registry.window.status.words == "1 person is enrolled. Ctrl+Z takes them back."


def test_warnings_are_told_beside(registry: Registry) -> None:
    dialog = previewed(registry, (HEADER, ("Ask", "", "")))
    assert "“Ask” and “Ash”: one letter different." in shown(dialog)
    press(dialog, "Enrol 1 person")
    assert "Ask" in registry.listed


def test_a_file_is_chosen_read_beside_the_window_and_shown(registry: Registry, qtbot: QtBot) -> None:
    press(registry.window, "Enrol from a sheet…")
    chooser = over(FileDialog)
    chooser.fileSelected.emit("/sheets/people.csv")
    chooser.reject()
    qtbot.waitUntil(lambda: bool(registry.window.findChildren(RosterPreview)))
    dialog = over(RosterPreview)
    assert "Enrol from people.csv" in shown(dialog)
    assert "1 person can be enrolled · 1 row is bad" not in shown(dialog), "Wren is in the cohort"
    dialog.reject()


def test_what_is_no_list_of_people_is_said(registry: Registry) -> None:
    the(registry.window, PeopleDesk)._enrolment._ask("rundown.csv", sheet((("Phase", "Minutes"), ("Peak", 40))))
    notice = over(Notice)
    assert "This sheet cannot be read" in shown(notice)
    assert "a list of people needs a row that names its columns" in shown(notice)
    notice.accept()


def test_a_file_that_cannot_be_read_is_said(registry: Registry) -> None:
    the(registry.window, PeopleDesk)._enrolment._unreadable("people.xlsx is damaged.\nSave it again.")
    notice = over(Notice)
    assert "people.xlsx is damaged." in [x.text() for x in notice.findChildren(QLabel)]
    notice.accept()


def test_without_a_cohort_it_is_said_where_to_begin_one(qtbot: QtBot, entered: Entered) -> None:
    entered.house.planning.undo()  # the session
    entered.house.planning.undo()  # the cohort
    registry = Registry(entered)
    press(registry.window, "Enrol from a sheet…")
    notice = over(Notice)
    assert "There is no cohort yet" in shown(notice)
    notice.accept()


def test_a_refusal_at_the_last_moment_enrols_nobody_and_is_said(registry: Registry) -> None:
    dialog = previewed(registry, GOOD)
    registry.house.planning.enrol(registry.entered.cohort, "Elm")
    press(dialog, "Enrol 2 people")
    assert registry.listed == ["Ash", "Elm", "Wren"]
    assert "alias in this cohort already" in registry.window.status.words


def test_what_a_role_may_not_write_is_said_before_all_else_with_whom_to_ask(registry: Registry) -> None:
    desk = the(registry.window, PeopleDesk)._enrolment._house.desk
    desk.actor = replace(desk.actor, role=Role.COORDINATOR)
    said = shown(previewed(registry, (("Alias", "Allergies", "Medication"), ("Elm", "nuts", "sertraline"))))
    assert "▲ Allergies and Medication will not be taken: your role may not write them." in said
    assert "Ask a facilitator, co-therapist or medical lead to enter them." in said
