"""What wants eyes beside what is due: what was recorded and has no answer yet, and whom nobody has seen for long."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import combinations

from kapcircle.core.attendance import Attended
from kapcircle.core.checkin import CheckIn
from kapcircle.core.dose import DoseGiven, MedicineGiven
from kapcircle.core.ids import Instant, PersonId
from kapcircle.core.incident import Incident
from kapcircle.core.leaving import EscortTrouble, LeftUnseen
from kapcircle.core.log import Stamp
from kapcircle.core.notes import Note
from kapcircle.core.observation import Depth, Observed, Preset, TouchAgreed
from kapcircle.core.programme import Programme
from kapcircle.core.questions import DayQuestions
from kapcircle.core.record import Record, latest, of
from kapcircle.core.session import people
from kapcircle.core.session.clocks import under_medicine
from kapcircle.core.session.limits import acknowledged
from kapcircle.core.session.schedule import GONE
from kapcircle.core.session.state import Seat
from kapcircle.core.vitals import Vitals, VitalsNotTaken

SEEN = (Vitals, VitalsNotTaken, Observed, CheckIn, DoseGiven, MedicineGiven, TouchAgreed, Incident, Note)
"""What nobody can record of a person without having looked at them."""

AWAY = (Preset.RESTROOM_OUT, Preset.RESTROOM_BACK)


class Kind(Enum):
    """Why somebody wants eyes, the most urgent first."""

    SAFETY = "safety question answered yes, no decision recorded"
    DEPTH = "not responding as expected"
    DOUBLE = "possible double entry"
    LEFT_UNSEEN = "left unseen"
    LEFT_EARLY = "left early after a dose"
    INCIDENT = "incident not resolved yet"
    RESTROOM = "restroom, not back"
    ESCORT = "escort late or wrong, still here"
    UNSEEN = "last seen"


@dataclass(frozen=True, slots=True)
class Concern:
    """Of a kind, since when, and the record that an answer names; `record` None: looking is the answer."""

    person: PersonId
    kind: Kind
    since: Instant
    record: Stamp | None = None


def concerns(seat: Seat, programme: Programme, now: Instant) -> tuple[Concern, ...]:
    """What wants eyes of one person; of somebody who has left only what is still to be answered."""
    answered = acknowledged(seat.counted)
    found = [*_safety(seat), *doubles(seat, programme), *_left_unseen(seat), *open_incidents(seat)]
    if people.left(seat) is None:
        found += [*_depth(seat), *_left_early(seat), *_restroom(seat), *_escort(seat), *_unseen(seat, programme, now)]
    return tuple(x for x in found if x.kind is Kind.INCIDENT or x.record is None or x.record not in answered)


def _safety(seat: Seat) -> Iterator[Concern]:
    """A yes is open until it is written what was decided."""
    found = latest(seat.counted, DayQuestions)
    if found is not None and found[1].safety and not found[1].decision.strip():
        yield Concern(seat.person, Kind.SAFETY, found[0].happened, found[0].stamp)


def _depth(seat: Seat) -> Iterator[Concern]:
    """Until another depth is seen, or somebody has answered."""
    found = depth(seat)
    if found is not None and found[1] is Depth.UNEXPECTED:
        yield Concern(seat.person, Kind.DEPTH, found[0].happened, found[0].stamp)


def depth(seat: Seat) -> tuple[Record, Depth] | None:
    """How deep they seemed when somebody last said."""
    found = [(record, x.depth) for record, x in of(seat.counted, Observed) if x.depth is not None]
    return found[-1] if found else None


def distress(seat: Seat) -> int | None:
    """How distressed they were when somebody last said, 0 to 10."""
    found = [x.distress for _, x in of(seat.counted, Observed) if x.distress is not None]
    return found[-1] if found else None


def _left_unseen(seat: Seat) -> Iterator[Concern]:
    """Until it is answered that they were found, or written down how they left."""
    found = people.left(seat)
    if found is not None and isinstance(found[1], LeftUnseen):
        yield Concern(seat.person, Kind.LEFT_UNSEEN, found[0].happened, found[0].stamp)


def open_incidents(seat: Seat) -> Iterator[Concern]:
    """Each until it is put right as resolved: an answer alone does not close it."""
    for record, x in of(seat.counted, Incident):
        if not x.resolved:
            yield Concern(seat.person, Kind.INCIDENT, record.happened, record.stamp)


def _restroom(seat: Seat) -> Iterator[Concern]:
    found = [(record, x.preset) for record, x in of(seat.counted, Observed) if x.preset in AWAY]
    if found and found[-1][1] is Preset.RESTROOM_OUT:
        yield Concern(seat.person, Kind.RESTROOM, found[-1][0].happened)


def _escort(seat: Seat) -> Iterator[Concern]:
    """Whoever waits for their ride is not forgotten: until they have left, or somebody has answered."""
    found = latest(seat.counted, EscortTrouble)
    if found is not None:
        yield Concern(seat.person, Kind.ESCORT, found[0].happened, found[0].stamp)


def _left_early(seat: Seat) -> Iterator[Concern]:
    """Whoever had medicine leaves in one of the ways of leaving; that they are gone is not one of them."""
    found = latest(seat.counted, Attended)
    if found is not None and found[1].status in GONE and people.first_dose(seat) is not None:
        yield Concern(seat.person, Kind.LEFT_EARLY, found[0].happened)


def _unseen(seat: Seat, programme: Programme, now: Instant) -> Iterator[Concern]:
    last = seen(seat)
    if last is not None and now - last > programme.unseen and under_medicine(seat, programme, now):
        yield Concern(seat.person, Kind.UNSEEN, last)


def seen(seat: Seat) -> Instant | None:
    """When somebody last recorded anything that they had seen of a person."""
    return next((x.happened for x in reversed(seat.counted) if isinstance(x.content, SEEN)), None)


def doubles(seat: Seat, programme: Programme) -> Iterator[Concern]:
    """Two doses that may be one injection: the same route and amount within minutes, from two people or two laptops.

    Both stand; it is asked until one of them is struck, or the one that was written later is acknowledged.
    """
    found = {
        max(a.stamp, b.stamp): max(a.happened, b.happened)
        for (a, x), (b, y) in combinations(people.doses(seat), 2)
        if (x.route, x.mg) == (y.route, y.mg)
        and (a.by != b.by or a.stamp.device != b.stamp.device)
        and b.happened - a.happened <= programme.one_injection
    }
    for record, since in found.items():
        yield Concern(seat.person, Kind.DOUBLE, since, record)
