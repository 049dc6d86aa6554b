"""Music that tells on whoever plays it: each track is a tone of its own pitch. A rehearsal, and what was heard."""

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray

from kapcircle.__main__ import main
from tests.engine.sounds import Samples, write

RATE = 48_000
WINDOW = RATE // 10
"""Frames in which a level is measured; tones at multiples of 10 Hz do not disturb each other there."""
VOLUME = 0.5
"""What a circle opens with."""
HEADER = ("Phase", "Minutes", "End", "Note", "Music", "Crossfade", "Look", "Fade")

Levels = NDArray[np.float64]


def tone(pitch: float, seconds: float, rate: int = RATE) -> Samples:
    """The same on both sides."""
    wave = 0.2 * np.sin(2 * np.pi * pitch * np.arange(round(seconds * rate)) / rate)
    return np.asarray(np.stack([wave, wave], axis=1), np.float32)


def tone_file(path: Path, pitch: float, seconds: float, rate: int = RATE) -> Path:
    """A tone in the format that the suffix says."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return write(path, tone(pitch, seconds, rate), rate)


def csv_sheet(path: Path, *rows: Sequence[object]) -> Path:
    """A rundown; cells that are left out are empty."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEADER, *rows])
    return path


@dataclass(frozen=True)
class Rehearsed:
    """What a rehearsal left."""

    status: int
    report: dict[str, Any]
    sound: Samples

    def made(self, name: str) -> float:
        """When a cue was made, in seconds since opening."""
        (cue,) = [cue for cue in self.report["cues"] if cue["name"] == name]
        return float(cue["made_ms"]) / 1000

    def entered(self, name: str) -> float:
        """When a phase was entered, in seconds since opening."""
        (phase,) = [phase for phase in self.report["phases"] if phase["name"] == name]
        return float(phase["entered_ms"]) / 1000

    def levels(self, pitch: float) -> Levels:
        """Amplitude of a pitch on the left, ten times a second."""
        left = self.sound[: len(self.sound) // WINDOW * WINDOW, 0].reshape(-1, WINDOW)
        turn = np.exp(-2j * np.pi * pitch * np.arange(WINDOW) / RATE)
        return np.asarray(2 * np.abs(left @ turn) / WINDOW, np.float64)

    def loudness(self) -> Levels:
        """RMS of both sides, ten times a second."""
        whole = self.sound[: len(self.sound) // WINDOW * WINDOW].astype(np.float64)
        return np.asarray(np.sqrt((whole.reshape(-1, WINDOW * 2) ** 2).mean(axis=1)))


def rehearse(folder: Path, sheet: Path, *options: str, script: str | None = None) -> Rehearsed:
    """By the command line, with sound and report. At most an hour of it is listened to."""
    if script is not None:
        (folder / "script.txt").write_text(script, encoding="utf-8")
        options = (*options, "--script", str(folder / "script.txt"))
    sound, report = folder / "out.wav", folder / "report.json"
    outputs = ("--sound-file", str(sound), "--report", str(report))
    status = main(["rehearse", "--rundown", str(sheet), *outputs, *options])
    samples, rate = soundfile.read(sound, 3_600 * RATE, dtype="float32")
    assert (rate, soundfile.info(sound).subtype) == (RATE, "PCM_24")
    return Rehearsed(status, json.loads(report.read_text("utf-8")), samples)


def decibels(levels: Levels) -> Levels:
    """Amplitudes as dB; nothing at all is -200."""
    return np.asarray(20 * np.log10(np.maximum(levels, 1e-10)))


def gains(heard: Rehearsed, plateaus: dict[float, float]) -> Levels:
    """The power gain that was applied, in dB, ten times a second; `plateaus` are the levels at the usual volume."""
    parts = [(VOLUME * heard.levels(pitch) / plateau) ** 2 for pitch, plateau in plateaus.items()]
    return np.asarray(decibels(np.sqrt(np.sum(parts, axis=0))))


def steepest(gain: Levels) -> float:
    """The fastest rise above -40 dB, in dB a second, measured over half a second."""
    audible = np.maximum(gain, -40.0)
    return float((audible[5:] - audible[:-5]).max() / 0.5)


def crossing(heard: Rehearsed, pitch: float, plateau: float, around: float, length: float) -> tuple[float, float]:
    """When a track began to come in and how long it took, in seconds: by a line through the angle of its gain."""
    level = heard.levels(pitch) / plateau
    time = (np.arange(len(level)) + 0.5) * WINDOW / RATE
    within = (time > around - 1) & (time < around + length + 1) & (level > 0.1) & (level < 0.98)
    slope, start = np.polyfit(time[within], np.arcsin(level[within]), 1)
    return float(-start / slope), float(np.pi / 2 / slope)


def jumps(sound: Samples, pitch: float) -> float:
    """The largest bend between three samples, as a multiple of what tones up to `pitch` at this level need."""
    bend = np.abs(np.diff(sound[:, 0].astype(np.float64), 2)).max()
    return float(bend / (np.abs(sound).max() * (2 * np.pi * pitch / RATE) ** 2))
