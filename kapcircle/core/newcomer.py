"""Somebody who is to be enrolled: all that is known of them so far."""

from collections.abc import Iterator
from dataclasses import dataclass

from kapcircle.core.person.contacts import (
    Contacts,
    EmergencyContact,
    Escorts,
    SetContacts,
    SetEmergencyContact,
    SetEscorts,
)
from kapcircle.core.person.identity import Names, SetAlias, SetNames
from kapcircle.core.person.needs import Access, CareNotes, SetAccess, SetCareNotes
from kapcircle.core.person.standing import SetStatus, Status


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A participant to be. Without a `mat` they take the first that is free; `pod` is the name of one of the cohort."""

    alias: str
    names: Names = Names()
    contacts: Contacts = Contacts()
    emergency: EmergencyContact = EmergencyContact()
    escorts: Escorts = Escorts()
    access: Access = Access()
    notes: CareNotes = CareNotes()
    mat: int | None = None
    pod: str = ""

    def commands(self) -> Iterator[object]:
        """What is written down of them, and that they are enrolled; nothing of what is not known."""
        yield SetAlias(self.alias)
        if self.names != Names():
            yield SetNames(self.names)
        if self.contacts != Contacts():
            yield SetContacts(self.contacts)
        if self.emergency != EmergencyContact():
            yield SetEmergencyContact(self.emergency)
        if self.escorts != Escorts():
            yield SetEscorts(self.escorts)
        if self.access != Access():
            yield SetAccess(self.access)
        if self.notes != CareNotes():
            yield SetCareNotes(self.notes)
        yield SetStatus(Status.ENROLLED)
