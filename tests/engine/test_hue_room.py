"""A room whose lamps hang on a played Hue bridge, by its own engine: the key stays where it belongs."""

from contextlib import closing
from functools import partial
from pathlib import Path
from uuid import UUID

import psutil
import pytest

from kapcircle.core.ids import LampId, Millis, RoomId
from kapcircle.core.light import Lamp, LampLevel
from kapcircle.core.rooms import Bulb, RoomPlan
from kapcircle.desk.orders import Lights, Report, Show
from kapcircle.drivers import lights
from kapcircle.drivers.lights import open_lights
from kapcircle.engine.devices import NullClock
from kapcircle.engine.fitting import Fitting
from kapcircle.engine.room import EngineRoom
from tests.drivers.bridges import KEY, PlayedBridge, bridge, light
from tests.engine.test_bulbs import until

pytestmark = pytest.mark.slow

LAMPS = (Lamp(LampId("a"), "Altar"), Lamp(LampId("d"), "By the door"))


def test_lamps_of_a_bridge_are_lit_by_the_engine_and_the_key_is_nowhere_in_sight(tmp_path: Path) -> None:
    with bridge(PlayedBridge([light(1, "Altar"), light(2, "Door")])) as there:
        there.pressed = True
        secret = lights.pair(there.address, lambda _: None)
        assert [x.name for x in lights.found(there.address, secret)] == ["Altar", "Door"]
        bulbs = (
            Bulb(LampId("a"), there.address, "Altar", "Hue"),
            Bulb(LampId("d"), there.address, "Door", "Hue"),
        )
        plan = RoomPlan(RoomId("r"), "Garden room", LAMPS, light=there.address, bulbs=bulbs)
        opened = partial(open_lights, plan, UUID(int=1), {there.address: secret})
        fitting = Fitting(NullClock, opened, "room", tmp_path / "lock")
        assert KEY not in repr(fitting)
        with closing(EngineRoom(fitting)) as room:
            said: list[Report] = []

            def named() -> bool:
                said.extend(room.reports())
                return any(isinstance(x, Lights) and "By the door does not answer" in x.why for x in said)

            room.tell(Show(tuple(LampLevel(x.id, 0.3) for x in LAMPS), Millis(20_000)))
            until(lambda: there.of(1) and there.of(2))
            assert there.of(1)[0].seconds == pytest.approx(20, abs=6)
            assert room.pid is not None
            assert KEY not in " ".join(psutil.Process(room.pid).cmdline())
            there.lost.add("device-2")
            room.tell(Show(tuple(LampLevel(x.id, 0.2) for x in LAMPS), Millis(20_000)))
            until(named)
        assert KEY not in repr(said)
