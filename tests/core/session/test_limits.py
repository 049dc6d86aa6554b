"""Values outside the signed range, their answers, and the way back to the baseline."""

from dataclasses import replace

import pytest

from kapcircle.core.alarms import Acknowledged
from kapcircle.core.ids import PersonId
from kapcircle.core.programme import Limit, Measure, Moment, Programme, Urgency
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.session.limits import Raised, alarms, baseline, raised
from kapcircle.core.session.limits import broken as broken_by
from kapcircle.core.vitals import Vitals
from tests.core.caring import CALM, HIGH, PROGRAMME, UNSIGNED, Ward, at, dose, dosed
from tests.made_up import MINUTES


def broken(ward: Ward, programme: Programme = PROGRAMME) -> list[tuple[str, float | None]]:
    return [(x.measure.value, x.high or x.low) for alarm in alarms(ward.seat(), programme) for x in alarm.broken]


@pytest.mark.parametrize(
    ("reading", "found"),
    [
        (CALM, []),
        (Vitals(160, 100), []),
        (Vitals(161, 98), [("systolic", 160)]),
        (Vitals(161, 101), [("systolic", 160), ("diastolic", 100)]),
        (Vitals(181, 98), [("systolic", 180)]),
        (Vitals(spo2=94), []),
        (Vitals(spo2=93), [("SpO2", 94)]),
        (Vitals(pulse=140), []),
    ],
)
def test_a_value_beyond_a_signed_limit_is_an_alarm(reading: Vitals, found: list[tuple[str, float]]) -> None:
    assert broken(dosed((20, reading))) == found


def test_the_most_urgent_limit_says_how_soon() -> None:
    urgencies = [x.urgency for x in alarms(dosed((20, HIGH), (30, Vitals(184, 98))).seat(), PROGRAMME)]
    assert urgencies == [Urgency.TELL, Urgency.NOW]


def test_unsigned_limits_do_nothing() -> None:
    ward = dosed((20, Vitals(210, 130, 160, 80)))
    assert broken(ward)
    assert alarms(ward.seat(), UNSIGNED) == ()
    assert raised(ward.seat(), UNSIGNED) == ()


@pytest.mark.parametrize(
    ("minute", "alarmed"),
    [(-10, True), (0, False), (10, False)],
)
def test_before_the_dose_other_limits_hold(minute: float, alarmed: bool) -> None:
    ward = Ward()
    ward.record(0, dose())
    ward.record(minute, Vitals(145, 85))
    assert bool(alarms(ward.seat(), PROGRAMME)) is alarmed


def test_of_the_same_minute_what_was_written_first_came_first() -> None:
    ward = Ward()
    ward.record(0, Vitals(145, 85))
    assert broken(ward) == [("systolic", 140)]
    ward.record(0, dose())
    assert broken(ward) == [("systolic", 140)]


def test_an_alarm_is_open_until_this_very_reading_is_acknowledged() -> None:
    ward = dosed()
    first, second = ward.record(20, HIGH), ward.record(25, HIGH)
    answer = ward.record(26, Acknowledged(second, "told the medical lead", "Dr Made-up"))
    found = alarms(ward.seat(), PROGRAMME)
    assert [(x.record.stamp, x.acknowledged and x.acknowledged.stamp) for x in found] == [
        (first, None),
        (second, answer),
    ]
    ward.strike(answer)
    assert all(x.acknowledged is None for x in alarms(ward.seat(), PROGRAMME))


def test_the_first_answer_counts() -> None:
    ward = dosed()
    reading = ward.record(20, HIGH)
    answer = ward.record(21, Acknowledged(reading, "told"))
    ward.record(22, Acknowledged(reading, "told again"))
    (alarm,) = alarms(ward.seat(), PROGRAMME)
    assert alarm.acknowledged is not None
    assert alarm.acknowledged.stamp == answer


def test_a_struck_reading_is_no_alarm_any_more() -> None:
    ward = dosed()
    ward.strike(ward.record(20, HIGH))
    assert broken(ward) == []


def test_a_reading_that_moves_is_judged_by_the_other_persons_dose() -> None:
    """On the first it was after the dose and inside; on the second, who had none yet, it is outside and open."""
    ward, between = dosed(), Vitals(150, 88)
    record = ward.record(20, between)
    assert alarms(ward.seat(), PROGRAMME) == ()
    ward.strike(record)
    ward.fold(20, e.Recorded(between, PersonId("p2"), record))
    (alarm,) = alarms(ward.seat(PersonId("p2")), PROGRAMME)
    assert alarm.acknowledged is None
    assert [x.moment for x in alarm.broken] == [Moment.BEFORE]
    assert c.Move(record, PersonId("p2")).record == record


def test_the_baseline_is_the_last_pressure_before_the_dose() -> None:
    ward = Ward()
    assert baseline(ward.seat()) is None
    ward.record(-40, Vitals(130, 84))
    ward.record(-20, CALM)
    ward.record(-10, Vitals(pulse=60))
    assert baseline(ward.seat()) == CALM
    ward.record(0, dose())
    ward.record(5, Vitals(128, 80))
    assert baseline(ward.seat()) == CALM


def test_the_way_back_to_the_baseline_is_followed() -> None:
    ward = dosed((20, HIGH))
    assert raised(ward.seat(), PROGRAMME) == (Raised(at(20), CALM),)
    ward.record(30, Vitals(150, 90))
    assert raised(ward.seat(), PROGRAMME)[0].length(at(40)) == 20 * MINUTES
    ward.record(45, Vitals(pulse=80))
    ward.record(50, Vitals(142, 99))
    assert raised(ward.seat(), PROGRAMME)[0].back is None
    ward.record(55, Vitals(142, 98))
    (found,) = raised(ward.seat(), PROGRAMME)
    assert (found.back, found.length(at(300))) == (at(55), 35 * MINUTES)


def test_a_second_rise_is_a_second_way_back() -> None:
    ward = dosed((20, HIGH), (25, HIGH), (40, CALM), (60, HIGH))
    assert raised(ward.seat(), PROGRAMME) == (Raised(at(20), CALM, at(40)), Raised(at(60), CALM))


def test_the_programme_says_how_near_the_baseline_is_back() -> None:
    ward = dosed((20, HIGH), (40, Vitals(130, 80)))
    assert raised(ward.seat(), PROGRAMME)[0].back == at(40)
    assert raised(ward.seat(), replace(PROGRAMME, back_within=5))[0].back is None


def test_without_a_baseline_nobody_is_said_to_be_back() -> None:
    ward = Ward()
    ward.record(0, dose())
    ward.record(20, HIGH)
    ward.record(40, CALM)
    assert raised(ward.seat(), PROGRAMME) == (Raised(at(20), None),)
    assert raised(ward.seat(), PROGRAMME)[0].length(at(10)) == 0


def test_only_a_pressure_above_the_range_after_the_dose_is_raised() -> None:
    low = Limit(Measure.SYSTOLIC, Moment.AFTER, Urgency.TELL, low=95)
    programme = replace(PROGRAMME, limits=(*PROGRAMME.limits, low))
    ward = dosed((20, Vitals(90, 60)), (30, Vitals(spo2=90)), (-20, Vitals(150, 80)))
    assert len(alarms(ward.seat(), programme)) == 3
    assert raised(ward.seat(), programme) == ()


def test_a_limit_that_is_not_signed_is_not_even_looked_at() -> None:
    assert broken_by(UNSIGNED, HIGH, Moment.AFTER) == ()
    assert broken_by(PROGRAMME, HIGH, Moment.AFTER) != ()
