"""What is heard when orders come at any time: level where it should be, and never a jump."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kapcircle.core.ids import Millis
from kapcircle.desk.orders import Beat, Hush, Leave, Master, Order, Play, Recording, Rise, Skipped, Tone
from kapcircle.engine.engine import Engine
from kapcircle.engine.mixer import limited
from tests.engine.sounds import RATE, Samples, apart, constant, decibels, heard, noise, play, recording, write

LEVEL = 0.25
JUMP = 0.003
"""More than a frame of the fastest fade there is, and far less than can be heard."""


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> tuple[Recording, Recording]:
    """Constants, one on each side: the output is the gain that the program applies to each."""
    folder = tmp_path_factory.mktemp("sides")
    return (
        recording(write(folder / "left.wav", constant(LEVEL, 0, 60)), 60),
        recording(write(folder / "right.wav", constant(0, LEVEL, 60)), 60),
    )


def gains(engine: Engine, seconds: float) -> Samples:
    return heard(engine, seconds) / LEVEL


def powers(gain: Samples) -> Samples:
    """In dB, nothing below -40."""
    return np.asarray(10 * np.log10(np.maximum((gain.astype(np.float64) ** 2).sum(axis=1), 1e-4)))


def lawful(gain: Samples) -> bool:
    """At most 12 dB a second, measured over 10 ms so that the rounding of samples does not count."""
    db = powers(gain)
    return bool((db[480:] - db[:-480]).max(initial=0) <= 12 * 480 / RATE + 1e-3)


def smooth(gain: Samples) -> bool:
    return bool(np.abs(np.diff(gain, axis=0)).max() < JUMP)


def at_full(*recordings: Recording) -> Engine:
    engine = Engine()
    engine.tell(play(*recordings))
    heard(engine, 5)
    return engine


def test_music_out_of_silence_rises_by_the_law(sides: tuple[Recording, Recording]) -> None:
    engine = Engine()
    engine.tell(play(sides[0]))
    got = gains(engine, 5)
    assert lawful(got)
    assert smooth(got)
    assert apart(got[4 * RATE :], [1, 0]) < 1e-5
    engine.close()


def test_two_uncorrelated_tracks_cross_within_half_a_decibel(tmp_path: Path) -> None:
    one, two = (recording(write(tmp_path / f"{seed}.flac", noise(30, seed)), 30) for seed in (1, 2))
    engine = at_full(one)
    engine.tell(play(two, fade=10))
    levels = [decibels(x) for x in np.array_split(heard(engine, 11), 44)]
    before = decibels(noise(30, 1)[5 * RATE : 15 * RATE])
    assert max(abs(level - before) for level in levels) < 0.5
    engine.close()


def test_the_same_track_crosses_by_amplitude(sides: tuple[Recording, Recording]) -> None:
    engine = at_full(sides[0])
    engine.tell(play(sides[0], into=30, fade=4))
    assert apart(gains(engine, 6), [1, 0]) < 1e-4
    assert engine.reports()[-1].position > 30_000  # type: ignore[union-attr]
    engine.close()


@pytest.mark.parametrize("before", [0.5, 1.5, 3.5])
def test_a_playlist_that_hands_over_to_the_track_that_comes_in_does_not_click(tmp_path: Path, before: float) -> None:
    """The guard measures both sides alike from the first frame of the crossfade to the last."""
    one, two = (recording(write(tmp_path / f"{n}.wav", constant(LEVEL, LEVEL, 6)), 6) for n in "ab")
    engine = Engine()
    engine.tell(play(one, two))
    got = [gains(engine, 12 - before)]
    engine.tell(play(one, into=1, fade=4))
    got.append(gains(engine, 5))
    engine.close()
    assert smooth(np.concatenate(got))
    assert apart(got[1], 1) < 1e-4


def test_playlists_that_share_a_track_which_is_far_away_cross_by_power(sides: tuple[Recording, Recording]) -> None:
    left, right = sides
    others = [recording(Path(side.path), 60, name) for side, name in zip(sides, "cd", strict=True)]
    engine = at_full(left, others[0], right)
    engine.tell(play(right, others[1], left, fade=4))
    got = gains(engine, 5)
    assert apart((got**2).sum(axis=1), 1) < 1e-4
    engine.close()


def test_a_crossfade_begins_at_once_and_lasts_as_long_as_asked(sides: tuple[Recording, Recording]) -> None:
    engine = at_full(sides[0])
    engine.tell(play(sides[1], fade=4))
    got = gains(engine, 5)
    assert got[0, 1] > 0
    assert got[2 * RATE - 1] == pytest.approx([0.7071, 0.7071], abs=1e-3)
    assert 0 < got[4 * RATE - 2, 0] < 1e-3
    assert apart(got[4 * RATE - 1 :], [0, 1]) < 1e-5
    engine.close()


def test_what_already_plays_is_left_alone(sides: tuple[Recording, Recording]) -> None:
    engine = at_full(sides[0])
    engine.tell(play(sides[0], into=5, fade=3))
    assert apart(gains(engine, 5), [1, 0]) < 1e-6
    engine.close()


def test_undo_in_the_middle_of_a_crossfade_turns_it_round(sides: tuple[Recording, Recording]) -> None:
    engine = at_full(sides[0])
    engine.tell(play(sides[1], fade=4))
    there = gains(engine, 1)
    engine.tell(play(sides[0], into=6, fade=4))
    back = gains(engine, 5)
    both = np.concatenate([there, back])
    assert smooth(both)
    assert apart((both**2).sum(axis=1), 1) < 1e-4
    assert apart(back[4 * RATE :], [1, 0]) < 1e-5
    engine.close()


@pytest.mark.parametrize("after", [0.1, 1.0, 2.0, 3.9])
def test_the_last_wish_wins_within_half_a_second(sides: tuple[Recording, Recording], after: float) -> None:
    """Three pieces in a row: the third interrupts the crossfade to the second."""
    left, right = sides
    engine = at_full(left)
    engine.tell(play(right, fade=4))
    got = [gains(engine, after)]
    engine.tell(play(right, into=20, fade=3))
    engine.tell(play(left, into=40, fade=3))
    got.append(gains(engine, 4.5))
    assert smooth(np.concatenate(got))
    assert lawful(np.concatenate(got))
    assert apart(got[-1][-RATE // 2 :], [1, 0]) < 1e-4
    last = [r for r in engine.reports() if isinstance(r, Beat)][-1]
    assert last.position == pytest.approx(44_500, abs=250)
    engine.close()


def test_where_a_third_piece_is_wished_the_quieter_of_two_makes_room(sides: tuple[Recording, Recording]) -> None:
    left, right = sides
    engine = at_full(left)
    engine.tell(play(right, fade=4))
    got = [gains(engine, 0.4)]
    engine.tell(play(right, into=20, fade=4))
    got.append(gains(engine, 6))
    assert powers(np.concatenate(got)).min() > -2
    engine.close()


@pytest.mark.parametrize("fade", [8.0, 0.5, 0.0])
def test_fade_all_ends_in_time_without_a_cut(sides: tuple[Recording, Recording], fade: float) -> None:
    engine = at_full(sides[0])
    engine.tell(play(fade=fade))
    got = gains(engine, 9)
    length = round(max(fade, 0.5) * RATE)
    assert got[length - 10, 0] > 0
    assert not got[length:].any()
    assert smooth(got)
    engine.close()


def test_a_fade_in_the_middle_of_a_crossfade_inside_a_playlist_takes_both_tracks_alike(
    sides: tuple[Recording, Recording],
) -> None:
    engine = Engine()
    engine.tell(play(*sides, into=35, overlap=20))
    across = gains(engine, 10)
    engine.tell(play(fade=4))
    fading = gains(engine, 5)
    assert smooth(np.concatenate([across, fading]))
    assert apart(fading[4 * RATE :], 0) == 0
    assert np.abs(fading[3 * RATE]).sum() > 0.01, "not before its time"
    angle = np.arctan2(fading[: 3 * RATE, 1], fading[: 3 * RATE, 0])
    assert np.abs(np.diff(angle[::480]) * 100 - np.pi / 2 / 20).max() < 0.001, "the pair still turns"
    engine.close()


def test_a_second_fade_all_hastens_the_first_and_a_third_changes_nothing(sides: tuple[Recording, Recording]) -> None:
    engine = at_full(sides[0])
    engine.tell(play(fade=8))
    got = [gains(engine, 2)]
    engine.tell(play(fade=0.5))
    got.append(gains(engine, 0.4))
    engine.tell(play(fade=8))
    got.append(gains(engine, 1))
    assert smooth(np.concatenate(got))
    assert not got[-1][RATE // 8 :].any()
    engine.close()


def test_a_hush_is_a_murmur_and_comes_back_by_the_law(sides: tuple[Recording, Recording]) -> None:
    engine = at_full(sides[0])
    engine.tell(Hush(on=True, fade=Millis(1000)))
    down = gains(engine, 2)
    assert powers(down)[-1] == pytest.approx(-18, abs=0.01)
    engine.tell(Hush(on=False, fade=Millis(0)))
    back = gains(engine, 3)
    assert lawful(back)
    assert smooth(np.concatenate([down, back]))
    assert powers(back)[-1] == pytest.approx(0, abs=1e-3)
    engine.close()


def test_the_master_moves_without_a_click(sides: tuple[Recording, Recording]) -> None:
    engine = at_full(sides[0])
    got = []
    for level in (0.5, 0.0, 1.0, 0.3):
        engine.tell(Master(level, Millis(0)))
        got.append(gains(engine, 4))
        assert got[-1][-1, 0] == pytest.approx(level, abs=1e-4)
    assert smooth(np.concatenate(got))
    assert lawful(np.concatenate(got))
    engine.close()


def test_after_a_restart_music_rises_over_the_time_given(sides: tuple[Recording, Recording]) -> None:
    engine = Engine()
    engine.tell(Rise(Millis(20_000)))
    engine.tell(play(sides[0], into=10, fade=1))
    got = gains(engine, 21)
    assert lawful(got)
    assert powers(got)[10 * RATE] == pytest.approx(-3, abs=0.05)
    assert apart(got[20 * RATE :], [1, 0]) < 1e-5
    engine.close()


@pytest.mark.parametrize("before", [[], ["music"], ["music", "silence"], ["silence"]])
def test_only_what_is_asked_first_after_a_restart_takes_so_long(
    sides: tuple[Recording, Recording], before: list[str]
) -> None:
    """A phase of silence after it is a place, and the music of the next phase comes as it should."""
    engine = Engine()
    engine.tell(Rise(Millis(20_000)))
    for what in before:
        engine.tell(play(sides[0], fade=1) if what == "music" else play(fade=1))
        heard(engine, 25)
    engine.tell(play(sides[1], fade=5))
    got = gains(engine, 21)
    assert lawful(got)
    assert got[-1] == pytest.approx([0, 1], abs=1e-4)
    assert (powers(got)[6 * RATE] > -0.1) == bool(before)
    engine.close()


def test_the_curtain_takes_everything_with_it(sides: tuple[Recording, Recording]) -> None:
    engine = at_full(*sides)
    engine.tell(Leave(Millis(2000)))
    got = gains(engine, 3)
    assert smooth(got)
    assert not got[2 * RATE :].any()
    assert engine.done
    engine.close()


def test_when_nothing_of_a_playlist_can_be_read_the_music_goes_on(
    sides: tuple[Recording, Recording], tmp_path: Path
) -> None:
    engine = at_full(sides[0])
    engine.tell(play(recording(tmp_path / "gone.flac", 9), fade=1))
    assert apart(gains(engine, 3), [1, 0]) < 1e-5
    assert [r.track for r in engine.reports() if isinstance(r, Skipped)] == ["gone"]
    engine.close()


def test_the_tone_is_soft_has_no_edge_and_obeys_the_master() -> None:
    engine = Engine()
    engine.tell(Tone())
    engine.tell(Tone())
    got = heard(engine, 3)
    assert 0.05 < np.abs(got).max() < 0.1
    assert np.abs(np.diff(got, axis=0)).max() < 0.004
    assert not got[2 * RATE :].any()
    engine.tell(Master(0.0, Millis(0)))
    heard(engine, 1)
    engine.tell(Tone())
    assert not heard(engine, 3).any()
    engine.close()


def test_the_curtain_takes_the_tone_with_it() -> None:
    engine = Engine()
    engine.tell(Tone())
    engine.tell(Leave(Millis(500)))
    got = heard(engine, 1)
    assert got[: RATE // 2].any()
    assert not got[RATE // 2 :].any()
    engine.close()


ORDERS = st.one_of(
    st.builds(
        lambda side, into, fade: (side, into, fade), st.sampled_from([None, 0, 1]), st.integers(0, 59), st.floats(0, 6)
    ),
    st.builds(lambda on, fade: Hush(on, Millis(fade)), st.booleans(), st.integers(0, 3000)),
    st.builds(lambda level, fade: Master(level, Millis(fade)), st.floats(0, 1), st.integers(0, 3000)),
    st.builds(lambda fade: Rise(Millis(fade)), st.integers(0, 5000)),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=st.lists(st.tuples(ORDERS, st.floats(0.001, 3)), min_size=1, max_size=12))
def test_whatever_is_ordered_nothing_startles(
    sides: tuple[Recording, Recording], plan: list[tuple[Order | tuple[int | None, int, float], float]]
) -> None:
    """Two places of one track are one side of the stereo: its gains add by amplitude, as the law has it."""
    engine, got = Engine(), [np.zeros((1, 2), np.float32)]
    for order, pause in plan:
        engine.tell(asked(order, sides) if isinstance(order, tuple) else order)
        got.append(gains(engine, pause))
    engine.close()
    assert smooth(np.concatenate(got))
    assert lawful(np.concatenate(got))


def asked(choice: tuple[int | None, int, float], sides: tuple[Recording, Recording]) -> Play:
    side, into, fade = choice
    return play(*([] if side is None else [sides[side]]), into=into, fade=fade)


def test_blocks_make_no_difference(sides: tuple[Recording, Recording]) -> None:
    results = []
    for block in (480, 4800, 1013):
        engine = Engine()
        engine.tell(play(*sides, into=55, overlap=3))
        results.append(heard(engine, 10, block))
        engine.close()
    assert apart(results[0], results[1]) < 1e-6
    assert apart(results[0], results[2]) < 1e-6


def test_too_much_is_bent_and_the_rest_left_as_it_is() -> None:
    sweep = np.linspace(-4, 4, 10_001, dtype=np.float32).reshape(-1, 1)
    got = limited(sweep)
    assert np.abs(got).max() <= 1
    assert (np.diff(got, axis=0) >= 0).all()
    soft = np.abs(sweep) <= 0.9
    assert (got[soft] == sweep[soft]).all()


def test_loud_tracks_together_stay_within_full_scale(tmp_path: Path) -> None:
    one, two = (recording(write(tmp_path / f"{n}.wav", constant(0.99, -0.99, 20)), 20, gain=6) for n in "ab")
    engine = at_full(one)
    engine.tell(play(two, fade=2))
    assert np.abs(heard(engine, 3)).max() <= 1
    engine.close()
