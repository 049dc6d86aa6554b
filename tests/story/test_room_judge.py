"""The judge of sound catches each kind of fault, planted in a made recording, and lets a good one pass."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from tests.story import room_judge as sound
from tests.story.room_judge import RATE, Cross, Rise, Samples, Score, Span, Steady, Verdict
from tests.story.room_music import music
from tests.story.room_score import HUSH, TARGET

Gain = sound.Figures
Change = Callable[[Gain, Gain, Gain], None]
"""Given the time and the gains of two tracks, which it changes."""

ENDS = 40.0
PLAN = Score(
    steady=(Steady(Span(4, 9.5), 0, 0.5), Steady(Span(15.5, 19.5), 1, 0.5), Steady(Span(22.5, 26), 1, 0.5 * HUSH)),
    crosses=(Cross(Span(10, 15), 0, 1, 0.5),),
    silences=(Span(27.2, 29.8),),
    sounding=(Span(1, 26.5), Span(32.5, ENDS)),
    rises=(Rise(Span(30, 40), 0.5),),
)
"""Up by the guard; a crossfade at 10; a hush at 20; silence from 27, and from 30 on a rise of ten seconds."""


@dataclass
class Recording:
    """Two tracks as a good room would sound them, and what is changed in it."""

    gains: list[Change] = field(default_factory=list)
    samples: list[Callable[[Samples], None]] = field(default_factory=list)

    def judged(self, plan: Score = PLAN) -> Verdict:
        time = np.arange(round(ENDS * RATE)) / RATE
        turn = np.clip((time - 10) / 5, 0, 1) * np.pi / 2
        common = 0.5 * _guarded(time) * _hush(time) * np.clip((27 - time) / 0.9, 0, 1)
        common += 0.5 * np.minimum(np.sin(np.pi / 2 * np.clip((time - 30) / 10, 0, 1)), _guarded(time - 30))
        first, second = common * np.cos(turn), common * np.sin(turn)
        for change in self.gains:
            change(time, first, second)
        out = np.zeros((len(time), 2), np.float32)
        references = []
        for track, gain in enumerate((first, second)):
            source = music(track, RATE)
            heard = sound.listen([source], 0.0, 2)
            references.append(sound.reference(heard, track, TARGET))
            loud = 10 ** ((TARGET - sound.lufs(float(heard.power.mean()))) / 20)
            out += np.resize(source, out.shape) * (gain * loud)[:, None].astype(np.float32)
        for spoil in self.samples:
            spoil(out)
        pieces = [out[at : at + 70_000] for at in range(0, len(out), 70_000)]
        return sound.judge(sound.listen(pieces, 0.0, 2), plan, references, TARGET, 0.05)


def _guarded(time: Gain) -> Gain:
    """As fast as the guard lets music come up from quiet."""
    return np.asarray(np.where(time > 0, np.minimum(1, 10 ** ((12 * time - 40) / 20)), 0))


def _hush(time: Gain) -> Gain:
    part = np.clip((time - 20) / 2, 0, 1)
    return np.asarray((1 + (HUSH**0.6 - 1) * part) ** (1 / 0.6))


def test_a_good_night_is_good() -> None:
    verdict = Recording().judged()
    assert verdict.faults == []
    assert verdict.worst["steady stretches"] == 3
    assert verdict.worst["crossfades"] == 1
    assert verdict.worst["seconds of silence"] == pytest.approx(2.6, abs=0.05)


def loud(time: Gain, first: Gain, second: Gain) -> None:
    second[(time > 15.2) & (time < 20)] *= 10 ** (1.3 / 20)


def dip(time: Gain, first: Gain, second: Gain) -> None:
    """The amplitudes sum to one, not the powers: 3 dB less in the middle."""
    part = np.clip((time - 10) / 5, 0, 1)
    here = (time > 10) & (time < 15)
    first[here], second[here] = 0.5 * (1 - part[here]), 0.5 * part[here]


def late(time: Gain, first: Gain, second: Gain) -> None:
    """The first track is heard where the second should be."""
    here = time >= 10
    first[here], second[here] = np.hypot(first[here], second[here]), 0.0


def fast(time: Gain, first: Gain, second: Gain) -> None:
    """From -40 dB to full in two seconds."""
    db = np.clip(-40 + 20 * time, -40, 0)
    first[time < 9] = 0.5 * 10 ** (db[time < 9] / 20)


def step(time: Gain, first: Gain, second: Gain) -> None:
    first[time > 5.003] *= 0.35


def early(time: Gain, first: Gain, second: Gain) -> None:
    """Back from silence in as little time as the guard allows, not in ten seconds."""
    here = time > 30
    second[here] = 0.5 * _guarded(time[here] - 30)


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        (loud, {"level", "click"}),
        (dip, {"crossfade"}),
        (late, {"track"}),
        (fast, {"rise"}),
        (step, {"jump", "level", "crossfade", "click"}),
        (early, {"rise"}),
    ],
    ids=lambda x: getattr(x, "__name__", ""),
)
def test_a_wrong_gain_is_caught(change: Change, kinds: set[str]) -> None:
    found = Recording(gains=[change]).judged().kinds
    assert found & kinds, found
    assert found <= kinds | {"level", "track", "crossfade"}


def _gap(out: Samples) -> None:
    out[round(6.0 * RATE) : round(6.08 * RATE)] = 0


def _short(out: Samples) -> None:
    out[round(6.0 * RATE) : round(6.02 * RATE)] = 0


def _whisper(out: Samples) -> None:
    out[28 * RATE, 0] = 1e-6


def _click(out: Samples) -> None:
    out[7 * RATE :, :] += np.float32(0.006)


@pytest.mark.parametrize(
    ("spoil", "kind"), [(_gap, "gap"), (_whisper, "silence"), (_click, "click"), (_short, "click")]
)
def test_a_spoilt_recording_is_caught(spoil: Callable[[Samples], None], kind: str) -> None:
    assert kind in Recording(samples=[spoil]).judged().kinds


def test_where_an_engine_takes_over_the_power_is_judged() -> None:
    plan = replace(PLAN, steady=PLAN.steady[:1], crosses=(), twofold=(Span(10, 17),))
    assert Recording().judged(plan).faults == []

    def low(time: Gain, first: Gain, second: Gain) -> None:
        for gain in (first, second):
            gain[(time > 10.5) & (time < 16)] *= 0.5

    assert "handover" in Recording(gains=[low]).judged(plan).kinds


def test_loudness_is_that_of_bs_1770() -> None:
    """Annex 1: a sine of 997 Hz at full scale in one channel reads -3.01 LUFS."""
    time = np.arange(5 * RATE) / RATE
    wave = np.stack([np.sin(2 * np.pi * 997 * time), np.zeros(len(time))], axis=1).astype(np.float32)
    heard = sound.listen([wave], 0.0, 1)
    assert sound.lufs(float(heard.power.mean())) == pytest.approx(-3.01, abs=0.02)
