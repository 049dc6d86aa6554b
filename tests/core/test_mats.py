"""Mats as people write them."""

import pytest

from kapcircle.core.errors import Refused
from kapcircle.core.mats import mats_text, parse_mats


@pytest.mark.parametrize(
    ("typed", "mats"),
    [
        ("", ()),
        ("3", (3,)),
        ("4, 3", (3, 4)),
        ("1-3", (1, 2, 3)),
        ("1–2; 7, 7", (1, 2, 7)),
        ("3 5 - 4", (3, 4, 5)),
        ("9-8", (8, 9)),
        (" , ", ()),
        ("99", (99,)),
    ],
)
def test_they_are_read_in_order_each_once(typed: str, mats: tuple[int, ...]) -> None:
    assert parse_mats(typed) == mats
    assert parse_mats(mats_text(mats)) == mats


@pytest.mark.parametrize("typed", ["0", "100", "one", "1-", "-2", "-", "²"])
def test_what_is_no_mat_is_said(typed: str) -> None:
    with pytest.raises(Refused, match=f"“{typed}”"):
        parse_mats(typed)
