"""A round of check-ins: whose turn it is, read off what was recorded since the round began."""

from typing import NamedTuple

from kapcircle.core.checkin import CheckIn
from kapcircle.core.ids import Instant, Millis, PersonId
from kapcircle.core.record import Record, of, valid
from kapcircle.core.session.presence import presence_of
from kapcircle.core.session.state import Seat, Session
from kapcircle.core.staffing import RoundBegan, RoundEnded


class Round(NamedTuple):
    """A round under way, in the order of the seats: who has spoken or passed, whose turn it is (nobody's at its end),
    since when, and how long each has (0: no clock).
    """

    order: tuple[PersonId, ...]
    done: frozenset[PersonId]
    turn: PersonId | None
    since: Instant
    each: Millis

    def left(self, now: Instant) -> Millis | None:
        """How long they still have the talking piece, less than zero once it is over; None without a clock."""
        return Millis(self.each - max(0, now - self.since)) if self.each and self.turn is not None else None


def round_of(s: Session) -> Round | None:
    """The round under way. Whoever is away is passed over; whoever comes while it goes on comes last."""
    marks = [x for x in valid(s.records) if isinstance(x.content, RoundBegan | RoundEnded)]
    if not marks or isinstance(marks[-1].content, RoundEnded):
        return None
    began: Record = marks[-1]
    seats = [seat for seat in s.seats.values() if not presence_of(seat).away]
    order = tuple(seat.person for seat in sorted(seats, key=lambda seat: _place(seat, began.happened)))
    said = {seat.person: at for seat in s.seats.values() if (at := _said(seat, began)) is not None}
    turn = next((person for person in order if person not in said), None)
    return Round(order, frozenset(said), turn, max((began.happened, *said.values())), began.content.each)


def _place(seat: Seat, began: Instant) -> tuple[int, int]:
    """Those who were there, or of whom nothing is known, by their mats; then those who came, in that order."""
    arrived = presence_of(seat).arrived
    return (arrived if arrived is not None and arrived > began else 0, seat.mat)


def _said(seat: Seat, began: Record) -> Instant | None:
    """When a person last said or passed in this round."""
    since = (x.happened for x, _ in of(seat.counted, CheckIn) if (x.happened, x.stamp) > (began.happened, began.stamp))
    return max(since, default=None)
