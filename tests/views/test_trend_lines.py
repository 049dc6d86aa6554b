import pytest

from kapcircle.views.lanes import lanes
from kapcircle.views.trend_axes import Axes
from kapcircle.views.trend_lines import Curve, Dot, bands, curves, ribbons, strips
from kapcircle.views.trends import NOT_TAKEN, Band, Channel, Mark, Strip, Trend
from tests.views.trends import at, reading, trend


def curve(of: Trend, channel: Channel) -> Curve:
    return next(c for c in curves(of) if c.channel is channel)


def minutes(of: Trend, channel: Channel = Channel.SYSTOLIC) -> list[list[float]]:
    return [[dot.minute for dot in piece] for piece in curve(of, channel).pieces]


def test_a_line_goes_from_reading_to_reading_in_the_order_they_happened() -> None:
    assert minutes(trend(reading(30), reading(15), reading(40))) == [[15, 30, 40]]
    assert [dot.value for dot in curve(trend(reading(15, 131, 84)), Channel.DIASTOLIC).dots] == [84]


def test_what_was_not_measured_is_a_gap_in_its_own_line_alone() -> None:
    found = trend(reading(15), reading(30, spo2=None), reading(40), reading(60))
    assert minutes(found, Channel.SPO2) == [[15], [40, 60]]
    assert minutes(found, Channel.SYSTOLIC) == [[15, 30, 40, 60]]


def test_what_was_never_measured_is_no_line() -> None:
    assert minutes(trend(reading(15, pulse=None), reading(30, pulse=None)), Channel.PULSE) == []
    assert all(not c.pieces for c in curves(trend()))


@pytest.mark.parametrize(("second", "pieces"), [(75, [[15, 75]]), (75.1, [[15], [75.1]])])
def test_an_hour_of_silence_is_bridged_and_no_more(second: float, pieces: list[list[float]]) -> None:
    assert minutes(trend(reading(15), reading(second))) == pieces


def test_a_check_that_was_not_taken_is_a_gap_in_every_line() -> None:
    found = trend(reading(15), reading(40), reading(60), marks=(Mark(at(30), NOT_TAKEN, "asleep"),))
    for channel in Channel:
        assert minutes(found, channel) == [[15], [40, 60]]
    seen = trend(reading(15), reading(40), marks=(Mark(at(30), "observation", "water"),))
    assert minutes(seen) == [[15, 40]]


def test_a_struck_reading_belongs_to_no_line() -> None:
    assert minutes(trend(reading(15), reading(30, struck=True), reading(40))) == [[15, 40]]


def test_outside_is_said_of_the_value_that_lies_outside() -> None:
    found = trend(reading(30, 171, 84, outside=frozenset({"systolic"})))
    assert curve(found, Channel.SYSTOLIC).dots == (Dot(30, 171, outside=True),)
    assert curve(found, Channel.DIASTOLIC).dots == (Dot(30, 84),)


def test_the_room_between_the_pressures_ends_where_either_is_missing() -> None:
    found = trend(reading(0), reading(15), reading(30, diastolic=None), reading(40), reading(60), reading(125))
    between = ribbons(curve(found, Channel.SYSTOLIC), curve(found, Channel.DIASTOLIC))
    assert [[high.minute for high, _ in ribbon] for ribbon in between] == [[0, 15], [40, 60]]


def test_phases_and_music_are_cut_at_the_edge_and_an_open_one_goes_to_it() -> None:
    told = (("Before", at(-90), at(-40)), ("Settling", at(-40), at(10)), ("Peak", at(10), None))
    room = Trend(
        trend().person, "Wren", 1, bands=tuple(Band(*x) for x in told), strips=tuple(Strip(*x) for x in told), t0=at(0)
    )
    for found in (bands(room, Axes()), strips(room, Axes())):
        assert [(s.words, s.first, s.last) for s in found] == [("Settling", -30, 10), ("Peak", 10, 120)]


def test_words_that_would_run_into_their_neighbours_go_lower_or_are_left_out() -> None:
    assert lanes([(0, 10), (5, 12), (6, 9), (10, 20), (11, 30), (12, 14)], 2) == (0, 1, None, 0, None, 1)
    assert lanes([], 3) == ()
