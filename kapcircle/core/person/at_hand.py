"""What must be at hand of a participant in an emergency: little, and held in memory."""

from dataclasses import dataclass

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
    """Name and telephone of who may take them home, the first one first."""


def at_hand(person: Person) -> AtHand:
    """Read off all that is known of a participant."""
    contact, notes, access = person.contacts.emergency, person.needs.notes, person.needs.access
    relation = f"({contact.relation})" if contact.relation else ""
    language = f"language: {access.language}" if access.language else ""
    known = person.contacts.escorts
    return AtHand(
        person.alias,
        notes.allergies,
        notes.medication,
        " ".join(x for x in (contact.name, relation, contact.phone) if x),
        "; ".join(x for x in (language, access.needs) if x),
        tuple((x.name, x.phone) for x in (known.first, known.second) if x.name),
    )
