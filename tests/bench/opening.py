"""`python -m tests.bench.opening VAULT FOLDER TIMES`: opens a vault of ten years to its Circle page, many times.

Says as JSON what that takes, what it takes at least, and the memory of both processes.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from kapcircle import places
from kapcircle.app.doors import EarlyDoors
from kapcircle.app.room import live_room
from kapcircle.app.vaults import furnish
from kapcircle.core.ids import Millis, SessionId
from kapcircle.desk.clock import SystemClock
from kapcircle.desk.house import House
from kapcircle.store import keys, slots
from kapcircle.store.database import Access, connect
from kapcircle.store.sealing import derive
from kapcircle.store.vault import Vault, create, unlock
from kapcircle.ui.program import Program, application
from tests.bench.ten_years import PASSPHRASE

MEGABYTE = 1 << 20


def main(path: Path, folder: Path, times: int) -> None:
    app = application(places.resources() / "fonts")
    program = Program(EarlyDoors(), folder)
    program.window.show()
    empty, _ = create(folder / "Empty.kapcircle", "Ana", PASSPHRASE, SystemClock().now())
    small = _house(empty)
    session = small.planning.plan_session(small.planning.begin_cohort("Nobody"), "Nothing", None)
    found = []
    for _ in range(times + 1):
        program.offer(None)
        app.processEvents()
        bare = _clocked(lambda: _raw(path)) + _clocked(lambda: _page(program, small, session))
        _get_up(program)
        years = _clocked(lambda: _whole(program, path))
        memory = _memory()
        _get_up(program).shut()
        found.append((years, bare, memory))
    small.shut()
    program.window.close()
    kept = found[1:]  # the first pays for what is loaded once
    years, bare, memory = (statistics.median(column) for column in zip(*kept, strict=True))
    print(json.dumps({"years": years, "bare": bare, "memory": memory}))


def _whole(program: Program, path: Path) -> None:
    house = _house(unlock(path, PASSPHRASE, SystemClock().now()))
    cohort, _ = house.planning.cohorts()[-1]
    _page(program, house, list(house.planning.cohort(cohort).sessions)[-1])


def _raw(path: Path) -> None:
    keyring = keys.read(path)
    opened = slots.unlock(keyring.vault, keyring.slots[0], PASSPHRASE)
    connect(path, derive(bytes(opened.data), "database"), Access.READ).close()


def _page(program: Program, house: House, session: SessionId) -> None:
    program.enter(house, session)
    QApplication.processEvents()


def _house(vault: Vault) -> House:
    vault.back_up = lambda now: None  # type: ignore[method-assign, assignment, return-value]
    return furnish(vault, room=live_room(vault.path, silent=True))


def _get_up(program: Program) -> House:
    """Leave the page, and the room at once; the house stays open."""
    bridge = program.bridge
    assert bridge is not None
    program.bridge = None
    bridge.retire()
    program.window.clear()
    bridge.house.get_up(Millis(0))
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # as between two turns of its own loop
    return bridge.house


def _memory() -> float:
    """MB of this process and those it began, once they have settled."""
    time.sleep(2)
    this = psutil.Process()
    return sum(each.memory_full_info().pss for each in (this, *this.children())) / MEGABYTE


def _clocked(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
