"""The incidents and near misses of a circle, the newest first: of its people, and of nobody in particular."""

from dataclasses import dataclass

from kapcircle.core.ids import Instant
from kapcircle.core.incident import Incident
from kapcircle.core.log import Stamp
from kapcircle.core.record import of
from kapcircle.core.session.state import Session
from kapcircle.views.read_back import whose
from kapcircle.views.recorded import words_of
from kapcircle.views.seats import Alias
from kapcircle.views.times import Zone, hour


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One that counts: `what` names it, `words` say all of it."""

    stamp: Stamp
    when: Instant
    what: str
    words: str
    open: bool


def incidents(s: Session, zone: Zone, alias: Alias) -> tuple[IncidentRow, ...]:
    """Every one that counts."""
    places = [("The circle", s.records), *((whose(x.mat, alias(x.person)), x.counted) for x in s.seats.values())]
    found = [
        IncidentRow(
            record.stamp,
            record.happened,
            f"{who}: {x.kind}",
            f"{hour(record.happened, zone)}  {who}: {words_of(x)}",
            not x.resolved,
        )
        for who, records in places
        for record, x in of(records, Incident)
    ]
    return tuple(sorted(found, key=lambda row: (row.when, row.stamp), reverse=True))
