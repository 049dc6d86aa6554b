"""Programmes as data in files: shipped ones, and those that a practice takes to another. A signature never travels."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kapcircle.core import programme as p
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import DAY, MINUTE, SECOND, ProgrammeId
from kapcircle.core.programme import Cited, Programme
from kapcircle.core.programme_checks import check_programme
from kapcircle.core.shapes import Count, Flag, Length, Many, Number, OneOf, Record, Words, within, wrong

YEARS = 3_650
"""Days: no length in a programme is longer."""

FIGURES = (
    "weeks",
    "medicine_sessions",
    "medicine_cap",
    "preparations",
    "minimum_observation",
    "unseen",
    "booster_point",
    "back_within",
    "one_injection",
    "screening_lasts",
    "clearance_lasts",
    "aldrete_least",
    "aldrete_percent",
    "turning",
)
"""The figures that stand alone, each with its source under `sources`."""


@dataclass(frozen=True, slots=True)
class Sources:
    """`{"weeks": "where the figure comes from"}`."""

    def read(self, value: object, where: str) -> tuple[Cited, ...]:
        """Raises KnownError."""
        if not isinstance(value, dict):
            raise wrong(where, "an object with the source of each figure", value)
        for figure in value:
            if figure not in FIGURES:
                raise KnownError(f"{within(where, figure)}: not known. Known are {', '.join(FIGURES)}.")
        return tuple(Cited(x, Words().read(words, within(where, x))) for x, words in value.items())

    def write(self, value: tuple[Cited, ...]) -> dict[str, str]:
        """By the name of the figure."""
        return {x.figure: x.source for x in value}


WORDS, ANYTHING, SOURCE = Words(), Words(empty=True), Words()
SECONDS, MINUTES = Length(SECOND, 60 * 60), Length(MINUTE, 24 * 60)
HOURS, DAYS = Length(p.HOUR, 24 * YEARS), Length(DAY, YEARS)
AMOUNT, COUNT = Number(0, 10_000), Count(0, 10_000)
"""What can stand in a file at all; what makes no programme is found by `check_programme`."""

SESSION = Record(
    p.PlannedSession,
    {
        "title": WORDS,
        "kind": OneOf(p.SessionKind),
        "week": COUNT,
        "day": COUNT,
        "level": OneOf(p.Level),
        "virtual": Flag(),
        "rundown": ANYTHING,
        "source": SOURCE,
    },
    ("title", "kind", "week", "source"),
)
LIMIT = Record(
    p.Limit,
    {
        "measure": OneOf(p.Measure),
        "moment": OneOf(p.Moment),
        "urgency": OneOf(p.Urgency),
        "low": AMOUNT,
        "high": AMOUNT,
        "source": SOURCE,
    },
    ("measure", "moment", "urgency", "source"),
)
DOSE = Record(
    p.DoseRange,
    {"route": OneOf(p.Route), "low": AMOUNT, "high": AMOUNT, "unit": WORDS, "source": SOURCE},
    ("route", "low", "high", "source"),
)
CLOCK = Record(
    p.RouteClock,
    {"route": OneOf(p.Route), "onset": MINUTES, "peak": MINUTES, "back": MINUTES, "source": SOURCE},
    ("route", "onset", "peak", "back", "source"),
)
VITALS = Record(
    p.VitalsSchedule,
    {
        "baseline": MINUTES,
        "after": Many(MINUTES),
        "every": MINUTES,
        "grace": MINUTES,
        "recheck": MINUTES,
        "source": SOURCE,
    },
    ("source",),
)
BAND = Record(p.RatioBand, {"people": COUNT, "up_to": AMOUNT, "source": SOURCE}, ("people", "source"))
WINDOW = Record(
    p.IntegrationWindow,
    {"opens": HOURS, "closes": HOURS, "marked_from": HOURS, "marked_to": HOURS, "every": DAYS, "source": SOURCE},
    ("source",),
)
POINT = Record(p.FollowUpPoint, {"name": WORDS, "after": DAYS, "source": SOURCE}, ("name", "after", "source"))
BOOSTERS = Record(
    p.BoosterPolicy,
    {"opens": HOURS, "closes": HOURS, "a_day": COUNT, "longest": MINUTES, "source": SOURCE},
    ("source",),
)
MAINTENANCE = Record(p.Maintenance, {"interval": DAYS, "cap": COUNT, "source": SOURCE}, ("source",))
INSTRUMENT = Record(
    p.InstrumentPlan, {"instrument": WORDS, "when": WORDS, "source": SOURCE}, ("instrument", "when", "source")
)
ITEM = Record(
    p.ScreeningItem,
    {"key": WORDS, "question": WORDS, "excludes": Flag(), "hard": Flag(), "unless": ANYTHING, "source": SOURCE},
    ("key", "question", "source"),
)
CONSENT = Record(
    p.ConsentText,
    {
        "kind": WORDS,
        "title": WORDS,
        "version": COUNT,
        "text": WORDS,
        "teach_back": Many(WORDS),
        "required": Flag(),
    },
    ("kind", "title", "version", "text"),
)
PROGRAMME = Record(
    Programme,
    {
        "name": WORDS,
        "about": ANYTHING,
        "source": SOURCE,
        "weeks": COUNT,
        "medicine_sessions": COUNT,
        "medicine_cap": COUNT,
        "preparations": COUNT,
        "minimum_observation": MINUTES,
        "unseen": MINUTES,
        "booster_point": MINUTES,
        "back_within": COUNT,
        "one_injection": MINUTES,
        "screening_lasts": DAYS,
        "clearance_lasts": DAYS,
        "aldrete_least": COUNT,
        "aldrete_percent": Flag(),
        "turning": SECONDS,
        "sources": Sources(),
        "sessions": Many(SESSION),
        "vitals": VITALS,
        "limits": Many(LIMIT),
        "doses": Many(DOSE),
        "clocks": Many(CLOCK),
        "ratio": Many(BAND),
        "integration": WINDOW,
        "follow_ups": Many(POINT),
        "boosters": BOOSTERS,
        "maintenance": MAINTENANCE,
        "instruments": Many(INSTRUMENT),
        "screening": Many(ITEM),
        "consents": Many(CONSENT),
        "equipment": Many(WORDS),
    },
    ("name", "source"),
)


def read_programme(file: str, data: object, fresh: Callable[[], str]) -> Programme:
    """The programme of an object with the fields of `Programme`, under a `fresh` id, as version 1 and not signed.

    Lengths are minutes; the crossfade of music that turns is seconds; screening, clearance, follow-ups and maintenance
    days; windows after the dose hours. Each object with a figure has a `source`, the figures that stand alone have
    theirs in `sources`. KnownError names file and key.
    """
    programme = Programme(ProgrammeId(fresh()), **PROGRAMME.values(data, f"{file}:"))
    for fault in check_programme(programme):
        raise KnownError(f"{file}: {fault.field}: {fault.words}")
    return programme


def write_programme(programme: Programme) -> dict[str, Any]:
    """The object from which `read_programme` makes the same programme again, but for its id, version and signature."""
    return PROGRAMME.write(programme)


def write_draft(programme: Programme) -> dict[str, Any]:
    """A programme that is being edited, with all that is wrong with it yet, and the version it was edited from."""
    return {"version": programme.version, "programme": write_programme(programme)}


def read_draft(programme: ProgrammeId, data: object) -> Programme:
    """What `write_draft` wrote. Raises KnownError where this program cannot read it."""
    if not isinstance(data, dict):
        raise wrong("draft", "an object with version, programme", data)
    values = PROGRAMME.values(data.get("programme"), "draft: programme")
    return Programme(programme, version=COUNT.read(data.get("version"), "draft: version"), **values)
