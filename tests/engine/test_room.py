"""The engine outlives its window, and the window outlives its engine; in the end nobody is left behind."""

import math
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
import psutil
import pytest

from kapcircle.core.ids import LampId, Millis, TrackId
from kapcircle.core.light import LampLevel
from kapcircle.desk.orders import Beat, Gone, Lights, Master, Output, Play, Recording, Report, Show
from kapcircle.engine import room as room_module
from kapcircle.engine.devices import NullClock
from kapcircle.engine.fitting import Fitting
from kapcircle.engine.room import EngineRoom
from kapcircle.engine.settings import SoundSettings
from tests.engine.first_light import FirstLight
from tests.engine.sounds import RATE, constant, write
from tests.engine.stand_ins import Line, fitting, lines, orders

QUICK = SoundSettings(rise=1000.0, alone=Millis(1000), dusk=Millis(1000), handover=Millis(1500))
LEVEL = 0.5
PATIENCE = 15.0

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "constant.wav", constant(LEVEL, LEVEL, 60))
    return tmp_path


@pytest.fixture
def room(folder: Path) -> Iterator[EngineRoom]:
    room = EngineRoom(fitting(folder, QUICK))
    for order in orders(folder):
        room.tell(order)
    yield room
    room.close().join()


class Window:
    """A window in a process of its own."""

    def __init__(self, folder: Path, alone: int) -> None:
        command = [sys.executable, "-m", "tests.engine.stand_ins", str(folder), str(alone)]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.engine = int(self._process.stdout.readline())

    def kill(self) -> float:
        self._process.kill()
        self._process.communicate(timeout=1.0)  # the engine does not hold on to the window's terminal
        return time.monotonic()


def until(true: Callable[[], object], patience: float = PATIENCE) -> float:
    """How long it took."""
    begin = time.monotonic()
    while not true():
        assert time.monotonic() - begin < patience, "waited in vain"
        time.sleep(0.01)
    return time.monotonic() - begin


def heard(folder: Path, pid: int) -> list[Line]:
    return [line for line in lines(folder / "sound") if line.pid == pid]


def full(folder: Path, pid: int) -> bool:
    sound = heard(folder, pid)
    return bool(sound) and sound[-1].value > LEVEL - 0.01


def gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def collect(room: EngineRoom, into: list[Report]) -> list[Report]:
    into.extend(room.reports())
    return into


def test_a_room_sounds_and_shines_and_says_so(room: EngineRoom, folder: Path) -> None:
    assert room.pid is not None
    until(lambda: full(folder, room.pid or 0))
    until(lambda: lines(folder / "light")[-1].value == 0.5)
    said = collect(room, [])
    until(lambda: any(isinstance(r, Beat) and r.track == "constant" for r in collect(room, said)))
    assert Output("recorder") in said
    assert Lights("lamp", answers=True) in said


def test_closing_fades_and_leaves_no_process(folder: Path) -> None:
    room = EngineRoom(fitting(folder, QUICK))
    for order in orders(folder):
        room.tell(order)
    pid = room.pid or 0
    until(lambda: full(folder, pid))
    room.close(Millis(500))
    until(lambda: gone(pid))
    sound = heard(folder, pid)
    assert sound[-1].value == 0
    assert max(abs(a.value - b.value) for a, b in pairwise(sound)) < 0.1
    assert lines(folder / "light")[-1].value == 0
    assert not (folder / "lock").exists()


def test_nobody_waits_for_a_room_that_fades_and_the_next_one_rises_meanwhile(folder: Path) -> None:
    """The window goes on: its clock, GO and Emergency."""
    first = EngineRoom(fitting(folder, QUICK))
    for order in orders(folder):
        first.tell(order)
    old = first.pid or 0
    until(lambda: full(folder, old))
    first.close(Millis(8_000))
    assert not gone(old), "it fades by itself"
    second = EngineRoom(fitting(folder, QUICK))
    for order in orders(folder):
        second.tell(order)
    new = second.pid or 0
    until(lambda: gone(old))
    assert heard(folder, old)[-1].value == 0
    assert heard(folder, new)[0].at < heard(folder, old)[-1].at, "the room never fell silent"
    second.close()


def test_a_killed_engine_is_replaced_and_its_music_rises_from_silence(room: EngineRoom, folder: Path) -> None:
    first = room.pid or 0
    until(lambda: full(folder, first))
    said: list[Report] = []
    mark = time.monotonic()
    os.kill(first, signal.SIGKILL)
    assert until(lambda: any(isinstance(r, Gone) for r in collect(room, said))) < 1.0
    until(lambda: room.pid != first)
    second = room.pid or 0
    until(lambda: heard(folder, second))
    assert heard(folder, second)[0].at - mark < 2.5
    until(lambda: full(folder, second))
    sound = heard(folder, second)
    assert sound[0].value < 0.05
    risen = next(line.at for line in sound if line.value > LEVEL - 0.01)
    assert risen - sound[0].at > 1.0
    assert lines(folder / "light")[-1].value > 0


