"""What must be at hand of a participant in an emergency: little, and held in memory."""

from dataclasses import dataclass

from kapcircle.core.avoiding import Avoids
from kapcircle.core.ids import SessionId
from kapcircle.core.person.state import Person


@dataclass(frozen=True, slots=True)
class AtHand:
    """In words, as they were written down; `contact` is who is called, with the telephone number."""

    alias: str = ""
    allergies: str = ""
    medication: tuple[str, ...] = ()
    contact: str = ""
    access: str = ""
    escorts: tuple[tuple[str, str], ...] = ()
    """Name and telephone of who may take them home, the first one first: of this session, then of any."""
    limits: str = ""
    """Of the clearance that stands, and who gave it."""
    avoids: Avoids = Avoids()
    """What they do not want to hear."""


def at_hand(person: Person, session: SessionId | None = None) -> AtHand:
    """Read off all that is known of a participant; who takes them home, too, from this `session`."""
    contact, notes, access = person.contacts.emergency, person.needs.notes, person.needs.access
    relation = f"({contact.relation})" if contact.relation else ""
    language = f"language: {access.language}" if access.language else ""
    return AtHand(
        person.alias,
        notes.allergies,
        notes.medication,
        " ".join(x for x in (contact.name, relation, contact.phone) if x),
        "; ".join(x for x in (language, access.needs) if x),
        escorts(person, session),
        _limits(person),
        person.preferences.preferences.avoids,
    )


def escorts(person: Person, session: SessionId | None) -> tuple[tuple[str, str], ...]:
    """Name and telephone of who may take a person home from a session: who was named for it, then who usually does."""
    usual, ride = person.contacts.escorts, None if session is None else person.preparation.rides.get(session)
    named = () if ride is None else ((ride.escort, ride.phone),)
    found: dict[str, tuple[str, str]] = {}
    for name, phone in (*named, (usual.first.name, usual.first.phone), (usual.second.name, usual.second.phone)):
        found.setdefault(name.casefold(), (name, phone))
    return tuple(each for each in found.values() if each[0])


def _limits(person: Person) -> str:
    cleared = person.screening.clearance
    return f"{cleared.limits} ({cleared.prescriber})" if cleared and cleared.limits else ""
