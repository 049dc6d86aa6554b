"""The pages of a programme's form, each with its fields and lists; signing reads the same figures back."""

from collections.abc import Sequence
from enum import Enum
from typing import Any

from kapcircle.core.ids import DAY, MINUTE, Millis
from kapcircle.core.programme import (
    UNITS,
    ConsentText,
    DoseRange,
    FollowUpPoint,
    InstrumentPlan,
    Level,
    Limit,
    Measure,
    Moment,
    PlannedSession,
    RatioBand,
    Route,
    RouteClock,
    ScreeningItem,
    SessionKind,
    Urgency,
)
from kapcircle.core.programme_checks import DOSE_UNITS
from kapcircle.views import programme_blanks as b
from kapcircle.views.programme_blanks import Blank, Column, Records, Rows, Section

SOURCE = "Where it comes from"


def _choices(kind: type[Enum]) -> tuple[tuple[Any, str], ...]:
    return tuple((each, str(each.value)) for each in kind)


def _words(field: str, label: str, share: int = 1, lines: int = 1) -> Blank:
    return Blank(field, label, str, b.needed, share=share, lines=lines)


def _text(field: str, label: str, share: int = 1, lines: int = 1) -> Blank:
    return Blank(field, label, share=share, lines=lines)


def _source(field: str = "source", share: int = 1, of: str = "") -> Blank:
    return Blank(field, SOURCE, str, b.source, share=share, name=f"{SOURCE}: {of}" if of else "")


def _count(field: str, label: str, name: str = "") -> Blank:
    return Blank(field, label, str, b.whole, figure=True, name=name)


def _number(field: str, label: str, *, optional: bool = False, share: int = 1) -> Blank:
    return Blank(field, label, b.amount, b.maybe if optional else b.number, figure=True, share=share)


def _minutes(field: str, label: str, name: str = "") -> Blank:
    return Blank(field, label, b.in_minutes, b.minutes, figure=True, name=name)


def _hours(field: str, label: str, name: str = "") -> Blank:
    return Blank(field, label, b.in_hours, b.hours, figure=True, name=name)


def _days(field: str, label: str, name: str = "") -> Blank:
    return Blank(field, label, b.in_days, b.days, figure=True, name=name)


def _choice(
    field: str, label: str, options: tuple[tuple[Any, str], ...], *, figure: bool = False, share: int = 1
) -> Blank:
    named = dict(options)
    return Blank(field, label, lambda value: named.get(value, str(value)), options=options, figure=figure, share=share)


def _tick(field: str, label: str) -> Blank:
    return Blank(field, label, lambda yes: "yes" if yes else "no", tick=True)


def _cited(*figures: Blank) -> Rows:
    """Each figure in a row of its own, with its source beside it."""
    return tuple((figure, _source(f"{b.SOURCES}{figure.field}", 4, figure.called)) for figure in figures)


def bounds(limit: Limit) -> str:
    """The range of a limit in words: `above 160 mmHg`."""
    unit = UNITS[limit.measure]
    sides = (("below", limit.low), ("above", limit.high))
    said = (f"{word} {value:g}" for word, value in sides if value is not None)
    return f"{' or '.join(said) or 'no range yet'} {unit}"


def _session_aloud(x: PlannedSession) -> str:
    where = "virtual" if x.virtual else "in person"
    return f"Week {x.week}, day {x.day + 1}: {x.title}, {x.kind.value}, {x.level.value}, {where}"


def _band(x: RatioBand) -> str:
    return f"up to {x.up_to:g} mg/kg" if x.up_to is not None else "any dose"


def _item(x: ScreeningItem) -> str:
    if not x.excludes:
        return "a prescriber reviews it"
    return "excludes, no override" if x.hard else f"excludes, unless {x.unless}" if x.unless else "excludes"


def _sessions(rundowns: Sequence[str]) -> Records:
    named = (("", "none"), *((name, name) for name in rundowns))
    return Records(
        "sessions",
        "Sessions",
        "session",
        (
            Column("Week", lambda x: str(x.week), 52),
            Column("Day", lambda x: str(x.day + 1), 44),
            Column("Session", lambda x: x.title),
            Column("Kind", lambda x: x.kind.value, 104),
            Column("For", lambda x: x.level.value, 76),
            Column("Where", lambda x: "virtual" if x.virtual else "in person", 84),
        ),
        (
            (_words("title", "Session", 3), _choice("kind", "Kind", _choices(SessionKind), figure=True)),
            (
                _count("week", "Week"),
                Blank("day", "Day of the week", lambda day: str(day + 1), b.day, figure=True),
                _choice("level", "For", _choices(Level)),
                _choice("rundown", "Rundown", named),
                _tick("virtual", "Virtual"),
            ),
            (_source(),),
        ),
        lambda: PlannedSession("New session", SessionKind.INTEGRATION, 1),
        _session_aloud,
    )


