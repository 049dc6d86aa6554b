"""After the sessions: who is to be contacted, who is in the window, practices, requests to the prescriber."""

from dataclasses import replace

import pytest

from kapcircle.core.aftercare import Stage
from kapcircle.core.attendance import Attendance, Attended
from kapcircle.core.details import Details
from kapcircle.core.errors import Refused
from kapcircle.core.ids import DAY, MINUTE, Instant, SessionId
from kapcircle.core.person.care import Means, RecordContact, RecordMissed
from kapcircle.core.person.standing import Status
from kapcircle.core.programme import HOUR, IntegrationWindow, SessionKind
from kapcircle.core.session import commands as c
from kapcircle.desk.desk import NotSavedError
from kapcircle.desk.printouts import Printout
from tests.after import After
from tests.core import people as p
from tests.core.caring import dose
from tests.made_up import MARA, START


@pytest.fixture
def after() -> After:
    return After()


def due(after: After) -> list[tuple[str, str]]:
    """Alias and what is due, by the tables and without folding anybody."""
    again = after.again()
    found = [(x.alias, x.due.name) for x in again.aftercare.due()]
    assert found == [(x.alias, x.due.name) for x in after.aftercare.due()]
    assert not again.desk.held("person")
    assert not again.desk.held("session")
    assert not again.desk.held("cohort")
    return found


def contact(after: After, **more: object) -> RecordContact:
    (key, since) = next((x.key, x.since) for x in after.aftercare.planned(after.wren))
    now = Instant(after.clock.at)
    made = RecordContact(key, "Next day", Means.PHONE, "Mara", now, "Slept well.", safety=False, since=since)
    return replace(made, **more)  # type: ignore[arg-type] # each test names the fields it changes


def test_the_next_day_contact_is_planned_for_who_had_medicine_and_for_nobody_else(after: After) -> None:
    assert due(after) == [("Wren", "Next day"), ("Heron", "Next day")]
    wren, heron = (x.due for x in after.aftercare.due())
    assert wren.since == START + 20 * HOUR
    assert heron.until == START + 28 * HOUR + 20 * MINUTE


def test_a_contact_that_was_made_is_due_no_longer_and_is_again_once_it_is_struck(after: After) -> None:
    after.at(24)
    after.aftercare.missed(after.wren, RecordMissed(contact(after).due, "Next day", Means.PHONE, "Ana", START, ""))
    assert [x.tried for x in after.aftercare.due()] == [1, 0]
    after.aftercare.contact(after.wren, contact(after))
    assert due(after) == [("Heron", "Next day")]
    made = after.aftercare.person(after.wren).care.records[-1]
    after.aftercare.strike(after.wren, "care", made.stamp, "another's")
    assert due(after) == [("Wren", "Next day"), ("Heron", "Next day")]
    (wren, _) = after.aftercare.due()
    after.aftercare.close(after.wren, wren.due, "Does not wish to be called.")
    assert due(after) == [("Heron", "Next day")]


def test_a_contact_in_the_window_is_planned_and_settled_for_itself(after: After) -> None:
    weekly = replace(after.programme, integration=IntegrationWindow())
    after.house.programmes.save(weekly)
    after.house.planning.course.follow(after.cohort, weekly.id)
    after.at(24)
    after.aftercare.contact(after.wren, contact(after))
    assert due(after) == [("Heron", "Next day"), ("Wren", "In the window"), ("Heron", "In the window")]
    inside = next(x.due for x in after.aftercare.due() if x.due.person == after.wren)
    early = RecordContact(inside.key, inside.name, Means.PHONE, "Mara", Instant(after.clock.at), since=inside.since)
    with pytest.raises(Refused, match="before the contact was due"):
        after.aftercare.contact(after.wren, early)
    after.at(60)
    after.aftercare.contact(after.wren, replace(early, on=Instant(after.clock.at)))
    assert due(after) == [("Heron", "Next day"), ("Heron", "In the window")]
    after.at(121)
    assert all(x.due.late(Instant(after.clock.at)) for x in after.aftercare.due())


