import re
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from kapcircle import places
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Instant
from kapcircle.core.picture import Change
from kapcircle.desk.ports import Batch
from kapcircle.store import backup
from kapcircle.store.backup import Backup
from kapcircle.store.check import check, refill
from kapcircle.store.database import Database, shm_of, wal_of
from kapcircle.store.files import backups_of, keys_of
from kapcircle.store.mirror import Mirror
from kapcircle.store.restore import Restored, restore
from kapcircle.store.stick import carry
from kapcircle.store.vault import Vault, opener, unlock
from tests.store.vaults import (
    CHEAP,
    CIRCLE,
    CODEC,
    DAY,
    NOW,
    PASSPHRASE,
    SOON,
    batch,
    entry,
    fill,
    fingerprints,
    flip,
    fold_rows,
    log_of,
    make,
)

TABLES: Callable[[Database], None] = partial(refill, codec=CODEC, fold_rows=fold_rows)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A vault with three entries in its backup, and two more since."""
    made = make(tmp_path / "place")
    fill(made, 1, 2, 3)
    made.back_up(NOW)
    fill(made, 4, 5)
    made.lock()
    return made.path


@pytest.fixture
def stick(path: Path, tmp_path: Path) -> Path:
    """A mirror that was there when the two were made."""
    folder = tmp_path / "stick"
    folder.mkdir()
    opened = unlock(path, PASSPHRASE, NOW)
    log, copy = log_of(opened), Mirror(folder, path.stem, opened.identity, opened.device, opened.key("mirror"))
    assert log.mirror_to(copy, since=3).wait(SOON)
    log.close(SOON)
    assert copy.close(SOON) == 0
    opened.lock()
    return folder


def put_back(path: Path, source: Path | None = None, mirrored: Path | None = None) -> Restored:
    return restore(path, opener(PASSPHRASE), Instant(NOW + DAY), TABLES, source=source, mirrored=mirrored)


def ticks(path: Path) -> list[int]:
    opened = unlock(path, PASSPHRASE, NOW)
    log = log_of(opened)
    found = [each.stamp.tick for each in log.read(CIRCLE)]
    log.close(SOON)
    assert check(opened, CODEC, fold_rows).all == []
    opened.lock()
    return found


def test_the_newest_backup_takes_the_place_of_the_vault_which_is_put_aside(path: Path) -> None:
    before = path.read_bytes()
    done = put_back(path)
    assert done.aside is not None
    assert done.aside.read_bytes() == before
    assert ticks(path) == [1, 2, 3]
    assert ticks(done.aside) == [1, 2, 3, 4, 5], "and it can still be opened"


def test_the_mirror_brings_what_came_after_the_backup(path: Path, stick: Path) -> None:
    done = put_back(path, mirrored=stick)
    assert done.replayed == 2
    assert ticks(path) == [1, 2, 3, 4, 5]


def test_entries_of_backup_and_mirror_both_are_there_once(path: Path, stick: Path) -> None:
    opened = unlock(path, PASSPHRASE, NOW)
    opened.back_up(Instant(NOW + 1))
    opened.lock()
    assert put_back(path, mirrored=stick).replayed == 0
    assert ticks(path) == [1, 2, 3, 4, 5]


def test_the_copy_is_a_new_device(path: Path) -> None:
    first = unlock(path, PASSPHRASE, NOW)
    first.lock()
    put_back(path)
    again = unlock(path, PASSPHRASE, NOW)
    assert again.device != first.device
    fill(again, 4)
    again.lock()
    assert ticks(path) == [1, 2, 3, 4]


def test_a_vault_that_is_gone_with_its_keys_comes_back_from_the_backups(path: Path) -> None:
    path.unlink()
    keys_of(path).unlink()
    assert put_back(path).aside is None
    assert ticks(path) == [1, 2, 3]


def test_damaged_keys_are_replaced_by_their_copy(path: Path) -> None:
    flip(keys_of(path), 100)
    put_back(path)
    assert ticks(path) == [1, 2, 3]


def test_a_backup_can_be_chosen_and_brought_to_another_folder(path: Path, tmp_path: Path) -> None:
    older = backup.found(path)[-1].path
    (tmp_path / "new laptop").mkdir()
    target = tmp_path / "new laptop" / path.name
    put_back(target, source=older)
    assert ticks(target) == [1, 2, 3]
    assert ticks(path) == [1, 2, 3, 4, 5]


def test_what_waited_beside_the_damaged_file_goes_aside_with_it(path: Path) -> None:
    wal = path.with_name(f"{path.name}-wal")
    wal.write_bytes(b"commits")
    done = put_back(path)
    assert done.aside is not None
    assert done.aside.with_name(f"{done.aside.name}-wal").read_bytes() == b"commits"
    assert not wal.exists()


def test_what_a_lost_vault_left_beside_it_does_not_get_into_the_copy(path: Path) -> None:
    opened = unlock(path, PASSPHRASE, NOW)
    log = log_of(opened)
    for tick in range(6, 60):
        assert log.append(batch(entry(tick, device=opened.device))).wait(SOON)
    left = {each: each.read_bytes() for each in (wal_of(path), shm_of(path))}
    log.close(SOON)
    opened.lock()
    path.unlink()
    for each, content in left.items():
        each.write_bytes(content)
    assert put_back(path).aside is None
    assert ticks(path) == [1, 2, 3]
    (kept,) = path.parent.glob("demo put aside *-wal")
    assert kept.read_bytes() == left[wal_of(path)], "and nothing is thrown away"


def test_two_restores_within_a_second_keep_both_vaults_that_were_there(path: Path) -> None:
    first, second = put_back(path).aside, put_back(path).aside
    assert first is not None
    assert second is not None
    assert (ticks(first), ticks(second)) == ([1, 2, 3, 4, 5], [1, 2, 3])


def refused(path: Path, match: str, mirrored: Path | None = None, passphrase: str = PASSPHRASE) -> None:
    before = fingerprints(path.parent)
    with pytest.raises(KnownError, match=match):
        restore(path, opener(passphrase), Instant(NOW + DAY), TABLES, mirrored=mirrored)
    assert fingerprints(path.parent) == before


def test_a_wrong_passphrase_changes_nothing(path: Path) -> None:
    refused(path, "Wrong passphrase", passphrase="not the right words")


def test_without_a_backup_nothing_happens(path: Path) -> None:
    for each in backup.found(path):
        each.path.unlink()
    refused(path, "There is no backup")


def test_an_unsound_backup_is_not_put_in_the_place_of_anything(path: Path) -> None:
    flip(backup.found(path)[0].path, 5000)
    refused(path, r"is not sound \(HMAC .*\)\. Choose another backup with --from\.")


@pytest.mark.parametrize("verified", [True, False])
@pytest.mark.parametrize("place", [30, 5000])
def test_a_newer_backup_that_is_damaged_is_passed_over_and_said(path: Path, place: int, verified: bool) -> None:
    opened = unlock(path, PASSPHRASE, NOW)
    flip(opened.back_up(Instant(NOW + 1)).path, place)
    if verified:
        opened.verify_backups()
    opened.lock()
    (said,) = put_back(path).passed
    assert said.startswith(backup.found(path)[0].path.name)
    assert "is not sound" in said
    assert ticks(path) == [1, 2, 3]


def test_keys_of_another_vault_with_the_same_passphrase_do_not_stand_in_the_way(path: Path, tmp_path: Path) -> None:
    other = make(tmp_path / "other")
    other.lock()
    shutil.copyfile(keys_of(other.path), keys_of(path))
    put_back(path)
    assert ticks(path) == [1, 2, 3]


def test_a_name_mistyped_leaves_no_trace(path: Path) -> None:
    mistyped = path.with_name("deom.kapcircle")
    before = fingerprints(path.parent)
    with pytest.raises(KnownError, match=r"There is no backup in .*deom\.backups"):
        put_back(mistyped)
    assert fingerprints(path.parent) == before


def test_a_gap_in_the_mirror_is_said_and_later_backups_are_sound_all_the_same(path: Path, stick: Path) -> None:
    opened = unlock(path, PASSPHRASE, NOW)
    log, copy = log_of(opened), Mirror(stick, path.stem, opened.identity, opened.device, opened.key("mirror"))
    log.mirror_to(copy, since=5)
    assert log.append(batch(entry(6, device=opened.device))).wait(SOON)
    log.close(SOON)
    copy.close(SOON)
    opened.lock()
    (file,) = stick.glob("*.mirror")
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:1] + lines[2:]))
    done = put_back(path, mirrored=stick)
    assert done.replayed == 2
    (said,) = done.faults
    assert said.startswith("entry 6 of device")
    again = unlock(path, PASSPHRASE, NOW)
    again.back_up(Instant(NOW + 2 * DAY))
    (warned,) = again.verify_backups()
    assert said in warned
    again.lock()
    assert put_back(path).source == backup.found(path)[0].path


def test_a_mirror_is_replayed_onto_a_backup_from_before_an_update(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = tmp_path / "steps"
    shutil.copytree(places.migrations(), steps)
    schema = (steps / "schema.sql").read_text()
    note = schema.partition("CREATE TABLE session_note")[2].partition(";\n")[0]
    found = "\n".join(re.findall(r"CREATE TRIGGER _note_.*?END;\n", schema, re.DOTALL))
    (steps / "0900_before.sql").write_text("DROP TABLE session_note;\n")
    monkeypatch.setattr(places, "migrations", lambda: steps)
    made = make(tmp_path / "place")
    log = log_of(made)
    assert log.append(batch(entry(1, device=made.device))).wait(SOON)
    log.close(SOON)
    made.lock()
    (steps / "0901_notes.sql").write_text(f"CREATE TABLE session_note{note};\n{found}")
    again = unlock(made.path, PASSPHRASE, NOW)
    again.fill_tables(TABLES)
    folder = tmp_path / "stick"
    folder.mkdir()
    log, copy = log_of(again), Mirror(folder, "demo", again.identity, again.device, again.key("mirror"))
    log.mirror_to(copy, since=1)
    each = entry(2, device=again.device)
    assert log.append(Batch(((CIRCLE, each),), Change(write=fold_rows(CIRCLE, [each])))).wait(SOON)
    log.close(SOON)
    copy.close(SOON)
    again.lock()
    assert ticks(made.path) == [1, 2], "an update fills the table that it brings"
    made.path.unlink()
    assert put_back(made.path, mirrored=folder).replayed == 1
    assert ticks(made.path) == [1, 2]
    made.path.unlink()
    put_back(made.path)
    assert ticks(made.path) == [1], "and so does a restore without a mirror"


def test_an_empty_mirror_changes_nothing(path: Path, tmp_path: Path) -> None:
    refused(path, "mirrors nothing", mirrored=tmp_path)


def test_two_histories_under_one_name_are_not_mixed(path: Path, stick: Path) -> None:
    put_back(path)
    opened = unlock(path, PASSPHRASE, NOW)
    (forked,) = stick.iterdir()
    log = log_of(opened)
    device = forked.name.removeprefix("demo ").removesuffix(".mirror")
    assert log.append(batch(entry(4, device=type(opened.device)(device)))).wait(SOON)
    log.close(SOON)
    opened.back_up(Instant(NOW + 2))
    opened.lock()
    refused(path, "two different stories at entry 4", mirrored=stick)


def test_a_vault_that_is_open_is_not_replaced(path: Path) -> None:
    opened = unlock(path, PASSPHRASE, NOW)
    refused(path, "open in another window")
    opened.lock()


def test_the_backups_stay(path: Path) -> None:
    before = fingerprints(backups_of(path))
    put_back(path)
    assert fingerprints(backups_of(path)) == before


def take(opened: Vault, stick: Path) -> Backup:
    """What the program does when a mirror begins, and when a backup was found sound."""
    base = opened.base()
    assert base is not None
    carry(opened.path, opened.identity, base, stick)
    return base


def test_the_stick_alone_brings_a_vault_back_on_another_laptop(path: Path, stick: Path, tmp_path: Path) -> None:
    opened = unlock(path, PASSPHRASE, NOW)
    opened.verify_backups()
    take(opened, stick)
    opened.lock()
    laptop = tmp_path / "another laptop"
    laptop.mkdir()
    for name in ("demo.kapcircle", "Under another name.kapcircle"):
        assert put_back(laptop / name, mirrored=stick).replayed == 2
        assert ticks(laptop / name) == [1, 2, 3, 4, 5]


def test_the_stick_has_the_newest_sound_backup_only_and_keys_as_they_are_now(path: Path, stick: Path) -> None:
    opened = unlock(path, PASSPHRASE, NOW)
    for day in range(3):
        opened.back_up(Instant(NOW + day * DAY))
        opened.verify_backups()
        for _ in range(2):
            take(opened, stick)
    opened.change_passphrase(opened.member.id, PASSPHRASE, "copper window eleven", CHEAP)
    base = take(opened, stick)
    opened.lock()
    (folder,) = stick.glob("*.backups")
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == {
        base.path.name: base.path.read_bytes(),
        keys_of(path).name: keys_of(path).read_bytes(),
    }
