"""What a session would open with now, and what its music meets."""

from collections.abc import Callable, Mapping, Sequence

from kapcircle.core.avoiding import Avoids
from kapcircle.core.cohort.calendar import Planned
from kapcircle.core.cohort.counting import company_of, mats_of, team_of
from kapcircle.core.cohort.state import Cohort
from kapcircle.core.facts import Plan
from kapcircle.core.ids import SessionId, stream_of
from kapcircle.core.picture import Value
from kapcircle.core.playlist import Track
from kapcircle.core.rooms import RoomPlan
from kapcircle.core.rundown import Music
from kapcircle.core.session.state import Session
from kapcircle.desk import archive, music_notes
from kapcircle.desk.desk import Desk
from kapcircle.desk.fittings import Check
from kapcircle.desk.looks import Looks
from kapcircle.desk.people import People
from kapcircle.desk.planning import Planning
from kapcircle.desk.programmes import Programmes


class Opening:
    """Gathers it from the calendar, the room, the recordings and the people; a circle keeps what it opened with."""

    def __init__(
        self,
        desk: Desk,
        planning: Planning,
        people: People,
        programmes: Programmes,
        recordings: Callable[[], tuple[Track, ...]],
        room: Callable[[], RoomPlan],
        looks: Looks,
        rows: archive.Rows,
    ) -> None:
        self._desk, self._planning, self._people, self._programmes = desk, planning, people, programmes
        self._recordings, self._room, self._looks, self._rows = recordings, room, looks, rows

    def plan(self, session: SessionId) -> Plan:
        """What the session would open with now."""
        which, planned = self._planning.planned(session)
        cohort, pod = self._planning.cohort(which), planned.pod
        room, mats = self._room(), mats_of(cohort, planned)
        return Plan(
            name=planned.name,
            rundown=planned.rundown,
            scheduled=planned.scheduled,
            mats=mats,
            lit_mats=tuple(sorted({mat for lamp in room.lamps for mat in lamp.mats})),
            tracks=self._tracks(planned),
            looks=tuple(self._looks.all),
            designs=tuple(self._looks.all.values()),
            volume=min(0.5, room.ceiling),
            ceiling=room.ceiling,
            programme=self._programmes.of_cohort(cohort.programme),
            kind=planned.kind,
            pod=None if pod is None else cohort.pods.get(pod),
            team=team_of(cohort, planned),
            company=company_of(cohort, session),
            touch=self._people.touch(person for person, _ in mats),
            laid=self._laid(cohort, planned),
        )

    def _tracks(self, planned: Planned) -> tuple[Track, ...]:
        """The recordings that its rundown names."""
        music = (q.content for p in planned.rundown.phases for q in p.cues if isinstance(q.content, Music))
        wanted = {track for each in music for track in each.tracks}
        return tuple(track for track in self._recordings() if track.id in wanted)

    def _laid(self, cohort: Cohort, planned: Planned) -> tuple[tuple[int, float, float], ...]:
        """Where the mats lay when the same group last met in a room; one that meets online lays none."""
        before = self._before(cohort, planned, lambda x: not x.virtual)
        if planned.virtual or before is None:
            return ()
        session: Session = self._desk.stream(stream_of("session", before)).state
        return tuple((mat, x, y) for mat, (x, y) in session.laid.items())

    def _before(
        self, cohort: Cohort, planned: Planned, which: Callable[[Planned], bool] = lambda _: True
    ) -> SessionId | None:
        """The session of the same group that was opened last, of those that are meant."""
        same = (x for x in cohort.sessions.values() if x.pod == planned.pod and which(x))
        return archive.latest(self._rows, [x.session for x in same if x.session != planned.session])

    def music_notes(self, session: SessionId) -> tuple[str, ...]:
        """What the music of a session meets: what somebody who comes avoids, and what was asked for last time.

        Who sees what is clinical reads by whom it was asked.
        """
        songs = self._songs(session)
        last = music_notes.asked(songs, self._planning.alias if self._people.clinical else None)
        return (*self._against(session), *filter(None, (last,)))

    def _songs(self, session: SessionId) -> Sequence[Mapping[str, Value]]:
        """The songs that were asked for when the same group last met."""
        which, planned = self._planning.planned(session)
        before = self._before(self._planning.cohort(which), planned)
        return () if before is None else self._rows("session_song", session=before, struck=None)

    def avoids(self, session: SessionId) -> tuple[Avoids, ...]:
        """What each who has a mat in a session does not want to hear."""
        which, planned = self._planning.planned(session)
        mats = mats_of(self._planning.cohort(which), planned)
        return tuple(self._people.person(person).preferences.preferences.avoids for person, _ in mats)

    def _against(self, session: SessionId) -> tuple[str, ...]:
        _, planned = self._planning.planned(session)
        return music_notes.against(self._tracks(planned), self.avoids(session))

    def heeds(self, session: SessionId) -> tuple[Check, ...]:
        """The same before the circle opens, without a word that somebody typed."""
        return music_notes.checks(self._against(session), len(self._songs(session)))
