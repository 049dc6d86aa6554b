"""Strokes of a signature: kept as they were drawn, and told from a slip of the pen."""

import pytest

from kapcircle.core.signature import Strokes, from_bytes, signed, to_bytes

WAVE = ((0.1, 0.5), (0.2, 0.4), (0.3, 0.6))


@pytest.mark.parametrize(
    ("strokes", "is_signed"),
    [((), False), ((WAVE,), True), ((((0.5, 0.5),),), False), ((((0.5, 0.5), (0.51, 0.5)),), False)],
)
def test_a_dot_is_no_signature(strokes: Strokes, is_signed: bool) -> None:
    assert signed(strokes) is is_signed


def test_strokes_come_back_as_they_were_drawn() -> None:
    assert from_bytes(to_bytes((WAVE, ((0.123456, 1.0),)))) == (WAVE, ((0.1235, 1.0),))


def test_what_went_over_the_edge_stands_at_the_edge() -> None:
    assert from_bytes(to_bytes((((-0.2, 1.7),),))) == (((0.0, 1.0),),)
