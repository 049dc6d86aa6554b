"""The window is killed, the engine, or both: clock, music and light are where they would be, and nobody is startled."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import numpy as np
import psutil
import pytest

from kapcircle.app import fit
from kapcircle.app.vaults import furnish
from kapcircle.core.ids import Instant
from kapcircle.core.light import levels
from kapcircle.core.roles import Role
from kapcircle.core.session import events as e
from kapcircle.desk.clock import SystemClock
from kapcircle.desk.rooms import EIGHT_LAMPS
from kapcircle.engine.fades import amplitude
from kapcircle.store import vault as vaults
from kapcircle.store.keys import Cost
from tests.engine.sounds import RATE, write
from tests.engine.stand_ins import Line, lines
from tests.fakes import SilentRoom

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals"),
]

PASSPHRASE = "a made-up passphrase"
CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PATIENCE = 30.0
FADE = 60.0
"""Seconds in which the light comes up: all of a test lies in it."""
VOLUME = 0.5
NEAR = 0.1
"""Seconds by which clock and music may be off."""
LATE = 0.3
"""The same for the light: it goes on along its fade with the first order after it has come back to it."""
DARK, DAY = (levels(fit.looks()[look], EIGHT_LAMPS, lift=0.0, floor=0.02)[0].level for look in ("dark", "day"))
SHEET = f"Phase,Minutes,End,Music,Crossfade,Look,Fade\nPeak,30,hold,ramp.flac,0.5,day,{FADE:.0f}\n"


SIT = "import sys; from tests.story.sitting import main; main(*sys.argv[1:])"
"""As the product begins: whoever is first in a process is loaded again by its engine, and should be small."""


class Sitting:
    """Somebody at the desk, in a process of their own."""

    def __init__(self, vault: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", SIT, str(vault), PASSPHRASE], stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        said = self._process.stdout.readline().split()
        self.clock, self.phase, self.timer, self.away = map(int, said)

    def kill(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.communicate()


class Circle:
    """A circle at which somebody sits down, again and again, and what reached its card and its lamp."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.vault = folder, folder / "Crash.kapcircle"
        t = np.arange(180 * RATE) / RATE
        write(folder / "ramp.flac", np.repeat((0.2 + t / 300)[:, None], 2, axis=1).astype(np.float32))
        (folder / "sheet.csv").write_text(SHEET)
        now = SystemClock().now()
        vault, _ = vaults.create(self.vault, "Mara", PASSPHRASE, now, role=Role.FACILITATOR, cost=CHEAP)
        house = furnish(vault, room=lambda _: SilentRoom())
        rundown = house.library.adopt(house.library.read_sheet(str(folder / "sheet.csv"), str(folder))).rundown
        (track,) = house.practice.tracks.values()
        self.full = VOLUME * amplitude(track.gain)
        house.planning.plan_session(house.planning.begin_cohort("Harbour"), "Medicine", None, rundown)
        house.shut()
        self.sitting = self.sit_down()

    def sit_down(self) -> Sitting:
        self.sitting = Sitting(self.vault)
        return self.sitting

    @property
    def sound(self) -> list[Line]:
        return lines(self.folder / "sound")

    @property
    def light(self) -> list[Line]:
        return lines(self.folder / "light")

    @property
    def engine(self) -> int:
        """The engine that was heard last."""
        return self.sound[-1].pid

    def settled(self, not_by: int = 0) -> tuple[float, float]:
        """When music and light began, by what an engine lets be heard and seen once it has risen: the recording grows
        louder as it goes on, and the light comes up evenly.
        """
        risen = time.monotonic() + PATIENCE
        while not (mine := [x for x in self.sound if x.pid != not_by]) or mine[-1].at < mine[0].at + 4:
            assert time.monotonic() < risen, "nothing is heard"
            time.sleep(0.1)
        pid = mine[-1].pid
        shone = next(x for x in reversed(self.light) if x.pid == pid)
        return mine[-1].at - (mine[-1].value / self.full - 0.2) * 300, shone.at - (shone.value - DARK) / (
            DAY - DARK
        ) * FADE

    def gaps(self) -> float:
        """The longest time for which no engine gave anything to the card."""
        return max(b.at - a.at for a, b in pairwise(self.sound))

    def reports(self) -> list[str]:
        house = furnish(vaults.unlock(self.vault, PASSPHRASE, Instant(0)), room=lambda _: SilentRoom())
        try:
            session = house.running()
            assert session is not None
            entries = house.desk.stream(house.circle(session).name).entries
            return [x.event.words for x in entries if isinstance(x.event, e.Reported)]
        finally:
            house.shut()


