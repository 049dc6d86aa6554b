"""A vault that was closed and opened again: what was one before is one still."""

from pathlib import Path

from kapcircle.app.vaults import codec, furnish
from kapcircle.core.ids import CohortId, CommandId, StreamId
from kapcircle.desk.house import House
from kapcircle.desk.stream import fold_rows
from kapcircle.store import vault as stored
from kapcircle.store.check import check
from tests.fakes import SilentRoom
from tests.store.vaults import NOW, PASSPHRASE, make


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
