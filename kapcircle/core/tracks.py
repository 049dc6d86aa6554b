"""What is known of a recording beside its sound: what it is good for, and how it may be described."""

from dataclasses import dataclass
from enum import Enum

from kapcircle.core.ids import Millis


class Quality(Enum):
    """Where a recording leads: a facilitator asks for one of these rather than for a title."""

    SOFTEN = "soften"
    DEEPEN = "deepen"
    GROUND = "ground"
    LIFT = "lift"


class Feel(Enum):
    """How a recording moves, as it is felt; no count of beats."""

    STILL = "still"
    SLOW = "slow"
    MOVING = "moving"
    DRIVING = "driving"


@dataclass(frozen=True, slots=True)
class SuddenRise:
    """A moment of a recording at which it becomes louder so fast that it may startle: `by` in LU."""

    at: Millis
    by: float
