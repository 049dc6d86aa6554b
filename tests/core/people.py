"""A made-up programme, and made-up people on their way to a session."""

from typing import Any

from kapcircle.core.facts import Actor
from kapcircle.core.ids import DAY, Instant, MemberId, Millis, ProgrammeId, SessionId
from kapcircle.core.person.consents import AnswerConsent
from kapcircle.core.person.contacts import EmergencyContact, SetEmergencyContact
from kapcircle.core.person.preparation import NameRide, RecordPreparation
from kapcircle.core.person.screening import Answer, RecordClearance, RecordScreening, Said
from kapcircle.core.programme import ConsentText, Programme, ScreeningItem
from kapcircle.core.roles import Role
from tests.made_up import START

MARA = Actor(MemberId("mara"), Role.FACILITATOR)
ILIC = Actor(MemberId("ilic"), Role.MEDICAL_LEAD)
ANA = Actor(MemberId("ana"), Role.COORDINATOR)

PSYCHOSIS = ScreeningItem("psychosis", "Active psychosis?", excludes=True, hard=True)
HEART = ScreeningItem("heart", "Disease of the heart?", excludes=True)
SUBSTANCES = ScreeningItem("substances", "Substance use?", excludes=True, unless="it is what is treated")
LIVER = ScreeningItem("liver", "Disease of the liver?")
ITEMS = (PSYCHOSIS, HEART, SUBSTANCES, LIVER)

TREATMENT = ConsentText("treatment", "Treatment", 2, "What the treatment is.", ("What may happen", "Whom to call"))
TOUCH = ConsentText("touch", "Touch", 1, "Which touch is agreed to.", required=False)
RECORDING = ConsentText("recording", "Recording", 1, "Nobody is recorded without a yes.", required=False)

PROGRAMME = Programme(
    ProgrammeId("harbour"),
    "Harbour",
    screening=ITEMS,
    consents=(TREATMENT, TOUCH, RECORDING),
    screening_lasts=Millis(180 * DAY),
)
SESSION = SessionId("medicine")
SESSION_DAY = Instant(START + 10 * DAY)


def answers(**said: Said) -> tuple[Answer, ...]:
    """The whole form: no, but for these."""
    return tuple(Answer(item, said.get(item.key, Said.NO)) for item in ITEMS)


def screening(on: int = START, lasts: int = 180, **said: Said) -> RecordScreening:
    return RecordScreening(PROGRAMME.id, 1, answers(**said), Instant(on), Millis(lasts * DAY))


def clearance(days: int = 90, **more: Any) -> RecordClearance:
    until = Instant(START + days * DAY)
    return RecordClearance(**{"prescriber": "Dr Ilić", "outside": False, "on": START, "expires": until, **more})


def consent(text: ConsentText = TREATMENT, **more: Any) -> AnswerConsent:
    back = tuple(True for _ in text.teach_back)
    given = {"text": text, "yes": True, "said_back": back, "on": START, "typed": "Wren", "witness": "Jonas"}
    return AnswerConsent(**{**given, **more})


def ready() -> tuple[tuple[Any, Actor], ...]:
    """What makes a person ready for the session, and who does it."""
    return (
        (screening(), MARA),
        (clearance(), ILIC),
        (consent(), ANA),
        (RecordPreparation("With Jonas, by video", Instant(START)), ANA),
        (SetEmergencyContact(EmergencyContact("Linden", "sister", "09876 54321")), ANA),
        (NameRide(SESSION, "Taxi", "Reed", "01234 567890"), ANA),
    )
