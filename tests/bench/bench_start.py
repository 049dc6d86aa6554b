"""How soon the program is there: two fresh processes, each until its window is painted for the first time."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.figure import Figure

BARE = """
import os, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, lambda: (print(time.monotonic(), flush=True), os._exit(0)))

app = QApplication([])
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""

OURS = """
import os, time
from PySide6.QtCore import QTimer
from kapcircle.ui.window import Window

def painted(self, event, paint=Window.paintEvent):
    paint(self, event)
    QTimer.singleShot(0, lambda: (print(time.monotonic(), flush=True), os._exit(0)))

Window.paintEvent = painted
from kapcircle.__main__ import main
main([])
"""


def start(times: int = 15) -> Figure:
    """Median ms of many starts in turns, on a laptop that knows one vault."""
    with tempfile.TemporaryDirectory() as home:
        vault = Path(home) / "Harbour.kapcircle"
        vault.touch()
        (Path(home) / "recent.json").write_text(f'["{vault}"]', "utf-8")
        _painted(OURS, home), _painted(BARE, home)  # both are compiled and in memory before the first counts
        found = [(_painted(OURS, home), _painted(BARE, home)) for _ in range(times)]
    ours, bare = statistics.median(ours for ours, _ in found), statistics.median(bare for _, bare in found)
    return Figure("program start to the unlock page", ours, "ms", 2.0, bare, "a bare PySide6 window", times=True)


def _painted(program: str, home: str) -> float:
    """Ms from asking for a process to its first paint."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    compiled = {"PYTHONPYCACHEPREFIX": f"{home}/compiled"}
    environment = {**kept, **compiled, "QT_QPA_PLATFORM": "offscreen", "KAPCIRCLE_HOME": home}
    began = time.monotonic()
    out = subprocess.run(
        [sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, check=True, text=True
    )
    return 1000 * (float(out.stdout) - began)
