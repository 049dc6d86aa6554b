"""Which cohort, the programme that it follows, who is in it, and its sessions."""

from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kapcircle.core.ids import CohortId, PersonId, SessionId
from kapcircle.ui import typeface as t
from kapcircle.ui.forms import Choice, column, key, row, wrapped
from kapcircle.ui.key import Key, Kind
from kapcircle.ui.label import Elided, caption
from kapcircle.ui.listing import Item
from kapcircle.ui.ordered import Ordered
from kapcircle.ui.panel import Panel
from kapcircle.ui.panels.participants import LEAST, Participants, Seated
from kapcircle.ui.text import Entry
from kapcircle.ui.theme import Tone
from kapcircle.views.cohort import PodLine


@dataclass(frozen=True, slots=True)
class CohortShown:
    """A cohort as the panel shows it: sessions as (id, name, what is said under it); `programme` by name and state."""

    cohort: CohortId
    name: str
    people: dict[PersonId, Seated] = field(default_factory=dict)
    pods: tuple[PodLine, ...] = ()
    sessions: tuple[tuple[SessionId, str, str], ...] = ()
    programme: tuple[str, str] = ("", "")
    unusual: tuple[str, ...] = ()


class CohortPanel(Panel):
    """Each signal is one wish; the page grants it and shows the cohort as it then is."""

    cohort_chosen = Signal(object)
    cohort_begun = Signal()
    cohort_named = Signal(str)
    programmes_asked = Signal()
    programme_asked = Signal()
    group_asked = Signal()
    community_asked = Signal()
    attendance_asked = Signal()
    session_chosen = Signal(object)
    session_begun = Signal()
    session_moved = Signal(object, int)
    session_dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Cohort")
        self._which, self._name = Choice([]), Entry(placeholder="Name of the cohort")
        self._programme = key("", self.programme_asked.emit, kind=Kind.QUIET)
        self._programme.setMinimumWidth(40)  # a long name is cut short; the tooltip says all of it
        self._unusual = Elided("", Tone.ACCENT, t.NOTE)
        self.people, self._sessions = Participants(), Ordered("Sessions")
        self._none = wrapped("No session yet. Add one, then fill its rundown.")
        self._attended = key("Attendance…", self.attendance_asked.emit, kind=Kind.QUIET)
        self._attended.setAccessibleDescription("Who was at which session, and how long, as a table.")
        self._shown: CohortShown | None = None
        self._inside = QWidget()
        self._build()
        self._build_inside()
        self._join()

    def _build(self) -> None:
        for part, name in ((self._which, "Cohort"), (self._name, "Name of the cohort")):
            part.setAccessibleName(name)
        self.body.addLayout(_headed("Cohort", key("Community", self.community_asked.emit, kind=Kind.QUIET)))
        self.body.addWidget(self._which)
        line = row(self._name, key("New", self.cohort_begun.emit))
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.body.addWidget(self._inside, 1)

    def _build_inside(self) -> None:
        self._sessions.setMinimumHeight(LEAST)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)  # it keeps the place of what will stand there
        edit = key("Edit…", self.programmes_asked.emit, kind=Kind.QUIET)
        edit.setAccessibleName("Edit the programmes")
        programme = row(self._programme, edit)
        programme.setStretch(0, 1)
        body = column(
            programme,
            _headed("Participants", key("Pods and team", self.group_asked.emit, kind=Kind.QUIET)),
            self.people,
            self._unusual,
            _headed("Sessions", key("Add session", self.session_begun.emit)),
            self._none,
            self._sessions,
            self._attended,
        )
        self._inside.setLayout(body)
        for i, part in ((2, 5), (5, 2), (6, 2)):
            body.setStretch(i, part)

    def _join(self) -> None:
        self._which.activated.connect(lambda _: self.cohort_chosen.emit(self._which.chosen))
        self._name.settled.connect(self.cohort_named)
        self._sessions.chosen.connect(self.session_chosen)
        self._sessions.moved.connect(self.session_moved)

    def show_cohorts(self, names: tuple[tuple[CohortId, str], ...], shown: CohortShown | None) -> None:
        """Show what there is, and one cohort of it."""
        if (shown and shown.cohort) != (self._shown and self._shown.cohort):
            self.people.clear()
        self._shown = shown
        self._which.offer(names)
        self._which.choose(shown.cohort if shown is not None else None)
        self._which.setVisible(len(names) > 1)
        if shown is not None:
            self._show(shown)

    def _show(self, shown: CohortShown) -> None:
        self._name.show_text(shown.name)
        self._show_programme(*shown.programme)
        self.people.show_people(shown.people, shown.pods)
        self._show_unusual(shown.unusual)
        self._sessions.offer([Item(which, name, under) for which, name, under in shown.sessions])
        self._sessions.setVisible(bool(shown.sessions))
        self._none.setVisible(not shown.sessions)

    def _show_programme(self, name: str, state: str) -> None:
        self._programme.set_words(name, state)
        self._programme.setAccessibleName(f"Programme: {name}, {state}")
        self._programme.setAccessibleDescription("Chooses a programme, and lays its calendar out.")
        self._programme.setToolTip(f"{name}, {state}")

    def _show_unusual(self, words: tuple[str, ...]) -> None:
        """The first of what is unusual, and how many more there are; all of it is told to a screen reader."""
        more = f" (and {len(words) - 1} more)" if len(words) > 1 else ""
        self._unusual.say(f"▲ {words[0]}{more}" if words else "")
        self._unusual.setToolTip("\n".join(words))
        self._unusual.setAccessibleName(" ".join(words))
        self._unusual.setVisible(bool(words))

    def first(self) -> None:
        """Put the focus on the cohort's name, ready to be typed over."""
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._name.selectAll()

    def choose_session(self, session: SessionId | None) -> None:
        """Choose a session."""
        self._sessions.choose(session)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        session = self._sessions.current if self._sessions.hasFocus() else None
        if event.key() == Qt.Key.Key_Delete and session is not None:
            self.session_dropped.emit(session)
        else:
            super().keyPressEvent(event)


def _headed(words: str, beside: Key) -> QHBoxLayout:
    """A caption, and a key on its line."""
    return row(caption(words), None, beside)
