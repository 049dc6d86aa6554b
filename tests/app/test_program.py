"""One morning at the window: from no vault at all to the review of a circle, on a real vault in a room that listens."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QDialog, QWidget
from pytestqt.qtbot import QtBot

from kapcircle import places
from kapcircle.app import vaults
from kapcircle.app.doors import EarlyDoors
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Run
from kapcircle.desk.clock import SystemClock
from kapcircle.desk.conductor import Conductor
from kapcircle.desk.orders import Output, Play, Rise
from kapcircle.ui.label import Label
from kapcircle.ui.panels.recovery_key import RecoveryKey
from kapcircle.ui.program import Program, application
from kapcircle.ui.window import CIRCLE
from tests.fakes import SilentRoom
from tests.ui.hands import press, shown, type_in

pytestmark = pytest.mark.slow

PASSPHRASE = "kettle dawn river moss"
SOON = 20_000
"""ms that a derivation of keys may take on a busy machine."""


class Morning:
    """A program with real doors, and the room that it plays to."""

    def __init__(self, folder: Path) -> None:
        application(places.resources() / "fonts")
        self.rooms: list[SilentRoom] = []
        self.program = Program(EarlyDoors(), folder)
        self.program.offer(None)
        self.program.window.show()

    def room(self, _: object) -> SilentRoom:
        self.rooms.append(SilentRoom())
        self.rooms[-1].says.append(Output("A speaker"))
        return self.rooms[-1]

    @property
    def window(self) -> QWidget:
        return self.program.window

    @property
    def said(self) -> str:
        return shown(self.window)

    @property
    def dialog(self) -> QDialog:
        (found,) = [x for x in self.window.findChildren(QDialog) if x.isVisible()]
        return found

    def is_open(self) -> bool:
        """Whether a vault is open."""
        return self.program.bridge is not None

    @property
    def page(self) -> str:
        """The page that is shown."""
        assert self.program.window.page is not None
        return self.program.window.page.name

    @property
    def circle(self) -> Conductor:
        bridge = self.program.bridge
        assert bridge is not None
        assert bridge.circle is not None
        return bridge.circle

    def is_(self, run: Run) -> bool:
        """How the circle on the desk is."""
        return self.circle.session.run is run

    def create(self, qtbot: QtBot) -> None:
        press(self.window, "Create a vault")
        type_in(self.window, "Name of the vault", "Harbour")
        type_in(self.window, "Your name", "Mara")
        type_in(self.window, "Your passphrase", PASSPHRASE)
        type_in(self.window, "The same again", PASSPHRASE)
        press(self.window, "Create")
        qtbot.waitUntil(lambda: "The recovery key" in self.said, timeout=SOON)

    def keep_key(self) -> None:
        """Read the recovery key, and type the group that is asked for."""
        (panel,) = self.window.findChildren(RecoveryKey)
        groups = [x.text() for x in panel.findChildren(Label) if len(x.text()) == 4 and x.text().isalnum()]
        press(panel, "It is on paper")
        number = next(n for n in range(1, len(groups) + 1) if f"Group {n} of the key" in shown(panel))
        type_in(panel, f"Group {number} of the key, from your paper", groups[number - 1])
        press(panel, "Continue")

    def plan(self) -> None:
        press(self.window, "Begin a cohort")
        press(self.window, "Plan a session")
        press(self.window, "Template…")
        press(self.dialog, "Use it")

    def unlock(self, qtbot: QtBot, passphrase: str = PASSPHRASE) -> None:
        type_in(self.window, "Passphrase", passphrase, enter=True)
        qtbot.waitUntil(lambda: "Opening…" not in self.said, timeout=SOON)


@pytest.fixture
def morning(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Morning]:
    morning = Morning(tmp_path)
    monkeypatch.setattr(vaults, "live_room", lambda *_, **__: morning.room)
    yield morning
    morning.program.end()
    qtbot.waitUntil(lambda: not morning.is_open())
    morning.window.close()
    morning.window.deleteLater()


def test_from_no_vault_to_the_review(morning: Morning, qtbot: QtBot) -> None:
    assert "No vault was opened on this laptop yet" in morning.said
    morning.create(qtbot)
    morning.keep_key()
    assert "Nothing is planned yet" in morning.said
    morning.plan()
    press(morning.window, "Sit down")
    assert morning.page == CIRCLE
    assert morning.is_(Run.WAITING)
    qtbot.waitUntil(lambda: "Before opening" in shown(morning.dialog))
    press(morning.dialog, "Play the tone")
    press(morning.dialog, "Yes")
    press(morning.dialog, "Open the circle")
    assert morning.is_(Run.RUNNING)
    first = morning.circle.session.leg.phase.name
    qtbot.wait(1_100)  # the key's own guard
    QTest.keyClick(morning.window, Qt.Key.Key_Space)
    assert morning.circle.session.leg.phase.name != first
    morning.circle.do(c.Close())
    press(morning.program.window._header, "Review")
    qtbot.waitUntil(lambda: any(first in words for words in texts(morning.window)))
    assert morning.window.close(), "nothing runs: nobody is asked"


def texts(root: QWidget) -> list[str]:
    """Every word in sight, those of tables too."""
    models = [view.model() for view in root.findChildren(QAbstractItemView) if view.isVisibleTo(root)]
    cells = [m.index(r, k).data() for m in models for r in range(m.rowCount()) for k in range(m.columnCount())]
    return [shown(root), *(str(cell) for cell in cells)]


def test_a_locked_vault_shows_nothing_and_opens_again_with_its_passphrase_only(morning: Morning, qtbot: QtBot) -> None:
    morning.create(qtbot)
    morning.keep_key()
    morning.plan()
    press(morning.window, "Sit down")
    assert morning.dialog.isVisible()
    morning.program.lock()
    qtbot.waitUntil(lambda: "Passphrase" in morning.said)
    assert "New session" not in morning.said
    assert not [x for x in morning.window.findChildren(QDialog) if x.isVisible()], "nothing lies over the page"
    assert morning.rooms[-1].closed is not None
    morning.unlock(qtbot, "not the passphrase")
    assert "Wrong passphrase" in morning.said
    assert not morning.is_open()
    morning.unlock(qtbot)
    qtbot.waitUntil(morning.is_open, timeout=SOON)
    assert morning.page == "Plan"
    type_in(morning.window, "Name of the session", "Another name")


def test_nobody_at_the_desk_for_long_locks_it_but_not_while_a_circle_runs(
    morning: Morning, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    morning.create(qtbot)
    morning.keep_key()
    morning.plan()
    press(morning.window, "Sit down")
    press(morning.dialog, "Open the circle")
    idle, later = morning.program._idle, SystemClock().now() + 11 * 60_000
    assert idle is not None
    monkeypatch.setattr(idle, "_now", lambda: later)
    idle.look()
    assert morning.is_open(), "a circle runs"
    morning.circle.do(c.Close())
    idle.look()
    assert morning.is_open(), "the time begins when it is over"
    monkeypatch.setattr(idle, "_now", lambda: later + 11 * 60_000)
    idle.look()
    assert not morning.is_open()
    qtbot.waitUntil(lambda: "Passphrase" in morning.said)


def test_started_again_in_a_running_circle_it_sits_there_and_asks_about_the_time_away(
    morning: Morning, qtbot: QtBot
) -> None:
    """The way back through the passphrase: opened by another thread than the one that reads it."""
    morning.create(qtbot)
    morning.keep_key()
    morning.plan()
    press(morning.window, "Sit down")
    press(morning.dialog, "Open the circle")
    morning.program.end()
    morning.program.offer(None)
    morning.unlock(qtbot)
    qtbot.waitUntil(morning.is_open, timeout=SOON)
    assert morning.page == CIRCLE
    assert morning.is_(Run.RUNNING)
    qtbot.waitUntil(lambda: "The laptop was away for" in morning.said)
    told = morning.rooms[-1].told
    assert isinstance(told[0], Rise)
    assert any(isinstance(x, Play) for x in told)
    press(morning.window, "Yes, without it")
    qtbot.waitUntil(lambda: "The laptop was away for" not in morning.said)
    assert not morning.window.close(), "it asks first"
    assert "The circle is still running." in morning.said
