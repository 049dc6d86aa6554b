from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.views.trend_axes import EARLIEST, LATEST, PRESSURE, SPO2, Axes, axes, clock, minute, tick
from kapcircle.views.trends import Channel, Limit, Limits, Mark
from tests.views.trends import at, reading, trend, utc


def test_a_quiet_hour_has_the_axes_of_nobody() -> None:
    assert axes([trend(reading(-20), reading(15), reading(60, 135, 85))]) == axes([]) == Axes()


@pytest.mark.parametrize(
    ("read", "low", "high"),
    [
        (reading(10, 180, 40), 40, 180),
        (reading(10, 181, 80), 40, 200),
        (reading(10, 221, 80), 40, 240),
        (reading(10, 120, 39), 20, 180),
        (reading(10, 120, 80, pulse=201), 40, 220),
        (reading(10, 300, 80, struck=True), 40, 180),
    ],
)
def test_pressures_grow_by_whole_steps(read: object, low: float, high: float) -> None:
    shown = axes([trend(read)]).pressure  # type: ignore[arg-type] # a reading
    assert (shown.low, shown.high) == (low, high)


def test_spo2_grows_downwards_alone() -> None:
    assert axes([trend(reading(10, spo2=88))]).spo2 == SPO2
    lower = axes([trend(reading(10, spo2=87))])
    assert (lower.spo2, lower.pressure) == (replace(SPO2, low=84), PRESSURE)


def test_signed_limits_have_room() -> None:
    limits = Limits((Limit(Channel.SYSTOLIC, 190, upper=True), Limit(Channel.SPO2, 85, upper=False)), "Dr Made-Up")
    shown = axes([trend(reading(10), limits=limits)])
    assert (shown.pressure.high, shown.spo2.low) == (200, 84)


def test_time_is_about_each_persons_own_dose_and_grows_by_half_hours() -> None:
    early, late = trend(reading(15), dose=0), trend(reading(60), dose=45, alias="Heron", mat=2)
    assert minute(early, at(15)) == minute(late, at(60)) == 15
    assert (axes([early, late]).first, axes([early, late]).last) == (-30, 120)
    shown = axes([trend(reading(-31), reading(121))])
    assert (shown.first, shown.last) == (-60, 150)


def test_a_mark_has_room_too() -> None:
    assert axes([trend(reading(5), marks=(Mark(at(130), "observation", "water"),))]).last == 150


def test_a_wrong_date_does_not_stretch_the_axis() -> None:
    shown = axes([trend(reading(-100_000), reading(100_000))])
    assert (shown.first, shown.last) == (EARLIEST, LATEST)
    assert shown.part(100_000) == 1
    assert shown.part(-100_000) == 0


def test_before_any_dose_the_axis_is_the_time_of_day_from_the_first_reading() -> None:
    waiting = trend(reading(7), reading(20), dose=None)
    assert minute(waiting, at(7)) == -23
    assert clock(waiting, -30, utc) == "12:00"
    assert axes([waiting]) == Axes()
    assert axes([trend(dose=None)]) == Axes()


def test_ticks() -> None:
    assert Axes().ticks == (-30, 0, 30, 60, 90, 120)
    assert Axes(-60, 240).ticks == (-60, 0, 60, 120, 180, 240)
    assert [tick(m) for m in (-30, 0, 90)] == ["−30", "0", "+90"]


def test_figures_at_the_axes() -> None:
    assert [*PRESSURE.ticks] == [40, 80, 120, 160]
    assert [*SPO2.ticks] == [88, 92, 96, 100]


VALUES = st.lists(st.tuples(st.floats(-200, 900), st.integers(0, 350), st.integers(0, 100)), max_size=12)


@given(VALUES)
def test_no_reading_moves_an_axis_but_by_whole_steps_outwards(found: list[tuple[float, int, int]]) -> None:
    readings = [reading(m, value, value, pulse=value, spo2=spo2) for m, value, spo2 in found]
    before = axes([])
    for i in range(len(readings) + 1):
        now = axes([trend(*readings[:i])])
        for a, b, step in (
            (before.first, now.first, 30),
            (-before.last, -now.last, 30),
            (before.pressure.low, now.pressure.low, 20),
            (-before.pressure.high, -now.pressure.high, 20),
            (before.spo2.low, now.spo2.low, 4),
        ):
            assert b <= a
            assert (a - b) % step == 0
        before = now
