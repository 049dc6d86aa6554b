"""A section of a track is heard again and again to the frame, and left without a gap."""

from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from time import sleep

import numpy as np
import pytest
import soxr

from kapcircle.core.ids import Millis
from kapcircle.core.looping import SEAM, Loop
from kapcircle.desk.orders import Play, Recording
from kapcircle.engine.deck import Deck
from kapcircle.engine.engine import Engine
from kapcircle.engine.fades import Gain
from tests.engine.sounds import RATE, Samples, apart, decibels, heard, noise, play, recording, write


def loop(begin: float, end: float, *, seam: float = SEAM / 1000, left: float | None = None) -> Loop:
    begin, end, seam = (Millis(round(x * 1000)) for x in (begin, end, seam))
    return Loop(begin, end, seam, left=None if left is None else Millis(round(left * 1000)))


class Sounding:
    """A deck alone, with neither fade nor guard."""

    def __init__(self, wanted: Play) -> None:
        self.deck = Deck(wanted, lambda _: None)

    def hear(self, seconds: float) -> Samples:
        out: list[Samples] = []
        left = round(seconds * RATE)
        while left:
            while self.deck.tend():
                pass
            n = min(4800, left, self.deck.until_turn() or 4800)
            parts = (p.samples * column(p.gain) for p in self.deck.read(n))
            out.append(np.asarray(sum(parts, np.zeros((n, 2), np.float32))))
            left -= n
        return np.concatenate(out)


def column(value: Gain) -> Samples:
    return np.asarray(value, np.float32).reshape(-1, 1)


def spliced(piece: Samples, begin: float, end: float, seconds: float, passes: int = 99, seam: float = 0.02) -> Samples:
    """What a section of `piece` should sound like: passes put together, the end of each crossing by amplitude."""
    first, last, over = (round(x * RATE) for x in (begin, end, seam))
    up = (np.arange(1, over + 1, dtype=np.float32) / over)[:, None]
    crossed = np.asarray(piece[last - over : last] * (1 - up) + piece[first - over : first] * up, np.float32)
    again = np.concatenate([piece[first : last - over], crossed])
    parts: list[Samples] = [piece[: last - over], crossed, *([again] * (passes - 1)), piece[first:]]
    return np.concatenate(parts)[: round(seconds * RATE)]


@pytest.mark.parametrize("suffix", ["wav", "flac"])
@pytest.mark.parametrize("rest", [(), ("b",)])
def test_passes_follow_to_the_frame(tmp_path: Path, suffix: str, rest: tuple[str, ...]) -> None:
    piece = noise(20)
    tracks = [recording(write(tmp_path / f"a.{suffix}", piece), 20)]
    tracks += [recording(write(tmp_path / f"{name}.wav", noise(8, 5)), 8) for name in rest]
    wanted = replace(play(*tracks, overlap=2), loop=loop(3, 8))
    assert apart(Sounding(wanted).hear(31), spliced(piece, 3, 8, 31)) < 1e-6


def test_a_section_cut_at_whole_periods_has_no_seam(tmp_path: Path) -> None:
    """As good as the seam of a whole track that loops."""
    for rate in (48_000, 44_100):
        sine = 0.5 * np.sin(2 * np.pi * 441 * np.arange(20 * rate) / rate)
        path = write(tmp_path / f"{rate}.wav", np.stack([sine, sine], axis=1).astype(np.float32), rate)
        got = Sounding(replace(play(recording(path, 20)), loop=loop(3, 8))).hear(30)
        wanted = 0.5 * np.sin(2 * np.pi * 441 * np.arange(30 * RATE) / RATE)
        assert np.abs(got[RATE:, 0] - wanted[RATE:]).max() < (2e-7 if rate == RATE else 1e-5)


def test_of_another_rate_each_frame_is_the_one_of_the_whole(tmp_path: Path) -> None:
    piece = noise(20, rate=44_100)
    path = write(tmp_path / "a.flac", piece, 44_100)
    whole = soxr.resample(piece, 44_100, RATE)
    got = Sounding(replace(play(recording(path, 20)), loop=loop(3.001, 8.003))).hear(25)
    assert apart(got, spliced(whole, 3.001, 8.003, 25)) < 1e-5


