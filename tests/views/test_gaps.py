"""What is missing, as it is listed."""

from kapcircle.core.gates import Gap
from kapcircle.views.gaps import listed

LEAD = Gap("lead", "The medical lead is not here", "Ask them in.", hard=True)


def of(mat: int, words: str = "not ready", *, hard: bool = False) -> Gap:
    return Gap(f"ready:p{mat}", f"Mat {mat}: {words}", "Complete Gate A.", hard)


def test_the_same_for_several_mats_is_one_line_in_the_place_of_the_first() -> None:
    words = [gap.words for gap in listed((of(1), LEAD, of(4), of(2, "no consent"), of(12)))]
    assert words == ["Mats 1, 4, 12: not ready", "The medical lead is not here", "Mat 2: no consent"]


def test_what_nobody_overrides_stays_apart() -> None:
    assert [x.words for x in listed((of(1), of(2, hard=True)))] == ["Mat 1: not ready", "Mat 2: not ready"]


def test_what_is_about_no_mat_is_as_it_was() -> None:
    odd = Gap("x", "Mat of the hall: lost", "Ask.")
    assert listed((LEAD, odd)) == (LEAD, odd)
