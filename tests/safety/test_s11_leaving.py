"""S11: Gate C for each person; a session with medicine closes when everybody has left in one of the ways of leaving."""

from dataclasses import replace
from typing import Any

import pytest

from kapcircle.core.attendance import Attendance, Attended, NotToday, SentHome
from kapcircle.core.errors import Refused
from kapcircle.core.leaving import Aldrete, LeftAgainstAdvice, LeftUnseen, Transferred
from kapcircle.core.observation import Depth, Observed
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Run
from tests.safety.rooms import CALM, LEAVES, P1, P2, P3, Day, minutes


def evening(*others: Any) -> Day:
    day = Day()
    day.start(P1, *others)
    day.dose(P1)
    day.sleeps(minutes(120))
    day.record(P1, CALM)
    return day


@pytest.mark.parametrize(
    ("lacks", "words"),
    [
        ({"aldrete": Aldrete(1, 2, 2, 1, 2)}, "Aldrete 8, and the programme asks for 9"),
        ({"oriented": False}, "Not oriented"),
        ({"steady": False}, "Not steady on their feet"),
        ({"nausea": False}, "Nausea not tolerable"),
        ({"distress": 4}, "Distress 4 of 10"),
        ({"safety_asked": False}, "Safety question not asked"),
        ({"escort": " "}, "Escort not identified"),
        ({"belongings": False}, "Belongings and car keys not seen to"),
        ({"aftercare": False}, "Aftercare and crisis numbers not given"),
        ({"driving": False}, "Not told about driving"),
    ],
)
def test_s11_each_thing_that_is_missing_holds_the_gate(lacks: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        evening().record(P1, replace(LEAVES, **lacks))


def test_s11_the_last_reading_is_recent() -> None:
    day = evening()
    day.sleeps(minutes(31))
    with pytest.raises(Refused, match="No reading in the last 30 min"):
        day.record(P1, LEAVES)


def test_s11_nobody_leaves_from_the_depth() -> None:
    day = evening()
    day.record(P1, Observed(Depth.INWARD))
    with pytest.raises(Refused, match="Last seen inward or further"):
        day.record(P1, LEAVES)
    day.record(P1, Observed(Depth.PRESENT))
    day.record(P1, LEAVES)


@pytest.mark.parametrize(
    "way",
    [LEAVES, LeftAgainstAdvice("not to drive", "Jonas"), Transferred("hospital", "ambulance"), LeftUnseen("Ana")],
)
def test_s11_the_circle_waits_for_the_last_one_however_they_leave(way: Any) -> None:
    day = evening()
    with pytest.raises(Refused, match=r"Still here: mat 1\. The circle closes when everybody has left\."):
        day.do(c.Close())
    day.record(P1, way)
    day.do(c.Close())
    assert day.state.run is Run.OVER


def test_s11_who_took_no_medicine_is_not_forgotten() -> None:
    day = Day()
    day.start(P1)
    day.arrives(P2, P3)
    day.record(P2, NotToday())
    day.record(P3, SentHome("taxi"))
    day.dose(P1)
    day.sleeps(minutes(120))
    day.record(P1, CALM)
    day.record(P1, LEAVES)
    with pytest.raises(Refused, match="Still here: mat 2"):
        day.do(c.Close())
    day.record(P2, Attended(Attendance.LEFT))
    day.do(c.Close())


def test_s11_a_circle_without_medicine_closes_with_everybody_in_it() -> None:
    day = Day()
    day.record(P1, Attended(Attendance.ARRIVED))
    day.do(c.Close())
    assert day.state.run is Run.OVER
