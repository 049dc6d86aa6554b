from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapcircle import places
from kapcircle.ui import typeface
from tests.ui.planning import Desk
from tests.ui.scene import Scene


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Callable[..., Scene]]:
    """Makes scenes, and clears them away."""
    made: list[Scene] = []

    def make(**how: Any) -> Scene:
        made.append(Scene(**how))
        return made[-1]

    yield make
    for scene in made:
        scene.end()


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    made.bridge.deleteLater()


@pytest.fixture
def in_type(qtbot: QtBot) -> Iterator[None]:
    """The typeface that people see."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = app.font()
    typeface.set_type(app, typeface.load(places.resources() / "fonts"))
    yield
    app.setFont(before)
    app.setStyleSheet("")
