"""What is typed about a person, as it is kept: spaces made one, and refused in words where it cannot be meant so."""

from unicodedata import category

from kapcircle.core.errors import Refused
from kapcircle.core.ids import DAY, Instant

LONGEST_LINE = 120
LONGEST_PROSE = 2_000
FEWEST_DIGITS, MOST_DIGITS = 5, 15
"""Of a phone number: no number in the world has more than 15 (ITU-T E.164); the fewest are a programme setting."""

OLDEST = 120
"""Years back to which a year of birth is believed: programme setting."""

JOINERS = "\u200c\u200d"
"""Not joining, and joining, what stands on both sides: written in Persian and many Indian names."""

_BETWEEN = " +-./()"
_EXTENSION = ("ext", "x", "#")


def readable(text: str) -> str:
    """The text without what no eye can see: control characters, marks that turn the direction of what follows, spaces
    without width, as spreadsheets and web pages leave them. The two joiners stay, which letters and pictures need.
    """
    return "".join(sign for sign in text if sign.isspace() or sign in JOINERS or category(sign) not in {"Cc", "Cf"})


def line(text: str, what: str, most: int = LONGEST_LINE) -> str:
    """One line of text, at most `most` characters."""
    kept = " ".join(readable(text).split())
    if len(kept) > most:
        raise Refused(f"{what}: at most {most} characters.")
    return kept


def prose(text: str, what: str) -> str:
    """Some lines of text, without blank ones at its ends."""
    kept = "\n".join(part.rstrip() for part in readable(text).strip().splitlines())
    if len(kept) > LONGEST_PROSE:
        raise Refused(f"{what}: at most {LONGEST_PROSE} characters. Write the rest as a note.")
    return kept


def items(texts: tuple[str, ...], what: str) -> tuple[str, ...]:
    """A short list, a line each; blank ones are left out."""
    return tuple(kept for text in texts if (kept := line(text, what)))


def phone(text: str, what: str = "Phone") -> str:
    """A phone number as people write it, an extension after it included; it must be one that can be dialled."""
    kept = line(text, what)
    number = kept.casefold()
    for mark in _EXTENSION:
        number = number.partition(mark)[0]
    odd = [sign for sign in number if not sign.isdecimal() and sign not in _BETWEEN]
    if odd:
        raise Refused(f"{what}: “{odd[0]}” is no part of a phone number. Write figures, as in +43 660 1234567.")
    digits = sum(sign.isdecimal() for sign in number)
    if kept and not FEWEST_DIGITS <= digits <= MOST_DIGITS:
        said = "1 figure" if digits == 1 else f"{digits} figures"
        raise Refused(f"{what}: {said}; a phone number has {FEWEST_DIGITS} to {MOST_DIGITS}.")
    return kept


def dialled(number: str) -> str:
    """The figures of a phone number, for comparing: leading zeros and plus signs are written in many ways."""
    return "".join(sign for sign in number if sign.isdecimal()).lstrip("0")


def same_number(one: str, other: str) -> bool:
    """Whether two phone numbers are one, with or without the prefix of a country."""
    short, long = sorted((dialled(one), dialled(other)), key=len)
    return len(short) >= FEWEST_DIGITS and long.endswith(short)


def email(text: str) -> str:
    """An e-mail address."""
    kept = line(text, "E-mail")
    name, _, host = kept.rpartition("@")
    if kept and (not name or " " in kept or "." not in host.strip(".")):
        raise Refused(f"E-mail: “{kept}” is no address. It looks like name@example.org.")
    return kept


def birth_year(year: int | None, now: Instant) -> int | None:
    """A year of birth, if one is given."""
    this = 1970 + int(now / DAY / 365.2425)
    if year is not None and not this - OLDEST <= year <= this:
        raise Refused(f"Year of birth: {year} cannot be. Write four figures, {this - OLDEST} to {this}.")
    return year
