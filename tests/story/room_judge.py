"""Judges a recording of the room by the plan of the night, and by nothing that the program says of itself. Pure.

Each track carries a soft pilot tone of its own, so a recording tells at every moment which tracks are heard and with
which gain. Times are seconds since the circle opened.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import pi, sin
from typing import Any

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
Figures = NDArray[np.float64]

RATE = 48_000
TENTH, FINE = 0.1, 0.002
"""Seconds: of a window, whose spectrum has a bin every 10 Hz, and of a look for gaps."""
FORGIVEN = 12
"""Gaps of at most LONGEST_GAP in a recording of a real server: a machine that is shared with others starves it."""
SWELL = 3.0
"""Seconds of a short-term loudness (EBU Tech 3341), and the period of all swells in the music: none of them shows."""

HIGH = 9_000.0
"""Hertz: nothing in the music is higher, so what is there is a click."""
CLICK = -86.0
"""dBFS above that; the lossy formats leave -93 at most."""
FAINT = 1e-4
"""A peak below -80 dBFS is a gap; music in a hush has ten times as much."""
LONGEST_GAP = 0.05
GUARD = 12.0
"""dB a second above QUIET. A pilot is known to 0.2 dB, and a rise is measured over half a second: hence SLACK."""
QUIET, SLACK = -40.0, 0.5
STEP = 0.15
"""Of full gain, in 50 ms: twice what the shortest planned move, half a second, takes; a step of 2.5 dB takes more."""

# ITU-R BS.1770-5, annex 1, tables 1 and 2: K-weighting at 48 kHz
_SHELF = (1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585)
_PASS = (1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)


@dataclass(frozen=True)
class Heard:
    """A recording, twenty times a second: `at`, the amplitude of each pilot there (shape (n, tracks)), K-weighted
    `power`, and what is `high`; and, at `fine_at`, the peak of each 2 ms.
    """

    at: Figures
    pilots: Figures
    power: Figures
    high: Figures
    fine_at: Figures
    fine: Figures

    def between(self, begins: float, ends: float) -> NDArray[np.bool_]:
        """The windows that lie in it as a whole."""
        return (self.at >= begins + TENTH / 2) & (self.at <= ends - TENTH / 2)


@dataclass(frozen=True)
class Span:
    begins: float
    ends: float


@dataclass(frozen=True)
class Steady:
    """One track, whole, at `gain`: volume and hush as amplitude."""

    span: Span
    track: int
    gain: float


@dataclass(frozen=True)
class Cross:
    """A crossfade of two tracks at `gain`, and nothing else that moves."""

    span: Span
    out: int
    into: int
    gain: float


@dataclass(frozen=True)
class Rise:
    """Out of silence to `gain`, in so long at least."""

    span: Span
    gain: float


@dataclass(frozen=True)
class Score:
    """What should be heard: in `steady`, in `crosses` and in `rises`; nothing at all in `silences`; no gap in what is
    `sounding`.
    In what is `twofold` two engines sound the same
    tracks: their pilots interfere, and only the power is judged.
    """

    steady: tuple[Steady, ...]
    crosses: tuple[Cross, ...]
    silences: tuple[Span, ...]
    sounding: tuple[Span, ...]
    rises: tuple[Rise, ...] = ()
    twofold: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Fault:
    what: str
    at: float
    words: str


@dataclass
class Verdict:
    """What is wrong, and the worst of each figure that was right or wrong."""

    faults: list[Fault] = field(default_factory=list)
    worst: dict[str, float] = field(default_factory=dict)

    def measure(self, what: str, figure: float) -> None:
        self.worst[what] = max(self.worst.get(what, -np.inf), figure)

    def fault(self, what: str, at: float, words: str) -> None:
        self.faults.append(Fault(what, round(float(at), 2), words))

    @property
    def kinds(self) -> set[str]:
        return {x.what for x in self.faults}


def pilot(track: int) -> float:
    """The pitch that tells a track, in hertz: above its music, and a whole number of turns in a window."""
    return 3_000.0 + 100.0 * track


def listen(pieces: Iterable[Samples], begins: float, tracks: int, rate: int = RATE) -> Heard:
    """What is in a recording whose first sample was heard at `begins`; pieces of any length, shape (n, 2)."""
    size, hop = rate // 10, rate // 20
    taper = np.hanning(size + 1)[:-1].astype(np.float32)
    pitch = np.fft.rfftfreq(size, 1 / rate)
    bins = [round(pilot(n) / 10) for n in range(tracks)]
    weight, norm = k_weight(pitch), 2 / (size * float((taper**2).sum()))
    rows: list[Figures] = []
    fine: list[Figures] = []
    for block, fresh in _blocks(pieces, size, hop):
        windows = np.lib.stride_tricks.sliding_window_view(block, size, axis=0)[::hop]  # (n, 2, size)
        spectrum = np.fft.rfft(windows * taper, axis=-1)
        square = spectrum.real**2 + spectrum.imag**2
        amplitude = np.sqrt(square[:, 0, bins]) * (2 / float(taper.sum()))
        power = norm * (square.sum(axis=1) @ weight)
        high = np.sqrt(norm * square[:, :, pitch > HIGH].sum(axis=(1, 2)))
        rows.append(np.column_stack([amplitude, power, high]).astype(np.float64))
        steps = np.abs(fresh).max(axis=1).reshape(-1, hop)[:, : hop // 25 * 25]
        fine.append(steps.reshape(-1, hop // 25).max(axis=1).astype(np.float64))
    table = np.concatenate(rows) if rows else np.zeros((0, tracks + 2))
    peaks = np.concatenate(fine) if fine else np.zeros(0, np.float64)
    at = begins + (np.arange(len(table)) + 1) * TENTH / 2
    fine_at = np.asarray(begins + (np.arange(len(peaks)) + 0.5) * FINE, np.float64)
    return Heard(at, table[:, :tracks], table[:, tracks], table[:, tracks + 1], fine_at, peaks)


def _blocks(pieces: Iterable[Samples], size: int, hop: int) -> Iterator[tuple[Samples, Samples]]:
    """Blocks in which whole windows begin, each hop once; and the samples that are new in each."""
    kept = np.zeros((0, 2), np.float32)
    for piece in pieces:
        kept = np.concatenate([kept, piece])
        count = (len(kept) - size) // hop + 1
        if count > 0:
            yield kept[: (count - 1) * hop + size], kept[: count * hop]
            kept = kept[count * hop :]


def joined(*heard: Heard) -> Heard:
    """Several recordings of one night, in their order."""
    return Heard(
        *(np.concatenate([getattr(x, name) for x in heard]) for name in ("at", "pilots", "power", "high")),
        *(np.concatenate([getattr(x, name) for x in heard]) for name in ("fine_at", "fine")),
    )


def k_weight(pitch: NDArray[Any]) -> Figures:
    """The power gain of K-weighting at each pitch in hertz."""
    turn = np.exp(-2j * np.pi * pitch / RATE)
    gain = np.ones(len(pitch))
    for above, below in (_SHELF, _PASS):
        gain = gain * np.abs(np.polyval(above[::-1], turn) / np.polyval(below[::-1], turn)) ** 2
    return np.asarray(gain)


def lufs(power: float) -> float:
    """Loudness of a K-weighted power (ITU-R BS.1770-5)."""
    return float(-0.691 + 10 * np.log10(max(power, 1e-20)))


def reference(source: Heard, track: int, target: float) -> float:
    """The amplitude of a track's pilot when the track is as loud as `target` (LUFS), by its own file."""
    return float(np.median(source.pilots[:, track]) * 10 ** ((target - lufs(float(source.power.mean()))) / 20))


