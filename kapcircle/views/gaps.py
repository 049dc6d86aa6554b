"""What is missing, as it is listed: what is the same for several mats is one line, and who may read what of it."""

from collections.abc import Iterable
from dataclasses import replace

from kapcircle.core.gates import Gap
from kapcircle.views.presence import runs_of

MAT = "Mat "
OPEN = Gap("clinical", "Something clinical is open", "Ask the medical lead.", clinical=True)
"""What is read of all that is clinical by a role that is not."""


def readable(gaps: Iterable[Gap], *, details: bool) -> tuple[Gap, ...]:
    """As they may be read: without `details` of what is clinical that there is something, and on which mat."""
    return tuple(dict.fromkeys(gap if details or not gap.clinical else _open(gap) for gap in gaps))


def _open(gap: Gap) -> Gap:
    mat, _ = _mat(gap.words)
    return replace(OPEN, words=f"{MAT}{mat}: something clinical is open") if mat else OPEN


def listed(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """`Mat 1: no consent` and `Mat 4: no consent` as `Mats 1, 4: no consent`, in the place of the first; of mats
    that follow one another the first and the last: forty can be read.
    """
    found: dict[tuple[str, ...], tuple[Gap, list[str]]] = {}
    for gap in gaps:
        mat, what = _mat(gap.words)
        key = (what, gap.ask, str(gap.hard)) if mat else (gap.key, gap.words)
        found.setdefault(key, (gap, []))[1].append(mat)
    return tuple(_together(gap, mats) for gap, mats in found.values())


def _mat(words: str) -> tuple[str, str]:
    """`3` and `no consent`; of words about no mat nothing and all of them."""
    mat, colon, what = words.removeprefix(MAT).partition(": ")
    return (mat, what) if words.startswith(MAT) and colon and mat.isdigit() else ("", words)


def _together(gap: Gap, mats: list[str]) -> Gap:
    if len(mats) == 1:
        return gap
    return replace(gap, words=f"Mats {runs_of(map(int, mats))}: {_mat(gap.words)[1]}")
