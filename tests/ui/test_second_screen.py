"""A second screen shows phase and clock, and never a name."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QScreen

from kapcircle.core.session import commands as c
from kapcircle.ui.front import Front
from tests.ui.scene import Scene, Stage, texts


def test_the_window_for_a_second_screen_has_no_name(stage: Stage) -> None:
    scene = stage().running()
    scene.do(c.Hold("Juniper needs air"))
    front = Front(scene.bridge)
    scene.pass_(1_000)
    said = "\n".join(texts(front))
    assert "Peak: 30:00 left of 40:00" in said
    assert "Juniper" not in said
    assert front.windowTitle() == "KapCircle"
    front.deleteLater()


class Beamer:
    """A second screen that lies at `left` of the desktop."""

    def __init__(self, left: int) -> None:
        self.left = left

    def geometry(self) -> QRect:
        return QRect(self.left, 0, 1920, 1080)


def with_beamer(scene: Scene, left: int = 5_000) -> Beamer:
    beamer = Beamer(left)
    scene.page.screens.screens = lambda: [*QGuiApplication.screens(), cast("QScreen", beamer)]
    return beamer


def test_a_screen_that_shows_the_window_covers_it(stage: Stage) -> None:
    scene = stage().running()
    said: list[str] = []
    scene.page.screens.noticed.connect(said.append)
    covered = []
    for left in (5_000, 0):
        scene.page.screens.appeared(QRect(left, 0, 1920, 1080))
        covered.append(scene.bridge.covered)
    assert covered == [False, True]
    assert "Nothing is shown on it; F10 puts phase and clock there." in said[0]


def test_the_system_tells_of_a_screen_that_is_put_in(stage: Stage) -> None:
    scene = stage().running()
    QGuiApplication.instance().screenAdded.emit(scene.window.screen())  # type: ignore[union-attr]
    assert scene.bridge.covered


def test_a_screen_that_is_set_to_show_the_same_later_covers_it(stage: Stage) -> None:
    scene = stage().running()
    beamer, here = with_beamer(scene), scene.window.screen()
    here.geometryChanged.emit(here.geometry())
    assert not scene.bridge.covered, "it lies beside this one"
    beamer.left = 0
    here.geometryChanged.emit(here.geometry())
    assert scene.bridge.covered


def test_without_a_second_screen_the_clock_lies_on_nothing(stage: Stage) -> None:
    scene = stage().running()
    scene.press("F10", scene.page)
    assert scene.page.screens.front is None
    assert "There is no second screen" in scene.window.status.words


def test_the_clock_fills_the_second_screen_and_goes_by_its_key_by_its_x_and_with_the_screen(stage: Stage) -> None:
    scene = stage().running()
    with_beamer(scene)
    ways: list[Callable[[Front], object]] = [
        lambda _: scene.press("F10"),
        lambda front: front.close(),
        lambda _: QGuiApplication.instance().screenRemoved.emit(scene.window.screen()),  # type: ignore[union-attr]
        lambda _: scene.page.closing.leave(),
    ]
    for away in ways:
        scene.press("F10", scene.page)
        front = scene.page.screens.front
        assert front is not None
        assert front.isVisible()
        assert front.isFullScreen()
        assert scene.page.screens._others[0].geometry().contains(front.geometry().topLeft())
        away(front)
        assert scene.page.screens.front is None
