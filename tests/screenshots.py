"""`python -m tests.screenshots FOLDER`: pictures of every page for the documents, at 1366 x 768 and at twice the scale.

The demo's made-up practice, a clock that obeys, and no screen: the same pictures everywhere. With `--suffix=` only
those of one scale; `--people N` takes them of a circle of so many, and `--paper` of a window that is like
paper where it may be: to be looked at, not to be kept.
"""

import argparse
import io
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QSlider, QWidget

from kapcircle import places
from kapcircle.app import demo
from kapcircle.app.demo_ready import UNREADY
from kapcircle.app.doors import EarlyDoors
from kapcircle.core.alarms import Acknowledged
from kapcircle.core.attendance import Attendance, Attended, NotToday
from kapcircle.core.ids import Instant, Millis, SessionId
from kapcircle.core.observation import Depth, Observed
from kapcircle.core.session import commands as c
from kapcircle.core.staffing import LeadAway
from kapcircle.desk import desk, orders
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.kiosk import Kiosk
from kapcircle.ui.pages.circle import CirclePage
from kapcircle.ui.panels.lamp_plan import LampPlan
from kapcircle.ui.panels.looks import LooksDialog
from kapcircle.ui.panels.people_desk import PeopleDesk
from kapcircle.ui.panels.programmes import ProgrammesDialog
from kapcircle.ui.panels.readiness_board import BoardDialog
from kapcircle.ui.program import Program, application
from tests.fakes import SilentRoom
from tests.memory import FakeClock
from tests.story.demo_day import DemoDay
from tests.ui.people import the
from tests.ui.scene import NAMES

NOON = Instant(1_781_352_000_000)
"""12:00 UTC on 13 June 2026."""
MINUTE = 60_000
PATIENCE = Millis(10_000)
"""A machine with much to do has a slow disk, and the pictures are the same."""

SPEAKER = "USB speaker"

FEW = 20
"""Colours that every page has more of."""


def main(folder: Path) -> int:
    """Once for each scale, each in a process of its own: Qt reads its scale at the start."""
    folder.mkdir(parents=True, exist_ok=True)
    for scale, suffix in (("1", ""), ("2", "@2x")):
        settings = {"QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen", "TZ": "UTC"}
        command = [sys.executable, "-m", "tests.screenshots", str(folder), f"--suffix={suffix}"]
        subprocess.run(command, env={**os.environ, **settings}, check=True)
    return 0


def take(folder: Path, suffix: str, people: int, *, paper: bool) -> None:
    """Every page, in the order in which a circle meets them."""
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["KAPCIRCLE_HOME"] = scratch
        camera = Camera(folder, suffix)
        camera.program.offer(None)
        camera.keep("unlock")
        house, session = demo.build(Path(scratch), clock=camera.clock, room=lambda _: camera.room)
        desk.PATIENCE = PATIENCE
        house.desk.keep("idle minutes", "0")
        house.desk.keep("palette", "desk" if paper else "room")
        cohort, _ = house.planning.planned(session)
        for alias in NAMES[12:people]:
            house.planning.enrol(cohort, alias)
        for person in tuple(house.planning.cohort(cohort).mats)[people:]:
            house.planning.leave(cohort, person)
        camera.program.enter(house)
        before(camera, session)
        camera.program.sit(session)
        camera.bridge.stop()
        camera.page.setFocus()
        circle = camera.bridge.circle
        assert circle is not None
        day = DemoDay(house, session, circle, camera.clock, camera.bridge.tick)
        for part in (arrival, medicine, emergency, leaving):
            part(camera, day)
        for page in ("Review", "Settings"):
            camera.turn_to(page)
        looks(camera)
        camera.program.end()
        camera.program.window.close()


class SoundingRoom(SilentRoom):
    """Says how loud it is: it swells and falls while something plays."""

    def reports(self) -> Sequence[orders.Report]:
        played = next((x for x in reversed(self.told) if isinstance(x, orders.Play)), orders.Play())
        hushed = next((x.on for x in reversed(self.told) if isinstance(x, orders.Hush)), False)
        self.beats = getattr(self, "beats", 0) + 1
        swell = 4 * math.sin(self.beats / 9) + 2 * math.sin(self.beats / 2.3)
        level = -120.0 if not played.recordings else (-42.0 if hushed else -25.0) + swell
        return (*super().reports(), orders.Beat(self.beats, None, Millis(0), level))


