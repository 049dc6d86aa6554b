from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Instant
from kapcircle.store import backup, rotation, soundness
from kapcircle.store.database import Access, connect
from kapcircle.store.files import SUFFIX, backups_of
from kapcircle.store.restore import restore
from kapcircle.store.vault import Vault, opener, unlock
from tests.store.vaults import DAY, NOW, PASSPHRASE, SOON, fill, flip, log_of, make


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made = make(tmp_path)
    fill(made, 1, 2, 3)
    yield made
    made.lock()


def states(vault: Vault) -> list[str]:
    return [each.state for each in backup.found(vault.path)]


def test_a_backup_is_the_vault_byte_for_byte(vault: Vault) -> None:
    made = vault.back_up(NOW)
    assert made.path.read_bytes() == vault.path.read_bytes()
    assert backup.found(vault.path) == [made]
    assert (made.tick, made.made) == (3, NOW)


def test_a_backup_has_what_a_crash_left_beside_the_file(tmp_path: Path, vault: Vault) -> None:
    db = vault.connect(Access.WRITE)
    db.execute("INSERT INTO setting VALUES ('a', 'late')")
    for path in tmp_path.glob("demo.kapcircle*"):
        (tmp_path / f"crashed{path.name.removeprefix('demo')}").write_bytes(path.read_bytes())
    db.close()
    made = backup.make(tmp_path / "crashed.kapcircle", vault.key("database"), NOW)
    copy = connect(made.path, vault.key("database"), Access.LOOK)
    assert copy.execute("SELECT value FROM setting").fetchall() == [("late",)]
    copy.close()


def test_a_backup_is_verified_later_and_its_name_says_so(vault: Vault) -> None:
    vault.back_up(NOW)
    assert states(vault) == [".unverified"]
    assert (backup.highest_tick(vault.path), vault.base()) == (3, None)
    assert vault.verify_backups() == []
    assert states(vault) == [""]
    assert vault.base() == backup.found(vault.path)[0]
    assert vault.verify_backups() == []


@pytest.mark.parametrize("place", [30, 5000, -2000])
def test_a_backup_that_is_not_sound_is_said_and_marked(vault: Vault, place: int) -> None:
    made = vault.back_up(NOW)
    flip(made.path, place)
    (said,) = vault.verify_backups()
    assert said.startswith(f"The {made.label} is not sound (")
    assert "kapcircle check" in said
    assert states(vault) == [".bad"]


def test_a_fault_of_the_log_is_said_and_its_backup_is_kept_for_what_it_has(vault: Vault) -> None:
    vault.back_up(NOW)
    assert vault.verify_backups() == []
    fill(vault, 4, 5)
    with closing(vault.connect(Access.WRITE)) as db:
        db.execute("DROP TRIGGER entry_is_only_erased")
        db.execute("UPDATE entry SET by = 'somebody' WHERE tick = 2")
    vault.back_up(Instant(NOW + DAY))
    (said,) = vault.verify_backups()
    assert said.startswith("The log is not as it was written (entry 2 of device")
    assert states(vault) == ["", ""]


