"""`python -m tests.bench.idling FOLDER SECONDS`: a running circle that nobody touches, its window unseen, to no card.

Says as JSON what per cent of a core the window and its engine take.
"""

import json
import sys
import time
from pathlib import Path

import psutil
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kapcircle import places
from kapcircle.app import demo
from kapcircle.app.doors import EarlyDoors
from kapcircle.app.room import live_room
from kapcircle.core.session import commands as c
from kapcircle.ui.program import Program, application

SETTLES_S = 25.0
"""Until the first music and the first light have come up."""


def main(folder: Path, seconds: float) -> None:
    app = application(places.resources() / "fonts")
    program = Program(EarlyDoors(), folder)
    house, session = demo.build(folder, room=live_room(folder / "idle", silent=True))
    program.enter(house, session)
    program.window.show()
    assert program.bridge is not None
    assert program.bridge.do(c.Open())
    _let_pass(app, min(SETTLES_S, seconds))
    this = psutil.Process()
    both = (this, *this.children())
    before, began = [_spent(each) for each in both], time.monotonic()
    _let_pass(app, seconds)
    spent = [100 * (_spent(each) - was) / (time.monotonic() - began) for each, was in zip(both, before, strict=True)]
    program.end()
    program.window.close()
    print(json.dumps({"window": spent[0], "engine": sum(spent[1:])}))


def _let_pass(app: QApplication, seconds: float) -> None:
    QTimer.singleShot(round(1000 * seconds), app.exit)  # `quit` would ask the window first
    app.exec()


def _spent(process: psutil.Process) -> float:
    """Seconds of a core so far."""
    times = process.cpu_times()
    return times.user + times.system


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