def judge(
    heard: Heard, score: Score, references: Sequence[float], target: float, margin: float, *, real: bool = False
) -> Verdict:
    """All that the plan says of a night. `margin` (seconds) is how far the clocks of plan and recording may differ. In
    a `real` recording some short gaps are counted and forgiven, with the step and the click that each of them is.
    """
    verdict = Verdict()
    _gaps(verdict, heard, score, FORGIVEN if real else 0)
    if real:
        heard = without(heard, [x for s in score.sounding for x in _empty(heard, s)])
    gains = heard.pilots / np.asarray(references)
    _levels(verdict, heard, gains, score, target)
    _crossings(verdict, heard, gains, score, margin)
    _guard(verdict, heard, gains, score)
    _rises(verdict, heard, gains, score, margin)
    _silences(verdict, heard, score)
    _clicks(verdict, heard)
    return verdict


def _levels(verdict: Verdict, heard: Heard, gains: Figures, score: Score, target: float) -> None:
    """Each short-term loudness is within 1 LU of the target times the gain, and it is the planned track that sounds."""
    for x in score.steady:
        here = heard.between(x.span.begins, x.span.ends)
        power, pilots, at = heard.power[here], gains[here], heard.at[here]
        span = round(SWELL / (TENTH / 2))
        if len(power) < span:
            continue
        wanted = target + 20 * np.log10(x.gain)
        mean = np.convolve(power, np.ones(span) / span, "valid")
        off = np.abs(np.array([lufs(p) for p in mean]) - wanted)
        verdict.measure("steady stretches", verdict.worst.get("steady stretches", 0) + 1)
        verdict.measure("level off by, LU", float(off.max()))
        if off.max() > 1.0:
            verdict.fault("level", at[off.argmax()], f"{off.max():.2f} LU off {wanted:.1f} LUFS, track {x.track}")
        others = np.delete(pilots, x.track, axis=1)
        if np.median(pilots[:, x.track]) < 0.9 * x.gain or others.max() > 0.1 * x.gain:
            verdict.fault("track", at[0], f"track {x.track} should be heard alone, not {np.median(pilots, 0).argmax()}")


