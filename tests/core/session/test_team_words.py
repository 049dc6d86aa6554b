"""What is typed about the team."""

import pytest

from kapcircle.core.errors import Refused
from kapcircle.core.ids import Instant, MemberId, PersonId
from kapcircle.core.session import commands as c
from kapcircle.core.session.team_words import BACK, MATS, WORDS, back_at, people_on
from kapcircle.core.staffing import Covering
from tests.core.circles import opened
from tests.made_up import MINUTES, START

P1, P2, P3, P4 = (PersonId(f"p{n}") for n in range(1, 5))


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("3", (P3,)),
        ("3-4", (P3, P4)),
        ("4 – 3", (P3, P4)),
        ("1, 3-4", (P1, P3, P4)),
        ("1 2;2", (P1, P2)),
        (" All ", (P1, P2, P3, P4)),
        ("rest", (P2, P3)),
    ],
)
def test_mats_are_named_by_number(typed: str, people: tuple[PersonId, ...]) -> None:
    circle = opened()
    circle.do(c.Record(Covering(MemberId("ana"), (P1, P4))))
    assert people_on(circle.state, typed) == people


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", MATS),
        *(
            (x, f"“{x}” is no mat: type numbers from 1 to 99, as in 3, 4 or 1-4. {WORDS}")
            for x in ("Wren", "3-", "100")
        ),
        ("3-6", f"Nobody sits on mat 5, 6. {MATS}"),
    ],
)
def test_what_names_nobody_is_refused(typed: str, words: str) -> None:
    with pytest.raises(Refused) as refusal:
        people_on(opened().state, typed)
    assert str(refusal.value) == words


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("+15", 15), ("+ 1", 1), ("+600", 600), ("9:30", 30), ("09.30", 30), ("9:00", 24 * 60), ("8:59", 24 * 60 - 1)],
)
def test_when_somebody_is_back(typed: str, minutes: int) -> None:
    """START is 08:00 UTC, and 09:00 by the clock on the wall."""
    assert START % (24 * 60 * MINUTES) == 8 * 60 * MINUTES
    assert back_at(typed, START, 60) == START + minutes * MINUTES


def test_past_midnight_it_is_tomorrow() -> None:
    late = Instant(START + (15 * 60 - 5) * MINUTES - 60 * MINUTES)
    assert back_at("0:10", late, 60) == late + 75 * MINUTES


@pytest.mark.parametrize("typed", ["", "soon", "24:00", "12:60", "1220", "+1h"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refusal:
        back_at(typed, START, 60)
    assert str(refusal.value) == BACK


@pytest.mark.parametrize("typed", ["+0", "+601"])
def test_what_would_be_a_slip_of_the_keys_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refusal:
        back_at(typed, START, 60)
    assert str(refusal.value) == f"Between +1 and +600 minutes. {BACK}"
