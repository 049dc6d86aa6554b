"""A disk that is full, hangs, or is gone: nothing is lost, nothing changes its order, and nobody waits for ever."""

import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis
from kapcircle.desk.ports import Saving
from kapcircle.store import writer
from kapcircle.store.log import VaultLog
from kapcircle.store.vault import Vault
from tests.store.hanging import Disk
from tests.store.vaults import CIRCLE, SOON, Said, batch, entry, log_of, make

DESK_WAITS = Millis(150)
PAGES = 20


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made = make(tmp_path / "place")
    yield made
    made.lock()


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "RETRY_S", 0.02)


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def log(vault: Vault, disk: Disk) -> Iterator[VaultLog]:
    opened = log_of(vault, disk.opens)
    yield opened
    disk.free.set()
    opened.close(SOON)


def ticks(log: VaultLog) -> list[int]:
    return [each.stamp.tick for each in log.read(CIRCLE)]


def written(vault: Vault) -> list[int]:
    """What another opening finds."""
    log = log_of(vault)
    found = ticks(log)
    log.close(SOON)
    return found


def until_saved(saving: Saving) -> None:
    """What the disk refused is tried again by itself."""
    for _ in range(250):
        try:
            if saving.wait(Millis(20)):
                return
        except KnownError:
            time.sleep(0.02)
    raise AssertionError("was never written")


def test_a_hanging_disk_keeps_nobody_waiting_and_loses_nothing(log: VaultLog, disk: Disk) -> None:
    disk.free.clear()
    before = time.monotonic()
    hung, behind = log.append(batch(entry(1))), log.append(batch(entry(2)))
    assert not hung.wait(DESK_WAITS)
    assert not behind.wait(Millis(0))
    assert 0.14 < time.monotonic() - before < SOON / 1000
    assert not hung.done()
    assert ticks(log) == [], "and the log can still be read"
    disk.free.set()
    assert behind.wait(SOON)
    assert hung.wait(Millis(0))
    assert ticks(log) == [1, 2]


def test_what_has_not_begun_can_be_withdrawn_and_what_has_cannot(log: VaultLog, disk: Disk) -> None:
    disk.free.clear()
    begun, record, show = (log.append(batch(entry(tick))) for tick in (1, 2, 3))
    assert disk.reached.wait(5)
    assert not begun.withdraw()
    assert record.withdraw()
    assert not record.withdraw()
    disk.free.set()
    assert show.wait(SOON)
    assert ticks(log) == [1, 3]
    assert not show.withdraw()


@pytest.fixture
def full(vault: Vault, disk: Disk) -> Iterator[VaultLog]:
    disk.pages = PAGES
    opened = log_of(vault, disk.opens)
    yield opened
    opened.close(SOON)


def test_a_full_disk_is_said_and_what_waited_is_written_in_order_when_there_is_room(full: VaultLog, disk: Disk) -> None:
    savings = [full.append(batch(entry(tick, Said("x" * 200_000)))) for tick in (1, 2, 3)]
    for saving in savings:
        with pytest.raises(KnownError, match="disk is full"):
            saving.wait(SOON)
        assert saving.done()
    assert ticks(full) == []
    disk.pages = 0
    until_saved(savings[-1])
    assert ticks(full) == [1, 2, 3]
    assert all(saving.wait(Millis(0)) for saving in savings)


def test_a_record_that_the_disk_refused_can_be_withdrawn_and_the_show_goes_on(full: VaultLog, disk: Disk) -> None:
    record = full.append(batch(entry(1, Said("x" * 200_000))))
    show = full.append(batch(entry(2)))
    with pytest.raises(KnownError):
        record.wait(SOON)
    assert record.withdraw()
    until_saved(show)
    assert ticks(full) == [2]


def test_what_comes_while_the_disk_is_full_waits_behind_what_came_before(full: VaultLog, disk: Disk) -> None:
    first = full.append(batch(entry(1, Said("x" * 200_000))))
    with pytest.raises(KnownError):
        first.wait(SOON)
    second = full.append(batch(entry(2)))
    with pytest.raises(KnownError):
        second.wait(SOON)
    disk.pages = 0
    until_saved(second)
    assert ticks(full) == [1, 2]


def test_a_folder_that_vanishes_is_noticed_and_all_is_written_when_it_comes_back(vault: Vault, log: VaultLog) -> None:
    assert log.append(batch(entry(1))).wait(SOON)
    away = vault.path.parent.with_name("away")
    vault.path.parent.rename(away)
    lost = log.append(batch(entry(2)))
    with pytest.raises(KnownError, match="not there any more"):
        lost.wait(SOON)
    away.rename(vault.path.parent)
    until_saved(lost)
    assert ticks(log) == [1, 2]


