"""Feet: what presses pedals in a test, and what they are set to."""

import time

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests import fakes
from tests.ui.scene import Scene


def learned(**pedals: str) -> dict[str, str]:
    """Preferences in which these actions have a pedal; a name's `_` is a space."""
    return {f"pedal {name.replace('_', ' ')}": key for name, key in pedals.items()}


def called_for(scene: Scene) -> bool:
    """Whether there is an emergency."""
    return scene.session.emergency is not None


class Foot:
    """Presses a key as a keyboard does that tells when; `hold` as X11 tells a key that is held."""

    def __init__(self, scene: Scene, key: str) -> None:
        self._scene, self._key = scene, QKeySequence(key)[0]  # type: ignore[index]
        self._at = 1_000

    def _send(self, kind: QEvent.Type, *, repeated: bool = False) -> None:
        combination = self._key
        event = QKeyEvent(kind, combination.key(), combination.keyboardModifiers(), "", repeated)
        event.setTimestamp(self._at)
        QApplication.sendEvent(self._scene.focus, event)

    def down(self) -> None:
        self._at += 1_000
        self._send(QEvent.Type.KeyPress)

    def up(self) -> None:
        self._at += 60
        self._send(QEvent.Type.KeyRelease)

    def hold(self, qtbot: QtBot, millis: int, *, flagged: bool) -> None:
        """Stay on it so long, with the repeats of a system that says so, or of one that does not."""
        end = time.monotonic() + millis / 1000
        while time.monotonic() < end:
            self._at += 30
            self._send(QEvent.Type.KeyRelease, repeated=flagged)
            self._at += 1
            self._send(QEvent.Type.KeyPress, repeated=flagged)
            qtbot.wait(30)


def pad(scene: Scene) -> fakes.FakeMidi:
    midi = scene.house.fittings.midi
    assert isinstance(midi, fakes.FakeMidi)
    return midi


def press(scene: Scene, key: str) -> None:
    for down in (True, False):
        pad(scene).press(key, down=down)
    QApplication.processEvents()
