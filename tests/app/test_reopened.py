"""A vault that was closed and opened again: what was one before is one still."""

from pathlib import Path

import pytest

from kapcircle.app.vaults import codec, furnish
from kapcircle.core.attending import Duty, OtherRole, Pod, TeamMember
from kapcircle.core.cohort.feedback import Quote
from kapcircle.core.cohort.library import Piece
from kapcircle.core.ids import CohortId, CommandId, StreamId
from kapcircle.core.programme import SessionKind
from kapcircle.desk.house import House
from kapcircle.desk.stream import fold_rows
from kapcircle.store import vault as stored
from kapcircle.store.check import check
from tests.fakes import SilentRoom
from tests.store.vaults import NOW, PASSPHRASE, make

pytestmark = pytest.mark.usefixtures("unhurried")


def enter(path: Path) -> House:
    return furnish(stored.unlock(path, PASSPHRASE, NOW), room=lambda _: SilentRoom())


def cohort_stream(cohort: CohortId) -> StreamId:
    return StreamId(f"cohort:{cohort}")


def latest(house: House, cohort: CohortId) -> CommandId:
    """The last command of a cohort that counts."""
    return house.desk.stream(cohort_stream(cohort)).effective[-1].command


def test_enrolling_is_undone_and_redone_in_both_streams_by_a_house_that_has_folded_neither(tmp_path: Path) -> None:
    vault = make(tmp_path)
    house = furnish(vault, room=lambda _: SilentRoom())
    cohort = house.planning.begin_cohort("Harbour")
    person = house.planning.enrol(cohort, "Wren")
    house.shut()
    house = enter(vault.path)
    undone = house.desk.undo(cohort_stream(cohort), [latest(house, cohort)])
    assert (dict(house.planning.cohort(cohort).mats), house.planning.alias(person)) == ({}, "")
    house.shut()
    house = enter(vault.path)
    assert latest(house, cohort) == undone
    house.desk.undo(cohort_stream(cohort), [undone])
    assert (dict(house.planning.cohort(cohort).mats), house.planning.alias(person)) == ({person: 1}, "Wren")
    house.shut()
    vault = stored.unlock(vault.path, PASSPHRASE, NOW)
    assert check(vault, codec(), fold_rows).all == []
    vault.lock()


def test_a_group_and_what_its_community_keeps_are_there_when_the_vault_is_opened_again(tmp_path: Path) -> None:
    vault = make(tmp_path)
    house = furnish(vault, room=lambda _: SilentRoom())
    planning = house.planning
    cohort = planning.begin_cohort("Harbour")
    pod = planning.group.begin_pod(cohort, "Tide")
    person = planning.enrol(cohort, "Wren", pod=pod)
    session = planning.plan_session(cohort, "Medicine 1", None, kind=SessionKind.MEDICINE, pod=pod)
    planning.group.join(cohort, TeamMember(house.desk.actor.member, Duty.NURSE, leads=(pod,)))
    other = planning.group.welcome(cohort, "Ira", OtherRole.INTERPRETER)
    planning.group.choose_company(cohort, session, other, comes=True)
    planning.community.write_agreements(cohort, "We listen.")
    planning.community.say_yes(cohort, person)
    planning.community.set_intention(cohort, session, person, "to rest", shared=True)
    piece = Piece(planning.community.new_piece(), "Breaths", text="In. Out.", ours=True)
    planning.community.keep_piece(cohort, piece)
    planning.community.give_piece(cohort, session, piece.id, given=True)
    planning.community.tell(cohort, None, person, "I came home.", Quote.ANONYMOUS)
    before, plan = planning.cohort(cohort), house.opening.plan(session)
    house.shut()
    house = enter(vault.path)
    assert house.planning.cohort(cohort) == before
    assert house.opening.plan(session) == plan
    assert (plan.pod, plan.mats, [x.name for x in plan.company]) == (Pod(pod, "Tide"), ((person, 1),), ["Ira"])
    house.shut()
    vault = stored.unlock(vault.path, PASSPHRASE, NOW)
    assert check(vault, codec(), fold_rows).all == []
    vault.lock()
