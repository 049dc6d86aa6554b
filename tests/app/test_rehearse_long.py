"""Three hours with sound take a few minutes at most."""

import time
from pathlib import Path

import pytest
import soundfile

from tests.app.listening import Rehearsed, csv_sheet, rehearse, tone_file

FEW_MINUTES = 240.0
"""Seconds of one processor for three hours."""
HEADROOM = 2.0
"""What processors of today differ by, and tests that run beside this one."""


def long_circle(folder: Path, minutes: float) -> Rehearsed:
    """Six phases, always in sound, through every decoder, at rates that must be converted."""
    for n, suffix in enumerate(("mp3", "ogg", "opus", "flac", "aiff", "wav")):
        rate = 48_000 if suffix == "opus" else 44_100
        for track in (1, 2):
            tone_file(folder / f"{suffix}/{track}.{suffix}", 200 + 50 * n, 30, rate)
    rows = [(f"{s} phase", minutes / 6, "", "", s, 10) for s in ("mp3", "ogg", "opus", "flac", "aiff", "wav")]
    began = time.process_time()
    heard = rehearse(folder, csv_sheet(folder / "plan.csv", *rows))
    took = time.process_time() - began
    print(f"{minutes:g} min took {took:.1f} s of processor time")
    assert heard.report["closed"] is True
    assert took / minutes * 180 < FEW_MINUTES * HEADROOM
    return heard


@pytest.mark.slow
def test_six_minutes_promise_three_hours_in_a_few(tmp_path: Path) -> None:
    long_circle(tmp_path, 6)


@pytest.mark.soak
def test_three_hours(tmp_path: Path) -> None:
    heard = long_circle(tmp_path, 180)
    assert soundfile.info(tmp_path / "out.wav").frames >= 180 * 60 * 48_000
    assert heard.report["cues"][-1]["made_ms"] == 150 * 60_000
    (tmp_path / "out.wav").unlink()
