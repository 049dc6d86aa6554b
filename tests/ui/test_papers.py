"""What leaves the pages as a file, what is entered from paper, and what is found again."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kapcircle.core.details import Details
from kapcircle.core.errors import KnownError
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId
from kapcircle.core.observation import Observed
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.vitals import Vitals
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.commands import OwnWord
from kapcircle.ui.dialogs.files import FileDialog
from kapcircle.ui.dialogs.from_paper import FromPaper
from kapcircle.ui.dialogs.papers import PapersDialog
from kapcircle.ui.pages.plan import Plan
from kapcircle.ui.pages.review import Review
from tests.desk.test_paperwork import COORDINATOR, Office
from tests.made_up import MINUTES, START
from tests.ui.entered import Entered
from tests.ui.hands import field, press, shown, type_in


class Desk:
    """A Review page and a Plan page on an office."""

    def __init__(self, qtbot: QtBot) -> None:
        self.office = Office()
        self.bridge = Bridge(self.office.house, lambda _: 60)
        self.review, self.plan = Review(self.bridge), Plan(self.bridge)
        self.said: list[str] = []
        self.failed: list[str] = []
        self.bridge.failed.connect(self.failed.append)
        self.bridge.refused.connect(self.failed.append)
        for page in (self.review, self.plan):
            qtbot.addWidget(page)
            page.noticed.connect(self.said.append)
            page.resize(1366, 700)
            page.show()
            page.refresh()
        self.review.choose(self.office.held)

    def over(self, kind: type[Any]) -> Any:
        """The sheet of this kind over a page."""
        found = [x for page in (self.review, self.plan) for x in page.findChildren(kind) if x.isVisible()]
        (sheet,) = found
        return sheet

    @property
    def records(self) -> list[Any]:
        """What stands on Wren, the newest last."""
        return list(self.office.house.session(self.office.held).seats[self.office.wren].records)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    made.office.house.get_up()
    made.bridge.deleteLater()


def choose(sheet: QWidget, name: str, words: str) -> None:
    """Choose by the words that are read."""
    from kapcircle.ui.forms import Choice

    (choice,) = [x for x in sheet.findChildren(Choice) if x.accessibleName() == name]
    choice.setCurrentIndex(choice.findText(words))


# on paper


def test_the_report_is_asked_for_and_written(desk: Desk) -> None:
    press(desk.review, "On paper…")
    sheet: PapersDialog = desk.over(PapersDialog)
    assert "anybody can open" in shown(sheet)
    press(sheet, "Save as PDF…")
    file: FileDialog = desk.over(FileDialog)
    assert file.selectedFiles()[0].endswith("Medicine 1 report.pdf")
    file.reject()
    sheet.write("/stick/report.pdf")
    assert "120/80" in desk.office.said("/stick/report.pdf")
    assert desk.said[-1] == "report.pdf is written. It is not encrypted."
    assert not sheet.isVisible()


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
    sheet.write("one.pdf")
    said = desk.office.said("one.pdf")
    assert words.lower() in said.lower()
    assert "Ash" not in said


def test_the_sheet_to_take_home_is_the_same_for_all(desk: Desk) -> None:
    desk.office.house.name_practice(Details("Harbour", "1 Lane", "000"))
    press(desk.review, "On paper…")
    sheet = desk.over(PapersDialog)
    choose(sheet, "Paper", "Sheet to take home")
    sheet.write("home.pdf")
    assert "emergency='000'" in desk.office.said("home.pdf")


def test_the_key_is_about_nobody_in_particular(desk: Desk) -> None:
    press(desk.review, "On paper…")
    sheet = desk.over(PapersDialog)
    choose(sheet, "Paper", "Key")
    sheet.write("key.pdf")
    assert "Renate Beispiel" in desk.office.said("key.pdf")


def test_what_is_refused_or_fails_is_said_on_the_sheet(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.office.house.desk.actor = COORDINATOR
    press(desk.review, "On paper…")
    sheet = desk.over(PapersDialog)
    sheet.write("report.pdf")
    assert "this is for the co-therapist or facilitator or medical lead" in shown(sheet)
    desk.office.house.desk.actor = Actor(MemberId("mara"), Role.FACILITATOR)

    def full(path: str, body: bytes) -> None:
        raise KnownError("report.pdf cannot be written: no space left.")

    monkeypatch.setattr(desk.office.house.fittings.papers, "save", full)
    sheet.write("report.pdf")
    assert "no space left" in shown(sheet)
    assert sheet.isVisible()


def test_the_pack_and_the_attendance_leave_the_plan_page(desk: Desk) -> None:
    desk.plan.choose_session(desk.office.planned)
    asked = {"Paper pack…": "Integration 1 paper pack.pdf", "Attendance…": "Harbour circle attendance.csv"}
    for words, name in asked.items():
        press(desk.plan, words)
        file = desk.over(FileDialog)
        assert file.selectedFiles()[0].endswith(name)
        file.reject()
    desk.plan._papers.write_pack(desk.office.planned, "/stick/pack.pdf")
    assert desk.said[-1] == (
        "pack.pdf is written; it is not encrypted. To be written on it by hand: the emergency number, the address."
    )
    desk.office.house.name_practice(Details("Harbour", "1 Lane", "000"))
    desk.plan._papers.write_pack(desk.office.planned, "/stick/pack.pdf")
    assert desk.said[-1] == "pack.pdf is written; it is not encrypted."
    desk.plan._papers.write_attendance(desk.office.cohort, "/stick/attendance.csv")
    assert desk.said[-1] == "attendance.csv is written; it is not encrypted."


def test_a_coordinator_is_told_that_the_pack_is_for_others(desk: Desk) -> None:
    desk.office.house.desk.actor = COORDINATOR
    desk.plan._papers.write_pack(desk.office.planned, "pack.pdf")
    assert desk.failed[-1].startswith("Printing the paper pack: this is for")


# from paper


@pytest.fixture
def paper(desk: Desk) -> FromPaper:
    press(desk.review, "Enter from paper…")
    sheet: FromPaper = desk.over(FromPaper)
    return sheet


def test_line_after_line_by_keyboard_with_the_time_at_which_it_happened(desk: Desk, paper: FromPaper) -> None:
    type_in(paper, "Mat", "1")
    type_in(paper, "Happened at", "09:04")
    type_in(paper, "Values", "130/85 77 97", enter=True)
    type_in(paper, "Happened at", "09:07")
    type_in(paper, "Values", "118/76 70 98", enter=True)
    made = desk.records[-2:]
    assert [x.content for x in made] == [Vitals(130, 85, 77, 97), Vitals(118, 76, 70, 98)]
    assert [x.happened for x in made] == [START + 4 * MINUTES, START + 7 * MINUTES]
    assert {x.at for x in made} == {START + 10 * MINUTES}, "each shows by itself that it was written down later"
    assert [row.words for row in paper._rows] == ["118/76, pulse 70, SpO2 98 %", "130/85, pulse 77, SpO2 97 %"]
    assert field(paper, "Values").text() == ""
    assert "Recorded by Mara (made up)." in shown(paper)


def test_an_observation_a_note_about_the_circle_and_a_dose_outside_a_gate(desk: Desk, paper: FromPaper) -> None:
    type_in(paper, "Mat", "1")
    type_in(paper, "Happened at", "09:05")
    choose(paper, "Kind", "Observation")
    type_in(paper, "Values", "smiles", enter=True)
    assert desk.records[-1].content == Observed(words="smiles")
    choose(paper, "Kind", "Dose given")
    type_in(paper, "Values", "50 IM; left deltoid; L1; Jonas; Ana", enter=True)
    assert (desk.records[-1].content.alias, desk.records[-1].marks) == (
        "Wren",
        ("recorded outside gate: not marked ready",),
    )
    choose(paper, "Kind", "Note")
    type_in(paper, "Mat", "")
    type_in(paper, "Values", "the power went", enter=True)
    session = desk.office.house.session(desk.office.held)
    assert session.records[-1].text == "the power went"
    assert paper._rows[0].who == "the circle"


@pytest.mark.parametrize(
    ("mat", "at", "values", "words"),
    [
        ("9", "09:05", "120/80", "Nobody sat on mat 9"),
        ("1", "9", "120/80", "“9” is no time"),
        ("1", "09:30", "120/80", "09:30 has not come yet"),
        ("1", "09:05", "80/120", "the first figure must be above the second"),
        ("", "09:05", "120/80", "choose a participant first"),
    ],
)
def test_what_is_refused_stays_in_the_line_with_why(
    desk: Desk, paper: FromPaper, mat: str, at: str, values: str, words: str
) -> None:
    was = len(desk.records)
    type_in(paper, "Mat", mat)
    type_in(paper, "Happened at", at)
    type_in(paper, "Values", values, enter=True)
    assert words in shown(paper)
    assert field(paper, "Values").text() == values
    assert len(desk.records) == was


def test_what_the_disk_does_not_take_is_said_and_stays(desk: Desk, paper: FromPaper) -> None:
    log: Any = desk.office.house.desk._log
    log.disk = "full"
    type_in(paper, "Mat", "1")
    type_in(paper, "Happened at", "09:05")
    type_in(paper, "Values", "120/80", enter=True)
    assert "Not saved" in shown(paper)
    assert field(paper, "Values").text() == "120/80"
    log.mend()


def test_a_circle_that_is_over_is_entered_too(desk: Desk, paper: FromPaper) -> None:
    desk.office.circle.do(c.Close())
    type_in(paper, "Mat", "1")
    type_in(paper, "Happened at", "09:05")
    type_in(paper, "Values", "120/80", enter=True)
    assert desk.records[-1].content == Vitals(120, 80)


# found again


def test_a_slash_leads_to_the_search_and_what_was_written_is_listed(desk: Desk) -> None:
    QTest.keyClick(desk.review, Qt.Key.Key_Slash)
    line = desk.review.found.line
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
