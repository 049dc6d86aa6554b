"""Who is still to leave, and what is missing for each: what closing a circle with somebody in it leads to."""

from collections.abc import Sequence
from dataclasses import dataclass

from kapcircle.core.errors import Refused
from kapcircle.core.ids import Instant, PersonId
from kapcircle.core.leaving import EscortTrouble, ReadyToLeave
from kapcircle.core.record import latest
from kapcircle.core.session.gates import before_leaving, inside
from kapcircle.core.session.people import doses
from kapcircle.core.session.state import Seat, Session
from kapcircle.views.presence import runs_of
from kapcircle.views.recorded import words_of
from kapcircle.views.seats import Alias
from kapcircle.views.times import Zone, hour

TOGETHER = "\u00a0"
"""Between a mat and its name no line ends."""


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
    """Everybody once: who had medicine by what they wait for, one line for each; and one for all the others."""
    waits: dict[str, list[Staying]] = {}
    for x in found:
        if x.medicine:
            waits.setdefault(x.words, []).append(x)
    lines = [f"{_named(group)}: {words}" if words else _named(group).capitalize() for words, group in waits.items()]
    others = [x for x in found if not x.medicine]
    return (*lines, *([f"Without medicine, {_named(others)}: L records that they left."] if others else []))


def _named(found: Sequence[Staying]) -> str:
    """`3 Ash, 5 Lark`; covered `mats 3, 5`."""
    if all(x.name for x in found):
        return ", ".join(f"{x.mat}{TOGETHER}{x.name}" for x in found)
    return f"mat{'s' if len(found) > 1 else ''} {runs_of(x.mat for x in found)}"


def of_mat(found: Sequence[Staying], typed: str) -> PersonId:
    """Who is meant by the number of a mat, as in `12` or `12L`. Raises Refused where none of them sits there."""
    number = typed.strip().upper().removesuffix("L").strip()
    meant = [x.person for x in found if str(x.mat) == number]
    if not meant:
        raise Refused(f"Type one of these mats: {runs_of(x.mat for x in found)}.")
    return meant[0]
