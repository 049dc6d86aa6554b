"""What follows a session by itself: the contact on the next day with everybody who had medicine."""

from dataclasses import dataclass

from kapcircle.core.aftercare import NEXT_DAY_FROM, NEXT_DAY_UNTIL
from kapcircle.core.ids import Instant
from kapcircle.core.session import people
from kapcircle.core.session.state import Seat


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
    return ContactDue(Instant(given + NEXT_DAY_FROM), Instant(given + NEXT_DAY_UNTIL))
