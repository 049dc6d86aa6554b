"""Cohorts, sessions and rundowns, and what of them can be taken back."""

from typing import Any

import pytest

from kapcircle.core.cohort.calendar import Planned
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import CohortId, Instant, MemberId, StreamId
from kapcircle.core.log import Entry, Undone
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.desk.house import House
from kapcircle.desk.planning import Planning
from kapcircle.desk.visit import Place
from tests.fakes import house
from tests.made_up import START, small_rundown
from tests.memory import MemoryLog


@pytest.fixture
def home(log: MemoryLog) -> House:
    return house(log)


@pytest.fixture
def here(home: House) -> Planning:
    return home.planning


@pytest.fixture
def spring(here: Planning) -> CohortId:
    return here.begin_cohort("Spring")


# --- people and plans ---


def test_cohorts_stand_in_the_order_they_began(here: Planning) -> None:
    spring, autumn = here.begin_cohort("Spring"), here.begin_cohort("Autumn")
    here.rename_cohort(spring, "Early spring")
    assert list(here.cohorts()) == [(spring, "Early spring"), (autumn, "Autumn")]


def test_people_take_the_first_free_mat_or_the_one_they_are_given(here: Planning, spring: CohortId) -> None:
    wren, fox = here.enrol(spring, "Wren"), here.enrol(spring, "Fox", mat=3)
    owl, bee = here.enrol(spring, "Owl"), here.enrol(spring, "Bee")
    assert [here.cohort(spring).mats[x] for x in (wren, owl, fox, bee)] == [1, 2, 3, 4]
    here.move(spring, wren, 9)
    here.leave(spring, fox)
    here.rename_person(spring, owl, "Barn owl")
    assert here.cohort(spring).mats == {wren: 9, owl: 2, bee: 4}
    assert [here.alias(x) for x in (wren, owl)] == ["Wren", "Barn owl"]


def test_who_takes_a_mat_gives_theirs_and_that_is_one_change(here: Planning, spring: CohortId) -> None:
    wren, owl = here.enrol(spring, "Wren"), here.enrol(spring, "Owl")
    here.move(spring, owl, 1)
    assert here.cohort(spring).mats == {wren: 2, owl: 1}
    here.undo()
    assert here.cohort(spring).mats == {wren: 1, owl: 2}


def test_a_thing_that_falls_where_it_lay_is_no_change(here: Planning, spring: CohortId) -> None:
    wren, session = here.enrol(spring, "Wren"), here.plan_session(spring, "Medicine 1", None)
    here.reseat(spring, wren, 1)
    here.reorder(spring, session, 0)
    assert here.undo() == Place(spring, session)


def test_sessions_change_places(here: Planning, spring: CohortId) -> None:
    first, second = (here.plan_session(spring, name, None) for name in ("One", "Two"))
    here.reorder(spring, second, 0)
    assert list(here.cohort(spring).sessions) == [second, first]
    here.undo()
    assert list(here.cohort(spring).sessions) == [first, second]


def test_nobody_is_named_when_there_is_no_mat_for_them(here: Planning, spring: CohortId, log: MemoryLog) -> None:
    here.enrol(spring, "Wren", mat=1)
    with pytest.raises(Refused, match="Mat 1 is taken"):
        here.enrol(spring, "Fox", mat=1)
    assert [row["alias"] for row in log.rows("person")] == ["Wren"]


def test_a_session_is_planned_with_its_rundown_as_one_command(here: Planning, spring: CohortId) -> None:
    session = here.plan_session(spring, "Medicine 1", START, small_rundown())
    planned = Planned(session, "Medicine 1", START, small_rundown())
    assert here.planned(session) == (spring, planned)
    here.undo()
    assert here.cohort(spring).sessions == {}
    here.redo()
    assert here.cohort(spring).sessions == {session: planned}


def test_a_session_changes_and_goes(here: Planning, spring: CohortId) -> None:
    session = here.plan_session(spring, "Medicine 1", None)
    here.change_session(spring, Planned(session, "Medicine one", Instant(START + 5)))
    here.save_rundown(spring, session, small_rundown())
    assert here.planned(session)[1] == Planned(session, "Medicine one", Instant(START + 5), small_rundown())
    here.drop_session(spring, session)
    with pytest.raises(KnownError, match="not on any calendar"):
        here.planned(session)


def test_a_cohort_begun_by_mistake_goes_as_a_whole(here: Planning, spring: CohortId) -> None:
    here.undo()
    assert here.cohorts() == ()
    here.redo()
    assert [name for _, name in here.cohorts()] == ["Spring"]


