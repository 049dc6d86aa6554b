"""Who has signed a dose beside the member who recorded it: two identified people stand for it.

A dose that was given stands at once, signed by one; that the second signature is still to come is shown until it is
there, or until somebody has said why there is none.

Who may sign is asked as they do it: what was signed under another rule stays signed.
"""

from collections.abc import Mapping

from kapcircle.core.dose import DoseSigned
from kapcircle.core.ids import MemberId
from kapcircle.core.record import Record, of
from kapcircle.core.session.people import doses
from kapcircle.core.session.state import Seat


def second(seat: Seat, dose: Record) -> Record | None:
    """The second signature of a dose, or why there is none; None: still to come."""
    found = [x for x, signed in of(seat.counted, DoseSigned) if signed.dose == dose.stamp]
    signed = [x for x in found if not x.content.why_not]
    return next(iter(signed or found), None)


def signers(dose: Record, clinical: Mapping[MemberId, str]) -> tuple[MemberId, ...]:
    """Those of the clinical team, named by `clinical`, whom a dose names beside the member who recorded it.

    Names in a dose are words: one that is spelt as nobody of the team is nobody's.
    """
    named = {_folded(dose.content.given_by), _folded(dose.content.witness)}
    return tuple(member for member, name in clinical.items() if member != dose.by and _folded(name) in named)


def may_sign(dose: Record, member: MemberId, clinical: Mapping[MemberId, str]) -> bool:
    """Whether somebody of the clinical team signs a dose as the second: never who recorded it; one of those it names;
    where it names nobody else of them, anybody else.
    """
    meant = signers(dose, clinical)
    return member != dose.by and (member in meant or not meant)


def who_may_sign(dose: Record, clinical: Mapping[MemberId, str]) -> str:
    """The same in words, as the beginning of a sentence."""
    names = [clinical[member] for member in signers(dose, clinical)]
    return " or ".join(names) if names else "Anybody else of the clinical team"


def _folded(name: str) -> str:
    return name.strip().casefold()


def unsigned(seat: Seat) -> tuple[Record, ...]:
    """The doses whose second signature is still to come, the oldest first."""
    return tuple(dose for dose, _ in doses(seat) if second(seat, dose) is None)
