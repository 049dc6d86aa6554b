"""The beat of the light: 44 frames a second on absolute deadlines, whatever the window is doing."""

import math
import time
from collections.abc import Callable

from kapcircle.engine.light import Fader, LightDriver

FRAME = 1 / 44
"""Seconds between frames: DMX512 carries 512 slots 44 times a second (ANSI E1.11-2008, minimum packet 22.7 ms)."""


def run_frames(
    fader: Fader,
    driver: LightDriver,
    stop: Callable[[], bool],
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Send frames until `stop()`; `clock` in seconds never goes back. The driver is left open."""
    last = due = clock()
    while not stop():
        now = clock()
        driver.send(fader.frame(now - last), fader.still())
        last, due = now, following(due, clock())
        sleep(max(0.0, due - clock()))


def following(due: float, now: float) -> float:
    """The next deadline on the beat of `due`, a quarter of a frame away at least: missed frames are left out."""
    late = max(0.0, now - due)
    return due + FRAME * math.ceil(max(1.0, late / FRAME + 0.25))
