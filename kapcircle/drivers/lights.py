"""The drivers of light: a new one is a module of its own and a row in the table here, and nothing else changes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from kapcircle.core.errors import KnownError
from kapcircle.core.rooms import PatchRow, RoomPlan, rehearsal_patch
from kapcircle.desk.fittings import Lighting, scheme_of
from kapcircle.desk.ports import LightDriver
from kapcircle.drivers.sacn import Sacn, parse
from kapcircle.drivers.simulated import Simulated


@dataclass(frozen=True, slots=True)
class Driver:
    """How an address is checked and opened; `check` raises KnownError for one that cannot be used."""

    lighting: Lighting
    check: Callable[[str], object]
    open: Callable[[RoomPlan, UUID], LightDriver]


def _sacn(room: RoomPlan, cid: UUID) -> Sacn:
    address = parse(room.light)
    patch = room.patch or rehearsal_patch([lamp.id for lamp in room.lamps], address.universe)
    return Sacn(address.host, patch, cid, dark=_dark(room, patch))


def _dark(room: RoomPlan, patch: Iterable[PatchRow]) -> str:
    """What is to be said of lamps that no channel reaches."""
    hung = {row.lamp for row in patch}
    names = [lamp.name for lamp in room.lamps if lamp.id not in hung]
    return f"no channel, so dark: {', '.join(names)}. Give each lamp its channel in the settings." if names else ""


RECEIVER, UNIVERSE = ("Receiver, or multicast", "multicast"), ("Universe", "1")

DRIVERS = (
    Driver(
        Lighting("simulated", "simulated, on the page", driven=False),
        check=lambda _: None,
        open=lambda *_: Simulated(),
    ),
    Driver(Lighting("sacn:HOST:UNIVERSE", "sACN (E1.31)", (RECEIVER, UNIVERSE)), check=parse, open=_sacn),
)


def driver_of(address: str) -> Driver:
    """The driver that an address is for. Raises KnownError, saying which there are."""
    for driver in DRIVERS:
        if driver.lighting.scheme == scheme_of(address):
            return driver
    forms = ", or ".join(driver.lighting.form for driver in DRIVERS)
    raise KnownError(f"{address}: no light is driven so. Write {forms}.")


def open_lights(room: RoomPlan, cid: UUID) -> LightDriver:
    """The driver for `room.light`; a room without a patch has the rehearsal patch in the address's universe.

    `cid` names this laptop to receivers. Raises KnownError for an address or a patch that cannot be used.
    """
    return driver_of(room.light).open(room, cid)
