"""Gates at the seat and at GO: what is missing is listed, and the medical lead may let it stand, with a reason."""

from kapcircle.core.attendance import Readied
from kapcircle.core.errors import Refused
from kapcircle.core.gates import Gap
from kapcircle.core.questions import DayQuestions
from kapcircle.core.record import latest
from kapcircle.core.staffing import RoomOverridden
from kapcircle.ui.records.form import Form, Text, Values, Whom, limits, missing
from kapcircle.views.gaps import readable
from kapcircle.views.recorded import answers

HARD = "Nobody overrides this: {}."
ASK = "Settle what is missing, or let the medical lead say why it may stand."
REASON = Text("reason", "let stand, why", hint="the medical lead alone", shown=missing)


def let_stand(found: tuple[Gap, ...], reason: str, *, details: bool = True) -> tuple[str, ...]:
    """The words of the gaps that are let stand; raises Refused where that cannot be, or nobody says why."""
    if hard := readable((gap for gap in found if gap.hard), details=details):
        raise Refused(HARD.format("; ".join(gap.words for gap in hard)))
    if found and not reason.strip():
        raise Refused(ASK)
    return tuple(gap.words for gap in found)


def _lacks(whom: Whom) -> tuple[Gap, ...]:
    return () if whom.person is None or whom.seat is None else whom.hand.lacks(whom.person)


def _readied(said: Values, whom: Whom) -> Readied:
    reason = said.get("reason", "")
    stand = let_stand(_lacks(whom), reason, details=whom.hand.details)
    return Readied(stand, reason if stand else "")


def _ready_lead(whom: Whom) -> str:
    """Within which limits, and what was said today: it is the last that is read before medicine."""
    said = "" if _lacks(whom) else "Nothing is missing. Enter marks them ready for medicine."
    return "\n".join(filter(None, (limits(whom), _said_today(whom), said)))


def _said_today(whom: Whom) -> str:
    found = None if whom.seat is None or not whom.hand.details else latest(whom.seat.counted, DayQuestions)
    return "" if found is None else f"Said today: {answers(found[1])}"


READY = Form(
    "ready",
    "Ready for medicine",
    Readied,
    (REASON,),
    _readied,
    lead=_ready_lead,
    gaps=_lacks,
    stands=lambda x: bool(x.overridden),
)


def _waits(whom: Whom) -> tuple[Gap, ...]:
    return whom.hand.waits()


def _room(said: Values, whom: Whom) -> RoomOverridden:
    found = _waits(whom)
    if not found:
        raise Refused("Nothing is missing any more. GO starts it.")
    reason = said["reason"]
    return RoomOverridden(let_stand(found, reason, details=whom.hand.details), reason)


def _room_lead(whom: Whom) -> str:
    return "" if _waits(whom) else "Nothing is missing any more. Esc closes this, and GO starts it."


ROOM = Form(
    "room",
    "The room waits",
    RoomOverridden,
    (REASON,),
    _room,
    lead=_room_lead,
    gaps=_waits,
    stands=lambda _: True,
)
