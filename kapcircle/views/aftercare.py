"""What follows the sessions, in words: contacts that are due, the integration window, practices, requests."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from kapcircle.core.aftercare import Due, Held, Meeting, Stage, Window
from kapcircle.core.ids import DAY, MINUTE, CohortId, Instant, PersonId
from kapcircle.core.person.care import ContactClosed, ContactMade, Record
from kapcircle.core.person.records import Kept
from kapcircle.core.programme import HOUR, IntegrationWindow
from kapcircle.core.programme import SETTING as UNSOURCED
from kapcircle.views.times import Zone, moment, whole

SETTING = "Programme setting, not a measured state"
"""Stands wherever the window is shown."""

URINARY = "Ask about urinary symptoms (label: repeated exposure)."
"""The label of esketamine names them where it speaks of use over a longer time; the question is a reminder."""

UNSIGNED = "The programme's figures are not signed: nothing is held against them."


class Sign(Enum):
    """How a contact stands: a shape and a word."""

    LATE = ("■", "late")
    DUE = ("▲", "due")
    COMING = ("○", "coming")


@dataclass(frozen=True, slots=True)
class Following:
    """A contact that is due to somebody, and how often they were tried in vain."""

    alias: str
    circle: str
    due: Due
    tried: int = 0


@dataclass(frozen=True, slots=True)
class FollowRow:
    """A line of the follow-up list."""

    key: tuple[PersonId, str]
    alias: str
    what: str
    since: str
    sign: Sign
    state: str
    circle: str
    due: Due


def sign_of(due: Due, now: Instant) -> Sign:
    """How a contact stands now."""
    return Sign.LATE if due.late(now) else Sign.DUE if due.since <= now else Sign.COMING


def follow_rows(followings: Sequence[Following], now: Instant, zone: Zone) -> tuple[FollowRow, ...]:
    """A line for each contact, in their order."""
    return tuple(_follow_row(x, now, zone) for x in followings)


def _follow_row(x: Following, now: Instant, zone: Zone) -> FollowRow:
    sign = sign_of(x.due, now)
    key = (x.due.person, x.due.key)
    return FollowRow(key, x.alias, x.due.name, moment(x.due.since, zone), sign, _state(x, sign, now), x.circle, x.due)


def _state(x: Following, sign: Sign, now: Instant) -> str:
    shape, word = sign.value
    late = f" by {lasting(now - x.due.until)}" if sign is Sign.LATE else ""
    ahead = f" in {lasting(x.due.since - now)}" if sign is Sign.COMING else ""
    tried = "" if x.tried == 0 else "; tried once" if x.tried == 1 else f"; tried {x.tried} times"
    return f"{shape} {word}{late}{ahead}{tried}"


def due_words(due: Due, tried: int, now: Instant, zone: Zone) -> tuple[str, str]:
    """Shape and words of a contact on its person's page."""
    sign = sign_of(due, now)
    state = _state(Following("", "", due, tried), sign, now).partition(" ")[2]
    return sign.value[0], f"{sentence(state)}. From {moment(due.since, zone)}, late after {moment(due.until, zone)}"


def sentence(words: str) -> str:
    """With a capital at its beginning, and nothing else changed."""
    return f"{words[:1].upper()}{words[1:]}"


def follow_head(rows: Sequence[FollowRow]) -> str:
    """How much there is to do, in a line."""
    late = sum(x.sign is Sign.LATE for x in rows)
    due = sum(x.sign is Sign.DUE for x in rows)
    if not late + due:
        return "✓ No contact is due now."
    return f"{'■' if late else '▲'} {late} late, {due} due now"


def lasting(length: int) -> str:
    """A long length in its largest units: days from two on, else hours and minutes."""
    days = length // DAY
    return f"{days} days" if days >= 2 else whole(max(MINUTE, length))


# contacts on a person's page


def contact_title(kept: Kept[Record]) -> str:
    """What a contact was, without what was said."""
    match kept.what:
        case ContactMade(name=name, means=means):
            words = f"{name}: spoken to {means.value}"
        case ContactClosed(name=name):
            words = f"{name}: closed without a contact"
        case missed:
            words = f"{missed.name}: not reached {missed.means.value}"
    return f"{words} (struck)" if kept.struck else words


