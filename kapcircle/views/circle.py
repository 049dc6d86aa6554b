"""What was noted in a circle; its seats and what needs eyes have modules of their own and are found here too."""

from dataclasses import dataclass

from kapcircle.core.ids import Instant, MemberId, PersonId
from kapcircle.core.log import Stamp
from kapcircle.core.record import Record
from kapcircle.core.session.recording import WITHDRAWAL
from kapcircle.core.session.state import Session
from kapcircle.views.eyes import Eye, eyes
from kapcircle.views.records import gone
from kapcircle.views.seats import Alias, Badge, SeatView, seats
from kapcircle.views.times import Zone, hour

__all__ = ["Alias", "Badge", "Eye", "NoteRow", "SeatView", "eyes", "notes", "seats"]


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note as written. `link` is what its reader may still do: `withdraw`, `strike`, or nothing; `struck` says
    that it no longer counts, and why.
    """

    key: Stamp
    when: str
    who: str
    text: str
    struck: str = ""
    link: str = ""


def notes(
    s: Session, me: MemberId, now: Instant, zone: Zone, alias: Alias, about: PersonId | None = None
) -> tuple[NoteRow, ...]:
    """Notes on one participant, or on everyone and the circle, the newest first."""
    pairs = [(seat.person, line) for seat in s.seats.values() for line in seat.lines]
    if about is None:
        chosen = [("", line) for line in s.lines] + [(alias(person), line) for person, line in pairs]
    else:
        chosen = [(alias(person), line) for person, line in pairs if person == about]
    newest = sorted(chosen, key=lambda pair: (pair[1].happened, pair[1].stamp), reverse=True)
    return tuple(_note(who, line, me, now, zone) for who, line in newest)


def _note(who: str, line: Record, me: MemberId, now: Instant, zone: Zone) -> NoteRow:
    fresh = line.by == me and now - line.at <= WITHDRAWAL
    link = "" if line.struck is not None else "withdraw" if fresh else "strike"
    return NoteRow(line.stamp, hour(line.happened, zone), who, line.text, gone(line.struck), link)
