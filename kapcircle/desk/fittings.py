"""What a house is fitted with: each a Protocol or a plain value, chosen by the composition root."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kapcircle.core.boosters import Booster
from kapcircle.core.catalogue import Measures
from kapcircle.core.cells import Grid
from kapcircle.core.details import Details
from kapcircle.core.errors import KnownError
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId, Millis, TrackId
from kapcircle.core.light import LookDesign
from kapcircle.core.playlist import Track
from kapcircle.core.programme import Programme
from kapcircle.core.roles import Role
from kapcircle.core.rooms import RoomPlan
from kapcircle.core.rundown import Rundown
from kapcircle.desk.heed import Heed
from kapcircle.desk.lighting import FoundLamp, Lighting
from kapcircle.desk.ports import Pulse, Room
from kapcircle.desk.remote import Remote
from kapcircle.desk.secrets import Secret
from kapcircle.desk.sharing import ClockPage
from kapcircle.views.consents import SignedConsent
from kapcircle.views.practices import CalendarSheet, PracticeSheet
from kapcircle.views.printed import Paper


@dataclass(frozen=True, slots=True)
class Draft:
    """A sheet as read: the rundown it would make, its preview, what was left out, and the files it names."""

    rundown: Rundown
    lines: tuple[object, ...]
    notices: tuple[str, ...]
    files: Mapping[TrackId, str]


@dataclass(frozen=True, slots=True)
class Adopted:
    """A draft whose recordings are in the vault, and the files that could not be played."""

    rundown: Rundown
    notices: tuple[str, ...] = ()


class Cancelled(Exception):  # noqa: N818 - somebody's wish, and no error
    """Somebody has thought better of it."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """Recordings that are in the media folder now, by the name that they had, and what could not be played."""

    tracks: Mapping[TrackId, Track]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """The recordings that files and folders mean, in their order, and why others were left out, each in words."""

    files: tuple[str, ...]
    left_out: tuple[str, ...] = ()


class Media(Protocol):
    """The recordings beside the vault. What is slow may be called from any thread."""

    def take_in(
        self, path: str, heed: Heed = lambda _: None, twin: Callable[[Track], Track | None] = lambda _: None
    ) -> Track:
        """Copy a recording in under its content hash. `twin` says which recording sounds the same: where that is in the
        folder, it is returned and nothing is copied. Raises KnownError naming the file, NotCopied where the disk
        refuses, and what `heed` raises; nothing is left half done.
        """

    def measure(self, track: Track, heed: Heed = lambda _: None) -> Measures:
        """Listen again to a recording that is in the folder. Raises KnownError naming it, and what `heed` raises."""

    def check_room(self, paths: Sequence[str]) -> None:
        """Raises NotCopied, saying how much is free, where there is no room for these recordings."""

    def missing(self, tracks: Sequence[Track]) -> tuple[str, ...]:
        """What is wrong with the recordings of a plan, each in words; slow."""

    def folder(self) -> str:
        """Where they lie."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as it looks: rows of `stride` bytes, four for each pixel (blue, green, red, one unused)."""

    body: bytes
    wide: int
    high: int
    stride: int


class Pages(Protocol):
    """An open PDF, in memory and nowhere else. A page is drawn when it is asked for, and not kept. From one thread."""

    @property
    def count(self) -> int:
        """How many there are; at least one. Pages are counted from 0."""

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page, in points (1/72 inch)."""

    def image(self, number: int, wide: int) -> PageImage:
        """A page about `wide` pixels wide; less where it would be too large. Raises KnownError for a damaged page."""

    def close(self) -> None:
        """Let go of it."""


class Papers(Protocol):
    """Documents on their way in and out of the vault, and what is printed of it."""

    def read(self, path: str, at_most: int) -> tuple[str, bytes]:
        """Name and bytes of a file. Raises KnownError where it cannot be read or has more than `at_most` bytes."""

    def save(self, path: str, body: bytes) -> None:
        """Write a file whole, as it is and not encrypted. Raises KnownError with nothing written."""

    def consent(self, paper: SignedConsent) -> bytes:
        """A consent as PDF."""

    def take_home(self, details: Details) -> bytes:
        """The sheet that people take home as PDF."""

    def printed(self, paper: Paper) -> bytes:
        """Any other paper as PDF."""

    def practices(self, sheet: PracticeSheet) -> bytes:
        """A plan of practices as PDF."""

    def calendar(self, sheet: CalendarSheet) -> bytes:
        """A plan of practices as a calendar file."""

    def pages(self, body: bytes) -> Pages:
        """What a PDF looks like. Raises KnownError where it is damaged or locked with a password."""


class MusicAway(KnownError):  # noqa: N818 - an answer that leads on, not a fault
    """A sheet names recordings that are not where they were looked for; it may do to look elsewhere."""


class NotCopied(KnownError):  # noqa: N818 - beside MusicAway: what is wrong is the copy, not the recording
    """A recording could not be copied into the media folder, though it may be played."""


class Sheets(Protocol):
    """Rundowns as spreadsheets, and lists of people that come as one."""

    def read(self, path: str, media: str, looks: Sequence[str], fresh: Callable[[], str]) -> Draft:
        """Read a CSV or XLSX. Raises KnownError naming line and column; nothing is imported then.

        MusicAway says, too, that `media` is where recordings were looked for.
        """

    def write(self, path: str, rundown: Rundown) -> tuple[str, ...]:
        """Write one; returns what a sheet cannot hold."""

    def people(self, path: str) -> Grid:
        """The cells of a list of people, in a CSV or XLSX. Raises KnownError where it cannot be read."""


class ProgrammeFiles(Protocol):
    """Programmes as files."""

    def read(self, path: str, fresh: Callable[[], str]) -> Programme:
        """Read one, not signed. Raises KnownError naming file and key."""

    def write(self, path: str, programme: Programme) -> None:
        """Write one, without its signature. Raises KnownError with nothing written."""


class Outlets(Protocol):
    """Where sound and light can go."""

    def outputs(self) -> Sequence[str]:
        """The sound outputs there are now, by name; slow, and may be called from any thread."""

    def lightings(self) -> Sequence[Lighting]:
        """The ways there are to drive light."""

    def kinds(self) -> Sequence[str]:
        """The kinds of lamp that a patch may name."""

    def bulbs(self) -> Sequence[str]:
        """The kinds of bulb that a lamp may have."""

    def pair(self, address: str, heed: Heed) -> Secret:
        """Ask the bridge of a line for a key until its button is pressed, for some seconds; slow, and may be called
        from any thread. `heed` is told which share of them is over. Raises KnownError, and what `heed` raises.
        """

    def found(self, address: str, secret: Secret) -> Sequence[FoundLamp]:
        """The lamps that a paired line says it has; slow, and may be called from any thread. Raises KnownError."""

    def check(self, room: RoomPlan) -> None:
        """Raises KnownError when the room's light has an address or a patch that cannot be used."""