@pytest.mark.parametrize("before", [4.0, 1.0, 0.05])
@pytest.mark.parametrize("rest", [(), ("b",)])
def test_left_at_the_end_of_the_pass_it_plays_on_to_the_frame(
    tmp_path: Path, before: float, rest: tuple[str, ...]
) -> None:
    piece = noise(20)
    tracks = [recording(write(tmp_path / f"{name}.wav", piece), 20) for name in ("a", *rest)]
    at = 13 - before  # the second pass is over at 13
    deck = Sounding(replace(play(*tracks), loop=loop(3, 8)))
    first = deck.hear(at)
    assert deck.deck.adopt(replace(play(*tracks, into=at), loop=loop(3, 8, left=at)))
    got = np.concatenate([first, deck.hear(24 - at)])
    assert apart(got, spliced(piece, 3, 8, 24, passes=1)) < 1e-6


def test_left_after_the_seam_has_begun_it_goes_once_more(tmp_path: Path) -> None:
    piece, at = noise(20), 12.99
    track = recording(write(tmp_path / "a.wav", piece), 20)
    deck = Sounding(replace(play(track), loop=loop(3, 8)))
    first = deck.hear(at)
    assert deck.deck.adopt(replace(play(track, into=at), loop=loop(3, 8, left=at)))
    assert apart(np.concatenate([first, deck.hear(24 - at)]), spliced(piece, 3, 8, 24, passes=2)) < 1e-6


