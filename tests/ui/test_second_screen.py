"""A second screen shows phase and clock, and never a name."""

from collections.abc import Callable

from PySide6.QtCore import QRect

from kapcircle.core.session import commands as c
from kapcircle.ui.front import Front, Screens
from tests.ui.scene import Scene, texts

Stage = Callable[..., Scene]


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


def test_a_screen_that_shows_the_window_covers_it(stage: Stage) -> None:
    scene = stage().running()
    screens = Screens(scene.bridge, scene.page)
    said: list[str] = []
    screens.noticed.connect(said.append)
    covered = []
    for left in (5_000, 0):
        screens.appeared(QRect(left, 0, 1920, 1080))
        covered.append(scene.bridge.covered)
    assert covered == [False, True]
    assert "Nothing is shown on it" in said[0]
