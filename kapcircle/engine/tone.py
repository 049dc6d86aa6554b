"""The test tone: soft, short, with nothing sudden about it."""

import numpy as np

from kapcircle.engine.reader import Frames
from kapcircle.engine.settings import RATE

SECONDS, HERTZ, LEVEL, EDGE = 2.0, 440.0, 0.06, 0.5
"""Programme settings: a quarter of the time to come up and to go, at about -24 dB of full scale."""


def tone() -> Frames:
    """Two seconds of it, the same on both sides."""
    time = np.arange(int(SECONDS * RATE)) / RATE
    swell = np.clip(np.minimum(time, SECONDS - time) / EDGE, 0, 1)
    wave = LEVEL * np.sin(np.pi / 2 * swell) ** 2 * np.sin(2 * np.pi * HERTZ * time)
    return np.repeat(wave[:, None], 2, axis=1).astype(np.float32)