@pytest.mark.parametrize("into", [0.5, 4, 7.99, 8, 12.5, 100.25])
def test_it_is_resumed_in_the_section(tmp_path: Path, into: float) -> None:
    piece = noise(20)
    track = recording(write(tmp_path / "a.wav", piece), 20)
    got = Sounding(replace(play(track, into=into), loop=loop(3, 8))).hear(15)
    after = into if into < 8 else 3 + (into - 8) % 5
    wanted = spliced(piece, 3, 8, 40)[round(after * RATE) :][: 15 * RATE]
    if 7.98 < into < 8:  # within the seam there is nothing to cross out of
        got, wanted = got[RATE // 10 :], wanted[RATE // 10 :]
    assert apart(got, wanted) < 1e-6


def test_a_section_is_taken_up_and_given_up_while_it_plays(tmp_path: Path) -> None:
    piece = noise(20)
    one, two = (recording(write(tmp_path / f"{name}.wav", x), 20) for name, x in (("a", piece), ("b", noise(20, 3))))
    deck = Sounding(play(one, two, overlap=3))
    parts = [deck.hear(5)]
    assert deck.deck.adopt(replace(play(one, two, into=5, overlap=3), loop=loop(2, 7)))
    parts.append(deck.hear(10))
    assert apart(np.concatenate(parts), spliced(piece, 2, 7, 15)) < 1e-6
    assert deck.deck.adopt(play(one, two, into=5, overlap=3))  # nobody wants it any more: from here it goes on
    assert apart(deck.hear(10), piece[5 * RATE : 15 * RATE]) < 1e-6


def test_a_section_in_a_later_lap_of_a_single_track(tmp_path: Path) -> None:
    piece = noise(12)
    track = recording(write(tmp_path / "a.wav", piece), 12)
    deck = Sounding(play(track))
    deck.hear(27)  # 3 s into the third lap
    assert deck.deck.adopt(replace(play(track, into=27), loop=loop(26, 31)))
    wanted = spliced(piece, 2, 7, 30)[3 * RATE :]
    assert apart(deck.hear(20), wanted[: 20 * RATE]) < 1e-6


def test_a_planned_section_of_the_second_track_waits_for_it(tmp_path: Path) -> None:
    piece = noise(20)
    one = recording(write(tmp_path / "a.wav", noise(6, 3)), 6)
    two = recording(write(tmp_path / "b.wav", piece), 20)
    got = Sounding(replace(play(one, two, overlap=2), loop=loop(4 + 3, 4 + 8))).hear(26)
    assert apart(got[6 * RATE :], spliced(piece, 3, 8, 22)[2 * RATE :]) < 1e-6


def test_an_engine_that_went_back_a_moment_before_goes_on(tmp_path: Path) -> None:
    """Near the end of a pass the desk may be a moment behind, or before, what sounds."""
    piece = noise(20)
    track = recording(write(tmp_path / "a.wav", piece), 20)
    for sounds, told in ((8.02, 7.97), (7.97, 8.02)):
        deck = Sounding(replace(play(track), loop=loop(3, 8)))
        first = deck.hear(sounds)
        assert deck.deck.adopt(replace(play(track, into=told), loop=loop(3, 8, left=told)))
        got = np.concatenate([first, deck.hear(20 - sounds)])
        assert apart(got, spliced(piece, 3, 8, 20, passes=1)) < 1e-6


def test_what_sounds_elsewhere_is_not_taken_over(tmp_path: Path) -> None:
    one, two = (recording(write(tmp_path / f"{name}.wav", noise(20, n)), 20) for n, name in enumerate("ab"))
    deck = Sounding(replace(play(one, two, overlap=2), loop=loop(3, 8)))
    deck.hear(10)
    assert not deck.deck.adopt(replace(play(one, two, into=11, overlap=2), loop=loop(3, 8)))
    assert not deck.deck.adopt(play(one, two, into=10, overlap=2))
    assert not deck.deck.adopt(play(two, one, into=5, overlap=2))
    assert not deck.deck.adopt(play())
    # it has gone back already, and the pass before should have been the last
    assert not deck.deck.adopt(replace(play(one, two, into=9.9, overlap=2), loop=loop(3, 8, left=5)))
    got = deck.hear(3)
    assert decibels(got) > -20


def cue(path: Path, begins: float, ends: float | None, whole: float) -> Recording:
    lasts = (whole if ends is None else ends) - begins
    return replace(recording(path, lasts), start=Millis(round(begins * 1000)), cut=ends is not None)


@pytest.mark.parametrize("rate", [48_000, 44_100])
def test_a_track_is_heard_from_cue_point_to_cue_point(tmp_path: Path, rate: int) -> None:
    piece = noise(10, rate=rate)
    whole = soxr.resample(piece, rate, RATE) if rate != RATE else piece
    one = cue(write(tmp_path / "a.flac", piece, rate), 1.25, 6.75, 10)
    two = recording(write(tmp_path / "b.wav", np.zeros((8 * RATE, 2), np.float32)), 8)
    got = Sounding(play(one, two, overlap=2)).hear(8)
    cut = whole[round(1.25 * RATE) : round(6.75 * RATE)]
    assert apart(got[: round(3.5 * RATE)], cut[: round(3.5 * RATE)]) < 1e-5
    part = np.arange(1, 2 * RATE + 1)[:, None] / (2 * RATE)
    assert apart(got[round(3.5 * RATE) : round(5.5 * RATE)], cut[-2 * RATE :] * np.cos(np.pi / 2 * part)) < 1e-4
    assert not got[round(5.5 * RATE) :].any()


def test_a_single_track_loops_between_its_cue_points_to_the_frame(tmp_path: Path) -> None:
    piece = noise(10)
    track = cue(write(tmp_path / "a.flac", piece), 1.001, 4.003, 10)
    lap = piece[48_048:192_144]
    assert apart(Sounding(play(track)).hear(12), np.tile(lap, (5, 1))[: 12 * RATE]) < 1e-6
    assert apart(Sounding(play(track, into=4)).hear(3), np.tile(lap, (5, 1))[4 * RATE : 7 * RATE]) < 1e-6


@pytest.mark.parametrize(("begins", "ends"), [(1, 4), (0, 3), (7, None)])
def test_a_single_track_that_is_cut_crosses_into_itself_and_never_breaks_off(
    tmp_path: Path, begins: float, ends: float | None
) -> None:
    """In the midst of the music; where the playlist has a crossfade."""
    slope = np.repeat(np.linspace(0.1, 0.4, 10 * RATE, dtype=np.float32)[:, None], 2, axis=1)
    track = cue(write(tmp_path / "a.wav", slope), begins, ends, 10)
    got = Sounding(play(track, overlap=1)).hear(9)
    assert np.abs(np.diff(got[:, 0])).max() < 1e-5, "nothing jumps"
    lap = slope[int(begins * RATE) :][: 3 * RATE]
    for begin in (0, 2, 4, 6):
        alone = slice(1 if begin else 0, 2)
        here = got[(begin + alone.start) * RATE : (begin + alone.stop) * RATE]
        assert apart(here, lap[alone.start * RATE : alone.stop * RATE]) < 1e-5
    later = Sounding(play(track, into=7.5, overlap=1)).hear(1)
    assert apart(later, got[int(7.5 * RATE) : int(8.5 * RATE)]) < 1e-5


def test_a_section_counts_from_the_first_cue_point(tmp_path: Path) -> None:
    piece = noise(20)
    track = cue(write(tmp_path / "a.wav", piece), 1.5, 18, 20)
    got = Sounding(replace(play(track), loop=loop(3, 8))).hear(20)
    assert apart(got, spliced(piece[72_000:], 3, 8, 20)) < 1e-6


def test_the_next_track_is_changed_without_a_trace_in_what_sounds(tmp_path: Path) -> None:
    tracks = {name: noise(8, n) for n, name in enumerate("abc")}
    a, b, c = (recording(write(tmp_path / f"{name}.wav", x), 8) for name, x in tracks.items())
    deck = Sounding(play(a, b, overlap=2))
    first = deck.hear(5)  # the next one is open already
    assert deck.deck.adopt(play(a, c, b, into=5, overlap=2))
    got = np.concatenate([first, deck.hear(15)])
    assert apart(got[: 6 * RATE], tracks["a"][: 6 * RATE]) < 1e-6
    assert apart(got[8 * RATE : 12 * RATE], tracks["c"][2 * RATE : 6 * RATE]) < 1e-6
    assert apart(got[14 * RATE : 18 * RATE], tracks["b"][2 * RATE : 6 * RATE]) < 1e-6


def test_a_track_that_looped_alone_ends_with_its_lap_where_another_follows_now(tmp_path: Path) -> None:
    tracks = {name: noise(8, n) for n, name in enumerate("ab")}
    a, b = (recording(write(tmp_path / f"{name}.wav", x), 8) for name, x in tracks.items())
    deck = Sounding(play(a))
    deck.hear(20)
    assert deck.deck.adopt(play(a, b, into=4, overlap=2))
    got = deck.hear(8)
    assert apart(got[: 2 * RATE], tracks["a"][4 * RATE : 6 * RATE]) < 1e-6
    assert apart(got[4 * RATE :], tracks["b"][2 * RATE : 6 * RATE]) < 1e-6


def test_to_the_room_a_section_is_level_and_what_it_decodes_is_little(tmp_path: Path) -> None:
    track = recording(write(tmp_path / "a.wav", noise(60)), 60)
    engine = Engine()
    engine.tell(replace(play(track), loop=loop(10, 18, seam=2)))
    got = heard(engine, 60)
    assert all(decibels(x) == pytest.approx(-17, abs=0.7) for x in np.array_split(got[5 * RATE : 15 * RATE], 10))
    powers = [decibels(x) for x in np.array_split(got[5 * RATE :], 550)]
    assert min(powers) > -21.5  # of noise two places add by power, and cross by amplitude: 3 dB less in the middle
    assert max(powers) < -16
    assert max(v.stream.ready for d in engine._mixer.decks for v in d._voices) <= 11 * RATE
    engine.close()


def test_whatever_is_to_follow_is_changed_while_another_thread_opens_and_nothing_is_heard_of_it(tmp_path: Path) -> None:
    """A thread that tends never sleeps; orders come at every block, most of them while it opens a file."""
    slope = np.repeat(np.linspace(0.1, 0.4, 60 * RATE, dtype=np.float32)[:, None], 2, axis=1)
    a, b, c = (recording(write(tmp_path / f"{name}.wav", slope), 60) for name in "abc")
    orders = (
        lambda at: play(a, b, into=at, overlap=2),
        lambda at: play(a, c, b, into=at, overlap=2),
        lambda at: play(a, into=at, overlap=2),
        lambda at: replace(play(a, c, into=at, overlap=2), loop=loop(1, 45)),
        lambda at: replace(play(a, b, into=at, overlap=2), loop=loop(2, 44, seam=2)),
    )
    deck, ended, failed = Deck(orders[0](30), lambda _: None), Event(), []

    def tend() -> None:
        try:
            while not ended.is_set():
                deck.tend()
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test has to know of it
            failed.append(error)

    thread = Thread(target=tend)
    thread.start()
    got, at = [], 30.0
    for number in range(110):
        while deck._voices[-1].stream.ready < RATE:
            sleep(0.001)
        parts = deck.read(RATE // 10)
        got.append(np.sum([p.samples * column(p.gain) for p in parts], axis=0))
        at = round(at + 0.1, 3)
        assert deck.adopt(orders[number % len(orders)](at))
    ended.set()
    thread.join()
    deck.close()
    assert not failed
    assert apart(np.concatenate(got), slope[30 * RATE : 41 * RATE]) < 1e-6
