"""A dialog on one cohort, in sections: what is done in it is done at once, and Ctrl+Z takes it back."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from kapcircle.core.cohort.state import Cohort
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import CohortId, PersonId, SessionId
from kapcircle.ui import typeface as t
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.forms import Complaint, column, key, row
from kapcircle.ui.key import Key, Kind
from kapcircle.ui.label import Label
from kapcircle.ui.listing import Item, Listing
from kapcircle.ui.panel import see_through
from kapcircle.ui.text import REDO, UNDO
from kapcircle.ui.theme import Tone

SIZE, EDGE = (880, 560), 40
"""At a text size of 100 %, and what of the screen is left beside it."""


class PlanDialog(Dialog):
    """What its sections ask: the cohort as it is now, and that something be done."""

    def __init__(
        self, heading: str, bridge: Bridge, cohort: CohortId, session: SessionId | None, page: QWidget
    ) -> None:
        super().__init__(heading, page)
        self.bridge, self.house, self.planning = bridge, bridge.house, bridge.house.planning
        self.cohort, self.session = cohort, session
        self._switches: list[Key] = []
        self._sections: list[Section] = []
        self._stack, self._trouble = QStackedWidget(), Complaint()
        self._fit()

    def _fit(self) -> None:
        """As large as its text asks for, and never larger than the screen: then its sections scroll."""
        screen, scale = self.screen().availableSize(), t.scale()
        self.resize(*(min(int(x * scale), most - EDGE) for x, most in zip(SIZE, screen.toTuple(), strict=True)))

    def show_sections(self, sections: Sequence["Section"], first: str = "") -> None:
        """Lay the sections out, one of them in sight."""
        for section in sections:
            switch = key(section.title, partial(self.turn_to, section), kind=Kind.BARE)
            switch.setCheckable(True)
            self._switches.append(switch)
            self._sections.append(section)
            self._stack.addWidget(_roomy(section))
        if len(sections) > 1:
            self.body.addLayout(row(*self._switches, None, spacing=4))
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self._trouble)
        self.keys(key("Close", self.reject))
        self.bridge.changed.connect(self._changed)
        self.refresh()
        self.turn_to(next((x for x in sections if x.title == first), sections[0]))

    def turn_to(self, section: "Section") -> None:
        """Bring a section into sight."""
        self._stack.setCurrentIndex(self._sections.index(section))
        for each, switch in zip(self._sections, self._switches, strict=True):
            switch.setChecked(each is section)
            switch.set_kind(Kind.PLAIN if each is section else Kind.BARE)
        self._trouble.about("")
        section.setFocus()

    @property
    def state(self) -> Cohort:
        """The cohort as it is now."""
        return self.planning.cohort(self.cohort)

    @property
    def people(self) -> tuple[tuple[PersonId, str], ...]:
        """Its participants by alias, in the order of the mats."""
        seated = sorted(self.state.mats.items(), key=lambda x: x[1])
        return tuple((who, self.planning.alias(who)) for who, _ in seated)

    @property
    def sessions(self) -> tuple[tuple[SessionId, str], ...]:
        """The sessions of its calendar by name."""
        return tuple((which, x.name) for which, x in self.state.sessions.items())

    def attempt(self, act: Callable[[], Any]) -> bool:
        """Do what may be refused; True when it was done. What is wrong is said here, and all stands as it was."""
        try:
            act()
        except (Refused, KnownError) as why:
            self._trouble.about(str(why))
            return False
        self._trouble.about("")
        return True

    def refresh(self) -> None:
        """Show everything as it is now."""
        for section in self._sections:
            section.refresh()

    def _changed(self, _: object) -> None:
        if self.cohort in {which for which, _ in self.planning.cohorts()}:
            self.refresh()
        else:
            super().reject()

    def reject(self) -> None:
        """Nothing that was typed is lost without a word: what is in the hand is put down first."""
        self.setFocus()
        for section in self._sections:
            section.put_down()
        words = next((section.unfinished for section in self._sections if section.unfinished), "")
        if words and words != self._trouble.accessibleName():
            self._trouble.about(words)
        else:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        undo = event.matches(UNDO)
        if not undo and not event.matches(REDO):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.attempt(self.planning.undo if undo else self.planning.redo)


class Section(QWidget):
    """One matter of the cohort. `unfinished` says what would be lost if the dialog closed now, or nothing."""

    title = ""

    def __init__(self, at: PlanDialog) -> None:
        super().__init__(at)
        self.at = at
        self.setAccessibleName(self.title)

    @property
    def unfinished(self) -> str:
        """What is typed and not kept."""
        return ""

    def put_down(self) -> None:
        """Do what was typed and not done yet, where it can be."""

    def refresh(self) -> None:
        """Show it as it is now."""
        raise NotImplementedError


def _roomy(section: Section) -> QScrollArea:
    """A section that fills the dialog, and scrolls where the text is too large for that."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(section)
    see_through(area)
    return area


def tall(name: str, part: QWidget) -> QVBoxLayout:
    """A field under its name that takes what height there is."""
    part.setAccessibleName(name)
    title = Label(name, Tone.SECOND, t.NOTE)
    title.setBuddy(part)
    return stretched(1, title, part, spacing=4)


def stretched(which: int, *parts: QWidget | QLayout | None, spacing: int = 8) -> QVBoxLayout:
    """Parts below one another, of which one takes what height there is."""
    made = column(*parts, spacing=spacing)
    made.setStretch(which, 1)
    return made


def beside(left: QLayout, right: QLayout | QWidget, *shares: int) -> QHBoxLayout:
    """A list and its form."""
    line = row(left, right, spacing=24)
    for i, share in enumerate(shares):
        line.setStretch(i, share)
    return line


class Chooser(Listing):
    """A list at the left of a section, beside the form of what is chosen on it."""

    def __init__(self, name: str, then: Callable[[], None]) -> None:
        super().__init__(name)
        self.setMinimumWidth(300)
        self.chosen.connect(lambda _: then())

    def show_items(self, items: Sequence[Item]) -> None:
        """Show these; the first is chosen where none was."""
        self.offer(items)
        self.setEnabled(bool(items))

    def choose_none(self) -> None:
        """Choose nothing, without telling anyone."""
        blocked = self.blockSignals(True)
        self.setCurrentIndex(QModelIndex())
        self.blockSignals(blocked)
