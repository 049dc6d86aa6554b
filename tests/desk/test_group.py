"""Pods, team, others in the room, programme and community of a cohort, and that all of it can be taken back."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kapcircle.core.attending import Duty, Other, OtherRole, Pod, TeamMember
from kapcircle.core.cohort.calendar import Planned
from kapcircle.core.cohort.feedback import Quote
from kapcircle.core.cohort.library import Piece
from kapcircle.core.errors import Refused
from kapcircle.core.ids import DAY, CohortId, Instant, MemberId, OtherId, PersonId, PieceId, PodId, ProgrammeId
from kapcircle.core.programme import Level, PlannedSession, Programme, SessionKind, Signed
from kapcircle.core.session import commands as c
from kapcircle.desk.course import Course
from kapcircle.desk.house import House
from kapcircle.desk.planning import Planning
from kapcircle.desk.plans import Plans
from kapcircle.desk.visit import Visit
from tests.fakes import house
from tests.made_up import START, small_rundown

PROGRAMME = Programme(
    ProgrammeId("twelve"),
    "Twelve weeks",
    medicine_sessions=1,
    sessions=(
        PlannedSession("Welcome", SessionKind.PREPARATION, 1, virtual=True, rundown="No such template"),
        PlannedSession("Medicine 1", SessionKind.MEDICINE, 2, level=Level.POD, rundown="Small circle"),
    ),
)


@pytest.fixture
def home() -> House:
    return house()


@pytest.fixture
def here(home: House) -> Planning:
    return home.planning


@pytest.fixture
def spring(here: Planning) -> CohortId:
    return here.begin_cohort("Spring")


@pytest.fixture
def wren(here: Planning, spring: CohortId) -> PersonId:
    return here.enrol(spring, "Wren")


@pytest.fixture
def course(home: House) -> Course:
    """The practice keeps one programme."""
    home.programmes.save(PROGRAMME)
    return home.planning.course


def utc(_: Instant) -> int:
    return 0


# pods, team, others


def test_pods_have_the_next_letter_until_they_are_named(here: Planning, spring: CohortId) -> None:
    first, second = here.group.begin_pod(spring), here.group.begin_pod(spring)
    here.group.name_pod(spring, first, "Tide")
    third, own = here.group.begin_pod(spring), here.group.begin_pod(spring, "Shore")
    names = {pod: x.name for pod, x in here.cohort(spring).pods.items()}
    assert names == {first: "Tide", second: "Pod B", third: "Pod A", own: "Shore"}
    here.group.drop_pod(spring, second)
    assert second not in here.cohort(spring).pods


def test_mats_lie_where_the_same_group_last_had_them(home: House, spring: CohortId) -> None:
    planning = home.planning
    wren, pod = planning.enrol(spring, "Wren"), planning.group.begin_pod(spring, "Tide")
    planning.group.choose_pod(spring, wren, pod)
    first, second, third = (planning.plan_session(spring, f"Medicine {n}", None, small_rundown()) for n in range(1, 4))
    of_pod = planning.plan_session(spring, "Of Tide", None, pod=pod)
    assert home.opening.plan(first).laid == ()
    for n, session in enumerate((first, second), 1):
        home.desk.clock.raise_to(Instant(START + n * DAY))
        circle = home.circle(session)
        circle.do(c.Open())
        assert home.opening.plan(session).laid == (() if n == 1 else ((1, 0.25, 0.5),))
        assert circle.session.laid == ({} if n == 1 else {1: (0.25, 0.5)})
        circle.do(c.PlaceSeat(wren, n / 4, 0.5))
        circle.do(c.Close())
    assert home.opening.plan(third).laid == ((1, 0.5, 0.5),)
    assert home.opening.plan(of_pod).laid == (), "the small circle lies otherwise than the large one"
    planning.change_session(spring, replace(planning.planned(third)[1], virtual=True))
    assert home.opening.plan(third).laid == (), "online there are no mats"
    home.get_up()


def test_to_a_pods_session_come_its_people_its_team_and_who_is_chosen(home: House, spring: CohortId) -> None:
    group, planning = home.planning.group, home.planning
    wren, owl = (planning.enrol(spring, alias) for alias in ("Wren", "Owl"))
    tide, shore = group.begin_pod(spring, "Tide"), group.begin_pod(spring, "Shore")
    group.choose_pod(spring, owl, tide)
    nurse, other = TeamMember(MemberId("m1"), Duty.NURSE, leads=(tide,)), TeamMember(MemberId("m2"), leads=(shore,))
    lead = TeamMember(MemberId("m3"), Duty.MEDICAL_LEAD, counts=False)
    for member in (nurse, other, lead):
        group.join(spring, member)
    ira = group.welcome(spring, "Ira", OtherRole.INTERPRETER)
    session = planning.plan_session(spring, "Medicine 1", START, small_rundown(), SessionKind.MEDICINE, tide)
    group.choose_company(spring, session, ira, comes=True)
    plan = home.opening.plan(session)
    assert (plan.kind, plan.pod, plan.mats) == (SessionKind.MEDICINE, Pod(tide, "Tide"), ((owl, 2),))
    assert plan.team == (nurse, lead)
    assert plan.company == (Other(ira, "Ira", OtherRole.INTERPRETER),)
    planning.change_session(spring, replace(planning.planned(session)[1], pod=None))
    group.choose_company(spring, session, ira, comes=False)
    plan = home.opening.plan(session)
    assert (plan.pod, plan.mats, plan.team, plan.company) == (None, ((wren, 1), (owl, 2)), (nurse, other, lead), ())


def test_a_circle_keeps_the_pod_that_it_opened_with(home: House, spring: CohortId) -> None:
    planning = home.planning
    wren, owl = (planning.enrol(spring, alias) for alias in ("Wren", "Owl"))
    tide = planning.group.begin_pod(spring, "Tide")
    planning.group.choose_pod(spring, owl, tide)
    session = planning.plan_session(spring, "Medicine 1", START, small_rundown(), SessionKind.MEDICINE, tide)
    home.circle(session).do(c.Open())
    planning.group.choose_pod(spring, wren, tide)
    ran = home.session(session).plan
    assert (ran.mats, ran.pod, ran.kind) == (((owl, 2),), Pod(tide, "Tide"), SessionKind.MEDICINE)


def test_a_copied_session_is_of_the_same_kind_and_pod_and_has_phases_of_its_own(
    here: Planning, spring: CohortId
) -> None:
    tide = here.group.begin_pod(spring, "Tide")
    session = here.plan_session(spring, "Medicine 1", START, small_rundown(), SessionKind.MEDICINE, tide)
    here.change_session(spring, replace(here.planned(session)[1], virtual=True, place="https://circle.example"))
    new = here.planned(here.copy_session(spring, session))[1]
    assert replace(new, rundown=small_rundown()) == Planned(
        new.session, "Medicine 1", None, small_rundown(), SessionKind.MEDICINE, tide, True, "https://circle.example"
    )
    assert not {p.id for p in new.rundown.phases} & {p.id for p in small_rundown().phases}


# what is unusual


def test_cautions_have_the_names_that_belong_to_them(here: Planning, spring: CohortId) -> None:
    people = [here.enrol(spring, alias) for alias in ("Wren", "Wrem", "Owl", "Ash", "Elm", "Wrex")]
    tide = here.group.begin_pod(spring, "Tide")
    for person in people[:5]:
        here.group.choose_pod(spring, person, tide)
    for name in ("Medicine 1", "Medicine 2"):
        here.plan_session(spring, name, None, kind=SessionKind.MEDICINE, pod=tide)
    assert here.group.cautions(spring, 1) == (
        "Tide: No lead yet.",
        "1 person without a pod.",
        *(f"{name}: 2 medicine sessions on the calendar: the programme's cap is 1." for name in NAMES),
        "Wren and Wrem: one letter different.",
    )
    assert here.group.cautions(spring)[:2] == ("Tide: No lead yet.", "1 person without a pod.")


NAMES = ("Wren", "Wrem", "Owl", "Ash", "Elm")


# the programme


def test_a_calendar_is_laid_out_as_one_change(here: Planning, spring: CohortId, course: Course) -> None:
    tide = here.group.begin_pod(spring, "Tide")
    before = here.cohort(spring)
    assert course.of(spring) is None
    assert [x.name for x in course.preview(spring, PROGRAMME, START, utc)] == ["Welcome", "Medicine 1 · Tide"]
    assert here.cohort(spring) == before
    course.lay_out(spring, PROGRAMME, START, utc)
    after = here.cohort(spring)
    welcome, medicine = after.sessions.values()
    assert (welcome.name, welcome.scheduled, welcome.virtual) == ("Welcome", START, True)
    assert not welcome.rundown.phases
    assert (medicine.pod, medicine.scheduled, medicine.kind) == (tide, START + 7 * DAY, SessionKind.MEDICINE)
    assert [p.name for p in medicine.rundown.phases] == ["Arrival", "Peak", "Return"]
    assert course.of(spring) == PROGRAMME
    here.undo()
    assert here.cohort(spring) == before
    here.redo()
    assert here.cohort(spring) == after


def test_the_cap_of_a_programme_counts_once_a_medical_lead_has_signed_it(
    home: House, here: Planning, spring: CohortId, course: Course
) -> None:
    assert course.cap(spring) is None
    course.follow(spring, PROGRAMME.id)
    assert course.cap(spring) is None
    signed = replace(PROGRAMME, medicine_cap=4, signed=Signed(MemberId("m3"), "Dr. Ilić", START))
    plans = Plans(home.desk, Visit(home.desk))
    assert Course(plans, lambda: (signed,), {}).cap(spring) == 4


def test_a_cohort_follows_a_programme_without_a_calendar(here: Planning, spring: CohortId, course: Course) -> None:
    course.follow(spring, PROGRAMME.id)
    assert (course.of(spring), course.programmes) == (PROGRAMME, (PROGRAMME,))
    course.follow(spring, ProgrammeId("elsewhere"))
    assert course.of(spring) is None, "a programme that the practice does not keep is none"


def test_a_calendar_stays_once_a_circle_of_it_was_opened(
    home: House, here: Planning, spring: CohortId, course: Course
) -> None:
    here.group.begin_pod(spring, "Tide")
    course.lay_out(spring, PROGRAMME, START, utc)
    _, medicine = here.cohort(spring).sessions
    home.circle(medicine).do(c.Open())
    with pytest.raises(Refused, match="has been opened since"):
        here.undo()


# everything can be taken back

POD, OTHER, PIECE = PodId("pod"), OtherId("other"), PieceId("piece")
MEMBER = TeamMember(MemberId("m1"))
CHANGES: dict[str, Callable[[Planning, CohortId, PersonId], Any]] = {
    "begin a pod": lambda p, k, _: p.group.begin_pod(k),
    "name a pod": lambda p, k, _: p.group.name_pod(k, next(iter(p.cohort(k).pods)), "Other"),
    "drop a pod": lambda p, k, _: p.group.drop_pod(k, next(iter(p.cohort(k).pods))),
    "choose a pod": lambda p, k, who: p.group.choose_pod(k, who, None),
    "join the team": lambda p, k, _: p.group.join(k, replace(MEMBER, duty=Duty.NURSE)),
    "leave the team": lambda p, k, _: p.group.leave_team(k, MEMBER.member),
    "welcome somebody": lambda p, k, _: p.group.welcome(k, "Ola", OtherRole.TRAINEE),
    "change somebody": lambda p, k, who: p.group.change_other(
        k, replace(next(iter(p.cohort(k).company.others.values())), whom=who, agreed=START)
    ),
    "excuse somebody": lambda p, k, _: p.group.excuse(k, next(iter(p.cohort(k).company.others))),
    "follow a programme": lambda p, k, _: p.course.follow(k, PROGRAMME.id),
    "write agreements": lambda p, k, _: p.community.write_agreements(k, "We listen. No advice."),
    "say yes": lambda p, k, who: p.community.say_yes(k, who),
    "set an intention": lambda p, k, who: p.community.set_intention(
        k, next(iter(p.cohort(k).sessions)), who, "to rest", shared=True
    ),
    "keep a piece": lambda p, k, _: p.community.keep_piece(
        k, Piece(p.community.new_piece(), "Another", text="In. Out.", ours=True)
    ),
    "drop a piece": lambda p, k, _: p.community.drop_piece(k, next(iter(p.cohort(k).library.pieces))),
    "give a piece": lambda p, k, _: p.community.give_piece(
        k, next(iter(p.cohort(k).sessions)), next(iter(p.cohort(k).library.pieces)), given=True
    ),
    "tell": lambda p, k, who: p.community.tell(k, None, who, "I came home.", Quote.ANONYMOUS),
}


@pytest.mark.parametrize("change", CHANGES)
def test_everything_is_taken_back_and_brought_back(
    here: Planning, spring: CohortId, wren: PersonId, change: str
) -> None:
    tide = here.group.begin_pod(spring, "Tide")
    here.group.choose_pod(spring, wren, tide)
    here.group.join(spring, MEMBER)
    here.group.welcome(spring, "Ira", OtherRole.INTERPRETER)
    here.plan_session(spring, "Medicine 1", START)
    here.community.write_agreements(spring, "We listen.")
    here.community.keep_piece(spring, Piece(here.community.new_piece(), "Breaths", text="In. Out.", ours=True))
    before = here.cohort(spring)
    CHANGES[change](here, spring, wren)
    after = here.cohort(spring)
    assert after != before
    here.undo()
    assert here.cohort(spring) == before
    here.redo()
    assert here.cohort(spring) == after


def test_what_is_so_already_is_no_change_to_take_back(here: Planning, spring: CohortId, wren: PersonId) -> None:
    tide = here.group.begin_pod(spring, "Tide")
    here.group.choose_pod(spring, wren, tide)
    here.undo()
    here.group.choose_pod(spring, wren, None)
    here.redo()
    assert here.cohort(spring).roster.pod_of == {wren: tide}
    here.group.choose_pod(spring, wren, tide)
    here.undo()
    assert here.cohort(spring).roster.pod_of == {}


def test_a_piece_that_was_given_is_not_given_any_more(here: Planning, spring: CohortId) -> None:
    session = here.plan_session(spring, "Medicine 1", START)
    piece = Piece(here.community.new_piece(), "Breaths", text="In. Out.", ours=True)
    here.community.keep_piece(spring, piece)
    here.community.give_piece(spring, session, piece.id, given=True)
    assert here.cohort(spring).library.given_with(session) == (piece,)
    here.community.give_piece(spring, session, piece.id, given=False)
    assert here.cohort(spring).library.given_with(session) == ()
