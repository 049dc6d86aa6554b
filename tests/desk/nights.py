"""A night at the desk: one circle from opening to close, with sleep, crashes and a clock that was set back."""

from collections.abc import Iterator

from hypothesis import strategies as st

from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import Device, Instant, Millis, PersonId, StreamId, TrackId
from kapcircle.core.looping import Leave
from kapcircle.core.rundown import Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Session
from kapcircle.core.words import Named, Stay, Undo
from kapcircle.desk.conductor import Conductor
from kapcircle.desk.desk import Desk
from kapcircle.desk.rehearsal import obey
from kapcircle.desk.stage import Setting, Stage
from kapcircle.desk.stream import Stream
from tests.core.circles import busy_rundown
from tests.fakes import FakePulse, SilentRoom, house
from tests.made_up import DEVICE, LOOKS, MARA, small_plan
from tests.memory import FakeClock, MemoryLog

NAME = StreamId("session:night")
HOUR = 3_600_000


class Night:
    """The desk, its conductor and the room, over a log that outlives them."""

    def __init__(self, rundown: Rundown | None = None, log: MemoryLog | None = None, device: Device = DEVICE) -> None:
        self.rundown = rundown or busy_rundown()
        self.log, self.clock, self.device = log or MemoryLog(), FakeClock(), device
        self.numbers = 0
        self.sit()

    def sit(self, actor: Actor = MARA) -> None:
        """Sit down at a desk that knows nothing but the log."""
        self.room = SilentRoom()
        self.desk = Desk(self.log, self.clock, self.device, self.fresh, actor)
        self.clock.raise_to(self.stream.latest)
        stage = Stage(self.room, Setting(house().room, LOOKS, "media"))
        plan = small_plan(self.rundown)
        self.conductor = Conductor(self.desk, NAME, stage, self.room, lambda: plan, FakePulse())
        self.conductor.begin()

    def fresh(self) -> str:
        self.numbers += 1
        return f"{self.device}-{self.numbers:05d}"

    @property
    def stream(self) -> Stream:
        return self.desk.stream(NAME)

    @property
    def session(self) -> Session:
        return self.conductor.session

    @property
    def now(self) -> Instant:
        return self.clock.now()

    def do(self, *commands: Named) -> bool:
        """Obey; False where the last was refused."""
        done = True
        for command in commands:
            try:
                obey(self.conductor, command)
                done = True
            except Refused:
                done = False
        return done

    def passes(self, millis: int) -> None:
        """Time passes at the desk: whatever falls due is made when it is due."""
        for instant in self._stops(Instant(self.now + millis)):
            self.clock.at = instant
            self.conductor.tick()

    def _stops(self, end: Instant) -> Iterator[Instant]:
        while self.now < end:
            wake = self.conductor.wakes(self.now)
            yield end if wake is None else min(end, max(wake, Instant(self.now + 1)))

    def crash(self, away: int) -> None:
        """Gone without a word; back after so long, or so much earlier if somebody set the clock back."""
        self.clock.at += away
        self.sit()


def night_of(*commands: Named, rundown: Rundown | None = None) -> Night:
    """A night after these commands, all at once."""
    night = Night(rundown)
    night.do(*commands)
    return night


LENGTHS = tuple(Millis(x) for x in (1, 999, 5_000, 30_000, 60_000, 200_000))
MOVES: tuple[c.Command, ...] = (c.Go(), c.Next(), c.Back(), *(c.Jump(n) for n in range(7)))
SHOW: tuple[c.Command, ...] = (
    *MOVES,
    *(c.Extend(x) for x in LENGTHS),
    *(c.Take(x) for x in LENGTHS),
    *(c.Silence(x) for x in (Millis(0), *LENGTHS)),
    *(c.Insert("Tea", x) for x in LENGTHS[2:4]),
    *(c.Hold("a breath"), c.Resume()) * 3,
    *(c.Hush(), c.Unhush()) * 2,
    *(c.Skip(), c.FadeAll(), c.Close(), c.SetVolume(0.3), c.CallLook("day")),
    *(c.LoopSection(), c.LoopSection(LENGTHS[2], LENGTHS[3], Leave.AT_ONCE), c.LeaveLoop(), c.LeaveLoop(Leave.AT_ONCE)),
    *(c.Seek(LENGTHS[4]), c.Nudge(Millis(-10_000)), c.Nudge(LENGTHS[3]), c.ChooseNext("lake"), c.ChooseNext("1")),
)
OTHERS: tuple[Named, ...] = (
    *(Undo(), Stay(), c.Open()) * 4,
    *(c.ComeBack(x, counted) for x in LENGTHS[1:] for counted in (True, False)),
    *(c.Emergency(), c.StandDown()) * 2,
    *(c.StartTimer(2, Millis(9_000)), c.StopTimer(2), c.SkipTrack(TrackId("tide"), "damaged")),
    *(c.Note("Calm."), c.Note("Asleep.", PersonId("p2"))),
)
SHOW_COMMANDS = st.sampled_from(SHOW)

Step = tuple[str, int] | Named
PAUSES = st.sampled_from((0, 1, 2_500, 20_000, 65_000, 200_000))
STEPS: st.SearchStrategy[list[Step]] = st.lists(
    st.one_of(
        st.sampled_from(MOVES),
        SHOW_COMMANDS,
        st.sampled_from(OTHERS),
        st.tuples(st.just("passes"), PAUSES),
        st.tuples(st.just("passes"), PAUSES),
        st.tuples(st.just("sleeps"), st.sampled_from((500, 1_999, 2_001, 60_000, 3 * HOUR))),
        st.tuples(st.just("crashes"), st.sampled_from((0, 42_000, 3 * HOUR, -HOUR))),
    ),
    min_size=8,
    max_size=30,
)


def take(night: Night, step: Step) -> None:
    """One step of a random night."""
    match step:
        case ("passes", int(millis)):
            night.passes(millis)
        case ("sleeps", int(millis)):
            night.clock.pass_(millis)
        case ("crashes", int(millis)):
            night.crash(millis)
        case _:
            night.do(step)  # type: ignore[arg-type] # the only kind of step that is left
