"""Kinds of fields in a programme's form, each with how it is shown and read."""

from enum import Enum
from typing import Any

from kapcircle.views import programme_blanks as b
from kapcircle.views.programme_blanks import Blank, Rows

SOURCE = "Where it comes from"


def choices(kind: type[Enum]) -> tuple[tuple[Any, str], ...]:
    """Each of an enumeration, by its word."""
    return tuple((each, str(each.value)) for each in kind)


def words(field: str, label: str, share: int = 1, lines: int = 1) -> Blank:
    """Words that may not be left out."""
    return Blank(field, label, str, b.needed, share=share, lines=lines)


def text(field: str, label: str, share: int = 1, lines: int = 1) -> Blank:
    """Words, or none."""
    return Blank(field, label, share=share, lines=lines)


def source(field: str = "source", share: int = 1, of: str = "") -> Blank:
    """Where a figure comes from, `of` which one."""
    return Blank(field, SOURCE, str, b.source, share=share, name=f"{SOURCE}: {of}" if of else "")


def count(field: str, label: str, name: str = "") -> Blank:
    """A whole number."""
    return Blank(field, label, str, b.whole, figure=True, name=name)


def number(field: str, label: str, *, optional: bool = False, share: int = 1) -> Blank:
    """A number, with or without a fraction; an `optional` one may be left out."""
    return Blank(field, label, b.amount, b.maybe if optional else b.number, figure=True, share=share)


def seconds(field: str, label: str, name: str = "") -> Blank:
    """A length in seconds."""
    return Blank(field, label, b.in_seconds, b.seconds, figure=True, name=name)


def minutes(field: str, label: str, name: str = "") -> Blank:
    """A length in minutes."""
    return Blank(field, label, b.in_minutes, b.minutes, figure=True, name=name)


def hours(field: str, label: str, name: str = "") -> Blank:
    """A length in hours."""
    return Blank(field, label, b.in_hours, b.hours, figure=True, name=name)


def days(field: str, label: str, name: str = "") -> Blank:
    """A length in days."""
    return Blank(field, label, b.in_days, b.days, figure=True, name=name)


def choice(
    field: str, label: str, options: tuple[tuple[Any, str], ...], *, figure: bool = False, share: int = 1
) -> Blank:
    """One of several things."""
    named = dict(options)
    return Blank(field, label, lambda value: named.get(value, str(value)), options=options, figure=figure, share=share)


def tick(field: str, label: str) -> Blank:
    """Yes or no."""
    return Blank(field, label, lambda yes: "yes" if yes else "no", tick=True)


def cited(*figures: Blank) -> Rows:
    """Each figure in a row of its own, with its source beside it."""
    return tuple((figure, source(f"{b.SOURCES}{figure.field}", 4, figure.called)) for figure in figures)
