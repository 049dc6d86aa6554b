"""What keeps an open vault safe, and who is told: on real vaults, through the doors that the window uses."""

import shutil
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from kapcircle import places
from kapcircle.app import demo, vaults, window
from kapcircle.app.vaults import VaultDoors, VaultKeyring
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import Instant
from kapcircle.core.roles import Role
from kapcircle.desk.clock import SystemClock
from kapcircle.desk.fittings import Check
from kapcircle.desk.house import House
from kapcircle.store import backup, mirror
from kapcircle.store import vault as store
from kapcircle.store.database import Access
from kapcircle.store.restore import restore
from kapcircle.store.vault import Vault, opener, unlock
from tests.fakes import SilentRoom
from tests.store.vaults import CHEAP, flip

PASSPHRASE, OTHER, THIRD = "a made-up passphrase", "copper window eleven", "kettle dawn river moss"


def now() -> Instant:
    return SystemClock().now()


@pytest.fixture(autouse=True)
def _silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vaults, "live_room", lambda *_, **__: lambda _: SilentRoom())
    monkeypatch.setattr(mirror, "RETRY_S", 0.02)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A vault with a cohort, whose backups were read."""
    made = tmp_path / "place" / "Vault.kapcircle"
    opened, _ = store.create(made, "Mara", PASSPHRASE, now(), role=Role.FACILITATOR, cost=CHEAP)
    house = vaults.furnish(opened, room=lambda _: SilentRoom())
    house.planning.begin_cohort("Harbour")
    house.shut()
    again = unlock(made, PASSPHRASE, now())
    assert again.verify_backups() == []
    again.lock()
    return made


def enter(path: Path) -> House:
    """Open a vault as the window does."""
    return VaultDoors().open(str(path), PASSPHRASE, lambda _: None)


def told(house: House, until: Callable[[str], bool] = bool) -> str:
    """What the window would say first that is so."""
    said = ""
    for _ in range(1000):
        said += " ".join(house.fittings.keeping.news())
        if until(said):
            return said
        time.sleep(0.02)
    raise AssertionError(f"nobody was told: {said}")


def check(house: House, name: str) -> Check:
    return next(each for each in house.fittings.keeping.checks() if each.name == name)


def eventually(true: Callable[[], bool]) -> None:
    for _ in range(1000):
        if true():
            return
        time.sleep(0.02)
    raise AssertionError("never happened")


def spoil(path: Path) -> None:
    """A page that nobody reads goes bad."""
    opened = unlock(path, PASSPHRASE, now())
    with closing(opened.connect(Access.READ)) as db:
        (page,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'blob'").fetchone()
    opened.lock()
    flip(path, (page - 1) * 4096 + 9)


def test_a_vault_that_goes_bad_where_nobody_reads_is_told_at_its_next_opening(path: Path) -> None:
    spoil(path)
    enter(path).shut()
    house = enter(path)
    said = told(house)
    assert said.startswith("The backup of ")
    assert "is not sound" in said
    assert "kapcircle check" in said
    assert house.fittings.keeping.news() == (), "and it is told once"
    assert (check(house, "Backup").good, "damaged" in check(house, "Backup").words) == (False, True)
    house.shut()


def test_a_sound_backup_is_told_by_the_preflight_only(path: Path) -> None:
    enter(path).shut()
    house = enter(path)
    eventually(lambda: check(house, "Backup").good is True)
    assert "is sound" in check(house, "Backup").words
    assert house.fittings.keeping.news() == ()
    house.shut()


def test_nobody_waits_until_the_backups_are_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(path).shut()
    opened, plain = Event(), Vault.verify_backups

    def slow(vault: Vault) -> list[str]:
        assert opened.wait(20)
        return plain(vault)

    monkeypatch.setattr(Vault, "verify_backups", slow)
    house = enter(path)
    assert check(house, "Backup").good is None
    opened.set()
    eventually(lambda: check(house, "Backup").good is True)
    house.shut()


def test_a_table_that_an_update_made_anew_is_filled_when_the_vault_is_opened(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = tmp_path / "steps"
    shutil.copytree(places.migrations(), steps)
    (steps / "0999_anew.sql").write_text("DELETE FROM cohort;\n")
    monkeypatch.setattr(places, "migrations", lambda: steps)
    unlock(path, PASSPHRASE, now()).lock()  # and then the program was killed
    house = enter(path)
    assert [name for _, name in house.planning.cohorts()] == ["Harbour"]
    house.shut()


def test_the_demo_reads_its_backups_too(tmp_path: Path) -> None:
    demo_path = tmp_path / "Demo.kapcircle"
    made, _ = store.create(demo_path, "Mara", demo.PASSPHRASE, now(), role=Role.FACILITATOR, cost=CHEAP)
    house = vaults.furnish(made)
    house.planning.plan_session(house.planning.begin_cohort("Harbour"), "Medicine", None)
    house.shut()
    house, _ = window._demo(tmp_path)
    eventually(lambda: check(house, "Backup").good is True)
    house.shut()


def test_backups_that_cannot_be_read_are_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Vault) -> list[str]:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Vault, "verify_backups", broken)
    house = enter(path)
    assert told(house) == "The backups could not be read: Input/output error. Look at the disk."
    house.shut()


@pytest.fixture
def stick(path: Path, tmp_path: Path) -> Path:
    """A mirror folder, chosen in the settings."""
    folder = tmp_path / "stick"
    folder.mkdir()
    house = enter(path)
    house.desk.keep("mirror", str(folder))
    house.shut()
    return folder


def read_through() -> None:
    """Until the backups are read: nothing is brought to the stick any more."""
    for thread in threading.enumerate():
        if thread.name == "backups":
            thread.join()


def test_a_stick_that_was_there_in_a_session_brings_the_vault_back_alone(
    path: Path, stick: Path, tmp_path: Path
) -> None:
    house = enter(path)
    assert check(house, "Mirror").good is True
    house.planning.begin_cohort("Lakeside")
    eventually(lambda: any(each.state == "" for each in backup.among(*stick.glob("*.backups"))))
    house.shut()
    read_through()
    laptop = tmp_path / "another laptop"
    laptop.mkdir()
    target = laptop / "Vault.kapcircle"
    done = restore(target, opener(PASSPHRASE), now(), vaults.refill, mirrored=stick)
    assert done.replayed
    assert not done.faults
    house = enter(target)
    assert [name for _, name in house.planning.cohorts()] == ["Harbour", "Lakeside"]
    house.shut()


def test_a_vault_of_one_hour_is_on_its_stick(tmp_path: Path) -> None:
    """Nobody has closed it properly yet: there is no backup but the one of its first minute."""
    stick = tmp_path / "stick"
    stick.mkdir()
    made, _ = VaultDoors().create(str(tmp_path / "New.kapcircle"), "Mara", Role.FACILITATOR, PASSPHRASE)
    made.desk.keep("mirror", str(stick))
    made.planning.begin_cohort("Harbour")
    made.shut()
    for each in backup.found(tmp_path / "New.kapcircle")[:-1]:
        each.path.unlink()
    house = VaultDoors().open(str(tmp_path / "New.kapcircle"), PASSPHRASE, lambda _: None)
    eventually(lambda: bool(backup.among(*stick.glob("*.backups"))))
    house.shut()
    (tmp_path / "laptop").mkdir()
    target = tmp_path / "laptop" / "New.kapcircle"
    assert not restore(target, opener(PASSPHRASE), now(), vaults.refill, mirrored=stick).faults
    house = VaultDoors().open(str(target), PASSPHRASE, lambda _: None)
    assert [name for _, name in house.planning.cohorts()] == ["Harbour"]
    house.shut()


def test_a_stick_that_is_pulled_is_told_once_and_what_it_lacks_on_closing(path: Path, stick: Path) -> None:
    house = enter(path)
    eventually(lambda: bool(list(stick.glob("*.backups"))))
    away = stick.rename(stick.with_name("drawer"))
    house.planning.begin_cohort("Lakeside")
    said = told(house, lambda words: "cannot be written" in words)
    assert str(stick) in said
    assert house.fittings.keeping.news() == ()
    assert (check(house, "Mirror").good, "cannot be written" in check(house, "Mirror").words) == (False, True)
    with pytest.raises(KnownError, match=r"The mirror lacks \d+ entries, which the vault and its backup have"):
        house.shut()
    away.rename(stick)
    enter(path).shut()


def test_a_member_is_recognised_added_changed_and_removed(path: Path) -> None:
    opened = unlock(path, PASSPHRASE, now())
    keyring, mara = VaultKeyring(opened), opened.member.id
    jon = keyring.add("Jon", Role.COTHERAPIST, OTHER)
    assert keyring.recognise(OTHER) == Actor(jon, Role.COTHERAPIST)
    assert keyring.recognise(PASSPHRASE, mara) == Actor(mara, Role.FACILITATOR)
    with pytest.raises(KnownError, match="Wrong passphrase"):
        keyring.recognise(PASSPHRASE, jon)
    keyring.change(jon, OTHER, THIRD)
    assert keyring.recognise(THIRD, jon).member == jon
    keyring.remove(jon)
    with pytest.raises(KnownError, match="Wrong passphrase"):
        keyring.recognise(THIRD)
    with pytest.raises(Refused, match="is the last"):
        keyring.remove(mara)
    opened.lock()
    unlock(path, PASSPHRASE, now()).lock()


def test_the_recovery_key_gives_a_new_passphrase_to_the_one_who_was_chosen(tmp_path: Path) -> None:
    path = tmp_path / "Vault.kapcircle"
    made, recovery = store.create(path, "Jon", PASSPHRASE, now(), role=Role.FACILITATOR, cost=CHEAP)
    other = made.add_member("Jon", Role.COORDINATOR, OTHER, CHEAP)
    first = made.member
    made.lock()
    doors = VaultDoors()
    assert doors.staff(str(path)) == ((first.id, "Jon, facilitator"), (other.id, "Jon, coordinator"))
    house = doors.recover(str(path), recovery, other.id, THIRD)
    assert house.desk.actor == Actor(other.id, Role.COORDINATOR)
    house.shut()
    for passphrase, member in ((PASSPHRASE, first), (THIRD, other)):
        again = unlock(path, passphrase, now())
        assert again.member == member
        again.lock()
    with pytest.raises(KnownError, match="Wrong passphrase"):
        unlock(path, OTHER, now())


def test_a_recovery_that_cannot_be_leaves_every_passphrase_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "Vault.kapcircle"
    made, recovery = store.create(path, "Jon", PASSPHRASE, now(), role=Role.FACILITATOR, cost=CHEAP)
    jon = made.member.id
    made.lock()
    doors = VaultDoors()
    with pytest.raises(KnownError, match="needs 15 or more"):
        doors.recover(str(path), recovery, jon, "short")
    with pytest.raises(KnownError, match="no slot"):
        doors.recover(str(path), recovery, type(jon)("nobody"), THIRD)
    unlock(path, PASSPHRASE, now()).lock()
