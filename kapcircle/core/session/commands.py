"""What a person, or the clock, may ask of a running circle."""

from dataclasses import dataclass

from kapcircle.core.ids import CueId, Millis, PersonId, TrackId
from kapcircle.core.light import LookDesign
from kapcircle.core.log import Stamp
from kapcircle.core.looping import Leave
from kapcircle.core.session.contents import Content
from kapcircle.core.tracks import Quality


@dataclass(frozen=True, slots=True)
class Open:
    """Open the circle: copy the plan and enter the first phase."""


@dataclass(frozen=True, slots=True)
class Go:
    """Fire the next cue that waits for GO in this phase, or one that was called and still waits, else enter the next
    phase.
    """


@dataclass(frozen=True, slots=True)
class Next:
    """Enter the next phase, whatever still waits for GO."""


@dataclass(frozen=True, slots=True)
class Back:
    """Return to the phase before; its clock goes on from where it was left."""


@dataclass(frozen=True, slots=True)
class Jump:
    """Enter phase `number` (from 1), its clock at zero."""

    number: int


@dataclass(frozen=True, slots=True)
class Advance:
    """The clock's own: the phase is over and its end action says go on."""


@dataclass(frozen=True, slots=True)
class Fire:
    """Make a cue that fell due: the clock's own, or a person's when it was offered late."""

    cue: CueId


@dataclass(frozen=True, slots=True)
class Hold:
    """Stop the phase clock, for a reason; the circle waits for this participant, if for one."""

    reason: str = ""
    person: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Explain:
    """Say why the circle is held, once it is, and for whom."""

    reason: str
    person: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Resume:
    """Let the phase clock go on."""


@dataclass(frozen=True, slots=True)
class Extend:
    """Give this phase more time."""

    by: Millis


@dataclass(frozen=True, slots=True)
class Take:
    """Take time from this phase."""

    by: Millis


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave out the phase that stands by."""


@dataclass(frozen=True, slots=True)
class Insert:
    """Put a new phase after this one."""

    name: str
    planned: Millis


@dataclass(frozen=True, slots=True)
class Close:
    """End the circle."""


@dataclass(frozen=True, slots=True)
class ComeBack:
    """After the laptop was away: whether the phase clock counts that time."""

    away: Millis
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Hush:
    """Music down to a murmur, a little more light."""


@dataclass(frozen=True, slots=True)
class Unhush:
    """Back from the hush, slowly."""


@dataclass(frozen=True, slots=True)
class Silence:
    """A deliberate quiet of this length; 0 lasts until the next music."""

    length: Millis


@dataclass(frozen=True, slots=True)
class Turn:
    """Turn to music that softens, deepens, grounds or lifts: the nearest such recording of this phase."""

    quality: Quality


@dataclass(frozen=True, slots=True)
class FadeAll:
    """Fade all sound: slowly, and at once when asked again within ten seconds."""


@dataclass(frozen=True, slots=True)
class CallLook:
    """Bring the light to a look."""

    name: str
    fade: Millis = Millis(5_000)


@dataclass(frozen=True, slots=True)
class SetVolume:
    """Set the master volume, 0 to 1, up to the room's ceiling."""

    level: float


@dataclass(frozen=True, slots=True)
class Emergency:
    """Stamp an emergency: the music goes down, the light stays. For whom may be said then, or later."""

    person: PersonId | None = None


@dataclass(frozen=True, slots=True)
class NearLight:
    """In an emergency: working light from the lamps that are marked for a mat."""

    mat: int


@dataclass(frozen=True, slots=True)
class WholeRoom:
    """In an emergency: working light from every lamp, and no music."""


@dataclass(frozen=True, slots=True)
class StandDown:
    """The emergency is over: sound and light return to what they were."""


@dataclass(frozen=True, slots=True)
class StartTimer:
    """Start aux timer `number` (1 to 3): down from `length`, or up from zero when it is 0."""

    number: int
    length: Millis
    label: str = ""


