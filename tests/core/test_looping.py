"""A section that is heard again and again: where it is follows from how long ago it began."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.core.ids import Millis
from kapcircle.core.looping import LEAST, NOTICE, Loop, holds, unrolled

M = 1_000

loops = st.builds(
    lambda begin, lasts, seam, left: Loop(Millis(begin), Millis(begin + lasts), Millis(seam), left=left),
    st.integers(20, 400 * M),
    st.integers(LEAST, 3600 * M),
    st.integers(20, 2 * M),
    st.one_of(st.none(), st.integers(0, 4 * 3600 * M).map(Millis)),
)
times = st.integers(0, 6 * 3600 * M).map(Millis)


def section(left: int | None = None) -> Loop:
    """From 130 to 220 s."""
    return Loop(Millis(130 * M), Millis(220 * M), left=None if left is None else Millis(left))


@pytest.mark.parametrize(
    ("into", "left", "place"),
    [
        (0, None, 0),
        (219_999, None, 219_999),
        (220_000, None, 130_000),
        (309_999, None, 219_999),
        (310_000, None, 130_000),
        (220_000 + 90_000 * 1000 + 5, None, 130_005),
        # Left in its first pass, it was none; left later, the pass under way is the last.
        (220_000, 100_000, 220_000),
        (310_000, 219_900, 310_000),
        (310_000, 240_000, 220_000),
        (400_000, 240_000, 310_000),
        # Too near the end of a pass another follows.
        (310_000, 309_959, 220_000),
        (310_000, 309_961, 130_000),
        (400_000, 309_961, 220_000),
    ],
)
def test_where_it_is(into: int, left: int | None, place: int) -> None:
    assert unrolled(section(left), Millis(into)) == place


def test_without_a_loop_it_is_where_it_is() -> None:
    assert unrolled(None, Millis(7)) == 7
    assert not holds(None, Millis(7))


@pytest.mark.parametrize(
    ("into", "left", "held"),
    [(0, None, True), (10**9, None, True), (309_999, 240_000, True), (310_000, 240_000, False), (220_000, 1, False)],
)
def test_it_holds_until_it_is_left_for_good(into: int, left: int | None, held: bool) -> None:
    assert holds(section(left), Millis(into)) is held


@given(loops, times, st.integers(0, 3 * M))
def test_it_goes_on_with_time_but_for_the_way_back(loop: Loop, into: Millis, more: int) -> None:
    """Monotone modulo passes: what goes by is heard, and at each end of a pass it goes back by exactly one."""
    here, later = unrolled(loop, into), unrolled(loop, Millis(into + more))
    back = loop.again(Millis(into + more)) - loop.again(into)
    assert back >= 0
    assert later == here + more - back * loop.lasts
    if loop.left is None:
        assert later < loop.end
    if back:
        assert loop.begin <= later


@given(loops, times)
def test_to_leave_never_moves_what_sounds(loop: Loop, at: Millis) -> None:
    """Where it is at that instant, and until the end of the pass, is as if nobody had left it."""
    stays = Loop(loop.begin, loop.end, loop.seam)
    goes = Loop(loop.begin, loop.end, loop.seam, left=at)
    assert unrolled(goes, at) == unrolled(stays, at)
    rest = loop.end - unrolled(stays, at)
    end = Millis(at + rest)
    if rest > loop.seam + NOTICE:
        assert [unrolled(goes, Millis(end + x)) for x in (-1, 0, 1)] == [loop.end + x for x in (-1, 0, 1)]
    else:
        assert unrolled(goes, end) == loop.begin
        assert unrolled(goes, Millis(end + loop.lasts)) == loop.end


@given(loops, times, st.integers(-(10**6), 10**6))
def test_moved_it_is_the_same(loop: Loop, into: Millis, by: int) -> None:
    assert unrolled(loop.moved(by), Millis(into - by)) == unrolled(loop, into) - by
