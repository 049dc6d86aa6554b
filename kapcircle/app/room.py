"""The room: an engine in its own process for a circle, or one that a rehearsal drives by hand."""

import math
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from kapcircle.core.ids import Millis
from kapcircle.core.light import LampLevel
from kapcircle.core.rooms import RoomPlan
from kapcircle.desk.orders import Order, Report
from kapcircle.desk.ports import LightDriver, Room
from kapcircle.desk.secrets import Secret
from kapcircle.drivers.lights import open_lights
from kapcircle.engine.devices import NullClock, OpenDevice, open_output
from kapcircle.engine.engine import Engine
from kapcircle.engine.fitting import Fitting
from kapcircle.engine.frames import FRAME, aim
from kapcircle.engine.room import EngineRoom
from kapcircle.engine.settings import RATE
from kapcircle.exports.wav import WavFile

STEP = Millis(100)
"""What is rendered at once; what is decoded ahead is far longer."""


def live_room(
    vault: Path, secrets: Callable[[], Mapping[str, Secret]] = dict, *, silent: bool = False
) -> Callable[[RoomPlan], Room]:
    """The engine for a vault's room; `silent` plays to no card. `secrets` are users and passwords by address, which go
    to the engine's process through its pipe and nowhere else.
    """

    def fitting(plan: RoomPlan) -> Fitting:
        output: OpenDevice = NullClock if silent else partial(open_output, name=plan.output or None)
        second = partial(open_output, name=plan.second) if plan.second and not silent else None
        light = partial(open_lights, plan, laptop(vault), _known(secrets(), plan))
        lock = vault.with_name(f"{vault.name}.room")
        return Fitting(output, light, light_name=", ".join(plan.addresses), lock=lock, second=second)

    return lambda plan: Live(fitting, plan)


def _known(secrets: Mapping[str, Secret], plan: RoomPlan) -> dict[str, Secret]:
    return {address: secret for address, secret in secrets.items() if address in plan.addresses}


class Live:
    """The engine in its own process, which can move over to another output or other lamps."""

    def __init__(self, fitting: Callable[[RoomPlan], Fitting], plan: RoomPlan) -> None:
        self._fitting, self._engine = fitting, EngineRoom(fitting(plan))

    def tell(self, order: Order) -> None:
        self._engine.tell(order)

    def reports(self) -> Sequence[Report]:
        return self._engine.reports()

    def refit(self, plan: RoomPlan) -> None:
        """A new engine rises while the old one fades: to the room a crossfade."""
        self._engine.refit(self._fitting(plan))

    def close(self, fade: Millis) -> None:
        self._engine.close(fade)


def laptop(vault: Path) -> UUID:
    """What names this laptop to receivers of light: made from where the vault lies, and telling nothing of it."""
    return uuid5(NAMESPACE_URL, vault.resolve().as_uri())


class Offline:
    """A room whose time passes only when it is told: sound to a file, light to a driver, or neither."""

    def __init__(self, sound: Path | None = None, light: LightDriver | None = None, speed: float | None = None) -> None:
        """`speed` is how many seconds of the circle pass in one; None: as fast as it goes."""
        self.engine = Engine()
        self._sound = None if sound is None else WavFile(sound, RATE)
        self._light, self._speed = light, speed
        self._passed = 0
        self._began, self._sent = math.nan, 0.0
        self._told = self.engine.fader.begun
        self.levels: tuple[LampLevel, ...] = ()

    def tell(self, order: Order) -> None:
        """Ask the room to be thus."""
        self.engine.tell(order)

    def reports(self) -> Sequence[Report]:
        """What the room has said since the last call."""
        return self.engine.reports()

    def pass_time(self, length: Millis) -> None:
        """Sound and shine for so long. Raises KnownError when the file takes no more.

        Neither hears of the other: what sounds is rendered in one piece, however many frames of light fall into it.
        """
        if math.isnan(self._began):
            self.rested()
        end = self._passed + length
        while self._passed < end:
            self._go_on(min(end, self._next_frame()))
        if self._sound is not None:
            self._sound.write(self.engine.render(end * RATE // 1000 - self.engine.frames))

    def behind(self) -> Millis:
        """How much later than it should the room has come to where it is; at full speed there is no such hour."""
        return Millis(0) if self._speed is None else Millis(max(0, round(-1000 * self._early(self._speed))))

    def rested(self) -> None:
        """Whatever was done meanwhile is not to be caught up with."""
        self._began = time.monotonic() - (0.0 if self._speed is None else self._passed / 1000 / self._speed)

    def _early(self, speed: float) -> float:
        return self._began + self._passed / 1000 / speed - time.monotonic()

    def _next_frame(self) -> float:
        """In milliseconds since the beginning: while light fades, 44 in each second of the circle."""
        if self._light is None or self.engine.fader.still():
            return math.inf
        return math.ceil((self._passed * 44 // 1000 + 1) * 1000 / 44)

    def _go_on(self, to: float) -> None:
        elapsed, self._passed = (to - self._passed) / 1000, int(to)
        if self._speed is not None:
            time.sleep(max(0.0, self._early(self._speed)))
        if self._light is not None:
            self._shine(self._light, elapsed)

    def _shine(self, light: LightDriver, elapsed: float) -> None:
        """The fade follows the circle's time, the frames on the line the time in the room."""
        self.levels = self.engine.light_frame(elapsed)
        self._told = aim(light, self.engine.fader, self._told)
        if time.monotonic() - self._sent >= FRAME * 0.75:
            self._sent = time.monotonic()
            light.send(self.levels, self.engine.fader.still())

    def refit(self, plan: RoomPlan) -> None:
        """A file and a line stay what they are."""

    def close(self, fade: Millis) -> None:
        """Let what fades be heard for `fade` more, then end. The light stays as it is."""
        try:
            for _ in range(fade // STEP):
                self.pass_time(STEP)
        finally:
            self._end()

    def _end(self) -> None:
        self.engine.close()
        if self._light is not None:
            self._light.send(self.levels, still=True)
            self._light.close()
        if self._sound is not None:
            self._sound.close()
