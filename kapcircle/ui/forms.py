"""Parts of a form: a field under its name with room for what is wrong with it, passphrases, rows of keys."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QScrollArea,
    QStyleOptionComboBox,
    QVBoxLayout,
    QWidget,
)

from kapcircle.ui import typeface as t
from kapcircle.ui.key import LOW, Key, Kind
from kapcircle.ui.label import Label
from kapcircle.ui.panel import see_through
from kapcircle.ui.theme import Tone, colour

COLUMN = 460
"""Width of a column of text and fields that is read at ease."""


class Complaint(Label):
    """What is wrong, under the thing it is wrong with: a shape and words, and no room taken while all is well."""

    def __init__(self, tone: Tone = Tone.ACCENT, parent: QWidget | None = None) -> None:
        super().__init__("", tone, t.NOTE, parent=parent)
        self.setWordWrap(True)
        self.setVisible(False)

    def about(self, words: str) -> None:
        """Say what is wrong; nothing clears it."""
        self.say(f"▲ {words}" if words else "")
        self.setAccessibleName(words)
        self.setVisible(bool(words))


class Field(QWidget):
    """A name, the part one types in or chooses from, and a complaint."""

    def __init__(self, name: str, part: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part = part
        self._complaint = Complaint()
        title = Label(name, Tone.SECOND, t.NOTE)
        title.setBuddy(part)
        part.setAccessibleName(name)
        part.setAccessibleDescription(hint)
        if part.minimumSizeHint().height() < LOW:
            part.setMinimumHeight(LOW)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(title)
        layout.addWidget(part)
        if hint:
            layout.addWidget(wrapped(hint, Tone.THIRD))
        layout.addWidget(self._complaint)
        layout.addStretch(1)

    def complain(self, words: str) -> None:
        """Say what is wrong with this field; nothing clears it."""
        self._complaint.about(words)


class Line(QLineEdit):
    """One line of text that offers its own undo first and never keeps what was typed anywhere else."""

    def __init__(self, text: str = "", placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setPlaceholderText(placeholder)
        self.setMinimumHeight(LOW)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())


class Secret(Line):
    """A passphrase: dots, and never offered to the memory of an input method."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", placeholder, parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)

    def show_plain(self, plain: bool) -> None:
        """Show what is typed, or dots."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if plain else QLineEdit.EchoMode.Password)


class Unturned:
    """Part of a field that the wheel does not change: whoever scrolls past an answer or a day leaves it as it is, and
    what lies around it scrolls."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Choice(Unturned, QComboBox):
    """One of several things, each with its words."""

    def __init__(self, options: Sequence[tuple[Any, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMinimumHeight(LOW)
        self.offer(options)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Words for which there is no room end in an ellipsis, before the arrow."""
        super().initStyleOption(option)
        room = self.width() - 22 - int(12 * t.scale())
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wing = 4 * t.scale()
        painter.setPen(QPen(colour(self, Tone.SECOND), 1.5 * t.scale()))
        right, middle = self.width() - 9.0 - wing, self.height() / 2
        low = QPointF(right, middle + wing / 2)
        painter.drawLine(QPointF(right - wing, middle - wing / 2), low)
        painter.drawLine(low, QPointF(right + wing, middle - wing / 2))
        painter.end()

    def offer(self, options: Sequence[tuple[Any, str]]) -> None:
        """Other things to choose from."""
        self._values = tuple(value for value, _ in options)
        self.clear()
        self.addItems([words for _, words in options])

    @property
    def first(self) -> Any:
        """The first thing to choose from."""
        return self._values[0] if self._values else None

    @property
    def chosen(self) -> Any:
        """The thing that is chosen."""
        return self._values[self.currentIndex()] if self._values else None

    def choose(self, value: Any) -> None:
        """Choose a thing without telling anyone."""
        blocked = self.blockSignals(True)
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)
        self.blockSignals(blocked)


def wrapped(words: str, tone: Tone = Tone.SECOND, size: float = t.NOTE) -> Label:
    """A paragraph."""
    label = Label(words, tone, size)
    label.setWordWrap(True)
    return label


def tall_enough(*parts: QWidget) -> None:
    """Let no layout make a field lower than its letters."""
    for part in parts:
        part.ensurePolished()
        part.setMinimumHeight(max(LOW, part.sizeHint().height()))


def key(words: str, act: Callable[[], Any], hint: str = "", kind: Kind = Kind.PLAIN) -> Key:
    """A key that does something."""
    made = Key(words, hint, kind)
    made.clicked.connect(lambda *_: act())
    return made


def row(*parts: QWidget | QLayout | None, spacing: int = 8) -> QHBoxLayout:
    """Parts beside one another; None is room between them."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(spacing)
    for part in parts:
        match part:
            case None:
                line.addStretch(1)
            case QLayout():
                line.addLayout(part)
            case _:
                line.addWidget(part)
    return line


def column(*parts: QWidget | QLayout | None, spacing: int = 8) -> QVBoxLayout:
    """Parts below one another; None is room between them."""
    stack = QVBoxLayout()
    stack.setContentsMargins(0, 0, 0, 0)
    stack.setSpacing(spacing)
    for part in parts:
        match part:
            case None:
                stack.addStretch(1)
            case QLayout():
                stack.addLayout(part)
            case _:
                stack.addWidget(part)
    return stack


def scrolling(panel: QWidget) -> QScrollArea:
    """A panel at the top of a column; it scrolls only where the window is too low or the text very large."""
    inner = QWidget()
    layout = QVBoxLayout(inner)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(panel)
    layout.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    see_through(area)
    return area


class Roomy(QScrollArea):
    """A whole page that keeps its proportions: where the window is too small for the text, it scrolls both ways."""

    resized = Signal(float)
    """The size of text is another now, 1.0 for 100 %."""

    def __init__(self, inner: QWidget, width: int, height: int, parent: QWidget | None = None) -> None:
        """`width` and `height` are the least that the page needs, in pixels at a text size of 100 %."""
        super().__init__(parent)
        self._inner, self._least = inner, (width, height)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)
        see_through(self)
        self._measure()

    def need(self, width: int, height: int) -> None:
        """Another least size: some of the page is shown, or hidden."""
        if (width, height) != self._least:
            self._least = (width, height)
            self._measure()

    def _measure(self) -> None:
        scale = t.scale()
        self._inner.setMinimumSize(*(int(x * scale) for x in self._least))
        self.resized.emit(scale)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._measure()
        super().changeEvent(event)
