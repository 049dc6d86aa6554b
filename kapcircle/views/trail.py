"""The trail of a person, or of everybody: what was recorded, the newest first, and what may still be done about it."""

from collections.abc import Callable
from dataclasses import dataclass

from kapcircle.core.ids import Instant, MemberId, PersonId
from kapcircle.core.log import Stamp
from kapcircle.core.notes import Note
from kapcircle.core.record import Record
from kapcircle.core.session.contents import KINDS
from kapcircle.core.session.recording import WITHDRAWAL
from kapcircle.core.session.state import Seat, Session
from kapcircle.views.read_back import late
from kapcircle.views.recorded import signature, words_of
from kapcircle.views.records import gone
from kapcircle.views.times import Zone, hour

Alias = Callable[[PersonId], str]
Signs = Callable[[MemberId], str]
"""The initials of a member."""

MOST = 40
"""In one sight; the rest stands on the Review page."""

LONGEST, LONGEST_NOTE = 140, 1_200
"""Letters of one record in sight, some four lines, and of a note; the Review page has all of it."""


@dataclass(frozen=True, slots=True)
class TrailRow:
    """A record as written. `link` is what its reader may still do: `withdraw`, `strike`, or nothing; `struck` says that
    it no longer counts, and why. `more` is how late it was written down, and what was missing.
    """

    key: Stamp
    when: str
    who: str
    text: str
    by: str = ""
    struck: str = ""
    link: str = ""
    more: str = ""
    note: bool = False
    person: PersonId | None = None


def trail(
    s: Session, me: MemberId, now: Instant, zone: Zone, alias: Alias, signs: Signs, about: PersonId | None = None
) -> tuple[TrailRow, ...]:
    """The records of one participant, or of everyone and the circle: these say who. The newest stand first."""
    seats = [seat for seat in s.seats.values() if about in {None, seat.person}]
    pairs = [(seat, x) for seat in seats for x in seat.records]
    found: list[tuple[Seat | None, Record]] = [*pairs, *(((None, x) for x in s.records) if about is None else ())]
    found.sort(key=lambda pair: (pair[1].happened, pair[1].stamp), reverse=True)
    rows = []
    for seat, record in found[:MOST]:
        person = None if seat is None else seat.person
        who = "" if person is None or about is not None else alias(person)
        signed = signature(seat, record, signs)
        rows.append(_row(record, person, who, signs(record.by), _link(record, me, now), zone, signed))
    return tuple(rows)


def _link(record: Record, me: MemberId, now: Instant) -> str:
    if record.struck is not None:
        return ""
    fresh = record.by == me and now - record.at <= WITHDRAWAL
    return "withdraw" if fresh and KINDS[type(record.content)].withdrawn else "strike"


def _row(record: Record, person: PersonId | None, who: str, by: str, link: str, zone: Zone, signed: str) -> TrailRow:
    more = "; ".join(filter(None, [late(record.happened, record.at), *record.marks, signed]))
    note = isinstance(record.content, Note)
    when, words = hour(record.happened, zone), words_of(record.content)
    most = LONGEST_NOTE if note else LONGEST
    if len(words) > most:
        words = f"{words[:most].rpartition(' ')[0] or words[:most]} …"
    return TrailRow(record.stamp, when, who, words, by, gone(record.struck), link, more, note, person)
