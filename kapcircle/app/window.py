"""The window: on the vaults of this laptop, or on a made-up circle."""

import gc
import signal
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from kapcircle import places
from kapcircle.app.doors import EarlyDoors, load
from kapcircle.app.mishaps import Mishaps, heard
from kapcircle.ui.program import Program, application

if TYPE_CHECKING:
    from kapcircle.core.ids import SessionId
    from kapcircle.desk.house import House

SHOWN_MS = 500
"""When the first page is painted for certain, and nobody has typed a passphrase yet."""


def window(vault: Path | None) -> int:
    """Show the window until it is closed; returns the exit status."""
    return _show(lambda program: program.offer(None if vault is None else str(vault)))


def demo() -> int:
    """The window on the demo's vault, which is made when there is none yet."""
    from kapcircle.app.demo import PASSPHRASE

    house, session = _demo(places.home() / "demo")

    def begin(program: Program) -> None:
        program.enter(house, session)
        made_up = f"This circle is made up. Its passphrase, to uncover and to unlock: {PASSPHRASE}"
        program.window.status.say(made_up, stays=True)

    return _show(begin)


def _show(begin: Callable[[Program], None]) -> int:
    app = application(places.resources() / "fonts")
    program = Program(EarlyDoors(), places.home())
    begin(program)
    program.window.come_up()
    gc.enable()
    QTimer.singleShot(SHOWN_MS, load)
    _obey_signals(app, program.window)
    awake = QTimer(interval=200)  # lets Python hear a signal while Qt waits
    awake.timeout.connect(lambda: None)
    awake.start()
    mishaps = Mishaps(places.home() / "mishaps.txt")
    mishaps.said.connect(program.window.status.fail)
    with heard(mishaps):
        status = app.exec()
    program.end()
    return status


def _obey_signals(app: QApplication, window: QWidget) -> None:
    """Who ends the program by a signal is not asked: the system may be going down, and nobody may be there."""

    def leave(*_: object) -> None:
        window.hide()
        app.exit()

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), leave)


def _demo(folder: Path) -> "tuple[House, SessionId]":
    from kapcircle.app import demo as demos
    from kapcircle.app.vaults import enter
    from kapcircle.desk.clock import SystemClock
    from kapcircle.store import vault as vaults
    from kapcircle.store.files import SUFFIX, keys_of

    path = folder / f"Demo{SUFFIX}"
    if not (path.exists() and keys_of(path).exists()):  # there is none, or the making of it was cut short
        folder.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        return demos.build(folder)
    house = enter(vaults.unlock(path, demos.PASSPHRASE, SystemClock().now()))
    return house, demos.newest(house, folder / "music")
