"""What is seen of a person: how deep, and how distressed, as two things; and which touch they agree to."""

from dataclasses import dataclass
from enum import Enum

from kapcircle.core.errors import Refused
from kapcircle.core.record import About, Kind
from kapcircle.core.roles import CLINICAL


class Depth(Enum):
    """How far inward a person seems, as an observer says it."""

    PRESENT = "present"
    LIGHT = "light"
    INWARD = "inward"
    DEEP = "deep"
    UNEXPECTED = "not responding as expected"


DOTS = {Depth.PRESENT: 0, Depth.LIGHT: 1, Depth.INWARD: 2, Depth.DEEP: 3, Depth.UNEXPECTED: 4}
"""How many of four dots a seat shows."""

MOST_DISTRESS = 10
MOAAS = range(6)
"""Modified Observer's Assessment of Alertness/Sedation: 5 responds readily, 0 not at all (Chernik et al. 1990)."""

RASS = range(-5, 5)
"""Richmond Agitation-Sedation Scale: +4 combative to -5 unarousable (Sessler et al. 2002)."""


class Preset(Enum):
    """What is seen often, on a key each."""

    CRYING = "crying"
    VOMITING = "vomiting"
    COLD = "cold"
    WATER = "water"
    RESTROOM_OUT = "restroom, out"
    RESTROOM_BACK = "restroom, back"
    PHONE = "phone rang"


@dataclass(frozen=True, slots=True)
class Observed:
    """What was seen; `distress` 0 to 10. `accompanied` names who went with them."""

    depth: Depth | None = None
    distress: int | None = None
    moaas: int | None = None
    rass: int | None = None
    preset: Preset | None = None
    accompanied: str = ""
    words: str = ""


class Touch(Enum):
    """Which touch is welcome, from none to the widest."""

    NONE = "no touch"
    ASK = "ask each time"
    HAND = "a hand"
    SHOULDER = "a hand or a shoulder"


@dataclass(frozen=True, slots=True)
class TouchAgreed:
    """From now on this touch and no other; in a session it is narrowed and never widened."""

    touch: Touch


def check_observed(x: Observed) -> None:
    """Raise Refused for what no scale has."""
    seen = (x.depth, x.distress, x.moaas, x.rass, x.preset)
    if all(each is None for each in seen) and not x.words.strip():
        raise Refused("Say what you see: a depth, a distress from 0 to 10, a preset, or words.")
    if x.distress is not None and not 0 <= x.distress <= MOST_DISTRESS:
        raise Refused(f"Distress goes from 0 to {MOST_DISTRESS}, not {x.distress}.")
    if x.moaas is not None and x.moaas not in MOAAS:
        raise Refused(f"MOAA/S goes from 0 to 5, not {x.moaas}.")
    if x.rass is not None and x.rass not in RASS:
        raise Refused(f"RASS goes from -5 to +4, not {x.rass}.")


def _values(x: Observed) -> dict[str, str | int | float | None]:
    return {
        "depth": x.depth.value if x.depth else None,
        "distress": x.distress,
        "moaas": x.moaas,
        "rass": x.rass,
        "preset": x.preset.value if x.preset else None,
        "accompanied": x.accompanied,
        "words": x.words,
    }


OBSERVED = Kind(
    Observed,
    "session_observation",
    "Observation",
    CLINICAL,
    About.PERSON,
    _values,
    check_observed,
    withdrawn=True,
    moves=True,
)
TOUCH_AGREED = Kind(
    TouchAgreed, "session_touch", "Touch", CLINICAL, About.PERSON, lambda x: {"touch": x.touch.value}, moves=True
)
