"""Every format, rate and number of channels comes out as stereo at 48 kHz, from where it was asked."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr

from kapcircle.core.errors import KnownError
from kapcircle.engine.reader import Reader
from tests.engine.sounds import FORMATS, RATE, Samples, apart, noise, write


def all_of(reader: Reader, at_most: int = 60 * RATE) -> Samples:
    pieces: list[Samples] = []
    while sum(map(len, pieces)) < at_most and len(piece := reader.read()):
        pieces.append(piece)
    reader.close()
    return np.concatenate([np.zeros((0, 2), np.float32), *pieces])[:at_most]


def lag(got: Samples, wanted: Samples) -> int:
    """By how many frames `got` is late against `wanted`."""
    size = 1 << 18
    match = np.fft.irfft(np.fft.rfft(got[:, 0], size) * np.conj(np.fft.rfft(wanted[:, 0], size)), size)
    best = int(np.argmax(match))
    return best if best < size // 2 else best - size


@pytest.mark.parametrize(
    ("suffix", "rate"), [(s, r) for s in FORMATS for r in (48_000, 44_100) if (s, r) != ("opus", 44_100)]
)
def test_position_is_right_to_within_20_ms(tmp_path: Path, suffix: str, rate: int) -> None:
    original = noise(6, rate=rate)
    path = write(tmp_path / f"a.{suffix}", original, rate)
    wanted = soxr.resample(original, rate, RATE) if rate != RATE else original
    for start in (0.0, 1.234, 5.0):
        frame = round(start * RATE)
        got = all_of(Reader(str(path), frame))
        assert len(got) == pytest.approx(len(wanted) - frame, abs=0.02 * RATE)
        assert abs(lag(got, wanted[frame:])) <= 0.02 * RATE


@pytest.mark.parametrize("suffix", FORMATS)
def test_pieces_join_without_a_seam(tmp_path: Path, suffix: str) -> None:
    """A tone: an MP3 of it is so small that most frames lean on the one before."""
    wave = 0.2 * np.sin(2 * np.pi * 470 * np.arange(6 * RATE) / RATE)
    path = write(tmp_path / f"a.{suffix}", np.stack([wave, wave], axis=1).astype(np.float32))
    whole, _ = soundfile.read(path, dtype="float32")
    got = all_of(Reader(str(path)))
    assert len(got) == len(whole)
    assert apart(got, whole) < 1e-6


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 96_000])
def test_another_rate_loses_nothing_at_the_end(tmp_path: Path, rate: int) -> None:
    reader = Reader(str(write(tmp_path / "a.wav", noise(1.5, rate=rate), rate)))
    assert reader.length == 1.5 * RATE
    assert abs(len(all_of(reader)) - 1.5 * RATE) <= 1


@pytest.mark.parametrize("channels", [1, 2, 3, 4, 5, 6, 7, 8, 12])
def test_any_number_of_channels_becomes_two_without_clipping(tmp_path: Path, channels: int) -> None:
    path = write(tmp_path / "many.wav", np.full((RATE, channels), 0.9, np.float32))
    got = all_of(Reader(str(path)))
    assert got.shape == (RATE, 2)
    assert 0.2 < got.min() <= got.max() <= 0.91


def test_mono_is_the_same_on_both_sides_and_sides_are_not_swapped(tmp_path: Path) -> None:
    mono = all_of(Reader(str(write(tmp_path / "mono.wav", np.full((1000, 1), 0.5, np.float32)))))
    assert apart(mono, 0.5) < 1e-6
    surround = np.zeros((1000, 6), np.float32)
    surround[:, 4] = 0.5  # left surround
    got = all_of(Reader(str(write(tmp_path / "surround.wav", surround))))
    assert got[:, 0].min() > 0.1
    assert got[:, 1].max() == 0


@pytest.mark.parametrize("rate", [48_000, 44_100])
def test_a_loop_has_no_seam(tmp_path: Path, rate: int) -> None:
    """Whole periods: the loop of a sine is a sine."""
    seconds = 2
    sine = np.asarray(0.5 * np.sin(2 * np.pi * 441 * np.arange(seconds * rate) / rate), np.float32)
    path = write(tmp_path / "sine.wav", np.stack([sine, sine], axis=1), rate)
    got = all_of(Reader(str(path), loop=True), 7 * RATE)
    wanted = 0.5 * np.sin(2 * np.pi * 441 * np.arange(7 * RATE) / RATE)
    assert np.abs(got[RATE:, 0] - wanted[RATE:]).max() < 1e-5


def test_a_loop_shorter_than_a_piece_goes_on(tmp_path: Path) -> None:
    ramp = np.asarray(np.repeat(np.arange(100)[:, None] / 128, 2, axis=1), np.float32)
    got = all_of(Reader(str(write(tmp_path / "short.wav", ramp)), loop=True), 1000)
    assert apart(got, np.tile(ramp, (10, 1))) < 1e-6


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("content", [b"", b"no sound at all " * 100])
def test_a_file_that_is_no_sound_is_named(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"broken.{suffix}"
    path.write_bytes(content)
    with pytest.raises(KnownError, match=f"^broken.{suffix} cannot be read as sound") as said:
        Reader(str(path))
    assert str(tmp_path) not in str(said.value)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("rate", [48_000, 44_100])
def test_what_is_no_number_is_silent_and_spoils_nothing_else(tmp_path: Path, bad: float, rate: int) -> None:
    samples = noise(3, rate=rate)
    samples[rate : rate + 10] = bad
    soundfile.write(tmp_path / "bad.wav", samples, rate, subtype="FLOAT")
    reader = Reader(str(tmp_path / "bad.wav"))
    got = all_of(reader)
    assert reader.spoilt
    assert np.abs(got).max() < 1
    samples[rate : rate + 10] = 0
    wanted = soxr.resample(samples, rate, RATE) if rate != RATE else samples
    assert apart(got, wanted[: len(got)]) < 1e-3


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"^gone\.flac is missing"):
        Reader(str(tmp_path / "gone.flac"))


def test_a_file_that_the_system_does_not_let_be_looked_at_is_named(tmp_path: Path) -> None:
    """A name too long to ask for stands in for a folder that may not be entered, and for a disk that fails."""
    name = f"{'x' * 300}.flac"
    with pytest.raises(KnownError, match=r"^x+\.flac cannot be read \(File name too long\)\. Check its disk"):
        Reader(str(tmp_path / name))


@pytest.mark.parametrize("suffix", FORMATS)
def test_half_a_file_ends_early_without_an_error(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path / f"cut.{suffix}", noise(8))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    got = all_of(Reader(str(path)))
    assert 2 * RATE < len(got) < 6 * RATE


@pytest.mark.parametrize("suffix", ["flac", "mp3"])
def test_half_a_file_does_not_loop(tmp_path: Path, suffix: str) -> None:
    """Where it breaks off is no place to begin again; the deck crosses over instead."""
    path = write(tmp_path / f"cut.{suffix}", noise(8))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    reader = Reader(str(path), loop=True)
    assert len(all_of(reader)) < 6 * RATE
    assert reader.early


@pytest.mark.parametrize(("promised", "early"), [(0.09, False), (0.11, True)])
def test_a_header_may_promise_a_little_more_than_there_is(tmp_path: Path, promised: float, early: bool) -> None:
    path = write(tmp_path / "a.flac", noise(2))
    whole = bytearray(path.read_bytes())
    whole[22:26] = round((2 + promised) * RATE).to_bytes(4, "big")  # the samples of STREAMINFO
    path.write_bytes(whole)
    reader = Reader(str(path))
    assert (len(all_of(reader)), reader.early) == (2 * RATE, early)


def test_a_catalogue_that_knows_better_cuts_it_short(tmp_path: Path) -> None:
    reader = Reader(str(write(tmp_path / "a.wav", noise(2))), until=RATE)
    assert (reader.length, len(all_of(reader))) == (RATE, RATE)