@dataclass(frozen=True, slots=True)
class StopTimer:
    """Clear aux timer `number`."""

    number: int


@dataclass(frozen=True, slots=True)
class SkipTrack:
    """The room's own: a track could not be played."""

    track: TrackId
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """The room's own: something the report should tell (an output lost, an engine restarted)."""

    words: str


@dataclass(frozen=True, slots=True)
class Note:
    """Write a line down, about the circle or one participant."""

    text: str
    person: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """Write something down about a participant, or the circle. It is never refused for what is missing in a gate.

    `paper` says who wrote it by hand while it was done: of this nothing is about to be done, and a gate that held only
    marks it. None: it was not written by hand.
    """

    content: Content
    person: PersonId | None = None
    paper: str | None = None


@dataclass(frozen=True, slots=True)
class Correct:
    """Strike a record, with a reason, and write down the right one in its place."""

    record: Stamp
    reason: str
    content: Content


@dataclass(frozen=True, slots=True)
class Move:
    """It was the wrong person: strike the record there and write it down here."""

    record: Stamp
    person: PersonId


@dataclass(frozen=True, slots=True)
class TakeSeat:
    """Seat a participant on a mat, also one who was not planned; whoever sits there takes theirs."""

    person: PersonId
    mat: int


@dataclass(frozen=True, slots=True)
class PlaceSeat:
    """Say where a participant's mat lies, across and down the room, each from 0 to 1."""

    person: PersonId
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class LayAsRing:
    """Lay all mats as the ring has them, wherever they were placed."""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take back one's own record within 30 s of writing it."""

    record: Stamp


@dataclass(frozen=True, slots=True)
class Strike:
    """Mark a record as wrong, with a reason; what is `right`, if it is known, is written down in its place."""

    record: Stamp
    reason: str
    right: str = ""


@dataclass(frozen=True, slots=True)
class LoopSection:
    """Keep the music in a section of the track that leads until GO; without an `end` in what was heard just now."""

    begin: Millis = Millis(0)
    end: Millis | None = None
    leave: Leave = Leave.AT_THE_END


@dataclass(frozen=True, slots=True)
class LeaveLoop:
    """Let the music go on behind its section; None: in the way that the section says."""

    how: Leave | None = None


@dataclass(frozen=True, slots=True)
class Seek:
    """Bring the track that leads to another place of it, by a crossfade."""

    to: Millis


@dataclass(frozen=True, slots=True)
class Nudge:
    """Bring the track that leads so much on, or back where it is less than 0, by a crossfade."""

    by: Millis


@dataclass(frozen=True, slots=True)
class ChooseNext:
    """Put a track of the phase or its playlist next: by its id, its number among the choices, or its title."""

    track: str


@dataclass(frozen=True, slots=True)
class KeepLevels:
    """The program's own: how loud each ten seconds of the last minute were, in whole dBFS."""

    levels: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class TakeLook:
    """Have a look in this circle as it is made now: it was edited since the circle opened."""

    design: LookDesign


Command = (
    Open
    | Go
    | Next
    | Back
    | Jump
    | Advance
    | Fire
    | Hold
    | Explain
    | Resume
    | Extend
    | Take
    | Skip
    | Insert
    | Close
    | ComeBack
    | Hush
    | Unhush
    | Silence
    | FadeAll
    | CallLook
    | SetVolume
    | Emergency
    | NearLight
    | WholeRoom
    | StandDown
    | StartTimer
    | StopTimer
    | SkipTrack
    | Report
    | Note
    | Record
    | Correct
    | Move
    | TakeSeat
    | PlaceSeat
    | LayAsRing
    | Withdraw
    | Strike
    | LoopSection
    | LeaveLoop
    | Seek
    | Nudge
    | ChooseNext
    | KeepLevels
    | Turn
    | TakeLook
)
