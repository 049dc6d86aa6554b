"""What wants eyes beside what is due."""

from typing import Any

import pytest

from kapcircle.core.alarms import Acknowledged
from kapcircle.core.attendance import Attendance, Attended
from kapcircle.core.dose import DoseOrdered
from kapcircle.core.ids import Device, MemberId
from kapcircle.core.incident import Incident, Relation, Severity
from kapcircle.core.leaving import EscortTrouble, LeftAgainstAdvice, LeftUnseen, Transferred
from kapcircle.core.notes import Note
from kapcircle.core.observation import Depth, Observed, Preset
from kapcircle.core.programme import Route
from kapcircle.core.questions import DayQuestions
from kapcircle.core.session import events as e
from kapcircle.core.session.concerns import Kind, concerns, depth, distress, seen
from tests.core.caring import P1, PROGRAMME, Ward, at, dose, dosed

OUT, BACK = Observed(preset=Preset.RESTROOM_OUT, accompanied="Jo"), Observed(preset=Preset.RESTROOM_BACK)
LOST = Observed(Depth.UNEXPECTED)
OTHER = MemberId("jo")


def kinds(ward: Ward, minute: float) -> list[Kind]:
    return [x.kind for x in concerns(ward.seat(), PROGRAMME, at(minute))]


@pytest.mark.parametrize(
    ("records", "found"),
    [
        ((LOST,), [Kind.DEPTH]),
        ((LOST, Observed(distress=3)), [Kind.DEPTH]),
        ((LOST, Observed(Depth.DEEP)), []),
        ((OUT,), [Kind.RESTROOM]),
        ((OUT, Observed(Depth.LIGHT)), [Kind.RESTROOM]),
        ((OUT, BACK), []),
        ((OUT, BACK, OUT), [Kind.RESTROOM]),
        ((DayQuestions(safety=True, told="Dr Made-up"),), [Kind.SAFETY]),
        ((DayQuestions(safety=True, told="Dr Made-up", decision="stays with Jo"),), []),
        ((DayQuestions(safety=False),), []),
        ((Attended(Attendance.LEFT_EARLY),), [Kind.LEFT_EARLY]),
        ((Attended(Attendance.LEFT),), [Kind.LEFT_EARLY]),
        ((Attended(Attendance.LEFT_EARLY), LeftUnseen("Jo")), [Kind.LEFT_UNSEEN]),
        ((LOST, LeftUnseen("Jo")), [Kind.LEFT_UNSEEN]),
        ((LeftUnseen("Jo"), Attended(Attendance.ARRIVED)), []),
        ((EscortTrouble("late", "second contact called"),), [Kind.ESCORT]),
        ((EscortTrouble("late", "waits"), LeftAgainstAdvice("not to", "Jo")), []),
        ((LeftUnseen("Jo"), Transferred("a hospital", "an ambulance")), []),
        ((Incident("fall", Severity.MILD, Relation.UNRELATED),), [Kind.INCIDENT]),
        ((Incident("fall", Severity.MILD, Relation.UNRELATED, "sat down", resolved=True),), []),
    ],
)
def test_what_was_recorded_and_has_no_answer(records: tuple[Any, ...], found: list[Kind]) -> None:
    assert kinds(dosed(*((n + 1.0, x) for n, x in enumerate(records))), 8) == found


def test_a_yes_is_open_after_they_have_left_too() -> None:
    ward = dosed((5, DayQuestions(safety=True, told="Dr Made-up")), (6, LeftUnseen("Jo")))
    assert kinds(ward, 8) == [Kind.SAFETY, Kind.LEFT_UNSEEN]


def test_an_answer_does_not_resolve_an_incident_and_finds_whoever_left_unseen() -> None:
    ward = dosed()
    fell = ward.record(5, Incident("fall", Severity.MILD, Relation.UNRELATED))
    gone = ward.record(6, LeftUnseen("Jo"))
    for stamp in (fell, gone):
        ward.record(7, Acknowledged(stamp, "found in the garden"))
    assert kinds(ward, 8) == [Kind.INCIDENT]


@pytest.mark.parametrize("content", [LOST, DayQuestions(safety=True, told="Dr Made-up")])
def test_an_answer_settles_it(content: Any) -> None:
    ward = dosed()
    stamp = ward.record(5, content)
    answer = ward.record(6, Acknowledged(stamp, "sat with them"))
    assert kinds(ward, 8) == []
    ward.strike(answer)
    assert len(kinds(ward, 8)) == 1


