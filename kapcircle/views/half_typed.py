"""What was begun in a circle and never saved, said before it closes: nobody would look for it afterwards."""

from collections.abc import Iterable

from kapcircle.core.ids import SessionId
from kapcircle.core.session.state import Session
from kapcircle.views.presence import runs_of


def half_typed(s: Session, sitting: SessionId, drafts: Iterable[str]) -> str:
    """Of the names of all drafts those of this circle: how many, and on which mats; nothing where there are none.

    The words of a name are parted by spaces; one is the circle, and one may be the participant.
    """
    mine = [set(name.split()) for name in drafts if sitting in name.split()]
    if not mine:
        return ""
    mats = sorted({seat.mat for seat in s.seats.values() for words in mine if seat.person in words})
    where = f" (mat {runs_of(mats)})" if mats else ""
    begun = "Something is" if len(mine) == 1 else f"{len(mine)} entries are"
    return f"{begun} begun and not saved{where}. It stays here, and can still be saved once the circle is closed."