LIMITS = Records(
    "limits",
    "Limits",
    "limit",
    (
        Column("Measure", lambda x: x.measure.value, 108),
        Column("When", lambda x: x.moment.value, 124),
        Column("Outside is", bounds, 164),
        Column("Then", lambda x: x.urgency.value),
    ),
    (
        (
            _choice("measure", "Measure", _choices(Measure), figure=True, share=3),
            _choice("moment", "When", _choices(Moment), figure=True, share=3),
            _number("low", "Below", optional=True, share=2),
            _number("high", "Above", optional=True, share=2),
            _choice("urgency", "Then", _choices(Urgency), figure=True, share=4),
        ),
        (_source(),),
    ),
    lambda: Limit(Measure.SYSTOLIC, Moment.AFTER, Urgency.TELL),
    lambda x: f"{x.measure.value} {x.moment.value} {bounds(x)}: {x.urgency.value}",
)

DOSES = Records(
    "doses",
    "Dose ranges for the neutral check",
    "range",
    (
        Column("Route", lambda x: x.route.value, 108),
        Column("Outside is", lambda x: f"below {x.low:g} or above {x.high:g} {x.unit}"),
    ),
    (
        (
            _choice("route", "Route", _choices(Route), figure=True),
            _number("low", "Below"),
            _number("high", "Above"),
            _choice("unit", "Unit", tuple((x, x) for x in DOSE_UNITS), figure=True),
        ),
        (_source(),),
    ),
    lambda: DoseRange(Route.IM, 0.0, 0.0),
    lambda x: f"{x.route.value} below {x.low:g} or above {x.high:g} {x.unit}: check the order",
)

CLOCKS = Records(
    "clocks",
    "Clocks since a person's own dose",
    "clock",
    (
        Column("Route", lambda x: x.route.value, 108),
        Column("Onset", lambda x: f"{b.in_minutes(x.onset)} min", 84),
        Column("Peak", lambda x: f"{b.in_minutes(x.peak)} min", 84),
        Column("Return", lambda x: f"{b.in_minutes(x.back)} min"),
    ),
    (
        (
            _choice("route", "Route", _choices(Route), figure=True),
            _minutes("onset", "Onset, min"),
            _minutes("peak", "Peak, min"),
            _minutes("back", "Return, min"),
        ),
        (_source(),),
    ),
    lambda: RouteClock(Route.ORAL, Millis(MINUTE), Millis(2 * MINUTE), Millis(3 * MINUTE)),
    lambda x: f"{x.route.value}: onset {b.in_minutes(x.onset)}, peak {b.in_minutes(x.peak)}, return "
    f"{b.in_minutes(x.back)} min",
)

SCREENING = Records(
    "screening",
    "Questions",
    "question",
    (
        Column("Short name", lambda x: x.key, 160),
        Column("Asked", lambda x: x.question),
        Column("A yes", _item, 176),
    ),
    (
        (_words("key", "Short name"), _text("unless", "A yes does not exclude if", 2)),
        (_words("question", "What is asked", lines=2),),
        (_tick("excludes", "A yes excludes from medicine"), _tick("hard", "No override at all")),
        (_source(),),
    ),
    lambda: ScreeningItem("new", "What is asked?"),
    lambda x: f"{x.key}: {_item(x)}",
)

CONSENTS = Records(
    "consents",
    "Texts",
    "text",
    (
        Column("Kind", lambda x: x.kind, 156),
        Column("Title", lambda x: x.title),
        Column("Text", lambda x: f"version {x.version}", 84),
        Column("", lambda x: "needed" if x.required else "may be refused", 112),
    ),
    (
        (
            _words("kind", "Kind"),
            _words("title", "Title", 2),
            _tick("required", "Needed before medicine"),
        ),
        (_words("text", "What is signed", lines=6),),
        (Blank("teach_back", "Said back in own words, a line each", "\n".join, b.lines, lines=3),),
    ),
    lambda: ConsentText("new", "New consent", 1, "Example text: your counsel's wording goes here."),
    lambda x: f"{x.kind}: {x.title}, version {x.version} of the text{'' if x.required else ', may be refused'}",
)

RATIO = Records(
    "ratio",
    "People to each of the staff who count",
    "band",
    (
        Column("With the largest dose in the room", _band, 260),
        Column("People", lambda x: str(x.people)),
    ),
    ((_number("up_to", "Up to mg/kg (empty: any)", optional=True), _count("people", "People")), (_source(),)),
    lambda: RatioBand(1),
    lambda x: f"{_band(x)}: at most {x.people} to each of the staff",
)

FOLLOW_UPS = Records(
    "follow_ups",
    "Follow-up",
    "contact",
    (Column("After", lambda x: f"{b.in_days(x.after)} d", 84), Column("Contact", lambda x: x.name)),
    ((_words("name", "Contact", 3), _days("after", "After, days")), (_source(),)),
    lambda: FollowUpPoint("New contact", DAY),
    lambda x: f"{x.name}: {b.in_days(x.after)} d after",
)

