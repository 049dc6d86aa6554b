"""A fade is exact to the frame, and never jumps when it is interrupted."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kapcircle.engine.fades import Ramp, Shape, amplitude


def taken(ramp: Ramp, n: int) -> np.ndarray:
    return np.array(np.broadcast_to(ramp.take(n), (n,)))


@pytest.mark.parametrize(("shape", "power"), [(Shape.POWER, 2), (Shape.LINEAR, 1)])
def test_a_pair_sums_to_one(shape: Shape, power: int) -> None:
    up, down = Ramp(0.0), Ramp(1.0)
    up.to(1.0, 1000, shape)
    down.to(0.0, 1000, shape)
    assert taken(up, 1000) ** power + taken(down, 1000) ** power == pytest.approx(1)


@pytest.mark.parametrize("shape", Shape)
def test_it_arrives_with_the_last_frame_and_not_before(shape: Shape) -> None:
    ramp = Ramp(0.0)
    ramp.to(0.7, 1000, shape)
    gains = taken(ramp, 1200)
    assert (gains[998] < 0.7, gains[999], gains[1199]) == (True, 0.7, 0.7)
    assert (np.diff(gains[:1000]) > 0).all()
    assert (ramp.level, ramp.left) == (0.7, 0)


def test_half_as_loud_is_ten_decibels() -> None:
    ramp = Ramp(1.0)
    ramp.to(0.0, 1000, Shape.LOUDNESS)
    assert taken(ramp, 500)[-1] == pytest.approx(amplitude(-10), abs=0.01)


@settings(deadline=None)
@given(
    moves=st.lists(st.tuples(st.floats(0, 1), st.integers(2000, 5000), st.sampled_from(Shape)), min_size=1),
    blocks=st.lists(st.integers(1, 3000), min_size=10, max_size=10),
)
def test_interrupted_at_any_point_it_goes_on_from_where_it_is(
    moves: list[tuple[float, int, Shape]], blocks: list[int]
) -> None:
    ramp, gains = Ramp(0.5), [np.array([0.5])]
    for move, block in zip(moves, blocks * len(moves), strict=False):
        ramp.to(*move)
        gains.append(taken(ramp, block))
    assert np.abs(np.diff(np.concatenate(gains))).max() <= np.pi / 2 / 2000


@settings(deadline=None)
@given(st.lists(st.integers(1, 500), min_size=1, max_size=20), st.sampled_from(Shape))
def test_blocks_make_no_difference(blocks: list[int], shape: Shape) -> None:
    pieces, whole = Ramp(1.0), Ramp(1.0)
    for ramp in (pieces, whole):
        ramp.to(0.1, 1234, shape)
    assert np.concatenate([taken(pieces, n) for n in blocks]) == pytest.approx(taken(whole, sum(blocks)))
