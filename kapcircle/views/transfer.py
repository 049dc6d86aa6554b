"""What goes along with somebody who is handed over: what was given, measured and seen, by alias and in order."""

from dataclasses import dataclass

from kapcircle.core.details import Details
from kapcircle.core.dose import DoseGiven, MedicineGiven
from kapcircle.core.ids import PersonId
from kapcircle.core.incident import Incident
from kapcircle.core.leaving import Transferred
from kapcircle.core.observation import Observed
from kapcircle.core.person.at_hand import AtHand
from kapcircle.core.record import Record, latest
from kapcircle.core.session.state import Session
from kapcircle.core.vitals import Vitals
from kapcircle.views.recorded import words_of
from kapcircle.views.times import Zone, hour

Pair = tuple[str, str]
NOT_WRITTEN = "not written down"


@dataclass(frozen=True, slots=True)
class TransferSheet:
    """`head` is name and words; the others a time and what was recorded then."""

    practice: str
    alias: str
    head: tuple[Pair, ...]
    given: tuple[Pair, ...]
    measured: tuple[Pair, ...]
    seen: tuple[Pair, ...]


def transfer_sheet(s: Session, details: Details, known: AtHand, person: PersonId, zone: Zone) -> TransferSheet:
    """Everything that counts of one participant, and nobody else."""
    seat = s.seats[person]
    going = latest(seat.counted, Transferred)
    to = "" if going is None else f"{going[1].where}, by {going[1].by}, {hour(going[0].happened, zone)}"
    head = (
        ("Transferred to", to or NOT_WRITTEN),
        ("Handed over", (going[1].handover if going else "") or NOT_WRITTEN),
        ("Allergies", known.allergies or NOT_WRITTEN),
        ("Medication", ", ".join(known.medication) or NOT_WRITTEN),
        ("Emergency contact", known.contact or NOT_WRITTEN),
        ("From", " · ".join(x for x in (details.name, details.address) if x) or NOT_WRITTEN),
    )

    def lines(*kinds: type) -> tuple[Pair, ...]:
        return tuple(_line(x, zone) for x in seat.counted if isinstance(x.content, kinds))

    measured, seen = lines(Vitals), lines(Observed, Incident)
    return TransferSheet(details.name, known.alias, head, lines(DoseGiven, MedicineGiven), measured, seen)


def _line(record: Record, zone: Zone) -> Pair:
    return hour(record.happened, zone), words_of(record.content)
