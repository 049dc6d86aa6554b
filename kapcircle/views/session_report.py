"""The report of a session for the record: what was recorded, section by section, by alias; of one person alone, too.

It is read off the session and its log, and says nothing that nobody recorded.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kapcircle.core.attendance import Attended, NotToday, Readied, SentHome
from kapcircle.core.changed import replace
from kapcircle.core.checkin import CheckIn
from kapcircle.core.dose import DoseGiven, DoseOrdered, MedicineGiven
from kapcircle.core.ids import MINUTE
from kapcircle.core.incident import Incident
from kapcircle.core.leaving import Discharged, EscortTrouble, LeftAgainstAdvice, LeftUnseen, ReadyToLeave, Transferred
from kapcircle.core.log import Entry, Struck
from kapcircle.core.notes import Note
from kapcircle.core.observation import Observed, TouchAgreed
from kapcircle.core.questions import DayQuestions
from kapcircle.core.record import Record, of
from kapcircle.core.session import events as e
from kapcircle.core.session.contents import KINDS
from kapcircle.core.session.gates import inside
from kapcircle.core.session.limits import Alarm, Raised, alarms, order, raised, started
from kapcircle.core.session.people import first_dose
from kapcircle.core.session.presence import Presence, presence
from kapcircle.core.session.recording import WRONG_PERSON
from kapcircle.core.session.state import Seat, Session
from kapcircle.core.song import SongAsked
from kapcircle.core.staffing import (
    Covering,
    EquipmentSigned,
    HandedOver,
    LeadAway,
    OnBreak,
    OtherHere,
    RoomOverridden,
    StaffHere,
)
from kapcircle.core.vitals import Vitals, VitalsNotTaken
from kapcircle.views.account import Account
from kapcircle.views.alarm_words import outside_words, raised_words
from kapcircle.views.circle_trends import circle_trends
from kapcircle.views.recorded import signature
from kapcircle.views.records import gone
from kapcircle.views.review import review
from kapcircle.views.sounded import PHASE, Sounded, sounded, sounded_rows
from kapcircle.views.timeline import names, timeline
from kapcircle.views.times import about, minutes, offset, short
from kapcircle.views.trends import Trend

Rows = tuple[tuple[str, ...], ...]

MOVED_AWAY = f"{WRONG_PERSON}: what was written was of somebody else"
NOT_LEFT = "no way of leaving is recorded"
INSIDE = "No reading was outside the signed range."
UNSIGNED = "The limits of this programme were not signed: they did not act."
LATE = MINUTE
"""What is written down at least so long after it happened is told as late."""

GATES = (Readied, RoomOverridden, EquipmentSigned, NotToday, SentHome)
TEAM = (StaffHere, OtherHere, Covering, OnBreak, LeadAway, HandedOver)
DOSES = (DoseOrdered, DoseGiven, MedicineGiven)
SEEN = (CheckIn, Observed, TouchAgreed, DayQuestions)
LEAVING = (ReadyToLeave, EscortTrouble, Discharged, LeftAgainstAdvice, Transferred, LeftUnseen)


@dataclass(frozen=True, slots=True)
class Section:
    """A table under a title; `none` is what is said where it has no row. `chart` or `picture` follows it."""

    title: str
    names: tuple[str, ...]
    widths: tuple[float, ...]
    rows: Rows
    none: str = "Nothing was recorded."
    chart: Trend | None = None
    picture: Sounded | None = None


def sections(a: Account) -> tuple[Section, ...]:
    """The report, a section each for what was recorded."""
    whole = (_team, _rundown, _sounded, _room) if a.only is None else ()
    first = (_attendance, _gates, _doses)
    then = (_alarms, _seen, _songs, _notes, _incidents, _emergency, _leaving, _outside, _late)
    return (
        *(make(a) for make in first),
        *_vitals(a),
        *(make(a) for make in then),
        _struck(a),
        *(make(a) for make in whole),
    )


HEAD = ("Time", "Who", "What", "Recorded by")
WIDE = (0.09, 0.17, 0.56, 0.18)


def _told(a: Account, title: str, found: Iterable[tuple[Seat | None, Record]], none: str) -> Section:
    rows = tuple((a.at(x.happened), a.who(seat), a.words(x.content), a.known.member(x.by)) for seat, x in found)
    return Section(title, HEAD, WIDE, rows, none)


def _attendance(a: Account) -> Section:
    rows = tuple(_attended(a, each) for each in presence(a.s))
    columns = ("Mat", "Who", "Attendance", "Arrived", "Left", "Minutes", "Words")
    return Section("Attendance", columns, (0.07, 0.17, 0.16, 0.11, 0.11, 0.11, 0.27), rows, "Nobody had a seat.")


def _attended(a: Account, found: Presence) -> tuple[str, ...]:
    seat, last = a.s.seats[found.person], found.stays[-1] if found.stays else None
    until = "" if last is None or last.until is None else a.at(last.until)
    came = "" if found.arrived is None else a.at(found.arrived)
    here = short(found.lasted(a.known.now)) if found.stays else ""
    told = [content for _, content in of(seat.counted, Attended)]
    status = ", then ".join(x.status.value for x in told) or "not recorded"
    words = a.lint.clean("; ".join(x.words for x in told if x.words))
    return str(seat.mat), a.known.alias(found.person), status, came, until, here, words


def _gates(a: Account) -> Section:
    found = [(seat, x) for seat, x in a.counted(*GATES, Discharged) if not _in_order(x.content)]
    return _told(a, "Gates and overrides", found, "Nothing was recorded at a gate.")


def _in_order(content: Any) -> bool:
    """A discharge through a gate that had no gap stands under leaving alone."""
    return isinstance(content, Discharged) and not content.overridden


def _doses(a: Account) -> Section:
    found = list(a.counted(*DOSES))
    said = _told(a, "Doses and other medicine", found, "No dose and no other medicine was recorded.")
    rows = (_signed(a, row, *each) for row, each in zip(said.rows, found, strict=True))
    return replace(said, rows=tuple(rows))


def _signed(a: Account, row: tuple[str, ...], seat: Seat | None, record: Record) -> tuple[str, ...]:
    """A dose with both who signed it: the last column is who recorded it."""
    signed = a.lint.clean(signature(seat, record, a.known.member))
    return (*row[:2], f"{row[2]}; {signed}" if signed else row[2], *row[3:])


def _vitals(a: Account) -> Iterator[Section]:
    drawn = {trend.person: trend for trend in circle_trends(a.s, a.known.alias)}
    for seat in sorted(a.s.seats.values(), key=lambda x: x.mat):
        first = started(seat)
        found = [x for x in seat.counted if isinstance(x.content, Vitals | VitalsNotTaken)]
        rows = tuple((a.at(x.happened), _after(first, x), a.words(x.content), a.known.member(x.by)) for x in found)
        if rows:
            columns = ("Time", "Clock", "Reading", "Recorded by")
            yield Section(f"Vital signs: {a.who(seat)}", columns, WIDE, rows, "", _drawn(a, drawn[seat.person]))


def _drawn(a: Account, trend: Trend) -> Trend:
    marks = tuple(replace(mark, words=a.lint.clean(mark.words)) for mark in trend.marks)
    return replace(trend, marks=marks)


def _after(first: Record | None, record: Record) -> str:
    """On the person's own clock, which begins with their dose."""
    if first is None:
        return ""
    return "before" if order(record) < order(first) else f"T+{short(record.happened - first.happened)}"


