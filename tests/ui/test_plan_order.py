"""Another order on the Plan page: by drag, and by Alt with an arrow."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kapcircle.ui.listing import Listing
from tests.ui.hands import drag, press, type_in
from tests.ui.planning import Desk, choose_person, listing

K, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier


def people(desk: Desk, *aliases: str) -> Listing:
    """The list of participants with these on mats 1, 2, 3."""
    for alias in aliases:
        type_in(desk.page, "Alias", alias, enter=True)
    return listing(desk, "Participants")


def seated(desk: Desk) -> list[tuple[str, str]]:
    return [(x.name, x.beside) for x in listing(desk, "Participants").items]


# phases


@pytest.mark.parametrize(
    ("row", "before", "after"),
    [
        (0, 2, ["Peak", "Arrival", "Return"]),
        (0, 3, ["Peak", "Return", "Arrival"]),
        (2, 0, ["Return", "Arrival", "Peak"]),
        (1, 1, ["Arrival", "Peak", "Return"]),
    ],
)
def test_phases_fall_where_they_are_dragged(desk: Desk, row: int, before: int, after: list[str]) -> None:
    drag(desk.table, row, before)
    assert desk.names == after


def test_phases_that_are_chosen_are_dragged_together(desk: Desk) -> None:
    desk.choose("Arrival", "Peak")
    drag(desk.table, 1, 3)
    assert desk.names == ["Return", "Arrival", "Peak"]


def test_a_thing_from_elsewhere_falls_off(desk: Desk) -> None:
    people(desk, "Wren")
    data = QMimeData()
    data.setText("phases")
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for view in (desk.table, listing(desk, "Participants")):
        at = view.visualRect(view.model().index(0, 0)).topLeft().toPointF()
        QApplication.sendEvent(view.viewport(), QDropEvent(at, Qt.DropAction.MoveAction, data, left, none))
    assert desk.names == ["Arrival", "Peak", "Return"]


# participants


@pytest.mark.parametrize(
    ("row", "before", "after"), [(0, 2, ["Heron", "Wren", "Ash"]), (2, 0, ["Ash", "Wren", "Heron"])]
)
def test_participants_are_dragged_to_other_mats(desk: Desk, row: int, before: int, after: list[str]) -> None:
    drag(people(desk, "Wren", "Heron", "Ash"), row, before)
    assert seated(desk) == [(alias, f"mat {n}") for n, alias in enumerate(after, 1)]


def test_a_drag_gives_nobody_a_mat_that_nobody_had(desk: Desk) -> None:
    found = people(desk, "Wren", "Heron", "Ash")
    choose_person(desk, "Ash")
    type_in(desk.page, "Mat", "9", enter=True)
    drag(found, 2, 0)
    assert seated(desk) == [("Ash", "mat 1"), ("Wren", "mat 2"), ("Heron", "mat 9")]


def test_participants_move_by_key_and_stay_chosen(desk: Desk) -> None:
    found = people(desk, "Wren", "Heron", "Ash")
    choose_person(desk, "Ash")
    for key in (K.Key_Up, K.Key_Up, K.Key_Up, K.Key_Down):
        QTest.keyClick(found, key, ALT)
    assert [alias for alias, _ in seated(desk)] == ["Wren", "Ash", "Heron"]
    assert found.items[found.currentIndex().row()].name == "Ash"
    QTest.keyClick(found, K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [alias for alias, _ in seated(desk)] == ["Ash", "Wren", "Heron"]


def test_a_taken_mat_is_swapped(desk: Desk) -> None:
    people(desk, "Wren", "Heron", "Ash")
    choose_person(desk, "Ash")
    type_in(desk.page, "Mat", "1", enter=True)
    assert seated(desk) == [("Ash", "mat 1"), ("Heron", "mat 2"), ("Wren", "mat 3")]
    assert not desk.refusals


# sessions


def calendar(desk: Desk) -> list[str]:
    return [x.name for x in listing(desk, "Sessions").items]


def test_sessions_are_dragged_and_moved_by_key(desk: Desk) -> None:
    for name in ("Integration", "Closing"):
        press(desk.page, "Add session")
        type_in(desk.page, "Name of the session", name, enter=True)
    sessions = listing(desk, "Sessions")
    drag(sessions, 2, 0)
    assert calendar(desk) == ["Closing", "Medicine", "Integration"]
    sessions.setFocus()
    QTest.keyClick(sessions, K.Key_Down, ALT)
    assert calendar(desk) == ["Medicine", "Closing", "Integration"]
    assert [x.name for x in desk.house.planning.cohort(desk.cohort).sessions.values()] == calendar(desk)
    desk.page.refresh()
    assert calendar(desk) == ["Medicine", "Closing", "Integration"]


# cues


def cues(desk: Desk) -> list[str]:
    return [cue.name for cue in desk.rundown.phases[1].cues]


def test_cues_are_dragged_and_moved_by_key(desk: Desk) -> None:
    desk.choose("Peak")
    found = listing(desk, "Cues")
    drag(found, 2, 0)
    assert cues(desk) == ["bowl", "tide", "ember"]
    found.setFocus()
    for key in (K.Key_Down, K.Key_Down, K.Key_Down):
        QTest.keyClick(found, key, ALT)
    assert cues(desk) == ["tide", "ember", "bowl"]
