"""Judges recorded light frames and messages by the plan of the night, and by nothing that the program says. Pure.

Times are seconds since the circle opened, levels perceived brightness, 0 to 1.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.story.room_judge import Verdict

Figures = NDArray[np.float64]

FULL = 65_535
STEPS = 1.2
"""How far a 16-bit level may be from its ideal line."""
FRAME = 1 / 44
RISE, EMERGENCY, FALL = 0.25, 0.4, 2.0
"""Of full a second: the guard of light."""
HURRY = 0.05
"""Seconds by which a frame may come late at a receiver, and the next in time."""
KEPT_ALIVE = 1.3
"""Seconds between frames at rest, at most: a receiver gives a source up after 2.5 (ANSI E1.31-2018, 6.7.1)."""


@dataclass(frozen=True)
class Frame:
    """What a universe showed from `at` on."""

    at: float
    universe: int
    slots: bytes


@dataclass(frozen=True)
class Dimmer:
    """A lamp without colours: its coarse channel, from 1; the fine one follows."""

    universe: int
    channel: int


@dataclass(frozen=True)
class Coloured:
    """A lamp of red, green and blue, 16 bit each, from `channel` on; with `white` a fourth beside them."""

    universe: int
    channel: int
    white: bool = False


@dataclass(frozen=True)
class Fade:
    """From `begins` on, `lasts` seconds: each dimmer goes evenly, to the eye, from its first level to its second."""

    begins: float
    lasts: float
    levels: Mapping[Dimmer, tuple[float, float]]


@dataclass(frozen=True)
class Timing:
    """How late light may be, and by how much that may vary within a fade; `real`: frames were received on a line."""

    late: float
    jitter: float
    real: bool = True


@dataclass(frozen=True)
class Message:
    """What a bulb was told."""

    at: float
    bulb: str
    words: Mapping[str, Any]
    kept: bool = False


@dataclass(frozen=True)
class Cue:
    """At `at` every bulb goes from `was` to `level` in `lasts`; of one that nobody knows any more, `was` is None."""

    at: float
    lasts: float
    was: float | None
    level: float
    late: float = 0.0
    """By how much more it may come late."""


def luminance(level: Figures) -> Figures:
    """Light of a lightness (CIE 1976 L*, ISO/CIE 11664-4), both 0 to 1."""
    l_star = 100 * np.asarray(level, np.float64)
    return np.where(l_star > 8, ((l_star + 16) / 116) ** 3, l_star * 27 / 24389)


def lightness(light: Figures) -> Figures:
    """The inverse."""
    y = np.asarray(light, np.float64)
    return np.where(y > 216 / 24389, 1.16 * np.cbrt(np.maximum(y, 0)) - 0.16, y * 243.89 / 27)


def brightness(rgb: Figures) -> Figures:
    """Perceived brightness of linear light: L of OKLab (Björn Ottosson, 2020); shape (n, 3) to (n,)."""
    lms = rgb @ np.array(
        [[0.4122214708, 0.2119034982, 0.0883024619], [0.5363325363, 0.6806995451, 0.2817188376],
         [0.0514459929, 0.1073969566, 0.6299787005]]
    )  # fmt: skip
    return np.asarray(np.cbrt(lms) @ np.array([0.2104542553, 0.7936177850, -0.0040720468]))


def judge(
    frames: Sequence[Frame], fades: Sequence[Fade], coloured: Sequence[Coloured], timing: Timing, margin: float = 0.5
) -> Verdict:
    """All that is planned for the lamps on channels. Frames of each universe stand in order of time."""
    verdict = Verdict()
    for universe in sorted({x.universe for x in frames}):
        here = [x for x in frames if x.universe == universe]
        at = np.array([x.at for x in here])
        slots = np.frombuffer(b"".join(x.slots.ljust(512, b"\0") for x in here), np.uint8).reshape(-1, 512)
        dimmers = sorted({d.channel for f in fades for d in f.levels if d.universe == universe})
        words = {n: np.asarray(slots[:, n - 1] * 256.0 + slots[:, n], np.float64) for n in dimmers}
        for fade in fades:
            paths = {d.channel: path for d, path in fade.levels.items() if d.universe == universe}
            _line(verdict, at, words, fade, paths, timing)
            for lamp in coloured:
                if lamp.universe == universe:
                    _even_brightness(verdict, at, slots, lamp, fade, timing)
            if timing.real:
                _rate(verdict, at, fade, margin)
        for channel, word in words.items():
            slack = HURRY if timing.real else 0.001
            _jumps(verdict, at, word, slack, f"universe {universe}, channel {channel}")
        if timing.real:
            _alive(verdict, at)
    return verdict


def _line(
    verdict: Verdict,
    at: Figures,
    words: Mapping[int, Figures],
    fade: Fade,
    paths: Mapping[int, tuple[float, float]],
    timing: Timing,
) -> None:
    """Each level goes one way, within 1.2 steps of its line: for each frame there is one moment of the fade at which
    all levels are there, and the moments follow the clock.
    """
    here = (at >= fade.begins) & (at <= fade.begins + fade.lasts + timing.late)
    moving = {n: path for n, path in paths.items() if path[0] != path[1]}
    if here.sum() < 3 or not moving:
        return
    for channel, (begin, end) in moving.items():
        back = -np.sign(end - begin) * np.diff(words[channel][here])
        if back.max() > 0:
            verdict.fault("backwards", at[here][back.argmax()], f"channel {channel} goes back {back.max():.0f} steps")
    widest = next((r for r in (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, STEPS) if _fits(words, here, moving, r).all()), None)
    if widest is None:
        off = at[here][~_fits(words, here, moving, STEPS)][0]
        verdict.fault("line", off, f"more than {STEPS} steps off its line, in the fade at {fade.begins:.1f}")
        return
    verdict.measure("steps off its line", widest)
    verdict.measure("fades", verdict.worst.get("fades", 0) + 1)
    _clock(verdict, at[here], _parts(words, here, moving, STEPS), fade, timing)


def _parts(
    words: Mapping[int, Figures], here: NDArray[np.bool_], moving: Mapping[int, tuple[float, float]], steps: float
) -> tuple[Figures, Figures]:
    """Between which parts of the fade each frame lies, by all of its levels."""
    low, high = np.full(int(here.sum()), -np.inf), np.full(int(here.sum()), np.inf)
    for channel, (begin, end) in moving.items():
        word = words[channel][here]
        ends = [(lightness((word + x) / FULL) - begin) / (end - begin) for x in (-steps, steps)]
        least, most = np.minimum(*ends), np.maximum(*ends)
        still = [np.abs(word - FULL * luminance(np.array(x))) <= steps for x in (begin, end)]
        low = np.maximum(low, np.where(still[0], -np.inf, least))
        high = np.minimum(high, np.where(still[1], np.inf, most))
    return low, high


def _fits(
    words: Mapping[int, Figures], here: NDArray[np.bool_], moving: Mapping[int, tuple[float, float]], steps: float
) -> NDArray[np.bool_]:
    low, high = _parts(words, here, moving, steps)
    return np.asarray(low <= high)


def _clock(verdict: Verdict, at: Figures, parts: tuple[Figures, Figures], fade: Fade, timing: Timing) -> None:
    """How late each frame is lies between two figures; one delay for all of them should do."""
    low, high = parts
    within = np.isfinite(low) & np.isfinite(high)
    if not within.any():
        verdict.fault("line", fade.begins, "no frame of this fade")
        return
    most, least = (at[within] - fade.begins - fade.lasts * x[within] for x in (low, high))
    spread = float(least.max() - most.min())
    verdict.measure("lateness of light varies by, s", spread)
    verdict.measure("light is late by, s", float(least.max()))
    if spread > timing.jitter or least.max() > timing.late or most.min() < -timing.jitter - 0.01:
        words = f"{most.min():.3f} to {least.max():.3f} s late, in the fade at {fade.begins:.1f}"
        verdict.fault("late", at[within][least.argmax()], words)


def _even_brightness(
    verdict: Verdict, at: Figures, slots: NDArray[np.uint8], lamp: Coloured, fade: Fade, timing: Timing
) -> None:
    """A lamp with colours goes one way in brightness: no bright middle, and no dark one."""
    here = (at >= fade.begins) & (at <= fade.begins + fade.lasts + timing.late)
    if here.sum() < 3:
        return
    first = lamp.channel - 1
    octets = slots[here, first : first + (8 if lamp.white else 6)].astype(float)
    light = (octets[:, ::2] * 256 + octets[:, 1::2]) / FULL
    seen = brightness(light[:, :3] + (light[:, 3:4] if lamp.white else 0))
    back = -np.sign(seen[-1] - seen[0]) * np.diff(seen)
    verdict.measure("brightness of a colour goes back by", float(back.max()))
    if back.max() > 1e-3:
        verdict.fault("brightness", at[here][back.argmax()], f"channel {lamp.channel} goes back {back.max():.4f}")


def _rate(verdict: Verdict, at: Figures, fade: Fade, margin: float) -> None:
    here = at[(at >= fade.begins + margin) & (at <= fade.begins + fade.lasts - margin)]
    wanted = (fade.lasts - 2 * margin) / FRAME
    if wanted < 22:
        return
    gap = float(np.median(np.diff(here))) if len(here) > 2 else np.inf
    verdict.measure("frames left out in a fade, part", 1 - len(here) / wanted)
    verdict.measure("median of frames apart, ms", 1000 * gap)
    if not 0.75 * wanted <= len(here) <= wanted + 3 or abs(gap - FRAME) > 0.1 * FRAME:
        verdict.fault("rate", fade.begins, f"{len(here)} frames of {wanted:.0f}, {1000 * gap:.1f} ms apart")


def _jumps(verdict: Verdict, at: Figures, word: Figures, slack: float, where: str) -> None:
    """From frame to frame no level goes faster than the guard lets it."""
    gap = np.minimum(np.diff(at), 0.1) + slack
    light, seen = np.diff(word / FULL), np.diff(lightness(word / FULL))
    over = np.maximum(np.maximum(light, seen) - RISE * gap, -seen - FALL * gap)
    if len(over) and over.max() > 2 / FULL:
        verdict.fault("jump", at[1:][over.argmax()], f"{where}: {over.max():.4f} of full beyond the guard")


def _alive(verdict: Verdict, at: Figures) -> None:
    gaps = np.diff(at)
    verdict.measure("longest between two frames, s", float(gaps.max()))
    if gaps.max() > KEPT_ALIVE:
        verdict.fault("kept alive", at[gaps.argmax()], f"no frame for {gaps.max():.2f} s")


def judge_messages(messages: Sequence[Message], cues: Sequence[Cue], bulbs: Sequence[str], late: float) -> Verdict:
    """One message for each bulb and cue, with target and duration; nothing else, and nothing that is kept there."""
    verdict = Verdict()
    left = [x for x in messages if x.bulb in bulbs]
    for cue in cues:
        for bulb in bulbs:
            found = [x for x in left if x.bulb == bulb and cue.at - 0.1 <= x.at <= cue.at + late + cue.late]
            if len(found) != 1:
                verdict.fault("messages", cue.at, f"{bulb}: {len(found)} messages, not one")
            for x in found:
                left.remove(x)
                verdict.measure("message late by, s", x.at - cue.at)
                _check_message(verdict, x, cue, late)
    for x in left:
        verdict.fault("messages", x.at, f"{x.bulb}: a message that nothing calls for: {dict(x.words)}")
    for x in messages:
        if x.kept:
            verdict.fault("kept", x.at, f"{x.bulb}: kept at the broker")
    verdict.measure("messages", len(messages))
    return verdict


def _check_message(verdict: Verdict, x: Message, cue: Cue, late: float) -> None:
    wanted = round(254 * cue.level)
    if x.words.get("brightness", 0) != wanted:
        verdict.fault("target", x.at, f"{x.bulb}: {x.words}, not {wanted}")
    lasts = float(x.words.get("transition", 0))
    was = 0.0 if cue.was is None else cue.was
    light = [float(luminance(np.array(level))) for level in (was, cue.level)]
    fastest = max((cue.level - was) / RISE, (light[1] - light[0]) / RISE, (was - cue.level) / FALL)
    slow = cue.was is not None and lasts > max(cue.lasts, 2 * fastest) + 1
    if lasts < fastest or lasts < cue.lasts - late or slow:
        verdict.fault("duration", x.at, f"{x.bulb}: {lasts} s for a fade of {cue.lasts:.1f} s")