def contact_words(kept: Kept[Record], zone: Zone, *, details: bool) -> str:
    """When it was; who and what was said only with `details`."""
    if not details:
        return moment(kept.at, zone)
    who = "" if isinstance(kept.what, ContactClosed) else f", {kept.what.who}"
    safety = _safety(kept.what) if isinstance(kept.what, ContactMade) else ""
    struck = f"Struck: {kept.struck}" if kept.struck else ""
    return ". ".join(x for x in (f"{moment(kept.at, zone)}{who}", safety, kept.what.words, struck) if x)


def _safety(made: ContactMade) -> str:
    if made.safety is None:
        return "Safety question not asked"
    told = f", told {made.told}" if made.told else ""
    return f"Safety question: {'yes' if made.safety else 'no'}{told}"


# the integration window


@dataclass(frozen=True, slots=True)
class InWindow:
    """Somebody in the window after their last session with medicine: when they were spoken to inside it, and which
    sessions of the calendar fall inside, each with whether they came (None: nobody has said).
    """

    alias: str
    name: str
    window: Window
    contact: Instant | None
    meetings: tuple[tuple[Meeting, bool | None], ...]
    cohort: CohortId = CohortId("")


@dataclass(frozen=True, slots=True)
class WindowRow:
    """A line of the window of a cohort."""

    key: PersonId
    alias: str
    after: str
    state: str
    contact: str
    inside: str
    stage: Stage


def window_rows(people: Sequence[InWindow], now: Instant, zone: Zone) -> tuple[WindowRow, ...]:
    """A line for each person, those whose window is open first, and of these the ones without a contact."""
    ordered = sorted(people, key=lambda x: (x.window.stage(now) is Stage.CLOSED, x.contact is not None, x.alias))
    return tuple(
        WindowRow(
            x.window.dosed.person,
            x.alias,
            x.name,
            window_state(x.window, now),
            "▲ no" if x.contact is None else f"✓ {moment(x.contact, zone)}",
            inside_words(x, now, zone),
            x.window.stage(now),
        )
        for x in ordered
    )


SHAPES = {Stage.BEFORE: "·", Stage.OPEN: "○", Stage.MARKED: "●", Stage.CLOSED: "·"}


def window_state(window: Window, now: Instant) -> str:
    """Where a window stands, with its shape."""
    stage = window.stage(now)
    return f"{SHAPES[stage]} {stage.value}, {max(0, now - window.dosed.at) // HOUR} h since the dose"


def inside_words(x: InWindow, now: Instant, zone: Zone) -> str:
    """Which sessions fall inside; of those that are over, whether the person came."""
    return "; ".join(_inside(meeting, came, now, zone) for meeting, came in x.meetings) or "none"


CAME = {True: ("✓", ", came"), False: ("·", ", did not come"), None: ("▲", ", attendance not recorded")}


def _inside(meeting: Meeting, came: bool | None, now: Instant, zone: Zone) -> str:
    shape, over = ("○", "") if meeting.at > now else CAME[came]
    return f"{shape} {meeting.name}, {moment(meeting.at, zone)}{over}"


def window_setting(setting: IntegrationWindow) -> str:
    """What the programme says, and that it is a setting."""
    opens, closes, first, last = (x // HOUR for x in _ends(setting))
    every = f"; a contact in each {setting.every / DAY:g} days of it" if setting.every else ""
    source = "" if setting.source == UNSOURCED else f" {setting.source}."
    return f"{SETTING}: {opens} to {closes} h since the dose, {first} to {last} h highlighted{every}.{source}"


def _ends(setting: IntegrationWindow) -> tuple[int, int, int, int]:
    return setting.opens, setting.closes, setting.marked_from, setting.marked_to


# maintenance


def exposure_words(counted: Sequence[tuple[int, int]]) -> str:
    """How many sessions with medicine there were."""
    return "Sessions with medicine: " + ", ".join(f"{n} in {days} days" for days, n in counted)


def held_words(held: Held, now: Instant, zone: Zone) -> str:
    """What a request is held against. It says where it stands, and decides nothing."""
    if not held.signed:
        return UNSIGNED
    until = held.until(now)
    interval = "The interval is over" if until is None else f"Interval not over until {moment(until, zone)}"
    reached = "cap reached: " if held.reached else ""
    return f"{interval}; {reached}{held.year} of {held.cap} in a year. The prescriber decides."
