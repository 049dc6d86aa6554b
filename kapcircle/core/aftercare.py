"""After a session: which contacts are due to whom, when the integration window is open, how often there was medicine.

Pure rules over what the tables tell: no stream is folded for a list.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from kapcircle.core.ids import DAY, CohortId, Instant, Millis, PersonId, SessionId
from kapcircle.core.picture import Value
from kapcircle.core.programme import HOUR, FollowUpPoint, IntegrationWindow, Maintenance, SessionKind

NEXT_DAY = "next day:"
"""What the key of a next-day contact begins with; its session follows."""

IN_WINDOW = "in window:"
"""What the key of a contact in the integration window begins with; its session and its number follow."""

FOLLOW_UP = "follow-up:"
"""What the key of a follow-up point begins with; its cohort and its name follow."""

NEXT_DAY_FROM, NEXT_DAY_UNTIL = Millis(20 * HOUR), Millis(28 * HOUR)
"""Since the last dose, when the next-day contact is due and from when it is late: programme setting."""

GRACE = Millis(4 * DAY)
"""How long after its day a follow-up point is late: ten days and these make the end of “one to two weeks” (Dames et al.
2022, doi 10.3389/fpsyt.2021.803279); for the later points a programme setting.
"""

SHORTEST = Millis(2 * DAY)
"""A follow-up point that is sooner is the next-day contact, which is planned from the dose itself."""

AHEAD = Millis(2 * DAY)
"""How long before its time a contact stands on the list: programme setting."""

COUNTED = (30, 90, 365)
"""Days over which sessions with medicine are counted: programme setting; that repeated exposure is to be watched says
the label of esketamine.
"""

Cells = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Dosed:
    """A session in which a person was given medicine, and when they were given it last there."""

    person: PersonId
    session: SessionId
    at: Instant


@dataclass(frozen=True, slots=True)
class Due:
    """A contact that is planned: due at `since`, late from `until` on. `session` is the one that it follows, if any."""

    person: PersonId
    key: str
    name: str
    since: Instant
    until: Instant
    cohort: CohortId = CohortId("")
    session: SessionId | None = None

    def late(self, now: Instant) -> bool:
        """Whether its time is over."""
        return now > self.until


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session on the calendar that a person comes to."""

    session: SessionId
    name: str
    at: Instant
    kind: SessionKind


def dosed_from(rows: Iterable[Cells]) -> tuple[Dosed, ...]:
    """Who was given medicine in which session, from the rows of `session_dose`; what was struck does not count."""
    last: dict[tuple[str, str], int] = {}
    for row in rows:
        if row["what"] == "given" and row["struck"] is None:
            key = (str(row["person"]), str(row["session"]))
            last[key] = max(last.get(key, 0), int(row["happened"] or 0))
    found = (Dosed(PersonId(who), SessionId(where), Instant(at)) for (who, where), at in last.items())
    return tuple(sorted(found, key=lambda x: (x.at, x.person)))


# contacts


def contacts_planned(
    cohort: CohortId,
    doses: Collection[Dosed],
    points: Sequence[FollowUpPoint],
    ends: Mapping[PersonId, Instant],
    window: IntegrationWindow,
) -> tuple[Due, ...]:
    """Every contact that follows by itself in a cohort: the day after each session with medicine, in the integration
    window after it, and at each follow-up point after the programme's last session, which `ends` gives of each person.
    """
    next_day = (_next_day(cohort, x) for x in doses)
    inside = (due for x in doses for due in _in_window(cohort, x, window, _again(x, doses)))
    later = (_follow_up(cohort, who, end, x) for who, end in ends.items() for x in points if x.after >= SHORTEST)
    return tuple(sorted((*next_day, *inside, *later), key=lambda x: (x.since, x.person, x.key)))


def _next_day(cohort: CohortId, x: Dosed) -> Due:
    since, until = Instant(x.at + NEXT_DAY_FROM), Instant(x.at + NEXT_DAY_UNTIL)
    return Due(x.person, f"{NEXT_DAY}{x.session}", "Next day", since, until, cohort, x.session)


def _again(x: Dosed, doses: Iterable[Dosed]) -> Instant | None:
    """When they had medicine the next time: that opens a window of its own."""
    return min((other.at for other in doses if other.person == x.person and other.at > x.at), default=None)