def test_a_vault_that_is_locked_meanwhile_leaves_the_rest_for_next_time(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    for hour in range(3):
        vault.back_up(Instant(NOW + hour))
    read: list[Path] = []

    def damage(path: Path, key: bytes) -> list[str]:
        read.append(path)
        vault.lock()
        return []

    monkeypatch.setattr(soundness, "damage", damage)
    assert vault.verify_backups() == []
    assert len(read) == 1, "and no key is asked for again"
    assert sorted(states(vault)) == ["", ".unverified", ".unverified"]


def test_after_a_restore_the_chains_are_read_from_the_backup_that_the_log_goes_on_from(vault: Vault) -> None:
    vault.back_up(NOW)
    fill(vault, *range(4, 30))
    vault.back_up(Instant(NOW + DAY))
    assert vault.verify_backups() == []
    vault.lock()
    older = backup.found(vault.path)[-1]
    restore(vault.path, opener(PASSPHRASE), Instant(NOW + 2 * DAY), lambda _: None, source=older.path)
    again = unlock(vault.path, PASSPHRASE, NOW)
    assert again.base() == older, "what a mirror needs begins there"
    fill(again, 30, 31)
    with closing(again.connect(Access.WRITE)) as db:
        db.execute("DROP TRIGGER entry_is_only_erased")
        db.execute("UPDATE entry SET tick = tick - 20, by = 'somebody' WHERE tick >= 30")
    again.back_up(Instant(NOW + 3 * DAY))
    (said,) = again.verify_backups()
    assert "entry 10 of device" in said
    again.lock()


def test_a_bad_backup_goes_when_a_newer_one_is_sound(vault: Vault) -> None:
    flip(vault.back_up(NOW).path, 5000)
    vault.verify_backups()
    vault.back_up(Instant(NOW + DAY))
    vault.verify_backups()
    assert states(vault) == [""]


def test_what_is_not_verified_pushes_nothing_out(vault: Vault) -> None:
    for day in range(10):
        vault.back_up(Instant(NOW + day * DAY))
    backup.rotate(vault.path)
    assert len(states(vault)) == 10
    vault.verify_backups()
    assert len(states(vault)) == len(rotation.kept(Instant(NOW + day * DAY) for day in range(10)))


def test_files_of_other_people_are_left_alone(vault: Vault) -> None:
    letter = backups_of(vault.path) / "letter.txt"
    letter.write_text("mine")
    vault.back_up(NOW)
    vault.verify_backups()
    assert letter.exists()


def test_no_backup_is_made_of_a_vault_that_is_being_written(vault: Vault) -> None:
    log = log_of(vault)
    reader = vault.connect(Access.READ)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM entry").fetchone()
    assert log.keep("a", "b").wait(SOON)
    with pytest.raises(KnownError, match="open elsewhere"):
        vault.back_up(NOW)
    reader.close()
    log.close(SOON)
    assert states(vault) == []


def test_what_a_killed_copy_left_half_done_goes_when_the_vault_is_opened_again(vault: Vault) -> None:
    vault.back_up(NOW)
    vault.lock()
    halves = [
        backups_of(vault.path) / f"2026-01-01 at 00-00-00 UTC (1-1){SUFFIX}.unverified.part",
        *(vault.path.with_name(f"{vault.path.name}.restoring{more}") for more in ("", "-wal", ".part")),
    ]
    for half in halves:
        half.write_bytes(b"half")
    unlock(vault.path, PASSPHRASE, NOW).lock()
    assert not [half for half in halves if half.exists()]
    assert states(vault) == [".unverified"]


def test_a_folder_that_takes_no_backup_is_said(vault: Vault) -> None:
    folder = backups_of(vault.path)
    for each in folder.iterdir():
        each.unlink()
    folder.rmdir()
    folder.write_bytes(b"a file in the way")
    with pytest.raises(KnownError, match="No backup could be made"):
        vault.back_up(NOW)


def test_a_sound_vault_has_no_problems_and_one_that_is_gone_is_one(vault: Vault) -> None:
    for search in (soundness.damage, soundness.faults):
        assert search(vault.path, vault.key("database")) == []
        assert len(search(vault.path.with_name("none"), vault.key("database"))) == 1
        assert len(search(vault.path, bytes(32))) == 1


def at(text: str) -> Instant:
    return Instant(int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000))


FIRST_WEEKS = ["2024-01-02", "2024-01-09", "2024-12-30", "2024-12-31", *(f"2025-01-{day:02}" for day in range(1, 6))]
CASES = [
    ([], []),
    (["2026-05-01T10:00"], ["2026-05-01T10:00"]),
    (["2026-05-01T10:00", "2026-05-01T23:59"], ["2026-05-01T23:59"]),
    (["2026-05-01T23:59:59", "2026-05-02T00:00:00"], ["2026-05-01T23:59:59", "2026-05-02T00:00:00"]),
    # Eight days of one week and the next: the first day is only kept as the newest of its week if it is one.
    ([f"2026-05-{day:02}" for day in range(4, 13)], [f"2026-05-{day:02}" for day in range(6, 13)]),
    # A vault used once a week: the last seven days with a backup, then the fourth week, then the months.
    (
        [f"2026-01-{day:02}" for day in (5, 12, 19, 26)] + [f"2026-02-{day:02}" for day in (2, 9, 16, 23)],
        [f"2026-01-{day:02}" for day in (12, 19, 26)] + [f"2026-02-{day:02}" for day in (2, 9, 16, 23)],
    ),
    # The turn of a year: 2026-12-31 and 2027-01-01 are in one ISO week.
    (["2026-12-31", "2027-01-01"], ["2026-12-31", "2027-01-01"]),
    # 30 December 2024 and 5 January 2025 are in the first week of 2025, which is not that of 2024.
    (FIRST_WEEKS, FIRST_WEEKS),
]


@pytest.mark.parametrize(("made", "kept"), CASES)
def test_which_backups_are_kept(made: list[str], kept: list[str]) -> None:
    assert rotation.kept(map(at, made)) == set(map(at, kept))


def test_a_backup_each_day_for_two_years_leaves_seven_days_four_weeks_twelve_months() -> None:
    last = at("2026-06-14")  # a Sunday
    kept = rotation.kept(Instant(last - day * DAY) for day in range(730))
    days = sorted(datetime.fromtimestamp(each / 1000, UTC).date().isoformat() for each in kept)
    assert days == [
        *("2025-07-31", "2025-08-31", "2025-09-30", "2025-10-31", "2025-11-30", "2025-12-31", "2026-01-31"),
        *("2026-02-28", "2026-03-31", "2026-04-30", "2026-05-24", "2026-05-31", "2026-06-07"),
        *("2026-06-08", "2026-06-09", "2026-06-10", "2026-06-11", "2026-06-12", "2026-06-13", "2026-06-14"),
    ]


@given(st.lists(st.integers(0, 800 * DAY).map(lambda each: Instant(NOW + each))))
def test_rotation_keeps_the_newest_never_grows_and_is_at_rest_after_once(made: list[Instant]) -> None:
    kept = rotation.kept(made)
    assert kept <= set(made)
    assert len(kept) <= 7 + 4 + 12
    assert not made or max(made) in kept
    assert rotation.kept(kept) == kept
