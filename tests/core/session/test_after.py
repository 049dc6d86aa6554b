"""The contact on the next day plans itself: for everybody who had medicine, from 20 to 28 h after the last dose."""

from typing import Any

import pytest

from kapcircle.core.ids import StreamId
from kapcircle.core.leaving import LeftAgainstAdvice, LeftUnseen, Transferred
from kapcircle.core.session import commands as c
from kapcircle.core.session.after import ContactDue, contact_due
from kapcircle.core.session.rows import rows
from tests.safety.rooms import P1, P2, Day, minutes

HOURS = 60 * minutes(1)


def due_rows(day: Day, person: Any) -> list[Any]:
    found = rows(StreamId("session:s1"), day.state, f"seat:{person}")
    return [(dict(row.key), row.values) for row in found if row.table == "contact_due"]


def test_it_counts_from_the_last_dose() -> None:
    day = Day()
    day.start(P1, P2)
    day.dose(P1)
    day.sleeps(minutes(15))
    day.dose(P1, supplement=True)
    assert contact_due(day.state.seats[P1]) == ContactDue(day.now + 20 * HOURS, day.now + 28 * HOURS)  # type: ignore[arg-type]
    assert contact_due(day.state.seats[P2]) is None, "who had no medicine"


@pytest.mark.parametrize(
    "way", [LeftAgainstAdvice("stay", "Jonas"), Transferred("hospital", "ambulance"), LeftUnseen("Ana")]
)
def test_however_they_left(way: Any) -> None:
    day = Day()
    day.start(P1)
    day.dose(P1)
    day.record(P1, way)
    assert contact_due(day.state.seats[P1]) is not None


def test_a_list_outside_the_session_sees_it_and_a_dose_that_is_struck_takes_it_back() -> None:
    day = Day()
    day.start(P1)
    day.dose(P1)
    ((key, values),) = due_rows(day, P1)
    assert key == {"session": "s1", "person": P1}
    assert values == {"since": day.now + 20 * HOURS, "until": day.now + 28 * HOURS}
    day.do(c.Strike(day.entries[-1].stamp, "another person"))
    assert due_rows(day, P1) == []
