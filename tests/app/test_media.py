"""Recordings as the vault keeps them: under the hash of their bytes, and exact where they loop or go on."""

import errno
import hashlib
import os
import resource
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from kapcircle.app.fit import heard, labelled
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis
from kapcircle.core.playlist import Track
from kapcircle.desk.fittings import Cancelled, NotCopied
from kapcircle.desk.orders import Recording
from kapcircle.engine.engine import Engine
from kapcircle.engine.lossless import LOSSY, keep
from kapcircle.store.media import MediaFolder
from tests.engine.sounds import FORMATS, RATE, Samples, noise, play, write
from tests.engine.sounds import heard as sounded

KEPT = {"wav": ".wav", "flac": ".flac", "aiff": ".aiff", "mp3": ".flac", "ogg": ".flac", "opus": ".flac"}


@pytest.fixture
def media(tmp_path: Path) -> MediaFolder:
    return MediaFolder(tmp_path / "media", keep, heard, labelled, LOSSY)


@pytest.fixture
def small_files(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test may let files grow no further: the nearest thing to a full disk."""
    handler, limits = signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.getrlimit(resource.RLIMIT_FSIZE)
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    signal.signal(signal.SIGXFSZ, handler)


def wave(pitch: float, seconds: float, level: float = 0.3) -> Samples:
    one = level * np.sin(2 * np.pi * pitch * np.arange(round(seconds * RATE)) / RATE)
    return np.stack([one, one], axis=1).astype(np.float32)


def plays(media: MediaFolder, track: Track) -> Recording:
    return Recording(track.id, f"{media.folder()}/{track.id}{track.suffix}", track.length, track.gain)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_recording_is_kept_under_the_hash_of_what_is_kept(tmp_path: Path, media: MediaFolder, suffix: str) -> None:
    source = write(tmp_path / f"Far shore.{suffix}", noise(3))
    track = media.take_in(str(source))
    (kept,) = (tmp_path / "media").iterdir()
    assert kept.name == f"{hashlib.sha256(kept.read_bytes()).hexdigest()}{KEPT[suffix]}"
    assert (track.id, track.suffix, track.title) == (kept.stem, kept.suffix, "Far shore")
    assert abs(track.length - 3000) <= 30
    assert media.missing([track]) == ()
    assert media.take_in(str(source)) == track


@pytest.mark.parametrize("suffix", [s for s in FORMATS if s != "opus"])  # libsndfile's encoder spoils its last 6 ms
def test_a_loop_has_no_seam_that_its_format_made(tmp_path: Path, media: MediaFolder, suffix: str) -> None:
    """A tone of whole periods: at the seam no sample steps further than the tone itself does."""
    recording = plays(media, media.take_in(str(write(tmp_path / f"a.{suffix}", wave(500, 2)))))
    engine = Engine()
    engine.tell(play(recording))
    sound = sounded(engine, 9)[4 * RATE :, 0]
    engine.close()
    steepest = np.abs(sound).max() * 2 * np.pi * 500 / RATE
    assert np.abs(np.diff(sound)).max() < 1.1 * steepest


def test_what_decodes_to_more_than_full_scale_keeps_its_shape(tmp_path: Path, media: MediaFolder) -> None:
    """A square that clips at full scale overshoots once it is lossy; no overshoot is cut off."""
    square = np.sign(wave(220, 2, 1.0)) * np.float32(0.99)
    source = write(tmp_path / "hot.mp3", square)
    assert np.abs(soundfile.read(source, dtype="float32")[0]).max() > 1.05
    track = media.take_in(str(source))
    kept = soundfile.read(f"{media.folder()}/{track.id}.flac", dtype="float32")[0]
    assert np.abs(2 * kept - soundfile.read(source, dtype="float32")[0]).max() < 1e-4


@pytest.mark.parametrize("suffix", ["flac", "mp3"])
def test_half_a_file_is_named_and_nothing_of_it_stays(tmp_path: Path, media: MediaFolder, suffix: str) -> None:
    path = write(tmp_path / f"cut.{suffix}", noise(8))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(KnownError, match=rf"^cut\.{suffix} ends at [34]\.\d s, before it should"):
        media.take_in(str(path))
    assert list((tmp_path / "media").iterdir()) == []


@pytest.mark.parametrize("suffix", ["wav", "aiff"])
def test_half_a_copy_of_what_a_decoder_would_be_content_with_is_named(
    tmp_path: Path, media: MediaFolder, suffix: str
) -> None:
    path = write(tmp_path / f"cut.{suffix}", noise(8))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(KnownError, match=rf"^cut\.{suffix} holds 50% of what it should: it was cut short\. "):
        media.take_in(str(path))
    assert list((tmp_path / "media").iterdir()) == []


def test_a_wav_that_was_written_before_its_length_was_known_comes_in(tmp_path: Path, media: MediaFolder) -> None:
    path = write(tmp_path / "piped.wav", noise(3))
    octets = bytearray(path.read_bytes())
    at = octets.index(b"data") + 4
    octets[4:8] = octets[at : at + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(octets)
    assert media.take_in(str(path)).length == 3_000


def test_chunks_around_the_sound_are_passed_over(tmp_path: Path, media: MediaFolder) -> None:
    path = write(tmp_path / "noted.wav", noise(3))
    octets = path.read_bytes()
    at = octets.index(b"data")
    path.write_bytes(octets[:at] + b"note" + (3).to_bytes(4, "little") + b"abc\0" + octets[at:] + b"LIST\4\0\0\0INFO")
    assert media.take_in(str(path)).length == 3_000


def frames_of(path: Path) -> tuple[bytes, bytes]:
    """An MP3 as libsndfile writes it: the frame that says how many follow, and those."""
    whole = path.read_bytes()
    at = whole.index(whole[:2], 100)
    return whole[:at], whole[at:]


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 48_000])
@pytest.mark.parametrize(("channels", "soft"), [(1, slice(0, 3)), (2, slice(3, 12))])
def test_an_mp3_that_does_not_say_how_long_it_is_is_kept_to_its_end(
    tmp_path: Path, media: MediaFolder, rate: int, channels: int, soft: slice
) -> None:
    """The bit rate of its first frame says little of the others."""
    source, sound = tmp_path / "a.mp3", noise(12, rate=rate)[:, :channels]
    sound[soft.start * rate : soft.stop * rate] *= 1e-4
    settings = {"format": "MP3", "subtype": "MPEG_LAYER_III", "bitrate_mode": "VARIABLE", "compression_level": 0.4}
    soundfile.write(source, sound, rate, **settings)
    whole = media.take_in(str(source))
    _, frames = frames_of(source)
    source.write_bytes(b"ID3\x04\0\0\0\0\1\0" + bytes(128) + frames + b"TAG" + bytes(125))
    assert abs(soundfile.info(source).duration - 12) > 2, "what libsndfile takes it for"
    track = media.take_in(str(source))
    assert abs(track.length - whole.length) < 150, "what encoder and decoder add at both ends"
    assert track.gain == pytest.approx(whole.gain, abs=0.1)


def test_two_mp3s_that_were_joined_are_kept_to_the_end_of_the_second(tmp_path: Path, media: MediaFolder) -> None:
    one = write(tmp_path / "one.mp3", noise(4)).read_bytes()
    (tmp_path / "both.mp3").write_bytes(one + bytes(7000) + one)
    assert soundfile.info(tmp_path / "both.mp3").duration < 5
    assert media.take_in(str(tmp_path / "both.mp3")).length == pytest.approx(8000, abs=150)


def test_an_mp3_whose_length_cannot_be_told_is_refused(tmp_path: Path, media: MediaFolder) -> None:
    (tmp_path / "odd.mp3").write_bytes(frames_of(write(tmp_path / "a.mp3", noise(1)))[1] + bytes(100_000))
    with pytest.raises(KnownError, match=r"^odd\.mp3 cannot be kept: its length cannot be told\. Convert it to FLAC$"):
        media.take_in(str(tmp_path / "odd.mp3"))
    assert list((tmp_path / "media").iterdir()) == []


@pytest.mark.parametrize("name", ["words.mp3", "words.wav", "chunks.wav"])
def test_what_is_no_sound_is_named(tmp_path: Path, media: MediaFolder, name: str) -> None:
    (tmp_path / name).write_text("RIFFxxxxWAVEnot a chunk" if name == "chunks.wav" else "these are words")
    with pytest.raises(KnownError, match=f"^{name} cannot be read as sound"):
        media.take_in(str(tmp_path / name))


@pytest.mark.parametrize("suffix", ["wav", "mp3"])
def test_what_is_empty_is_said_to_be_empty(tmp_path: Path, media: MediaFolder, suffix: str) -> None:
    (tmp_path / f"nothing.{suffix}").touch()
    with pytest.raises(KnownError, match=rf"^nothing\.{suffix} is empty\. Copy it again$"):
        media.take_in(str(tmp_path / f"nothing.{suffix}"))


@pytest.mark.parametrize("suffix", ["wav", "aiff"])
def test_what_has_no_length_is_not_said_to_be_cut_short(tmp_path: Path, media: MediaFolder, suffix: str) -> None:
    source = write(tmp_path / f"none.{suffix}", noise(1)[:0])
    with pytest.raises(KnownError, match=rf"^none\.{suffix} holds no sound: it is 0 seconds long\. Export it again$"):
        media.take_in(str(source))


def test_what_a_killed_import_left_goes_with_the_next_and_another_vaults_does_not(
    tmp_path: Path, media: MediaFolder
) -> None:
    for name, hours in (("draft-killed", 25), ("draft-running", 1), ("mine", 900)):
        left = tmp_path / "media" / name
        left.mkdir(parents=True)
        (left / "half.wav").write_bytes(b"half of a recording")
        long_ago = time.time() - hours * 3600
        os.utime(left, (long_ago, long_ago))
    media.check_room([])
    assert sorted(path.name for path in (tmp_path / "media").iterdir()) == ["draft-running", "mine"]


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes there")
@pytest.mark.parametrize("suffix", ["wav", "ogg", "mp3"])
@pytest.mark.parametrize(
    ("stem", "title"),
    [
        ("Far\nshore", "Far shore"),
        ("M\udce4rz", "M rz"),
        ("\udcff", "Recording without a name"),
        ("x" * 250, "x" * 200),
    ],
)
def test_any_name_of_a_file_makes_a_title_that_can_be_read_and_kept(
    tmp_path: Path, media: MediaFolder, suffix: str, stem: str, title: str
) -> None:
    source = write(tmp_path / f"plain.{suffix}", noise(1)).rename(tmp_path / f"{stem}.{suffix}")
    track = media.take_in(str(source))
    assert track.title == title
    assert track.title.encode(), "it can be written down"
    assert media.missing([track]) == ()


def test_a_file_that_may_not_be_read_is_its_own_fault_and_not_the_disk_s(
    tmp_path: Path, media: MediaFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, opens = write(tmp_path / "closed.wav", noise(1)), Path.open

    def may_not(path: Path, *more: Any, **named: Any) -> Any:
        if path == source:
            raise PermissionError(errno.EACCES, "Permission denied")
        return opens(path, *more, **named)

    monkeypatch.setattr(Path, "open", may_not)
    with pytest.raises(
        KnownError, match=r"^closed\.wav cannot be read: Permission denied\. .*, and that you may"
    ) as said:
        media.take_in(str(source))
    assert not isinstance(said.value, NotCopied), "the next ones come in"


@pytest.mark.parametrize("suffix", ["wav", "mp3"])
def test_a_copy_that_the_disk_refuses_is_no_fault_of_the_recording(
    tmp_path: Path, media: MediaFolder, suffix: str, small_files: None
) -> None:
    source = write(tmp_path / f"long.{suffix}", noise(30))
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    with pytest.raises(NotCopied, match=f"^long.{suffix} could not be copied into .*media: "):
        media.take_in(str(source))
    assert list((tmp_path / "media").iterdir()) == []


@pytest.mark.parametrize("name", ["gone.mp3", "gone.wav"])
def test_what_is_not_there_is_said(tmp_path: Path, media: MediaFolder, name: str) -> None:
    with pytest.raises(KnownError, match=f"^{name} is missing"):
        media.take_in(str(tmp_path / name))


def test_the_shape_of_a_track_shows_where_it_swells(tmp_path: Path, media: MediaFolder) -> None:
    soft, loud = noise(8, 1, 0.01), noise(8, 2, 0.1)
    shape = media.take_in(str(write(tmp_path / "a.flac", np.concatenate([soft, loud])))).shape
    levels = [int(digit, 36) for digit in shape]
    assert len(levels) == 160
    assert max(levels) == 35
    assert np.mean(levels[:78]) == pytest.approx(np.mean(levels[82:]) - 20, abs=0.5)


def test_silence_has_no_shape(tmp_path: Path, media: MediaFolder) -> None:
    track = media.take_in(str(write(tmp_path / "a.wav", np.zeros((RATE, 2), np.float32))))
    assert (track.shape, track.length) == ("", Millis(1000))


def test_tags_of_a_lossy_file_are_not_lost_with_its_format(tmp_path: Path, media: MediaFolder) -> None:
    with soundfile.SoundFile(tmp_path / "x1.mp3", "w", RATE, 2, "MPEG_LAYER_III") as file:
        file.title, file.artist = "Far shore", "Ana"
        file.write(noise(3))
    track = media.take_in(str(tmp_path / "x1.mp3"))
    assert (track.title, track.artist, track.suffix) == ("Far shore", "Ana", ".flac")


def test_what_was_measured_stands_in_the_track_and_can_be_measured_again(tmp_path: Path, media: MediaFolder) -> None:
    track = media.take_in(str(write(tmp_path / "a.flac", noise(6))))
    again = media.measure(track)
    assert (track.loudness, track.peak, track.sound) == (again.loudness, again.peak, again.sound)
    assert track.loudness == pytest.approx(-17, abs=3)
    silent = media.take_in(str(write(tmp_path / "b.wav", np.zeros((RATE, 2), np.float32))))
    assert (silent.loudness, silent.peak, silent.gain) == (None, None, 0.0)
    assert silent.sound


def test_a_recording_that_sounds_the_same_is_not_copied_unless_its_file_is_gone(
    tmp_path: Path, media: MediaFolder
) -> None:
    sixteen = np.round(noise(3) * 32767) / 32768
    soundfile.write(tmp_path / "a.flac", sixteen, RATE, subtype="PCM_16")
    soundfile.write(tmp_path / "b.wav", sixteen, RATE, subtype="PCM_16")
    first = media.take_in(str(tmp_path / "a.flac"))
    assert media.take_in(str(tmp_path / "b.wav"), twin=lambda x: first if x.sound == first.sound else None) == first
    (kept,) = (tmp_path / "media").iterdir()
    kept.unlink()
    second = media.take_in(str(tmp_path / "b.wav"), twin=lambda x: first if x.sound == first.sound else None)
    assert (second.suffix, second.sound) == (".wav", first.sound)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("at", [0.1, 0.7])
def test_whoever_cancels_finds_nothing_half_done(tmp_path: Path, media: MediaFolder, suffix: str, at: float) -> None:
    source, told = write(tmp_path / f"a.{suffix}", noise(9)), list[float]()

    def enough(share: float) -> None:
        told.append(share)
        if share > at:
            raise Cancelled

    with pytest.raises(Cancelled):
        media.take_in(str(source), enough)
    assert list((tmp_path / "media").iterdir()) == []
    told.clear()
    media.take_in(str(source), told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_disk_without_room_is_said_before_anything_is_copied(
    tmp_path: Path, media: MediaFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    wave, opus = write(tmp_path / "a.wav", noise(3)), write(tmp_path / "a.opus", noise(3))
    media.check_room([str(wave), str(opus), "gone.wav"])
    free = shutil.disk_usage(tmp_path)._replace(free=500_000_000 + wave.stat().st_size + 6 * opus.stat().st_size)
    monkeypatch.setattr("shutil.disk_usage", lambda _: free)
    media.check_room([str(wave)])
    with pytest.raises(NotCopied, match=r"^These recordings need about 0\.0 GB, and in .*media there is room for 0\.0"):
        media.check_room([str(wave), str(opus)])
