"""What is written of people: values of the lines of `golden.jsonl`, in their order there. None is added here."""

from typing import Any

from kapcircle.core.ids import Device, Digest, Instant, ProgrammeId, SessionId
from kapcircle.core.log import Stamp
from kapcircle.core.observation import Touch
from kapcircle.core.person import (
    consents,
    contacts,
    documents,
    identity,
    needs,
    preferences,
    preparation,
    safety,
    screening,
    standing,
)
from kapcircle.core.programme import ConsentText, ScreeningItem

DAY_ONE, DAY_TWO = Instant(1_800_000_000_000), Instant(1_815_552_000_000)
ANSWERS = (
    screening.Answer(ScreeningItem("psychosis", "Active psychosis?", True, True, source="label"), screening.Said.NO),
    screening.Answer(
        ScreeningItem("substances", "Substance use?", True, unless="it is what is treated"),
        screening.Said.YES,
        "Wein, täglich",
        True,
    ),
    screening.Answer(ScreeningItem("liver", "Disease of the liver?"), screening.Said.UNKNOWN),
)
TREATMENT = ConsentText("treatment", "Treatment", 2, "What it is.\nAnd is not.", ("Whom to call",))

PEOPLE: tuple[Any, ...] = (
    identity.NamesSet(identity.Names("Renate Beispiel", "Wren", "she/her", 1980)),
    identity.NamesSet(identity.Names("Renate Beispiel")),
    standing.StatusSet(standing.Status.ENQUIRED, Instant(1_800_000_000_000)),
    standing.StatusSet(standing.Status.SCREENED, Instant(1_800_000_000_000)),
    standing.StatusSet(standing.Status.ENROLLED, Instant(1_800_000_000_000)),
    standing.StatusSet(standing.Status.PAUSED, Instant(1_800_000_000_000), "family"),
    standing.StatusSet(standing.Status.WITHDRAWN, Instant(1_800_000_000_000)),
    standing.StatusSet(standing.Status.COMPLETED, Instant(1_800_000_000_000)),
    contacts.ContactsSet(contacts.Contacts("0660 1234567", "wren@example.org", "Hafen 1\n1010 Wien")),
    contacts.EmergencyContactSet(contacts.EmergencyContact("Ana Probe", "sister", "0660 7654321")),
    contacts.EscortsSet(contacts.Escorts(contacts.Escort("Ben Probe", "0660 2222222"))),
    needs.AccessSet(needs.Access("Bosnian", True, "a chair")),
    needs.CareNotesSet(needs.CareNotes("nuts", ("an inhaler",))),
    preferences.PreferencesSet(preferences.Preferences("bells", True, Touch.HAND, "slammed doors", "a blanket")),
    preferences.PreferencesSet(preferences.Preferences(touch=Touch.NONE)),
    preferences.PreferencesSet(preferences.Preferences(touch=Touch.ASK)),
    preferences.PreferencesSet(preferences.Preferences(touch=Touch.SHOULDER)),
    preferences.PreferencesSet(preferences.Preferences()),
    preferences.DemographicsSet(preferences.Demographics("a woman", "", "", "", "carpenter", "grew up at sea")),
    screening.Screened(ProgrammeId("g1"), 3, ANSWERS, DAY_ONE, DAY_TWO),
    screening.ItemReviewed(Stamp(7, Device("laptop")), "liver", True, "Values seen."),
    screening.Cleared("Dr. Ilić", False, DAY_ONE, DAY_TWO, "Not on the floor."),
    screening.Cleared("Dr. Fern", True, DAY_ONE, DAY_TWO),
    screening.ClearanceWithdrawn("New medication."),
    consents.ConsentAnswered(TREATMENT, True, (True,), DAY_ONE, Digest("09af"), "", "Jonas"),
    consents.ConsentAnswered(TREATMENT, False, (False,), DAY_ONE, typed="", witness=""),
    consents.ConsentWithdrawn("treatment", DAY_TWO, "Not any more."),
    documents.DocumentAttached(Digest("09af"), "Brief.png", documents.DocumentKind.CLEARANCE, 4096),
    preparation.PreparationAttended("By video, with Jonas", DAY_ONE),
    preparation.RideNamed(SessionId("s1"), "Taxi", "Fern", "01234 567890"),
    safety.SafetyFlagged("Said yes to the question."),
    safety.SafetyDecided(Stamp(8, Device("laptop")), "Dr. Ilić, psychiatrist", "Seen today.", True),
)
