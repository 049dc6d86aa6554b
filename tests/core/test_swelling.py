"""From a place of a recording to a louder one: slowly enough that nobody is startled."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.core.ids import Millis
from kapcircle.core.looping import Section
from kapcircle.core.swelling import NEAR, RISE, across, leap
from tests.made_up import track

TEN = replace(track("ten", 10 / 6), shape="0z" * 5)
"""A hundred seconds: ten parts of ten, soft and loud by turns."""


def seconds(leaves: float, comes: float, out: str = TEN.shape, into: str = TEN.shape) -> float:
    one, other = replace(TEN, shape=out), replace(TEN, shape=into)
    return across(one, Millis(round(1000 * leaves)), other, Millis(round(1000 * comes))) / 1000


def test_out_of_quiet_into_loud_takes_long_and_the_other_way_no_time() -> None:
    assert seconds(3, 13) == pytest.approx(18.5, abs=0.1), "35 dB"
    assert seconds(13, 3) == 0
    assert seconds(3, 5) == 0


def test_what_lies_just_ahead_of_a_place_counts() -> None:
    assert seconds(3, 8.5) == seconds(3, 13), "it will be loud before the crossfade is over"
    assert seconds(18.5, 13) == seconds(23, 13)


def test_a_place_is_told_from_the_first_cue_point_on() -> None:
    cued = replace(TEN, begins=Millis(10_000))
    assert across(cued, Millis(3_000), cued, Millis(13_000)) == across(TEN, Millis(13_000), TEN, Millis(23_000))


def test_beyond_its_end_a_recording_is_as_at_its_end() -> None:
    assert seconds(500, 3, "z0", "z0") == seconds(99, 3, "z0", "z0") > 14


def test_where_nothing_was_measured_nothing_is_known() -> None:
    assert seconds(3, 13, "", "0z") == seconds(3, 13, "0z", "") == 0


@given(st.integers(0, 35), st.integers(0, 35))
def test_no_second_of_it_rises_by_more_than_the_guard_allows(soft: int, loud: int) -> None:
    """As the engine crosses from one place of a recording to another: gains that sum to one, swinging alike or not."""
    parts = np.base_repr(soft, 36).lower() + np.base_repr(loud, 36).lower()
    lasts = max(2.0, seconds(1, 60, parts, parts))
    gain = np.clip(np.arange(0, lasts + 1, 0.01) / lasts, 0, 1)
    out, into = (1 - gain) * 10 ** (soft / 20), gain * 10 ** (loud / 20)
    for heard in (out + into, np.hypot(out, into)):
        level = 20 * np.log10(heard)
        assert (level[100:] - level[:-100]).max() <= RISE + 0.01


@pytest.mark.parametrize(
    ("shape", "seam", "leap_"),
    [("zzff", 0.02, 20), ("zzff", 2.0, 20), ("zzff", 4.0, 0), ("ffzz", 0.02, 0), ("zznn", 0.02, 0), ("", 0.02, 0)],
)
def test_a_section_leaps_where_it_begins_louder_than_it_ends_and_its_seam_is_short(
    shape: str, seam: float, leap_: int
) -> None:
    """It ends where another part of the recording begins, of which nothing is heard."""
    section = Section(Millis(10_000), Millis(75_000), seam=Millis(round(1000 * seam)))
    assert leap(replace(TEN, shape=shape), section) == leap_


def test_what_comes_behind_its_end_is_not_heard() -> None:
    section = Section(Millis(55_000), Millis(100_000), seam=Millis(20))
    assert leap(replace(TEN, shape="fz"), section) == 0


def test_what_is_looked_at_is_as_long_as_a_move() -> None:
    from kapcircle.core.heard import SHIFT

    assert NEAR == SHIFT
