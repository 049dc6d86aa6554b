"""The sheet for the circle: what was agreed on, the intentions that may be shared, and what is given with a session."""

from collections.abc import Callable, Iterator

from kapcircle.core.cohort.library import Piece
from kapcircle.core.cohort.state import Cohort
from kapcircle.core.ids import PersonId, SessionId
from kapcircle.views.printed import Heading, Lines, Paper, Part, Text, Title

NOTHING = (
    "There is nothing to print yet: no agreements, no intention that may be shared, and nothing of the library is "
    "given with this session."
)


def circle_sheet(s: Cohort, session: SessionId, alias: Callable[[PersonId], str]) -> Paper | None:
    """What everybody in a session may have in their hands, by alias; None where there is nothing to put on it.

    An intention that its person keeps to themselves is not on it, nor is that of somebody who left the cohort.
    """
    parts = (*_agreed(s), *_intended(s, session, alias), *_given(s.library.given_with(session)))
    name = s.sessions[session].name
    return Paper(s.name, f"For the circle: {name}", (Title(name), *parts)) if parts else None


def _agreed(s: Cohort) -> Iterator[Part]:
    if s.agreements.texts:
        yield Heading("What we agreed on")
        yield from _paragraphs(s.agreements.texts[-1].words)


def _intended(s: Cohort, session: SessionId, alias: Callable[[PersonId], str]) -> Iterator[Part]:
    shared = s.intentions.shared(session)
    rows = tuple((alias(who), shared[who]) for who, _ in sorted(s.mats.items(), key=lambda x: x[1]) if who in shared)
    if rows:
        yield Heading("Intentions")
        yield Lines(("Who", "Intention"), rows, (0.25, 0.75))


def _given(pieces: tuple[Piece, ...]) -> Iterator[Part]:
    for piece in pieces:
        yield Heading(f"{piece.title} ({piece.kind.value})")
        yield from _paragraphs(piece.text)
        if piece.where:
            yield Text(f"Found in: {piece.where}")


def _paragraphs(words: str) -> Iterator[Part]:
    return (Text(line) for line in words.splitlines() if line.strip())
