"""What a record becomes before it is written: completed with what it relied on, and marked with what was missing."""

from dataclasses import replace
from typing import Any

from kapcircle.core.alarms import Acknowledged
from kapcircle.core.attendance import Readied
from kapcircle.core.dose import DoseGiven, DoseSigned
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts
from kapcircle.core.gates import Gap
from kapcircle.core.ids import Instant, PersonId
from kapcircle.core.leaving import Discharged
from kapcircle.core.log import Stamp
from kapcircle.core.observation import Touch, TouchAgreed
from kapcircle.core.programme import DoseRange, Programme
from kapcircle.core.readiness import Readiness
from kapcircle.core.record import OUTSIDE_GATE, of
from kapcircle.core.session import people
from kapcircle.core.session.gates import gate_a, gate_b, gate_c, overridden, since_ready
from kapcircle.core.session.signatures import may_sign, who_may_sign
from kapcircle.core.session.state import Seat, Session
from kapcircle.core.session.team import check_team
from kapcircle.core.staffing import Covering, OnBreak, RoomOverridden

WIDENING = (Touch.NONE, Touch.ASK, Touch.HAND, Touch.SHOULDER)
"""From the narrowest to the widest."""


def settle(
    s: Session, person: PersonId | None, content: Any, facts: Facts, *, by_hand: bool = False
) -> tuple[Any, tuple[str, ...]]:
    """The content as it is written, and its marks; or raise Refused.

    What was written `by_hand` while it was done is not about to be done any more: a gate that held is marked.
    """
    match content:
        case RoomOverridden(stand, reason):
            overridden(gate_b(s, facts), stand, reason, facts, "The room waits.")
        case Readied() if person is not None:
            known = facts.readiness.get(person, Readiness())
            seat, at = _as_it_was(s.seats[person], facts) if by_hand else (s.seats[person], facts.now)
            return _gated(content, gate_a(s, seat, known, at), "Not ready yet.", facts, by_hand=by_hand)
        case Discharged() if person is not None:
            was, at = _as_it_was(s.seats[person], facts)
            found = gate_c(s, was if by_hand else s.seats[person], content, at)
            return _gated(content, found, "Not to be discharged yet.", facts, by_hand=by_hand)
        case TouchAgreed(touch) if person is not None:
            narrower(s, person, touch)
        case Acknowledged(record) if person is not None:
            _theirs(s.seats[person], record)
        case Covering() | OnBreak():
            check_team(s, content)
        case DoseGiven() if person is not None:
            return _given(s, s.seats[person], content, facts)
        case DoseSigned() if person is not None:
            _second(s.seats[person], content, facts)
    return content, ()


def _as_it_was(seat: Seat, facts: Facts) -> tuple[Seat, Instant]:
    """The seat when it happened, and when that was: what came later opened no gate before it."""
    at = facts.now if facts.happened is None else facts.happened
    return replace(seat, records=tuple(x for x in seat.records if x.happened <= at)), at


def _gated(
    content: Readied | Discharged, found: tuple[Gap, ...], heading: str, facts: Facts, *, by_hand: bool
) -> tuple[Any, tuple[str, ...]]:
    if by_hand:
        return content, tuple(f"{OUTSIDE_GATE}: {gap.words}" for gap in found)
    overridden(found, content.overridden, content.reason, facts, heading)
    return content, ()


def touch(s: Session, person: PersonId) -> Touch | None:
    """Which touch a person agrees to now, the narrowest of all that was said; None where nobody has asked.

    So it is never widened, neither by two laptops that did not know of each other nor by what is entered late.
    """
    planned = dict(s.plan.touch).get(person)
    agreed = [x.touch for _, x in of(s.seats[person].counted, TouchAgreed)]
    return min([*agreed, *([] if planned is None else [planned])], key=WIDENING.index, default=None)


def _theirs(seat: Seat, record: Stamp) -> None:
    """An answer is to a record of the same person that counts: another's alarm is not answered by it."""
    if all(x.stamp != record for x in seat.counted):
        raise Refused(f"This is no record of mat {seat.mat}, or it is struck. Choose the value that you have seen.")


def _second(seat: Seat, signed: DoseSigned, facts: Facts) -> None:
    """Two people sign a dose: who recorded it, and another of those it names. Whoever is clinical says why not."""
    dose = next((x for x, _ in people.doses(seat) if x.stamp == signed.dose), None)
    if dose is None:
        raise Refused(f"This is no dose of mat {seat.mat}, or it is struck.")
    me = facts.actor.member
    if not signed.why_not.strip() and not may_sign(dose, me, facts.clinical):
        why = "you have recorded it" if dose.by == me else "whoever recorded it, and one of those it names"
        raise Refused(f"Two people sign a dose: {why}. {who_may_sign(dose, facts.clinical)} may sign it too.")


def narrower(s: Session, person: PersonId, wanted: Touch) -> None:
    """Raise Refused where the touch that is wanted is wider than the one they agreed to."""
    now = touch(s, person)
    if now is not None and WIDENING.index(wanted) > WIDENING.index(now):
        raise Refused(f"They agreed to “{now.value}”. In a session touch is narrowed and never widened.")


def _given(s: Session, seat: Seat, given: DoseGiven, facts: Facts) -> tuple[DoseGiven, tuple[str, ...]]:
    """A dose that was given is recorded, whatever was missing; only the person must be the one who was meant."""
    if given.mat != seat.mat:
        raise Refused(f"You confirmed mat {given.mat}, and this is mat {seat.mat}. Choose the right person.")
    settled = replace(given, outside_range=outside_range(s.plan.programme, seat, given))
    return settled, tuple(f"{OUTSIDE_GATE}: {words}" for words in _lacked(s, seat, facts))


def _lacked(s: Session, seat: Seat, facts: Facts) -> tuple[str, ...]:
    """What was missing as the dose was given, as far as it is known."""
    ready, known = people.ready(seat), facts.readiness.get(seat.person)
    if ready is None:
        return ("not marked ready",)
    return () if known is None else tuple(gap.words for gap in since_ready(s, seat, ready, known, facts.now))


def outside_range(programme: Programme, seat: Seat, given: DoseGiven) -> bool:
    """Whether a dose is outside the programme's own signed range at its route: a neutral check, and nothing more.

    A range in mg/kg says nothing of a person whose weight nobody has recorded.
    """
    known = next((x for x in programme.doses if x.route is given.route), None)
    if known is None or not programme.limits_hold:
        return False
    amount = _amount(known, seat, given.mg)
    return amount is not None and not known.low <= amount <= known.high


def _amount(known: DoseRange, seat: Seat, mg: float) -> float | None:
    if known.unit != "mg/kg":
        return mg
    kilograms = people.weight(seat)
    return mg / kilograms if kilograms else None
