"""What the desk needs from the outside world."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from kapcircle.core.ids import Digest, Instant, MemberId, Millis, StreamId
from kapcircle.core.light import LampLevel
from kapcircle.core.log import Entry
from kapcircle.core.picture import Change, Value
from kapcircle.core.rooms import RoomPlan
from kapcircle.desk.orders import Order, Report


class Clock(Protocol):
    """The one clock: never goes back, counts through sleep."""

    def now(self) -> Instant:
        """This instant."""

    def zone(self) -> int:
        """Minutes east of UTC now."""

    def raise_to(self, floor: Instant) -> None:
        """Go no earlier than an instant that is written down already."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A document or a signature: its bytes, and the SHA-256 that names them."""

    hash: Digest
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Batch:
    """What one command writes, in one transaction: entries by stream, and the rows that change with them.

    `draft` names the half-typed text that is an entry now, and is forgotten. `blobs` are the bytes that the entries
    name: neither is kept without the other.
    """

    entries: tuple[tuple[StreamId, Entry[Any]], ...]
    change: Change = Change()
    draft: str = ""
    blobs: tuple[Blob, ...] = ()


class Saving(Protocol):
    """A write under way."""

    def wait(self, at_most: Millis) -> bool:
        """True once it is on the disk; False when the time is up. Raises KnownError when the disk refuses."""

    def withdraw(self) -> bool:
        """Take the write back if none of it can be on the disk; True if it will never happen."""

    def done(self) -> bool:
        """True when it is on the disk or has failed; `wait` then answers at once."""


class Blobs(Protocol):
    """Documents and signatures, kept beside the log under the hash of their bytes."""

    def blob(self, digest: Digest) -> bytes:
        """The bytes of this name. Raises KnownError where they are missing, or are not what was put there."""


class Log(Blobs, Protocol):
    """Everything that was ever recorded. Appends only."""

    def read(self, stream: StreamId) -> list[Entry[Any]]:
        """All entries of a stream in order of their stamps."""

    def last_tick(self) -> int:
        """The largest tick seen over all streams."""

    def beside(self, entry: Entry[Any]) -> Collection[StreamId]:
        """The streams in which the command of an entry wrote more: its entries are stamped one after the other."""

    def append(self, batch: Batch) -> Saving:
        """Queue a batch for the store's own thread."""

    def rows(self, table: str, **where: Value) -> list[dict[str, Value]]:
        """Rows of a picture table whose columns equal `where`."""

    def search(self, words: str, at_most: int, author: MemberId | None = None) -> list[dict[str, Value]]:
        """What was written in circles with all of these words, of the last one its beginning; the best first. Of
        one `author`, if one is named.

        Each with `tick`, `device`, `session`, `kind` (note, observation, incident), `person`, `by`, `happened`,
        `struck`, and in `words` the place where they stand.
        """

    def settings(self) -> dict[str, str]:
        """Plain values that are not events."""

    def keep(self, name: str, value: str) -> Saving:
        """Remember a plain value."""

    def drafts(self) -> dict[str, str]:
        """Half-typed text by the field it stands in."""

    def draft(self, name: str, text: str) -> Saving:
        """Keep what stands in a field so far; with no text, forget it."""


class Room(Protocol):
    """Sound and light, wherever they run."""

    def tell(self, order: Order) -> None:
        """Ask the room to be thus. Never blocks, never raises."""

    def reports(self) -> Sequence[Report]:
        """What the room has said since the last call."""

    def refit(self, plan: RoomPlan) -> None:
        """Move over to another output or other lamps, slowly; sound and light go on."""

    def close(self, fade: Millis) -> None:
        """Fade everything and end. Sound that is made live goes on by itself meanwhile; leaves nothing behind."""


class LightDriver(Protocol):
    """What carries levels to lamps."""

    def aim(self, levels: tuple[LampLevel, ...], fade: Millis, emergency: bool) -> None:
        """Where a fade will end that begins now: told once, before its first frame, for lamps that fade by themselves.
        Lamps that are not named go dark. Never raises.
        """

    def send(self, levels: tuple[LampLevel, ...], still: bool) -> None:
        """One frame; `still` when no fade runs, so that a driver may send less often. Never raises."""

    def answers(self) -> tuple[bool, str]:
        """Whether the lamps can be reached, as far as can be known; if not, why and what to do."""

    def close(self) -> None:
        """Let go of the lamps. Nothing is sent after this."""


class Pulse(Protocol):
    """A sign of life that outlasts a crash, kept beside the vault: two figures and nothing else."""

    def beat(self, now: Instant, owed: Millis) -> None:
        """Somebody sits at the desk, and has not answered yet for so much time away."""

    def last(self) -> Instant | None:
        """When somebody last did."""

    def owed(self) -> Millis:
        """How much time away nobody had answered for then."""
