"""What is written down: who may, about whom, from when; and how it is corrected, moved, struck and withdrawn."""

from dataclasses import replace
from typing import Any

import pytest

from kapcircle.core.alarms import Acknowledged
from kapcircle.core.attendance import Attendance, Attended, NotToday, Readied
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import Device, Instant, MemberId, Millis, PersonId
from kapcircle.core.log import Stamp
from kapcircle.core.notes import Note
from kapcircle.core.observation import Depth, Observed, Touch, TouchAgreed
from kapcircle.core.programme import DoseRange, Programme, Route
from kapcircle.core.record import Record
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.session import people
from kapcircle.core.session.decide import decide
from kapcircle.core.session.people import weight
from kapcircle.core.session.recording import CONFIRMED
from kapcircle.core.session.records import evolve_records, find_record
from kapcircle.core.session.rules import outside_range, touch
from kapcircle.core.session.state import Seat
from kapcircle.core.staffing import RoundBegan
from kapcircle.core.vitals import Vitals
from tests.core.caring import CALM, HIGH, PROGRAMME, UNSIGNED, Ward, at, dose, dosed
from tests.core.circles import Circle, opened, refused
from tests.made_up import START, entries, facts, small_plan

P1, P2 = PersonId("p1"), PersonId("p2")
NOWHERE = PersonId("p9")
NURSE = Actor(MemberId("jonas"), Role.COTHERAPIST)
COORDINATOR = Actor(MemberId("kim"), Role.COORDINATOR)


def last(circle: Circle, who: PersonId = P1) -> Record:
    return circle.state.seats[who].records[-1]


def recorded(*contents: Any) -> Circle:
    circle = opened()
    for content in contents:
        circle.do(c.Record(content, P1))
    return circle


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (c.Record(CALM), "Vitals: choose a participant first."),
        (c.Record(RoundBegan(), P1), "Round: this is about the circle, not about one participant."),
        (c.Record(CALM, NOWHERE), "This participant is not in this circle."),
        (c.Note("hm", NOWHERE), "This participant is not in this circle."),
        (c.Note("  "), "The note is empty."),
        (c.Record(Vitals(), P1), "Type at least one value, as in 120/80 72 98."),
        (c.Strike(Stamp(99, Device("x")), "wrong"), "This record is not in this circle."),
        (c.PlaceSeat(NOWHERE, 0, 0), "This participant is not in this circle."),
        (c.TakeSeat(P1, 0), "Mats are numbered 1 to 99."),
        (c.TakeSeat(P1, 100), "Mats are numbered 1 to 99."),
        (c.TakeSeat(NOWHERE, 1), "Mat 1 is taken. Choose a free one."),
    ],
)
def test_what_cannot_be_written_is_refused_and_changes_nothing(command: c.Command, words: str) -> None:
    refused(opened(), command, words)


def test_a_role_that_is_not_in_the_room_records_no_vitals() -> None:
    words = "Vitals: this is for the co-therapist or facilitator or medical lead."
    refused(opened(), c.Record(CALM, P1), words, COORDINATOR)
    opened().do(c.Record(Attended(Attendance.ARRIVED), P1), COORDINATOR)


def test_what_happens_in_the_future_cannot_be_written_yet() -> None:
    circle = opened()
    later = replace(facts(), happened=Instant(START + 1))
    with pytest.raises(Refused, match="That time has not come yet"):
        decide(circle.state, c.Record(CALM, P1), later)
    assert decide(circle.state, c.Record(CALM, P1), replace(facts(), happened=START))


def test_a_record_of_the_circle_stands_with_the_circle() -> None:
    circle = opened()
    circle.do(c.Record(RoundBegan()))
    circle.do(c.Note("all settled"))
    assert [type(x.content) for x in circle.state.records] == [RoundBegan, Note]
    assert [x.text for x in circle.state.lines] == ["all settled"]


# correcting


def test_a_correction_strikes_and_writes_the_right_one_in_its_place() -> None:
    circle = recorded(HIGH)
    was = last(circle)
    circle.do(c.Correct(was.stamp, " misread ", CALM))
    old, new = circle.state.seats[P1].records
    assert (old.content, old.struck) == (HIGH, "misread")
    assert (new.content, new.struck, new.replaces) == (CALM, None, was.stamp)


