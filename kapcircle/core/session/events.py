"""What has happened in a circle. Past tense, enough to rebuild it."""

from dataclasses import dataclass

from kapcircle.core.facts import Plan
from kapcircle.core.ids import CueId, Millis, PersonId, PhaseId, TrackId
from kapcircle.core.light import LookDesign
from kapcircle.core.log import Stamp, Struck, Undone
from kapcircle.core.looping import Leave, Section
from kapcircle.core.rundown import Phase
from kapcircle.core.session.contents import Content
from kapcircle.core.tracks import Quality


@dataclass(frozen=True, slots=True)
class Opened:
    """The circle opened with this plan, copied: editing the plan never touches what runs."""

    plan: Plan


@dataclass(frozen=True, slots=True)
class PhaseEntered:
    """A phase began; one that `continues` takes its clock up where it was left."""

    phase: PhaseId
    continues: bool = False


@dataclass(frozen=True, slots=True)
class CueCalled:
    """GO reached a cue that waits a while before it fires."""

    cue: CueId


@dataclass(frozen=True, slots=True)
class CueFired:
    """A cue changed the room; the entry's `happened` is when it was due, its `at` when it was made."""

    cue: CueId


@dataclass(frozen=True, slots=True)
class Held:
    """The phase clock stands still, for a reason; the circle waits for this participant, if for one."""

    reason: str = ""
    person: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """Why the present hold came about was said after it; it belongs to that hold, and goes with it."""

    reason: str
    person: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Resumed:
    """The phase clock runs again."""


@dataclass(frozen=True, slots=True)
class Extended:
    """The present phase has so much more time; less than zero: time was taken."""

    by: Millis


@dataclass(frozen=True, slots=True)
class PhaseSkipped:
    """A coming phase was left out."""

    phase: PhaseId


@dataclass(frozen=True, slots=True)
class PhaseInserted:
    """A phase that was not planned follows the phase `after`."""

    phase: Phase
    after: PhaseId


@dataclass(frozen=True, slots=True)
class Closed:
    """The circle ended."""


@dataclass(frozen=True, slots=True)
class CameBack:
    """The laptop was away; uncounted time is taken as held."""

    away: Millis
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Hushed:
    """Music went down to a murmur."""


@dataclass(frozen=True, slots=True)
class Unhushed:
    """Music came back from the murmur."""


@dataclass(frozen=True, slots=True)
class Silenced:
    """A deliberate quiet began; without a length it lasts until the next music."""

    length: Millis | None


@dataclass(frozen=True, slots=True)
class FadedAll:
    """All sound was faded out."""

    fade: Millis


@dataclass(frozen=True, slots=True)
class LookCalled:
    """The light was brought to a look."""

    name: str
    fade: Millis


@dataclass(frozen=True, slots=True)
class VolumeSet:
    """The master volume was set, 0 to 1."""

    level: float


@dataclass(frozen=True, slots=True)
class EmergencyCalled:
    """An emergency was stamped, or whom it is about was said."""

    person: PersonId | None = None


@dataclass(frozen=True, slots=True)
class NearLit:
    """In an emergency the lamps near a mat came to working light."""

    mat: int


@dataclass(frozen=True, slots=True)
class RoomLit:
    """In an emergency all lamps came to working light, and the music went out."""


@dataclass(frozen=True, slots=True)
class StoodDown:
    """The emergency was over."""


@dataclass(frozen=True, slots=True)
class TimerStarted:
    """An aux timer started, down from `length` or up from zero."""

    number: int
    length: Millis
    label: str = ""


@dataclass(frozen=True, slots=True)
class TimerStopped:
    """An aux timer was cleared."""

    number: int


@dataclass(frozen=True, slots=True)
class TrackSkipped:
    """A track could not be played; the playlist went on without it."""

    track: TrackId
    why: str


@dataclass(frozen=True, slots=True)
class Reported:
    """The room said something that the report should tell."""

    words: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A line was written down; it `replaces` one that is struck."""

    text: str
    person: PersonId | None = None
    replaces: Stamp | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """Something was written down about a participant, or the circle; it `replaces` a record that is struck.

    `marks` are what was missing, as in “recorded outside gate: …”.
    """

    content: Content
    person: PersonId | None = None
    replaces: Stamp | None = None
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeatTaken:
    """A participant sits on this mat from now on: somebody who came, or who changed places."""

    person: PersonId
    mat: int


@dataclass(frozen=True, slots=True)
class SeatPlaced:
    """Where a participant's mat lies, across and down the room, each from 0 to 1."""

    person: PersonId
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class LaidAsRing:
    """The mats lie as the ring has them."""


@dataclass(frozen=True, slots=True)
class SectionLooped:
    """The music was kept in a section of the track that led."""

    section: Section


@dataclass(frozen=True, slots=True)
class LoopLeft:
    """The music was let go on behind its section."""

    how: Leave


@dataclass(frozen=True, slots=True)
class Sought:
    """The track that led was brought to another place of it."""

    track: TrackId
    to: Millis


@dataclass(frozen=True, slots=True)
class NextChosen:
    """Another track was put next, after the one that led."""

    after: TrackId
    track: TrackId


@dataclass(frozen=True, slots=True)
class Sounded:
    """How loud it was: the mean level of each ten seconds up to when it `happened`, in whole dBFS; -120 is silence, and
    None stands where no sound output was known to play.
    """

    levels: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Turned:
    """The music turned to where it was asked to lead: these recordings of a cue, in this order.

    The first comes by a crossfade of `fade`, the others by `crossfade` each. `left_out` are those that would have
    followed and that somebody present avoided then.
    """

    quality: Quality
    cue: CueId
    tracks: tuple[TrackId, ...]
    crossfade: Millis
    fade: Millis
    left_out: tuple[TrackId, ...] = ()


@dataclass(frozen=True, slots=True)
class LookTaken:
    """A look is as this from now on in this circle: it was edited meanwhile, and somebody asked for it here."""

    design: LookDesign


Event = (
    Opened
    | PhaseEntered
    | CueCalled
    | CueFired
    | Held
    | Explained
    | Resumed
    | Extended
    | PhaseSkipped
    | PhaseInserted
    | Closed
    | CameBack
    | Hushed
    | Unhushed
    | Silenced
    | FadedAll
    | LookCalled
    | VolumeSet
    | EmergencyCalled
    | NearLit
    | RoomLit
    | StoodDown
    | TimerStarted
    | TimerStopped
    | TrackSkipped
    | Reported
    | Noted
    | Recorded
    | SeatTaken
    | SeatPlaced
    | LaidAsRing
    | Turned
    | Struck
    | Undone
    | SectionLooped
    | LoopLeft
    | Sought
    | NextChosen
    | Sounded
    | LookTaken
)
