from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

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