def test_a_restroom_is_answered_by_coming_back_alone() -> None:
    ward = dosed()
    ward.record(6, Acknowledged(ward.record(5, OUT), "waiting at the door"))
    assert kinds(ward, 8) == [Kind.RESTROOM]


@pytest.mark.parametrize(
    ("minute", "unseen"),
    [(10, False), (10.1, True), (59.9, True), (60, False)],
)
def test_nobody_under_medicine_goes_long_unseen(minute: float, unseen: bool) -> None:
    assert (Kind.UNSEEN in kinds(dosed(), minute)) is unseen


def test_any_look_at_them_counts_as_seen_and_paper_work_does_not() -> None:
    ward = dosed((9, DoseOrdered(Route.IM, 20, "Dr Made-up", supplement=True)))
    assert seen(ward.seat()) == at(0)
    ward.fold(9, e.Noted("humming", P1))
    assert (seen(ward.seat()), kinds(ward, 18)) == (at(9), [])
    assert isinstance(ward.seat().counted[-1].content, Note)
    ward.strike(ward.entries[-1].stamp)
    assert seen(ward.seat()) == at(0)


def test_before_a_dose_nobody_is_unseen() -> None:
    ward = Ward()
    assert (seen(ward.seat()), kinds(ward, 100)) == (None, [])
    ward.record(0, Attended(Attendance.ARRIVED))
    ward.record(0, Observed(Depth.PRESENT))
    assert kinds(ward, 100) == []


@pytest.mark.parametrize(
    ("minute", "mg", "route", "by", "device", "asked"),
    [
        (1, 50, Route.IM, OTHER, "laptop", True),
        (1, 50, Route.IM, "mara", "tablet", True),
        (10, 50, Route.IM, OTHER, "laptop", True),
        (1, 50, Route.IM, "mara", "laptop", False),
        (10.1, 50, Route.IM, OTHER, "laptop", False),
        (1, 25, Route.IM, OTHER, "laptop", False),
        (1, 50, Route.SUBLINGUAL, OTHER, "laptop", False),
    ],
)
def test_two_entries_that_may_be_one_injection(
    minute: float, mg: float, route: Route, by: str, device: str, asked: bool
) -> None:
    ward = dosed()
    second = ward.record(minute, dose(route, mg), by=MemberId(by), device=Device(device))
    found = [x for x in concerns(ward.seat(), PROGRAMME, at(2)) if x.kind is Kind.DOUBLE]
    assert [x.record for x in found] == ([second] if asked else [])
    assert sum(x.struck is None for x in ward.seat().records) == len(ward.seat().records), "both stand"


def test_a_double_entry_is_asked_until_one_is_struck_or_it_is_answered() -> None:
    ward = dosed()
    first = ward.seat().records[-1].stamp
    second = ward.record(1, dose(), by=OTHER)
    assert kinds(ward, 2) == [Kind.DOUBLE]
    answer = ward.record(2, Acknowledged(second, "two injections, both meant"))
    assert kinds(ward, 3) == []
    ward.strike(answer)
    assert kinds(ward, 3) == [Kind.DOUBLE]
    ward.strike(first)
    assert kinds(ward, 3) == []


def test_the_one_written_later_is_asked_about_whenever_it_happened() -> None:
    ward = dosed()
    second = ward.record(-2, dose(), by=OTHER, written=4)
    (found,) = concerns(ward.seat(), PROGRAMME, at(5))
    assert (found.record, found.since) == (second, at(0))


def test_three_entries_are_two_questions() -> None:
    ward = dosed()
    ward.record(1, dose(), by=OTHER)
    ward.record(2, dose(), by=MemberId("kim"))
    assert kinds(ward, 3) == [Kind.DOUBLE, Kind.DOUBLE]


def test_depth_and_distress_are_two_things() -> None:
    ward = dosed((1, Observed(Depth.DEEP)), (2, Observed(distress=6)), (3, Observed(preset=Preset.WATER)))
    found = depth(ward.seat())
    assert found is not None
    assert (found[1], distress(ward.seat())) == (Depth.DEEP, 6)
    assert (depth(Ward().seat()), distress(Ward().seat())) == (None, None)
