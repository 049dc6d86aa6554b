from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kapcircle.core.ids import Millis, SessionId
from kapcircle.core.person.preferences import AllowMusic, AvoidMusic
from kapcircle.core.rundown import End, Rundown
from kapcircle.core.session import commands as c
from kapcircle.desk.house import PRACTICE
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.key import Key
from kapcircle.ui.pages.plan import Plan
from kapcircle.ui.panels.phase_table import NAME
from tests.fakes import house
from tests.made_up import TRACKS, facts, phase, small_plan
from tests.ui.hands import field, press, shown, type_in
from tests.ui.planning import Desk, choose_person, editor, listing

K = Qt.Key
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


# the rundown by keyboard


def test_the_plan_says_how_long_it_is_and_when_it_ends(desk: Desk) -> None:
    assert "3 phases · 1 h 15 · 10:00 to 11:15" in shown(desk.page)


@pytest.mark.parametrize(
    ("chosen", "key", "modifier", "after"),
    [
        (("Peak",), K.Key_Delete, None, ["Arrival", "Return"]),
        (("Arrival", "Peak"), K.Key_Delete, None, ["Return"]),
        (("Peak",), K.Key_Up, ALT, ["Peak", "Arrival", "Return"]),
        (("Peak",), K.Key_Down, ALT, ["Arrival", "Return", "Peak"]),
        (("Arrival",), K.Key_Up, ALT, ["Arrival", "Peak", "Return"]),
        (("Peak",), K.Key_D, CONTROL, ["Arrival", "Peak", "Peak", "Return"]),
        (("Arrival",), K.Key_Insert, None, ["Arrival", "New phase", "Peak", "Return"]),
    ],
)
def test_phases_are_changed_by_key(
    desk: Desk, chosen: tuple[str, ...], key: Qt.Key, modifier: Qt.KeyboardModifier | None, after: list[str]
) -> None:
    desk.choose(*chosen)
    desk.press(key, modifier or Qt.KeyboardModifier.NoModifier)
    assert desk.names == after


def test_what_moved_stays_chosen_and_moves_on(desk: Desk) -> None:
    desk.choose("Arrival")
    desk.press(K.Key_Down, ALT)
    desk.press(K.Key_Down, ALT)
    assert desk.names == ["Peak", "Return", "Arrival"]


def test_a_new_phase_is_named_at_once(desk: Desk, qtbot: QtBot) -> None:
    desk.choose("Return")
    desk.press(K.Key_Insert)
    QTest.keyClicks(editor(desk.table), "Tea")
    QTest.keyClick(editor(desk.table), K.Key_Return)
    qtbot.waitUntil(lambda: desk.names == ["Arrival", "Peak", "Return", "Tea"])


def test_tab_leads_from_the_name_of_a_new_phase_to_its_minutes_each_time(desk: Desk, qtbot: QtBot) -> None:
    def alone(cells: int) -> None:
        """The cell that was left is gone."""
        qtbot.waitUntil(lambda: len(desk.table.viewport().findChildren(QLineEdit)) == cells)

    desk.choose("Return")
    for name in ("Tea", "Walk"):
        desk.press(K.Key_Insert)
        QTest.keyClicks(editor(desk.table), name)
        QTest.keyClick(editor(desk.table), K.Key_Tab)
        alone(1)
        QTest.keyClicks(editor(desk.table), "0:30")
        QTest.keyClick(editor(desk.table), K.Key_Return)
        alone(0)
    half = 30_000
    assert [(p.name, p.planned) for p in desk.rundown.phases[3:]] == [("Tea", half), ("Walk", half)]


# the fields of a phase


@pytest.mark.parametrize(
    ("name", "typed", "of_phase", "value"),
    [
        ("Phase", "Deep", "name", "Deep"),
        ("Group", "Medicine", "group", "Medicine"),
        ("Minutes", "7.5", "planned", 450_000),
        ("Minutes", "7,5", "planned", 450_000),
        ("Minutes", "0:30", "planned", 30_000),
        ("Minutes", "1:10:00", "planned", 4_200_000),
        ("Warning at", "5", "warn", 300_000),
        ("Danger at", "0:30", "danger", 30_000),
        ("May give up", "10", "shrink", 600_000),
    ],
)
def test_a_field_is_kept_as_typed(desk: Desk, name: str, typed: str, of_phase: str, value: object) -> None:
    desk.choose("Peak")
    type_in(desk.page._form, name, typed, enter=True)
    assert getattr(desk.rundown.phases[1], of_phase) == value