@pytest.mark.parametrize(
    ("content", "reason", "words"),
    [
        (CALM, " ", "Say why the record is wrong."),
        (
            Observed(Depth.DEEP),
            "misread",
            "What is right is a record of the same kind. Strike this one, and write the other down anew.",
        ),
        (Vitals(80, 120), "misread", "80/120: the first figure must be above the second. Look at the cuff again."),
    ],
)
def test_a_correction_that_is_none_strikes_nothing(content: Any, reason: str, words: str) -> None:
    circle = recorded(HIGH)
    refused(circle, c.Correct(last(circle).stamp, reason, content), words)


def test_what_is_struck_is_not_struck_again() -> None:
    circle = recorded(HIGH)
    stamp = last(circle).stamp
    circle.do(c.Strike(stamp, "wrong"))
    for command in (c.Strike(stamp, "again"), c.Correct(stamp, "again", CALM), c.Move(stamp, P2), c.Withdraw(stamp)):
        refused(circle, command, "This record is struck already.")


def test_a_correction_of_the_circle_itself() -> None:
    circle = opened()
    circle.do(c.Record(RoundBegan()))
    circle.do(c.Correct(circle.state.records[-1].stamp, "two minutes each", RoundBegan(Millis(120_000))))
    assert [x.struck for x in circle.state.records] == ["two minutes each", None]


def test_a_wider_touch_is_a_correction_when_the_narrower_was_written_by_mistake() -> None:
    """In a session touch is narrowed and never widened; but what was wrong never held."""
    circle = recorded(TouchAgreed(Touch.HAND), TouchAgreed(Touch.NONE))
    refused(
        circle,
        c.Record(TouchAgreed(Touch.ASK), P1),
        "They agreed to “no touch”. In a session touch is narrowed and never widened.",
    )
    circle.do(c.Correct(last(circle).stamp, "meant the next mat", TouchAgreed(Touch.ASK)))
    assert touch(circle.state, P1) is Touch.ASK


def test_touch_as_it_was_agreed_before_the_day_is_the_widest() -> None:
    circle = Circle(plan=replace(small_plan(), touch=((P1, Touch.ASK),)))
    circle.do(c.Open())
    assert (touch(circle.state, P1), touch(circle.state, P2)) == (Touch.ASK, None)
    refused(
        circle,
        c.Record(TouchAgreed(Touch.SHOULDER), P1),
        "They agreed to “ask each time”. In a session touch is narrowed and never widened.",
    )
    circle.do(c.Record(TouchAgreed(Touch.SHOULDER), P2))
    circle.do(c.Record(TouchAgreed(Touch.NONE), P1))
    assert (touch(circle.state, P1), touch(circle.state, P2)) == (Touch.NONE, Touch.SHOULDER)


# the wrong person


def test_a_reading_moves_to_the_person_it_is_about() -> None:
    circle = recorded(HIGH)
    stamp = last(circle).stamp
    circle.do(c.Move(stamp, P2))
    assert circle.state.seats[P1].records[-1].struck == "wrong person: mat 1, moved to mat 2"
    assert (last(circle, P2).content, last(circle, P2).replaces) == (HIGH, stamp)


def test_a_note_moves_with_its_words() -> None:
    circle = opened()
    circle.do(c.Note("humming", P1))
    circle.do(c.Move(last(circle).stamp, P2))
    assert [x.text for x in circle.state.seats[P2].lines] == ["humming"]


def test_touch_moves_only_where_it_narrows() -> None:
    circle = recorded(TouchAgreed(Touch.HAND))
    circle.do(c.Record(TouchAgreed(Touch.NONE), P2))
    refused(
        circle,
        c.Move(last(circle).stamp, P2),
        "They agreed to “no touch”. In a session touch is narrowed and never widened.",
    )


@pytest.mark.parametrize(
    ("content", "who", "words"),
    [
        (HIGH, P1, "It stands on this person already."),
        (HIGH, NOWHERE, "This participant is not in this circle."),
        (NotToday(), P2, "Not today: this does not move to another person. Strike it, with a reason."),
    ],
)
def test_what_does_not_move(content: Any, who: PersonId, words: str) -> None:
    circle = recorded(content)
    refused(circle, c.Move(last(circle).stamp, who), words)


