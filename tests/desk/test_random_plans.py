"""Whatever is planned, in whatever order and taken back: the tables are what the streams say."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kapcircle.core import catalogue
from kapcircle.core import practice as pr
from kapcircle.core.attending import Duty, Other, OtherRole, TeamMember
from kapcircle.core.cohort import about, agreements, calendar, company, feedback, intentions, library, roster, team
from kapcircle.core.errors import Refused
from kapcircle.core.ids import (
    CohortId,
    CommandId,
    Instant,
    MemberId,
    OtherId,
    PersonId,
    PieceId,
    PodId,
    ProgrammeId,
    RoomId,
    SessionId,
    StreamId,
)
from kapcircle.core.kinds import KINDS
from kapcircle.core.person.identity import SetAlias
from kapcircle.core.programme import SessionKind
from kapcircle.core.roles import Role
from kapcircle.core.rooms import RoomPlan
from kapcircle.desk.stream import fold_rows
from tests.fakes import desk
from tests.made_up import TRACKS, small_rundown
from tests.memory import MemoryLog

WORDS = st.sampled_from(("Spring", "Autumn"))
MAYBE = st.sampled_from(("", "Spring", "Autumn"))
WHICH = st.sampled_from(TRACKS).map(lambda track: track.id)
PODS = st.sampled_from(("tide", "shore")).map(PodId)
OTHERS = st.sampled_from(("ira", "ola")).map(OtherId)
PIECES = st.sampled_from(("breath", "poem")).map(PieceId)
MEMBERS = st.sampled_from(("jonas", "ilic")).map(MemberId)
PEOPLE = st.sampled_from(("ann", "ben")).map(PersonId)
MATS = st.integers(1, 3)
SESSIONS = st.sampled_from(("one", "two")).map(SessionId)
COMMANDS: dict[str, st.SearchStrategy[Any]] = {
    "practice": st.one_of(
        st.builds(pr.AddStaff, MEMBERS, WORDS, st.sampled_from(Role)),
        st.builds(pr.LetGo, MEMBERS),
        st.builds(pr.SaveRoom, st.builds(RoomPlan, st.sampled_from(("hall", "attic")).map(RoomId), WORDS)),
        st.builds(catalogue.AddTrack, st.sampled_from(TRACKS)),
        st.builds(catalogue.DescribeTrack, WHICH, st.builds(catalogue.Description, WORDS)),
        st.builds(catalogue.RemoveTrack, WHICH),
        st.builds(catalogue.AimAt, st.sampled_from((-30.0, -20.0))),
        st.builds(pr.ListCohort, st.just(CohortId("spring"))),
    ),
    "cohort": st.one_of(
        st.builds(about.NameCohort, WORDS),
        st.builds(about.FollowProgramme, st.sampled_from(("twelve weeks", "retreat")).map(ProgrammeId)),
        st.builds(roster.Enrol, PEOPLE, MATS),
        st.builds(roster.Seat, st.lists(st.tuples(PEOPLE, MATS), max_size=3).map(tuple)),
        st.builds(roster.Leave, PEOPLE),
        st.builds(roster.NamePod, PODS, WORDS),
        st.builds(roster.DropPod, PODS),
        st.builds(roster.ChoosePod, PEOPLE, st.none() | PODS),
        st.builds(
            team.JoinTeam,
            st.builds(TeamMember, MEMBERS, st.sampled_from(Duty), st.booleans(), st.lists(PODS).map(tuple)),
        ),
        st.builds(team.LeaveTeam, MEMBERS),
        st.builds(
            calendar.PlanSession,
            SESSIONS,
            WORDS,
            st.sampled_from((None, Instant(9))),
            st.sampled_from(SessionKind),
            st.none() | PODS,
        ),
        st.builds(calendar.DropSession, SESSIONS),
        st.builds(calendar.OrderSessions, st.permutations((SessionId("one"), SessionId("two"))).map(tuple)),
        st.builds(calendar.SaveRundown, SESSIONS, st.just(small_rundown())),
        st.builds(
            company.WelcomeOther, st.builds(Other, OTHERS, WORDS, st.sampled_from(OtherRole), st.none() | PEOPLE)
        ),
        st.builds(company.ExcuseOther, OTHERS),
        st.builds(company.ChooseCompany, SESSIONS, st.lists(OTHERS).map(tuple)),
        st.builds(agreements.WriteAgreements, WORDS),
        st.builds(agreements.SayYes, PEOPLE),
        st.builds(intentions.SetIntention, PEOPLE, SESSIONS, MAYBE, st.booleans()),
        st.builds(library.KeepPiece, st.builds(library.Piece, PIECES, WORDS, text=WORDS, ours=st.just(value=True))),
        st.builds(library.DropPiece, PIECES),
        st.builds(library.GivePieces, SESSIONS, st.lists(PIECES).map(tuple)),
        st.builds(feedback.GiveFeedback, PEOPLE, st.none() | SESSIONS, MAYBE, st.sampled_from(feedback.Quote)),
    ),
    "person": st.builds(SetAlias, WORDS),
}
STREAMS = {kind: StreamId(kind if kind == "practice" else f"{kind}:spring") for kind in COMMANDS}
STEP = st.one_of(*(st.tuples(st.just(STREAMS[kind]), command) for kind, command in COMMANDS.items()))
OF_COHORT = st.tuples(st.just(STREAMS["cohort"]), COMMANDS["cohort"])
BACK = st.integers(1, 3)
"""So many commands ago: the one that is taken back. What was taken back last comes back by that too."""


def test_every_kind_but_the_circle_is_here() -> None:
    assert {*COMMANDS, "session"} == set(KINDS)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(st.lists(STEP, min_size=1, max_size=3), BACK), min_size=15, max_size=30))
def test_the_tables_are_what_the_streams_say(steps: list[list[tuple[StreamId, Any]] | int]) -> None:
    log = MemoryLog()
    room = desk(log)
    given: list[CommandId] = []
    for step in steps:
        try:
            if isinstance(step, list):
                given.append(room.do(*step))
            elif step <= len(given):
                given.append(room.undo(STREAMS["practice"], [given[-step]]))
        except Refused:
            continue
        told = {(row.table, row.key): row.values for name in log.entries for row in fold_rows(name, log.read(name))}
        kept = {(table, key): values for table, rows in log.tables.items() for key, values in rows.items()}
        assert kept == told


@settings(max_examples=100, deadline=None)
@given(st.lists(OF_COHORT, min_size=10, max_size=30))
def test_a_cohort_is_as_before_when_a_change_is_undone_and_as_after_when_it_is_brought_back(
    steps: list[tuple[StreamId, Any]],
) -> None:
    """Taken back step by step to the beginning, and brought back step by step."""
    spring, room = STREAMS["cohort"], desk(MemoryLog())
    given: list[CommandId] = []
    states = [room.stream(spring).state]
    for step in steps:
        try:
            given.append(room.do(step))
            states.append(room.stream(spring).state)
        except Refused:
            continue
    back: list[CommandId] = []
    for command, before in zip(reversed(given), reversed(states[:-1]), strict=True):
        back.append(room.undo(spring, [command]))
        assert room.stream(spring).state == before
    for command, after in zip(reversed(back), states[1:], strict=True):
        room.undo(spring, [command])
        assert room.stream(spring).state == after
