"""What would end an engine, or leave it half alive: a thread that fails, a terminal that closes, a disk that hangs."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from multiprocessing import connection
from pathlib import Path
from threading import Event, Thread
from typing import Any
from uuid import UUID

import psutil
import pytest

from kapcircle.core.ids import LampId, Millis, RoomId
from kapcircle.core.light import Lamp
from kapcircle.core.rooms import PatchRow, RoomPlan
from kapcircle.desk.orders import Beat, Gone, Lights, Report
from kapcircle.drivers.lights import open_lights
from kapcircle.engine import room as room_module
from kapcircle.engine.fitting import Fitting
from kapcircle.engine.room import EngineRoom
from kapcircle.engine.settings import SoundSettings
from tests.engine.sounds import constant, write
from tests.engine.stand_ins import Faulty, Line, fitting, lines, orders

pytestmark = pytest.mark.slow

PATIENCE = 20.0
QUICK = SoundSettings(rise=1000.0, handover=Millis(1500))


@contextmanager
def room(fitted: Fitting, folder: Path) -> Iterator[EngineRoom]:
    write(folder / "constant.wav", constant(0.5, 0.5, 60))
    room = EngineRoom(fitted)
    try:
        for order in orders(folder):
            room.tell(order)
        yield room
    finally:
        room.close().join()


def until(true: Callable[[], object], patience: float = PATIENCE) -> None:
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


def heard(room: EngineRoom, folder: Path) -> list[Line]:
    return [x for x in lines(folder / "sound") if x.pid == room.pid and x.value > 0.4]


def wait_for(room: EngineRoom, folder: Path, wanted: type[Report]) -> list[Report]:
    """What is said until `wanted` has been and the music is heard."""
    end, said = time.monotonic() + PATIENCE, list(room.reports())
    while not (any(isinstance(x, wanted) for x in said) and heard(room, folder)):
        assert time.monotonic() < end, f"waited in vain; it said {said}"
        time.sleep(0.02)
        said += room.reports()
    return said


@pytest.fixture
def dumps() -> Iterator[None]:
    """A machine on which a program that dies leaves its memory in a file."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_CORE)
    if not before[1]:
        pytest.skip("this machine allows no core dumps in any case")
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_CORE, before)


@pytest.mark.skipif(sys.platform != "linux", reason="only there can one look at another process's limits")
def test_an_engine_that_dies_leaves_no_memory_in_a_file(tmp_path: Path, dumps: None) -> None:
    with room(fitting(tmp_path, QUICK), tmp_path) as here:
        wait_for(here, tmp_path, Beat)
        assert here.pid is not None
        assert psutil.Process(here.pid).rlimit(psutil.RLIMIT_CORE) == (0, 0)


def test_a_thread_that_fails_ends_the_engine_and_another_goes_on(tmp_path: Path) -> None:
    lamp = replace(fitting(tmp_path, QUICK), light=partial(Faulty, tmp_path / "light"))
    with room(lamp, tmp_path) as here:
        first = here.pid
        said = wait_for(here, tmp_path, Gone)
        assert [x for x in said if isinstance(x, Gone)] == [
            Gone("The sound and light engine has ended (exit 1) and is started again.")
        ]
        assert here.pid != first
        assert {x.pid for x in lines(tmp_path / "light")} == {first, here.pid}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_terminal_that_closes_is_not_for_the_engine(tmp_path: Path) -> None:
    with room(fitting(tmp_path, QUICK), tmp_path) as here:
        wait_for(here, tmp_path, Beat)
        assert here.pid is not None
        os.kill(here.pid, signal.SIGHUP)
        before = len(heard(here, tmp_path))
        while len(heard(here, tmp_path)) < before + 50:
            assert not any(isinstance(x, Gone) for x in here.reports())
            time.sleep(0.02)


def test_lamps_that_cannot_be_driven_as_they_are_patched_leave_the_sound_and_are_said(tmp_path: Path) -> None:
    lamp = Lamp(LampId("1"), "Lamp 1")
    plan = RoomPlan(RoomId("r"), "Garden", (lamp,), light="sacn:127.0.0.1:1", patch=(PatchRow(lamp.id, 1, 1, "hue9"),))
    fitted = replace(fitting(tmp_path, QUICK), light=partial(open_lights, plan, UUID(int=1)), light_name=plan.light)
    with room(fitted, tmp_path) as here:
        said = wait_for(here, tmp_path, Lights)
        (lights,) = [x for x in said if isinstance(x, Lights)]
        assert (lights.driver, lights.answers) == (plan.light, False)
        assert lights.why.startswith("Lamp 1, universe 1, channel 1: kind 'hue9' is not known.")
        assert not any(isinstance(x, Gone) for x in said)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_lock_that_cannot_be_looked_at_stops_no_order(tmp_path: Path) -> None:
    """A pipe that nobody writes to stands in for a disk that does not answer."""
    lock = tmp_path / "lock"
    with room(fitting(tmp_path, QUICK), tmp_path) as here:
        wait_for(here, tmp_path, Beat)
        os.mkfifo(tmp_path / "pipe")
        (tmp_path / "pipe").replace(lock)
        hung = os.open(lock, os.O_WRONLY)  # returns once somebody looks
        begin = time.monotonic()
        here.tell(replace(orders(tmp_path)[0], recordings=()))
        while lines(tmp_path / "sound")[-1].value > 0.01:
            assert time.monotonic() - begin < PATIENCE
            time.sleep(0.02)
        os.close(hung)


def test_an_engine_that_dies_as_its_room_closes_leaves_nobody_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = EngineRoom(fitting(tmp_path, QUICK))
    closing, spawn = Thread(target=here.close), room_module._spawn

    def late(fitted: Fitting) -> room_module._Child:
        closing.start()
        until(lambda: here._leaving and not here._orders.empty())
        return spawn(fitted)

    monkeypatch.setattr(room_module, "_spawn", late)
    assert here.pid is not None
    os.kill(here.pid, signal.SIGKILL)
    until(lambda: here._leaving)
    until(lambda: not any(thread.is_alive() for thread in here._threads))
    closing.join()


def test_a_room_that_moves_over_is_still_looked_after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its pipe is closed in the moment in which somebody begins to wait for it."""
    closed = Event()

    def wait(handles: list[Any], timeout: float) -> object:
        if not closed.is_set():
            closed.set()
            raise OSError("handle is closed")
        return connection.wait(handles, timeout)

    with room(fitting(tmp_path, QUICK), tmp_path) as here:
        wait_for(here, tmp_path, Beat)
        monkeypatch.setattr(room_module, "wait", wait)
        until(closed.is_set)
        wait_for(here, tmp_path, Beat)
