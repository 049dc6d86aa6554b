"""Recordings by the titles that people type: the whole title, or a part of it that one title alone has."""

from collections.abc import Collection

from kapcircle.core.playlist import Track

LEAST = 3
"""So many letters of a title are a part that somebody meant: programme setting."""


def titled(text: str, tracks: Collection[Track]) -> tuple[Track, ...]:
    """The recordings that are meant: two that share a title are both meant by it. None where nobody can tell."""
    typed = text.strip().casefold()
    whole = tuple(x for x in tracks if x.title.strip().casefold() == typed)
    if whole or len(typed) < LEAST:
        return whole
    within = tuple(x for x in tracks if typed in x.title.casefold())
    return within if len({x.title.strip().casefold() for x in within}) == 1 else ()
