"""Stand-ins for what a house is fitted with, from a room that listens to a laptop on the mains; and the house."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from kapcircle.core.boosters import Booster, Modality
from kapcircle.core.catalogue import Measures
from kapcircle.core.cells import Grid, Line
from kapcircle.core.details import Details
from kapcircle.core.errors import KnownError
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MINUTE, Instant, MemberId, Millis, ProgrammeId, TrackId
from kapcircle.core.playlist import Track
from kapcircle.core.programme import Programme
from kapcircle.core.roles import Role
from kapcircle.core.rooms import RoomPlan
from kapcircle.core.rundown import Rundown
from kapcircle.desk.desk import Desk
from kapcircle.desk.fittings import Check, Draft, Fittings, Gathered
from kapcircle.desk.heed import Heed
from kapcircle.desk.house import House
from kapcircle.desk.orders import Order, Report
from kapcircle.desk.ports import Room
from kapcircle.desk.remote import Heard, Remote
from kapcircle.desk.sharing import Address, ClockPage, Shared
from kapcircle.exports.pdf_pages import PdfPages
from kapcircle.views.consents import SignedConsent
from kapcircle.views.practices import CalendarSheet, PracticeSheet
from kapcircle.views.printed import Paper
from kapcircle.views.public_clock import PublicClock
from tests.made_up import DEVICE, LOOKS, MARA, MINUTES, names, small_programme, small_rundown
from tests.memory import FakeClock, MemoryLog
from tests.outlets import FakeOutlets


class SilentRoom:
    """Remembers what it was told, and says what a test puts into its mouth."""

    def __init__(self) -> None:
        self.told: list[Order] = []
        self.says: list[Report] = []
        self.closed: Millis | None = None
        self.refitted: list[RoomPlan] = []

    def tell(self, order: Order) -> None:
        self.told.append(order)

    def reports(self) -> Sequence[Report]:
        said, self.says = self.says, []
        return said

    def refit(self, plan: RoomPlan) -> None:
        self.refitted.append(plan)

    def close(self, fade: Millis) -> None:
        self.closed = fade


class FakePulse:
    """Remembers the last beat."""

    def __init__(self, at: Instant | None = None) -> None:
        self.at, self.owes = at, Millis(0)

    def beat(self, now: Instant, owed: Millis) -> None:
        self.at, self.owes = now, owed

    def last(self) -> Instant | None:
        return self.at

    def owed(self) -> Millis:
        return self.owes


BOOSTERS = (
    Booster("thought", "A thought", Modality.CBT, Millis(15 * MINUTE), "Made up.", ("Write it down.", "Read it.")),
    Booster("breath", "A breath", Modality.SOMATIC, Millis(5 * MINUTE), "Made up.", ("Breathe.",)),
    Booster("letter", "A letter", Modality.MOTIVATIONAL, Millis(20 * MINUTE), "Made up.", ("Write it.",)),
)


@dataclass
class FakePapers:
    """Files in memory."""

    files: dict[str, bytes] = field(default_factory=dict)

    def read(self, path: str, at_most: int) -> tuple[str, bytes]:
        if path not in self.files:
            raise KnownError(f"{path} cannot be read.")
        return path, self.files[path]

    def save(self, path: str, body: bytes) -> None:
        self.files[path] = body

    def consent(self, paper: SignedConsent) -> bytes:
        return f"{paper.circle}: {paper.alias} said {paper.answer} to {paper.title}".encode()

    def take_home(self, details: Details) -> bytes:
        return repr(details).encode()

    def printed(self, paper: Paper) -> bytes:
        return repr(paper).encode()

    def practices(self, sheet: PracticeSheet) -> bytes:
        return f"{sheet.circle}: {sheet.alias}, {len(sheet.rows)} practices".encode()

    def calendar(self, sheet: CalendarSheet) -> bytes:
        return f"{sheet.zone}: {', '.join(x.summary for x in sheet.appointments)}".encode()

    def pages(self, body: bytes) -> PdfPages:
        return PdfPages(body)


@dataclass
class FakeMedia:
    """Every recording is there, a minute long; those that are `broken` cannot be taken in."""

    wrong: tuple[str, ...] = ()
    taken: list[str] = field(default_factory=list)
    broken: dict[str, KnownError] = field(default_factory=dict)

    sounds: dict[str, str] = field(default_factory=dict)
    """Those that sound like another: by their path, the hash of what is heard."""

    def take_in(
        self, path: str, heed: Heed = lambda _: None, twin: Callable[[Track], Track | None] = lambda _: None
    ) -> Track:
        if path in self.broken:
            raise self.broken[path]
        heed(0.5)
        track = Track(TrackId(f"hash-of-{path}"), path, Millis(MINUTES), sound=self.sounds.get(path, ""))
        other = twin(track)
        if other is not None:
            return other
        heed(1.0)
        self.taken.append(path)
        return track

    def measure(self, track: Track, heed: Heed = lambda _: None) -> Measures:
        heed(1.0)
        return Measures(-30.0, -12.0, (), "09az", f"sound-of-{track.id}")

    def check_room(self, paths: Sequence[str]) -> None:
        if "full" in self.broken:
            raise self.broken["full"]

    def missing(self, tracks: Sequence[Track]) -> tuple[str, ...]:
        return self.wrong

    def folder(self) -> str:
        return "media"


class FakeSheets:
    """One sheet, always the same."""

    def read(self, path: str, media: str, looks: Sequence[str], fresh: Callable[[], str]) -> Draft:
        return Draft(small_rundown(), (), ("“Colour” means nothing to a rundown and was left out.",), {})

    def write(self, path: str, rundown: Rundown) -> tuple[str, ...]:
        return ()

    def people(self, path: str) -> Grid:
        rows = (("Alias", "Name", "Phone"), ("Wren", "Renate Beispiel", "0660 1234567"), ("", "Ana Probe", "call me"))
        return Grid(tuple(Line(number, cells) for number, cells in enumerate(rows, 1)))


class FakeProgrammeFiles:
    """Files in memory."""

    def __init__(self) -> None:
        self.files: dict[str, Programme] = {}

    def read(self, path: str, fresh: Callable[[], str]) -> Programme:
        if path not in self.files:
            raise KnownError(f"{path} cannot be read.")
        return replace(self.files[path], id=ProgrammeId(fresh()), version=1, signed=None)

    def write(self, path: str, programme: Programme) -> None:
        self.files[path] = programme


class FakeKeyring:
    """Every passphrase will do to add or to change. `known` says who is recognised by which."""

    def __init__(self) -> None:
        self.known: dict[str, Actor] = {}
        self.gone: list[MemberId] = []

    def recognise(self, passphrase: str, member: MemberId | None = None) -> Actor:
        actor = self.known.get(passphrase)
        if actor is None or member not in (None, actor.member):
            raise KnownError("Wrong passphrase. Nothing was changed.")
        return actor

    def add(self, name: str, role: Role, passphrase: str) -> MemberId:
        return MemberId(name.lower())

    def change(self, member: MemberId, old: str, new: str) -> None:
        pass

    def holds(self, member: MemberId) -> bool:
        return member not in self.gone

    def remove(self, member: MemberId) -> None:
        self.gone.append(member)


class FakeKeeping:
    """Backups that are sound. `troubles` are told at the next tick."""

    def __init__(self) -> None:
        self.troubles: list[str] = []

    def begin(self) -> None:
        pass

    def news(self) -> tuple[str, ...]:
        told, self.troubles = tuple(self.troubles), []
        return told

    def checks(self) -> tuple[Check, ...]:
        return (Check("Backup", good=True, words="sound"),)


class FakeMachine:
    """A laptop on the mains."""

    def checks(self, lasting: Millis) -> tuple[Check, ...]:
        return (Check("Disk", good=True, words="120 GB free"), Check("Battery", good=None, words="no battery seen"))

    def __init__(self) -> None:
        self.held: set[str] = set()

    def stay_awake(self, why: str) -> bool:
        self.held.add("sleep")
        return True

    def may_sleep(self) -> None:
        self.held.discard("sleep")

    def stay_on(self, why: str) -> bool:
        self.held.add("shutdown")
        return True

    def may_shut_down(self) -> None:
        self.held.discard("shutdown")


class FakeClockPage:
    """Listens to nobody. `taken` are ports that another program has."""

    def __init__(self) -> None:
        self.taken: set[int] = set()
        self.on: Shared | None = None
        self.shown: list[PublicClock] = []
        self.codes = iter(f"{number:06}" for number in range(417_000, 1_000_000, 7))

    def addresses(self) -> Sequence[Address]:
        return (Address("wlan0", "192.0.2.7"), Address("eth0", "198.51.100.4"), Address("lo", "127.0.0.1", own=True))

    def open(self, address: str, port: int) -> Shared:
        self.close()
        if port in self.taken:
            raise KnownError(f"{address}, port {port}, cannot be used.")
        self.on = Shared(address, port, next(self.codes))
        return self.on

    def show(self, clock: PublicClock) -> None:
        if clock not in self.shown[-1:]:
            self.shown.append(clock)

    def shared(self) -> Shared | None:
        return self.on

    def close(self) -> None:
        self.on = None


class FakeMidi:
    """A pad that says what a test presses on it; `away` is why it cannot be looked for."""

    def __init__(self) -> None:
        self.away = ""
        self.followed = ""
        self._heard: Heard | None = None

    def devices(self) -> Sequence[str]:
        if self.away:
            raise KnownError(self.away)
        return ("Pad 4", "Keys 25")

    def follow(self, device: str, heard: Heard) -> None:
        self.followed, self._heard = device, heard

    def press(self, key: str, *, down: bool = True) -> None:
        """As the driver would, in whatever thread."""
        assert self._heard is not None
        self._heard(key, down)

    def trouble(self) -> str:
        return self.away

    def leave(self) -> None:
        self.followed, self._heard = "", None


def desk(log: MemoryLog | None = None, clock: FakeClock | None = None, actor: Actor = MARA) -> Desk:
    log = log or MemoryLog()
    fresh = names(f"id-{log.last_tick()}" if log.entries else "id")
    return Desk(log, clock or FakeClock(), DEVICE, fresh, actor)


def house(
    log: MemoryLog | None = None,
    clock: FakeClock | None = None,
    room: Callable[[RoomPlan], Room] | None = None,
    actor: Actor = MARA,
    *,
    clock_page: ClockPage | None = None,
    midi: Remote | None = None,
    lamps: Callable[[RoomPlan], Room] | None = None,
) -> House:
    """A house without a disk, a speaker or a lamp."""
    log = log or MemoryLog()
    fittings = Fittings(
        LOOKS,
        {"Small circle": lambda fresh: small_rundown()},
        FakeMedia(),
        FakeSheets(),
        FakeMachine(),
        room or _silent,
        FakePulse(),
        lambda path: (path,),
        lambda paths: Gathered(tuple(paths)),
        lambda path, rows: None,
        FakeKeyring(),
        FakeOutlets(),
        FakeKeeping(),
        {"Small programme": lambda fresh: small_programme(fresh())},
        FakeProgrammeFiles(),
        FakePapers(),
        BOOSTERS,
        clock_page or FakeClockPage(),
        midi or FakeMidi(),
        lamps or room or _silent,
    )
    return House(desk(log, clock, actor), fittings, log.rows)


def _silent(_: RoomPlan) -> Room:
    return SilentRoom()
