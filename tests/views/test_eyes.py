"""Who needs eyes next: what stands in the list, in which order, in which words, and what its keys do."""

from dataclasses import replace
from typing import Any

import pytest

from kapcircle.core.alarms import Acknowledged
from kapcircle.core.attendance import Attendance, Attended
from kapcircle.core.dose import DoseOrdered, DoseSigned
from kapcircle.core.ids import MemberId, PersonId
from kapcircle.core.incident import Incident, Relation, Severity
from kapcircle.core.leaving import LeftUnseen, Transferred
from kapcircle.core.observation import Depth, Observed, Preset
from kapcircle.core.programme import DoseRange, Route
from kapcircle.core.questions import DayQuestions
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.vitals import Vitals
from kapcircle.views.care import cares
from kapcircle.views.eye import ACKNOWLEDGE, BACK, BOTH_RIGHT, LEAVING, NOT_TAKEN, OBSERVE, STRIKE_ONE, VITALS, Eye
from kapcircle.views.eyes import eyes
from kapcircle.views.seats import SeatView, seats
from tests.core.caring import CALM, HIGH, P1, UNSIGNED, Ward, at, dose, dosed

NAMES = {"p1": "Wren", "p2": "Heron", "p3": "Ash", "p4": "Juniper"}
INCIDENT = Incident("fall", Severity.MILD, Relation.UNKNOWN)
P2, P3, P4 = (PersonId(f"p{n}") for n in (2, 3, 4))


def listed(ward: Ward, minute: float, *, covered: bool = False) -> tuple[Eye, ...]:
    return eyes(ward.state, at(minute), lambda _: 0, NAMES.__getitem__, covered=covered)


def seat_of(ward: Ward, minute: float, who: PersonId = P1) -> SeatView:
    return next(x for x in seats(ward.state, NAMES.__getitem__, at(minute)) if x.person == who)


def rows(ward: Ward, minute: float) -> list[tuple[str, str, str, str]]:
    return [(x.shape, x.who, x.why, x.when) for x in listed(ward, minute)]


def first(ward: Ward, minute: float) -> Eye:
    return listed(ward, minute)[0]


def test_an_alarm_says_which_value_which_range_whose_signature_and_whom_to_tell() -> None:
    ward = dosed()
    stamp = ward.record(16, HIGH)
    found = first(ward, 16.5)
    assert found.why == (
        "161/98, outside your programme’s range (160/100, set by Dr Made-up on 7 Jan 2027). Tell the medical lead."
    )
    assert (found.shape, found.who, found.when) == ("alarm", "1 Wren", "now")
    assert (found.deed, found.people, found.record) == (ACKNOWLEDGE, (P1,), stamp)
    assert first(ward, 19).when == "3 min"


@pytest.mark.parametrize(
    ("records", "minute", "row"),
    [
        (((1, Observed(Depth.UNEXPECTED)),), 3, ("alarm", "not responding as expected", "2 min", ACKNOWLEDGE, OBSERVE)),
        (
            ((1, DayQuestions(True, told="Dr Made-up")),),
            3,
            ("alarm", "safety question answered yes: write down what was decided", "2 min", ACKNOWLEDGE, ""),
        ),
        (
            ((1, Attended(Attendance.LEFT_EARLY)),),
            3,
            ("alarm", "left early after a dose: write down how they left", "2 min", LEAVING, ""),
        ),
        ((), 22.5, ("late", "vitals T+15", "7 min late", VITALS, NOT_TAKEN)),
        ((), 15, ("due", "vitals T+15", "due", VITALS, NOT_TAKEN)),
        (((15, CALM), (16, Observed(Depth.DEEP))), 27, ("unseen", "deep, last seen", "11 min", OBSERVE, "")),
        (((14, CALM),), 25, ("unseen", "last seen", "11 min", OBSERVE, "")),
        (
            ((1, Observed(preset=Preset.RESTROOM_OUT, accompanied="Jo")),),
            3,
            ("unseen", "restroom, with Jo, not back", "2 min", BACK, ""),
        ),
        (((1, Observed(preset=Preset.RESTROOM_OUT)),), 3, ("unseen", "restroom, not back", "2 min", BACK, "")),
        ((), 2, ("coming", "onset, IM, usually", "in 3", "", "")),
        (((9, Observed(Depth.LIGHT)),), 11.2, ("coming", "vitals T+15", "in 4", "", "")),
    ],
)
def test_every_reason_to_look_has_a_row(records: Any, minute: float, row: tuple[str, ...]) -> None:
    found = first(dosed(*records), minute)
    assert (found.shape, found.why, found.when, found.deed, found.other) == row
    assert (found.who, found.people) == ("1 Wren", (P1,))