def _alarms(a: Account) -> Section:
    programme, seats = a.s.plan.programme, a.s.seats.values()
    found = [(x.record.happened, _alarm(a, seat, x)) for seat in seats for x in alarms(seat, programme)]
    found += [(x.since, _rise(a, seat, x)) for seat in seats for x in raised(seat, programme)]
    columns = ("Time", "Who", "What was measured", "Acknowledged")
    rows = tuple(row for _, row in sorted(found))
    none = INSIDE if programme.limits_hold else UNSIGNED
    return Section("Outside the signed range", columns, (0.09, 0.17, 0.4, 0.34), rows, none)


def _rise(a: Account, seat: Seat, rise: Raised) -> tuple[str, ...]:
    return a.at(rise.since), a.who(seat), f"Pressure {raised_words(rise, a.known.now)}", ""


def _alarm(a: Account, seat: Seat, alarm: Alarm) -> tuple[str, ...]:
    answer = alarm.acknowledged
    said = "not acknowledged"
    if answer is not None:
        content = a.lint.masked(answer.content)
        told = f", told {content.told}" if content.told else ""
        said = f"{a.at(answer.happened)}, {a.known.member(answer.by)}: {content.done}{told}"
    words = outside_words(alarm, a.s.plan.programme, a.known.zone)
    return a.at(alarm.record.happened), a.who(seat), words, said


def _seen(a: Account) -> Section:
    return _told(a, "Check-ins and observations", a.counted(*SEEN), "No check-in and no observation was recorded.")


def _songs(a: Account) -> Section:
    return _told(a, "Songs asked for", a.counted(SongAsked), "No song was asked for.")


def _notes(a: Account) -> Section:
    return _told(a, "Notes", a.counted(Note), "No note was written.")


def _incidents(a: Account) -> Section:
    return _told(a, "Incidents and near misses", a.counted(Incident), "No incident was recorded.")


def _emergency(a: Account) -> Section:
    theirs = any(isinstance(x.event, e.EmergencyCalled) and x.event.person == a.only for x in a.entries)
    said = [(x, _called(a, x.event, theirs=theirs)) for x in a.entries]
    rows = tuple((a.at(x.happened), words, a.known.member(x.by)) for x, words in said if words)
    return Section("Emergency", ("Time", "What", "By"), (0.09, 0.73, 0.18), rows, "No emergency was called.")


