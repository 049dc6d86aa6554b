"""The library of a cohort: readings and practices, and which are given with a session."""

from dataclasses import replace

from PySide6.QtWidgets import QPlainTextEdit

from kapcircle.core.cohort.library import Piece, PieceKind
from kapcircle.core.ids import PieceId
from kapcircle.ui.cohort.circle_sheet import CircleSheet
from kapcircle.ui.cohort.plan_dialog import Chooser, PlanDialog, Section, beside, stretched, tall
from kapcircle.ui.forms import Choice, Field, key, row
from kapcircle.ui.key import Kind
from kapcircle.ui.listing import Item
from kapcircle.ui.text import Entry, Prose
from kapcircle.ui.tick import Tick

KINDS = [(kind, kind.value.capitalize()) for kind in PieceKind]
NOTHING = Piece(PieceId(""), "")
"""The piece that is being written and not kept yet."""


class LibrarySection(Section):
    """The pieces at the left, the chosen one at the right, and the session that it is given with."""

    title = "Library"

    def __init__(self, at: PlanDialog) -> None:
        super().__init__(at)
        self._list = Chooser("Library", self._chosen)
        self._shown = NOTHING
        self._title, self._kind, self._where = Entry(), Choice(KINDS), Entry(placeholder="A book, a page, an address")
        self._text, self._ours = Prose(4), Tick("Ours: written by this practice")
        self._session, self._given = Choice([]), Tick("Given with this session")
        self._sheet = CircleSheet(at, lambda: self._session.chosen)
        self._keep, self._remove = key("Keep", self._put_down), key("Remove", self._drop, kind=Kind.QUIET)
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
        form = stretched(
            1,
            head,
            tall("Words", self._text),
            Field("Where it is found", self._where),
            self._ours,
            row(self._keep, self._remove, None),
        )
        left = stretched(
            0,
            self._list,
            row(key("New piece", self._begin), None),
            Field("Session", self._session),
            self._given,
            self._sheet,
        )
        self.setLayout(beside(left, form, 0, 1))
        self.setFocusProxy(self._list)

    def refresh(self) -> None:
        """What is being written stays while the cohort changes elsewhere."""
        state, session = self.at.state, self._session.chosen or self.at.session
        self._session.offer(self.at.sessions)
        self._session.choose(session if session in state.sessions else next(iter(state.sessions), None))
        given = state.library.given_with(self._session.chosen)
        pieces = [self._item(piece, "given" if piece in given else "") for piece in state.library.pieces.values()]
        writing = bool(self.unfinished)
        self._list.show_items(pieces)
        if writing and self._shown.id not in state.library.pieces:
            self._list.choose_none()
        elif not writing:
            self._show(self._piece)
        self._show_given()
        self._sheet.refresh()

    @staticmethod
    def _item(piece: Piece, given: str) -> Item:
        return Item(piece.id, piece.title, f"{piece.kind.value} · {'ours' if piece.ours else piece.where}", given)

    @property
    def _piece(self) -> Piece:
        return self.at.state.library.pieces.get(self._list.current, NOTHING)

    @property
    def _typed(self) -> Piece:
        return Piece(
            self._shown.id,
            self._title.text().strip(),
            self._kind.chosen,
            self._text.toPlainText().strip(),
            self._where.text().strip(),
            self._ours.isChecked(),
        )

    @property
    def unfinished(self) -> str:
        if self._typed == self._shown:
            return ""
        return "What you wrote in the library is not kept yet. Keep it, or close again to let it go."

    def _show(self, piece: Piece) -> None:
        self._shown = piece
        for line, words in ((self._title, piece.title), (self._where, piece.where)):
            line.setText(words)
            line.show_text(words)
        self._kind.choose(piece.kind)
        self._text.setPlainText(piece.text)
        self._ours.setChecked(piece.ours)
        self._show_given()
        self._may()

    def _show_given(self) -> None:
        given = self.at.state.library.given.get(self._session.chosen, ())
        self._given.setChecked(self._shown.id in given)
        self._given.setEnabled(self._session.chosen is not None and self._shown.id in self.at.state.library.pieces)

    def _may(self) -> None:
        self._keep.setEnabled(bool(self.unfinished))
        self._remove.setEnabled(self._shown.id in self.at.state.library.pieces)

    def _chosen(self) -> None:
        """Another piece: what was written is kept first, or else stays."""
        chosen = self._list.current
        if chosen == self._shown.id:
            return
        if not self.unfinished or self._save():
            self._list.choose(chosen)
            self._show(self._piece)
        elif self._shown.id in self.at.state.library.pieces:
            self._list.choose(self._shown.id)
        else:
            self._list.choose_none()

    def _begin(self) -> None:
        if not self.unfinished or self._save():
            self._list.choose_none()
            self._show(NOTHING)
            self._title.setFocus()

    def _save(self) -> bool:
        community, cohort, piece = self.at.planning.community, self.at.cohort, self._typed
        if piece.id == NOTHING.id:
            piece = replace(piece, id=community.new_piece())
        kept = self.at.attempt(lambda: community.keep_piece(cohort, piece))
        if kept:
            self._shown = piece
            self._may()
        return kept

    def _put_down(self) -> None:
        if self._save():
            self._list.choose(self._shown.id)
            self._show_given()

    def _drop(self) -> None:
        piece = self._shown.id
        self._show(NOTHING)
        self.at.attempt(lambda: self.at.planning.community.drop_piece(self.at.cohort, piece))

    def _give(self, given: bool) -> None:
        session, piece = self._session.chosen, self._shown.id
        community, cohort = self.at.planning.community, self.at.cohort
        self.at.attempt(lambda: community.give_piece(cohort, session, piece, given=given))
