"""The beat of the light: 44 frames a second on absolute deadlines, whatever the window is doing."""

import math
import time
from collections.abc import Callable

from kapcircle.engine.light import Fader, LightDriver

FRAME = 1 / 44
"""Seconds between frames: DMX512 carries 512 slots 44 times a second (ANSI E1.11-2008, minimum packet 22.7 ms)."""

RESTING = 3
"""Frames from one to the next while nothing fades; a fade that begins then is seen 68 ms later at most."""


def run_frames(
    fader: Fader,
    driver: LightDriver,
    stop: Callable[[], bool],
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Send frames until `stop()`, 44 a second in a fade; `clock` (seconds) never goes back. The driver stays open."""
    last = due = clock()
    while not stop():
        now = clock()
        levels, still = fader.frame(now - last), fader.still()
        driver.send(levels, still)
        last, due = now, following(due + FRAME * (RESTING - 1) if still else due, clock())
        sleep(max(0.0, due - clock()))


def following(due: float, now: float) -> float:
    """The next deadline on the beat of `due`, a quarter of a frame away at least: missed frames are left out."""
    late = max(0.0, now - due)
    return due + FRAME * math.ceil(max(1.0, late / FRAME + 0.25))
