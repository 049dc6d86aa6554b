"""What a spreadsheet's number format lets people see of a time."""

import re

_ORNAMENT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
"""Quoted and escaped characters, spaces and fillings, colours, currencies and conditions; not [h], [mm], [ss]."""


def shows_seconds(number_format: str) -> bool:
    return "s" in _bare(number_format)


def shows_date(number_format: str) -> bool:
    return bool(set("dy") & set(_bare(number_format)))


def shows_percent(number_format: str) -> bool:
    return "%" in _bare(number_format)


def counts_on(number_format: str) -> bool:
    """Whether hours go on counting after a day, as in [h]:mm."""
    return "[" in _bare(number_format)


def _bare(number_format: str) -> str:
    """The signs of the first section, which is the one for lengths above zero."""
    return _ORNAMENT.sub("", number_format).split(";")[0].lower()