def test_what_is_about_the_circle_moves_to_nobody() -> None:
    circle = opened()
    circle.do(c.Note("all settled"))
    stamp = circle.state.records[-1].stamp
    refused(circle, c.Move(stamp, P2), "Note: this does not move to another person. Strike it, with a reason.")


def test_a_dose_is_for_the_mat_that_was_confirmed() -> None:
    refused(opened(), c.Record(dose(mat=2), P1), "You confirmed mat 2, and this is mat 1. Choose the right person.")


def test_a_dose_stays_with_whom_it_was_confirmed_for_and_it_is_said_what_to_do() -> None:
    circle = recorded(dose())
    stamp = last(circle).stamp
    refused(circle, c.Move(stamp, P2), f"Dose given: {CONFIRMED}")
    circle.do(c.TakeSeat(P2, 1))
    refused(circle, c.Move(stamp, P2), f"Dose given: {CONFIRMED}")
    circle.do(c.Strike(stamp, "it was the other one"))
    circle.do(c.Record(dose(), P2), happened=last(circle).happened)
    assert people.first_dose(circle.state.seats[P1]) is None
    assert people.first_dose(circle.state.seats[P2]) is not None


def test_who_may_not_record_it_may_not_move_it() -> None:
    circle = recorded(HIGH)
    refused(
        circle,
        c.Move(last(circle).stamp, P2),
        "Vitals: this is for the co-therapist or facilitator or medical lead.",
        COORDINATOR,
    )


# striking and withdrawing


def test_a_strike_has_a_reason_and_right_words_only_for_a_note() -> None:
    circle = recorded(HIGH)
    stamp = last(circle).stamp
    refused(circle, c.Strike(stamp, ""), "Say why the record is wrong.")
    words = "Words take the place of a note only. Write the right record down anew."
    refused(circle, c.Strike(stamp, "wrong", "120/80"), words)
    circle.do(c.Note("humming", P1))
    note = last(circle).stamp
    circle.do(c.Strike(note, "wrong word", "singing"))
    assert [x.text for x in circle.state.seats[P1].lines] == ["humming", "singing"]
    assert last(circle).replaces == note


def test_an_entry_is_withdrawn_by_its_author_within_half_a_minute() -> None:
    circle = recorded(HIGH)
    stamp = last(circle).stamp
    refused(
        circle, c.Withdraw(stamp), "Only its author may withdraw a record. Strike it instead, with a reason.", NURSE
    )
    circle.later(30_001)
    refused(circle, c.Withdraw(stamp), "30 seconds have passed. Strike the record instead, with a reason.")
    circle = recorded(HIGH)
    circle.later(30_000)
    circle.do(c.Withdraw(last(circle).stamp))
    assert last(circle).struck == "withdrawn"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (dose(), "Dose given"),
        (NotToday(), "Not today"),
        (TouchAgreed(Touch.NONE), "Touch"),
    ],
)
def test_some_records_are_never_withdrawn(content: Any, kind: str) -> None:
    circle = recorded(content)
    words = f"{kind}: this is never withdrawn. Strike it, with a reason."
    refused(circle, c.Withdraw(last(circle).stamp), words)


def test_an_answer_is_to_a_record_of_the_same_person_that_counts() -> None:
    circle = recorded(HIGH)
    stamp, words = last(circle).stamp, "or it is struck. Choose the value that you have seen."
    refused(circle, c.Record(Acknowledged(stamp, "told"), P2), f"This is no record of mat 2, {words}")
    circle.do(c.Record(Acknowledged(stamp, "told"), P1))
    refused(circle, c.Withdraw(last(circle).stamp), "Acknowledged: this is never withdrawn. Strike it, with a reason.")
    circle.do(c.Strike(stamp, "misread"))
    refused(circle, c.Record(Acknowledged(stamp, "told"), P1), f"This is no record of mat 1, {words}")


# doses


def test_a_dose_is_recorded_whatever_is_missing_and_says_what_was() -> None:
    circle = recorded(dose())
    assert last(circle).marks == ("recorded outside gate: not marked ready",)


