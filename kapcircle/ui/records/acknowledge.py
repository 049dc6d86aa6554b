"""What wants an answer is acknowledged: what was done, and who was told. Nothing is proposed."""

from kapcircle.core.alarms import Acknowledged
from kapcircle.core.errors import Refused
from kapcircle.core.log import Stamp
from kapcircle.core.programme import Urgency
from kapcircle.core.session.concerns import concerns
from kapcircle.core.session.limits import alarms
from kapcircle.core.session.records import find_record
from kapcircle.ui.records.form import Form, Text, Values, Whom, needed
from kapcircle.ui.records.people import offered, person_named, said
from kapcircle.views.recorded import words_of
from kapcircle.views.times import hour

NOTHING = "Nothing of theirs waits to be acknowledged."


def waits(whom: Whom) -> Stamp | None:
    """The record that wants an answer most: a value outside the signed range first, the most urgent and oldest."""
    if whom.seat is None:
        return None
    programme = whom.session.plan.programme
    outside = [x for x in alarms(whom.seat, programme) if x.acknowledged is None]
    outside.sort(key=lambda x: (x.urgency is not Urgency.NOW, x.record.happened))
    asked = [x.record for x in concerns(whom.seat, programme, whom.now) if x.record is not None]
    return outside[0].record.stamp if outside else asked[0] if asked else None


def named(whom: Whom) -> str:
    """`120/80 at 14:05`: what would be acknowledged."""
    stamp = waits(whom)
    found = None if stamp is None else find_record(whom.session, stamp)
    return NOTHING if found is None else f"{words_of(found[1].content)}, at {hour(found[1].happened, whom.zone)}"


def _build(values: Values, whom: Whom) -> Acknowledged:
    stamp = waits(whom)
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
    lead=named,
)
