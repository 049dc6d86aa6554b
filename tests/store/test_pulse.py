"""A sign of life that the next start finds."""

import time
from pathlib import Path

import pytest

from kapcircle.core.ids import Instant, Millis
from kapcircle.store import pulse
from kapcircle.store.pulse import PulseFile


def test_the_next_start_finds_the_last_beat_and_not_its_own(tmp_path: Path) -> None:
    first = PulseFile(tmp_path / "v.pulse")
    first.beat(Instant(1_800_000_000_000), Millis(168_000))
    first.written(5)
    assert first.last() is None
    second = PulseFile(tmp_path / "v.pulse")
    second.beat(Instant(1_800_000_060_000), Millis(0))
    assert (second.last(), second.owed()) == (1_800_000_000_000, 168_000)


def test_it_is_written_twice_a_second_however_fast_the_circle_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulse, "EVERY", 0.05)
    beating = PulseFile(tmp_path / "v.pulse")
    for second in range(1_000):
        beating.beat(Instant(second * 1_000), Millis(0))
    beating.written(5)
    assert (PulseFile(tmp_path / "v.pulse").last() or 0) < 999_000
    time.sleep(0.06)
    beating.beat(Instant(1_000_000), Millis(0))
    beating.written(5)
    assert PulseFile(tmp_path / "v.pulse").last() == 1_000_000


@pytest.mark.parametrize("content", [b"", b"soon", b"\xff\xfe"])
def test_a_file_that_says_nothing_is_no_sign_of_life(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "v.pulse").write_bytes(content)
    assert PulseFile(tmp_path / "v.pulse").last() is None


def test_a_folder_that_has_gone_away_stops_nothing(tmp_path: Path) -> None:
    PulseFile(tmp_path / "gone" / "v.pulse").beat(Instant(1), Millis(0))
