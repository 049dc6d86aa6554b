"""Where seats stand."""

from itertools import pairwise
from math import atan2, hypot, pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.ui.panels.ring import GAP, Ellipse, around, crowded, places


@given(st.floats(50, 400), st.floats(50, 400), st.integers(2, 40))
def test_seats_stand_at_equal_distance_along_the_ring(rx: float, ry: float, count: int) -> None:
    points = around(Ellipse(rx, ry), count)
    assert abs(points[0][0]) < 1e-6
    assert abs(points[0][1] + ry) < 1e-6
    for x, y in points:
        assert (x / rx) ** 2 + (y / ry) ** 2 == pytest.approx(1, abs=0.01)
    if count > 6:
        steps = [hypot(a - c, b - d) for (a, b), (c, d) in zip(points, [*points[1:], points[0]], strict=True)]
        assert max(steps) <= Ellipse(rx, ry).round / count * 1.02


@pytest.mark.parametrize(("people", "rings"), [(1, 1), (12, 1), (16, 1), (17, 2), (24, 2), (40, 2)])
def test_one_ring_to_sixteen_two_beyond(people: int, rings: int) -> None:
    assert len(places(people, 680, 590, 84, 230).rings) == rings


def test_mats_follow_one_another_round_the_room() -> None:
    found = places(24, 680, 590, 84, 230)
    turns = [(atan2(x - 340, -(y - 295)) + 2 * pi) % (2 * pi) for x, y in found.middles]
    back = sum(1 for a, b in pairwise(turns) if b < a - 0.35)
    assert back <= 1


@given(st.integers(0, 60), st.floats(240, 900), st.floats(240, 700), st.floats(60, 180))
def test_seats_never_overlap_whatever_the_room(count: int, width: float, height: float, seat: float) -> None:
    found = places(count, width, height, seat, 230)
    assert len(found.middles) == count
    for i, (x, y) in enumerate(found.middles):
        for a, b in found.middles[:i]:
            wide, high = found.seat
            if found.rows:
                assert abs(x - a) >= wide or abs(y - b) >= high
            else:
                assert hypot(x - a, y - b) >= wide * 0.93
    if not found.rows:
        assert found.clock >= 230
        for x, y in found.middles:
            assert hypot(x - width / 2, y - height / 2) >= (found.clock + found.seat[0]) / 2 - GAP


def test_where_no_ring_has_room_they_lie_in_rows_in_mat_order_and_all_are_in_sight() -> None:
    found = places(12, 480, 530, 134, 264, (150, 40))
    assert found.rows
    assert found.middles == tuple(sorted(found.middles, key=lambda at: (at[1], at[0])))
    assert found.clock + found.height <= 530


def test_in_a_large_window_seats_and_clock_are_larger() -> None:
    small, large = (places(12, width, height, 98, 230) for width, height in ((680, 600), (1870, 1300)))
    assert large.clock > small.clock * 1.8
    assert large.seat[0] > small.seat[0] * 1.8


@pytest.mark.parametrize(("people", "tight"), [(6, False), (12, False), (16, False), (24, True), (40, True)])
def test_words_beside_a_seat_are_left_out_where_they_would_lie_over_another(people: int, tight: bool) -> None:
    found = places(people, 680, 590, 98 if people <= 12 else 88, 230, wings=16)
    assert crowded(found.middles, found.seat[0], (102, 18)) is tight
