"""A playlist sounds as the arithmetic of the core says, and goes on whatever becomes of its files."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis, TrackId
from kapcircle.core.playlist import Playlist, Track, place
from kapcircle.desk.orders import Beat, Play, Recording, Skipped
from kapcircle.engine.deck import Deck
from kapcircle.engine.engine import Engine
from tests.engine.sounds import RATE, Samples, apart, constant, decibels, heard, noise, play, recording, write

LEVEL = 0.25


@pytest.fixture
def left(tmp_path: Path) -> Recording:
    return recording(write(tmp_path / "left.wav", constant(LEVEL, 0, 8)), 8)


@pytest.fixture
def right(tmp_path: Path) -> Recording:
    return recording(write(tmp_path / "right.wav", constant(0, LEVEL, 6)), 6)


def sounding(wanted: Play, seconds: float) -> Samples:
    """The deck alone, with neither fade nor guard."""
    deck, out, left = Deck(wanted, lambda _: None), [], round(seconds * RATE)
    while left:
        while deck.tend():
            pass
        n = min(4800, left, deck.until_turn() or 4800)
        out.append(sum((part.samples * gain(part.gain) for part in deck.read(n)), np.zeros((n, 2), np.float32)))
        left -= n
    deck.close()
    return np.concatenate(out)


def gain(value: float | np.ndarray) -> np.ndarray:
    return np.asarray(value, np.float32).reshape(-1, 1)


def test_the_crossfade_of_two_tracks_ends_with_the_first(left: Recording, right: Recording) -> None:
    got = sounding(play(left, right, overlap=2), 12) / LEVEL
    assert apart(got[: 6 * RATE], [1, 0]) < 1e-5
    during = got[6 * RATE : 8 * RATE]
    assert apart((during**2).sum(axis=1), 1) < 1e-4
    assert during[RATE] == pytest.approx([0.7071, 0.7071], abs=1e-3)
    assert apart(got[8 * RATE : 10 * RATE], [0, 1]) < 1e-5


@pytest.mark.parametrize("into", [0, 3, 5.9, 6.0, 6.5, 8.2, 9.9, 10, 11, 25, 1000.25])
@pytest.mark.parametrize("overlap", [0, 2, 100])
def test_it_sounds_the_track_that_the_arithmetic_says(
    left: Recording, right: Recording, into: float, overlap: float
) -> None:
    deck = Deck(play(left, right, into=into, overlap=overlap), lambda _: None)
    core = Playlist(tuple(Track(r.track, "", r.length) for r in (left, right)), Millis(round(overlap * 1000)))
    where = place(core, Millis(round(into * 1000)))
    assert where is not None
    assert deck.leads == ((left, right)[where.index].track, where.position)
    deck.close()


@pytest.mark.parametrize("overlap", [0, 2])
def test_it_stays_with_the_arithmetic_for_many_laps(left: Recording, right: Recording, overlap: int) -> None:
    engine = Engine()
    core = Playlist(tuple(Track(r.track, "", r.length) for r in (left, right)), Millis(overlap * 1000))
    engine.tell(play(left, right, into=0.05, overlap=overlap))
    heard(engine, 60)
    for beat in engine.reports():
        assert isinstance(beat, Beat)
        where = place(core, Millis(50 + beat.frames * 1000 // RATE))
        assert where is not None
        assert beat.track == (left, right)[where.index].track
        assert beat.position == pytest.approx(where.position, abs=1)
    engine.close()


def test_tracks_without_crossfade_follow_to_the_frame(tmp_path: Path) -> None:
    one, two = (np.asarray(np.repeat(a[:, None], 2, axis=1)) for a in np.split(noise(4)[:, 0], [100_000]))
    files = [write(tmp_path / f"{name}.wav", piece) for name, piece in (("one", one), ("two", two))]
    wanted = play(
        *(
            Recording(TrackId(f.stem), str(f), Millis(len(p) * 1000 // RATE))
            for f, p in zip(files, (one, two), strict=True)
        )
    )
    got = sounding(wanted, 8)
    assert apart(got, np.tile(np.concatenate([one, two]), (2, 1))) < 1e-6


def test_a_single_track_loops_to_the_frame(tmp_path: Path) -> None:
    piece = noise(1.5)
    got = sounding(play(recording(write(tmp_path / "a.flac", piece), 1.5), overlap=5), 6)
    assert apart(got, np.tile(piece, (4, 1))) < 1e-6


def test_a_track_that_follows_itself_crosses_by_amplitude(left: Recording, right: Recording) -> None:
    got = sounding(play(left, left, right, overlap=2), 9) / LEVEL
    assert apart(got[:, 0], 1) < 1e-4


def test_its_loudness_gain_is_that_of_the_track(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", noise(2))
    plain, soft = (sounding(play(recording(path, 2, gain=g)), 2) for g in (0, -6))
    assert decibels(plain) - decibels(soft) == pytest.approx(6, abs=0.01)


def missing(path: Path) -> None:
    path.unlink()


def junk(path: Path) -> None:
    path.write_bytes(b"no sound at all" * 99)


@pytest.mark.parametrize("spoil", [missing, junk])
@pytest.mark.parametrize("broken", [0, 1, 2])
def test_a_broken_file_is_reported_and_left_out(tmp_path: Path, spoil: Callable[[Path], None], broken: int) -> None:
    files = [write(tmp_path / f"{name}.flac", noise(3, seed)) for seed, name in enumerate("abc")]
    spoil(files[broken])
    engine = Engine()
    engine.tell(play(*(recording(f, 3) for f in files), overlap=1))
    got = heard(engine, 20)
    skipped = [r for r in engine.reports() if isinstance(r, Skipped)]
    assert [r.track for r in skipped] == [files[broken].stem]
    assert str(tmp_path) not in skipped[0].why
    assert min(decibels(x) for x in np.array_split(got[4 * RATE :], 100)) > -24
    engine.close()


def test_what_is_left_is_where_the_arithmetic_of_the_rest_says(tmp_path: Path) -> None:
    files = [write(tmp_path / f"{name}.flac", noise(3, seed)) for seed, name in enumerate("abc")]
    files[0].unlink()
    deck = Deck(play(*(recording(f, 3) for f in files), into=4), lambda _: None)
    assert deck.leads == ("c", 1000)
    deck.close()


@pytest.mark.parametrize("alone", [True, False])
def test_half_a_file_crosses_over_where_it_ends(tmp_path: Path, alone: bool) -> None:
    cut, whole = (write(tmp_path / f"{name}.flac", noise(8, seed)) for seed, name in enumerate(("cut", "whole")))
    cut.write_bytes(cut.read_bytes()[: cut.stat().st_size // 2])
    engine = Engine()
    engine.tell(play(recording(cut, 8), *([] if alone else [recording(whole, 8)])))
    got = heard(engine, 16)
    skipped = [r for r in engine.reports() if isinstance(r, Skipped)]
    assert [(r.track, r.why) for r in skipped] == [("cut", "the file ends at 0:04, before it should")]
    # a LINEAR crossfade of noise with another place of itself dips by 3 dB
    assert min(decibels(x) for x in np.array_split(got[4 * RATE :], 60)) > -21.5
    engine.close()


def test_out_of_half_a_file_there_is_a_crossfade_even_where_none_was_asked(tmp_path: Path) -> None:
    cut = write(tmp_path / "cut.flac", noise(8) * np.array([1, 0], np.float32))
    cut.write_bytes(cut.read_bytes()[: cut.stat().st_size // 2])
    whole = write(tmp_path / "whole.wav", constant(0, LEVEL, 8))
    right = sounding(play(recording(cut, 8), recording(whole, 8)), 8)[:, 1] / LEVEL
    assert (right[0], right[-1]) == (0, pytest.approx(1))
    assert np.abs(np.diff(right)).max() < 2 / RATE


def test_a_playlist_without_a_single_good_file_is_refused(tmp_path: Path) -> None:
    said: list[Skipped] = []
    with pytest.raises(KnownError, match="none of the tracks"):
        Deck(play(recording(tmp_path / "a.wav", 3), recording(tmp_path / "b.wav", 3)), said.append)
    assert [x.track for x in said] == ["a", "b"]


def test_a_file_without_length_is_left_out(left: Recording, tmp_path: Path) -> None:
    said: list[Skipped] = []
    empty = recording(write(tmp_path / "empty.wav", constant(0, 0, 0)), 0)
    Deck(play(empty, left), said.append).close()
    assert [x.track for x in said] == ["empty"]


def test_it_knows_what_it_plays(left: Recording, right: Recording) -> None:
    deck = Deck(play(left, right, into=1, overlap=2), lambda _: None)
    deck.read(RATE)
    assert deck.plays(play(left, right, into=2, fade=9, overlap=2))
    assert deck.plays(play(left, right, into=2.09, overlap=2))
    assert not deck.plays(play(left, right, into=2.2, overlap=2))
    assert not deck.plays(play(left, right, into=2, overlap=3))
    assert not deck.plays(play(right, left, into=2, overlap=2))
    deck.close()


def test_a_stream_that_stalls_fades_and_returns_softly(left: Recording) -> None:
    """A slow stick: nothing is decoded for a while."""
    deck = Deck(play(left), lambda _: None)
    parts = [deck.read(RATE)[0] for _ in range(2)]
    while deck.tend():
        pass
    parts += [deck.read(RATE)[0]]
    got = np.concatenate([p.samples[:, 0] * gain(np.broadcast_to(p.gain, (RATE,)))[:, 0] for p in parts]) / LEVEL
    assert np.abs(np.diff(got)).max() < 0.003
    assert (got[0], got[RATE], got[-1]) == pytest.approx((1, 0, 1), abs=1e-4)
    assert deck.leads[1] == 1500
    deck.close()