def test_a_dose_after_ready_has_no_mark() -> None:
    ward = Ward()
    ward.record(-5, Readied())
    events = decide(ward.state, c.Record(dose(), P1), facts())
    assert isinstance(events[0], e.Recorded)
    assert events[0].marks == ()


def ranged(unit: str = "mg/kg", low: float = 0.5, high: float = 1.0) -> Programme:
    return replace(PROGRAMME, doses=(DoseRange(Route.IM, low, high, unit),))


@pytest.mark.parametrize(
    ("programme", "kilograms", "mg", "outside"),
    [
        (ranged(), 80, 40, False),
        (ranged(), 80, 39, True),
        (ranged(), 80, 81, True),
        (ranged(), None, 500, False),
        (ranged("mg", 20, 60), None, 61, True),
        (ranged("mg", 20, 60), None, 60, False),
        (replace(ranged(), signed=None), 80, 500, False),
        (PROGRAMME, 80, 500, False),
        (replace(ranged(), doses=(DoseRange(Route.ORAL, 0.5, 1.0),)), 80, 500, False),
    ],
)
def test_a_dose_is_held_against_the_signed_range_and_no_more(
    programme: Programme, kilograms: float | None, mg: float, outside: bool
) -> None:
    ward = Ward(programme)
    if kilograms is not None:
        ward.record(-10, Vitals(weight=90))
        ward.record(-5, Vitals(weight=kilograms))
    assert weight(ward.seat()) == kilograms
    assert outside_range(programme, ward.seat(), dose(mg=mg)) is outside
    (event,) = decide(ward.state, c.Record(dose(mg=mg), P1), facts())
    assert isinstance(event, e.Recorded)
    assert event.content == replace(dose(mg=mg), outside_range=outside)


def test_unsigned_ranges_say_nothing_in_the_record_either() -> None:
    assert not outside_range(UNSIGNED, dosed().seat(), dose(mg=900))


# who is where


def test_people_as_their_records_tell() -> None:
    ward = Ward()
    seat = ward.seat()
    assert (people.first_dose(seat), people.last_dose(seat), people.since_dose(seat, at(5))) == (None, None, None)
    assert (people.left(seat), people.attendance(seat), people.here(seat), people.sent_home(seat)) == (
        None,
        None,
        False,
        False,
    )
    ward.record(-9, Attended(Attendance.LATE))
    ward.record(-8, NotToday("tired"))
    assert (people.here(ward.seat()), people.not_today(ward.seat())) == (True, NotToday("tired"))
    ward.record(-7, Readied())
    assert (people.not_today(ward.seat()), people.ready(ward.seat())) == (None, Readied())
    ward.record(0, dose())
    ward.record(12, dose(mg=20))
    assert (people.since_dose(ward.seat(), at(30)), people.since_dose(ward.seat(), at(-1))) == (30 * 60_000, 0)
    last_given = people.last_dose(ward.seat())
    assert last_given is not None
    assert last_given[1].mg == 20


# seats


def test_somebody_who_comes_takes_a_free_mat_and_two_may_change() -> None:
    circle = opened()
    circle.do(c.TakeSeat(NOWHERE, 9))
    circle.do(c.Record(CALM, NOWHERE))
    circle.do(c.TakeSeat(NOWHERE, 1))
    assert (circle.state.seats[NOWHERE].mat, circle.state.seats[P1].mat) == (1, 9)
    assert [mat for _, mat in circle.state.seats[NOWHERE].mats] == [9, 1]
    assert last(circle, NOWHERE).content == CALM


def test_a_mat_lies_inside_the_room() -> None:
    circle = opened()
    circle.do(c.PlaceSeat(P1, -3, 0.4))
    assert circle.state.laid == {1: (0.0, 0.4)}


def test_what_a_merge_brings_about_nobody_here_is_kept_and_a_place_for_nobody_is_nothing() -> None:
    s = opened().state
    recorded_, placed = entries([(0, e.Recorded(CALM, NOWHERE)), (0, e.SeatPlaced(NOWHERE, 0.5, 0.5))])
    after = evolve_records(s, recorded_, recorded_.event)
    assert after.records[-1].content == CALM
    assert evolve_records(after, placed, placed.event) is after
    assert find_record(after, recorded_.stamp) == (None, after.records[-1])
    assert Seat(P1, 1).lines == ()
