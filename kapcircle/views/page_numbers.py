"""Which pages of a paper are meant by what was typed."""

import re

from kapcircle.core.errors import Refused


def page_numbers(typed: str, count: int) -> tuple[int, ...]:
    """The pages, from 0, that words such as `2-4, 7` mean of so many; without words, all. Raises Refused."""
    if not typed.strip():
        return tuple(range(count))
    found: dict[int, None] = {}
    for part in typed.split(","):
        words = re.fullmatch(r"\s*(\d{1,6})\s*(?:[-–]\s*(\d{1,6})\s*)?", part)
        first, last = (0, 0) if words is None else (int(words[1]), int(words[2] or words[1]))
        if not 1 <= first <= last <= count:
            raise Refused(f"Pages are 1 to {count}: type them as 2 or 2-4, with commas between, or leave it empty.")
        found |= dict.fromkeys(range(first - 1, last))
    return tuple(found)
