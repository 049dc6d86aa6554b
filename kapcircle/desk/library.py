"""What comes into the vault from files, and what goes out as one: sheets with a rundown, and recordings."""

from collections.abc import Mapping
from dataclasses import replace

from kapcircle.core.catalogue import (
    AddTrack,
    AimAt,
    Catalogue,
    Command,
    DescribeTrack,
    Description,
    Measures,
    MeasureTrack,
    RemoveTrack,
)
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis, StreamId, TrackId
from kapcircle.core.looks_kept import merged
from kapcircle.core.playlist import Track
from kapcircle.core.practice import Practice
from kapcircle.core.rundown import Music, Rundown
from kapcircle.desk.desk import Desk
from kapcircle.desk.fittings import Adopted, Draft, Fittings, NotCopied, TakenIn
from kapcircle.desk.heed import Heed
from kapcircle.desk.importing import Came, Import
from kapcircle.desk.preflight import without_recording
from kapcircle.desk.visit import Place, Visit


class Library:
    """The recordings of the practice and the sheets that name them. What is said of recordings, how loud they are heard
    and what is taken off the list has an ordinary undo of its own.
    """

    def __init__(self, desk: Desk, practice: StreamId, fittings: Fittings) -> None:
        self._desk, self._practice, self._fittings = desk, practice, fittings
        self._visit = Visit(desk)

    def read_sheet(self, path: str, media: str) -> Draft:
        """Read a rundown from a sheet without importing anything."""
        practice: Practice = self._desk.stream(self._practice).state
        looks = tuple(merged(self._fittings.looks, practice.looks))
        return self._fittings.sheets.read(path, media, looks, self._desk.fresh)

    def write_sheet(self, path: str, rundown: Rundown) -> tuple[str, ...]:
        """Write a rundown as a sheet; returns what a sheet cannot hold."""
        return self._fittings.sheets.write(path, rundown)

    def take_in(self, files: Mapping[TrackId, str]) -> TakenIn:
        """Copy recordings into the media folder; slow, and may be called from any thread.

        A file that cannot be played is left out and named. Raises NotCopied where the disk refuses one.
        """
        known, tracks = self.catalogue, dict[TrackId, Track]()
        notices: list[str] = []
        for provisional, path in files.items():
            try:
                tracks[provisional] = self._fittings.media.take_in(path, twin=known.twin)
            except NotCopied:
                raise
            except KnownError as error:
                notices.append(f"{str(error).rstrip('.')}. It was left out.")
        return TakenIn(tracks, tuple(notices))

    def adopt(self, draft: Draft, taken: TakenIn | None = None) -> Adopted:
        """A draft with its recordings in the vault; its rundown then knows them by their content."""
        taken = self.take_in(draft.files) if taken is None else taken
        rundown = _renamed(draft.rundown, self._catalogue(taken))
        silent = without_recording(rundown)
        return Adopted(rundown, (*taken.notices, *(f"{words}: what plays before it goes on." for words in silent)))

    def recordings(self, path: str) -> Mapping[TrackId, str]:
        """The recordings that a file or a folder means, in their order. Raises KnownError where there are none."""
        return {TrackId(file): file for file in self._fittings.recordings(path)}

    def playlist(self, source: str, taken: TakenIn, crossfade: Millis) -> Music:
        """Music of recordings that were taken in, called by the file or folder they came from."""
        return Music(source, tuple(self._catalogue(taken).values()), crossfade)

    # the music library

    @property
    def catalogue(self) -> Catalogue:
        """The recordings of the practice, and how loud it hears them."""
        practice: Practice = self._desk.stream(self._practice).state
        return practice.catalogue

    def importing(self) -> Import:
        """Recordings about to come in; what came is then to be kept."""
        return Import(self._fittings.media, self._fittings.gather, self.catalogue)

    def keep(self, came: Came) -> None:
        """Put what came into the catalogue, if it is anything new."""
        if came.track is not None:
            self._desk.do((self._practice, AddTrack(came.track)))

    def describe(self, track: TrackId, description: Description) -> None:
        """Say what a recording is, and where it is heard from and to. Raises Refused."""
        self._change(DescribeTrack(track, description), track)

    def remove(self, track: TrackId) -> None:
        """Take a recording off the list; its file stays for the plans that name it. Raises Refused."""
        self._change(RemoveTrack(track), track)

    def aim(self, lufs: float) -> None:
        """Hear every recording as loud as this, in LUFS, from the next circle on that opens. Raises Refused."""
        self._change(AimAt(lufs))

    def undo(self) -> Place:
        """Take back the latest of these changes; returns where it is seen. Raises Refused where there is none."""
        return self._visit.undo()

    def redo(self) -> Place:
        """Bring back what was undone last; returns where it is seen. Raises Refused where there is nothing."""
        return self._visit.redo()

    def _change(self, command: Command, track: TrackId | None = None) -> None:
        self._visit.do(Place(None, practice=self._practice, track=track), (self._practice, command))

    def measure(self, track: Track, heed: Heed = lambda _: None) -> Measures:
        """Listen to a recording anew; slow, and may be called from any thread. Raises KnownError, and what `heed`
        raises.
        """
        return self._fittings.media.measure(track, heed)

    def keep_measures(self, track: TrackId, measures: Measures) -> None:
        """Keep what was measured of a recording. Raises Refused."""
        self._desk.do((self._practice, MeasureTrack(track, measures)))

    def _catalogue(self, taken: TakenIn) -> dict[TrackId, TrackId]:
        for track in taken.tracks.values():
            self._desk.do((self._practice, AddTrack(track)))
        return {provisional: track.id for provisional, track in taken.tracks.items()}


def _renamed(rundown: Rundown, known: Mapping[TrackId, TrackId]) -> Rundown:
    phases = []
    for phase in rundown.phases:
        cues = tuple(
            replace(q, content=replace(q.content, tracks=tuple(known[t] for t in q.content.tracks if t in known)))
            if isinstance(q.content, Music)
            else q
            for q in phase.cues
        )
        phases.append(replace(phase, cues=cues))
    return Rundown(tuple(phases))