def test_note_end_and_countdown_are_kept(desk: Desk) -> None:
    desk.choose("Peak")
    form = desk.page._form
    form._note.setFocus()
    form._note.setPlainText("Water at each mat.")
    desk.table.setFocus()
    QTest.keyClick(form._end, K.Key_Down)
    form._countdown.click()
    peak = desk.rundown.phases[1]
    assert (peak.note, peak.end, peak.countdown) == ("Water at each mat.", End.OFFER, False)


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("Minutes", "soon", "is not a length"),
        ("Minutes", "", "A phase needs a length."),
        ("Phase", " ", "Give the phase a name."),
        ("Minutes", "1:75", "runs from 00 to 59"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(desk: Desk, name: str, typed: str, words: str) -> None:
    before = desk.rundown
    desk.choose("Peak")
    type_in(desk.page._form, name, typed, enter=True)
    assert words in shown(desk.page)
    assert desk.rundown == before


def test_what_is_wrong_with_a_phase_is_marked_in_the_table(qtbot: QtBot) -> None:
    desk = Desk(qtbot, Rundown((phase("Deep", 10, shrink=Millis(700_000)),)))
    assert "It may give up at most its own 10 min." in shown(desk.page)
    index = desk.table.phases.index(0, NAME)
    assert "at most" in str(desk.table.phases.data(index, Qt.ItemDataRole.ToolTipRole))
    desk.bridge.deleteLater()


def test_minutes_are_typed_into_the_table_too(desk: Desk) -> None:
    minutes = desk.table.phases.index(1, NAME + 1)
    assert desk.table.phases.setData(minutes, "12")
    assert desk.rundown.phases[1].planned == 720_000
    assert not desk.table.phases.setData(minutes, "twelve")
    assert "is not a length" in shown(desk.page)


# cohorts, people, sessions


def seated(desk: Desk) -> list[tuple[str, str]]:
    return [(x.name, x.beside) for x in listing(desk, "Participants").items]


def test_participants_come_one_after_the_other_by_alias_and_enter(desk: Desk) -> None:
    alias = field(desk.page, "Alias")
    alias.setFocus()
    for name in ("Wren", "Heron", "Ash"):
        assert "New participant" in shown(desk.page)
        QTest.keyClicks(alias, name)
        QTest.keyClick(alias, K.Key_Return)
    assert seated(desk) == [("Wren", "mat 1"), ("Heron", "mat 2"), ("Ash", "mat 3")]
    assert (alias.text(), alias.hasFocus()) == ("", True)


@pytest.mark.parametrize("by", ["Add", "Tab, then Add", "Add while another is chosen"])
def test_add_takes_what_is_typed(desk: Desk, by: str) -> None:
    type_in(desk.page, "Alias", "Wren", enter=True)
    if by == "Add while another is chosen":
        choose_person(desk, "Wren")
    type_in(desk.page, "Alias", "Robin")
    if by == "Tab, then Add":
        QTest.keyClick(field(desk.page, "Alias"), K.Key_Tab)
    press(desk.page, "Add")
    assert seated(desk) == [("Wren", "mat 1"), ("Robin", "mat 2")]
    assert field(desk.page, "Alias").text() == ""


def test_the_fields_of_who_is_chosen_say_so_and_enter_renames(desk: Desk) -> None:
    for name in ("Wren", "Heron"):
        type_in(desk.page, "Alias", name, enter=True)
    choose_person(desk, "Wren")
    assert "Wren, mat 1" in shown(desk.page)
    assert (field(desk.page, "Alias").text(), field(desk.page, "Mat").text()) == ("Wren", "1")
    type_in(desk.page, "Alias", "Lark", enter=True)
    type_in(desk.page, "Mat", "7", enter=True)
    assert seated(desk) == [("Heron", "mat 2"), ("Lark", "mat 7")]
    assert "Lark, mat 7" in shown(desk.page)


@pytest.mark.parametrize("back", ["Esc in the field", "Esc on the list", "Add", "a click beside all"])
def test_from_who_is_chosen_there_is_a_way_back_to_a_new_one(desk: Desk, back: str) -> None:
    type_in(desk.page, "Alias", "Wren", enter=True)
    choose_person(desk, "Wren")
    alias, people = field(desk.page, "Alias"), listing(desk, "Participants")
    match back:
        case "Esc in the field":
            type_in(desk.page, "Alias", "Lark")
            QTest.keyClick(alias, K.Key_Escape)
            assert alias.text() == "Wren"
            QTest.keyClick(alias, K.Key_Escape)
        case "Esc on the list":
            QTest.keyClick(people, K.Key_Escape)
        case "Add":
            press(desk.page, "Add")
        case _:
            corner = people.viewport().rect().bottomRight() - QPoint(3, 3)
            QTest.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=corner)
    assert "New participant" in shown(desk.page)
    assert (alias.text(), field(desk.page, "Mat").text()) == ("", "")
    type_in(desk.page, "Alias", "Lark", enter=True)
    assert seated(desk) == [("Wren", "mat 1"), ("Lark", "mat 2")]


