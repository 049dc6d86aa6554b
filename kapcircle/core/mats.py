"""The numbers of mats, and several of them as people write them: `3, 4` or `1-4`."""

import re

from kapcircle.core.errors import Refused

MOST_MATS = 99


def check_mat(mat: int) -> None:
    """Raise Refused for a number that no mat has."""
    if not 1 <= mat <= MOST_MATS:
        raise Refused(f"Mats are numbered 1 to {MOST_MATS}.")


def parse_mats(text: str) -> tuple[int, ...]:
    """In order, each once; nothing where nothing is typed. Raises Refused."""
    found: set[int] = set()
    for part in re.split(r"[\s,;]+", re.sub(r"\s*[-–]\s*", "-", text)):
        if part:
            first, dash, last = part.partition("-")
            ends = (_mat(first, part), _mat(last if dash else first, part))
            found.update(range(min(ends), max(ends) + 1))
    return tuple(sorted(found))


def _mat(text: str, part: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_MATS):
        raise Refused(f"“{part}” is no mat: type numbers from 1 to {MOST_MATS}, as in 3, 4 or 1-4.")
    return int(text)


def mats_text(mats: tuple[int, ...]) -> str:
    """`3, 4`."""
    return ", ".join(map(str, mats))
