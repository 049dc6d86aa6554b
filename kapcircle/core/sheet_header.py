"""What the columns of a rundown are called in a sheet."""

from collections.abc import Collection

from kapcircle.core.headings import Headings

COLUMNS = (
    *("Phase", "Minutes", "End", "Note", "Music", "Crossfade", "Look", "Fade", "Group", "Shrink", "Warn", "Danger"),
    "Medicine",
)
"""What a sheet may say of a phase, in the order in which it is written."""

NEEDED = frozenset({"Phase", "Minutes"})


def _lacks(named: Collection[str]) -> str:
    return " and ".join(sorted(NEEDED - set(named), reverse=True))


RUNDOWN = Headings("a rundown", {name.casefold(): name for name in COLUMNS}, _lacks)
