"""The numbers of mats, and several of them as people write them: `3, 4` or `1-4`."""

from kapcircle.core.errors import Refused

MOST_MATS = 99


def check_mat(mat: int) -> None:
    """Raise Refused for a number that no mat has."""
    if not 1 <= mat <= MOST_MATS:
        raise Refused(f"Mats are numbered 1 to {MOST_MATS}.")


def parse_mats(text: str) -> tuple[int, ...]:
    """In order, each once; nothing where nothing is typed. Raises Refused."""
    found: set[int] = set()
    for part in text.replace(";", ",").replace("–", "-").split(","):
        first, dash, last = (x.strip() for x in part.partition("-"))
        if not (first or dash):
            continue
        low, high = _mat(first, part), _mat(last if dash else first, part)
        if low > high:
            raise Refused(f"“{part.strip()}”: the smaller number comes first.")
        found.update(range(low, high + 1))
    return tuple(sorted(found))


def _mat(text: str, part: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_MATS):
        raise Refused(f"“{part.strip()}” is no mat: type numbers from 1 to {MOST_MATS}, as in 3, 4 or 1-4.")
    return int(text)


def mats_text(mats: tuple[int, ...]) -> str:
    """`3, 4`."""
    return ", ".join(map(str, mats))
