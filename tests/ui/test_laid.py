"""Seats that were laid by hand."""

from math import hypot
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.ui.panels.laid import laid
from kapcircle.ui.panels.ring import GAP, Places, places

SPOT = st.tuples(st.floats(0, 1), st.floats(0, 1))


def clear(found: Places, width: float, height: float) -> bool:
    """Whether every seat, and the clock, can be read."""
    seat = found.seat[0]
    apart = all(
        hypot(x - a, y - b) >= seat * 0.92 for i, (x, y) in enumerate(found.middles) for a, b in found.middles[:i]
    )
    off = all(hypot(x - width / 2, y - height / 2) >= (found.clock + seat) / 2 - 2 * GAP for x, y in found.middles)
    inside = all(
        seat / 2 - 0.1 <= x <= width - seat / 2 + 0.1 and seat / 2 - 0.1 <= y <= height - seat / 2 + 0.1
        for x, y in found.middles
    )
    return apart and off and inside


@given(st.integers(2, 40).flatmap(lambda n: st.tuples(st.just(n), st.dictionaries(st.integers(0, n - 1), SPOT))))
def test_wherever_mats_are_laid_every_seat_and_the_clock_can_be_read(asked: Any) -> None:
    count, wanted = asked
    ring = places(count, 680, 590, 98 if count <= 12 else 88, 230)
    found = laid(ring, wanted, 680, 590, 230)
    assert len(found.middles) == count
    assert clear(found, 680, 590)


@pytest.mark.parametrize("count", [6, 16, 40])
def test_all_on_one_spot_or_on_the_clock_are_moved_apart(count: int) -> None:
    ring = places(count, 680, 590, 98 if count <= 12 else 88, 230)
    for spot in ((0.5, 0.5), (0.0, 0.0), (0.9, 0.4)):
        assert clear(laid(ring, dict.fromkeys(range(count), spot), 680, 590, 230), 680, 590)


def test_a_mat_with_room_around_it_lies_where_it_was_laid_and_the_others_stay() -> None:
    ring = places(4, 680, 590, 98, 230)
    found = laid(ring, {1: (0.9, 0.12)}, 680, 590, 230)
    assert found.middles[1] == pytest.approx((612, 70.8))
    assert (found.middles[0], *found.middles[2:]) == (ring.middles[0], *ring.middles[2:])


def test_without_a_wish_and_in_rows_nothing_is_other() -> None:
    ring, rows = places(12, 680, 590, 98, 230), places(12, 480, 530, 134, 264, (150, 40))
    assert laid(ring, {}, 680, 590, 230) is ring
    assert laid(rows, {0: (0.5, 0.5)}, 480, 530, 264) is rows
