"""Which driver a room's light address stands for."""

from collections.abc import Iterable
from uuid import UUID

from kapcircle.core.errors import KnownError
from kapcircle.core.rooms import PatchRow, RoomPlan, rehearsal_patch
from kapcircle.drivers.sacn import Sacn, parse
from kapcircle.drivers.simulated import Simulated


def open_lights(room: RoomPlan, cid: UUID) -> Sacn | Simulated:
    """The driver for `room.light`; a room without a patch has the rehearsal patch in the address's universe.

    `cid` names this laptop to receivers. Raises KnownError for an address or a patch that cannot be used.
    """
    if room.light == "simulated":
        return Simulated()
    if not room.light.startswith("sacn:"):
        raise KnownError(f"{room.light}: write simulated, or sacn:HOST:UNIVERSE.")
    address = parse(room.light)
    patch = room.patch or rehearsal_patch([lamp.id for lamp in room.lamps], address.universe)
    return Sacn(address.host, patch, cid, dark=_dark(room, patch))


def _dark(room: RoomPlan, patch: Iterable[PatchRow]) -> str:
    """What is to be said of lamps that no channel reaches."""
    hung = {row.lamp for row in patch}
    names = [lamp.name for lamp in room.lamps if lamp.id not in hung]
    return f"no channel, so dark: {', '.join(names)}. Give each lamp its channel in the settings." if names else ""