def test_passing_through_the_list_chooses_nobody_an_arrow_does(desk: Desk) -> None:
    type_in(desk.page, "Alias", "Wren", enter=True)
    type_in(desk.page, "Alias", "Lark")
    people = listing(desk, "Participants")
    people.setFocus(Qt.FocusReason.TabFocusReason)
    assert "New participant" in shown(desk.page)
    assert field(desk.page, "Alias").text() == "Lark"
    QTest.keyClick(people, K.Key_Down)
    assert "Wren, mat 1" in shown(desk.page)


def test_what_is_typed_for_a_new_one_stays_while_the_plan_changes(desk: Desk) -> None:
    type_in(desk.page, "Alias", "Lark")
    type_in(desk.page, "Name of the session", "Deep", enter=True)
    assert field(desk.page, "Alias").text() == "Lark"


def test_enter_in_an_empty_alias_adds_nobody(desk: Desk) -> None:
    QTest.keyClick(field(desk.page, "Alias"), K.Key_Return)
    assert not desk.house.planning.cohort(desk.cohort).mats


@pytest.mark.parametrize(("typed", "words"), [("two", "A mat has a number"), ("0", "Mats are numbered 1 to 99.")])
def test_a_mat_that_cannot_be_is_said(desk: Desk, typed: str, words: str) -> None:
    for _ in range(2):
        press(desk.page, "Add")
    choose_person(desk, "Guest 2")
    type_in(desk.page, "Mat", typed, enter=True)
    assert words in shown(desk.page) + "".join(desk.refusals)
    assert sorted(desk.house.planning.cohort(desk.cohort).mats.values()) == [1, 2]


def test_a_participant_leaves_by_key_and_returns_by_undo(desk: Desk) -> None:
    press(desk.page, "Add")
    choose_person(desk, "Guest 1")
    QTest.keyClick(listing(desk, "Participants"), K.Key_Delete)
    assert not desk.house.planning.cohort(desk.cohort).mats
    desk.press(K.Key_Z, CONTROL)
    assert len(desk.house.planning.cohort(desk.cohort).mats) == 1


def test_a_session_is_added_named_set_and_deleted(desk: Desk) -> None:
    press(desk.page, "Add session")
    type_in(desk.page, "Name of the session", "Integration", enter=True)
    press(desk.page, "Set an hour")
    added = list(desk.house.planning.cohort(desk.cohort).sessions.values())[-1]
    assert added.name == "Integration"
    assert added.scheduled is not None
    press(desk.page, "No hour")
    assert list(desk.house.planning.cohort(desk.cohort).sessions.values())[-1].scheduled is None
    sessions = listing(desk, "Sessions")
    sessions.setFocus()
    QTest.keyClick(sessions, K.Key_Delete)
    assert [x.name for x in desk.house.planning.cohort(desk.cohort).sessions.values()] == ["Medicine"]


