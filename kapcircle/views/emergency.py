"""The emergency card: whom to call and from where, and of one participant what a caller is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass

from kapcircle.core.details import Details
from kapcircle.core.ids import MINUTE, Instant, PersonId
from kapcircle.core.person.at_hand import AtHand
from kapcircle.core.record import latest
from kapcircle.core.session.people import doses, weight
from kapcircle.core.session.rules import touch
from kapcircle.core.session.state import Seat, Session
from kapcircle.core.session.team import team
from kapcircle.core.vitals import Vitals
from kapcircle.views.care import ALARM, cares
from kapcircle.views.presence import on_mats
from kapcircle.views.recorded import reading
from kapcircle.views.times import Zone, hour, short

NOT_WRITTEN = "not written down"
NO_ADDRESS, NO_NUMBER = "No address yet: Settings.", "No number yet: Settings."


@dataclass(frozen=True, slots=True)
class Card:
    """`lines` are name and words, in the order in which a caller is asked; `roles` who does what. `mat`, `name`: whose
    card it is; without a participant both are empty.
    """

    address: str
    number: str
    since: str
    mat: int | None = None
    name: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    lit: bool = False
    """Whether a lamp is marked for the mat."""
    also: str = ""
    """Who else is shown as an alarm, by mats: the card lies over the list and over half the ring."""


def card(
    s: Session,
    details: Details,
    people: Mapping[PersonId, AtHand],
    person: PersonId | None,
    now: Instant,
    zone: Zone,
) -> Card:
    """The card of one participant, or of none, from what is held in memory."""
    called = s.emergency
    since = "" if called is None else f"{hour(called, zone)}, {short(now - called)} min ago"
    also = _also(s, person, now)
    roles = (("calls", details.calls), ("stays", details.stays), ("opens the door", details.opens))
    shown = tuple((name, words or "say it aloud now") for name, words in roles)
    seat = None if person is None else _seat(s, person)
    empty = Card(details.address or NO_ADDRESS, details.emergency or NO_NUMBER, since, roles=shown, also=also)
    if seat is None:
        return empty
    known = people.get(seat.person, AtHand())
    lines = _lines(s, seat, known, now, zone)
    lit = seat.mat in s.plan.lit_mats
    return Card(empty.address, empty.number, since, seat.mat, known.alias, lines, shown, lit, also)


def _also(s: Session, person: PersonId | None, now: Instant) -> str:
    found = tuple(x.seat.person for x in cares(s, now) if x.shape == ALARM and x.seat.person != person)
    return f"Needs eyes too: {on_mats(s, found)}" if found else ""


def _seat(s: Session, person: PersonId) -> Seat | None:
    """Where they sit; before the circle opens, where they will."""
    planned = (Seat(who, mat) for who, mat in s.plan.mats if who == person)
    return s.seats.get(person) or next(planned, None)


def _lines(s: Session, seat: Seat, known: AtHand, now: Instant, zone: Zone) -> tuple[tuple[str, str], ...]:
    kilograms = weight(seat)
    agreed = touch(s, seat.person) if seat.person in s.seats else dict(s.plan.touch).get(seat.person)
    return (
        ("allergies", known.allergies or NOT_WRITTEN),
        ("medication", ", ".join(known.medication) or NOT_WRITTEN),
        ("dose", _doses(seat, now, zone)),
        ("last vitals", _vitals(seat, now)),
        ("weight", f"{kilograms:g} kg" if kilograms else "not measured today"),
        ("contact", known.contact or NOT_WRITTEN),
        ("touch", agreed.value if agreed else "not asked"),
        ("covered by", cover(s, seat.person) or "nobody is named"),
        *((("access", known.access),) if known.access else ()),
    )


def _doses(seat: Seat, now: Instant, zone: Zone) -> str:
    given = [
        f"{x.mg:g} mg {x.route.value} at {hour(record.happened, zone)}, {short(now - record.happened)} min ago"
        for record, x in doses(seat)
    ]
    return "; ".join(given) or "none recorded"


def _vitals(seat: Seat, now: Instant) -> str:
    found = latest(seat.counted, Vitals)
    if found is None:
        return "none recorded"
    record, measured = found
    ago = now - record.happened
    return f"{reading(measured)}, {f'{short(ago)} min ago' if ago >= MINUTE else 'now'}"


def cover(s: Session, person: PersonId) -> str:
    """Who of the team looks after a person now, whoever stands in counted; nothing where nobody does."""
    found = team(s)
    sitter = found.sitter_of(person)
    known = None if sitter is None else found.known.get(sitter)
    return "" if known is None else known.name
