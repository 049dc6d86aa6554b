"""The window: names of the pages and the page's own strip above, the page, and one line that says what was refused."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.key import Key, Kind
from kapcircle.ui.keyboard import BARRED
from kapcircle.ui.label import Label
from kapcircle.ui.page import Page
from kapcircle.ui.preferences import Preferences
from kapcircle.ui.status import Status
from kapcircle.ui.tabs import lead_on
from kapcircle.ui.theme import ROOM, Tone, colour, dress, palette_for

if TYPE_CHECKING:  # the unlock page is shown before anything of a house is loaded
    from kapcircle.ui.bridge import Bridge

TITLE = "KapCircle"
"""Neutral: a title is seen on task bars and shared screens."""

WIDTH, HEIGHT = 1366, 768
"""What a page looks best in."""

FRAME = 40
"""Room for the title bar that a desktop lays over a window."""

EDGE = 45
"""Where the header ends."""

CIRCLE = "Circle"
"""The page that stays in view while names are covered."""


class Window(QWidget):
    """Shows one page of several, or one thing alone (the unlock page)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.setMinimumSize(1024, 600)
        self.resize(WIDTH, HEIGHT)
        self.status, self._saved = Status(), Label("", Tone.ACCENT, t.NOTE, t.SEMIBOLD)
        self._shared = Label("", Tone.SECOND, t.NOTE)
        self._wants, self._worn = "room", ROOM
        self._must_be_dark: Callable[[], bool] = lambda: False
        QApplication.styleHints().colorSchemeChanged.connect(self._wear)
        self.may_close: Callable[[], bool] = lambda: True
        """Asked before the window closes; a page that runs a circle asks back first."""
        self._header, self._stack, self._strips = QWidget(), QStackedWidget(), QStackedWidget()
        self._pages: dict[str, Page] = {}
        self._names: dict[str, Key] = {}
        self._tabs, self._beside = QHBoxLayout(), QHBoxLayout()
        self._asides: dict[str, QWidget] = {}
        self._before: QWidget | None = None
        self._parts = (self._header, self._stack, self.status, self._shared, self._saved)
        self._hidden: list[QWidget] = []
        self._build()

    def _build(self) -> None:
        self._header.setFixedHeight(EDGE + 1)
        line = QHBoxLayout(self._header)
        line.setContentsMargins(12, 0, 12, 0)
        line.setSpacing(4)
        line.addLayout(self._tabs)
        line.addWidget(self._strips, 1)
        line.addLayout(self._beside)
        self._body = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._header)
        layout.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.status, 1)
        for part in (self._shared, self._saved):
            foot.addWidget(part)
            part.setContentsMargins(0, 0, 16, 0)
        layout.addLayout(foot)

    def come_up(self) -> None:
        """Show the window, all of it: where the screen has no room for it under a title bar, it fills the screen."""
        room = self.screen().availableSize()
        if room.width() >= self.width() and room.height() >= self.height() + FRAME:
            self.show()
        else:
            self.resize(self.size().boundedTo(room - QSize(0, FRAME)))
            self.showMaximized()

    def show_alone(self, widget: QWidget) -> None:
        """Show one thing without header: nothing else may be reached."""
        self.clear()
        self._header.hide()
        self._stack.addWidget(widget)

    def stand_before(self, widget: QWidget) -> None:
        """Show one thing in place of all that the window has, until it goes: nothing else may be seen or reached.

        The window stays open for as long.
        """
        self._put_away_sheets()
        self._before, self._hidden = widget, [part for part in self._parts if not part.isHidden()]
        for part in self._hidden:
            part.hide()
        self._body.insertWidget(0, widget, 1)
        self.setProperty(BARRED, True)
        widget.show()

    def step_back(self) -> None:
        """Show again what the window had."""
        widget, self._before = self._before, None
        self.setProperty(BARRED, False)
        if widget is not None:
            self._body.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
            for part in self._hidden:
                part.show()

    @property
    def before(self) -> QWidget | None:
        """What stands in place of everything else."""
        return self._before

    def show_pages(self, pages: Sequence[Page], first: str) -> None:
        """Show these pages, beginning with the one named `first`."""
        self.clear()
        for page in pages:
            self._add(page)
        self._lead_tab()
        self._header.show()
        self.turn_to(first)

    def _add(self, page: Page) -> None:
        self._pages[page.name] = page
        self._stack.addWidget(page)
        page.noticed.connect(self.status.say)
        page.wanted.connect(lambda: self.bring_forward(page.name))
        self._strips.addWidget(page.header() or QWidget())
        name = Key(page.name, kind=Kind.QUIET)
        name.setCheckable(True)
        name.clicked.connect(lambda: self.turn_to(page.name))
        self._names[page.name] = name
        self._tabs.addWidget(name)
        if (aside := page.aside()) is not None:
            self._asides[page.name] = aside
            self._beside.addWidget(aside)

    def bring_forward(self, name: str) -> None:
        """Turn to a page that must be seen: whatever lies over the window is put away."""
        self._put_away_sheets()
        if self.page is not self._pages[name]:
            self.turn_to(name)

    def _lead_tab(self) -> None:
        """Tab goes through the names of the pages in their order, and from there into the strip beside them."""
        first, *rest = (*self._names.values(), *self._strips.findChildren(Key))
        lead_on(first, rest)

    def turn_to(self, name: str) -> None:
        """Turn to a page by its name."""
        page = self._pages[name]
        page.refresh()
        self._stack.setCurrentWidget(page)
        self._wear()
        self._strips.setCurrentIndex(self._stack.currentIndex())
        for other, key in self._names.items():
            key.setChecked(other == name)
        for other, aside in self._asides.items():
            aside.setVisible(other != name)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def like(self, preferences: Preferences) -> None:
        """Wear the colours that this person likes, now and whenever they change."""

        def changed() -> None:
            self._wants = preferences.get("palette", "system")
            self._wear()

        preferences.changed.connect(changed)
        changed()

    def _wear(self) -> None:
        """One palette for the whole program at a time: parts that are made later have it too."""
        dark = self._must_be_dark() or (self.page is not None and self.page.dark)
        palette = palette_for(self._wants, QApplication.styleHints().colorScheme(), dark=dark)
        app = QApplication.instance()
        if palette is not self._worn and isinstance(app, QApplication):
            self._worn = palette
            dress(app, palette)

    def follow(self, bridge: "Bridge") -> None:
        """Say what the desk refuses or cannot do, and on every page what is not saved; while covered, show the Circle
        page and no other.
        """
        bridge.refused.connect(self.status.refuse)
        bridge.failed.connect(self.status.fail)
        bridge.covered_changed.connect(self._cover)
        bridge.ticked.connect(lambda: self._look_at(bridge))
        bridge.changed.connect(lambda _: self._wear())
        self._must_be_dark = lambda: bridge.runs

    def _look_at(self, bridge: "Bridge") -> None:
        """What is not saved, and whether others see the clock."""
        self._saved.say(bridge.not_saved)
        shared = bridge.house.fittings.clock_page.shared()
        self._shared.say("" if shared is None else shared.brief)
        self._shared.set_tone(Tone.ACCENT if shared is not None and shared.trouble else Tone.SECOND)

    def _cover(self, covered: bool) -> None:
        self.status.say("")
        if covered:
            self._put_away_sheets()
        if covered and CIRCLE in self._pages:
            self.turn_to(CIRCLE)
        for name, key in self._names.items():
            key.setEnabled(not covered or name == CIRCLE)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._before is None and self.may_close():
            super().closeEvent(event)
        else:
            event.ignore()

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def clear(self) -> None:
        """Put everything away, sheets that lie over the page too: the vault is locked."""
        self._put_away_sheets()
        self.step_back()
        self._saved.say("")
        self._shared.say("")
        for stack in (self._stack, self._strips):
            while (widget := stack.widget(0)) is not None:
                stack.removeWidget(widget)
                widget.deleteLater()
        for line in (self._tabs, self._beside):
            while (item := line.takeAt(0)) is not None:
                if (part := item.widget()) is not None:
                    part.deleteLater()
        for named in (self._pages, self._names, self._asides):
            named.clear()

    def _put_away_sheets(self) -> None:
        if (folded_out := QApplication.activePopupWidget()) is not None:
            folded_out.close()
        for sheet in self.findChildren(QDialog):
            sheet.reject()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._header.isHidden() and event.rect().top() <= EDGE:
            painter = QPainter(self)
            painter.setPen(QPen(colour(self, Tone.LINE), 1))
            painter.drawLine(0, EDGE, self.width(), EDGE)
            painter.end()
