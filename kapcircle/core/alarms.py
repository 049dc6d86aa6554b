"""A value outside the signed range stays in sight until somebody says what was done, and who was told."""

from dataclasses import dataclass

from kapcircle.core.errors import Refused
from kapcircle.core.log import Stamp
from kapcircle.core.record import About, Kind
from kapcircle.core.roles import CLINICAL


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The reading `record` was seen: what was done, and who was told."""

    record: Stamp
    done: str
    told: str = ""


def check_acknowledged(x: Acknowledged) -> None:
    """Raise Refused where nothing was done."""
    if not x.done.strip():
        raise Refused("Say what was done, as in “told the medical lead”.")


ACKNOWLEDGED = Kind(
    Acknowledged,
    "session_acknowledgement",
    "Acknowledged",
    CLINICAL,
    About.PERSON,
    lambda x: {"record_tick": x.record.tick, "record_device": x.record.device, "done": x.done, "told": x.told},
    check_acknowledged,
)
