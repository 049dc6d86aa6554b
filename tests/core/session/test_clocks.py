"""Each person's own clock: from their own dose, by their route, by when it happened."""

from dataclasses import replace

import pytest

from kapcircle.core.attendance import NotToday
from kapcircle.core.dose import DoseOrdered
from kapcircle.core.ids import Instant, Millis, PersonId
from kapcircle.core.leaving import LeftUnseen
from kapcircle.core.programme import Route, RouteClock
from kapcircle.core.session.clocks import Clock, Stage, clock, under_medicine, usual
from tests.core.caring import P1, PROGRAMME, Ward, at, dose, dosed
from tests.made_up import MINUTES


def of(ward: Ward, who: PersonId = P1) -> Clock:
    found = clock(ward.seat(who), PROGRAMME)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("route", "onset", "peak", "returning", "back"),
    [(Route.IM, 5, 20, 40, 60), (Route.SUBLINGUAL, 20, 40, 80, 120), (Route.IV, 5, 40, 65, 90)],
)
def test_what_is_usual_depends_on_the_route(route: Route, onset: int, peak: int, returning: int, back: int) -> None:
    found = of(dosed(route=route))
    assert (found.onset, found.peak, found.returning, found.back) == (at(onset), at(peak), at(returning), at(back))
    known = usual(PROGRAMME, route)
    assert known is not None
    assert known.source


@pytest.mark.parametrize(
    ("minute", "stage"),
    [
        (0, Stage.BEFORE_ONSET),
        (4.9, Stage.BEFORE_ONSET),
        (5, Stage.ONSET),
        (20, Stage.PEAK),
        (39.9, Stage.PEAK),
        (40, Stage.RETURN),
        (60, Stage.BACK),
        (500, Stage.BACK),
        (-3, Stage.BEFORE_ONSET),
    ],
)
def test_the_stage_goes_by_the_clock(minute: float, stage: Stage) -> None:
    assert of(dosed()).stage(at(minute)) is stage


def test_a_circle_of_two_routes_has_two_clocks() -> None:
    ward = dosed()
    ward.record(3, dose(Route.SUBLINGUAL, mat=2), PersonId("p2"))
    assert [of(ward, PersonId(f"p{n}")).stage(at(22)) for n in (1, 2)] == [Stage.PEAK, Stage.BEFORE_ONSET]


def test_of_the_oral_route_nothing_is_said() -> None:
    found = of(dosed(route=Route.ORAL))
    assert (found.stage(at(30)), found.onset, found.peak, found.returning, found.back) == (None,) * 5
    assert found.part(at(60)) == 0.5
    """Of two hours of observation."""


def test_the_programme_says_otherwise() -> None:
    own = RouteClock(Route.IM, Millis(8 * MINUTES), Millis(30 * MINUTES), Millis(80 * MINUTES))
    found = clock(dosed().seat(), replace(PROGRAMME, clocks=(own,)))
    assert found is not None
    assert (found.onset, found.back) == (at(8), at(80))


def test_a_late_entry_starts_the_clock_when_it_happened() -> None:
    ward = Ward()
    ward.record(5, dose(), written=47)
    assert of(ward).started == at(5)
    assert of(ward).since(at(50)) == 45 * MINUTES


def test_clocks_that_differ_stop_at_zero() -> None:
    assert of(dosed()).since(at(-2)) == 0
    assert of(dosed()).part(at(-2)) == 0


@pytest.mark.parametrize(("minute", "part"), [(0, 0), (15, 0.25), (60, 1), (90, 1)])
def test_how_much_of_the_course_is_over(minute: float, part: float) -> None:
    assert of(dosed()).part(at(minute)) == part


def test_the_least_observation_counts_from_the_last_dose() -> None:
    ward = dosed((12, dose(mg=20, supplement=True)))
    assert of(ward).observed_until == at(132)
    assert of(ward).started == at(0)


def test_a_supplement_has_a_point_only_while_it_is_ordered_and_not_given() -> None:
    ward = dosed()
    assert of(ward).supplement is None
    ward.record(-10, DoseOrdered(Route.IM, 50, "Dr Made-up"))
    assert of(ward).supplement is None
    ward.record(-10, DoseOrdered(Route.IM, 20, "Dr Made-up", supplement=True))
    assert of(ward).supplement == at(12)
    ward.record(13, dose(mg=20, supplement=True))
    assert of(ward).supplement is None


def test_before_a_dose_there_is_no_clock() -> None:
    ward = Ward()
    assert clock(ward.seat(), PROGRAMME) is None
    assert not under_medicine(ward.seat(), PROGRAMME, at(0))


def test_a_struck_dose_starts_no_clock() -> None:
    ward = Ward()
    first = ward.record(0, dose())
    ward.record(4, dose())
    ward.strike(first)
    assert of(ward).started == at(4)


@pytest.mark.parametrize(
    ("route", "minute", "under"),
    [(Route.IM, 59, True), (Route.IM, 60, False), (Route.ORAL, 119, True), (Route.ORAL, 120, False)],
)
def test_under_medicine_until_they_are_usually_back(route: Route, minute: float, under: bool) -> None:
    assert under_medicine(dosed(route=route).seat(), PROGRAMME, Instant(at(minute))) is under


def test_who_has_left_is_not_watched_and_who_opted_out_after_a_dose_is() -> None:
    ward = dosed((10, NotToday("enough")))
    assert under_medicine(ward.seat(), PROGRAMME, at(20))
    ward.record(15, LeftUnseen("Jo"))
    assert not under_medicine(ward.seat(), PROGRAMME, at(20))
