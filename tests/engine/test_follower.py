"""What the second output carries is the same sound, at its own volume and pace: without a click, whatever its clock."""

import numpy as np
import pytest

from kapcircle.core.ids import Millis
from kapcircle.engine.follower import BEHIND, Follower
from kapcircle.engine.settings import RATE, SoundSettings

PITCH, LEVEL = 500.0, 0.3
SMOOTH = LEVEL * (2 * np.pi * PITCH / RATE) ** 2 * 1.1
"""The largest second difference of the tone itself, with a tenth to spare: a click is far more."""
QUICK = SoundSettings(rise=1e6)


class Mix:
    """A tone that an engine renders, each frame once, at a power gain."""

    def __init__(self) -> None:
        self.at, self.power = 0, 1.0

    def next(self, n: int) -> np.ndarray:
        frame = np.arange(self.at, self.at + n)
        self.at += n
        wave = LEVEL * np.sin(2 * np.pi * PITCH * frame / RATE)
        return np.stack([wave, wave, np.full(n, self.power)], axis=1).astype(np.float32)


def followed(follower: Follower, mix: Mix, seconds: float, ppm: float = 0.0, handful: int = 480) -> np.ndarray:
    """What comes out on the left while the clock of the mix is `ppm` ahead, in handfuls."""
    out, owed = [], 0.0
    for _ in range(round(seconds * RATE / 480)):
        owed += 480 * (1 + ppm * 1e-6)
        while owed >= handful:
            follower.put(mix.next(handful))
            owed -= handful
        out.append(follower.render(480)[:, 0])
    return np.concatenate(out)


def clicks(samples: np.ndarray) -> float:
    return float(np.abs(np.diff(samples, n=2)).max())


@pytest.mark.parametrize("ppm", [-300.0, 0.0, 300.0])
@pytest.mark.parametrize("handful", [480, 4800])
def test_another_clock_is_kept_pace_with(ppm: float, handful: int) -> None:
    follower = Follower(QUICK)
    follower.volume(1.0, Millis(0))
    out = followed(follower, Mix(), 60, ppm, handful)
    settled = out[5 * RATE :]
    assert clicks(settled) < SMOOTH
    assert np.abs(settled[: len(settled) // 480 * 480].reshape(-1, 480)).max(axis=1).min() > 0.29, "without a gap"
    assert follower.behind == pytest.approx(BEHIND, abs=0.12)


def test_it_has_a_volume_of_its_own_and_moves_to_it_without_a_step() -> None:
    follower, mix = Follower(QUICK), Mix()
    follower.volume(1.0, Millis(0))
    followed(follower, mix, 3)
    follower.volume(0.25, Millis(400))
    out = followed(follower, mix, 2)
    assert clicks(out) < SMOOTH
    assert np.abs(out[-RATE // 4 :]).max() == pytest.approx(LEVEL / 4, rel=0.01)


def test_the_guard_holds_for_its_volume_and_for_the_mix_together() -> None:
    follower, mix = Follower(), Mix()
    mix.power = 0.01
    follower.volume(0.1, Millis(0))
    followed(follower, mix, 3)
    follower.volume(1.0, Millis(0))
    mix.power = 1.0
    powers = []
    for _ in range(500):
        follower.put(mix.next(480))
        follower.render(480)
        powers.append(follower.power)
    db = 10 * np.log10(np.maximum(np.concatenate(powers), 1e-12))
    assert np.diff(np.maximum(db, -40)).max() <= 12 / RATE + 1e-6
    assert db[-1] == pytest.approx(0.0, abs=0.01)


def test_where_nothing_comes_any_more_it_fades_and_where_it_comes_again_it_rises() -> None:
    follower, mix = Follower(QUICK), Mix()
    follower.volume(1.0, Millis(0))
    followed(follower, mix, 3)
    out = np.concatenate([follower.render(480)[:, 0] for _ in range(200)])
    assert clicks(out) < 2 * SMOOTH, "the fade has a corner, and no step"
    assert np.abs(out[RATE:]).max() == 0.0
    assert not follower.power.any()
    again = followed(follower, mix, 3)
    assert clicks(again) < SMOOTH
    assert np.abs(again[-RATE // 4 :]).max() == pytest.approx(LEVEL, rel=0.01)


def test_far_behind_it_goes_nearer_by_a_crossfade() -> None:
    follower, mix = Follower(QUICK), Mix()
    follower.volume(1.0, Millis(0))
    followed(follower, mix, 3)
    follower.put(mix.next(2 * RATE))
    out = followed(follower, mix, 1)
    assert follower.behind == pytest.approx(BEHIND, abs=0.1)
    assert clicks(out) < 0.01, "two places of one tone in a crossfade of ten milliseconds"


def test_the_tone_is_heard_without_a_mix_at_its_own_volume() -> None:
    follower = Follower()
    follower.volume(0.5, Millis(0))
    follower.render(RATE)
    follower.tone()
    follower.tone()
    out = np.concatenate([follower.render(480)[:, 0] for _ in range(300)])
    assert 0.02 < np.abs(out).max() < 0.035
    assert np.abs(out[int(2.1 * RATE) :]).max() == 0.0