class Camera:
    """The program at its window, and a clock that obeys."""

    def __init__(self, folder: Path, suffix: str) -> None:
        self.app = application(places.resources() / "fonts")
        self.clock, self.room = FakeClock(NOON, 0), SoundingRoom()
        self.program = Program(EarlyDoors(), Path("Harbour"))
        self._folder, self._suffix = folder, suffix
        self.program.window.resize(1366, 768)
        self.program.window.show()

    @property
    def bridge(self) -> Bridge:
        assert self.program.bridge is not None
        return self.program.bridge

    @property
    def page(self) -> CirclePage:
        page = self.program.window.page
        assert isinstance(page, CirclePage)
        return page

    def keep(self, name: str, what: QWidget | None = None) -> None:
        """A picture of the window as it is now, or of a sheet over it; its colours are counted, so that it is small."""
        if self.program.bridge is not None:
            self.program.bridge.tick()
        QTest.qWait(400)  # a change of state fades in
        self.app.processEvents()
        buffer = QBuffer()
        (what or self.program.window).grab().save(buffer, "PNG")
        picture = Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGB")
        if len(picture.getcolors(1 << 24) or ()) < FEW:
            raise SystemExit(f"{name} is empty")
        few = picture.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(self._folder / f"{name}{self._suffix}.png", optimize=True)

    def turn_to(self, page: str) -> None:
        self.program.window.turn_to(page)
        self.keep(page.lower())

    @contextmanager
    def sheet(self, sheet: QDialog) -> Iterator[QDialog]:
        """A sheet over the window, for as long."""
        sheet.open()
        QApplication.processEvents()
        yield sheet
        sheet.reject()
        self.program.window.activateWindow()

    @property
    def focus(self) -> QWidget:
        """What has the hand, also while the window lies behind another."""
        found = self.program.window.focusWidget()
        assert found is not None
        return found

    def steps_down(self, root: QWidget, rows: int) -> None:
        """So many rows further down the list that is in sight."""
        list_ = next(x for x in root.findChildren(QAbstractItemView) if x.isVisible())
        for _ in range(rows):
            QTest.keyClick(list_, Qt.Key.Key_Down)

    def presses(self, *names: str) -> None:
        """What a hand presses on the Circle page, by the names of the actions."""
        for name in names:
            self.page.act(name, repeated=False)
        QApplication.processEvents()

    def types(self, *words: str) -> None:
        """Words into the field that has the hand, with Tab after each but the last."""
        for n, each in enumerate(words):
            if n:
                QTest.keyClick(self.focus, Qt.Key.Key_Tab)
            QTest.keyClicks(self.focus, each)

    def chooses(self, alias: str | None, day: DemoDay) -> None:
        self.page.choose(None if alias is None else day.people[alias])


def before(camera: Camera, session: SessionId) -> None:
    """Plan, programme, who is ready, and one of the people."""
    window, house = camera.program.window, camera.bridge.house
    camera.keep("plan")
    sheet = ProgrammesDialog(camera.bridge, window)
    with camera.sheet(sheet):
        sheet.turn_to("Vitals and limits")
        camera.keep("programmes", sheet)
    with camera.sheet(BoardDialog(camera.bridge, session, house.planning.planned(session)[1].name, window)) as board:
        camera.steps_down(board, 10)
        camera.keep("readiness", board)
    window.turn_to("Music")
    camera.keep("music")
    window.turn_to("People")
    people = the(window, PeopleDesk)
    camera.keep("people")
    people.turn_to("Getting ready")
    camera.steps_down(people, 6)
    camera.keep("people-ready")


