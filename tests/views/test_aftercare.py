"""What follows the sessions, in words and shapes; and what a coordinator does not read."""

from dataclasses import replace

import pytest

from kapcircle.core.aftercare import Dosed, Due, Held, Meeting, window_of
from kapcircle.core.ids import DAY, Instant, MemberId, Millis, PersonId, SessionId
from kapcircle.core.log import Stamp
from kapcircle.core.person.care import ContactClosed, ContactMade, ContactMissed, Means, Record
from kapcircle.core.person.records import Kept
from kapcircle.core.programme import HOUR, IntegrationWindow, SessionKind
from kapcircle.views.aftercare import (
    SETTING,
    UNSIGNED,
    Following,
    InWindow,
    contact_title,
    contact_words,
    due_words,
    exposure_words,
    follow_head,
    follow_rows,
    held_words,
    sentence,
    window_rows,
    window_setting,
)
from tests.made_up import DEVICE, START

WREN, HERON = PersonId("wren"), PersonId("heron")


def zone(_: Instant) -> int:
    return 60


def at(hours: float) -> Instant:
    return Instant(START + round(hours * HOUR))


DUE = Due(WREN, "next day:s1", "Next day", at(20), at(28))


@pytest.mark.parametrize(
    ("hours", "tried", "state"),
    [
        (0, 0, "○ coming in 20 h 00"),
        (20, 0, "▲ due"),
        (21, 1, "▲ due; tried once"),
        (29.5, 2, "■ late by 1 h 30; tried 2 times"),
        (28 + 72, 0, "■ late by 3 days"),
    ],
)
def test_how_a_contact_stands(hours: float, tried: int, state: str) -> None:
    (row,) = follow_rows([Following("Wren", "Harbour", DUE, tried)], at(hours), zone)
    assert (row.alias, row.what, row.circle, row.since) == ("Wren", "Next day", "Harbour", "16 Jan 2027 05:00")
    assert row.state == state
    shape, words = due_words(DUE, tried, at(hours), zone)
    assert (
        f"{shape} {words}" == f"{state[:2]}{sentence(state[2:])}. From 16 Jan 2027 05:00, late after 16 Jan 2027 13:00"
    )


def test_how_much_there_is_to_do() -> None:
    both = [Following("Wren", "", DUE), Following("Heron", "", replace(DUE, person=HERON, until=at(40)))]
    said = [follow_head(follow_rows(both, at(hours), zone)) for hours in (0, 25, 30)]
    assert said == ["✓ No contact is due now.", "▲ 0 late, 2 due now", "■ 1 late, 1 due now"]


MADE = ContactMade("", "Next day", Means.PHONE, "Mara", "Slept well.", False)


def kept(what: Record, struck: str = "") -> Kept[Record]:
    return Kept(Stamp(1, DEVICE), at(24), MemberId("mara"), what, struck)


@pytest.mark.parametrize(
    ("what", "struck", "title", "words"),
    [
        (MADE, "", "Next day: spoken to by phone", "Mara. Safety question: no. Slept well."),
        (
            ContactMade("", "Call", Means.IN_PERSON, "Ana", "", True, "Dr Ilić"),
            "",
            "Call: spoken to in person",
            "Ana. Safety question: yes, told Dr Ilić",
        ),
        (
            ContactMade("", "Call", Means.VIDEO, "Ana"),
            "twice",
            "Call: spoken to by video (struck)",
            "Ana. Safety question not asked. Struck: twice",
        ),
        (
            ContactMissed("", "Call", Means.MESSAGE, "Ana", "No answer."),
            "",
            "Call: not reached by message",
            "Ana. No answer.",
        ),
    ],
)
def test_a_contact_in_words(what: Record, struck: str, title: str, words: str) -> None:
    record = kept(what, struck)
    assert contact_title(record) == title
    assert contact_words(record, zone, details=True) == f"16 Jan 2027 09:00, {words}"
    assert contact_words(record, zone, details=False) == "16 Jan 2027 09:00"


