"""What is missing, as it is listed."""

from kapcircle.core.gates import Gap
from kapcircle.views.gaps import OPEN, listed, readable

LEAD = Gap("lead", "The medical lead is not here", "Ask them in.", hard=True)


def of(mat: int, words: str = "not ready", *, hard: bool = False) -> Gap:
    return Gap(f"ready:p{mat}", f"Mat {mat}: {words}", "Complete Gate A.", hard)


def test_the_same_for_several_mats_is_one_line_in_the_place_of_the_first() -> None:
    words = [gap.words for gap in listed((of(1), LEAD, of(4), of(2, "no consent"), of(12)))]
    assert words == ["Mats 1, 4, 12: not ready", "The medical lead is not here", "Mat 2: no consent"]


def test_of_forty_mats_that_follow_one_another_the_first_and_the_last_are_said() -> None:
    (gap,) = listed(of(mat) for mat in (*range(1, 12), *range(13, 41)))
    assert gap.words == "Mats 1–11, 13–40: not ready"


def test_what_nobody_overrides_stays_apart() -> None:
    assert [x.words for x in listed((of(1), of(2, hard=True)))] == ["Mat 1: not ready", "Mat 2: not ready"]


def test_what_is_about_no_mat_is_as_it_was() -> None:
    odd = Gap("x", "Mat of the hall: lost", "Ask.")
    assert listed((LEAD, odd)) == (LEAD, odd)


def test_without_details_it_is_read_that_something_clinical_is_open_and_on_which_mat() -> None:
    psychosis = Gap("exclusion:psychosis", "Excluded: psychosis", "Ask the medical lead.", hard=True, clinical=True)
    fasting, ride = Gap("fasting", "Has not fasted", "Ask.", clinical=True), Gap("ride", "No ride home", "Ask them.")
    found = (psychosis, ride, fasting, Gap("x", "Mat 3: Excluded: psychosis", "Ask.", clinical=True))
    assert readable(found, details=True) == found
    assert [x.words for x in readable(found, details=False)] == [
        "Something clinical is open",
        "No ride home",
        "Mat 3: something clinical is open",
    ]
    assert not any(x.hard for x in readable(found, details=False) if x.words == OPEN.words)