def arrival(camera: Camera, day: DemoDay) -> None:
    """What should be right; people come; the team; a gate that holds."""
    camera.keep("circle-waiting")
    day.circle.do(c.Open())
    day.later(4)
    early = day.aliases[: len(day.aliases) * 2 // 3]
    for alias in early:
        day.arrives(alias)
    day.team_comes()
    day.about_circle(LeadAway(Instant(day.now + 10 * MINUTE), "by telephone"))
    camera.keep("circle-arrival")
    camera.presses("team")
    camera.keep("circle-team")
    camera.presses("leave")
    day.later(6)
    day.about_circle(LeadAway(None))
    for alias in day.aliases[len(early) :]:
        day.arrives(alias)
    if UNREADY in day.people:
        camera.chooses(UNREADY, day)
        camera.presses("ready")
        camera.keep("circle-gate")
        camera.presses("leave")
        camera.chooses(None, day)


def medicine(camera: Camera, day: DemoDay) -> None:
    """The peak, with somebody outside the signed range; a form; what is held, covered, and turned round."""
    taking = [alias for alias in day.aliases if alias != UNREADY]
    day.ready(*taking)
    if UNREADY in day.people:
        day.record(UNREADY, NotToday("no clearance yet"))
    day.circle.do(c.Note("Candles lit, door closed."))
    for minutes in (15, 38, 66, 74, 77):
        day.at(minutes)
        day.go()
    for alias in taking:
        day.dose(alias)
        day.later(10 / len(taking))
    day.go()
    day.later(9)
    calm = [alias for n, alias in enumerate(taking) if n % 4 != 3]
    day.vitals(calm, 128, 82)
    for n, alias in enumerate(taking):
        day.record(alias, Observed(tuple(Depth)[1 + n % 3], (0, 2, 1, 6, 0, 3)[n % 6]))
    raised = taking[min(3, len(taking) - 1)]
    day.vitals([raised], 186, 104)
    day.later(2)
    camera.chooses(raised, day)
    camera.keep("circle")
    camera.presses("trends")
    camera.keep("circle-charts")
    camera.presses("trends")
    camera.chooses(taking[1], day)
    camera.presses("vitals")
    camera.types("132/84 76 97")
    camera.keep("circle-record")
    camera.presses("leave")
    camera.page.form.put_away()
    music(camera, day, taking[1])
    camera.chooses(None, day)
    day.record(raised, Acknowledged(day.seat(raised).records[-1].stamp, "sat up, measured again", "Dr Ilić"))
    day.circle.do(c.Hold("someone needs a moment"))
    day.later(1)
    camera.keep("circle-held")
    day.circle.do(c.Resume())
    camera.bridge.cover()
    camera.keep("circle-covered")
    camera.bridge.uncover()
    window = camera.program.window
    window.stand_before(Kiosk(2, taking[1]))
    camera.keep("kiosk")
    window.step_back()


def music(camera: Camera, day: DemoDay, alias: str) -> None:
    """Where it may lead; a song asked for; and the plug of the loudspeaker slips out."""
    camera.chooses(None, day)
    camera.presses("turn")
    camera.keep("circle-turn")
    camera.presses("leave")
    camera.chooses(alias, day)
    camera.presses("song")
    camera.types("the one with the flute", "at")
    camera.keep("circle-song")
    camera.presses("leave")
    camera.page.form.put_away()
    camera.chooses(None, day)
    camera.room.says += [orders.Output(SPEAKER), orders.Output(None, "it has stopped", SPEAKER)]
    camera.keep("circle-lost")
    camera.room.says.append(orders.Output(SPEAKER))


def looks(camera: Camera) -> None:
    """The plan of the room, with a lamp that is unlike the others of its look."""
    lamps = camera.bridge.house.room.lamps
    with camera.sheet(LooksDialog(camera.bridge, camera.program.window)) as sheet:
        camera.steps_down(sheet, 1)
        plan = sheet.findChild(LampPlan)
        assert plan is not None
        plan.setFocus()
        for _ in range(1 + len(lamps) // 2):
            QTest.keyClick(plan, Qt.Key.Key_Tab)
        level = next(x for x in sheet.findChildren(QSlider) if x.isVisible())
        level.setValue(45)
        camera.keep("looks", sheet)


def emergency(camera: Camera, day: DemoDay) -> None:
    """The card, for one of them."""
    camera.chooses(day.aliases[1], day)
    camera.presses("emergency")
    camera.keep("circle-emergency")
    camera.presses("leave")
    day.circle.do(c.StandDown())
    camera.chooses(None, day)


def leaving(camera: Camera, day: DemoDay) -> None:
    """The way home: one form, then everybody."""
    taking = [alias for alias in day.aliases if alias != UNREADY]
    for minutes in (30, 22, 30, 47):
        day.later(minutes)
        day.vitals(taking)
        day.go()
    for alias in taking:
        day.record(alias, Observed(Depth.PRESENT, 1))
    day.later(5)
    first = taking[0]
    camera.chooses(first, day)
    camera.presses("leaving")
    camera.keep("circle-leaving")
    camera.presses("leave")
    camera.chooses(None, day)
    for alias in taking:
        day.discharge(alias)
    if UNREADY in day.people:
        day.record(UNREADY, Attended(Attendance.LEFT))
    day.circle.do(c.Close())


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("--suffix")
    asked.add_argument("--people", type=int, default=12)
    asked.add_argument("--paper", action="store_true")
    options = asked.parse_args()
    if options.suffix is None:
        sys.exit(main(options.folder))
    take(options.folder, options.suffix, options.people, paper=options.paper)
