"""Before a circle opens: what is right, what is not, and what cannot be told; one may open all the same."""

from itertools import zip_longest

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kapcircle.desk.fittings import Check
from kapcircle.ui import typeface as t
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.forms import key, row
from kapcircle.ui.ink import LEFT, write
from kapcircle.ui.key import Key, Kind
from kapcircle.ui.label import Label
from kapcircle.ui.readiness import Readiness
from kapcircle.ui.theme import Tone, colour

SIGNS = {True: ("✓", "good", Tone.IN_ORDER), False: ("▲", "not right", Tone.ALARM), None: ("○", "unknown", Tone.SECOND)}
WIDE = 720


class CheckLine(QWidget):
    """A shape, a name, a word, and what was found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._check = Check("", None, "")

    def show_check(self, check: Check | None) -> None:
        """Show what was found; nothing where there is none."""
        self.setVisible(check is not None)
        if check is not None and check != self._check:
            self._check = check
            self.setAccessibleName(f"{check.name}: {SIGNS[check.good][1]}")
            self.setAccessibleDescription(check.words)
            self.setToolTip(check.words)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDE - 60, int(QFontMetricsF(t.face()).height()) + 12)

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        shape, word, tone = SIGNS[self._check.good]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, scale = QRectF(self.rect()), t.scale()
        ink = colour(self, tone)
        write(painter, rect, shape, ink, t.face(weight=t.SEMIBOLD), LEFT)
        name = rect.adjusted(26 * scale, 0, 0, 0)
        write(painter, name, self._check.name, colour(self, Tone.TEXT), t.face(weight=t.MEDIUM), LEFT)
        write(painter, rect.adjusted(140 * scale, 0, 0, 0), word, ink, t.face(t.NOTE, t.MEDIUM), LEFT)
        write(
            painter, rect.adjusted(214 * scale, 0, 0, 0), self._check.words, colour(self, Tone.SECOND), t.face(), LEFT
        )
        painter.end()


class Preflight(Dialog):
    """Asks the room and the laptop again while it is open. Space, which is GO elsewhere, presses nothing here."""

    def __init__(self, bridge: Bridge, readiness: Readiness, name: str, parent: QWidget | None) -> None:
        """`name` is what the circle is called, or nothing while names are covered."""
        super().__init__(f"Before opening {name}".rstrip(), parent)
        self.setMinimumWidth(int(WIDE * t.scale()))
        self._readiness = readiness
        self._shown: tuple[Check, ...] = ()
        self._lines: list[CheckLine] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._asked = Label("Did you hear it?", weight=t.MEDIUM)
        self._tone = key("Play the tone", self._play)
        self._yes, self._no = key("Yes", lambda: self._hear(True)), key("No", lambda: self._hear(False))
        self._later, self._open = (
            key("Not now", self.reject, "Esc"),
            key("Open the circle", self._begin, kind=Kind.LIVE),
        )
        self.body.addLayout(self._list)
        self.body.addLayout(row(self._tone, self._asked, self._yes, self._no, None))
        self._look = key("Check again", self._again)
        self.keys(self._later, self._look, self._open)
        for each in self.findChildren(Key):
            each.installEventFilter(self)
        readiness.look_again()
        bridge.ticked.connect(self._show)
        readiness.changed.connect(self._show)
        self._tone.setFocus()
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space

    def _show(self) -> None:
        checks = self._readiness.checks
        self._look.set_words("Looking…" if self._readiness.looking else "Check again")
        if checks == self._shown:
            return
        self._shown = checks
        while len(self._lines) < len(checks):
            self._lines.append(CheckLine())
            self._list.addWidget(self._lines[-1])
        for line, check in zip_longest(self._lines, checks):
            line.show_check(check)
        wrong = any(check.good is False for check in checks)
        self._open.set_words("Open anyway" if wrong else "Open the circle")
        self._open.set_kind(Kind.ALARM if wrong else Kind.LIVE)
        self._allow_tone()
        if wrong and self.focusWidget() is self._open:
            self._later.setFocus()

    def _allow_tone(self) -> None:
        """Where there is no output nothing can be heard, so nobody is asked."""
        silent = self._readiness.silent
        if silent and self.focusWidget() in (self._tone, self._yes, self._no):
            self._later.setFocus()  # Qt would pass it on to the next key, whatever that does
        asks = self._readiness.played and not silent
        for part in (self._asked, self._yes, self._no):
            part.setVisible(asks)
        self._tone.setEnabled(not silent)
        self._tone.set_words("Play it again" if self._readiness.played else "Play the tone")

    def _play(self) -> None:
        self._readiness.play()
        self._allow_tone()

    def _hear(self, heard: bool) -> None:
        self._readiness.heard = heard
        self._show()
        good = all(check.good is not False for check in self._shown)
        (self._open if good else self._later if heard else self._tone).setFocus()

    def _again(self) -> None:
        self._readiness.look_again()
        self._show()

    def _begin(self) -> None:
        if self._readiness.open():
            self.accept()
