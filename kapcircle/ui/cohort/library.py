"""The library of a cohort: readings and practices, and which are given with a session."""

from typing import Any

from PySide6.QtWidgets import QPlainTextEdit

from kapcircle.core.cohort.library import Piece, PieceKind
from kapcircle.core.ids import PieceId
from kapcircle.ui.cohort.plan_dialog import Chooser, PlanDialog, Section
from kapcircle.ui.forms import Choice, Field, column, key, row
from kapcircle.ui.key import Kind
from kapcircle.ui.listing import Item
from kapcircle.ui.text import Entry, Prose
from kapcircle.ui.tick import Tick

KINDS = [(kind, kind.value.capitalize()) for kind in PieceKind]
NEW = PieceId("")
"""The piece that is being written and not kept yet."""


class LibrarySection(Section):
    """The pieces at the left, the chosen one at the right, and the session that it is given with."""

    title = "Library"

    def __init__(self, at: PlanDialog) -> None:
        super().__init__(at)
        self._list = Chooser("Library", self._show)
        self._title, self._kind, self._where = Entry(), Choice(KINDS), Entry(placeholder="A book, a page, an address")
        self._text, self._ours = Prose(5), Tick("Ours: written by this practice")
        self._session, self._given = Choice([]), Tick("Given with this session")
        self._keep, self._remove = key("Keep", self._save), key("Remove", self._drop, kind=Kind.QUIET)
        self._build()
        self._session.activated.connect(lambda _: self.refresh())
        self._given.clicked.connect(self._give)
        for line in (self._title, self._where):
            line.textEdited.connect(lambda _: self._may())
        self._text.textChanged.connect(self._may)
        self._ours.clicked.connect(lambda _: self._may())
        self._kind.activated.connect(lambda _: self._may())

    def _build(self) -> None:
        head = row(Field("Title", self._title), Field("Kind", self._kind), spacing=12)
        head.setStretch(0, 1)
        self._text.setSizePolicy(QPlainTextEdit().sizePolicy())
        form = column(
            head,
            Field("Words", self._text),
            Field("Where it is found", self._where),
            self._ours,
            row(self._keep, self._remove, None),
        )
        form.setStretch(1, 1)
        left = column(
            self._list,
            row(key("New piece", self._begin), None),
            Field("Session", self._session),
            self._given,
        )
        line = row(left, form, spacing=24)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.setFocusProxy(self._list)

    def refresh(self) -> None:
        state, session = self.at.state, self._session.chosen or self.at.session
        self._session.offer(self.at.sessions)
        self._session.choose(session if session in state.sessions else next(iter(state.sessions), None))
        given = state.library.given_with(self._session.chosen)
        pieces = [self._item(piece, "given" if piece in given else "") for piece in state.library.pieces.values()]
        self._list.show_items(pieces)
        self._show()

    @staticmethod
    def _item(piece: Piece, given: str) -> Item:
        return Item(piece.id, piece.title, f"{piece.kind.value} · {'ours' if piece.ours else piece.where}", given)

    @property
    def _piece(self) -> Piece | None:
        return self.at.state.library.pieces.get(self._list.current)

    def _typed(self, piece: PieceId) -> Piece:
        return Piece(
            piece,
            self._title.text().strip(),
            self._kind.chosen,
            self._text.toPlainText().strip(),
            self._where.text().strip(),
            self._ours.isChecked(),
        )

    @property
    def unfinished(self) -> str:
        shown = self._piece or Piece(NEW, "")
        if self._typed(shown.id) == shown:
            return ""
        return "What you wrote in the library is not kept yet. Keep it, or close again to let it go."

    def _show(self, *, piece: Piece | None = None) -> None:
        """What is being written stays while the cohort changes elsewhere."""
        shown = piece or self._piece or Piece(NEW, "")
        for line, words in ((self._title, shown.title), (self._where, shown.where)):
            line.setText(words)
            line.show_text(words)
        self._kind.choose(shown.kind)
        self._text.setPlainText(shown.text)
        self._ours.setChecked(shown.ours)
        given = self.at.state.library.given.get(self._session.chosen, ())
        self._given.setChecked(shown.id in given)
        self._given.setEnabled(self._session.chosen is not None and shown.id != NEW)
        self._may()

    def _may(self) -> None:
        self._keep.setEnabled(bool(self.unfinished))
        self._remove.setEnabled(self._piece is not None)

    def _begin(self) -> None:
        self._list.clearSelection()
        self._list.setCurrentIndex(self._list.model().index(-1, 0))
        self._show(piece=Piece(NEW, ""))
        self._title.setFocus()

    def _save(self) -> None:
        community, cohort = self.at.planning.community, self.at.cohort
        which = self._piece.id if self._piece is not None else community.new_piece()
        piece = self._typed(which)
        if self.at.attempt(lambda: community.keep_piece(cohort, piece)):
            self._list.choose(which)
            self._show()

    def _drop(self) -> None:
        piece = self._piece
        if piece is not None:
            self.at.attempt(lambda: self.at.planning.community.drop_piece(self.at.cohort, piece.id))

    def _give(self, given: bool) -> None:
        session: Any = self._session.chosen
        piece = self._piece
        if piece is not None:
            community, cohort = self.at.planning.community, self.at.cohort
            self.at.attempt(lambda: community.give_piece(cohort, session, piece.id, given=given))
