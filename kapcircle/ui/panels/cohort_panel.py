"""Which cohort, who is in it, and its sessions."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kapcircle.core.ids import CohortId, PersonId, SessionId
from kapcircle.ui import typeface as t
from kapcircle.ui.forms import Choice, Complaint, Field, column, key, row, wrapped
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Elided, Label, caption
from kapcircle.ui.listing import Item
from kapcircle.ui.ordered import Loose, Ordered
from kapcircle.ui.panel import Panel
from kapcircle.ui.text import Entry
from kapcircle.ui.theme import Tone


@dataclass(frozen=True, slots=True)
class CohortShown:
    """A cohort as the panel shows it: people as (id, alias, mat), sessions as (id, name, hour in words)."""

    cohort: CohortId
    name: str
    people: tuple[tuple[PersonId, str, int], ...]
    sessions: tuple[tuple[SessionId, str, str], ...]


class CohortPanel(Panel):
    """Each signal is one wish; the page grants it and shows the cohort as it then is.

    While no participant is chosen the fields are those of a new one: aliases are typed one after the other. Choosing
    one makes them theirs, and says so above them; Esc goes back.
    """

    cohort_chosen = Signal(object)
    cohort_begun = Signal()
    cohort_named = Signal(str)
    programmes_asked = Signal()
    person_added = Signal(str)
    """The alias that was typed; empty where none was."""
    person_named = Signal(object, str)
    person_seated = Signal(object, str)
    person_moved = Signal(object, int)
    person_left = Signal(object)
    session_chosen = Signal(object)
    session_begun = Signal()
    session_moved = Signal(object, int)
    session_copied = Signal(object)
    session_dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__("Cohort")
        self._which, self._name = Choice([]), Entry(placeholder="Name of the cohort")
        self._people, self._sessions = Loose("Participants"), Ordered("Sessions")
        self._who, self._back = Elided(), Label("Esc: new", Tone.SECOND, t.NOTE)
        self._alias, self._mat = Entry(), Entry()
        self._edited: PersonId | None = None
        self._nobody = wrapped(
            "Nobody yet. Type alias after alias, Enter after each; the ring on the Circle page seats them."
        )
        self._none = wrapped("No session yet. Add one, then fill its rundown.")
        self._complaint = Complaint()
        self._add, self._remove = key("Add", self._add_person), key("Remove", self._leave, kind=Kind.QUIET)
        self._plan = key("Add session", self.session_begun.emit)
        self._copy = key("Duplicate session", self._again, kind=Kind.QUIET)
        self._drop = key("Delete", self._dropped, kind=Kind.QUIET)
        self._shown: CohortShown | None = None
        self._inside = QWidget()
        self._build()
        self._build_inside()
        self._join()

    def _build(self) -> None:
        for part, name in ((self._which, "Cohort"), (self._name, "Name of the cohort")):
            part.setAccessibleName(name)
        self._mat.setFixedWidth(56)
        for words in (self._nobody, self._none):  # they keep the place of what will stand there
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self._which)
        line = row(self._name, key("New", self.cohort_begun.emit))
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.body.addLayout(row(key("Programme…", self.programmes_asked.emit, kind=Kind.QUIET), None))
        self.body.addWidget(self._inside, 1)

    def _build_inside(self) -> None:
        body = column(spacing=8)
        self._inside.setLayout(body)
        body.addSpacing(8)
        body.addWidget(caption("Participants"))
        people: tuple[QWidget, ...] = (self._nobody, self._people)
        for part in people:
            body.addWidget(part, 3)
        about = row(self._who, self._back)
        about.setStretch(0, 1)
        body.addLayout(about)
        fields = row(Field("Alias", self._alias), Field("Mat", self._mat))
        fields.setStretch(0, 1)
        body.addLayout(fields)
        body.addWidget(self._complaint)
        body.addLayout(row(self._add, self._remove, None))
        body.addSpacing(8)
        body.addWidget(caption("Sessions"))
        for part in (self._none, self._sessions):
            body.addWidget(part, 2)
        body.addLayout(row(self._plan, None))
        body.addLayout(row(self._copy, self._drop, None))

    def _join(self) -> None:
        self._which.activated.connect(lambda _: self.cohort_chosen.emit(self._which.chosen))
        self._name.settled.connect(self.cohort_named)
        self._people.chosen.connect(lambda _: self._show_person())
        self._sessions.chosen.connect(self.session_chosen)
        self._people.moved.connect(self.person_moved)
        self._sessions.moved.connect(self.session_moved)
        self._alias.settled.connect(self._rename)
        self._alias.returnPressed.connect(self._enter)
        self._mat.settled.connect(lambda typed: self.person_seated.emit(self._people.current, typed))

    def show_cohorts(self, names: tuple[tuple[CohortId, str], ...], shown: CohortShown | None) -> None:
        """Show what there is, and one cohort of it."""
        if (shown and shown.cohort) != (self._shown and self._shown.cohort):
            self._people.choose(None)
            self._alias.setText("")
        self._shown = shown
        self._which.offer(names)
        self._which.choose(shown.cohort if shown is not None else None)
        self._which.setVisible(len(names) > 1)
        people, sessions = (shown.people, shown.sessions) if shown is not None else ((), ())
        self._name.show_text(shown.name if shown is not None else "")
        self._people.offer([Item(who, alias, beside=f"mat {mat}") for who, alias, mat in people])
        self._sessions.offer([Item(which, name, hour) for which, name, hour in sessions])
        self._people.setVisible(bool(people))
        self._sessions.setVisible(bool(sessions))
        self._nobody.setVisible(not people)
        self._none.setVisible(not sessions)
        for part in (self._copy, self._drop):
            part.setEnabled(bool(sessions))
        self._show_person()

    def _show_person(self) -> None:
        """The fields of the one who is chosen. Those of a new one keep what is typed there."""
        person = self.person
        people = self._shown.people if self._shown is not None else ()
        alias, mat = next(((a, str(m)) for who, a, m in people if who == person), ("", ""))
        if person != self._edited:
            self._edited = person
            self._alias.setText(alias)
            self._alias.show_text(alias)
        elif person is not None:
            self._alias.show_text(alias)
        self._mat.show_text(mat)
        self._say_who(f"{alias}, mat {mat}" if person is not None else "")
        self._complaint.about("")

    def _say_who(self, chosen: str) -> None:
        """Say whose the fields are, to eyes and to a screen reader."""
        self._who.say(chosen or "New participant")
        self._alias.setPlaceholderText("" if chosen else "Enter adds")
        told = f"Enter renames {chosen}. Esc goes to a new participant." if chosen else "Enter adds a new participant."
        self._alias.setAccessibleDescription(told)
        self._back.setVisible(bool(chosen))
        for part in (self._mat, self._remove):
            part.setEnabled(bool(chosen))

    @property
    def person(self) -> PersonId | None:
        """The participant that is chosen; None while the fields are those of a new one."""
        person: PersonId | None = self._people.current
        return person

    def ready(self) -> None:
        """Empty fields for a new participant, the hand in them."""
        self._alias.setText("")
        self._alias.setFocus(Qt.FocusReason.OtherFocusReason)
        self._people.choose(None)
        self._show_person()

    def reveal(self, person: PersonId) -> None:
        """Bring a participant into sight on the list."""
        self._people.reveal(person)

    def first(self) -> None:
        """Put the focus on the cohort's name, ready to be typed over."""
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._name.selectAll()

    def choose_session(self, session: SessionId | None) -> None:
        """Choose a session."""
        self._sessions.choose(session)

    def complain(self, words: str) -> None:
        """Say what is wrong with a participant."""
        self._complaint.about(words)

    def _rename(self, typed: str) -> None:
        if self.person is not None:
            self.person_named.emit(self.person, typed)

    def _enter(self) -> None:
        if self.person is None and self._alias.text().strip():
            self.person_added.emit(self._alias.text().strip())

    def _add_person(self) -> None:
        """What is typed is the alias of a new one; an alias that is on the list already only leads to empty fields."""
        typed = self._alias.text().strip()
        if self.person is not None and typed in {"", self._alias.shown}:
            self.ready()
        else:
            self.person_added.emit(typed)

    def _leave(self) -> None:
        if self.person is not None:
            if self._remove.hasFocus():  # it goes dead with nobody chosen
                self._alias.setFocus(Qt.FocusReason.OtherFocusReason)
            self.person_left.emit(self.person)

    def _again(self) -> None:
        if self._sessions.current is not None:
            self.session_copied.emit(self._sessions.current)

    def _dropped(self) -> None:
        if self._sessions.current is not None:
            self.session_dropped.emit(self._sessions.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        gone = event.key() == Qt.Key.Key_Delete
        if event.key() == Qt.Key.Key_Escape and self.person is not None:
            self.ready()
        elif gone and self._people.hasFocus():
            self._leave()
        elif gone and self._sessions.hasFocus():
            self._dropped()
        else:
            super().keyPressEvent(event)