def test_what_was_withdrawn_while_the_folder_was_away_is_not_there_when_it_is_back(vault: Vault, log: VaultLog) -> None:
    assert log.append(batch(entry(1))).wait(SOON)
    away = vault.path.parent.with_name("away")
    vault.path.parent.rename(away)
    record = log.append(batch(entry(2)))
    with pytest.raises(KnownError):
        record.wait(SOON)
    assert _withdrawn(record)
    away.rename(vault.path.parent)
    assert log.append(batch(entry(3))).wait(SOON)
    assert ticks(log) == [1, 3]


def _withdrawn(saving: Saving) -> bool:
    """It cannot be taken back in the very moment in which it is tried again."""
    for _ in range(200):
        if saving.withdraw():
            return True
        time.sleep(0.005)
    return False


def test_a_folder_that_was_deleted_acknowledges_nothing(vault: Vault, log: VaultLog) -> None:
    assert log.append(batch(entry(1))).wait(SOON)
    shutil.rmtree(vault.path.parent)
    with pytest.raises(KnownError, match="not there any more"):
        log.append(batch(entry(2))).wait(SOON)


def test_a_file_that_was_exchanged_is_not_written_into(vault: Vault, log: VaultLog, tmp_path: Path) -> None:
    assert log.append(batch(entry(1))).wait(SOON)
    vault.path.rename(tmp_path / "other")
    shutil.copyfile(tmp_path / "other", vault.path)
    before = vault.path.read_bytes()
    refused = log.append(batch(entry(2)))
    with pytest.raises(KnownError, match="was replaced"):
        refused.wait(SOON)
    assert refused.withdraw()
    assert vault.path.read_bytes() == before


def test_a_write_that_got_through_before_the_error_is_not_written_twice(
    vault: Vault, log: VaultLog, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = iter([True, False])

    def check_place(_: Any) -> None:
        if not next(looks, True):
            raise KnownError("gone in between")

    monkeypatch.setattr(writer.Writer, "_check_place", check_place)
    saving = log.append(batch(entry(1)))
    with pytest.raises(KnownError, match="gone in between"):
        saving.wait(SOON)
    assert not saving.withdraw(), "it may be on the disk"
    until_saved(saving)
    assert ticks(log) == [1]


def test_an_entry_and_the_end_of_its_draft_are_one_write(log: VaultLog, disk: Disk) -> None:
    assert log.draft("note", "tears, hand held").wait(SOON)
    disk.free.clear()
    saving = log.append(replace(batch(entry(1)), draft="note"))
    assert disk.reached.wait(5)
    assert (ticks(log), log.drafts()) == ([], {"note": "tears, hand held"})
    disk.free.set()
    assert saving.wait(SOON)
    assert (ticks(log), log.drafts()) == ([1], {})


def test_closing_writes_what_waits_and_says_what_it_could_not(vault: Vault, disk: Disk) -> None:
    log = log_of(vault, disk.opens)
    for tick in range(1, 30):
        log.append(batch(entry(tick)))
    assert log.close(SOON) == 0
    disk.pages = PAGES
    log = log_of(vault, disk.opens)
    assert ticks(log) == list(range(1, 30))
    for tick in (30, 31):
        log.append(batch(entry(tick, Said("x" * 200_000))))
    assert log.close(SOON) == 2


def test_closing_does_not_wait_for_a_hanging_disk_and_nothing_is_written_afterwards_but_what_hung(
    vault: Vault, disk: Disk
) -> None:
    log = log_of(vault, disk.opens)
    ended = threading.Event()
    disk.free.clear()
    for tick in (1, 2, 3):
        log.append(batch(entry(tick)))
    assert disk.reached.wait(5)
    before = time.monotonic()
    assert log.close(Millis(50)) == 3
    log.give_up(ended.set)
    assert time.monotonic() - before < SOON / 1000
    assert not ended.is_set()
    disk.free.set()
    assert ended.wait(5)
    assert written(vault) == [1]


def test_closing_again_writes_what_the_disk_had_refused(vault: Vault, disk: Disk) -> None:
    log = log_of(vault, disk.opens)
    disk.pages = PAGES
    log.append(batch(entry(1, Said("x" * 200_000))))
    assert log.close(SOON) == 1
    disk.pages = 0
    assert log.close(SOON) == 0
    ended = threading.Event()
    log.give_up(ended.set)
    assert ended.is_set()
    assert written(vault) == [1]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small file system can only be mounted by root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_really_full_and_then_is_not(small_disk: Path) -> None:
    vault = make(small_disk)
    log = log_of(vault)
    ballast = small_disk / "ballast"
    with suppress(OSError):
        ballast.write_bytes(bytes(10_000_000))
    savings = [log.append(batch(entry(tick, Said("x" * 3000)))) for tick in range(1, 11)]
    with pytest.raises(KnownError, match="disk is full"):
        savings[-1].wait(SOON)
    ballast.unlink()
    until_saved(savings[-1])
    assert ticks(log) == list(range(1, 11))
    log.close(SOON)
    vault.lock()
