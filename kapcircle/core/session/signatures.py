"""Who has signed a dose beside the member who recorded it: two identified people stand for it.

A dose that was given stands at once, signed by one; that the second signature is still to come is shown until it is
there, or until somebody has said why there is none.
"""

from kapcircle.core.dose import DoseSigned
from kapcircle.core.record import Record, of
from kapcircle.core.session.people import doses
from kapcircle.core.session.state import Seat


def second(seat: Seat, dose: Record) -> Record | None:
    """The second signature of a dose, or why there is none; None: still to come."""
    found = [x for x, signed in of(seat.counted, DoseSigned) if signed.dose == dose.stamp]
    signed = [x for x in found if not x.content.why_not]
    return next(iter(signed or found), None)


def unsigned(seat: Seat) -> tuple[Record, ...]:
    """The doses whose second signature is still to come, the oldest first."""
    return tuple(dose for dose, _ in doses(seat) if second(seat, dose) is None)
