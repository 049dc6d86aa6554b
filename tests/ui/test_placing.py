"""Seats where the mats are: carried with the mouse, moved with the arrows, laid back as a ring."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kapcircle.core.session import commands as c
from kapcircle.ui.panels.seat import Seat
from tests.ui.attending import choose, seat
from tests.ui.scene import NAMES, Scene, Stage


def drag(found: Seat, way: QPoint) -> None:
    start, left = found.rect().center(), Qt.MouseButton.LeftButton
    QTest.mousePress(found, left, pos=start)
    for part in (3, 2, 1):
        QTest.mouseMove(found, start + way / part)
        start = found.rect().center() if part == 3 else start
        way = way - way / part
    QTest.mouseRelease(found, left, pos=found.rect().center())


def place(scene: Scene, alias: str) -> tuple[float, float] | None:
    return scene.session.laid.get(seat(scene, alias).mat)


def centre(scene: Scene, n: int) -> QPoint:
    return scene.page.ring.seats[n].geometry().center()


def test_a_seat_is_carried_to_where_its_mat_is(stage: Stage) -> None:
    scene = stage(people=12).running()
    before = centre(scene, 2)
    drag(scene.page.ring.seats[2], QPoint(30, -40))
    QApplication.processEvents()
    assert place(scene, "Ash") is not None
    assert centre(scene, 2) != before
    assert not scene.page.ring.seats[2].accessibleDescription(), "carried is not chosen"
    QTest.mouseClick(scene.page.ring.seats[3], Qt.MouseButton.LeftButton)
    assert scene.page.who == scene.who("Juniper")
    assert place(scene, "Juniper") is None


def test_before_opening_it_goes_back_and_says_why(stage: Stage) -> None:
    scene = stage(people=12)
    before = centre(scene, 2)
    drag(scene.page.ring.seats[2], QPoint(30, -40))
    assert centre(scene, 2) == before
    assert "GO opens it" in scene.window.status.words
    scene.press("Y", scene.page)
    assert not scene.page.presence.placing.isVisible()


def test_arrows_move_the_chosen_mat_and_one_walk_is_one_entry(stage: Stage) -> None:
    scene = stage(people=6).running()
    choose(scene, "Heron")
    before, count = centre(scene, 1), len(scene.log.entries)
    written = sum(len(x) for x in scene.log.entries.values())
    scene.press("Y")
    for key in ("Left", "Left", "Shift+Down", "Up"):
        scene.press(key)
    assert centre(scene, 1).x() < before.x()
    assert centre(scene, 1).y() > before.y()
    scene.press("Esc")
    assert len(scene.log.entries) == count
    assert sum(len(x) for x in scene.log.entries.values()) == written + 1
    placed = place(scene, "Heron")
    assert placed is not None
    scene.press("Y")
    scene.press("R")
    assert place(scene, "Heron") is None
    QApplication.processEvents()
    assert (centre(scene, 1) - before).manhattanLength() <= 1
    scene.press("Esc")


def test_a_pause_records_it_too(stage: Stage) -> None:
    scene = stage(people=6).running()
    scene.press("Y", scene.page)
    scene.press("Right")
    QTest.qWait(700)
    assert place(scene, "Wren") is not None
    scene.press("Esc")


def test_it_is_laid_back_by_name_too(stage: Stage) -> None:
    scene = stage(people=6).running()
    scene.do(c.PlaceSeat(scene.who("Wren"), 0.9, 0.9))
    assert scene.page.commands.words["ring"].act("") == ""  # type: ignore[union-attr] # it is the page's own
    assert place(scene, "Wren") is None


@pytest.mark.parametrize("people", [6, 16, 40])
def test_wherever_they_are_laid_no_seat_hides_another_or_the_clock(stage: Stage, people: int) -> None:
    scene = stage(people=people).running()
    for n, alias in enumerate(NAMES[:people]):
        scene.do(c.PlaceSeat(scene.who(alias), 0.5, (n % 5) / 4))
    QApplication.processEvents()
    ring = scene.page.ring
    discs = [(x.geometry().center(), x.height()) for x in ring.seats]
    for i, (at, high) in enumerate(discs):
        assert ring.rect().contains(at)
        for other, _ in discs[:i]:
            way = at - other
            assert (way.x() ** 2 + way.y() ** 2) ** 0.5 >= high * 0.9
        way = at - ring.clock.geometry().center()
        assert (way.x() ** 2 + way.y() ** 2) ** 0.5 >= (ring.clock.width() + high) / 2 - 12
