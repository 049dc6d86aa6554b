"""What is known of a recording beside its sound: what it is good for, and how it may be described."""

from dataclasses import dataclass
from enum import Enum

from kapcircle.core.ids import Millis

LONGEST = 200
"""Characters of a text about a recording; a tag is one word of a list."""
NAMELESS = "Recording without a name"


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


def one_line(words: str) -> str:
    """On one line, without what is not printed: ends of lines, and bytes of a file's name that are no letters."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())


def title_of(stem: str) -> str:
    """What a recording is called that has no title of its own: the name of its file without its ending."""
    return one_line(stem)[:LONGEST].strip() or NAMELESS
