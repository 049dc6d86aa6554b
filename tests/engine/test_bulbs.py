"""A room with DMX and bulbs, by its own engine: they glide together, and who does not answer is named."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import psutil
import pytest

from kapcircle.core.colour import oklab
from kapcircle.core.ids import LampId, Millis, RoomId
from kapcircle.core.light import Colour, Lamp, LampLevel
from kapcircle.core.rooms import Bulb, PatchRow, RoomPlan
from kapcircle.desk.orders import Lights, Report, Show
from kapcircle.desk.secrets import Secret
from kapcircle.drivers.lights import open_lights
from kapcircle.engine.devices import NullClock
from kapcircle.engine.fitting import Fitting
from kapcircle.engine.room import EngineRoom
from kapcircle.engine.settings import SoundSettings
from tests.drivers.brokers import PASSWORD, USER, bulbs, mosquitto
from tests.drivers.ola import olad

pytestmark = pytest.mark.slow

CID = UUID("00000000-0000-4000-8000-00000000c1d0")
AMBER: Colour = (1.0, 0.5, 0.0)
BLUE: Colour = (0.0, 0.2, 1.0)
WASH = LampId("wash")
BULBS = ("door", "altar", "window", "shelf")
LAMPS = (Lamp(WASH, "Wash"), *(Lamp(LampId(x), x.capitalize()) for x in BULBS))


def all_at(level: float, colour: Colour) -> tuple[LampLevel, ...]:
    return tuple(LampLevel(lamp.id, level, colour) for lamp in LAMPS)


def until(true: Callable[[], object], patience: float = 30.0) -> None:
    deadline = time.monotonic() + patience
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def test_all_glide_from_amber_to_blue_and_the_bulb_that_is_unplugged_is_named(tmp_path: Path) -> None:
    with olad(1) as receiver, mosquitto(password=True) as broker, bulbs(broker, "window") as played:
        hub = f"mqtt:127.0.0.1:{broker.port}"
        plan = RoomPlan(
            RoomId("r"), "Garden room", LAMPS, light=f"sacn:{receiver.host}:1", lines=(hub,),
            patch=(PatchRow(WASH, 1, 1, "rgbw16"),),
            bulbs=tuple(Bulb(LampId(x), hub, x, "zigbee2mqtt") for x in BULBS),
        )  # fmt: skip
        light = partial(open_lights, plan, CID, {hub: Secret(USER, PASSWORD)})
        fitting = Fitting(NullClock, light, "room", tmp_path / "lock", SoundSettings(handover=Millis(2_000)))
        assert PASSWORD not in repr(fitting)
        with closing(EngineRoom(fitting)) as room:
            said: list[Report] = []
            room.tell(Show(all_at(0.2, AMBER), Millis(500)))
            until(lambda: {x.name for x in played.told} == set(BULBS))
            assert room.pid is not None
            assert PASSWORD not in " ".join(psutil.Process(room.pid).cmdline())
            time.sleep(1.5)
            played.told.clear()
            while receiver.frame(0.05):
                """What came before does not count."""
            told = time.monotonic()
            room.tell(Show(all_at(0.2, BLUE), Millis(7_000)))
            seen = []
            while time.monotonic() < told + 7.5:
                if frame := receiver.frame(0.5):
                    r, g, b, w = (int.from_bytes(frame.slots[n : n + 2], "big") / 65_535 for n in (0, 2, 4, 6))
                    seen.append(oklab((r + w, g + w, b + w)))
            bright, pure = [x for x, _ in seen], [tint.pure for _, tint in seen]
            assert all(b - a <= 2e-3 for a, b in pairwise(bright))
            assert min(pure) > 0.9 * min(pure[0], pure[-1])
            for name in BULBS:
                legs = played.of(name)
                assert [x.words["transition"] for x in legs] == [pytest.approx(3.5, abs=0.2)] * 2
                assert legs[-1].words["color"]["x"] < 0.2
                assert legs[0].at - told < 0.5

            def named() -> bool:
                said.extend(room.reports())
                return any(isinstance(x, Lights) and x.why == "Window does not answer: switched off?" for x in said)

            until(named)
            played.told.clear()
            os.kill(room.pid, signal.SIGKILL)
            until(lambda: {x.name for x in played.told} == set(BULBS))
            assert all(x.words["transition"] >= 0.9 for x in played.told), "whoever comes next tells no bulb to jump"
            assert {x.words["brightness"] for x in played.told} == {51}