def test_of_all_cohorts_only_the_one_that_is_asked_for_is_folded(
    here: Planning, log: MemoryLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    spring, autumn = here.begin_cohort("Spring"), here.begin_cohort("Autumn")
    session = here.plan_session(autumn, "Medicine 1", START)
    later, read, stored = house(log), list[str](), log.read

    def reads(stream: StreamId) -> list[Entry[Any]]:
        read.append(stream)
        return stored(stream)

    monkeypatch.setattr(log, "read", reads)
    assert later.planning.cohorts() == ((spring, "Spring"), (autumn, "Autumn"))
    assert later.running() is None
    assert read == ["practice"]
    assert later.planning.planned(session)[0] == autumn
    assert read == ["practice", f"cohort:{autumn}"]


def test_what_is_not_on_the_disk_yet_is_listed_all_the_same(here: Planning, spring: CohortId, log: MemoryLog) -> None:
    log.disk = "slow"
    here.rename_cohort(spring, "Early spring")
    session = here.plan_session(spring, "Medicine 1", START)
    assert here.cohorts() == ((spring, "Early spring"),)
    assert here.planned(session)[0] == spring


# --- undo and redo ---


def test_an_alias_is_the_latest_change_like_any_other(here: Planning, spring: CohortId) -> None:
    wren = here.enrol(spring, "Wren")
    here.rename_cohort(spring, "Late spring")
    here.rename_person(spring, wren, "Heron")
    assert here.undo() == Place(spring)
    assert (here.alias(wren), here.cohort(spring).name) == ("Wren", "Late spring")
    here.redo()
    assert here.alias(wren) == "Heron"


def test_a_participant_goes_and_comes_back_with_alias_and_mat(here: Planning, spring: CohortId, log: MemoryLog) -> None:
    wren = here.enrol(spring, "Wren")
    here.undo()
    assert (here.alias(wren), here.cohort(spring).mats) == ("", {})
    here.redo()
    assert (here.alias(wren), here.cohort(spring).mats) == ("Wren", {wren: 1})
    written = [x.event for name in (f"person:{wren}", f"cohort:{spring}") for x in log.read(StreamId(name))]
    assert len([x for x in written if isinstance(x, Undone)]) == 4


def test_undo_and_redo_go_step_by_step_as_often_as_one_likes(here: Planning, spring: CohortId) -> None:
    for name in "BCD":
        here.rename_cohort(spring, name)
    seen = []
    for step in (here.undo, here.undo, here.redo, here.redo, here.undo, here.undo, here.undo, here.redo):
        step()
        seen.append(here.cohort(spring).name)
    assert seen == ["C", "B", "C", "D", "C", "B", "Spring", "B"]


def test_there_is_an_end_to_undo_and_to_redo(here: Planning, spring: CohortId) -> None:
    with pytest.raises(Refused, match="nothing to redo"):
        here.redo()
    here.undo()
    with pytest.raises(Refused, match="nothing to undo"):
        here.undo()
    here.redo()
    with pytest.raises(Refused, match="nothing to redo"):
        here.redo()
    assert here.cohort(spring).name == "Spring"


def test_a_new_change_ends_redo(here: Planning, spring: CohortId) -> None:
    here.rename_cohort(spring, "Summer")
    here.undo()
    here.enrol(spring, "Wren")
    with pytest.raises(Refused, match="nothing to redo"):
        here.redo()


def test_what_was_refused_is_no_change_to_take_back(here: Planning, spring: CohortId) -> None:
    wren = here.enrol(spring, "Wren")
    with pytest.raises(Refused, match="Give the participant an alias"):
        here.rename_person(spring, wren, " ")
    here.undo()
    assert here.cohort(spring).mats == {}


def test_it_says_where_a_change_is_seen(here: Planning, spring: CohortId) -> None:
    autumn = here.begin_cohort("Autumn")
    session = here.plan_session(spring, "Medicine 1", None)
    here.save_rundown(spring, session, small_rundown())
    places = [here.undo(), here.undo(), here.undo(), here.redo()]
    assert places == [Place(spring, session), Place(spring, session), Place(autumn), Place(autumn)]


def test_plans_that_were_there_when_the_vault_was_opened_stay(here: Planning, spring: CohortId, log: MemoryLog) -> None:
    here.enrol(spring, "Wren")
    later = house(log).planning
    later.rename_cohort(spring, "Late spring")
    later.undo()
    with pytest.raises(Refused, match="nothing to undo"):
        later.undo()
    assert later.cohorts() == ((spring, "Spring"),)
    assert len(later.cohort(spring).mats) == 1


def test_undo_is_of_what_one_did_since_one_sat_down(home: House, here: Planning, spring: CohortId) -> None:
    mara = home.desk.actor
    home.desk.actor = Actor(MemberId("iris"), Role.COORDINATOR)
    with pytest.raises(Refused, match="nothing to undo"):
        here.undo()
    here.rename_cohort(spring, "Iris's spring")
    here.undo()
    home.desk.actor = mara
    for turn, words in ((here.redo, "nothing to redo"), (here.undo, "nothing to undo")):
        with pytest.raises(Refused, match=words):
            turn()
    assert here.cohort(spring).name == "Spring"


# --- a session that runs ---


def test_a_session_that_runs_stays_on_the_calendar(home: House, here: Planning, spring: CohortId) -> None:
    session = here.plan_session(spring, "Medicine 1", None, small_rundown())
    circle = home.circle(session)
    circle.do(c.Open())
    with pytest.raises(Refused, match="This session is running"):
        here.drop_session(spring, session)
    assert session in here.cohort(spring).sessions
    circle.do(c.Close())
    here.drop_session(spring, session)
    assert here.cohort(spring).sessions == {}


def test_undo_stops_at_a_session_that_was_opened(home: House, here: Planning, spring: CohortId) -> None:
    session = here.plan_session(spring, "Medicine 1", None, small_rundown())
    circle = home.circle(session)
    for command in (c.Open(), c.Close()):
        circle.do(command)
        with pytest.raises(Refused, match="has been opened since"):
            here.undo()
        assert session in here.cohort(spring).sessions


def test_redo_takes_no_session_away_that_was_opened(home: House, here: Planning, spring: CohortId) -> None:
    session = here.plan_session(spring, "Medicine 1", None, small_rundown())
    here.drop_session(spring, session)
    here.undo()
    home.circle(session).do(c.Open())
    with pytest.raises(Refused, match="has been opened since"):
        here.redo()
    here.rename_cohort(spring, "Late spring")
    assert here.undo() == Place(spring)