def _called(a: Account, event: Any, *, theirs: bool) -> str:
    """Of one person alone only what was called for them."""
    match event:
        case e.EmergencyCalled(person) if person is not None and a.only in {None, person}:
            return f"Emergency called for {a.known.alias(person)}"
        case e.EmergencyCalled(None) if a.only is None:
            return "Emergency called"
        case e.NearLit(mat) if a.only is None:
            return f"Working light near mat {mat}"
        case e.RoomLit() if a.only is None:
            return "Working light in the whole room, music out"
        case e.StoodDown() if a.only is None or theirs:
            return "Stood down"
    return ""


def _leaving(a: Account) -> Section:
    """How each left; who had medicine, or is here, and is on the record in no way of leaving is named."""
    told = _told(a, "Leaving", a.counted(*LEAVING), "Nothing was recorded about leaving.")
    still = tuple(("", a.who(seat), NOT_LEFT, "") for seat in inside(a.s))
    return replace(told, rows=(*told.rows, *still))


def _outside(a: Account) -> Section:
    rows = tuple(
        (a.at(x.happened), a.who(seat), a.words(x.content), a.lint.clean("; ".join(x.outside)))
        for seat, x in a.records()
        if x.outside
    )
    columns = ("Time", "Who", "What", "Marked")
    return Section("Recorded outside a gate", columns, (0.09, 0.17, 0.42, 0.32), rows, "Nothing.")


def _late(a: Account) -> Section:
    rows = tuple(
        (a.at(x.happened), a.at(x.at), f"{short(x.at - x.happened)} min", a.who(seat), _late_words(a, x))
        for seat, x in a.records()
        if x.at - x.happened >= LATE and x.struck is None
    )
    columns = ("Happened", "Written", "Later by", "Who", "What")
    return Section("Written down later", columns, (0.11, 0.1, 0.11, 0.17, 0.51), rows, "Nothing.")


def _late_words(a: Account, record: Record) -> str:
    return "; ".join((a.words(record.content), *(a.lint.clean(x) for x in record.by_hand)))


def _struck(a: Account) -> Section:
    """Each with why, who struck it and when, and what stands in its place."""
    by = {x.event.record: x for x in a.entries if isinstance(x.event, Struck)}
    right = {x.replaces: x for _, x in a.records() if x.replaces is not None}
    found = [(seat, x) for seat, x in a.records() if x.struck is not None]
    rows = [_wrong(a, seat, x, by.get(x.stamp), right.get(x.stamp)) for seat, x in found]
    mine = next(iter(a.s.seats.values()), None)
    rows += [(a.at(x.happened), a.who(mine), KINDS[type(x.content)].words, MOVED_AWAY) for x in a.moved()]
    columns = ("Time", "Who", "What was written", "Why it does not count")
    return Section("Struck and withdrawn", columns, (0.09, 0.17, 0.37, 0.37), tuple(rows), "Nothing.")


def _wrong(
    a: Account, seat: Seat | None, record: Record, struck: Entry[Any] | None, right: Record | None
) -> tuple[str, ...]:
    why = a.lint.clean(gone(record.struck))
    who = "" if struck is None else f" ({a.known.member(struck.by)}, {a.at(struck.at)})"
    instead = "" if right is None else f"; in its place: {a.words(right.content)}"
    return a.at(record.happened), a.who(seat), a.words(record.content), f"{why}{who}{instead}"


def _team(a: Account) -> Section:
    return _told(a, "Team and others in the room", a.counted(*TEAM), "Nobody recorded who of the team was here.")


def _rundown(a: Account) -> Section:
    rows = tuple(
        (
            line.name,
            minutes(line.planned),
            "" if line.entered is None else a.at(line.entered),
            "" if line.actual is None else about(line.actual),
            "" if not line.held else about(line.held),
            offset(line.over),
            line.remark,
        )
        for line in review(a.s, a.known.now)
    )
    columns = ("Phase", "Planned min", "Entered", "Actual min", "Held min", "Over", "")
    return Section("Planned against actual", columns, (0.25, 0.11, 0.11, 0.11, 0.1, 0.12, 0.2), rows, "No phase.")


def _room(a: Account) -> Section:
    moments = timeline(a.entries, names(a.s, a.known.alias, a.known.member))
    told = [x for x in moments if x.kind in {"hold", "time", "report"}]
    rows = tuple((a.at(x.at), a.lint.clean(x.words), x.by) for x in told)
    return Section("Holds, more time, and what the room reported", ("Time", "What", "By"), (0.09, 0.73, 0.18), rows)


def _sounded(a: Account) -> Section:
    picture = sounded(a.s, a.log, a.known.now, a.known.looks)
    told = (x for x in sounded_rows(picture, a.known.zone) if x.kind != PHASE)
    rows = tuple((x.clock, x.kind, a.lint.clean(x.words)) for x in told)
    columns = ("Time", "What", "Words")
    return Section("Sound and light", columns, (0.11, 0.15, 0.74), rows, "Nothing was heard or seen.", None, picture)


def dosed(s: Session) -> int:
    """How many were given a dose."""
    return sum(bool(first_dose(seat)) for seat in s.seats.values())
