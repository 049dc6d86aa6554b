"""What an emergency needs of the people in a circle, held in memory: it is there when the disk is not."""

from collections.abc import Iterable, Mapping

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import PersonId, SessionId, StreamId, stream_of
from kapcircle.core.person.at_hand import AtHand, at_hand
from kapcircle.desk.desk import Desk


class Remembered:
    """Gathered when somebody sits down at a circle, and of whoever changes. What cannot be read stays as it was."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[PersonId, AtHand] = {}
        self._session: SessionId | None = None
        desk.listen(self._changed)

    @property
    def people(self) -> Mapping[PersonId, AtHand]:
        """Of everybody who was gathered."""
        return self._known

    def gather(self, people: Iterable[PersonId], session: SessionId | None = None) -> None:
        """Hold what is known of these, for another session if one is named, beside those who are held already."""
        self._session = session or self._session
        for person in people:
            if person not in self._known:
                self._read(person)

    def forget(self) -> None:
        """Nobody sits at a circle any more."""
        self._known.clear()

    def _read(self, person: PersonId) -> None:
        try:
            self._known[person] = at_hand(self._desk.stream(stream_of("person", person)).state, self._session)
        except KnownError:
            self._known.setdefault(person, AtHand())  # the rest of the card is there

    def _changed(self, streams: frozenset[StreamId]) -> None:
        for person in self._known:
            if stream_of("person", person) in streams:
                self._read(person)
