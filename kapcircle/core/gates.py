"""What stands between a person and a medicine session: one pure function for the readiness board and for Gate A.

It blocks what is about to be done, never the record of what was done.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing: in words, and what to ask whom. `hard`: nobody can override it.

    `key` is what it belongs to, and after a colon which one of these. The words of a `clinical` gap are for clinical
    roles; others are told whom to ask.
    """

    key: str
    words: str
    ask: str
    hard: bool = False
    clinical: bool = False
