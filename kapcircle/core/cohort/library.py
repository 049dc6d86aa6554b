"""Readings and practices that a cohort keeps, and which of them were given with a session."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import assert_never

from kapcircle.core.changed import replace
from kapcircle.core.cohort.words import named
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts
from kapcircle.core.ids import PieceId, SessionId, StreamId
from kapcircle.core.log import Entry
from kapcircle.core.picture import Row


class PieceKind(Enum):
    """What a piece of the library is for."""

    READING = "reading"
    PRACTICE = "practice"
    POEM = "poem"
    LISTENING = "listening"
    FILM = "film"


@dataclass(frozen=True, slots=True)
class Piece:
    """A reading or a practice: its `text`, or `where` it is found. `ours`: the practice wrote it itself; of what others
    wrote it must be said where it is found.
    """

    id: PieceId
    title: str
    kind: PieceKind = PieceKind.READING
    text: str = ""
    where: str = ""
    ours: bool = False


@dataclass(frozen=True, slots=True)
class KeepPiece:
    """Put a piece into the library, or change it."""

    piece: Piece


@dataclass(frozen=True, slots=True)
class DropPiece:
    """Take a piece out of the library."""

    piece: PieceId


@dataclass(frozen=True, slots=True)
class GivePieces:
    """These pieces are given with a session, and no more."""

    session: SessionId
    pieces: tuple[PieceId, ...]


Command = KeepPiece | DropPiece | GivePieces


@dataclass(frozen=True, slots=True)
class PieceKept:
    """A piece is in the library."""

    piece: Piece


@dataclass(frozen=True, slots=True)
class PieceDropped:
    """A piece is no longer in the library."""

    piece: PieceId


@dataclass(frozen=True, slots=True)
class PiecesGiven:
    """These pieces are given with a session."""

    session: SessionId
    pieces: tuple[PieceId, ...]


Event = PieceKept | PieceDropped | PiecesGiven


@dataclass(frozen=True, slots=True)
class Library:
    """The pieces, and which are given with which session."""

    pieces: Mapping[PieceId, Piece] = field(default_factory=dict)
    given: Mapping[SessionId, tuple[PieceId, ...]] = field(default_factory=dict)

    def given_with(self, session: SessionId) -> tuple[Piece, ...]:
        """What is given with a session, in the order of the library."""
        given = self.given.get(session, ())
        return tuple(piece for which, piece in self.pieces.items() if which in given)


def decide(s: Library, command: Command, _: Facts) -> tuple[Event, ...]:
    """What happens to the library, or raise Refused with nothing changed."""
    match command:
        case KeepPiece(piece):
            return (PieceKept(_sound(piece)),)
        case DropPiece(piece):
            return (PieceDropped(_known(s, piece)),)
        case GivePieces(session, pieces):
            return (PiecesGiven(session, tuple(_known(s, piece) for piece in pieces)),)
        case _:
            assert_never(command)


def _sound(piece: Piece) -> Piece:
    whole = replace(piece, title=named(piece.title, "piece"), text=piece.text.strip(), where=piece.where.strip())
    if not whole.ours and not whole.where:
        raise Refused("Say where it is found: a book, a page, an address. Only what is ours needs none.")
    if not whole.text and not whole.where:
        raise Refused("Write its words, or say where it is found.")
    return whole


def _known(s: Library, piece: PieceId) -> PieceId:
    if piece not in s.pieces:
        raise Refused("This piece is not in the library.")
    return piece


def evolve(s: Library, entry: Entry[Event]) -> Library:
    """The library after `entry`."""
    match entry.event:
        case PieceKept(piece):
            return replace(s, pieces={**s.pieces, piece.id: piece})
        case PieceDropped(piece):
            return replace(s, pieces={k: v for k, v in s.pieces.items() if k != piece})
        case PiecesGiven(session, pieces):
            return replace(s, given={**s.given, session: pieces})
        case _:
            assert_never(entry.event)


def parts(s: Library) -> Mapping[str, object]:
    """The frozen parts whose rows are asked for only when they change."""
    return {"library:pieces": s.pieces, "library:given": s.given}


def rows(stream: StreamId, s: Library, part: str) -> tuple[Row, ...]:
    """The rows of one part."""
    if part.partition(":")[2] == "pieces":
        return tuple(_row(stream, piece) for piece in s.pieces.values())
    return tuple(
        Row(stream, "session_piece", (("session", session), ("piece", piece)), {})
        for session, pieces in s.given.items()
        for piece in dict.fromkeys(pieces)
    )


def _row(stream: StreamId, piece: Piece) -> Row:
    values = {
        "cohort": stream.partition(":")[2],
        "title": piece.title,
        "kind": piece.kind.value,
        "text": piece.text,
        "found": piece.where,
        "ours": int(piece.ours),
    }
    return Row(stream, "library_piece", (("piece", piece.id),), values)