INSTRUMENTS = Records(
    "instruments",
    "Questionnaires",
    "questionnaire",
    (Column("Questionnaire", lambda x: x.instrument, 200), Column("When", lambda x: x.when)),
    ((_words("instrument", "Questionnaire"), _words("when", "When", 2)), (_source(),)),
    lambda: InstrumentPlan("New", "baseline"),
    lambda x: f"{x.instrument}: {x.when}",
)

PERCENT = ((False, "mmHg of the baseline"), (True, "percent of the baseline"))


def sections(rundowns: Sequence[str] = ()) -> tuple[Section, ...]:
    """All pages, in order. `rundowns` are the templates that a session may name."""
    return (
        Section(
            "Outline",
            "What it is, how long it lasts, and how many medicine sessions it has.",
            (
                (
                    (_words("name", "Name"),),
                    (_text("about", "About", lines=4),),
                    (_source(),),
                ),
                _cited(
                    _count("weeks", "Weeks"),
                    _count("medicine_sessions", "Medicine sessions"),
                    _count("medicine_cap", "At most", "Medicine sessions at most"),
                    _count("preparations", "Preparations needed"),
                ),
            ),
        ),
        Section("Sessions", "The calendar that a cohort begins with.", (_sessions(rundowns),)),
        Section(
            "Vitals and limits",
            "When vital signs are due since a person's own dose, and what the medical lead is told of.",
            (
                (
                    (
                        _minutes("vitals.baseline", "Baseline counts, min", "A baseline counts for, min"),
                        Blank(
                            "vitals.after",
                            "Due after, min",
                            b.in_moments,
                            b.moments,
                            figure=True,
                            share=2,
                            name="Vital signs due after the dose, min",
                        ),
                        _minutes("vitals.every", "Then every, min", "Vital signs then every, min"),
                        _minutes("vitals.grace", "Late after, min", "Vital signs are late after, min"),
                        _minutes("vitals.recheck", "Recheck after, min", "Checked again after, min"),
                    ),
                    (_source("vitals.source", 1, "vital signs"),),
                ),
                LIMITS,
            ),
        ),
        Section(
            "Doses and clocks",
            "An entry outside its range is told “check the order”, and nothing more. No dose is ever proposed.",
            (
                DOSES,
                CLOCKS,
                _cited(
                    _minutes("booster_point", "Supplement, min", "Supplement, where ordered, after, min"),
                    _minutes("one_injection", "Entered twice, min", "The same dose twice is asked about within, min"),
                ),
            ),
        ),
        Section(
            "Screening",
            "A yes excludes, or asks the prescriber for a review.",
            (
                SCREENING,
                _cited(
                    _days("screening_lasts", "Lasts, days", "A screening lasts, days"),
                    _days("clearance_lasts", "Clearance, days", "A clearance lasts, days"),
                ),
            ),
        ),
        Section("Consents", "A changed text has another version: who signed the old one is asked anew.", (CONSENTS,)),
        Section(
            "Room and staff",
            "What holds before the room starts, while it goes on, and before anybody leaves.",
            (
                RATIO,
                (
                    *_cited(
                        _minutes("minimum_observation", "Observed at least, min"),
                        _minutes("unseen", "Wants eyes after, min", "Unseen, a person wants eyes after, min"),
                        _count("aldrete_least", "Aldrete at least"),
                        _count("back_within", "Pressure back within, mmHg"),
                        _choice("aldrete_percent", "Circulation in", PERCENT, figure=True),
                    ),
                    (Blank("equipment", "Equipment signed for, a line each", "\n".join, b.lines, lines=8),),
                ),
            ),
        ),
        Section(
            "After",
            "Contacts, the integration window, practices between sessions, and what a request for more is held to.",
            (
                FOLLOW_UPS,
                (
                    (
                        _hours("integration.opens", "Window opens, h", "Integration window opens, h"),
                        _hours("integration.closes", "Closes, h", "Integration window closes, h"),
                        _hours("integration.marked_from", "Marked from, h", "Integration window marked from, h"),
                        _hours("integration.marked_to", "To, h", "Integration window marked to, h"),
                        _source("integration.source", 3, "integration window"),
                    ),
                    (
                        _hours("boosters.opens", "Boosters from, h"),
                        _hours("boosters.closes", "To, h", "Boosters until, h"),
                        _count("boosters.a_day", "A day", "Boosters a day"),
                        _minutes("boosters.longest", "Longest, min", "A booster at the longest, min"),
                        _source("boosters.source", 3, "boosters"),
                    ),
                    (
                        _days("maintenance.interval", "Maintenance, days", "Maintenance at intervals of, days"),
                        _count("maintenance.cap", "At most a year", "Maintenance sessions a year at most"),
                        _source("maintenance.source", 5, "maintenance"),
                    ),
                ),
                INSTRUMENTS,
            ),
        ),
    )
