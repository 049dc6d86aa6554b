"""How a participant is reached, who is called in an emergency, and who may take them home."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts, require
from kapcircle.core.ids import StreamId
from kapcircle.core.log import Entry
from kapcircle.core.person import typed
from kapcircle.core.picture import Row
from kapcircle.core.roles import Role


@dataclass(frozen=True, slots=True)
class Contacts:
    """Where messages and letters go."""

    phone: str = ""
    email: str = ""
    postal: str = ""


@dataclass(frozen=True, slots=True)
class EmergencyContact:
    """Who is called when something happens, and who that is to the participant."""

    name: str = ""
    relation: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Escort:
    """Somebody who may take the participant home."""

    name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Escorts:
    """The second is called when the first is late or does not come."""

    first: Escort = Escort()
    second: Escort = Escort()


@dataclass(frozen=True, slots=True)
class SetContacts:
    """Write down how the participant is reached."""

    contacts: Contacts


@dataclass(frozen=True, slots=True)
class SetEmergencyContact:
    """Write down who is called in an emergency."""

    contact: EmergencyContact


@dataclass(frozen=True, slots=True)
class SetEscorts:
    """Write down who may take the participant home."""

    escorts: Escorts


Command = SetContacts | SetEmergencyContact | SetEscorts


@dataclass(frozen=True, slots=True)
class ContactsSet:
    """The participant is reached so."""

    contacts: Contacts


@dataclass(frozen=True, slots=True)
class EmergencyContactSet:
    """This person is called in an emergency."""

    contact: EmergencyContact


@dataclass(frozen=True, slots=True)
class EscortsSet:
    """These may take the participant home."""

    escorts: Escorts


Event = ContactsSet | EmergencyContactSet | EscortsSet


@dataclass(frozen=True, slots=True)
class Reach:
    """Everybody who can be called."""

    contacts: Contacts = Contacts()
    emergency: EmergencyContact = EmergencyContact()
    escorts: Escorts = Escorts()


def decide(_: Reach, command: Command, facts: Facts) -> tuple[Event, ...]:
    """What is written down, or raise Refused with nothing changed."""
    require(facts, frozenset(Role), "Writing down contacts")
    match command:
        case SetContacts(contacts):
            return (ContactsSet(checked(contacts)),)
        case SetEmergencyContact(contact):
            return (EmergencyContactSet(checked_emergency(contact)),)
        case SetEscorts(escorts):
            return (EscortsSet(checked_escorts(escorts)),)
        case _:
            assert_never(command)


def checked(contacts: Contacts) -> Contacts:
    """Contacts as they are kept."""
    postal = typed.prose(contacts.postal, "Address")
    return Contacts(typed.phone(contacts.phone), typed.email(contacts.email), postal)


def checked_emergency(contact: EmergencyContact) -> EmergencyContact:
    """An emergency contact as it is kept."""
    return EmergencyContact(
        typed.line(contact.name, "Emergency contact"),
        typed.line(contact.relation, "Relation"),
        typed.phone(contact.phone, "Emergency phone"),
    )


def checked_escorts(escorts: Escorts) -> Escorts:
    """Escorts as they are kept: the second is somebody else than the first."""
    first, second = (_checked_escort(each) for each in (escorts.first, escorts.second))
    if second.name and first.name.casefold() == second.name.casefold():
        raise Refused(f"{second.name} is the first escort already. The second is somebody else.")
    return Escorts(first, second)


def _checked_escort(escort: Escort) -> Escort:
    return Escort(typed.line(escort.name, "Escort"), typed.phone(escort.phone, "Escort's phone"))


def evolve(s: Reach, entry: Entry[Event]) -> Reach:
    """What is written down after `entry`."""
    match entry.event:
        case ContactsSet(contacts):
            return replace(s, contacts=contacts)
        case EmergencyContactSet(contact):
            return replace(s, emergency=contact)
        case EscortsSet(escorts):
            return replace(s, escorts=escorts)
        case _:
            assert_never(entry.event)


def parts(s: Reach) -> Mapping[str, object]:
    """The frozen parts whose rows are asked for only when they change."""
    return {"contacts": s} if s != Reach() else {}


def rows(stream: StreamId, s: Reach, _: str) -> tuple[Row, ...]:
    """The rows of one part. A postal address is in no list."""
    first, second = s.escorts.first, s.escorts.second
    values = {
        "phone": s.contacts.phone,
        "email": s.contacts.email,
        "emergency_name": s.emergency.name,
        "emergency_relation": s.emergency.relation,
        "emergency_phone": s.emergency.phone,
        "escort_name": first.name,
        "escort_phone": first.phone,
        "second_escort_name": second.name,
        "second_escort_phone": second.phone,
    }
    return (Row(stream, "person_contact", (("person", stream.partition(":")[2]),), values),)
