"""The sheet for the circle: what everybody may read, and nothing else."""

from dataclasses import replace

from kapcircle.core.cohort.agreements import Agreements
from kapcircle.core.cohort.agreements import Text as Agreed
from kapcircle.core.cohort.calendar import Calendar, Planned
from kapcircle.core.cohort.intentions import Intention, Intentions
from kapcircle.core.cohort.library import Library, Piece, PieceKind
from kapcircle.core.cohort.roster import Roster
from kapcircle.core.cohort.state import Cohort
from kapcircle.core.ids import PersonId, PieceId, SessionId
from kapcircle.views.circle_sheet import circle_sheet
from kapcircle.views.printed import Heading, Lines, Text, Title
from tests.made_up import START

WREN, ASH, GONE = PersonId("Wren"), PersonId("Ash"), PersonId("Gone")
ONE, TWO = SessionId("s1"), SessionId("s2")
BREATHS = Piece(PieceId("b1"), "Breaths", PieceKind.PRACTICE, "In.\n\nOut.")
POEM = Piece(PieceId("b2"), "A poem", PieceKind.POEM, where="The blue book, page 12")
EMPTY = Cohort(
    roster=Roster(mats={WREN: 2, ASH: 1}),
    calendar=Calendar({x: Planned(x, f"Session {x}") for x in (ONE, TWO)}),
)
FULL = replace(
    EMPTY,
    agreements=Agreements(texts=(Agreed(1, "Old.", START), Agreed(2, "We listen.\nNo advice.", START))),
    intentions=Intentions(
        {
            (ONE, WREN): Intention("to rest", True),
            (ONE, ASH): Intention("to be brave", True),
            (ONE, GONE): Intention("to leave", True),
            (TWO, WREN): Intention("another day", True),
        }
    ),
    library=Library({x.id: x for x in (BREATHS, POEM)}, {ONE: (POEM.id, BREATHS.id)}),
)


def test_what_was_agreed_what_is_shared_and_what_is_given() -> None:
    paper = circle_sheet(FULL, ONE, str)
    assert paper is not None
    assert paper.what == "For the circle: Session s1"
    assert paper.parts == (
        Title("Session s1"),
        Heading("What we agreed on"),
        Text("We listen."),
        Text("No advice."),
        Heading("Intentions"),
        Lines(("Who", "Intention"), (("Ash", "to be brave"), ("Wren", "to rest")), (0.25, 0.75)),
        Heading("Breaths (practice)"),
        Text("In."),
        Text("Out."),
        Heading("A poem (poem)"),
        Text("Found in: The blue book, page 12"),
    )


def test_an_intention_of_ones_own_is_not_on_it() -> None:
    own = replace(EMPTY, intentions=Intentions({(ONE, WREN): Intention("my own", False)}))
    assert circle_sheet(own, ONE, str) is None
    assert circle_sheet(EMPTY, ONE, str) is None
