"""Sound written to a file comes back from it as it was, however long it has become."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from kapcircle.core.errors import KnownError
from kapcircle.exports import wav
from kapcircle.exports.wav import WavFile

RATE = 48_000


def noise(frames: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return np.random.default_rng(1).uniform(-1, 1, (frames, 2)).astype(np.float32)


def test_what_was_written_is_read_back_to_the_last_bit(tmp_path: Path) -> None:
    path, sound = tmp_path / "new" / "out.wav", noise(RATE)
    file = WavFile(path, RATE)
    for at in range(0, RATE, 4_321):
        file.write(sound[at : at + 4_321])
    file.close()
    got, rate = soundfile.read(path, dtype="float64")
    about = soundfile.info(path)
    assert (rate, about.subtype, about.format, about.frames) == (RATE, "PCM_24", "WAV", RATE)
    assert np.abs(got - sound).max() <= 0.5 / wav.FULL


def test_what_exceeds_full_scale_is_cut_off(tmp_path: Path) -> None:
    file = WavFile(tmp_path / "out.wav", RATE)
    file.write(np.array([[1.0, -1.0], [1.7, -9.0]], np.float32))
    file.close()
    got, _ = soundfile.read(tmp_path / "out.wav", dtype="float64")
    assert got.tolist() == [[1 - 1 / wav.FULL, -1.0]] * 2


def test_nothing_written_is_a_file_without_sound(tmp_path: Path) -> None:
    WavFile(tmp_path / "out.wav", RATE).close()
    assert soundfile.info(tmp_path / "out.wav").frames == 0


def test_more_than_can_be_counted_in_32_bits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four hours: here the limit comes to the file, not the file to the limit."""
    monkeypatch.setattr(wav, "LARGEST", 1_000)
    path, sound = tmp_path / "out.wav", noise(500)
    file = WavFile(path, RATE)
    file.write(sound)
    file.close()
    head = path.read_bytes()[:80]
    path.write_bytes(head.replace((1_000).to_bytes(4, "little"), b"\xff" * 4) + path.read_bytes()[80:])
    assert soundfile.info(path).format == "RF64"
    got, _ = soundfile.read(path, dtype="float64")
    assert len(got) == 500
    assert np.abs(got - sound).max() <= 0.5 / wav.FULL


@pytest.mark.parametrize("place", ["a file/out.wav", "a folder"])
def test_a_place_that_takes_no_file_is_named(tmp_path: Path, place: str) -> None:
    (tmp_path / "a file").write_text("")
    (tmp_path / "a folder").mkdir()
    with pytest.raises(KnownError, match="cannot be written"):
        WavFile(tmp_path / place, RATE)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_is_said() -> None:
    file = WavFile(Path("/dev/full"), RATE)
    with pytest.raises(KnownError, match="No space left"):
        file.write(noise(400_000))
    with pytest.raises(KnownError, match="No space left"):
        file.close()