def _in_window(cohort: CohortId, x: Dosed, window: IntegrationWindow, again: Instant | None) -> Iterator[Due]:
    """One in each stretch of the window, from when the next-day contact is over; late when the stretch is."""
    opens = range(window.opens, window.closes, window.every) if window.every >= DAY else ()
    for n, start in enumerate(opens, 1):
        since, until = max(start, NEXT_DAY_UNTIL), min(start + window.every, window.closes)
        if since < until and (again is None or x.at + since < again):
            name = "In the window" if n == 1 else f"In the window, contact {n}"
            key = f"{IN_WINDOW}{x.session}:{n}"
            yield Due(x.person, key, name, Instant(x.at + since), Instant(x.at + until), cohort, x.session)


def _follow_up(cohort: CohortId, who: PersonId, end: Instant, point: FollowUpPoint) -> Due:
    since = Instant(end + point.after)
    return Due(who, f"{FOLLOW_UP}{cohort}:{point.name}", point.name, since, Instant(since + GRACE), cohort)


def contacts_due(planned: Iterable[Due], settled: Collection[tuple[PersonId, str]], now: Instant) -> tuple[Due, ...]:
    """What is to be done, or is so soon: the late ones first, and of these the oldest. `settled` are person and key."""
    wanted = (x for x in planned if x.since <= now + AHEAD and (x.person, x.key) not in settled)
    return tuple(sorted(wanted, key=lambda x: (not x.late(now), x.until, x.person)))


def last_session(meetings: Iterable[Meeting]) -> Instant | None:
    """When the programme ends for somebody with these sessions: follow-up meetings come after that."""
    return max((x.at for x in meetings if x.kind is not SessionKind.FOLLOW_UP), default=None)


# the integration window


class Stage(Enum):
    """Where a person is in the window."""

    BEFORE = "not open yet"
    OPEN = "open"
    MARKED = "open, highlighted"
    CLOSED = "over"


@dataclass(frozen=True, slots=True)
class Window:
    """The integration window after one session: a programme setting, and not a measured state."""

    dosed: Dosed
    opens: Instant
    closes: Instant
    marked_from: Instant
    marked_to: Instant

    def stage(self, now: Instant) -> Stage:
        """Where it stands."""
        if now < self.opens:
            return Stage.BEFORE
        if now > self.closes:
            return Stage.CLOSED
        return Stage.MARKED if self.marked_from <= now <= self.marked_to else Stage.OPEN

    def inside(self, at: Instant) -> bool:
        """Whether an instant is in the window."""
        return self.opens <= at <= self.closes

    def meetings(self, meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
        """The sessions that fall inside, but for the one that it follows."""
        return tuple(x for x in meetings if self.inside(x.at) and x.session != self.dosed.session)


def window_of(dosed: Dosed, setting: IntegrationWindow) -> Window:
    """The window that follows a session, by the programme."""
    ends = (setting.opens, setting.closes, setting.marked_from, setting.marked_to)
    return Window(dosed, *(Instant(dosed.at + x) for x in ends))


# maintenance


def exposure(doses: Collection[Dosed], now: Instant) -> tuple[tuple[int, int], ...]:
    """How many sessions with medicine there were in the last so many days, for each length that is counted."""
    return tuple((days, sum(now - days * DAY < x.at <= now for x in doses)) for days in COUNTED)


@dataclass(frozen=True, slots=True)
class Held:
    """What a request is held against: the programme's figures, and what there was. It decides nothing.

    `until`: the interval is not over before then. `reached`: the most sessions in a year were given. Figures that
    nobody has `signed` are inert.
    """

    interval: Millis
    cap: int
    last: Instant | None
    year: int
    signed: bool

    def until(self, now: Instant) -> Instant | None:
        """When the interval is over, if it is not yet."""
        if self.last is None or not self.signed:
            return None
        over = Instant(self.last + self.interval)
        return over if over > now else None

    @property
    def reached(self) -> bool:
        """Whether another session would be more than the most in a year."""
        return self.signed and self.year >= self.cap


def held_against(maintenance: Maintenance, doses: Collection[Dosed], now: Instant, *, signed: bool) -> Held:
    """What the programme says, beside what there was up to now."""
    before = [x.at for x in doses if x.at <= now]
    year = dict(exposure(doses, now))[365]
    return Held(maintenance.interval, maintenance.cap, max(before, default=None), year, signed)
