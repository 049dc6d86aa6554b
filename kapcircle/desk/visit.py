"""Ordinary undo for plans and people: what a member changed since they sat down, taken back and brought back."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts
from kapcircle.core.ids import CohortId, CommandId, PersonId, SessionId, StreamId, TrackId, stream_of
from kapcircle.desk.desk import Desk, Step


@dataclass(frozen=True, slots=True)
class Place:
    """Where a change is seen: in a cohort, in one of its sessions, or, without a cohort, with one participant, or in
    `practice`, the stream of what all circles share; there with one `track` of the music.
    """

    cohort: CohortId | None
    session: SessionId | None = None
    person: PersonId | None = None
    practice: StreamId | None = None
    track: TrackId | None = None

    @property
    def stream(self) -> StreamId:
        """A stream that knows of the change."""
        if self.practice is not None:
            return self.practice
        return stream_of("person", self.person or "") if self.cohort is None else stream_of("cohort", self.cohort)


@dataclass(frozen=True, slots=True)
class Deed:
    """A command that may be taken back, where it is seen, and the sessions that it put on the calendar or took off."""

    place: Place
    command: CommandId
    calendar: tuple[SessionId, ...] = ()


class Visit:
    """Reaches back to when the vault was opened or another member sat down, and no further: never to older plans."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._actor = desk, desk.actor
        self._done: list[Deed] = []
        self._undone: list[Deed] = []

    def do(self, place: Place, *steps: Step, calendar: Collection[SessionId] = (), facts: Facts | None = None) -> None:
        """Obey commands as one. Raises Refused with nothing changed; what changes nothing is nothing to take back."""
        self._see_who_is_here()
        command = self._desk.do(*steps, facts=facts)
        if any(self._desk.stands(stream, command) for stream, _ in steps):
            self._done.append(Deed(place, command, tuple(calendar)))
            self._undone.clear()

    @property
    def latest(self) -> Deed:
        """What undo would take back. Raises Refused where there is nothing."""
        self._see_who_is_here()
        return _last(self._done, "There is nothing to undo since you came in.")

    @property
    def undone(self) -> Deed:
        """What redo would bring back. Raises Refused where there is nothing."""
        self._see_who_is_here()
        return _last(self._undone, "There is nothing to redo.")

    def undo(self) -> Place:
        """Take the latest deed back in every stream it touched; returns where that is seen."""
        return self._turn(self.latest, self._done, self._undone)

    def redo(self) -> Place:
        """Bring back what was undone last, as long as nothing else was done since."""
        return self._turn(self.undone, self._undone, self._done)

    def _turn(self, deed: Deed, here: list[Deed], there: list[Deed]) -> Place:
        """To take back is a command as well: taking that back brings back the first."""
        command = self._desk.undo(deed.place.stream, [deed.command])
        here.pop()
        there.append(replace(deed, command=command))
        return deed.place

    def _see_who_is_here(self) -> None:
        if self._desk.actor != self._actor:
            self._actor = self._desk.actor
            self._done.clear()
            self._undone.clear()


def _last(deeds: list[Deed], otherwise: str) -> Deed:
    if not deeds:
        raise Refused(otherwise)
    return deeds[-1]
