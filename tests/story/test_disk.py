"""The disk fails in mid-circle in three ways: clock, GO and sound go on, and what was done is written later."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from kapcircle.app import vaults as app_vaults
from kapcircle.app.vaults import furnish
from kapcircle.core.ids import CommandId, Millis
from kapcircle.core.log import Entry
from kapcircle.core.roles import Role
from kapcircle.core.rooms import RoomPlan
from kapcircle.core.session import commands as c
from kapcircle.core.session.timing import running
from kapcircle.desk.clock import SystemClock
from kapcircle.desk.conductor import Conductor
from kapcircle.desk.desk import NotSavedError, Typed
from kapcircle.desk.house import House
from kapcircle.desk.orders import Order, Report
from kapcircle.engine.engine import Engine
from kapcircle.store import vault as vaults
from kapcircle.store.database import Database, connect
from kapcircle.store.keys import Cost
from kapcircle.store.log import VaultLog
from kapcircle.store.pulse import EVERY

PASSPHRASE = "a made-up passphrase"
CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PATIENCE_S = 2.5
"""A command takes 150 ms at most for the disk; the rest is a busy machine. Who waited for a slow disk waited 5 s."""

WORDS = "words that stay in the form"
SHEET = "Phase,Minutes,End,Music,Crossfade\nArrival,1,hold,hum.flac,1\nPeak,1,hold,,\nReturn,1,hold,,\n"


class Room:
    """The real engine, rendered by the test."""

    def __init__(self) -> None:
        self.engine = Engine()

    def tell(self, order: Order) -> None:
        self.engine.tell(order)

    def reports(self) -> list[Report]:
        return list(self.engine.reports())

    def refit(self, plan: RoomPlan) -> None:
        raise AssertionError("nothing moves over here")

    def close(self, fade: int) -> None:
        self.engine.close()

    def loudness(self) -> float:
        """Of the next half second, as amplitude."""
        return float(np.sqrt(np.mean(self.engine.render(24_000) ** 2)))


@dataclass
class Night:
    folder: Path
    house: House
    circle: Conductor
    room: Room

    def quick(self, command: c.Command) -> None:
        begun = time.monotonic()
        self.circle.do(command)
        assert time.monotonic() - begun < PATIENCE_S

    def clock(self) -> Millis:
        """What the clock of the phase reads."""
        return running(self.circle.session.visit, self.house.desk.clock.now())

    def until_saved(self) -> None:
        deadline = time.monotonic() + 15
        while self.house.desk.not_saved_since is not None and time.monotonic() < deadline:
            self.circle.tick()
            time.sleep(0.05)
        assert self.house.desk.not_saved_since is None


@contextmanager
def night(folder: Path) -> Iterator[Night]:
    tone = 0.3 * np.sin(np.arange(48_000 * 20) * 2 * np.pi * 220 / 48_000)
    soundfile.write(folder / "hum.flac", tone, 48_000)
    (folder / "sheet.csv").write_text(SHEET)
    now = SystemClock().now()
    vault, _ = vaults.create(folder / "Disk.kapcircle", "Mara", PASSPHRASE, now, role=Role.FACILITATOR, cost=CHEAP)
    room = Room()
    house = furnish(vault, room=lambda _: room)
    rundown = house.library.adopt(house.library.read_sheet(str(folder / "sheet.csv"), str(folder))).rundown
    session = house.planning.plan_session(house.planning.begin_cohort("Harbour"), "Medicine", None, rundown)
    circle = house.circle(session)
    circle.begin()
    circle.do(c.Open())
    for _ in range(4):
        room.loudness()
    try:
        yield Night(folder, house, circle, room)
    finally:
        house.shut()


def the_show_goes_on(at: Night, mend: Callable[[], None]) -> None:
    """What three faults have in common."""
    before = at.room.loudness()
    at.quick(c.Go())
    at.quick(c.Extend(Millis(5_000)))
    typed = Typed(CommandId("typed"))
    for _ in range(2):
        with pytest.raises(NotSavedError):
            at.circle.do(c.Note(WORDS), typed=typed)
    at.quick(c.Hush())
    at.quick(c.Unhush())
    assert at.circle.session.leg.phase.name == "Peak"
    assert at.house.desk.not_saved_since is not None
    clock = at.clock()
    time.sleep(0.2)
    at.circle.tick()
    assert at.room.loudness() > before / 10, "the music goes on, under a hush"
    assert at.clock() >= clock + 190, "and so does the clock of the phase"
    mend()
    at.until_saved()
    at.circle.do(c.Note(WORDS), typed=typed)
    at.circle.do(c.Note("words that were saved after all"))
    written = [type(x.event).__name__ for x in fresh_reading(at)]
    show = [name for name in written if name not in {"Noted", "Reported", "CueFired"}]
    assert show == ["Opened", "PhaseEntered", "PhaseEntered", "Extended", "Hushed", "Unhushed"]
    texts = [x.event.text for x in fresh_reading(at) if hasattr(x.event, "text")]
    assert texts[-1] == "words that were saved after all"
    assert texts.count(WORDS) == 1
    assert [line.text for line in at.circle.session.lines] == texts


def fresh_reading(at: Night) -> list[Entry[Any]]:
    """What is on the disk now, in order."""
    return at.house.desk._log.read(at.circle.name)


@pytest.mark.skipif(sys.platform != "linux" or shutil.which("mount") is None, reason="needs a tmpfs of its own")
def test_a_full_disk(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(disk)], check=False).returncode:
        pytest.skip("only root may mount a tmpfs")
    try:
        with night(disk) as at:
            fill(disk / "filler")
            the_show_goes_on(at, (disk / "filler").unlink)
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def fill(path: Path) -> None:
    """Take every byte that is left."""
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return


def test_a_disk_that_takes_five_seconds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = {"seconds": 0.0}

    def opens(path: Path, key: bytes) -> Database:
        db = connect(path, key)
        db.conn.set_trace_callback(lambda sql: time.sleep(slow["seconds"]) if sql == "COMMIT" else None)
        return db

    monkeypatch.setattr(app_vaults, "VaultLog", partial(VaultLog, opens=opens))
    with night(tmp_path) as at:
        slow["seconds"] = 5.0
        the_show_goes_on(at, lambda: slow.update(seconds=0.0))


def move(source: Path, target: Path) -> None:
    source.rename(target)


def test_a_folder_that_vanishes(tmp_path: Path) -> None:
    folder, gone = tmp_path / "stick", tmp_path / "elsewhere"
    folder.mkdir()
    with night(folder) as at:
        folder.rename(gone)
        the_show_goes_on(at, lambda: move(gone, folder))
        assert vaults.members(folder / "Disk.kapcircle")[0].name == "Mara"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_sign_of_life_that_hangs_holds_nothing_up(tmp_path: Path) -> None:
    """A pipe that nobody reads stands in for it."""
    pulse = tmp_path / "Disk.kapcircle.pulse"
    with night(tmp_path) as at:
        time.sleep(EVERY)
        pulse.unlink()
        os.mkfifo(pulse)
        at.circle.tick()
        for command in (c.Hush(), c.Unhush(), c.Emergency(), c.StandDown(), c.FadeAll()):
            at.quick(command)
        at.quick(c.Go())
        with pulse.open() as disk:
            pulse.unlink()
            assert disk.read().replace(" ", "").isdigit()