def _crossings(verdict: Verdict, heard: Heard, gains: Figures, score: Score, margin: float) -> None:
    """The power of two different tracks stays within 1 dB, and the one follows the other."""
    for x in score.crosses:
        here = heard.between(x.span.begins, x.span.ends)
        if not here.any() or here.sum() < 0.9 * (x.span.ends - x.span.begins) / (TENTH / 2):
            continue
        off = np.abs(10 * np.log10(np.maximum((gains[here] ** 2).sum(axis=1), 1e-12) / x.gain**2))
        verdict.measure("crossfades", verdict.worst.get("crossfades", 0) + 1)
        verdict.measure("power in crossfades off by, dB", float(off.max()))
        if off.max() > 1.0:
            verdict.fault("crossfade", heard.at[here][off.argmax()], f"{off.max():.2f} dB off level power")
        ends = [heard.between(t - 0.3 - margin, t + 0.3 + margin) for t in (x.span.begins, x.span.ends)]
        first, last = (gains[e].mean(axis=0) for e in ends)
        if first[x.out] < first[x.into] or last[x.into] < last[x.out]:
            verdict.fault("track", x.span.begins, f"track {x.into} should follow {x.out}")


def power_gain(gains: Figures) -> Figures:
    """In dB: what different tracks have together."""
    return np.asarray(10 * np.log10(np.maximum((gains**2).sum(axis=1), 1e-12)))


def _guard(verdict: Verdict, heard: Heard, gains: Figures, score: Score) -> None:
    """No rise is faster than the startle guard allows, and no gain steps, up or down."""
    level = power_gain(gains)
    for x in score.twofold:
        here = (heard.at >= x.begins) & (heard.at <= x.ends)
        level[here] = np.nan
    audible, half = np.maximum(level, QUIET), round(0.5 / (TENTH / 2))
    near = heard.at[half:] - heard.at[:-half] < 0.5 + TENTH / 4
    rise = np.where(near, (audible[half:] - audible[:-half]) / 0.5, np.nan)
    if np.isfinite(rise).any():
        worst = int(np.nanargmax(rise))
        verdict.measure("rise, dB a second", float(rise[worst]))
        if rise[worst] > GUARD + SLACK:
            verdict.fault("rise", heard.at[worst], f"{rise[worst]:.1f} dB a second")
    amplitude = 10 ** (level / 20)
    near = np.diff(heard.at) < TENTH * 0.75
    step = np.where(near, np.abs(np.diff(amplitude)), np.nan)
    worst = int(np.nanargmax(step))
    verdict.measure("step of gain in 50 ms", float(step[worst]))
    if step[worst] > STEP:
        verdict.fault("jump", heard.at[worst], f"the gain goes by {step[worst]:.2f} of full in 50 ms")


