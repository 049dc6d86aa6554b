import json
import shutil
import stat
import sys
from contextlib import closing
from errno import ENOSPC
from pathlib import Path

import pytest

from kapcircle import places
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import MemberId
from kapcircle.core.roles import Role
from kapcircle.store import backup, keys
from kapcircle.store.database import Access
from kapcircle.store.files import backups_of, keys_of
from kapcircle.store.keys import Cost
from kapcircle.store.sealing import Closed
from kapcircle.store.slots import unlock as unlock_slot
from kapcircle.store.vault import RECOVERED, create, members, unlock, unlock_with_recovery
from tests.store.vaults import CHEAP, NOW, PASSPHRASE, SOON, fill, fingerprints, flip, log_of, make

OTHER = "copper window eleven"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = make(tmp_path / "place")
    fill(made, 1, 2, 3)
    made.lock()
    return made.path


def test_the_first_member_opens_the_vault_as_who_they_are(path: Path) -> None:
    opened = unlock(path, PASSPHRASE, NOW)
    assert (opened.member.name, opened.member.role) == ("Ana", Role.FACILITATOR)
    assert members(path) == (opened.member,)
    opened.lock()


def test_each_member_has_a_passphrase_of_their_own(path: Path) -> None:
    opened = unlock(path, PASSPHRASE, NOW)
    ben = opened.add_member("Ben", Role.MEDICAL_LEAD, OTHER, CHEAP)
    opened.lock()
    for asked in (None, ben.id):
        again = unlock(path, OTHER, NOW, asked)
        assert again.member == ben
        again.lock()
    with pytest.raises(KnownError, match="Wrong passphrase"):
        unlock(path, PASSPHRASE, NOW, ben.id)


def test_a_new_passphrase_replaces_the_old_and_touches_only_the_slot(path: Path) -> None:
    opened = unlock(path, PASSPHRASE, NOW)
    ben = opened.add_member("Ben", Role.COTHERAPIST, "another one of these", CHEAP)
    secret, before = opened.own_secret(), path.read_bytes()
    with pytest.raises(KnownError, match="Wrong passphrase"):
        opened.change_passphrase(opened.member.id, "not it at all, sorry", OTHER, CHEAP)
    opened.change_passphrase(opened.member.id, PASSPHRASE, OTHER, CHEAP)
    opened.lock()
    assert path.read_bytes() == before
    with pytest.raises(KnownError, match="Wrong passphrase"):
        unlock(path, PASSPHRASE, NOW)
    again = unlock(path, OTHER, NOW)
    assert again.own_secret() == secret
    assert again.recognise("another one of these", ben.id) == again.recognise("another one of these") == ben
    again.lock()


def test_a_member_who_left_opens_nothing_and_the_last_one_cannot_leave(path: Path) -> None:
    opened = unlock(path, PASSPHRASE, NOW)
    with pytest.raises(Refused, match="Ana is the last"):
        opened.remove_member(opened.member.id)
    ben = opened.add_member("Ben", Role.COORDINATOR, OTHER, CHEAP)
    opened.remove_member(ben.id)
    with pytest.raises(KnownError, match="no slot"):
        opened.remove_member(ben.id)
    opened.lock()
    with pytest.raises(KnownError, match="Wrong passphrase"):
        unlock(path, OTHER, NOW)


def test_the_recovery_key_opens_the_vault_but_no_members_own_key(tmp_path: Path) -> None:
    made, recovery_key = create(tmp_path / "r.kapcircle", "Ana", PASSPHRASE, NOW, cost=CHEAP)
    own = made.own_secret()
    made.lock()
    opened = unlock_with_recovery(made.path, recovery_key.lower().replace("-", " "), NOW)
    assert opened.member == RECOVERED
    with pytest.raises(KnownError, match="no own key"):
        opened.own_secret()
    ana = members(made.path)[0]
    opened.reset_passphrase(ana.id, OTHER, CHEAP)
    opened.lock()
    again = unlock(made.path, OTHER, NOW)
    assert again.member == ana
    assert again.own_secret() != own
    again.lock()


