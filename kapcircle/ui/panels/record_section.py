"""A section of what is known of one participant: a sheet with lines, and keys that record more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import PersonId, StreamId, kind_of
from kapcircle.core.log import Stamp
from kapcircle.core.person.state import Person
from kapcircle.ui import typeface as t
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.form import Form, Part
from kapcircle.ui.forms import Complaint, column, key, row, wrapped
from kapcircle.ui.key import Key, Kind
from kapcircle.ui.label import Label
from kapcircle.ui.panel import Panel
from kapcircle.ui.tabs import lead_first
from kapcircle.ui.text import Entry
from kapcircle.ui.theme import Tone
from kapcircle.views.readiness import sees_details

TONES = {
    "✓": Tone.IN_ORDER,
    "▲": Tone.ACCENT,
    "■": Tone.ALARM,
    "●": Tone.COMING,
    "○": Tone.SECOND,
    "·": Tone.SECOND,
}
"""The colour of a shape; the words beside it say the same."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A key beside a line."""

    words: str
    act: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Line:
    """A shape, what it is, how it stands, and what may be done with it."""

    shape: str
    title: str
    words: str = ""
    deeds: tuple[Deed, ...] = ()


class LineRow(QWidget):
    """A line with its keys."""

    def __init__(self, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        shape = Label(line.shape, TONES[line.shape], t.BODY, t.SEMIBOLD)
        shape.setFixedWidth(int(18 * t.scale()))
        shape.setAlignment(Qt.AlignmentFlag.AlignTop)
        title = Label(line.title, Tone.TEXT, t.BODY, t.MEDIUM)
        title.setWordWrap(True)
        words = wrapped(line.words)
        words.setVisible(bool(line.words))
        text = column(title, words, spacing=0)
        self.keys = [key(deed.words, deed.act, kind=Kind.QUIET) for deed in line.deeds]
        for each in self.keys:
            each.setAccessibleName(f"{each.text()} {line.title}")
        whole = row(shape, text, *self.keys)
        whole.setStretch(1, 1)
        self.setLayout(whole)


class RecordSection(Panel):
    """Shows one participant. Whoever makes one calls `show_person`; it follows what changes by itself."""

    def __init__(self, title: str, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.bridge, self.readying = bridge, bridge.house.readying
        self.strikes = self.readying.strike
        """Marks a record of a noun as wrong."""
        self.who: PersonId | None = None
        self.trouble = Complaint()
        self._lines = column(spacing=4)
        self.body.addLayout(self._lines)
        self.body.addWidget(self.trouble)
        bridge.changed.connect(self._on_changed)
        bridge.switched.connect(self.refresh)

    # what is shown

    def show_person(self, person: PersonId | None) -> None:
        """Show what is known of this participant; of nobody, nothing."""
        self.who = person
        self.trouble.about("")
        self.refresh()

    def refresh(self) -> None:
        """Show everything as it is now."""
        self._fill(self.lines() if self.who is not None else ())

    def lines(self) -> Sequence[Line]:
        """What there is to see of the participant."""
        raise NotImplementedError

    @property
    def person(self) -> Person:
        """All that is known of the participant."""
        return Person() if self.who is None else self.readying.person(self.who)

    @property
    def details(self) -> bool:
        """Whether who is at the desk reads more than yes or no."""
        return sees_details(self.bridge.house.staff.acting.role)

    def _on_changed(self, streams: frozenset[StreamId]) -> None:
        if self.isVisible() and {kind_of(s) for s in streams} & {"person", "cohort", "practice"}:
            self.refresh()

    def _fill(self, lines: Sequence[Line]) -> None:
        """A key of the same name keeps the focus."""
        has = self.focusWidget()
        name = has.accessibleName() if isinstance(has, Key) and has.hasFocus() else ""
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        rows = [LineRow(line) for line in lines]
        for each in rows:
            self._lines.addWidget(each)
        lead_first(self, (k for each in rows for k in each.keys))
        for again in (k for each in rows for k in each.keys if name and k.accessibleName() == name):
            again.setFocus()

    # what is wished

    def try_(self, act: Callable[[], object]) -> bool:
        """Do it, or say here why not."""
        try:
            act()
        except (KnownError, Refused) as error:
            self.trouble.about(str(error))
            return False
        self.trouble.about("")
        return True

    def ask(self, heading: str, words: str, parts: Sequence[Part], deed: str, act: Callable[[], None]) -> Form:
        """Put a form over the page."""
        form = Form(heading, words, parts, deed, act, self.window())
        form.open()
        return form

    def strike(self, noun: str, record: Stamp, what: str) -> None:
        """Ask why a record is wrong, and strike it."""
        who, why = self.who, Entry()
        if who is not None:
            act = self.strikes
            words = "It stays readable, with the reason, and counts no more."
            parts = [("Why it is wrong", why)]
            self.ask(f"Strike {what}", words, parts, "Strike", lambda: act(who, noun, record, why.text()))