def _rises(verdict: Verdict, heard: Heard, gains: Figures, score: Score, margin: float) -> None:
    """Music that comes back from silence takes all of its time: it is never above a quarter circle of that length."""
    amplitude = 10 ** (power_gain(gains) / 20)
    for x in score.rises:
        here = heard.between(x.span.begins, x.span.ends)
        part = (heard.at[here] + margin - x.span.begins) / (x.span.ends - x.span.begins)
        allowed = np.array([sin(pi / 2 * min(1.0, p)) for p in part]) + 0.05
        over = amplitude[here] / x.gain - allowed
        if here.any() and over.max() > 0:
            verdict.fault("rise", heard.at[here][over.argmax()], f"{over.max():.2f} of full above its slow rise")
    for twice in score.twofold:
        _even(verdict, heard, twice)


def _even(verdict: Verdict, heard: Heard, x: Span) -> None:
    """Where an engine takes over from another, what is heard stays as loud: the same music twice, some milliseconds
    apart, has the power of one within 3.5 dB. What was heard just before is the measure, swells and all.
    """
    here, before = heard.between(x.begins, x.ends), heard.between(x.begins - SWELL, x.begins)
    span = round(SWELL / (TENTH / 2))
    if here.sum() < span or not before.any():
        return
    level = lufs(float(heard.power[before].mean()))
    mean = np.convolve(heard.power[here], np.ones(span) / span, "valid")
    off = np.array([lufs(p) for p in mean]) - level
    verdict.measure("level at the handover off by, LU", float(np.abs(off).max()))
    if np.abs(off).max() > 3.5:
        verdict.fault("handover", heard.at[here][np.abs(off).argmax()], f"{off[np.abs(off).argmax()]:+.1f} LU")


def _silences(verdict: Verdict, heard: Heard, score: Score) -> None:
    """Silence is digital: every sample is nothing."""
    for x in score.silences:
        here = (heard.fine_at > x.begins) & (heard.fine_at < x.ends)
        verdict.measure("seconds of silence", verdict.worst.get("seconds of silence", 0) + here.sum() * FINE)
        if here.any() and heard.fine[here].max() > 0:
            at = heard.fine_at[here][heard.fine[here].argmax()]
            verdict.fault("silence", at, f"a peak of {heard.fine[here].max():.6f} where nothing should be heard")


def _empty(heard: Heard, x: Span) -> list[Span]:
    """The gaps where music should be heard."""
    here = (heard.fine_at > x.begins) & (heard.fine_at < x.ends)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], (heard.fine[here] < FAINT).astype(int), [0]])))
    at = heard.fine_at[here] - FINE / 2
    return [Span(float(at[a]), float(at[b - 1]) + FINE) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def without(heard: Heard, gaps: Sequence[Span]) -> Heard:
    """A recording without the windows that a gap reaches into."""
    kept = np.ones(len(heard.at), bool)
    for x in gaps:
        kept &= (heard.at < x.begins - TENTH / 2) | (heard.at > x.ends + TENTH / 2)
    rows = (heard.at[kept], heard.pilots[kept], heard.power[kept], heard.high[kept])
    return Heard(*rows, heard.fine_at, heard.fine)


def _gaps(verdict: Verdict, heard: Heard, score: Score, forgiven: int) -> None:
    """Where music should be heard, no gap is longer than 50 ms."""
    gaps = [x for s in score.sounding for x in _empty(heard, s)]
    verdict.measure("gaps", len(gaps))
    for x in gaps:
        lasts = x.ends - x.begins
        verdict.measure("longest gap, s", lasts)
        if lasts > LONGEST_GAP + FINE or len(gaps) > forgiven:
            verdict.fault("gap", x.begins, f"nothing for {lasts:.3f} s")


def _clicks(verdict: Verdict, heard: Heard) -> None:
    high = 20 * np.log10(np.maximum(heard.high, 1e-10))
    verdict.measure("above 9 kHz, dBFS", float(high.max()))
    if high.max() > CLICK:
        verdict.fault("click", heard.at[high.argmax()], f"{high.max():.0f} dBFS above {HIGH:.0f} Hz")


def told(worst: Mapping[str, float]) -> str:
    """The figures, a line each."""
    return "\n".join(f"  {what}: {figure:.3f}" for what, figure in sorted(worst.items()))
