import pytest

from kapcircle.views.trend_table import rows
from kapcircle.views.trend_words import (
    beyond,
    figures,
    limit_words,
    said,
    since,
    spoken,
    values,
)
from kapcircle.views.trends import Channel, Limit, Limits, Reading
from tests.views.trends import at, reading, trend, utc

SIGNED = Limits((Limit(Channel.SYSTOLIC, 160, upper=True),), "Dr Made-Up")


def test_the_latest_figures_are_of_one_reading_never_older_ones() -> None:
    latest = trend(reading(30, spo2=91), reading(15), reading(40, 131, 84, pulse=None)).latest
    assert latest is not None
    assert [f.words for f in figures(latest)] == ["131", "84", "–", "98"]
    assert trend(reading(40, struck=True)).latest is None


@pytest.mark.parametrize(
    ("read", "words"),
    [
        (reading(0), "120/80, pulse 72, SpO2 98 %"),
        (reading(0, 120, None, pulse=None, spo2=None), "120/–"),
        (reading(0, None, None, spo2=None, respiration=14), "pulse 72, respiration 14"),
        (reading(0, None, None, pulse=None, spo2=None, temperature=36.6), "temperature 36.6 °C"),
        (Reading(at(0)), "nothing measured"),
    ],
)
def test_values_in_words(read: Reading, words: str) -> None:
    assert values(read) == words


@pytest.mark.parametrize(
    ("dose", "minutes", "words"),
    [(0, 26, "26 min after the dose"), (40, 0, "40 min before the dose"), (0, 0.2, "at the dose"), (None, 5, "")],
)
def test_when_about_the_dose(dose: float | None, minutes: float, words: str) -> None:
    assert since(trend(dose=dose), at(minutes)) == words


def test_a_reading_outside_the_range_says_whose_range_it_is_and_no_more() -> None:
    high = reading(31, 171, 104, outside=frozenset({"systolic", "diastolic"}))
    words = said(trend(high, dose=5, limits=SIGNED), high, utc)
    assert words == (
        "12:31, 26 min after the dose: 171/104, pulse 72, SpO2 98 %. "
        "Outside your programme’s range signed by Dr Made-Up: systolic, diastolic."
    )
    assert beyond(high, Limits()) == "Outside your programme’s range: systolic, diastolic."
    assert beyond(reading(0, outside=frozenset({"temperature"})), SIGNED).endswith("Dr Made-Up: temperature.")
    assert beyond(reading(0), SIGNED) == ""


def test_a_struck_reading_says_so() -> None:
    struck = reading(15, 191, 80, struck=True, outside=frozenset({"systolic"}))
    words = said(trend(struck, dose=None), struck, utc)
    assert words == "12:15: 191/80, pulse 72, SpO2 98 %. Struck: it does not count."


def test_a_chart_is_said_with_its_last_reading() -> None:
    assert spoken(trend(alias="Lark", mat=5), utc) == "Lark, mat 5. No readings yet."
    assert spoken(trend(reading(15)), utc).startswith("Wren, mat 1. 12:15, 15 min after the dose: 120/80")


def test_a_limit_without_a_signature_has_no_words() -> None:
    limit = Limit(Channel.SYSTOLIC, 160, upper=True)
    assert limit_words(limit, SIGNED) == "systolic 160, Dr Made-Up"
    assert limit_words(limit, Limits((limit,))) == ""


def test_readings_as_a_table() -> None:
    found = rows(
        trend(
            reading(40, None, None, pulse=None, spo2=91, outside=frozenset({"spo2"})),
            reading(-20),
            reading(15, 191, struck=True),
        ),
        utc,
    )
    assert [(r.clock, r.since, r.pressure, r.pulse, r.spo2, r.note) for r in found] == [
        ("11:40", "−20", "120/80", "72", "98", ""),
        ("12:15", "+15", "191/80", "72", "98", "struck"),
        ("12:40", "+40", "–", "–", "91", "▲ outside"),
    ]
    assert [r.since for r in rows(trend(reading(5), dose=None), utc)] == [""]
