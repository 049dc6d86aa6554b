"""Two copies of a vault that both append never do so under one name."""

import shutil
from pathlib import Path

import pytest

from kapcircle.core.ids import Device
from kapcircle.store import device
from kapcircle.store.files import keys_of
from kapcircle.store.vault import unlock
from tests.store.vaults import NOW, PASSPHRASE, fill, make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = make(tmp_path / "here")
    made.lock()
    return made.path


def device_at(path: Path) -> Device:
    opened = unlock(path, PASSPHRASE, NOW)
    found = opened.device
    opened.lock()
    return found


def copy_to(path: Path, folder: Path) -> Path:
    folder.mkdir()
    for each in (path, keys_of(path)):
        shutil.copyfile(each, folder / each.name)
    return folder / path.name


def test_a_vault_that_stays_where_it_is_keeps_its_device(path: Path) -> None:
    assert device_at(path) == device_at(path)


def test_a_copy_at_another_path_is_another_device(path: Path, tmp_path: Path) -> None:
    copy = copy_to(path, tmp_path / "there")
    assert device_at(copy) != device_at(path)
    assert device_at(copy) == device_at(copy)


def test_a_copy_on_another_machine_is_another_device(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = device_at(path)
    monkeypatch.setattr(device, "_machine", lambda: "another")
    there = device_at(path)
    assert there != here
    monkeypatch.undo()
    assert device_at(path) == here, "and carried back, it goes on as the first"


def test_an_older_file_put_in_its_place_is_another_device(path: Path, tmp_path: Path) -> None:
    opened = unlock(path, PASSPHRASE, NOW)
    fill(opened, 1, 2)
    opened.lock()
    older = copy_to(path, tmp_path / "kept")
    opened = unlock(path, PASSPHRASE, NOW)
    fill(opened, 3)
    opened.back_up(NOW)
    here = opened.device
    opened.lock()
    assert device_at(path) == here
    shutil.copyfile(older, path)
    rewound = device_at(path)
    assert rewound != here
    assert device_at(path) == rewound, "and not another one at each opening"


def test_the_mark_of_a_place_names_no_machine(path: Path) -> None:
    mark = device.place(path, "vault")
    assert len(mark) == 64
    assert device._machine() not in mark
    assert mark != device.place(path, "another vault")


def test_a_machine_without_a_name_of_its_own_still_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(*_: object, **__: object) -> str:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "read_text", unreadable)
    assert device._machine()
