"""A vault that was closed and opened again: what was one before is one still."""

from pathlib import Path

from kapcircle.app.vaults import codec, furnish
from kapcircle.desk.house import House
from kapcircle.desk.stream import fold_rows
from kapcircle.store import vault as stored
from kapcircle.store.check import check
from tests.fakes import SilentRoom
from tests.store.vaults import NOW, PASSPHRASE, make


def enter(path: Path) -> House:
    return furnish(stored.unlock(path, PASSPHRASE, NOW), room=lambda _: SilentRoom())


def test_enrolling_is_undone_and_redone_in_both_streams_by_a_house_that_has_folded_neither(tmp_path: Path) -> None:
    vault = make(tmp_path)
    house = furnish(vault, room=lambda _: SilentRoom())
    cohort = house.begin_cohort("Harbour")
    person = house.enrol(cohort, "Wren")
    house.shut()
    house = enter(vault.path)
    house.undo(cohort)
    assert (dict(house.cohort(cohort).mats), house.alias(person)) == ({}, "")
    house.shut()
    house = enter(vault.path)
    house.redo(cohort)
    assert (dict(house.cohort(cohort).mats), house.alias(person)) == ({person: 1}, "Wren")
    house.shut()
    vault = stored.unlock(vault.path, PASSPHRASE, NOW)
    assert check(vault, codec(), fold_rows).all == []
    vault.lock()
