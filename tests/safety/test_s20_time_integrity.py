"""S20: every record has its instant and the desk's offset, late entries say so, days with another hour are right."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from kapcircle.core.errors import Refused
from kapcircle.core.ids import Instant
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.session.clocks import clock
from kapcircle.core.session.schedule import tasks
from kapcircle.views.from_paper import taken_at
from kapcircle.views.read_back import happened, when
from kapcircle.views.timeline import names, timeline
from tests.core.caring import CALM, PROGRAMME
from tests.made_up import MINUTES
from tests.safety.evenings import FORTY, Evening

WHO = FORTY[0]
ZAGREB = ZoneInfo("Europe/Zagreb")


def offset(at: Instant) -> int:
    found = datetime.fromtimestamp(at / 1000, ZAGREB).utcoffset()
    assert found is not None
    return int(found.total_seconds() // 60)


def at(*utc: int) -> Instant:
    return Instant(int(datetime(*utc, tzinfo=UTC).timestamp() * 1000))  # type: ignore[arg-type,misc]  # year to minute


def test_s20_a_record_keeps_when_it_happened_when_it_was_written_and_the_offset() -> None:
    evening = Evening()
    evening.do(c.Open())
    evening.passes(40 * MINUTES)
    evening.record(WHO, CALM, ago=12)
    entry = evening.stream.effective[-1]
    assert isinstance(entry.event, e.Recorded)
    assert (entry.at, entry.at - entry.happened, entry.zone) == (evening.now, 12 * MINUTES, 60)
    assert evening.seat(WHO).records[-1].happened == entry.happened


def test_s20_a_late_entry_says_when_it_was_written() -> None:
    evening = Evening()
    evening.do(c.Open())
    evening.passes(40 * MINUTES)
    evening.record(WHO, CALM, ago=12)
    rows = timeline(evening.stream.effective, names(evening.session, str, str))
    assert [x.words for x in rows if "122/78" in x.words and "(written at " in x.words]


def test_s20_nothing_is_recorded_before_it_has_happened() -> None:
    evening = Evening()
    evening.do(c.Open())
    with pytest.raises(Refused, match="has not come yet"):
        evening.record(WHO, CALM, ago=-1)


@pytest.mark.parametrize(
    ("night", "hours"),
    [((2026, 3, 29, 0, 30), (1, 3)), ((2026, 10, 25, 0, 30), (2, 2))],
    ids=["into summer time", "out of summer time"],
)
def test_s20_on_a_day_with_another_hour_every_clock_is_right(night: tuple[int, ...], hours: tuple[int, int]) -> None:
    """Half an hour before the change a dose, and an hour later by the counter it is an hour, whatever the wall says."""
    evening = Evening()
    evening.clock.at = at(*night)
    evening.clock.minutes = offset(evening.now)
    evening.do(c.Open())
    evening.dose(WHO)
    began = evening.now
    evening.passes(60 * MINUTES)
    evening.clock.minutes = offset(evening.now)
    local = [datetime.fromtimestamp(x / 1000, ZAGREB).hour for x in (began, evening.now)]
    assert tuple(local) == hours
    own = clock(evening.seat(WHO), PROGRAMME)
    assert own is not None
    assert own.since(evening.now) == 60 * MINUTES
    dues = [x.due - began for x in tasks(evening.seat(WHO), PROGRAMME, evening.now) if x.after]
    assert dues[:4] == [15 * MINUTES, 30 * MINUTES, 40 * MINUTES, 60 * MINUTES]
    evening.record(WHO, CALM)
    zones = [x.zone for x in evening.stream.effective]
    assert zones[0] != zones[-1]


@pytest.mark.parametrize(
    ("now", "typed", "ago"),
    [
        ((2026, 10, 25, 2, 30), "01:30", 180),
        ((2026, 10, 25, 2, 30), "02:45", 45),
        ((2026, 10, 25, 2, 30), "03:20", 10),
        ((2026, 3, 29, 1, 30), "01:30", 60),
        ((2026, 3, 29, 1, 30), "03:20", 10),
        ((2026, 3, 29, 1, 30), "23:00", 210),
    ],
    ids=["before it was put back", "in the hour twice", "after", "before it was put forward", "after it", "eve"],
)
def test_s20_an_hour_that_is_typed_is_the_one_that_the_clock_showed(now: tuple[int, ...], typed: str, ago: int) -> None:
    found = happened(typed, at(*now), offset)
    assert found == at(*now) - ago * MINUTES
    assert when(found, at(*now), offset).startswith(typed), "and it is read back as it was typed"


def test_s20_an_hour_that_no_clock_showed_is_refused() -> None:
    with pytest.raises(Refused, match="02:30 was left out when the clock was put forward"):
        happened("02:30", at(2026, 3, 29, 1, 30), offset)


def test_s20_an_hour_on_paper_is_the_one_that_the_clock_showed() -> None:
    opened, now = at(2026, 10, 24, 23, 30), at(2026, 10, 25, 3, 0)
    assert taken_at("03:30", opened, now, offset) == at(2026, 10, 25, 2, 30)
    assert taken_at("01:45", opened, now, offset) == at(2026, 10, 24, 23, 45)
