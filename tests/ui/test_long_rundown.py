"""A rundown that is longer than its panel: whole rows, what is out of sight, and a way there by keyboard."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from kapcircle.core.rundown import Rundown
from kapcircle.core.session import commands as c
from kapcircle.views.rundown import PhaseRow
from tests import made_up
from tests.ui.scene import Scene, Stage

LONG = Rundown(tuple(made_up.phase(f"Phase {n}", 5, group=f"Group {n // 5}") for n in range(30)))


def names(scene: Scene) -> list[str]:
    """The phases in sight."""
    shown = [scene.page.rundown._rows[i] for i in scene.page.rundown._in_sight()]
    return [row.name for row in shown if isinstance(row, PhaseRow)]


@pytest.fixture
def scene(stage: Stage) -> Scene:
    made = stage(rundown=LONG)
    made.do(c.Open())
    made.pass_(1_000)
    return made


def test_the_present_phase_is_in_sight_wherever_it_is(scene: Scene) -> None:
    for phase in LONG.phases:
        assert phase.name in names(scene)
        if phase is not LONG.phases[-1]:
            scene.do(c.Next())
            scene.pass_(1_000)


@pytest.mark.parametrize("key", ["Down", "PgDown", "End"])
def test_keys_look_further_and_change_nothing(scene: Scene, key: str) -> None:
    rundown, before = scene.page.rundown, scene.session
    assert "Phase 29" not in names(scene)
    assert rundown.focusPolicy() is Qt.FocusPolicy.TabFocus
    scene.press(key, rundown)
    while "Phase 29" not in names(scene):
        shown = names(scene)
        scene.press(key)
        assert names(scene) != shown
    assert scene.session == before
    scene.press("Home")
    assert names(scene)[0] == "Phase 0"


def test_a_wheel_looks_further_too_and_a_change_of_phase_comes_back(scene: Scene) -> None:
    rundown = scene.page.rundown
    turn = QWheelEvent(
        QPointF(9, 99), QPointF(9, 99), QPoint(), QPoint(0, -1200), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(rundown, turn)
    assert "Phase 0" not in names(scene)
    scene.do(c.Next())
    scene.pass_(1_000)
    assert "Phase 1" in names(scene)


def test_it_says_how_much_is_out_of_sight(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("kapcircle.ui.panels.rundown.write", lambda _, __, words, *___: said.append(words))
    shown = len(names(scene))
    scene.page.rundown.grab()
    assert f"↓ {30 - shown} more" in said
    scene.press("End", scene.page.rundown)
    said.clear()
    scene.page.rundown.grab()
    assert f"↑ {30 - len(names(scene))} before" in said


def test_a_short_one_is_no_stop_on_the_way_of_tab(stage: Stage) -> None:
    assert stage().running().page.rundown.focusPolicy() is Qt.FocusPolicy.NoFocus