@pytest.mark.parametrize("how", [Transferred("Clinic", "ambulance"), LeftUnseen("Jo"), Attended(Attendance.LEFT_EARLY)])
def test_whoever_has_left_is_not_awaited_at_the_turn_of_their_course(how: Any) -> None:
    assert "onset, IM, usually" in [x.why for x in listed(dosed(), 2)]
    assert "onset, IM, usually" not in [x.why for x in listed(dosed((1, how)), 2)]


def test_back_from_the_restroom_is_one_key() -> None:
    found = first(dosed((1, Observed(preset=Preset.RESTROOM_OUT))), 3)
    assert found.command == c.Record(Observed(preset=Preset.RESTROOM_BACK), P1)


def test_two_entries_of_one_injection_are_asked_about() -> None:
    ward = dosed()
    second = ward.record(1, dose(), by=MemberId("jo"))
    found = first(ward, 2)
    assert found.why == "possible double entry: 50 mg IM at 08:00 and 50 mg IM at 08:01. Both stand until you say."
    assert (found.shape, found.deed, found.other, found.record) == ("double", BOTH_RIGHT, STRIKE_ONE, second)


def crowded() -> Ward:
    """Two alarms, one of them to be told now; one late, one due; one long unseen; one in the restroom."""
    ward = dosed((16, CALM), (39, HIGH))
    ward.record(38, dose(mat=2), P2)
    ward.record(39, Vitals(190, 99), P2)
    ward.record(21, dose(mat=3), P3)
    ward.record(31, Observed(preset=Preset.RESTROOM_OUT), P3)
    ward.record(28.5, dose(mat=4), P4)
    return ward


def test_alarms_come_first_then_late_then_due_then_unseen_then_the_show_then_what_comes() -> None:
    ward = crowded()
    ward.fold(39, e.Reported("Sound goes to the spare card."))
    ward.fold(39, e.EmergencyCalled())
    assert [(x.shape, x.who, x.when) for x in listed(ward, 43.6)] == [
        ("alarm", "Emergency", "since 08:39"),
        ("alarm", "2 Heron", "4 min"),
        ("alarm", "1 Wren", "4 min"),
        ("late", "3 Ash", "7 min late"),
        ("due", "4 Juniper", "due"),
        ("unseen", "3 Ash", "12 min"),
        ("unseen", "Sound and light", "4:36 ago"),
        ("coming", "1 Wren, 2 Heron", "in 1"),
        ("notice", "1 Wren, 3 Ash and 2 more", "43 min"),
    ]


def test_an_alarm_that_the_lead_should_hear_of_now_says_so() -> None:
    assert first(crowded(), 40).why == (
        "190/99, outside your programme’s range (systolic at most 180, set by Dr Made-up on 7 Jan 2027). "
        "Tell the medical lead now."
    )


def test_what_is_due_for_several_at_the_same_time_is_one_row() -> None:
    ward = dosed((9, Observed(Depth.LIGHT)))
    for n, who in ((2, P2), (3, P3)):
        ward.record(0.2, dose(mat=n), who)
        ward.record(9, Observed(Depth.LIGHT), who)
    assert ("coming", "1 Wren, 2 Heron, 3 Ash", "vitals T+15", "in 4") in rows(ward, 11.5)
    ward.record(0.2, dose(mat=4), P4)
    ward.record(9, Observed(Depth.LIGHT), P4)
    found = next(x for x in listed(ward, 16) if x.shape == "due")
    assert (found.who, found.people) == ("1 Wren, 2 Heron and 2 more", (P1, P2, P3, P4))


def test_once_answered_the_way_back_to_the_baseline_is_followed() -> None:
    ward = dosed()
    ward.record(17, Acknowledged(ward.record(16, HIGH), "told"))
    way = [x for x in listed(ward, 36) if x.key.startswith("raised")]
    assert [(x.shape, x.why) for x in way] == [
        ("over", "pressure not back near baseline 122/78 yet, 20 min; usually 30 to 60 min")
    ]
    ward.record(51, CALM)
    way = [x for x in listed(ward, 52) if x.key.startswith("raised")]
    assert [(x.shape, x.why) for x in way] == [("good", "pressure back near baseline 122/78 after 35 min")]
    assert not [x for x in listed(ward, 57) if x.key.startswith("raised")]


def test_without_a_baseline_it_says_that_there_is_nothing_to_compare_with() -> None:
    ward = Ward()
    ward.record(0, dose())
    ward.record(17, Acknowledged(ward.record(16, HIGH), "told"))
    assert "pressure raised; no baseline was recorded to compare with" in [x.why for x in listed(ward, 20)]


def test_a_supplement_that_is_ordered_has_its_point_in_the_list() -> None:
    ward = dosed((-20, DoseOrdered(Route.IM, 20, "Dr Made-up", supplement=True)), (8, Observed(Depth.LIGHT)))
    assert ("coming", "1 Wren", "supplement, as ordered", "in 4") in rows(ward, 8.5)


