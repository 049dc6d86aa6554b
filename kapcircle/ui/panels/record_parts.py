"""What a form is filled in with: a line, a scale of figures, and the choices. Each holds text, as it is kept."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.forms import Line
from kapcircle.ui.ink import CENTRE, focus_ring, write
from kapcircle.ui.key import LOW, RADIUS
from kapcircle.ui.label import Label
from kapcircle.ui.panels.choice_parts import ChoicePart, SlimPart, TicksPart
from kapcircle.ui.panels.part import Part
from kapcircle.ui.records.form import Choice, Field, Scale, Text, Whom
from kapcircle.ui.theme import Tone, colour

TEN = frozenset({"X", "+"})
"""What is pressed for ten, where a digit has its place at once."""

NOT_SAID = "-"
MOST = 10


class _Line(Line):
    """A line in which figures are typed leaves letters to the form."""

    lettered = Signal(str)

    def __init__(self, figures: bool, placeholder: str) -> None:
        super().__init__("", placeholder)
        self._figures = figures

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().upper()
        if event.key() == Qt.Key.Key_Delete and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # the form clears all of it
        elif self._figures and letter.isalpha():
            if not event.isAutoRepeat():
                self.lettered.emit(letter)
        else:
            super().keyPressEvent(event)


class TextPart(Part):
    """Something typed, and what is said to it."""

    def __init__(self, field: Text, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field: Text = field
        self.wide = field.wide
        self.line, self._said = _Line(field.figures, placeholder), Label("", Tone.TEXT, t.BODY, t.SEMIBOLD)
        self.line.setAccessibleName(field.label)
        self._said.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.line)
        layout.addWidget(self._said)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self.changed)
        self.line.lettered.connect(self.lettered)

    @property
    def raw(self) -> str:
        return self.line.text()

    def put(self, raw: str) -> None:
        if raw != self.line.text():
            self.line.setText(raw)

    def say(self, words: str) -> None:
        self._said.say(words)
        self._said.setVisible(bool(words))


class ScalePart(Part):
    """Eleven figures, one of them chosen or none."""

    def __init__(self, field: Scale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field: Scale = field
        self._raw = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(LOW)
        self._name()

    def _name(self) -> None:
        self.setAccessibleName(self.field.label)
        self.setAccessibleDescription(f"{self._raw} of {MOST}" if self._raw else "not said")

    @property
    def raw(self) -> str:
        return self._raw

    def put(self, raw: str) -> None:
        raw = raw if raw in map(str, range(MOST + 1)) else ""
        if raw != self._raw:
            self._raw = raw
            self._name()
            self.update()
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.text().upper()
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if event.isAutoRepeat():
            return
        if key.isascii() and key.isdigit():
            self._set(key)
        elif key in TEN:
            self._set(str(MOST))
        elif key == NOT_SAID or event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self.put("")
            if key == NOT_SAID:
                self.done.emit()
        elif step is not None:
            self.put(str(min(MOST, max(0, int(self._raw or 5) + step))))
        else:
            super().keyPressEvent(event)

    def _set(self, raw: str) -> None:
        self.put(raw)
        self.done.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.put(str(min(MOST, max(0, int(event.position().x() * (MOST + 1) / max(1, self.width()))))))

    def focusInEvent(self, event: QEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QEvent) -> None:
        self.update()

    def sizeHint(self) -> QSize:
        return QSize((MOST + 1) * int(QFontMetricsF(t.face()).horizontalAdvance("10") + 3), LOW)

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = self.width() / (MOST + 1)
        for figure in range(MOST + 1):
            cell = QRectF(figure * wide + 1, 3, wide - 2, self.height() - 6)
            chosen = str(figure) == self._raw
            painter.setPen(QPen(colour(self, Tone.ACCENT if chosen else Tone.LINE), 1))
            painter.setBrush(colour(self, Tone.ACCENT if chosen else Tone.RAISED))
            painter.drawRoundedRect(cell, 4, 4)
            weight = t.SEMIBOLD if chosen else t.REGULAR
            ink = colour(self, Tone.INK if chosen else Tone.SECOND)
            write(painter, cell, str(figure), ink, t.face(weight=weight), CENTRE)
        if self.hasFocus():
            focus_ring(painter, self, RADIUS)
        painter.end()


def part(field: Field, whom: Whom) -> Part:
    """The widget of a field."""
    match field:
        case Text():
            return TextPart(field, field.offers(whom) or field.hint)
        case Choice(slim=True):
            return SlimPart(field)
        case Choice(many=True):
            return TicksPart(field)
        case Choice():
            return ChoicePart(field)
        case Scale():
            return ScalePart(field)
