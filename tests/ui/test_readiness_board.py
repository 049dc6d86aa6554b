"""The readiness board: who lacks what at a glance, as each role may read it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapcircle.core.person.screening import Said
from kapcircle.ui.panels.readiness_board import BoardDialog
from kapcircle.ui.panels.readying_panel import ReadyingPanel
from kapcircle.ui.table import Table
from kapcircle.ui.tick import Tick
from tests.core import people as p
from tests.made_up import START
from tests.ui.entered import Entered
from tests.ui.hands import press, shown
from tests.ui.people import Registry, over
from tests.ui.planning import Desk
from tests.ui.readying import Room


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[Room]:
    made = Room(qtbot)
    yield made
    made.end()


def board_of(room: Room) -> BoardDialog:
    made = BoardDialog(room.bridge, room.session, "Medicine", room.page)
    made.open()
    QApplication.processEvents()
    return made


def cells(board: BoardDialog, row: int) -> dict[str, str]:
    model = board._grid.model()
    assert isinstance(model, Table)
    return {
        model.headerData(i, Qt.Orientation.Horizontal): model.data(model.index(row, i))
        for i in range(model.columnCount())
    }


def test_the_board_says_who_lacks_what_and_whom_to_ask(room: Room) -> None:
    room.consent()
    board = board_of(room)
    assert cells(board, 0)["Consents"] == "✓ yes"
    assert cells(board, 1)["Consents"] == "■ needed"
    assert "0 of 2 ready. 10 days to go." in shown(board)
    QTest.keyClick(board._grid, Qt.Key.Key_Down)
    assert "Heron, mat 2" in shown(board)
    assert "■ Treatment: no consent.\nAsk the participant, with a witness." in shown(board)


def test_the_board_follows_what_changes_and_keeps_the_chosen_one(room: Room) -> None:
    board = board_of(room)
    QTest.keyClick(board._grid, Qt.Key.Key_Down)
    room.house.readying.name_ride(room.people[1], room.session, "Taxi", "Reed", "12345")
    assert cells(board, 1)["Ride, escort"] == "✓ yes"
    assert "Heron, mat 2" in shown(board)


def test_only_who_lacks_something(room: Room) -> None:
    board = board_of(room)
    assert board._grid.model().rowCount() == 2
    (only,) = board.findChildren(Tick)
    only.click()
    assert board._grid.model().rowCount() == 2, "nobody is ready yet"


def test_a_coordinators_board_has_one_column_for_all_that_is_clinical(room: Room) -> None:
    room.house.readying.screen(room.wren, p.answers(psychosis=Said.YES), START)
    room.act(p.ANA)
    board = board_of(room)
    assert cells(board, 0)["Clinical"] == cells(board, 1)["Clinical"] == "▲ open"
    assert "psychosis" not in shown(board)


@pytest.mark.parametrize("way", ["key", "enter"])
def test_from_the_board_to_the_person(room: Room, way: str) -> None:
    board = board_of(room)
    if way == "key":
        press(board, "Get them ready…")
    else:
        QTest.keyClick(board._grid, Qt.Key.Key_Return)
    (panel,) = board.findChildren(ReadyingPanel)
    assert "No screening. Ask a clinician for the screening." in shown(panel)


def test_the_plan_page_leads_to_the_board_of_its_session(desk: Desk) -> None:
    desk.house.planning.enrol(desk.cohort, "Wren")
    press(desk.page, "Who is ready")
    (board,) = [x for x in desk.page.window().findChildren(BoardDialog) if x.isVisible()]
    assert "Who is ready: Medicine" in shown(board)
    assert cells(board, 0)["Participant"] == "Wren"
    board.reject()


def test_the_people_page_leads_to_the_board_too(entered: Entered) -> None:
    registry = Registry(entered, "Wren")
    registry.house.readying.programme_of = lambda _: p.PROGRAMME
    registry.choose("Wren")
    registry.turn("Getting ready")
    assert "No screening yet" in registry.said
    assert "not asked yet" in registry.said
    registry.house.planning.plan_session(registry.entered.cohort, "Medicine", START)
    press(registry.window, "Who is ready…")
    assert "Who is ready: Medicine" in shown(over(BoardDialog))
    over(BoardDialog).reject()
