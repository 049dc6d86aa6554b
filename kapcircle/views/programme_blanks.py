"""What the parts of a programme's form are: fields that show a value and read what is typed, and lists of records.

A `field` is a path in the value that the form is about: `weeks`, `vitals.grace`, `sources.weeks`. KnownError says what
to type instead.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from kapcircle.core import lengths
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import DAY, MINUTE, SECOND, Millis
from kapcircle.core.programme import HOUR, SETTING, Cited, Programme

SOURCES = "sources."
"""What the path of the source of a plain figure begins with."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A field: `options` make it a choice, `tick` a box, `lines` prose.

    A `figure` is signed for; who changes it becomes its source. `share` is how much of its row the field takes, `name`
    what it is called where nothing stands around it.
    """

    field: str
    label: str
    show: Callable[[Any], str] = str
    read: Callable[[str], Any] = str
    options: tuple[tuple[Any, str], ...] = ()
    tick: bool = False
    lines: int = 1
    figure: bool = False
    share: int = 1
    name: str = ""

    @property
    def called(self) -> str:
        """Its full name."""
        return self.name or self.label


Rows = tuple[tuple[Blank, ...], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, what stands under it for a record, and its width at a text size of 100 % (0 takes what is left)."""

    title: str
    text: Callable[[Any], str]
    width: int = 0


@dataclass(frozen=True, slots=True)
class Records:
    """A list of records in a programme: its columns, the form of one, a new one, and how one is read aloud."""

    field: str
    title: str
    one: str
    columns: tuple[Column, ...]
    rows: Rows
    fresh: Callable[[], Any]
    aloud: Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Section:
    """A page of the form: rows of fields and lists, from above."""

    name: str
    about: str
    parts: tuple[Rows | Records, ...]

    @property
    def blanks(self) -> Iterator[Blank]:
        """Its fields outside of lists."""
        return (blank for part in self.parts if not isinstance(part, Records) for line in part for blank in line)

    @property
    def records(self) -> Iterator[Records]:
        """Its lists."""
        return (part for part in self.parts if isinstance(part, Records))


def value_of(subject: Any, field: str) -> Any:
    """What stands at a path."""
    if field.startswith(SOURCES):
        return subject.source_of(field.removeprefix(SOURCES))
    for name in field.split("."):
        subject = getattr(subject, name)
    return subject


def shown(subject: Any, blank: Blank) -> str:
    """What a field shows."""
    return blank.show(value_of(subject, blank.field))


def taken(subject: Any, blank: Blank, typed: str) -> Any:
    """The subject with a field as typed."""
    return put(subject, blank, blank.read(typed.strip()))


def put(subject: Any, blank: Blank, value: Any) -> Any:
    """The subject with a field of this value. Whose figure is changed has the practice for a source."""
    if value == value_of(subject, blank.field):
        return subject
    if blank.field.startswith(SOURCES):
        return _cited(subject, blank.field.removeprefix(SOURCES), value)
    head, _, rest = blank.field.partition(".")
    if rest:
        inner = replace(getattr(subject, head), **{rest: value}, **({"source": SETTING} if blank.figure else {}))
        return replace(subject, **{head: inner})
    changed = replace(subject, **{head: value})
    if not blank.figure:
        return changed
    return _cited(changed, head, SETTING) if isinstance(changed, Programme) else replace(changed, source=SETTING)


def _cited(programme: Programme, figure: str, source: str) -> Programme:
    others = tuple(x for x in programme.sources if x.figure != figure)
    return replace(programme, sources=(*others, Cited(figure, source)))


# what is typed


def needed(typed: str) -> str:
    """Words that may not be left out."""
    if not typed:
        raise KnownError("Type something here.")
    return typed


def source(typed: str) -> str:
    """Where a figure comes from; with nothing said, the practice chose it."""
    return typed or SETTING


def day(typed: str) -> int:
    """A day of the week as people count it, from 1; kept from 0."""
    if (given := whole(typed)) < 1:
        raise KnownError("The days of a week are 1 to 7.")
    return given - 1


def whole(typed: str) -> int:
    """A whole number."""
    if not typed.isdecimal():
        raise KnownError("Type a whole number, as in 3.")
    return int(typed)


def number(typed: str) -> float:
    """A number, with a point or a comma."""
    try:
        value = float(typed.replace(",", "."))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise KnownError("Type a number, as in 0.5.")
    return value


def maybe(typed: str) -> float | None:
    """A number, or nothing."""
    return number(typed) if typed else None


def seconds(typed: str) -> Millis:
    """Seconds, or a length as in 1:30."""
    return lengths.seconds(typed, decimal_comma=True)


def minutes(typed: str) -> Millis:
    """Minutes, or a length as in 1:30:00."""
    return lengths.minutes(typed, decimal_comma=True)


def moments(typed: str) -> tuple[Millis, ...]:
    """Minutes, one after the other: `15, 30, 40`."""
    return tuple(minutes(part) for part in typed.replace(";", " ").replace(",", " ").split())


def hours(typed: str) -> Millis:
    """Hours."""
    return Millis(round(number(typed) * HOUR))


def days(typed: str) -> Millis:
    """Days."""
    return Millis(round(number(typed) * DAY))


def lines(typed: str) -> tuple[str, ...]:
    """Each line that says something."""
    return tuple(line.strip() for line in typed.splitlines() if line.strip())


# what is shown


def amount(value: float | None) -> str:
    """A number without idle zeros; nothing for none."""
    return "" if value is None else f"{value:g}"


def in_seconds(length: Millis) -> str:
    """A length in seconds."""
    return f"{length / SECOND:g}"


def in_minutes(length: Millis) -> str:
    """A length in minutes."""
    return f"{length / MINUTE:g}"


def in_moments(moments: tuple[Millis, ...]) -> str:
    """Minutes, one after the other."""
    return ", ".join(map(in_minutes, moments))


def in_hours(length: Millis) -> str:
    """A length in hours."""
    return f"{length / HOUR:g}"


def in_days(length: Millis) -> str:
    """A length in days."""
    return f"{length / DAY:g}"
