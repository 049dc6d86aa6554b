"""What was written by hand is entered line by line, with the times at which it happened."""

from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kapcircle.core.attendance import Readied
from kapcircle.core.incident import Incident
from kapcircle.core.leaving import Discharged, Transferred
from kapcircle.core.observation import Observed, TouchAgreed
from kapcircle.core.questions import DayQuestions
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.staffing import EquipmentSigned, StaffHere
from kapcircle.core.vitals import Vitals
from kapcircle.ui.dialogs.from_paper import FromPaper
from tests.made_up import MARA, MINUTES, START
from tests.ui.hands import field, press, shown, type_in
from tests.ui.office import Desk, choose


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    made.office.house.get_up()
    made.bridge.deleteLater()


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
        ("recorded outside gate: not marked ready", "on paper"),
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


def test_the_line_is_read_back_before_it_is_entered_with_whose_hand_it_is_in(desk: Desk, paper: FromPaper) -> None:
    type_in(paper, "Mat", "1")
    assert paper._meant.text() == "1  Wren"
    type_in(paper, "Happened at", "09:05")
    type_in(paper, "Values", "130/85 77")
    assert paper._meant.text() == "1  Wren, 15 Jan 2027 09:05: 130/85, pulse 77"
    type_in(paper, "Mat", "7")
    assert paper._meant.text().startswith("Nobody sat on mat 7")
    type_in(paper, "Mat", "1")
    type_in(paper, "Written by", "JK")
    type_in(paper, "Values", "130/85 77", enter=True)
    assert desk.records[-1].marks == ("on paper, by JK",)
    choose(paper, "Kind", "Note")
    type_in(paper, "Values", "hums", enter=True)
    assert desk.records[-1].text == "hums (on paper, by JK)"


def test_whoever_changed_places_is_told_of_before_the_wrong_sheet_is_entered(desk: Desk, paper: FromPaper) -> None:
    desk.office.circle.do(c.TakeSeat(desk.office.wren, 2))
    type_in(paper, "Mat", "1")
    assert paper._meant.text() == "1  Ash (the sheet of this mat may be of Wren: they changed places)"


def test_another_day_is_entered_with_its_date(desk: Desk, paper: FromPaper) -> None:
    desk.office.clock.pass_(26 * 60 * MINUTES)
    type_in(paper, "Mat", "1")
    type_in(paper, "Happened at", "09:05")
    type_in(paper, "Values", "130/85")
    paper._day.setDate(paper._day.date().addDays(1))
    assert "16 Jan 2027 09:05" in paper._meant.text()
    type_in(paper, "Values", "130/85", enter=True)
    assert desk.records[-1].happened == START + (24 * 60 + 5) * MINUTES


def test_a_circle_that_was_opened_only_afterwards_has_the_day_of_its_hour(desk: Desk) -> None:
    office = desk.office
    office.circle.do(c.Close())
    office.clock.pass_(25 * 60 * MINUTES)
    circle = office.house.circle(office.planned)
    circle.do(c.Open())
    desk.review.choose(office.planned)
    press(desk.review, "Enter from paper…")
    sheet: FromPaper = desk.over(FromPaper)
    type_in(sheet, "Mat", "1")
    type_in(sheet, "Happened at", "10:40")
    type_in(sheet, "Values", "130/85", enter=True)
    seats = office.house.session(office.planned).seats
    assert seats[office.wren].records[-1].happened == START + 100 * MINUTES


@pytest.mark.parametrize(
    ("kind", "typed", "found"),
    [
        ("Questions of the day", "yes; eaten; none; none; 4 h; no; Jonas; goes on", DayQuestions),
        ("Touch", "none", TouchAgreed),
        ("Before medicine", "ready", Readied),
        ("Incident or near miss", "fall; mild; unrelated; ice; open", Incident),
        ("Discharged", "2 2 2 2 2; 1; Ana Probe; JK; DI; all but steady", Discharged),
        ("Transferred", "hospital; ambulance", Transferred),
    ],
)
def test_whatever_stands_on_the_sheet_is_entered(
    desk: Desk, paper: FromPaper, kind: str, typed: str, found: type[Any]
) -> None:
    type_in(paper, "Mat", "1")
    type_in(paper, "Happened at", "09:05")
    choose(paper, "Kind", kind)
    type_in(paper, "Values", typed, enter=True)
    assert shown(paper).count("▲") == 0
    assert isinstance(desk.records[-1].content, found)
    assert desk.records[-1].marks[-1] == "on paper"


def test_what_a_gate_lacked_on_paper_stands_on_the_report(desk: Desk, paper: FromPaper) -> None:
    type_in(paper, "Mat", "1")
    type_in(paper, "Happened at", "09:05")
    choose(paper, "Kind", "Discharged")
    type_in(paper, "Values", "2 2 2 2 2; 1; -; JK; DI; all", enter=True)
    desk.office.save(desk.office.house.paperwork.report(desk.office.held, lambda _: 60), "report.pdf")
    assert "recorded outside gate: Escort not identified" in desk.office.said("report.pdf")


def test_the_team_and_the_equipment_of_the_first_page_are_entered_too(desk: Desk, paper: FromPaper) -> None:
    type_in(paper, "Happened at", "09:05")
    choose(paper, "Kind", "Team")
    type_in(paper, "Values", "Mara (made up); here", enter=True)
    choose(paper, "Kind", "Emergency equipment signed")
    type_in(paper, "Values", "oxygen", enter=True)
    here, signed = desk.office.house.session(desk.office.held).records[-2:]
    assert here.content == StaffHere(MARA.member, "Mara (made up)", Role.FACILITATOR)
    assert signed.content == EquipmentSigned(("oxygen",))