def test_what_was_closed_says_why_to_clinical_roles() -> None:
    record = kept(ContactClosed("x", "One month", "Has moved away."))
    assert contact_title(record) == "One month: closed without a contact"
    assert contact_words(record, zone, details=True) == "16 Jan 2027 09:00. Has moved away."


def inside(person: PersonId, alias: str, dosed: float, contact: Instant | None = None) -> InWindow:
    window = window_of(Dosed(person, SessionId("s1"), at(dosed)), IntegrationWindow())
    meetings = (
        (Meeting(SessionId("s2"), "Integration 1", at(20), SessionKind.INTEGRATION), True),
        (Meeting(SessionId("s3"), "Integration 2", at(22), SessionKind.INTEGRATION), False),
        (Meeting(SessionId("s4"), "Integration 3", at(24), SessionKind.INTEGRATION), None),
        (Meeting(SessionId("s5"), "Integration 4", at(60), SessionKind.INTEGRATION), None),
    )
    return InWindow(alias, "Medicine 1", window, contact, meetings)


def test_those_in_the_window_without_a_contact_come_first() -> None:
    people = [
        inside(PersonId("over"), "Ash", -200),
        inside(PersonId("met"), "Bay", 0, at(24)),
        inside(PersonId("wren"), "Wren", 0),
        inside(PersonId("soon"), "Heron", 100),
    ]
    rows = window_rows(people, at(30), zone)
    assert [(x.alias, x.state, x.contact) for x in rows] == [
        ("Heron", "· not open yet, 0 h since the dose", "▲ no"),
        ("Wren", "● open, highlighted, 30 h since the dose", "▲ no"),
        ("Bay", "● open, highlighted, 30 h since the dose", "✓ 16 Jan 2027 09:00"),
        ("Ash", "· over, 230 h since the dose", "▲ no"),
    ]
    assert rows[1].inside == (
        "✓ Integration 1, 16 Jan 2027 05:00, came; · Integration 2, 16 Jan 2027 07:00, did not come; "
        "▲ Integration 3, 16 Jan 2027 09:00, attendance not recorded; ○ Integration 4, 17 Jan 2027 21:00"
    )


def test_without_a_session_inside_it_says_so() -> None:
    (row,) = window_rows([replace(inside(WREN, "Wren", 0), meetings=())], at(1), zone)
    assert (row.inside, row.state) == ("none", "○ open, 1 h since the dose")


def test_the_window_is_called_a_setting_wherever_it_is_described() -> None:
    said = window_setting(IntegrationWindow())
    assert said == f"{SETTING}: 0 to 120 h since the dose, 24 to 72 h highlighted; a contact in each 7 days of it."
    other = IntegrationWindow(closes=Millis(3 * DAY), source="A paper", every=Millis(0))
    assert window_setting(other) == f"{SETTING}: 0 to 72 h since the dose, 24 to 72 h highlighted. A paper."


HELD = Held(Millis(30 * DAY), 3, START, 2, signed=True)


@pytest.mark.parametrize(
    ("held", "days", "words"),
    [
        (HELD, 1, "Interval not over until 14 Feb 2027 09:00; 2 of 3 in a year. The prescriber decides."),
        (HELD, 30, "The interval is over; 2 of 3 in a year. The prescriber decides."),
        (replace(HELD, year=3), 40, "The interval is over; cap reached: 3 of 3 in a year. The prescriber decides."),
        (replace(HELD, signed=False, year=9), 1, UNSIGNED),
    ],
)
def test_a_request_is_held_against_figures_that_decide_nothing(held: Held, days: int, words: str) -> None:
    assert held_words(held, Instant(START + days * DAY), zone) == words


def test_sessions_with_medicine_in_words() -> None:
    counted = ((30, 1), (90, 2), (365, 4))
    assert exposure_words(counted) == "Sessions with medicine: 1 in 30 days, 2 in 90 days, 4 in 365 days"
