"""Which driver a room's light address stands for."""

from uuid import UUID

from kapcircle.core.errors import KnownError
from kapcircle.core.rooms import RoomPlan, rehearsal_patch
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
    return Sacn(address.host, patch, cid)
