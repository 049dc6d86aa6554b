import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kapcircle.core.ids import Device, Millis
from kapcircle.store import mirror
from kapcircle.store.mirror import Mirror
from kapcircle.store.vault import Vault
from tests.store.vaults import SOON, batch, entry, fill, log_of, make


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mirror, "RETRY_S", 0.02)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made = make(tmp_path)
    yield made
    made.lock()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def mirror_of(vault: Vault, stick: Path) -> Mirror:
    return Mirror(stick, vault.path.stem, vault.identity, vault.device, vault.key("mirror"))


def read(vault: Vault, stick: Path) -> list[int]:
    found = mirror.read(stick, vault.identity, vault.key("mirror"))
    return [line.tick for line, _ in found]


def test_each_entry_is_on_the_stick_sealed(vault: Vault, stick: Path) -> None:
    fill(vault, 1, 2)
    log, copy = log_of(vault), mirror_of(vault, stick)
    log.mirror_to(copy, since=1)
    for tick in (3, 4):
        assert log.append(batch(entry(tick, device=vault.device))).wait(SOON)
    log.close(SOON)
    assert copy.close(SOON) == 0
    assert copy.trouble == ""
    assert read(vault, stick) == [2, 3, 4], "from where the last backup ends"
    (file,) = stick.iterdir()
    assert b"word" not in file.read_bytes()
    assert b"circle" not in file.read_bytes()


def test_each_device_has_a_file_of_its_own_and_only_appends(vault: Vault, stick: Path) -> None:
    log = log_of(vault)
    for tick, device in enumerate(("one", "two", "one"), 1):
        copy = Mirror(stick, vault.path.stem, vault.identity, Device(device), vault.key("mirror"))
        log.mirror_to(copy, since=tick - 1)
        assert log.append(batch(entry(tick))).wait(SOON)
        before = {path.name: path.read_bytes() for path in stick.iterdir()}
        assert copy.close(SOON) == 0
        assert all((stick / name).read_bytes().startswith(content) for name, content in before.items())
    log.close(SOON)
    assert len(list(stick.iterdir())) == 2
    assert read(vault, stick) == [1, 2, 3]


def test_a_stick_that_vanishes_is_said_delays_nothing_and_catches_up(vault: Vault, stick: Path) -> None:
    log, copy = log_of(vault), mirror_of(vault, stick)
    log.mirror_to(copy)
    assert log.append(batch(entry(1))).wait(SOON)
    away = stick.rename(stick.with_name("drawer"))
    for tick in range(2, 12):
        assert log.append(batch(entry(tick))).wait(Millis(2000))
    _until(lambda: "cannot be written" in copy.trouble)
    assert not stick.exists(), "and no folder is made where it was"
    away.rename(stick)
    _until(lambda: copy.trouble == "")
    log.close(SOON)
    assert copy.close(SOON) == 0
    assert read(vault, stick) == list(range(1, 12))


def test_a_stick_that_is_not_there_at_first_is_no_reason_not_to_begin(vault: Vault, stick: Path) -> None:
    away = stick.rename(stick.with_name("drawer"))
    log, copy = log_of(vault), mirror_of(vault, stick)
    log.mirror_to(copy)
    assert log.append(batch(entry(1))).wait(SOON)
    _until(lambda: copy.trouble != "")
    away.rename(stick)
    log.close(SOON)
    assert copy.close(SOON) == 0, "the last try is made after closing was asked for"
    assert read(vault, stick) == [1]


def test_closing_says_how_much_a_stick_lacks(vault: Vault, stick: Path) -> None:
    log, copy = log_of(vault), mirror_of(vault, stick)
    log.mirror_to(copy)
    stick.rmdir()
    for tick in (1, 2):
        assert log.append(batch(entry(tick))).wait(SOON)
    log.close(SOON)
    assert copy.close(SOON) == 2
    stick.mkdir()
    assert copy.close(SOON) == 0, "and asked again, tries once more"
    assert read(vault, stick) == [1, 2]


def test_the_empty_folder_where_a_stick_was_mounted_is_not_written_to(
    vault: Vault, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, copy = log_of(vault), mirror_of(vault, stick)
    log.mirror_to(copy)
    assert log.append(batch(entry(1))).wait(SOON)
    _until(lambda: len(list(stick.iterdir())) == 1)
    copy._disk = -1
    assert log.append(batch(entry(2))).wait(SOON)
    _until(lambda: "its disk is gone" in copy.trouble)
    log.close(SOON)
    copy.close(SOON)
    assert read(vault, stick) == [1]


@pytest.mark.parametrize("torn", [1, 10, 200])
def test_a_torn_line_harms_no_other(vault: Vault, stick: Path, torn: int) -> None:
    log, copy = log_of(vault), mirror_of(vault, stick)
    log.mirror_to(copy)
    for tick in (1, 2):
        assert log.append(batch(entry(tick))).wait(SOON)
    assert copy.close(SOON) == 0
    (file,) = stick.iterdir()
    file.write_bytes(file.read_bytes()[:-torn])
    again = mirror_of(vault, stick)
    log.mirror_to(again, since=2)
    assert log.append(batch(entry(3))).wait(SOON)
    log.close(SOON)
    assert again.close(SOON) == 0
    assert read(vault, stick) == ([1, 2, 3] if torn == 1 else [1, 3])


def test_a_mirror_of_another_vault_gives_nothing(vault: Vault, stick: Path, tmp_path: Path) -> None:
    other = make(tmp_path / "other")
    log, copy = log_of(other), mirror_of(other, stick)
    log.mirror_to(copy)
    assert log.append(batch(entry(1))).wait(SOON)
    log.close(SOON)
    copy.close(SOON)
    other.lock()
    assert read(vault, stick) == []


def _until(true: Callable[[], bool]) -> None:
    for _ in range(250):
        if true():
            return
        time.sleep(0.02)
    raise AssertionError("never happened")