def test_a_session_is_run_again_as_a_duplicate_with_phases_of_its_own(desk: Desk) -> None:
    before = desk.rundown
    press(desk.page, "Duplicate session")
    again = list(desk.house.planning.cohort(desk.cohort).sessions.values())[-1]
    assert (again.name, again.scheduled) == ("Medicine", None)
    assert [(p.name, p.planned, len(p.cues)) for p in again.rundown.phases] == [
        (p.name, p.planned, len(p.cues)) for p in before.phases
    ]
    assert not {p.id for p in again.rundown.phases} & {p.id for p in before.phases}
    type_in(desk.page, "Name of the session", "Medicine, again", enter=True)
    assert [x.name for x in desk.house.planning.cohort(desk.cohort).sessions.values()] == [
        "Medicine",
        "Medicine, again",
    ]


def test_nobody_sits_down_at_a_session_that_is_over(desk: Desk) -> None:
    circle = desk.house.circle(desk.session)
    circle.do(c.Open())
    circle.do(c.Close())
    desk.page.refresh()
    asked: list[SessionId] = []
    desk.page.review.connect(asked.append)
    assert "Sit down" not in [k.text() for k in desk.page.findChildren(Key) if k.isVisibleTo(desk.page)]
    press(desk.page, "Review")
    assert asked == [desk.session]


def test_from_nothing_to_a_first_session(qtbot: QtBot) -> None:
    empty = house()
    bridge = Bridge(empty)
    page = Plan(bridge)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    assert "Nothing is planned yet" in shown(page)
    press(page, "Begin a cohort")
    assert "No session yet" in shown(page)
    press(page, "Plan a session")
    assert "An empty rundown" in shown(page)
    press(page, "Insert a phase")
    ((cohort_id, _),) = empty.planning.cohorts()
    cohort = empty.planning.cohort(cohort_id)
    (planned,) = cohort.sessions.values()
    assert len(planned.rundown.phases) == 1
    bridge.deleteLater()


def test_one_sits_down_at_the_session_that_is_shown(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.page.sit) as sat:
        press(desk.page, "Sit down")
    assert sat.args == [desk.session]


def test_nobody_sits_down_at_an_empty_rundown(desk: Desk) -> None:
    press(desk.page, "Add session")
    assert not desk.page._head._sit.isEnabled()


def test_a_circle_that_runs_keeps_its_copy_and_the_page_says_so(desk: Desk) -> None:
    name = desk.house.desk.stream(PRACTICE).name.replace("practice", f"session:{desk.session}")
    desk.house.desk.do((type(PRACTICE)(name), c.Open()), facts=replace(facts(), plan=small_plan()))
    desk.page.refresh()
    assert "keeps the copy it opened with" in shown(desk.page)
    desk.choose("Peak")
    desk.press(K.Key_Delete)
    assert len(desk.house.session(SessionId(desk.session)).legs) == 3


def test_a_session_that_runs_is_not_deleted(desk: Desk) -> None:
    desk.house.circle(desk.session).do(c.Open())
    press(desk.page, "Delete session")
    assert desk.refusals == ["This session is running. Close its circle first, then it can be deleted."]
    assert [x.name for x in listing(desk, "Sessions").items] == ["Medicine"]


def test_a_refusal_puts_back_what_was(desk: Desk) -> None:
    type_in(desk.page, "Name of the session", " ", enter=True)
    assert desk.refusals == ["Give the session a name."]
    assert desk.house.planning.cohort(desk.cohort).sessions[desk.session].name == "Medicine"
    assert field(desk.page, "Name of the session").text() == "Medicine"


def test_what_somebody_who_comes_avoids_is_said_quietly_and_by_nobodys_name(desk: Desk) -> None:
    wren = desk.house.planning.enrol(desk.cohort, "Wren")
    assert "avoided" not in shown(desk.page)
    desk.house.people.change(wren, AvoidMusic(TRACKS[0].id))
    assert "Tide is avoided by one person here." in shown(desk.page)
    desk.house.people.change(wren, AllowMusic(TRACKS[0].id))
    assert "avoided" not in shown(desk.page)