def test_of_a_route_without_a_usual_course_no_onset_is_said() -> None:
    assert [row[2] for row in rows(dosed(route=Route.ORAL), 3)] == ["dose: the second signature is still to come"]


def test_limits_that_are_not_signed_do_nothing_and_say_so() -> None:
    ward = Ward(UNSIGNED)
    ward.record(0, dose())
    ward.record(16, Vitals(210, 130, 150, 70))
    assert rows(ward, 17)[1:] == [
        ("notice", "Made-up programme", "The limits of this programme are not signed: they do not act.", "")
    ]
    without = Ward(replace(UNSIGNED, limits=()))
    assert rows(without, 17) == []
    ranges = Ward(replace(UNSIGNED, limits=(), doses=(DoseRange(Route.IM, 0.5, 1.0),)))
    assert [x[0] for x in rows(ranges, 17)] == ["notice"], "a range that is not signed checks no order"


def test_a_dose_asks_for_its_second_signature_until_it_is_there_or_it_is_said_why_not() -> None:
    ward = Ward()
    first, second = ward.record(0, dose()), ward.record(1, dose(mat=2), P2)
    asked = ("notice", "1 Wren, 2 Heron", "dose: the second signature is still to come", "1 min")
    assert rows(ward, 1.5)[-1] == asked
    ward.record(1.6, DoseSigned(first), by=MemberId("jo"))
    assert [row[1] for row in rows(ward, 2) if row[0] == "notice"] == ["2 Heron"]
    ward.record(2, DoseSigned(second, "signed on paper"), P2)
    assert [row for row in rows(ward, 2) if row[0] == "notice"] == []
    ward.record(3, dose(mat=3), P3)
    ward.fold(4, e.Closed())
    assert rows(ward, 5) == [("notice", "3 Ash", "dose: the second signature is still to come", "2 min")], "signed late"


@pytest.mark.parametrize(
    ("alarmed", "late", "words"), [(0, 0, ""), (1, 0, "1 needs eyes"), (0, 1, "1 needs eyes"), (1, 1, "2 need eyes")]
)
def test_covered_it_says_how_many_and_nobodys_name(alarmed: int, late: int, words: str) -> None:
    ward = Ward()
    if alarmed:
        ward.record(0, dose())
        ward.record(16, HIGH)
    if late:
        ward.record(-8, dose(mat=2), P2)
        ward.record(9, Observed(Depth.LIGHT), P2)
    found = listed(ward, 16.5, covered=True)
    assert [(x.shape, x.who, x.why, x.people) for x in found] == (
        [("alarm" if alarmed else "late", words, "", ())] if words else []
    )


def test_without_names_a_mat_is_named() -> None:
    found = eyes(dosed().state, at(15), lambda _: 0)
    assert found[0].who == "mat 1"


def test_when_the_circle_is_over_nothing_falls_due_and_nobody_is_long_unseen() -> None:
    ward = dosed((15, CALM), (16, Observed(preset=Preset.RESTROOM_OUT)))
    assert {row[0] for row in rows(ward, 60)} == {"late", "unseen", "notice"}
    ward.fold(31, e.Closed())
    assert [row for row in rows(ward, 60) if row[0] != "notice"] == [], "a signature alone may still come"
    assert seat_of(ward, 60).badge is None


def test_when_the_circle_is_over_list_and_seat_ask_the_same_until_it_is_answered() -> None:
    ward = dosed((15, CALM))
    fall = ward.record(16, INCIDENT)
    ward.record(17, Transferred("Clinic", "ambulance"))
    ward.record(18, DayQuestions(True, told="Dr Made-up"), P2)
    ward.fold(19, e.Closed())
    asked = [(row[0], row[1]) for row in rows(ward, 90) if row[0] != "notice"]
    assert asked == [("alarm", "2 Heron"), ("unseen", "1 Wren")]
    badges = [seat_of(ward, 90, who).badge for who in (P1, P2)]
    assert [x and x.shape for x in badges] == ["unseen", "alarm"]
    ward.strike(fall, 91)
    assert [row[1] for row in rows(ward, 92) if row[0] != "notice"] == ["2 Heron"]
    assert seat_of(ward, 92).badge is None
    assert [x.who for x in listed(ward, 92, covered=True)] == ["1 needs eyes"]


@pytest.mark.parametrize("over", [False, True], ids=["running", "over"])
def test_the_list_is_the_same_where_everybody_was_looked_at_already(over: bool) -> None:
    ward = dosed((16, HIGH))
    if over:
        ward.fold(17, e.Closed())
    s, now = ward.state, at(18)
    found = eyes(s, now, lambda _: 0, NAMES.__getitem__, cares(s, now))
    assert found == listed(ward, 18) != ()
    assert eyes(s, now, lambda _: 0, NAMES.__getitem__, ()) != found, "it is read off what it is given"