def test_music_is_where_it_should_be_however_long_an_engine_takes_to_start(folder: Path) -> None:
    """The recording tells its own place: a hundredth of full scale for each second of it."""
    write(folder / "place.wav", np.repeat(np.arange(60 * RATE, dtype=np.float32)[:, None] / RATE / 100, 2, axis=1))
    track = Recording(TrackId("place"), str(folder / "place.wav"), Millis(60_000))

    def behind(pid: int) -> float:
        """Seconds, at its best, once it has risen: whoever watches may be late, and is never early."""
        sound = [line for line in heard(folder, pid) if line.value > 0.001]
        risen = [x for x in sound if x.at > sound[0].at + QUICK.handover / 1000 + 0.2]
        return min((10 + x.at - told - x.value * 100 for x in risen), default=math.inf)

    with closing(EngineRoom(fitting(folder, QUICK))) as room:
        told = time.monotonic()
        room.tell(Play((track,), Millis(10_000)))
        first = room.pid or 0
        until(lambda: behind(first) < math.inf)
        assert abs(behind(first)) < 0.1
        os.kill(first, signal.SIGKILL)
        until(lambda: room.pid != first)
        until(lambda: behind(room.pid or 0) < math.inf)
        assert abs(behind(room.pid or 0)) < 0.1


def test_a_fade_of_light_ends_when_it_should_though_the_engine_was_killed_on_the_way(folder: Path) -> None:
    with closing(EngineRoom(fitting(folder, QUICK))) as room:
        until(lambda: lines(folder / "light"))
        told = time.monotonic()
        room.tell(Show((LampLevel(LampId("1"), 0.8),), Millis(6_000)))
        until(lambda: lines(folder / "light")[-1].value > 0.2)
        first = room.pid or 0
        os.kill(first, signal.SIGKILL)
        until(lambda: lines(folder / "light")[-1].value == 0.8)
        light = lines(folder / "light")
    assert 5.5 < next(line.at for line in light if line.value == 0.8) - told < 7.5
    assert light[-1].pid != first
    assert max(b.value - a.value for a, b in pairwise(light)) < 0.25 * 0.1 + 1e-6


def test_an_engine_that_does_not_answer_is_replaced(
    room: EngineRoom, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room_module, "_MUTE", 1.0)
    first = room.pid or 0
    until(lambda: full(folder, first))
    os.kill(first, signal.SIGSTOP)
    begin = time.monotonic()
    for _ in range(5000):
        room.tell(Master(1.0, Millis(0)))
    assert time.monotonic() - begin < 1.0
    until(lambda: room.pid != first)
    until(lambda: full(folder, room.pid or 0))
    assert gone(first)


def test_the_room_goes_on_without_its_window_then_fades_and_ends(folder: Path) -> None:
    window = Window(folder, alone=1500)
    until(lambda: full(folder, window.engine))
    killed = window.kill()
    until(lambda: gone(window.engine))
    sound = heard(folder, window.engine)
    assert min(line.value for line in sound if killed < line.at < killed + 1.4) > LEVEL - 0.01
    assert max(b.at - a.at for a, b in pairwise(sound)) < 0.3
    assert sound[-1].value == 0
    assert sound[-1].at - killed == pytest.approx(2.7, abs=0.7)
    assert lines(folder / "light")[-1].value == 0


def test_a_new_window_takes_over_by_a_crossfade(folder: Path) -> None:
    first = Window(folder, alone=30_000)
    until(lambda: full(folder, first.engine))
    first.kill()
    second = Window(folder, alone=300)
    until(lambda: gone(first.engine))
    until(lambda: full(folder, second.engine))
    second.kill()
    old, new = heard(folder, first.engine), heard(folder, second.engine)
    assert old[-1].value == 0
    assert new[0].at < old[-1].at, "the room never fell silent"
    until(lambda: gone(second.engine))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_ctrl_c_is_not_for_the_engine_and_an_end_by_the_system_is_soft(folder: Path) -> None:
    window = Window(folder, alone=30_000)
    until(lambda: full(folder, window.engine))
    os.kill(window.engine, signal.SIGINT)
    time.sleep(0.3)
    assert not gone(window.engine)
    window.kill()
    os.kill(window.engine, signal.SIGTERM)
    assert 1.0 < until(lambda: gone(window.engine)) < 5.0
    assert heard(folder, window.engine)[-1].value == 0


def test_moving_to_another_output_is_a_crossfade(room: EngineRoom, folder: Path) -> None:
    first = room.pid or 0
    until(lambda: full(folder, first))
    room.refit(fitting(folder, QUICK))
    until(lambda: gone(first))
    until(lambda: full(folder, room.pid or 0))
    assert not any(isinstance(r, Gone) for r in room.reports())


def test_a_window_loads_nothing_that_decodes() -> None:
    """It opens sooner, and a second copy of it all is not kept in memory."""
    code = "import sys, kapcircle.engine.room; sys.exit(bool({'numpy', 'soundfile', 'soxr'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_lamps_of_an_engine_come_before_what_decodes(tmp_path: Path) -> None:
    """They are known for a second and a half after an engine has died; to load it all takes a busy laptop longer."""
    room = EngineRoom(Fitting(NullClock, partial(FirstLight, tmp_path / "light")))
    until((tmp_path / "light").exists)
    room.close().join()
    assert (tmp_path / "light").read_text() == "before all that"


def test_an_engine_loads_nothing_of_the_house() -> None:
    """One that takes over from a dead one has a second and a half, after which the lamps are known no more."""
    code = (
        "import sys, kapcircle.drivers.lights, kapcircle.engine.process; "
        "sys.exit(any(x.startswith(('kapcircle.views', 'kapcircle.core.session')) for x in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
