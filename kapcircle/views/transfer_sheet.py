"""What goes with a person who is transferred: who they are, what they must not have, what was given and measured.

It names them, and nobody else. It says what was recorded, and what to do with it says whoever takes over.
"""

from dataclasses import dataclass

from kapcircle.core.checkin import CheckIn
from kapcircle.core.details import Details
from kapcircle.core.dose import DoseGiven, MedicineGiven
from kapcircle.core.incident import Incident
from kapcircle.core.leaving import Transferred
from kapcircle.core.notes import Note
from kapcircle.core.observation import Observed
from kapcircle.core.person.contacts import EmergencyContact
from kapcircle.core.person.identity import Names
from kapcircle.core.person.needs import Access, CareNotes
from kapcircle.core.questions import DayQuestions
from kapcircle.core.vitals import Vitals, VitalsNotTaken
from kapcircle.views.account import Account
from kapcircle.views.printed import Blanks, Facts, Heading, Paper, Part, Text, Title, lines, written
from kapcircle.views.times import date

HEAD, WIDE = ("Time", "What", "Recorded by"), (0.1, 0.7, 0.2)
SEEN = (Observed, CheckIn, Incident, Note)


@dataclass(frozen=True, slots=True)
class Patient:
    """A participant as those need them who take over."""

    names: Names = Names()
    notes: CareNotes = CareNotes()
    access: Access = Access()
    contact: EmergencyContact = EmergencyContact()
    details: Details = Details()


def transfer_sheet(a: Account, who: Patient) -> Paper:
    """On paper; `a` tells of this one person."""
    alias = "" if a.only is None else a.known.alias(a.only)
    parts: list[Part] = [Title("Handover"), Facts(_person(a, who, alias))]
    for title, kinds, none in (
        ("Given", (DoseGiven, MedicineGiven), "No medicine was recorded."),
        ("Vital signs", (Vitals, VitalsNotTaken), "No vital signs were recorded."),
        ("Seen and noted", SEEN, "Nothing more was recorded."),
    ):
        rows = tuple((a.at(x.happened), a.words(x.content), a.known.member(x.by)) for _, x in a.counted(*kinds))
        parts += [Heading(title), lines(HEAD, WIDE, rows, none)]
    parts += [Heading("Handed over"), *_handed(a)]
    return Paper(a.known.circle, f"Handover: {a.s.plan.name}", tuple(parts), alias)


def _person(a: Account, who: Patient, alias: str) -> tuple[tuple[str, str], ...]:
    names, contact = who.names, who.contact
    reached = ", ".join(filter(None, (contact.name, contact.relation, contact.phone)))
    interpreter = ", with an interpreter" if who.access.interpreter else ""
    return (
        ("Name", written(names.legal)),
        ("Called", names.chosen or alias),
        ("Pronouns", names.pronouns or "not recorded"),
        ("Born", written(str(names.birth_year or ""))),
        ("Language", (who.access.language or "not recorded") + interpreter),
        ("Allergies", written(who.notes.allergies)),
        ("Medication", written("\n".join(who.notes.medication))),
        *(("Asked today", a.words(x.content)) for _, x in tuple(a.counted(DayQuestions))[-1:]),
        ("Emergency contact", written(reached)),
        ("Day", date(a.s.opened or a.known.now, a.known.zone)),
        ("From", ", ".join(filter(None, (who.details.name, who.details.address))) or written("")),
    )


def _handed(a: Account) -> list[Part]:
    """As it was recorded; where nobody has, lines to write on."""
    told = [(x, a.lint.masked(x.content)) for _, x in a.counted(Transferred)]
    if told:
        record, content = told[-1]
        rows = (("At", a.at(record.happened)), ("To", content.where), ("By", content.by), ("Said", content.handover))
        return [Facts(rows)]
    return [
        Text("Not recorded yet."),
        Blanks(("At", "To", "By", "Taken over by"), (("", "", "", ""),), (0.15, 0.35, 0.25, 0.25)),
    ]
