"""Words side by side in few lines: whatever would run into its neighbour goes one line lower."""

from collections.abc import Sequence


def lanes(spans: Sequence[tuple[float, float]], most: int) -> tuple[int | None, ...]:
    """For each span (where it begins, where it ends; in the order of their beginnings) the first line with room from
    0 on, or None where all `most` lines are taken: it is shown without its words.
    """
    ends: list[float] = []
    found: list[int | None] = []
    for first, last in spans:
        free = next((i for i, end in enumerate(ends) if end <= first), None)
        if free is None and len(ends) < most:
            free = len(ends)
            ends.append(last)
        elif free is not None:
            ends[free] = last
        found.append(free)
    return tuple(found)
