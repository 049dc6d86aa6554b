"""The beat of the light: 44 frames a second on absolute deadlines, whatever the window is doing."""

import math
import time
from collections.abc import Callable

from kapcircle.core.fading import Fading, Show
from kapcircle.core.ids import Millis
from kapcircle.desk.ports import LightDriver
from kapcircle.engine.light import Fader

FRAME = 1 / 44
"""Seconds between frames: DMX512 carries 512 slots 44 times a second (ANSI E1.11-2008, minimum packet 22.7 ms)."""

RESTING = 3
"""Frames from one to the next while nothing fades; a fade that is asked for meanwhile begins on the next beat."""


def run_frames(
    fader: Fader,
    driver: LightDriver,
    stop: Callable[[], bool],
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
    rest: Callable[[float], bool] | None = None,
) -> None:
    """Send frames until `stop()`, 44 a second in a fade; `clock` (seconds) never goes back. The driver stays open.

    `rest` sleeps, but answers True as soon as something is asked of the fader.
    """
    rest = rest or fader.asked.wait
    last = due = clock()
    told = fader.begun
    while not stop():
        now = clock()
        fader.asked.clear()
        levels, still = fader.frame(now - last), fader.still()
        told = aim(driver, fader, told)
        driver.send(levels, still)
        last, beat = now, due
        due = following(beat + FRAME * (RESTING - 1) if still else beat, clock())
        if still and rest(max(0.0, due - clock())):
            due = following(beat, clock())
        sleep(max(0.0, due - clock()))


def aim(driver: LightDriver, fader: Fading, told: Show) -> Show:
    """Tell the driver where a fade will end that has just begun; returns what it knows now."""
    show = fader.begun
    if show is not told:
        driver.aim(show.levels, Millis(round(1000 * show.fade)), show.emergency)
    return show


def following(due: float, now: float) -> float:
    """The next deadline on the beat of `due`, a quarter of a frame away at least: missed frames are left out."""
    late = max(0.0, now - due)
    return due + FRAME * math.ceil(max(1.0, late / FRAME + 0.25))
