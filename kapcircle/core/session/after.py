"""What follows a session by itself: the contact on the next day with everybody who had medicine."""

from dataclasses import dataclass

from kapcircle.core.ids import MINUTE, Instant, Millis
from kapcircle.core.session import people
from kapcircle.core.session.state import Seat

OPENS, CLOSES = Millis(20 * 60 * MINUTE), Millis(28 * 60 * MINUTE)
"""From when to when after their last dose somebody asks how they are: programme setting."""


@dataclass(frozen=True, slots=True)
class ContactDue:
    """When somebody of the team is to be in contact with a person."""

    since: Instant
    until: Instant


def contact_due(seat: Seat) -> ContactDue | None:
    """The next-day contact of a person, however they left; None for one who had no medicine."""
    last = people.last_dose(seat)
    if last is None:
        return None
    given = last[0].happened
    return ContactDue(Instant(given + OPENS), Instant(given + CLOSES))
