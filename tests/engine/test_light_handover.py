"""The lamps, as a real receiver sees them, while engines die and are replaced."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest

from kapcircle.core.ids import LampId, Millis, RoomId
from kapcircle.core.light import Lamp, LampLevel, lightness
from kapcircle.core.rooms import RoomPlan
from kapcircle.desk.orders import Leave, Rise, Show
from kapcircle.drivers.lights import open_lights
from kapcircle.engine.devices import NullClock
from kapcircle.engine.fitting import Fitting
from kapcircle.engine.room import EngineRoom, _spawn
from kapcircle.engine.settings import SoundSettings
from kapcircle.engine.wanted import Sent
from tests.drivers.ola import Olad, olad

pytestmark = pytest.mark.slow

CID = UUID("00000000-0000-4000-8000-00000000c1d0")
LAMP = LampId("lamp-1")
EMBER = (LampLevel(LAMP, 0.3),)


def fitting(host: str, folder: Path) -> Fitting:
    room = RoomPlan(RoomId("r"), "Garden room", (Lamp(LAMP, "Lamp 1"),), light=f"sacn:{host}:1")
    quick = SoundSettings(handover=Millis(2_000))
    return Fitting(NullClock, partial(open_lights, room, CID), room.light, folder / "room.lock", quick)


@contextmanager
def window(receiver: Olad, folder: Path) -> Iterator[EngineRoom]:
    """A window's engine, asked for the light of the circle."""
    room = EngineRoom(fitting(receiver.host, folder))
    try:
        room.tell(Rise(Millis(2_000)))
        room.tell(Show(EMBER, Millis(1_000)))
        yield room
    finally:
        room.close().join()


def seen(receiver: Olad, seconds: float) -> list[float]:
    """Perceived brightness of lamp 1, frame by frame."""
    end, got = time.monotonic() + seconds, []
    while (left := end - time.monotonic()) > 0:
        if frame := receiver.frame(left):
            got.append(lightness(int.from_bytes(frame.slots[:2], "big") / 65_535))
    return got


def until_lit(receiver: Olad) -> None:
    deadline = time.monotonic() + 30
    while (seen(receiver, 0.5) or [0.0])[-1] < 0.299:
        assert time.monotonic() < deadline, "the light never came up"


def test_an_engine_that_is_killed_leaves_no_lamp_dark(tmp_path: Path) -> None:
    with olad(1) as receiver, window(receiver, tmp_path) as room:
        until_lit(receiver)
        assert room.pid is not None
        dead = room.pid
        os.kill(dead, signal.SIGKILL)
        levels = seen(receiver, 5.0)
        assert room.pid != dead
    assert len(levels) >= 4, "the next engine sends"
    assert levels == pytest.approx([0.3] * len(levels), abs=0.005)


def test_a_new_window_takes_the_lamps_over_from_an_engine_whose_window_died(tmp_path: Path) -> None:
    with olad(1) as receiver:
        old = _spawn(fitting(receiver.host, tmp_path))
        old.pipe.send(Sent(time.monotonic(), Show(EMBER, Millis(1_000))))
        until_lit(receiver)
        old.pipe.close()
        with window(receiver, tmp_path) as new:
            levels = seen(receiver, 3.0)
            assert levels == pytest.approx([0.3] * len(levels), abs=0.005)
            new.tell(Show((LampLevel(LAMP, 0.1),), Millis(1_000)))
            falling = seen(receiver, 1.5)
            assert all(a >= b for a, b in pairwise(falling)), "the old engine sends no more"
            assert falling[-1] == pytest.approx(0.1, abs=1e-4)
        old.process.join(10)
        assert old.process.exitcode == 0
        old.process.close()


def test_an_engine_that_leaves_fades_and_ends_its_stream(tmp_path: Path) -> None:
    with olad(1) as receiver, window(receiver, tmp_path) as room:
        until_lit(receiver)
        room.tell(Leave(Millis(2_000)))
        levels = seen(receiver, 2.5)
        assert levels[-1] == 0
        assert all(a >= b for a, b in pairwise(levels))
        assert max(a - b for a, b in pairwise(levels)) < 0.05
        assert not list(tmp_path.glob("*.light")), "whoever comes later begins in the dark"
