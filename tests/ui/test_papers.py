"""What leaves the pages as a file, and what is found again."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from kapcircle.core.details import Details
from kapcircle.core.errors import KnownError
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.ui.commands import OwnWord
from kapcircle.ui.dialogs.files import FileDialog
from kapcircle.ui.dialogs.left import NOTHING, LeftDialog
from kapcircle.ui.dialogs.paper import PaperView
from kapcircle.ui.dialogs.papers import PapersDialog
from kapcircle.ui.dialogs.show_papers import ShowPapersDialog, made
from kapcircle.ui.grid import Grid
from kapcircle.ui.listing import Listing
from tests.desk.test_paperwork import COORDINATOR
from tests.ui.entered import Entered
from tests.ui.hands import press, shown
from tests.ui.office import Desk, choose


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    made.office.house.get_up()
    made.bridge.deleteLater()


# on paper


def test_the_report_is_asked_for_and_written(desk: Desk) -> None:
    press(desk.review, "On paper…")
    sheet: PapersDialog = desk.over(PapersDialog)
    assert "anybody can open" in shown(sheet)
    press(sheet, "Save as PDF…")
    file: FileDialog = desk.over(FileDialog)
    assert file.selectedFiles()[0].endswith("Medicine 1 report.pdf")
    file.reject()
    sheet.outlet.save(sheet.made(), "/stick/report.pdf")
    assert "120/80" in desk.office.said("/stick/report.pdf")
    assert desk.said[-1] == "report.pdf is written. It is not encrypted."
    assert not sheet.isVisible()


@pytest.mark.parametrize(
    ("paper", "words"), [("Return card", "Laptop gone"), ("Rundown", "May give up"), ("Cue sheet", "Armed")]
)
def test_the_papers_of_the_run_of_show(desk: Desk, paper: str, words: str) -> None:
    press(desk.plan, "Run of show…")
    sheet: ShowPapersDialog = desk.over(ShowPapersDialog)
    assert "names nobody" in shown(sheet)
    choose(sheet, "Paper", paper)
    press(sheet, "Save as PDF…")
    file: FileDialog = desk.over(FileDialog)
    assert file.selectedFiles()[0].endswith(f"Integration 1 {paper.lower()}.pdf")
    file.reject()
    sheet.outlet.save(made(desk.bridge, desk.office.planned, paper.lower()), "/stick/paper.pdf")
    assert words in desk.office.said("/stick/paper.pdf")
    assert desk.said[-1] == "paper.pdf is written. It is not encrypted."
    assert not sheet.isVisible()


def test_a_paper_that_cannot_be_made_says_why(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    press(desk.plan, "Run of show…")
    sheet: ShowPapersDialog = desk.over(ShowPapersDialog)

    def refuse(*_: object) -> None:
        raise KnownError("The disk is gone.")

    monkeypatch.setattr(desk.office.house.paperwork, "return_card", refuse)
    press(sheet, "Show…")
    assert "The disk is gone." in shown(sheet)
    choose(sheet, "Paper", "Cue sheet")
    assert "The disk is gone." not in shown(sheet)
    sheet.reject()


@pytest.mark.parametrize(
    ("paper", "words"),
    [("Report", "session report"), ("Handover sheet", "nuts (made up)")],
)
def test_a_paper_about_one_person(desk: Desk, paper: str, words: str) -> None:
    press(desk.review, "On paper…")
    sheet = desk.over(PapersDialog)
    choose(sheet, "Paper", paper)
    choose(sheet, "About", "Wren, mat 1")
    press(sheet, "Save as PDF…")
    file = desk.over(FileDialog)
    assert file.selectedFiles()[0].endswith("Wren.pdf")
    file.reject()
    sheet.outlet.save(sheet.made(), "one.pdf")
    said = desk.office.said("one.pdf")
    assert words.lower() in said.lower()
    assert "Ash" not in said


def test_the_sheet_to_take_home_is_the_same_for_all(desk: Desk) -> None:
    desk.office.house.name_practice(Details("Harbour", "1 Lane", "000"))
    press(desk.review, "On paper…")
    sheet = desk.over(PapersDialog)
    choose(sheet, "Paper", "Sheet to take home")
    sheet.outlet.save(sheet.made(), "home.pdf")
    assert "emergency='000'" in desk.office.said("home.pdf")


def test_the_key_is_about_nobody_in_particular(desk: Desk) -> None:
    press(desk.review, "On paper…")
    sheet = desk.over(PapersDialog)
    choose(sheet, "Paper", "Key")
    sheet.outlet.save(sheet.made(), "key.pdf")
    assert "Renate Beispiel" in desk.office.said("key.pdf")


def test_a_paper_is_shown_over_the_page_and_the_list_says_what_has_left(desk: Desk) -> None:
    press(desk.review, "On paper…")
    sheet = desk.over(PapersDialog)
    press(sheet, "Show…")
    assert "120/80" in "".join(x.toPlainText() for x in desk.over(PaperView).findChildren(QPlainTextEdit))
    assert desk.over(PaperView).width() > sheet.width()
    desk.over(PaperView).reject()
    desk.office.house.printouts.save(sheet.made(), "report.pdf")
    press(sheet, "What has left…")
    model = desk.over(LeftDialog).grid.model()
    assert [model.index(0, n).data() for n in range(4)] == [
        "15 Jan 2027 09:10",
        "session report",
        "Medicine 1",
        "Mara (made up)",
    ]
    desk.over(LeftDialog).reject()
    desk.office.house.desk.actor = COORDINATOR
    press(sheet, "What has left…")
    assert "this is for the co-therapist or facilitator or medical lead" in shown(sheet)


def test_where_nothing_has_left_the_sheet_says_so_without_an_empty_table(desk: Desk) -> None:
    press(desk.review, "On paper…")
    press(desk.over(PapersDialog), "What has left…")
    sheet = desk.over(LeftDialog)
    assert NOTHING in shown(sheet)
    assert not sheet.grid.isVisible()
    QTest.keyClick(sheet.focusWidget(), Qt.Key.Key_Return)
    assert not sheet.isVisible()


def test_what_is_refused_or_fails_is_said_on_the_sheet(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.office.house.desk.actor = COORDINATOR
    press(desk.review, "On paper…")
    sheet = desk.over(PapersDialog)
    press(sheet, "Save as PDF…")
    assert "this is for the co-therapist or facilitator or medical lead" in shown(sheet)
    desk.office.house.desk.actor = Actor(MemberId("mara"), Role.FACILITATOR)

    def full(path: str, body: bytes) -> None:
        raise KnownError("report.pdf cannot be written: no space left.")

    monkeypatch.setattr(desk.office.house.fittings.papers, "save", full)
    sheet.outlet.save(sheet.made(), "report.pdf")
    assert "no space left" in shown(sheet)
    assert sheet.isVisible()


def test_the_pack_and_the_attendance_leave_the_plan_page(desk: Desk) -> None:
    desk.plan.choose_session(desk.office.planned)
    press(desk.plan, "Paper pack…")
    view = desk.over(PaperView)
    assert "To be written on it by hand: the emergency number, the address." in shown(view)
    press(view, "Save as PDF…")
    file = desk.over(FileDialog)
    assert file.selectedFiles()[0].endswith("Integration 1 paper pack.pdf")
    file.fileSelected.emit("/stick/pack.pdf")
    assert desk.said[-1] == "pack.pdf is written. It is not encrypted."
    assert desk.said[-1] in shown(view)
    file.reject()
    view.reject()
    desk.office.house.name_practice(Details("Harbour", "1 Lane", "000"))
    press(desk.plan, "Paper pack…")
    assert "by hand" not in shown(desk.over(PaperView))
    desk.over(PaperView).reject()
    press(desk.plan, "Attendance…")
    file = desk.over(FileDialog)
    assert file.selectedFiles()[0].endswith("Harbour circle attendance.csv")
    file.reject()
    desk.plan._papers.write_attendance(desk.office.cohort, "/stick/attendance.csv")
    assert desk.said[-1] == "attendance.csv is written; it is not encrypted."


def test_a_coordinator_is_told_that_the_pack_is_for_others(desk: Desk) -> None:
    desk.office.house.desk.actor = COORDINATOR
    desk.plan._papers.ask_pack(desk.office.planned, "Integration 1")
    assert desk.failed[-1].startswith("Printing the paper pack: this is for")


# found again


def test_a_slash_leads_to_the_search_and_what_was_written_is_listed(desk: Desk) -> None:
    QTest.keyClick(desk.review, Qt.Key.Key_Slash)
    line = desk.review.found.line
    for view in [x for kind in (Listing, Grid) for x in desk.review.findChildren(kind) if x.isVisible()]:
        view.setFocus()
        QTest.keyClick(view, Qt.Key.Key_Slash)
        assert desk.review.focusWidget() is line
    QTest.keyClicks(line, "ash is")
    assert "1 found" in shown(desk.review)
    grid = desk.review.found.grid
    assert [grid.model().index(0, k).data() for k in range(1, 6)] == [
        "Medicine 1",
        "circle",
        "note",
        "Ash is missed by Renate",
        "Mara (made up)",
    ]
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == ""
    grids = [x.accessibleName() for x in desk.review.findChildren(type(grid)) if x.isVisible()]
    assert "Planned against actual" in grids


def test_enter_opens_what_is_found_alone_and_of_several_leads_to_the_list(desk: Desk) -> None:
    desk.office.circle.do(c.Note("missed by all"))
    desk.review.look_for("missed")
    line, grid = desk.review.found.line, desk.review.found.grid
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert grid.currentIndex().row() == 0
    grid.activated.emit(grid.model().index(0, 0))
    assert desk.review._shown == desk.office.held
    assert line.text() == ""
    desk.review.look_for("missed all")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == ""


def test_what_is_struck_is_shown_struck(desk: Desk) -> None:
    (hit,) = desk.office.house.search("missed")
    desk.office.circle.do(c.Strike(hit.key, "it was Wren"))
    desk.review.look_for("missed")
    assert desk.review.found.grid.model().index(0, 4).data() == "Ash is missed by Renate  (struck: it was Wren)"


def test_nothing_found_says_how_it_is_looked_for_and_a_coordinator_what_they_may(desk: Desk) -> None:
    desk.review.look_for("lighthouse")
    assert "Nothing found" in shown(desk.review)
    assert "of the last one its beginning" in shown(desk.review)
    desk.office.house.desk.actor = COORDINATOR
    desk.review.look_for("missed")
    assert "Without a clinical role you find what you wrote yourself." in shown(desk.review)
    QTest.keyClick(desk.review.found.line, Qt.Key.Key_Down)
    QTest.keyClick(desk.review.found.line, Qt.Key.Key_Return)
    assert desk.review.found.line.text() == "missed"


def test_find_in_ctrl_k_leads_to_the_review_page_and_not_while_names_are_covered(entered: Entered) -> None:
    entered.program.sit(entered.session)
    circle, bridge = entered.program._circle, entered.program.bridge
    assert circle is not None
    assert bridge is not None
    find = circle.commands.words["find"]
    assert isinstance(find, OwnWord)
    bridge.cover()
    assert find.act("humming") == "Names are covered. Uncover first, then look for words."
    assert entered.page == "Circle"
    bridge.uncover()
    bridge.do(c.Open())
    bridge.do(c.Note("humming with the music"))
    assert find.act("humming") == ""
    assert entered.page == "Review"
    assert "1 found" in entered.said
