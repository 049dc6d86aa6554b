"""Short practices between sessions: what they are, as files have them, and when they stand in a person's days.

They are offered, and nobody claims that they work: KapCircle writes down what was done.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import DAY, MINUTE, Instant, Millis
from kapcircle.core.programme import HOUR, BoosterPolicy
from kapcircle.core.shapes import Length, Many, OneOf, Record, Words

LONGEST = 20
"""Minutes of the longest practice (Price et al. 2022, doi 10.1176/appi.ajp.20220216: at most 20 min)."""

STOP = "Stop when it is too much; nothing is lost. Look around, feel your feet, and call:"
"""Stands under every practice, and whom to call after it."""

FIRST, LAST = Millis(9 * HOUR), Millis(19 * HOUR)
"""Hours of the day of the first and the last practice: programme setting."""

Zone = Callable[[Instant], int]
"""Minutes east of UTC at an instant."""


class Modality(Enum):
    """Which way of working a practice belongs to."""

    CBT = "CBT"
    MINDFUL = "mindfulness-based relapse prevention"
    MOTIVATIONAL = "motivational"
    EXPOSURE = "exposure and TIMBER"
    SOMATIC = "somatic"
    CIRCLE = "group circle"


@dataclass(frozen=True, slots=True)
class Booster:
    """A short practice: `key` is its file's name."""

    key: str
    title: str
    modality: Modality
    minutes: Millis
    about: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A practice in somebody's days. Its `number` is never given to another one of the same plan."""

    number: int
    at: Instant
    booster: str
    title: str
    minutes: Millis


SHAPE = Record(
    Booster,
    {
        "title": Words(),
        "modality": OneOf(Modality),
        "minutes": Length(MINUTE, LONGEST),
        "about": Words(),
        "steps": Many(Words()),
    },
    ("title", "modality", "minutes", "about", "steps"),
)


def read_booster(file: str, data: object) -> Booster:
    """The practice of `{"title", "modality", "minutes", "about", "steps"}`. KnownError names file and key."""
    booster = Booster(file.removesuffix(".json"), **SHAPE.values(data, f"{file}:"))
    if not booster.steps:
        raise KnownError(f"{file}: steps: a practice has at least one step.")
    if booster.minutes < MINUTE:
        raise KnownError(f"{file}: minutes: a practice takes at least one minute.")
    return booster


def times(policy: BoosterPolicy, dosed: Instant, zone: Zone) -> tuple[Instant, ...]:
    """When practices are due after a dose: at the same hours of each day, while the policy is open."""
    opens, closes = dosed + policy.opens, dosed + policy.closes
    first = (dosed + zone(dosed) * MINUTE) // DAY
    days = range(policy.opens // DAY, policy.closes // DAY + 2)
    found = (_instant((first + day) * DAY + hour, zone) for day in days for hour in _hours(policy.a_day))
    return tuple(at for at in found if opens <= at < closes)


def _hours(a_day: int) -> tuple[int, ...]:
    """Spread evenly over the day; one alone comes first."""
    apart = (LAST - FIRST) // max(1, a_day - 1)
    return tuple(FIRST + apart * i for i in range(a_day))


def _instant(local: int, zone: Zone) -> Instant:
    """The instant at which clocks show this; `local` is as if they showed UTC, and lies in no hour that is left out."""
    east = zone(Instant(local - zone(Instant(local)) * MINUTE))
    return Instant(local - east * MINUTE)


def lay(boosters: Sequence[Booster], at: Sequence[Instant]) -> tuple[Slot, ...]:
    """The practices one after the other, over and over, at these times."""
    if not boosters:
        return ()
    turns = (boosters[i % len(boosters)] for i in range(len(at)))
    return tuple(Slot(i, when, x.key, x.title, x.minutes) for i, (when, x) in enumerate(zip(at, turns, strict=True), 1))


def numbered(slots: Sequence[Slot], before: Sequence[Slot]) -> tuple[Slot, ...]:
    """The same practice at the same time keeps its number of `before`; any other has one that was never given."""
    known = {(x.at, x.booster): x.number for x in before}
    free = max((x.number for x in before), default=0)
    found = []
    for slot in slots:
        number = known.get((slot.at, slot.booster))
        if number is None:
            number = free = free + 1
        found.append(Slot(number, slot.at, slot.booster, slot.title, slot.minutes))
    return tuple(found)
