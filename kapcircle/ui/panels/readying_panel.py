"""One participant on the way to a session: what is missing above, and below it everything that may be recorded."""

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from kapcircle.core.cohort.calendar import Planned
from kapcircle.core.ids import PersonId, SessionId, StreamId, kind_of
from kapcircle.ui import typeface as t
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.forms import column, key, row, wrapped
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Label
from kapcircle.ui.panel import Panel
from kapcircle.ui.panels.clearance_section import ClearanceSection
from kapcircle.ui.panels.consents_section import ConsentsSection
from kapcircle.ui.panels.documents_section import DocumentsSection
from kapcircle.ui.panels.ride_section import RideSection
from kapcircle.ui.panels.safety_section import SafetySection
from kapcircle.ui.panels.screening_section import ScreeningSection
from kapcircle.ui.theme import Tone
from kapcircle.views.readiness import lines

TWO = 960
"""Less than this, in pixels at a text size of 100 %, is no room for two columns."""


class ReadyingPanel(QWidget):
    """One or two columns of sections; `show_person` shows somebody, with what they lack for `session`, or else for what
    they are made ready for next.
    """

    everyone = Signal(object, str)
    """Asks how everybody stands for a session, by its id and name."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._who: PersonId | None = None
        self._session: SessionId | None = None
        self._missing, self._head = Panel("What is missing"), Label()
        self._said = wrapped("", Tone.TEXT)
        self.consents = ConsentsSection(bridge)
        self.sections = (
            ScreeningSection(bridge),
            ClearanceSection(bridge),
            SafetySection(bridge),
            self.consents,
            RideSection(bridge),
            DocumentsSection(bridge),
        )
        self._everyone = key("Who is ready…", self._ask_everyone, kind=Kind.QUIET)
        self._everyone.hide()
        self._missing.body.addLayout(row(self._head, None, self._everyone))
        self._missing.body.addWidget(self._said)
        left, right = QWidget(), QWidget()
        left.setLayout(column(*self.sections[:3], None, spacing=12))
        right.setLayout(column(*self.sections[3:], None, spacing=12))
        self._both = row(left, right, spacing=12)
        self._both.setStretch(0, 1)
        self._both.setStretch(1, 1)
        self._lay()
        whole = column(self._missing, self._both, spacing=12)
        whole.setContentsMargins(0, 0, 12, 0)
        self.setLayout(whole)
        bridge.changed.connect(self._on_changed)
        bridge.switched.connect(self.refresh)

    def _lay(self) -> None:
        """Beside one another, or below where there is no room."""
        beside = self.width() >= TWO * t.scale()
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._lay()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """As narrow as one column, whatever stands beside one another now."""
        return QSize(0, super().minimumSizeHint().height())

    def lead_to_everyone(self) -> None:
        """Offer the way to the board of the session."""
        self._everyone.show()

    def _ask_everyone(self) -> None:
        session = self._next()
        if session is not None:
            self.everyone.emit(session.session, session.name)

    def show_person(self, person: PersonId | None, session: SessionId | None = None) -> None:
        """Show a participant; None shows nobody."""
        self._who, self._session = person, session
        for section in self.sections:
            section.show_person(person)
        self.refresh()

    def refresh(self) -> None:
        """Say what is missing as it now is."""
        session = self._next()
        self._missing.setVisible(self._who is not None)
        self._everyone.setEnabled(session is not None)
        if self._who is None or session is None:
            self._head.say("No session is planned yet. Put one on the calendar: what is missing stands here then.")
            self._said.hide()
            return
        readying, role = self._bridge.house.readying, self._bridge.house.staff.acting.role
        name = session.name
        said = lines(readying.gaps(self._who, session.session), role)
        self._head.say(f"▲ {len(said)} for {name}" if said else f"✓ Nothing is missing for {name}")
        self._head.set_tone(Tone.ACCENT if said else Tone.IN_ORDER)
        self._said.say("\n".join(f"{'■' if x.hard else '▲'} {x.words}. {x.ask}" for x in said))
        self._said.setVisible(bool(said))

    def _next(self) -> Planned | None:
        """The session that is asked about."""
        if self._who is None:
            return None
        readying = self._bridge.house.readying
        named = (x for x in readying.sessions(self._who) if x.session == self._session)
        return next(named, None) or readying.next_session(self._who, self._bridge.zone)

    def _on_changed(self, streams: frozenset[StreamId]) -> None:
        if self.isVisible() and {kind_of(s) for s in streams} & {"person", "cohort", "practice"}:
            self.refresh()
