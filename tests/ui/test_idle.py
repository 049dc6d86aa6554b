import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kapcircle.ui.idle import Idle
from kapcircle.ui.preferences import Preferences
from tests.memory import FakeClock

MINUTE = 60_000


class Watched:
    """A watch of ten minutes over a field."""

    def __init__(self, qtbot: QtBot, minutes: int = 10) -> None:
        self.clock, self.busy, self.lapses = FakeClock(), False, 0
        self.field = QLineEdit()
        qtbot.addWidget(self.field)
        self.idle = Idle(lambda: minutes, lambda: self.busy, self.clock.now, self.field)
        self.idle.lapsed.connect(self._lapse)
        self.idle.start()

    def _lapse(self) -> None:
        self.lapses += 1

    def after(self, minutes: float) -> int:
        self.clock.pass_(int(minutes * MINUTE))
        self.idle.look()
        return self.lapses


def test_a_vault_that_nobody_touches_is_locked_once(qtbot: QtBot) -> None:
    watched = Watched(qtbot)
    assert watched.after(9.9) == 0
    assert watched.after(0.1) == 1


def test_a_key_begins_the_time_anew(qtbot: QtBot) -> None:
    watched = Watched(qtbot)
    watched.after(9)
    QTest.keyClick(watched.field, Qt.Key.Key_A)
    assert watched.after(9) == 0
    assert watched.after(1) == 1


def test_a_circle_that_runs_is_never_locked_and_the_time_begins_after_it(qtbot: QtBot) -> None:
    watched = Watched(qtbot)
    watched.busy = True
    assert watched.after(180) == 0
    watched.busy = False
    assert watched.after(9) == 0
    assert watched.after(1) == 1


def test_never_is_never(qtbot: QtBot) -> None:
    assert Watched(qtbot, minutes=0).after(6_000) == 0


def test_a_watch_that_stopped_sees_nothing(qtbot: QtBot) -> None:
    watched = Watched(qtbot)
    watched.idle.stop()
    watched.clock.pass_(9 * MINUTE)
    QTest.keyClick(watched.field, Qt.Key.Key_A)
    assert watched.after(1) == 1


@pytest.mark.parametrize(("kept", "minutes"), [({}, 10), ({"idle minutes": "0"}, 0), ({"idle minutes": "often"}, 10)])
def test_what_cannot_be_read_is_as_if_nothing_was_chosen(kept: dict[str, str], minutes: int) -> None:
    assert Preferences(kept).idle_minutes == minutes
