"""The lists of a programme, each with its columns, the fields of a record, and how a record is read aloud."""

from collections.abc import Sequence

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
from kapcircle.views import programme_fields as f
from kapcircle.views.programme_blanks import Blank, Column, Records


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


def sessions(rundowns: Sequence[str]) -> Records:
    """The calendar; `rundowns` are the templates that a session may name."""
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
            (f.words("title", "Session", 3), f.choice("kind", "Kind", f.choices(SessionKind), figure=True)),
            (
                f.count("week", "Week"),
                Blank("day", "Day of the week", lambda day: str(day + 1), b.day, figure=True),
                f.choice("level", "For", f.choices(Level)),
                f.choice("rundown", "Rundown", named),
                f.tick("virtual", "Virtual"),
            ),
            (f.source(),),
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
            f.choice("measure", "Measure", f.choices(Measure), figure=True, share=3),
            f.choice("moment", "When", f.choices(Moment), figure=True, share=3),
            f.number("low", "Below", optional=True, share=2),
            f.number("high", "Above", optional=True, share=2),
            f.choice("urgency", "Then", f.choices(Urgency), figure=True, share=4),
        ),
        (f.source(),),
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
            f.choice("route", "Route", f.choices(Route), figure=True),
            f.number("low", "Below"),
            f.number("high", "Above"),
            f.choice("unit", "Unit", tuple((x, x) for x in DOSE_UNITS), figure=True),
        ),
        (f.source(),),
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
            f.choice("route", "Route", f.choices(Route), figure=True),
            f.minutes("onset", "Onset, min"),
            f.minutes("peak", "Peak, min"),
            f.minutes("back", "Return, min"),
        ),
        (f.source(),),
    ),
    lambda: RouteClock(Route.ORAL, Millis(MINUTE), Millis(2 * MINUTE), Millis(3 * MINUTE)),
    lambda x: (
        f"{x.route.value}: onset {b.in_minutes(x.onset)}, peak {b.in_minutes(x.peak)}, return "
        f"{b.in_minutes(x.back)} min"
    ),
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
        (f.words("key", "Short name"), f.text("unless", "A yes does not exclude if", 2)),
        (f.words("question", "What is asked", lines=2),),
        (f.tick("excludes", "A yes excludes from medicine"), f.tick("hard", "No override at all")),
        (f.source(),),
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
            f.words("kind", "Kind"),
            f.words("title", "Title", 2),
            f.tick("required", "Needed before medicine"),
        ),
        (f.words("text", "What is signed", lines=6),),
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
    ((f.number("up_to", "Up to mg/kg (empty: any)", optional=True), f.count("people", "People")), (f.source(),)),
    lambda: RatioBand(1),
    lambda x: f"{_band(x)}: at most {x.people} to each of the staff",
)

FOLLOW_UPS = Records(
    "follow_ups",
    "Follow-up",
    "contact",
    (Column("After", lambda x: f"{b.in_days(x.after)} d", 84), Column("Contact", lambda x: x.name)),
    ((f.words("name", "Contact", 3), f.days("after", "After, days")), (f.source(),)),
    lambda: FollowUpPoint("New contact", DAY),
    lambda x: f"{x.name}: {b.in_days(x.after)} d after",
)

INSTRUMENTS = Records(
    "instruments",
    "Questionnaires",
    "questionnaire",
    (Column("Questionnaire", lambda x: x.instrument, 200), Column("When", lambda x: x.when)),
    ((f.words("instrument", "Questionnaire"), f.words("when", "When", 2)), (f.source(),)),
    lambda: InstrumentPlan("New", "baseline"),
    lambda x: f"{x.instrument}: {x.when}",
)