def test_a_yes_to_the_safety_question_holds_the_gate_too(after: After) -> None:
    after.at(24)
    after.act(p.ANA)
    after.aftercare.contact(after.wren, contact(after, safety=True, told="Dr Ilić"))
    (flag,) = after.aftercare.person(after.wren).safety.open
    assert flag.what.words == "Next day: said yes to the safety question. Told Dr Ilić."
    with pytest.raises(Refused, match="settled already"):
        after.aftercare.contact(after.wren, contact(after, safety=True, told="Dr Ilić"))
    assert len(after.aftercare.person(after.wren).safety.open) == 1, "one is not kept without the other"


def test_a_contact_that_cannot_be_saved_is_not_made(after: After) -> None:
    after.at(24)
    after.log.disk = "full"
    with pytest.raises(NotSavedError):
        after.aftercare.contact(after.wren, contact(after))
    after.log.mend()
    assert len(due(after)) == 2


def test_a_dose_of_the_wrong_person_plans_nothing_for_them(after: After) -> None:
    circle = after.house.circle(after.medicine)
    session = circle.session
    (given,) = (x for x in session.seats[after.heron].records if type(x.content) is type(dose()))
    circle.do(c.Strike(given.stamp, "wrong person"))
    after.house.get_up()
    assert due(after) == [("Wren", "Next day")]


def test_follow_up_points_count_from_the_last_session_of_the_calendar_for_all_who_take_part(after: After) -> None:
    after.at(48 + 30 * 24)
    found = due(after)
    month = [alias for alias, name in found if name == "One month"]
    assert sorted(month) == ["Heron", "Linden", "Wren"]
    after.house.people.stand(after.linden, Status.WITHDRAWN)
    after.house.people.stand(after.wren, Status.WITHDRAWN)
    assert sorted(due(after)) == [("Heron", "Next day"), ("Heron", "One month"), ("Wren", "Next day")]
    after.plan("Integration 2", 20 * 24, SessionKind.INTEGRATION)
    assert ("Heron", "One month") not in due(after)


def test_a_pods_session_is_the_end_for_its_pod_only(after: After) -> None:
    planning = after.house.planning
    pod = planning.group.begin_pod(after.cohort, "Tide")
    planning.group.choose_pod(after.cohort, after.wren, pod)
    later = Instant(START + 20 * DAY)
    planning.plan_session(after.cohort, "Tide", later, kind=SessionKind.INTEGRATION, pod=pod)
    after.at(48 + 30 * 24)
    assert [x.alias for x in after.aftercare.due() if x.due.name == "One month"] == ["Heron", "Linden"]


def test_one_cohort_is_looked_at_alone(after: After) -> None:
    other = after.house.planning.begin_cohort("Shore")
    assert [x.circle for x in after.aftercare.due(after.cohort)] == ["Harbour", "Harbour"]
    assert after.aftercare.due(other) == ()
    assert after.aftercare.circles() == ((after.cohort, "Harbour"), (other, "Shore"))


def test_who_has_had_contact_in_the_window_and_which_session_falls_inside(after: After) -> None:
    after.at(24)
    after.aftercare.contact(after.wren, contact(after))
    wren, heron = after.again().aftercare.in_window(after.cohort)
    assert (wren.alias, wren.name, wren.contact) == ("Wren", "Medicine 1", START + 24 * HOUR)
    assert (heron.alias, heron.contact) == ("Heron", None)
    assert wren.window.stage(Instant(after.clock.at)) is Stage.MARKED
    assert [(meeting.name, came) for meeting, came in wren.meetings] == [("Integration 1", None)]
    after.at(49)
    after.house.circle(after.integration).do(c.Open())
    after.record(after.integration, after.wren, Attended(Attendance.ARRIVED))
    after.record(after.integration, after.heron, Attended(Attendance.EXCUSED))
    wren, heron = after.aftercare.in_window(after.cohort)
    assert [came for _, came in wren.meetings] == [True]
    assert [came for _, came in heron.meetings] == [False]
    (own,) = after.aftercare.windows(after.wren)
    assert (own.window, own.contact, own.meetings) == (wren.window, wren.contact, wren.meetings)


def test_a_contact_outside_the_window_is_none_in_it(after: After) -> None:
    after.at(121)
    after.aftercare.contact(after.wren, contact(after))
    wren, _ = after.aftercare.in_window(after.cohort)
    assert wren.contact is None