def test_the_recovery_key_is_nowhere_in_the_files(tmp_path: Path) -> None:
    made, recovery_key = create(tmp_path / "r.kapcircle", "Ana", PASSPHRASE, NOW, cost=CHEAP)
    made.lock()
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert recovery_key.encode() not in file.read_bytes()
            assert recovery_key.replace("-", "").encode() not in file.read_bytes()


@pytest.mark.parametrize("passphrase", ["", "short", "fourteen chars", "e\u0301" * 14])
def test_a_short_passphrase_is_refused_before_anything_is_made(tmp_path: Path, passphrase: str) -> None:
    with pytest.raises(KnownError, match="needs 15 or more"):
        create(tmp_path / "new.kapcircle", "Ana", passphrase, NOW, cost=CHEAP)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("role", [Role.COTHERAPIST, Role.MEDICAL_LEAD])
def test_the_first_member_is_one_who_can_add_others(tmp_path: Path, role: Role) -> None:
    with pytest.raises(KnownError, match="The first member is a facilitator or coordinator"):
        create(tmp_path / "new.kapcircle", "Iris", PASSPHRASE, NOW, role=role, cost=CHEAP)
    assert not list(tmp_path.iterdir())


def test_a_passphrase_typed_on_another_keyboard_is_the_same(tmp_path: Path) -> None:
    made, _ = create(tmp_path / "n.kapcircle", "Ana", "caf\u00e9 \ufb01fteen words", NOW, cost=CHEAP)
    made.lock()
    unlock(made.path, "cafe\u0301 fifteen words", NOW).lock()


def test_a_new_vault_has_a_backup_from_its_first_minute(tmp_path: Path) -> None:
    made, _ = create(tmp_path / "new.kapcircle", "Ana", PASSPHRASE, NOW, cost=CHEAP)
    assert made.verify_backups() == []
    assert [each.made for each in backup.found(made.path)] == [NOW]
    made.lock()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such modes")
def test_what_lies_in_the_folder_of_a_vault_is_for_its_owner(path: Path) -> None:
    path.chmod(0o644)
    keys_of(path).chmod(0o644)
    opened = unlock(path, PASSPHRASE, NOW)
    fill(opened, 4)
    opened.back_up(NOW)
    held = [each for each in path.parent.rglob("*") if each.is_file() and each.stat().st_size]
    assert {each.suffix for each in held} >= {".kapcircle", ".keys"}
    assert [each.name for each in held if stat.S_IMODE(each.stat().st_mode) != 0o600] == []
    opened.lock()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such modes")
def test_a_new_vault_and_its_first_backup_are_for_their_owner(tmp_path: Path) -> None:
    made, _ = create(tmp_path / "new.kapcircle", "Ana", PASSPHRASE, NOW, cost=CHEAP)
    made.lock()
    held = [each for each in tmp_path.rglob("*.k*") if each.is_file() and each.stat().st_size]
    assert len(held) == 4, "the vault, its keys, and a copy of both"
    assert [each.name for each in held if stat.S_IMODE(each.stat().st_mode) != 0o600] == []


def test_a_vault_that_cannot_be_backed_up_is_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: Path, target: Path) -> None:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(backup, "copy", full)
    with pytest.raises(KnownError, match="No backup could be made"):
        create(tmp_path / "new.kapcircle", "Ana", PASSPHRASE, NOW, cost=CHEAP)
    assert not [each for each in tmp_path.rglob("*") if each.is_file()]


@pytest.mark.parametrize("taken", ["demo.kapcircle", "demo.kapcircle.keys"])
def test_a_vault_is_never_made_over_another(tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).write_bytes(b"precious")
    with pytest.raises(KnownError, match="is there already"):
        create(tmp_path / "demo.kapcircle", "Ana", PASSPHRASE, NOW, cost=CHEAP)
    assert fingerprints(tmp_path).keys() == {taken}


