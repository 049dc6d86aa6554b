"""What wants an answer is acknowledged: what was done, and who was told. Nothing is proposed."""

from kapcircle.core.alarms import Acknowledged
from kapcircle.core.errors import Refused
from kapcircle.core.leaving import LeftUnseen
from kapcircle.core.log import Stamp
from kapcircle.core.session import people
from kapcircle.ui.records.form import Form, Text, Values, Whom, needed
from kapcircle.ui.records.people import offered, person_named, said
from kapcircle.views.banner import NO_MONITOR
from kapcircle.views.chosen import asks, waiting

BACK = "If they are here again, their attendance says so: then their checks go on."
NOTHING = "Nothing of theirs waits to be acknowledged."


def _lead(whom: Whom) -> str:
    seat = whom.seat
    asked = "" if seat is None else waiting(whom.session, seat, whom.now, whom.zone)
    gone = None if seat is None else people.left(seat)
    found = f"\n{BACK}" if gone is not None and isinstance(gone[1], LeftUnseen) else ""
    return f"{asked}{found}\n{NO_MONITOR}" if asked else NOTHING


def _asked(whom: Whom) -> Stamp | None:
    return None if whom.seat is None else asks(whom.session, whom.seat, whom.now)


def _build(values: Values, whom: Whom) -> Acknowledged:
    stamp = _asked(whom)
    if stamp is None:
        raise Refused(NOTHING)
    return Acknowledged(stamp, values["done"], values["told"])


ACKNOWLEDGE = Form(
    "acknowledge",
    "Acknowledge",
    Acknowledged,
    (
        Text("done", "what was done", needed("Say what was done.")),
        Text("told", "who was told", person_named, offers=offered, says=said),
    ),
    _build,
    lead=_lead,
    about=_asked,
)
