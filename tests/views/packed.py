"""A made-up paper pack: four people, a signed programme, a practice whose number and address are known."""

from dataclasses import replace

from kapcircle.core.attending import Duty, TeamMember
from kapcircle.core.details import Details
from kapcircle.core.ids import MemberId
from kapcircle.core.observation import Touch
from kapcircle.core.person.contacts import EmergencyContact, Escort
from kapcircle.core.person.identity import Names
from kapcircle.views.paper_pack import Card, Pack
from tests.made_up import START, small_plan
from tests.safety.rooms import P1, P2, P3, P4, PROGRAMME, RUNDOWN

PLACE = Details("Harbour practice (made up)", "1 Made-up Lane, Harbour", "000 (made up)", "000 222")
WREN = Card(
    P1,
    "Wren",
    1,
    Names("Renate Beispiel", "Reni", "she", 1980),
    "nuts (made up)",
    ("Invented 5 mg in the morning",),
    EmergencyContact("Ana Probe", "sister", "000 333"),
    Escort("Ana Probe", "000 333"),
    Touch.HAND,
    "a hand on the back; her name",
)
CARDS = (WREN, Card(P2, "Heron", 2), Card(P3, "Ash", 3), Card(P4, "Juniper", 4))


def pack(**more: object) -> Pack:
    plan = replace(small_plan(RUNDOWN), programme=PROGRAMME)
    team = ((TeamMember(MemberId("ilic"), Duty.MEDICAL_LEAD), "Dr. Ilić (made up)"),)
    made = Pack("Harbour circle", plan, CARDS, team, PLACE, lambda _: 60, START)
    return replace(made, **more)  # type: ignore[arg-type] # a test names one of its fields
