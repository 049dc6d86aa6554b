"""A check-in: how a person says they are, in a round or by itself."""

from dataclasses import dataclass, fields

from kapcircle.core.errors import Refused
from kapcircle.core.record import About, Kind
from kapcircle.core.roles import CLINICAL

SCALES = ("mood", "energy", "safety", "body", "connection")


@dataclass(frozen=True, slots=True)
class CheckIn:
    """Each scale from 0 to 10, or None where it was not said; one word or an intention. `passed`: they passed.

    `own`: entered by the participant.
    """

    mood: int | None = None
    energy: int | None = None
    safety: int | None = None
    body: int | None = None
    connection: int | None = None
    word: str = ""
    passed: bool = False
    own: bool = False


def check_check_in(x: CheckIn) -> None:
    """Raise Refused for what no scale has."""
    for scale in SCALES:
        value = getattr(x, scale)
        if value is not None and not 0 <= value <= 10:
            raise Refused(f"{scale.capitalize()} goes from 0 to 10, not {value}.")
    if not x.passed and not x.word.strip() and all(getattr(x, scale) is None for scale in SCALES):
        raise Refused("Say one of the five from 0 to 10, or a word, or pass.")


CHECK_IN = Kind(
    CheckIn,
    "session_check_in",
    "Check-in",
    CLINICAL,
    About.PERSON,
    lambda x: {f.name: int(v) if isinstance(v := getattr(x, f.name), bool) else v for f in fields(x)},
    check_check_in,
    withdrawn=True,
    moves=True,
)
