"""Who is still to leave, and what is missing for each: what closing a circle with somebody in it leads to."""

from dataclasses import dataclass

from kapcircle.core.ids import Instant, PersonId
from kapcircle.core.leaving import EscortTrouble, ReadyToLeave
from kapcircle.core.record import latest
from kapcircle.core.session.gates import before_leaving, inside
from kapcircle.core.session.people import doses
from kapcircle.core.session.state import Seat, Session
from kapcircle.views.recorded import words_of
from kapcircle.views.seats import Alias
from kapcircle.views.times import Zone, hour


@dataclass(frozen=True, slots=True)
class Staying:
    """Somebody who is still here."""

    person: PersonId
    mat: int
    name: str
    words: str
    medicine: bool = True


def staying(s: Session, now: Instant, zone: Zone, alias: Alias, *, covered: bool = False) -> tuple[Staying, ...]:
    """In mat order; covered, without a name or a reason."""
    found = (
        Staying(x.person, x.mat, alias(x.person), _words(s, x, now, zone), medicine=bool(doses(x))) for x in inside(s)
    )
    return tuple(Staying(x.person, x.mat, "", "", x.medicine) if covered else x for x in found)


def _words(s: Session, seat: Seat, now: Instant, zone: Zone) -> str:
    if not doses(seat):
        return "no medicine"
    missing = [gap.words for gap in before_leaving(s, seat, now)]
    ready, waits = latest(seat.counted, ReadyToLeave), latest(seat.counted, EscortTrouble)
    words = "not stamped as ready" if ready is None else f"ready since {hour(ready[0].happened, zone)}"
    return "; ".join((*missing, words, *([] if waits is None else [words_of(waits[1])])))


def staying_lines(found: tuple[Staying, ...]) -> tuple[str, ...]:
    """One line for each who had medicine, and one for all the others."""
    lines = [f"{x.mat} {x.name}: {x.words}" if x.name else f"Mat {x.mat}" for x in found if x.medicine]
    others = ", ".join(str(x.mat) for x in found if not x.medicine)
    return (*lines, *([f"Without medicine, mat {others}: L records that they left."] if others else []))