def test_a_locked_vault_gives_no_key_and_holds_none(path: Path) -> None:
    opened = unlock(path, PASSPHRASE, NOW)
    held = (opened._opened.data, opened._opened.own)
    opened.lock()
    assert all(not any(each) for each in held)
    with pytest.raises(KnownError, match="is locked"):
        opened.key("database")
    with pytest.raises(KnownError, match="is locked"):
        opened.own_secret()


def test_keys_are_overwritten_not_only_forgotten(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    class Watched(bytearray):
        def clear(self) -> None:
            seen.append(bytes(self))
            super().clear()

    opened = unlock(path, PASSPHRASE, NOW)
    opened._opened = type(opened._opened)(Watched(opened._opened.data), Watched(opened._opened.own))
    opened.lock()
    assert seen == [bytes(32), bytes(32)]


def test_keys_for_two_purposes_differ_and_none_is_the_vaults_own(path: Path) -> None:
    opened = unlock(path, PASSPHRASE, NOW)
    assert len({opened.key("database"), opened.key("mirror"), bytes(opened._opened.data)}) == 3
    opened.lock()


def test_one_window_at_a_time(path: Path) -> None:
    opened = unlock(path, PASSPHRASE, NOW)
    with pytest.raises(KnownError, match="open in another window"):
        unlock(path, PASSPHRASE, NOW)
    opened.lock()
    unlock(path, PASSPHRASE, NOW).lock()


def no_vault(path: Path) -> None:
    keys_of(path).unlink()


def not_there(path: Path) -> None:
    path.unlink()


def damaged_start(path: Path) -> None:
    flip(path, 50)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def one_byte(path: Path) -> None:
    path.write_bytes(b"x")


def damaged_keys(path: Path) -> None:
    flip(keys_of(path), keys_of(path).read_bytes().index(b'"role": "f') + 9)


def foreign_keys(path: Path) -> None:
    other = make(path.parent / "other")
    other.lock()
    shutil.copyfile(keys_of(other.path), keys_of(path))


def cut_keys(path: Path) -> None:
    keys_of(path).write_bytes(keys_of(path).read_bytes()[:300])


def newer_tables(path: Path) -> None:
    opened = unlock(path, PASSPHRASE, NOW)
    db = opened.connect(Access.WRITE)
    db.table("_sqlite_migrations").insert({"migration_set": "kapcircle", "name": "0999_future", "applied_at": ""})
    db.close()
    opened.lock()


def newer_keys(path: Path) -> None:
    found = json.loads(keys_of(path).read_text())
    keys_of(path).write_text(json.dumps({**found, "format": 2}))


def nothing(path: Path) -> None: ...


def test_a_vault_that_cannot_be_looked_at_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"cannot be looked at: File name too long\. Check its folder and its disk"):
        unlock(tmp_path / f"{'x' * 300}.kapcircle", PASSPHRASE, NOW)


@pytest.mark.parametrize(
    ("spoil", "passphrase", "message"),
    [
        (nothing, OTHER, "Wrong passphrase"),
        (no_vault, PASSPHRASE, "is not a vault"),
        (not_there, PASSPHRASE, "There is no vault at"),
        (damaged_start, PASSPHRASE, "demo.kapcircle is damaged"),
        (emptied, PASSPHRASE, "demo.kapcircle is damaged"),
        (one_byte, PASSPHRASE, "demo.kapcircle is damaged"),
        (damaged_keys, PASSPHRASE, "keys is damaged"),
        (foreign_keys, PASSPHRASE, "demo.kapcircle.keys and its copy in demo.backups are of two different vaults"),
        (foreign_keys, OTHER, "demo.kapcircle.keys and its copy in demo.backups are of two different vaults"),
        (cut_keys, PASSPHRASE, "keys is damaged"),
        (newer_tables, PASSPHRASE, "newer KapCircle.*0999_future"),
        (newer_keys, PASSPHRASE, "newer KapCircle"),
    ],
)
def test_what_stops_it_is_said_and_changes_no_byte(path: Path, spoil: object, passphrase: str, message: str) -> None:
    assert callable(spoil)
    spoil(path)
    before = fingerprints(path.parent)
    with pytest.raises(KnownError, match=message):
        unlock(path, passphrase, NOW)
    assert fingerprints(path.parent) == before


