"""A section of a recording that is heard again and again: where it is after so much time is computed, never counted."""

from dataclasses import dataclass
from enum import Enum

from kapcircle.core.ids import Millis, TrackId

LEAST = Millis(4_000)
"""No section is shorter: programme setting. What comes back more often is a rhythm, and calls for attention."""

SEAM = Millis(20)
"""How long the end of a pass crosses into the next where somebody has chosen both by ear: programme setting. Too short
to be heard, and long enough that no seam clicks.
"""

NOTICE = Millis(20)
"""A pass that ends sooner than this is followed by another, whatever is asked: the engine has to hear of it."""


class Leave(Enum):
    """How a section is left."""

    AT_THE_END = "at the end of the pass"
    AT_ONCE = "at once"


@dataclass(frozen=True, slots=True)
class Section:
    """From `begin` to `end` of a recording, as heard from its first cue point on, until GO.

    Of a playlist it is `track`, None: the first. The end of each pass crosses, over `seam`, into what leads up to
    `begin`.
    """

    begin: Millis
    end: Millis
    leave: Leave = Leave.AT_THE_END
    track: TrackId | None = None
    seam: Millis = SEAM


@dataclass(frozen=True, slots=True)
class Loop:
    """A section in the time of a playlist since its start, as if it had no loop; `left`: so long after the start
    somebody asked for the end of this pass to be its last.
    """

    begin: Millis
    end: Millis
    seam: Millis = SEAM
    leave: Leave = Leave.AT_THE_END
    left: Millis | None = None

    @property
    def lasts(self) -> Millis:
        """The length of a pass."""
        return Millis(self.end - self.begin)

    @property
    def passes(self) -> int | None:
        """How often it goes back to its beginning; None until that is known."""
        return None if self.left is None else self._begun(self.left + self.seam + NOTICE)

    def again(self, into: Millis) -> int:
        """How often it has gone back to its beginning, `into` after the start of the playlist."""
        begun = self._begun(into)
        return begun if self.passes is None else min(begun, self.passes)

    def _begun(self, into: int) -> int:
        return 0 if into < self.end else (into - self.end) // self.lasts + 1

    def moved(self, by: int) -> "Loop":
        """The same section in a playlist that is said to have started `by` later."""
        left = None if self.left is None else Millis(self.left - by)
        return Loop(Millis(self.begin - by), Millis(self.end - by), self.seam, self.leave, left)


def unrolled(loop: Loop | None, into: Millis) -> Millis:
    """How far a playlist is, as if it had no loop, `into` after its start."""
    return into if loop is None else Millis(into - loop.again(into) * loop.lasts)


def holds(loop: Loop | None, into: Millis) -> bool:
    """Whether the section is still to come, or is heard: nobody has left it for good."""
    return loop is not None and unrolled(loop, into) < loop.end
