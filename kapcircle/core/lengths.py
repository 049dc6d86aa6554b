"""How people write lengths of time in a spreadsheet, and what they mean by it."""

import re

from kapcircle.core.cells import Cell, Timed, text
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import DAY, MINUTE, SECOND, Millis

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)", re.ASCII)
_THOUSANDS = re.compile(r"\d{1,3},\d{3}", re.ASCII)
_CLOCK = re.compile(r"(?:(\d{1,4}):(?=\d\d:))?(\d{1,6}):(\d\d)", re.ASCII)
_SHOWN = re.compile(r"(\d+):(\d\d)", re.ASCII)


def minutes(cell: Cell, *, decimal_comma: bool = False) -> Millis:
    """A length of which plain numbers are minutes. KnownError says what to type instead."""
    return _length(cell, MINUTE, "minutes", decimal_comma=decimal_comma)


def seconds(cell: Cell, *, decimal_comma: bool = False) -> Millis:
    """A length of which plain numbers are seconds. KnownError says what to type instead."""
    return _length(cell, SECOND, "seconds", decimal_comma=decimal_comma)


def clock(length: Millis) -> str:
    """A length as h:mm:ss, to the nearest second, negative ones with a minus."""
    whole = round(length / SECOND)
    minute, second = divmod(abs(whole), 60)
    return f"{'-' if whole < 0 else ''}{minute // 60}:{minute % 60:02}:{second:02}"


def _length(cell: Cell, unit: Millis, name: str, *, decimal_comma: bool) -> Millis:
    match cell:
        case bool():
            raise KnownError(f"{text(cell)} is not a length: type {name} as a number")
        case int() | float():
            length = _of_number(cell, unit)
        case Timed():
            length = _of_time(cell, unit, name)
        case _:
            length = _of_text(text(cell), unit, name, decimal_comma=decimal_comma)
    if length < 0:
        raise KnownError(f"{text(cell)} is negative: a length is not")
    if length > DAY:
        raise KnownError(f"{text(cell)} is longer than a day: is it a date or a time of day?")
    return length


def _of_number(number: float, unit: Millis) -> Millis:
    return Millis(round(max(-DAY, min(number, 2 * DAY)) * unit))


def _of_time(cell: Timed, unit: Millis, name: str) -> Millis:
    if cell.seconds:
        return cell.length
    shown = _SHOWN.fullmatch(cell.shown)
    if shown is None:
        raise KnownError(f"{cell.shown} is a date or a time of day: type {name} as a number")
    first, second = int(shown[1]), int(shown[2])
    if _typed_as_number(cell.length, first * 60 + second):
        raise KnownError(f"{cell.length / DAY:g} stands in a cell formatted as a time: format the cell as a number")
    if first == 0:
        first, second = second, 0
    length = Millis(first * MINUTE + second * SECOND)
    number = f"{length / unit:.2f}".rstrip("0").rstrip(".")
    raise KnownError(f"{cell.shown} could be minutes or hours: type {number}, or {clock(length)}")


def _typed_as_number(length: Millis, shown: int) -> bool:
    """A time of whole days, or of more than the `shown` minutes let see: 15 in a cell that is formatted as h:mm."""
    return length >= DAY and (length % DAY == 0 or length // MINUTE != shown)


def _of_text(words: str, unit: Millis, name: str, *, decimal_comma: bool) -> Millis:
    if clocked := _CLOCK.fullmatch(words):
        return _of_clock(words, clocked)
    pointed = words.replace(",", ".")
    if _NUMBER.fullmatch(pointed if decimal_comma else words):
        return _of_number(float(pointed), unit)
    if _NUMBER.fullmatch(pointed):
        thousands = f", or {words.replace(',', '')}" if _THOUSANDS.fullmatch(words) else ""
        raise KnownError(f"“{words}” has a comma: type {pointed}{thousands}")
    raise KnownError(f"“{words}” is not a length: type {name} as a number, or a length as 0:30 or 1:10:00")


def _of_clock(words: str, parts: re.Match[str]) -> Millis:
    hours, mins, secs = int(parts[1] or 0), int(parts[2]), int(parts[3])
    if secs > 59 or (parts[1] and mins > 59):
        raise KnownError(f"“{words}” is not a length: what stands after a colon runs from 00 to 59")
    return Millis((hours * 60 + mins) * MINUTE + secs * SECOND)
