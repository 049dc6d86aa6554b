"""Whatever is planned, in whatever order and taken back: the tables are what the streams say."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kapcircle.core import cohort as co
from kapcircle.core import practice as pr
from kapcircle.core.errors import Refused
from kapcircle.core.ids import CohortId, CommandId, Instant, MemberId, PersonId, RoomId, SessionId, StreamId
from kapcircle.core.kinds import KINDS
from kapcircle.core.person.identity import SetAlias
from kapcircle.core.roles import Role
from kapcircle.core.rooms import RoomPlan
from kapcircle.desk.stream import fold_rows
from tests.fakes import desk
from tests.made_up import TRACKS, small_rundown
from tests.memory import MemoryLog

WORDS = st.sampled_from(("Spring", "Autumn"))
MEMBERS = st.sampled_from(("jonas", "ilic")).map(MemberId)
PEOPLE = st.sampled_from(("ann", "ben")).map(PersonId)
MATS = st.integers(1, 3)
SESSIONS = st.sampled_from(("one", "two")).map(SessionId)
COMMANDS: dict[str, st.SearchStrategy[Any]] = {
    "practice": st.one_of(
        st.builds(pr.AddStaff, MEMBERS, WORDS, st.sampled_from(Role)),
        st.builds(pr.LetGo, MEMBERS),
        st.builds(pr.SaveRoom, st.builds(RoomPlan, st.sampled_from(("hall", "attic")).map(RoomId), WORDS)),
        st.builds(pr.AddTrack, st.sampled_from(TRACKS)),
        st.builds(pr.ListCohort, st.just(CohortId("spring"))),
    ),
    "cohort": st.one_of(
        st.builds(co.NameCohort, WORDS),
        st.builds(co.Enrol, PEOPLE, MATS),
        st.builds(co.Seat, st.lists(st.tuples(PEOPLE, MATS), max_size=3).map(tuple)),
        st.builds(co.Leave, PEOPLE),
        st.builds(co.PlanSession, SESSIONS, WORDS, st.sampled_from((None, Instant(9)))),
        st.builds(co.DropSession, SESSIONS),
        st.builds(co.OrderSessions, st.permutations((SessionId("one"), SessionId("two"))).map(tuple)),
        st.builds(co.SaveRundown, SESSIONS, st.just(small_rundown())),
    ),
    "person": st.builds(SetAlias, WORDS),
}
STREAMS = {kind: StreamId(kind if kind == "practice" else f"{kind}:spring") for kind in COMMANDS}
STEP = st.one_of(*(st.tuples(st.just(STREAMS[kind]), command) for kind, command in COMMANDS.items()))
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