def until(true: Callable[[], object], why: str) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, why
        time.sleep(0.05)


@pytest.fixture
def circle(tmp_path: Path) -> Iterator[Circle]:
    here = Circle(tmp_path)
    yield here
    here.sitting.kill()
    for pid in {line.pid for line in here.sound}:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    until(lambda: not any(map(alive, {line.pid for line in here.sound})), "an engine was left behind")


def alive(pid: int) -> bool:
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    return False


def the_same(before: tuple[float, float], after: tuple[float, float]) -> None:
    assert after[0] == pytest.approx(before[0], abs=NEAR), "music is where it would be"
    assert after[1] == pytest.approx(before[1], abs=LATE), "light is where it would be"


def nobody_is_startled(circle: Circle, first: int, *, dark: bool = False) -> None:
    """Never louder than the recording is, never lighter than the fade is, and no lamp goes out for a moment."""
    music, light = circle.settled(first)
    assert all(x.value <= circle.full * (0.2 + (x.at - music + NEAR) / 300) for x in circle.sound if x.pid != first)
    lit = [x for x in circle.light if x.at > light]
    assert all(x.value <= on_the_way(x.at - light + LATE) for x in lit)
    assert dark or min(b.value - a.value for a, b in pairwise(lit)) > -0.01


def on_the_way(seconds: float) -> float:
    """The light so long after it was called."""
    return DARK + (DAY - DARK) * seconds / FADE


def test_the_window_is_killed(circle: Circle) -> None:
    before, first, sat = circle.settled(), circle.engine, circle.sitting
    sat.kill()
    killed = time.time() * 1000
    again = circle.sit_down()
    assert again.phase - sat.phase == pytest.approx(again.clock - sat.clock, abs=1000 * NEAR)
    assert sat.timer - again.timer == pytest.approx(again.clock - sat.clock, abs=1000 * NEAR)
    assert again.away == pytest.approx(again.clock - killed, abs=1000)
    the_same(before, circle.settled(first))
    until(lambda: not alive(first), "the engine before has left")
    assert circle.gaps() < 0.5
    old = [x for x in circle.sound if x.pid == first]
    new = next(x.at for x in circle.sound if x.pid != first)
    assert all(x.value > circle.full * 0.2 for x in old if old[0].at + 2 < x.at < new), (
        "the room goes on until the next one"
    )
    assert old[-1].at > new
    assert old[-1].value < 0.01
    nobody_is_startled(circle, first)


def test_the_engine_is_killed(circle: Circle) -> None:
    before, first = circle.settled(), circle.engine
    os.kill(first, signal.SIGKILL)
    the_same(before, circle.settled(first))
    new = [x for x in circle.sound if x.pid != first]
    assert new[0].value < 0.01, "from silence"
    assert circle.gaps() < 2.5
    nobody_is_startled(circle, first)
    circle.sitting.kill()
    assert circle.reports() == ["The sound and light engine has ended (signal 9) and is started again."]


def test_both_are_killed(circle: Circle) -> None:
    before, first, sat = circle.settled(), circle.engine, circle.sitting
    sat.kill()
    os.kill(first, signal.SIGKILL)
    until(lambda: time.monotonic() > circle.light[-1].at + 2, "the clock stands still")  # the lamps are given up
    again = circle.sit_down()
    assert again.phase - sat.phase == pytest.approx(again.clock - sat.clock, abs=1000 * NEAR)
    the_same(before, circle.settled(first))
    shone = [x for x in circle.light if x.pid != first]
    assert shone[0].value < 0.01, "from the dark"
    assert max(b.value - a.value for a, b in pairwise(shone)) < 0.02
    nobody_is_startled(circle, first, dark=True)
