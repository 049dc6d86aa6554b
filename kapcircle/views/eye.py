"""Something that wants eyes, as a row of the list."""

from dataclasses import dataclass

from kapcircle.core.ids import MINUTE, Instant, Millis, PersonId
from kapcircle.core.log import Stamp
from kapcircle.core.session import commands as c
from kapcircle.views.times import short

NEWS = Millis(5 * MINUTE)
"""How long what the room reported, or that a pressure is back, stands among what needs eyes."""

ACKNOWLEDGE, VITALS, NOT_TAKEN, OBSERVE = "Acknowledge", "Record vitals", "Not taken", "Observe"
BOTH_RIGHT, STRIKE_ONE, LEAVING, BACK = "Both are right", "Strike one", "How they left", "Back"
FOUND, RESOLVED, SIGN = "Found", "Resolved", "Sign"
"""What a key in the list does."""


@dataclass(frozen=True, slots=True)
class Eye:
    """Something that wants eyes: a shape, who or what, why, since when, and what to do: `deed`, or the `other`.

    `people` are whom it is about; a key that leads to a form means the first of them. `record` is what an answer names.
    """

    key: str
    shape: str
    who: str
    why: str
    when: str = ""
    deed: str = ""
    other: str = ""
    command: c.Command | None = None
    people: tuple[PersonId, ...] = ()
    record: Stamp | None = None


def ago(since: int, now: Instant) -> str:
    """How long it has been so, `9 min`; within the first minute `now`."""
    return f"{short(now - since)} min" if now - since >= MINUTE else "now"


def ahead(due: int, now: Instant) -> str:
    """In how many minutes, one begun counting as whole: `in 4`."""
    return f"in {-(-(due - now) // MINUTE)}"
