"""Who has a slot comes in, whatever the list of staff says."""

from pathlib import Path

import pytest

from kapcircle.app.vaults import furnish
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import CLOCK
from kapcircle.core.practice import LetGo
from kapcircle.core.roles import Role
from kapcircle.desk.house import PRACTICE, House
from kapcircle.store import vault as stored
from tests.fakes import SilentRoom
from tests.store.vaults import CHEAP, NOW, PASSPHRASE, make

JONS = "another made-up passphrase"


def enter(path: Path, passphrase: str) -> House:
    return furnish(stored.unlock(path, passphrase, NOW), room=lambda _: SilentRoom())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A vault whose list of staff lacks Jon, as on an older backup, or after a crash."""
    vault = make(tmp_path)
    vault.add_member("Jon", Role.COTHERAPIST, JONS, CHEAP)
    furnish(vault, room=lambda _: SilentRoom()).shut()
    return vault.path


def test_a_member_whom_the_log_does_not_list_comes_in_and_is_listed(path: Path) -> None:
    house = enter(path, JONS)
    me = house.staff.acting
    assert (me.role, house.staff.members[me.member].name) == (Role.COTHERAPIST, "Jon")
    assert house.desk.stream(PRACTICE).entries[-1].by == CLOCK
    house.shut()
    house = enter(path, PASSPHRASE)
    assert [who.name for who in house.staff.members.values()] == ["Ana", "Jon"]
    house.shut()


def test_a_member_who_left_by_the_log_and_has_a_slot_all_the_same_is_listed_again(path: Path) -> None:
    enter(path, JONS).shut()
    house = enter(path, PASSPHRASE)
    jon = next(member for member, who in house.staff.members.items() if who.name == "Jon")
    house.desk.do((PRACTICE, LetGo(jon)))
    house.shut()
    house = enter(path, JONS)
    assert [who.name for who in house.staff.members.values()] == ["Ana", "Jon"]
    house.shut()


def test_a_member_who_was_removed_opens_nothing_and_is_removed_again_without_ado(path: Path) -> None:
    enter(path, JONS).shut()
    house = enter(path, PASSPHRASE)
    jon = next(member for member, who in house.staff.members.items() if who.name == "Jon")
    keyring = house.fittings.keyring
    keyring.remove(jon)
    assert not keyring.holds(jon)
    house.staff.remove(jon)
    assert [who.name for who in house.staff.members.values()] == ["Ana"]
    house.shut()
    with pytest.raises(KnownError, match="Wrong passphrase"):
        enter(path, JONS)
