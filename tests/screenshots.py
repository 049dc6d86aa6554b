"""`python -m tests.screenshots FOLDER`: pictures of every page for the documents, at 1366 x 768 and at twice the scale.

A made-up practice, a clock that obeys, and no screen: the same pictures everywhere.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kapcircle import places
from kapcircle.app import demo
from kapcircle.app.doors import EarlyDoors
from kapcircle.core.ids import Instant, Millis
from kapcircle.core.session import commands as c
from kapcircle.desk.rehearsal import SimulatedClock
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.panels.programmes import ProgrammesDialog
from kapcircle.ui.program import Program, application
from tests.fakes import SilentRoom

NOON = Instant(1_781_352_000_000)
"""12:00 UTC on 13 June 2026."""
MINUTE = 60_000
FEW = 20
"""Colours that every page has more of."""


def main(folder: Path) -> int:
    """Once for each scale, each in a process of its own: Qt reads its scale at the start."""
    folder.mkdir(parents=True, exist_ok=True)
    for scale, suffix in (("1", ""), ("2", "@2x")):
        settings = {"QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen", "TZ": "UTC"}
        command = [sys.executable, "-m", "tests.screenshots", str(folder), suffix or "-"]
        subprocess.run(command, env={**os.environ, **settings}, check=True)
    return 0


def take(folder: Path, suffix: str) -> None:
    """Every page, in the order in which a circle meets them."""
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["KAPCIRCLE_HOME"] = scratch
        camera = Camera(folder, suffix)
        camera.program.offer(None)
        camera.keep("unlock")
        house, session = demo.build(Path(scratch), clock=camera.clock, room=lambda _: SilentRoom())
        house.desk.keep("idle minutes", "0")
        camera.program.enter(house)
        camera.keep("plan")
        programmes(camera)
        camera.program.sit(session)
        camera.bridge.stop()
        camera.keep("circle-waiting")
        circle(camera)
        camera.turn_to("People")
        camera.turn_to("Review")
        camera.turn_to("Settings")
        camera.program.end()
        camera.program.window.close()


class Camera:
    """The program at its window, and a clock that obeys."""

    def __init__(self, folder: Path, suffix: str) -> None:
        self.app = application(places.resources() / "fonts")
        self.clock = SimulatedClock(NOON)
        self.program = Program(EarlyDoors(), Path("Harbour"))
        self._folder, self._suffix = folder, suffix
        self.program.window.resize(1366, 768)
        self.program.window.show()

    @property
    def bridge(self) -> Bridge:
        assert self.program.bridge is not None
        return self.program.bridge

    def keep(self, name: str, what: QWidget | None = None) -> None:
        """A picture of the window as it is now, or of a sheet over it."""
        if self.program.bridge is not None:
            self.program.bridge.tick()
        QTest.qWait(400)  # a change of state fades in
        self.app.processEvents()
        picture = (what or self.program.window).grab().toImage()
        colours = {picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}
        if len(colours) < FEW:
            raise SystemExit(f"{name} is empty")
        if not picture.save(str(self._folder / f"{name}{self._suffix}.png")):
            raise SystemExit(f"{self._folder / name} cannot be written")

    def turn_to(self, page: str) -> None:
        self.program.window.turn_to(page)
        self.keep(page.lower())

    def passes(self, minutes: float) -> None:
        end = self.clock.at + int(minutes * MINUTE)
        while self.clock.at < end:
            self.clock.at = Instant(min(end, self.clock.at + 1000))
            self.bridge.tick()


def programmes(camera: Camera) -> None:
    """The sheet of programmes at its limits."""
    sheet = ProgrammesDialog(camera.bridge, camera.program.window)
    sheet.open()
    sheet.turn_to("Vitals and limits")
    camera.keep("programmes", sheet)
    sheet.accept()


def circle(camera: Camera) -> None:
    """A circle from its opening to its close."""
    walk(camera)
    camera.keep("circle")
    camera.bridge.do(c.Hold("someone needs a moment"))
    camera.passes(1)
    camera.keep("circle-held")
    camera.bridge.do(c.Resume())
    camera.passes(21)
    camera.keep("circle-over")
    camera.bridge.cover()
    camera.keep("circle-covered")
    camera.bridge.uncover()
    for _ in range(4):
        camera.bridge.do(c.Next())
        camera.passes(22)
    camera.bridge.do(c.Close())


def walk(camera: Camera) -> None:
    """From opening into the middle of the peak."""
    camera.bridge.do(c.Open())
    for minutes in (17, 26, 33, 10, 0.1, 12):
        camera.passes(minutes)
        camera.bridge.do(c.Go())
    camera.bridge.do(c.Note("Candles lit, door closed."))
    camera.passes(19)
    camera.bridge.do(c.StartTimer(1, Millis(10 * MINUTE), "vitals"))
    camera.passes(4)


if __name__ == "__main__":
    if len(sys.argv) == 2:
        sys.exit(main(Path(sys.argv[1])))
    take(Path(sys.argv[1]), sys.argv[2].replace("-", ""))
