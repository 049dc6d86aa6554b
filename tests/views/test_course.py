"""A person's own clock, in words that say what is usual and measure nothing."""

import pytest

from kapcircle.core.alarms import Acknowledged
from kapcircle.core.dose import DoseOrdered
from kapcircle.core.leaving import LeftUnseen
from kapcircle.core.programme import Route
from kapcircle.core.session.clocks import USUAL
from kapcircle.views.course import course
from tests.core.caring import CALM, HIGH, Ward, at, dosed


def said(ward: Ward, minute: float) -> tuple[str, ...]:
    return course(ward.state, ward.seat(), at(minute), lambda _: 0)


@pytest.mark.parametrize(
    ("minute", "usual"),
    [
        (2, "Usually before the onset; onset 08:05, peak 08:20, return 08:40, back 09:00"),
        (6, "Usually at the onset; peak 08:20, return 08:40, back 09:00"),
        (27, "Usually at the peak; return 08:40, back 09:00"),
        (45, "Usually on the way back; back 09:00"),
        (61, "Usually back"),
    ],
)
def test_the_course_says_what_is_usual_when(minute: float, usual: str) -> None:
    assert said(dosed(), minute)[1] == usual


def test_since_when_what_is_next_and_until_when() -> None:
    assert said(dosed((15, CALM)), 27) == (
        "IM at 08:00, T+27",
        "Usually at the peak; return 08:40, back 09:00",
        "Next: vitals T+30 at 08:30, observed until 10:00 at least",
        USUAL,
    )


def test_a_supplement_that_is_ordered_is_named_with_its_time_and_no_amount() -> None:
    ward = dosed((-9, DoseOrdered(Route.IM, 20, "Dr Made-up", supplement=True)))
    assert said(ward, 5)[2] == "Next: vitals T+15 at 08:15, supplement as ordered, 08:12, observed until 10:00 at least"


def test_of_a_route_without_a_usual_course_nothing_is_said_of_one() -> None:
    found = said(dosed(route=Route.ORAL), 20)
    assert found[1] == "What is usual by this route is not known."
    assert USUAL not in found


def test_a_raised_pressure_is_followed_there_too() -> None:
    ward = dosed()
    ward.record(17, Acknowledged(ward.record(16, HIGH), "told"))
    assert said(ward, 36)[3] == "Pressure not back near baseline 122/78 yet, 20 min; usually 30 to 60 min."


def test_before_a_dose_and_after_they_have_gone_there_is_no_course() -> None:
    assert said(Ward(), 5) == ()
    assert said(dosed((5, LeftUnseen("Jo"))), 6) == ()