class Keyring(Protocol):
    """The passphrases of an open vault. Whatever takes one stretches it, and may be called from any thread."""

    def recognise(self, passphrase: str, member: MemberId | None = None) -> Actor:
        """Whose passphrase this is, in the role sealed with it; that of `member` only, where one is named.

        Raises KnownError.
        """

    def add(self, name: str, role: Role, passphrase: str) -> MemberId:
        """A passphrase for another member of staff. Raises KnownError with nothing changed."""

    def change(self, member: MemberId, old: str, new: str) -> None:
        """Another passphrase for a member who knows the old one. Raises KnownError with nothing changed."""

    def holds(self, member: MemberId) -> bool:
        """Whether a member has a passphrase. Raises KnownError where it cannot be told."""

    def remove(self, member: MemberId) -> None:
        """Take a member's passphrase away. Raises Refused for the last one, KnownError where there is none."""


@dataclass(frozen=True, slots=True)
class Check:
    """A line of the preflight. `good` None: it could not be told."""

    name: str
    good: bool | None
    words: str


class Keeping(Protocol):
    """What keeps the vault safe: its backups, and the mirror if one is set."""

    def begin(self) -> None:
        """Read the backups that were not read yet, in the background."""

    def news(self) -> Sequence[str]:
        """What went wrong since this was asked last, each thing once."""

    def checks(self) -> tuple[Check, ...]:
        """Backup and mirror; from any thread."""


class Machine(Protocol):
    """The laptop: disk, battery, sleep."""

    def checks(self, lasting: Millis) -> tuple[Check, ...]:
        """Disk, battery against the length of the circle, and whether sleep is held off; from any thread."""

    def stay_awake(self, why: str) -> bool:
        """Hold sleep off while somebody sits at a circle; False where the system does not let us."""

    def may_sleep(self) -> None:
        """Let the laptop sleep again."""

    def stay_on(self, why: str) -> bool:
        """Hold off being shut down while a circle runs; False where the system does not let us."""

    def may_shut_down(self) -> None:
        """Let the laptop be shut down again."""


@dataclass(frozen=True, slots=True)
class Fittings:
    """What the house is fitted with; the composition root chooses each."""

    looks: Mapping[str, LookDesign]
    templates: Mapping[str, Callable[[Callable[[], str]], Rundown]]
    media: Media
    sheets: Sheets
    machine: Machine
    room: Callable[[RoomPlan], Room]
    pulse: Pulse
    recordings: Callable[[str], Sequence[str]]
    """The recordings that a file or a folder means, in their order. Raises KnownError where there are none."""
    gather: Callable[[Sequence[str]], Gathered]
    """The recordings that files and folders mean, what lies in their folders too. Never raises."""
    table: Callable[[str, Sequence[Sequence[object]]], None]
    """Write rows of plain values to a file of this name. Raises KnownError with nothing written."""
    keyring: Keyring
    outlets: Outlets
    keeping: Keeping
    programmes: Mapping[str, Callable[[Callable[[], str]], Programme]]
    """The programmes that are shipped, by name: each makes one to begin from."""
    programme_files: ProgrammeFiles
    papers: Papers
    boosters: tuple[Booster, ...]
    """The practices between sessions that are shipped."""
    clock_page: ClockPage
    midi: Remote
    lamps: Callable[[RoomPlan], Room]
    """The lamps of a room alone, without sound: no output is opened."""
