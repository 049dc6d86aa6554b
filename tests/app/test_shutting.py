"""The way out of a vault when the disk does not let us."""

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kapcircle.app import vaults
from kapcircle.app.vaults import furnish
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis
from kapcircle.desk.house import House
from kapcircle.store import vault as stored
from kapcircle.store.log import VaultLog
from tests.fakes import SilentRoom
from tests.store.hanging import Disk
from tests.store.vaults import NOW, PASSPHRASE, make


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    made = Disk()
    monkeypatch.setattr(vaults, "VaultLog", partial(VaultLog, opens=made.opens))
    monkeypatch.setattr(vaults, "LAST_WRITES", Millis(100))
    yield made
    made.free.set()


def enter(folder: Path) -> House:
    path = folder / "demo.kapcircle"
    vault = stored.unlock(path, PASSPHRASE, NOW) if path.exists() else make(folder)
    return furnish(vault, room=lambda _: SilentRoom())


def test_a_vault_is_not_opened_beside_a_write_that_still_hangs(tmp_path: Path, disk: Disk, qtbot: QtBot) -> None:
    house = enter(tmp_path)
    cohort = house.planning.begin_cohort("Harbour")
    disk.free.clear()
    for name in "BCD":
        house.planning.rename_cohort(cohort, name)
    with pytest.raises(KnownError, match="3 changes could not be written"):
        house.shut()
    with pytest.raises(KnownError, match="the disk is still writing"):
        enter(tmp_path)
    disk.free.set()
    opened: list[House] = []

    def opens() -> bool:
        with suppress(KnownError):
            opened.append(enter(tmp_path))
        return bool(opened)

    qtbot.waitUntil(opens, timeout=5_000)
    (house,) = opened
    assert house.planning.cohort(cohort).name == "B", "what was under way came through, and nothing behind it"
    house.planning.rename_cohort(cohort, "Meadow")
    assert house.desk.not_saved_since is None
    house.shut()


@pytest.mark.usefixtures("disk")
def test_a_backup_that_could_not_be_made_is_made_when_it_is_tried_again(tmp_path: Path) -> None:
    house = enter(tmp_path)
    cohort = house.planning.begin_cohort("Harbour")
    backups = tmp_path / "demo.backups"
    aside = backups.rename(tmp_path / "aside")
    backups.write_bytes(b"in the way")
    for _ in range(2):
        with pytest.raises(KnownError, match="No backup could be made"):
            house.shut(again=True)
    with pytest.raises(KnownError, match="open in another window"):
        enter(tmp_path)
    backups.unlink()
    aside.rename(backups)
    house.shut(again=True)
    assert list(backups.glob("*.unverified"))
    house = enter(tmp_path)
    assert house.planning.cohort(cohort).name == "Harbour"
    house.shut()