def test_a_page_that_is_damaged_further_on_is_said_when_it_is_read(path: Path) -> None:
    opened = unlock(path, PASSPHRASE, NOW)
    db = opened.connect(Access.READ)
    (page,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'setting'").fetchone()
    db.close()
    opened.lock()
    flip(path, (page - 1) * 4096 + 9)
    opened = unlock(path, PASSPHRASE, NOW)
    log = log_of(opened)
    with pytest.raises(KnownError, match="is damaged"):
        log.settings()
    log.close(SOON)
    opened.lock()


@pytest.mark.parametrize("table", ["device", "_sqlite_migrations"])
def test_a_page_that_opening_reads_is_said_to_be_damaged(path: Path, table: str) -> None:
    opened = unlock(path, PASSPHRASE, NOW)
    with closing(opened.connect(Access.READ)) as db:
        (page,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", [table]).fetchone()
    opened.lock()
    flip(path, (page - 1) * 4096 + 9)
    with pytest.raises(KnownError, match="is damaged"):
        unlock(path, PASSPHRASE, NOW)


def test_a_role_cannot_be_changed_from_outside(path: Path) -> None:
    keyring = keys.read(path)
    (slot,) = keyring.slots
    for altered in (
        keys.Member(slot.member.id, "Ana", Role.MEDICAL_LEAD),
        keys.Member(slot.member.id, "Eve", Role.FACILITATOR),
        keys.Member(MemberId("another"), "Ana", Role.FACILITATOR),
    ):
        forged = keys.Slot(altered, slot.cost, slot.salt, slot.public, slot.data, slot.own)
        with pytest.raises(Closed):
            unlock_slot(keyring.vault, forged, PASSPHRASE)
    unlock_slot(keyring.vault, slot, PASSPHRASE)


def test_the_cost_of_a_guess_is_what_rfc_9106_recommends() -> None:
    assert Cost() == Cost(memory_kib=65_536, passes=3, lanes=4)


def test_the_keys_have_a_second_copy_that_is_always_the_same(path: Path) -> None:
    opened = unlock(path, PASSPHRASE, NOW)
    opened.add_member("Ben", Role.COORDINATOR, OTHER, CHEAP)
    opened.lock()
    copy = backups_of(path) / keys_of(path).name
    assert copy.read_bytes() == keys_of(path).read_bytes()
    keys_of(path).unlink()
    shutil.copyfile(copy, keys_of(path))
    unlock(path, OTHER, NOW).lock()


def test_a_backup_is_made_before_the_tables_change(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = tmp_path / "steps"
    shutil.copytree(places.migrations(), steps)
    (steps / "0999_next.sql").write_text("CREATE TABLE next (x TEXT) STRICT;\n")
    unlock(path, PASSPHRASE, NOW).lock()
    assert backup.found(path) == []
    monkeypatch.setattr(places, "migrations", lambda: steps)
    opened = unlock(path, PASSPHRASE, NOW)
    (made,) = backup.found(path)
    assert made.tick == 3
    db = opened.connect(Access.READ)
    assert "next" in db.table_names()
    db.close()
    opened.lock()
    unlock(path, PASSPHRASE, NOW).lock()
    assert backup.found(path) == [made], "and only then"


def test_no_migration_without_a_backup(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = tmp_path / "steps"
    shutil.copytree(places.migrations(), steps)
    (steps / "0999_next.sql").write_text("CREATE TABLE next (x TEXT) STRICT;\n")
    monkeypatch.setattr(places, "migrations", lambda: steps)

    def full(*_: object) -> None:
        raise KnownError("The disk is full.")

    monkeypatch.setattr(backup, "make", full)
    before = path.read_bytes()
    with pytest.raises(KnownError, match="disk is full"):
        unlock(path, PASSPHRASE, NOW)
    assert path.read_bytes() == before
    monkeypatch.undo()
    unlock(path, PASSPHRASE, NOW).lock()