def test_a_session_off_its_calendar_still_has_its_next_day(after: After) -> None:
    after.house.planning.drop_session(after.cohort, after.medicine)
    found = due(after)
    assert found[:2] == [("Wren", "Next day"), ("Heron", "Next day")]
    assert found[2:] == [("Wren", "In the window"), ("Heron", "In the window")], (
        "of no programme the plain window holds"
    )
    assert after.aftercare.in_window(after.cohort) == ()
    (window,) = after.aftercare.windows(after.wren)
    assert window.name == "A session taken off the calendar"


def test_practices_are_planned_at_the_programmes_times_printed_and_kept(after: After) -> None:
    after.at(2)
    zone = lambda _: 60  # noqa: E731 - a zone is a function, and this one is a constant
    slots = after.aftercare.propose(after.wren, after.medicine, ["thought", "breath"], zone)
    assert len(slots) == 8
    assert slots[0].at >= START + DAY
    assert slots[-1].at < START + 5 * DAY
    assert after.aftercare.call == ""
    after.house.name_practice(Details(crisis="142\n147"))
    assert after.aftercare.call == "142, 147", "the practice's own numbers, until another is written"
    after.aftercare.plan(after.wren, after.medicine, slots, " Mara, 0660 1234567 ")
    assert after.aftercare.call == "Mara, 0660 1234567"
    plan = after.aftercare.latest_plan(after.wren)
    assert plan is not None
    assert plan.slots == slots
    paper = after.aftercare.plan_paper(after.wren, after.medicine, zone)
    assert paper == Printout(b"Harbour: Wren, 8 practices", "practices between sessions", after.wren)
    calendar = after.aftercare.calendar_file(after.wren, after.medicine, "Europe/Vienna")
    assert calendar.body.startswith(b"Europe/Vienna: Practice 1, Practice 2")
    after.aftercare.practised(after.wren, after.medicine, 1, "outside", done=True)
    outcome = after.aftercare.person(after.wren).boosting.outcome(after.medicine, 1)
    assert outcome is not None
    after.aftercare.strike(after.wren, "boosting", outcome.stamp, "wrong")
    assert after.aftercare.person(after.wren).boosting.outcome(after.medicine, 1) is None


def test_no_practices_without_medicine_and_no_paper_without_a_plan(after: After) -> None:
    with pytest.raises(Refused, match="No medicine is recorded"):
        after.aftercare.propose(after.linden, after.medicine, ["breath"], lambda _: 0)
    assert after.aftercare.latest_plan(after.linden) is None
    with pytest.raises(Refused, match="No practices are planned"):
        after.aftercare.plan_paper(after.wren, after.medicine, lambda _: 0)
    with pytest.raises(Refused, match="No practices are planned"):
        after.aftercare.calendar_file(after.wren, SessionId("none"), "UTC")


def test_a_request_is_held_against_signed_figures_and_waits_for_the_prescriber(after: After) -> None:
    after.at(24)
    assert not after.aftercare.held(after.wren).signed
    after.act(p.ILIC)
    after.house.programmes.sign(after.programme.id, after.programme.version)
    held = after.aftercare.held(after.wren)
    assert held.until(Instant(after.clock.at)) == START + 30 * DAY
    assert (held.year, held.cap, held.reached) == (1, 3, False)
    after.act(MARA)
    after.aftercare.ask(after.wren, "One more, in May.")
    assert after.again().aftercare.waiting() == ((after.wren, "Wren", START + 24 * HOUR),)
    (asked,) = after.aftercare.person(after.wren).maintenance.asked
    assert asked.what.held == held
    after.act(p.ILIC)
    after.aftercare.answer(after.wren, asked.stamp, "Dr Ilić", "In May.", yes=True)
    assert after.aftercare.waiting() == ()
    assert after.aftercare.held(after.linden).last is None


def test_sessions_with_medicine_are_counted_from_the_tables(after: After) -> None:
    after.at(24)
    assert after.again().aftercare.exposure(after.wren) == ((30, 1), (90, 1), (365, 1))
    after.at(31 * 24)
    assert after.aftercare.exposure(after.wren) == ((30, 0), (90, 1), (365, 1))
    assert after.aftercare.exposure(after.linden) == ((30, 0), (90, 0), (365, 0))
