"""A value outside the signed range, in words that name and never order."""

import re
from dataclasses import replace

import pytest

from kapcircle.core.ids import Instant
from kapcircle.core.programme import Limit, Measure, Moment, Programme, Signed, Urgency
from kapcircle.core.session.limits import alarms
from kapcircle.core.vitals import Vitals
from kapcircle.views.alarm_words import alarm_words
from tests.core.caring import PROGRAMME, SIGNED, dosed


def limit(measure: Measure, low: float | None = None, high: float | None = None) -> Limit:
    return Limit(measure, Moment.AFTER, Urgency.TELL, low, high)


def said(reading: Vitals, *limits: Limit, programme: Programme = PROGRAMME) -> str:
    programme = replace(programme, limits=limits or programme.limits)
    (alarm,) = alarms(dosed((16, reading)).seat(), programme)
    return alarm_words(alarm, programme, lambda _: 0)


SYSTOLIC, PULSE = limit(Measure.SYSTOLIC, 90, 160), limit(Measure.PULSE, 50, 120)
SPO2 = limit(Measure.SPO2, 94)
PRESSURES = (limit(Measure.SYSTOLIC, high=160), limit(Measure.DIASTOLIC, high=100))


@pytest.mark.parametrize(
    ("reading", "limits", "words"),
    [
        (Vitals(161, 98), PRESSURES, "161/98, outside your programme’s range (160/100, set by"),
        (Vitals(150, 101), PRESSURES, "150/101, outside your programme’s range (160/100, set by"),
        (Vitals(161, 98), PRESSURES[:1], "161/98, outside your programme’s range (systolic at most 160, set by"),
        (Vitals(88, 60), (SYSTOLIC,), "88/60, outside your programme’s range (systolic 90 to 160,"),
        (Vitals(pulse=130), (PULSE,), "pulse 130, outside your programme’s range (pulse 50 to 120,"),
        (Vitals(spo2=91), (SPO2,), "SpO2 91 %, outside your programme’s range (SpO2 at least 94 %,"),
        (
            Vitals(temperature=38.5),
            (limit(Measure.TEMPERATURE, high=38),),
            "temperature 38.5 °C, outside your programme’s range (temperature at most 38 °C,",
        ),
        (
            Vitals(161, 98, spo2=91),
            (*PRESSURES, SPO2),
            "161/98 and SpO2 91 %, outside your programme’s range (160/100; SpO2 at least 94 %, set by",
        ),
    ],
)
def test_the_value_and_the_range_are_named(reading: Vitals, limits: tuple[Limit, ...], words: str) -> None:
    assert said(reading, *limits).startswith(words)


def test_the_signature_of_another_year_has_its_year() -> None:
    old = replace(PROGRAMME, signed=Signed(SIGNED.member, "Dr Made-up", Instant(SIGNED.at - 365 * 86_400_000)))
    assert "set by Dr Made-up on 7 Jan 2027)" in said(Vitals(161, 98))
    assert "set by Dr Made-up on 7 Jan 2026)" in said(Vitals(161, 98), programme=old)


@pytest.mark.parametrize("reading", [Vitals(161, 98), Vitals(195, 120), Vitals(120, 80, spo2=80)])
def test_no_word_orders_a_dose_a_drug_or_a_stop(reading: Vitals) -> None:
    words = said(reading).lower()
    assert not re.search(r"\b(stop|dose|give|mg|drug|medicine|treat|oxygen|diagnos\w*|danger\w*)\b", words)
    assert "tell the medical lead" in words
