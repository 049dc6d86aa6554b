"""What stands in the way at a circle under way: of one person (Gate A), of the room (Gate B), of a dose."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace

from kapcircle.core.attendance import Readied
from kapcircle.core.dose import DoseGiven
from kapcircle.core.errors import KnownError
from kapcircle.core.gates import Gap
from kapcircle.core.ids import PersonId, StreamId
from kapcircle.core.readiness import Readiness
from kapcircle.core.session import commands as c
from kapcircle.core.session import people
from kapcircle.core.session.decide import next_on_go
from kapcircle.core.session.gates import before_dose, gate_a, room_gaps
from kapcircle.core.session.state import Session
from kapcircle.core.staffing import RoomOverridden
from kapcircle.desk.desk import Desk


class Gates:
    """Asks how ready people are, each by their own stream, and only those whom it concerns."""

    def __init__(self, desk: Desk, session: StreamId, readiness: Callable[[PersonId], Readiness]) -> None:
        """`readiness` is how ready a person is for this session; it raises KnownError where that cannot be read."""
        self._desk, self._name, self._readiness = desk, session, readiness

    @property
    def _session(self) -> Session:
        state: Session = self._desk.stream(self._name).state
        return state

    def known_for(self, command: c.Command) -> Mapping[PersonId, Readiness]:
        """How ready those are on whom a decision relies. What was given is recorded, even where that cannot be read;
        of anything else KnownError is raised then.
        """
        return dict(self._known_for(command))

    def _known_for(self, command: c.Command) -> Iterator[tuple[PersonId, Readiness]]:
        for person in self._asked_of(command):
            try:
                yield person, self._readiness(person)
            except KnownError:
                if not (isinstance(command, c.Record) and isinstance(command.content, DoseGiven)):
                    raise

    def _asked_of(self, command: c.Command) -> Collection[PersonId]:
        """Whose readiness a decision relies on: of one who is made ready, of all before medicine starts."""
        s = self._session
        match command:
            case c.Record(Readied() | DoseGiven(), person) if person is not None:
                return (person,)
            case c.Go() | c.Next() | c.Jump() | c.Advance() | c.Record(RoomOverridden()) if s.runs:
                medicine = any(leg.phase.medicine for leg in s.legs)
                return [seat.person for seat in s.seats.values() if people.ready(seat)] if medicine else ()
            case _:
                return ()

    def lacks(self, person: PersonId) -> tuple[Gap, ...]:
        """What a participant of this circle lacks to be ready, before the day and on it (Gate A)."""
        s = self._session
        return gate_a(s, s.seats[person], self._readiness(person), self._desk.clock.now())

    def before_dose(self, person: PersonId) -> tuple[Gap, ...]:
        """What they lack as medicine is about to be given: asked for, and in the way of no record.

        Where their own record cannot be read, nothing is known of it.
        """
        try:
            known = self._readiness(person)
        except KnownError:
            return ()
        s = self._session
        return before_dose(s, s.seats[person], known, self._desk.clock.now())

    def waits_for(self, *, today: bool = False) -> tuple[Gap, ...]:
        """What keeps GO from starting medicine just now (Gate B); nothing where no medicine comes next.

        Of `today` alone it is read off the circle, and nobody's own stream is asked.
        """
        s = self._session
        if not s.runs or s.standby is None or next_on_go(s) is not None or not s.legs[s.standby].phase.medicine:
            return ()
        known = {person: self._readiness(person) for person in (() if today else self._asked_of(c.Go()))}
        return room_gaps(s, replace(self._desk.facts(), readiness=known))
