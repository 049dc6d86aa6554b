"""What the community of a cohort keeps: agreements, intentions, a library, and what people tell in their own words."""

from kapcircle.core.cohort.agreements import SayYes, WriteAgreements
from kapcircle.core.cohort.feedback import GiveFeedback, Quote
from kapcircle.core.cohort.intentions import SetIntention
from kapcircle.core.cohort.library import DropPiece, GivePieces, KeepPiece, Piece
from kapcircle.core.ids import CohortId, Instant, PersonId, PieceId, SessionId
from kapcircle.desk.plans import Plans
from kapcircle.desk.visit import Place


class Community:
    """Asked by the Plan page; each change can be taken back."""

    def __init__(self, plans: Plans) -> None:
        self._plans = plans

    def write_agreements(self, cohort: CohortId, text: str) -> None:
        """Write the agreements anew, as the next version."""
        self._plans.change(Place(cohort), WriteAgreements(text))

    def say_yes(self, cohort: CohortId, person: PersonId, at: Instant | None = None) -> None:
        """A participant says yes to the version that holds, on that day; None: today."""
        self._plans.change(Place(cohort), SayYes(person, at))

    def set_intention(
        self, cohort: CohortId, session: SessionId, person: PersonId, words: str, *, shared: bool
    ) -> None:
        """A participant's intention for a session; no words take it back."""
        self._plans.change(Place(cohort, session), SetIntention(person, session, words, shared))

    def new_piece(self) -> PieceId:
        """A name for a piece that is not in the library yet."""
        return PieceId(self._plans.fresh())

    def keep_piece(self, cohort: CohortId, piece: Piece) -> None:
        """Put a piece into the library, or change it."""
        self._plans.change(Place(cohort), KeepPiece(piece))

    def drop_piece(self, cohort: CohortId, piece: PieceId) -> None:
        """Take a piece out of the library."""
        self._plans.change(Place(cohort), DropPiece(piece))

    def give_piece(self, cohort: CohortId, session: SessionId, piece: PieceId, *, given: bool) -> None:
        """A piece is given with a session, or is not."""
        before = self._plans.cohort(cohort).library.given.get(session, ())
        others = tuple(x for x in before if x != piece)
        command = GivePieces(session, (*others, piece) if given else others)
        self._plans.change(Place(cohort, session), command)

    def tell(
        self, cohort: CohortId, session: SessionId | None, person: PersonId, words: str, quote: Quote = Quote.NO
    ) -> None:
        """A participant's own words on a session, or on the whole; no words take them back."""
        self._plans.change(Place(cohort, session), GiveFeedback(person, session, words, quote))
