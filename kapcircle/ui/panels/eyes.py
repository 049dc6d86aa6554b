"""What needs eyes next: the most urgent first, each with a shape, a reason and, where something can be done, a key."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.key import LOW, Key
from kapcircle.ui.label import Label, caption
from kapcircle.ui.marks import mark
from kapcircle.ui.scrolled import Scrolled
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.circle import Eye

TONES = {
    "alarm": Tone.ALARM,
    "late": Tone.ACCENT,
    "due": Tone.ACCENT,
    "double": Tone.ACCENT,
    "lost": Tone.ACCENT,
    "good": Tone.IN_ORDER,
    "prompt": Tone.COMING,
    "coming": Tone.COMING,
}


BESIDE = 40
"""A reason of more letters than this has the width of the row to itself, and its key below it."""

LINE, LARGE = 26, 1.2
"""So many letters of who and why stand in one line, at a text size under this."""


class Shape(QWidget):
    """A mark of the size of a line of text."""

    def __init__(self, name: str, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._tone = name, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = int(QFontMetricsF(t.face(t.LEAD)).height())
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        mark(painter, self._name, QRectF(self.rect()).adjusted(1, 1, -1, -1), colour(self, self._tone))
        painter.end()


class EyeRow(QWidget):
    """One thing that wants eyes."""

    def __init__(self, eye: Eye, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.eye = eye
        self.keys = tuple(Key(deed) for deed in (eye.deed, eye.other) if deed)
        self._who, self._why = Label(eye.who, Tone.TEXT, t.LEAD, t.SEMIBOLD), Label(eye.why, Tone.SECOND)
        self._when = Label(eye.when, TONES.get(eye.shape, Tone.SECOND))
        self._brief = _brief(eye)
        self._why.setWordWrap(not self._brief)
        self._who.setWordWrap(not self._brief)
        across = QSizePolicy.Policy.Preferred if self._brief else QSizePolicy.Policy.Ignored
        self._who.setSizePolicy(across, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(f"{eye.who}, {eye.why}, {eye.when}".rstrip(", "))
        self._build()

    def _build(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(10)
        shape = Shape(self.eye.shape, TONES.get(self.eye.shape, Tone.SECOND))
        line.addWidget(shape, 0, Qt.AlignmentFlag.AlignTop)
        words, head = QVBoxLayout(), QHBoxLayout()
        words.setSpacing(1)
        head.setSpacing(10)
        head.addWidget(self._who, 0 if self._brief else 1)
        if self._brief:
            head.addWidget(self._why, 1)
        head.addWidget(self._when)
        words.addLayout(head)
        if not self._brief:
            words.addWidget(self._why)
        line.addLayout(words, 1)
        beside = len(self.keys) == 1 and len(self.eye.why) <= BESIDE
        place = line if beside else QHBoxLayout()
        place.setSpacing(10)  # else that of the words, in which they would touch
        for key in self.keys:
            key.setMinimumHeight(LOW)
            key.setAccessibleName(f"{key.text()}: {self.eye.who}")
            place.addWidget(key)
        if self.keys and not beside:
            place.addStretch(1)
            words.addSpacing(4)
            words.addLayout(place)

    def update_time(self, eye: Eye) -> None:
        """The same thing, later."""
        self.eye = eye
        self._when.say(eye.when)
        self._why.say(eye.why)
        self.setAccessibleName(f"{eye.who}, {eye.why}, {eye.when}".rstrip(", "))


FULL, LEAN, LEANEST = 0.5, 0.21, 0.15
"""How much of the window's height the rows may take: by themselves, beside somebody who is chosen, and in reading
mode, where the room belongs to that one."""


HEAD, NO_MOST = 44, 16_777_215
"""Height of the caption with its air at 100 %, and Qt's greatest height of a widget."""


class _Looked(Scrolled):
    """As high as its rows, up to its part of the window; more is looked through, and no row is ever squeezed."""

    part = FULL

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self._content.heightForWidth(self.width()), int(self.window().height() * self.part)))


class Eyes(QWidget):
    """`asked` gives a row and the word on the key that was pressed in it."""

    asked = Signal(object, str)
    rebuilt = Signal()
    """There are other rows, and other keys in them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[EyeRow] = []
        self._empty = Label("Nobody needs you just now.", Tone.SECOND, t.LEAD)
        self._empty.setWordWrap(True)
        self.setAccessibleName("Needs eyes next")
        rows = QWidget()
        self._list = QVBoxLayout(rows)
        self._list.setContentsMargins(0, 0, 6, 0)  # off what scrolls them
        self._list.setSpacing(4)
        self._list.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 0, 4)
        layout.setSpacing(8)
        self._caption = caption("Needs eyes next")
        layout.addWidget(self._caption)
        layout.addWidget(self._empty)
        self._looked = _Looked(rows)
        layout.addWidget(self._looked, 1)

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys of all rows, the most urgent first."""
        return tuple(key for row in self._rows for key in row.keys)

    def give_way(self, gives: bool, *, reading: bool = False) -> None:
        """Leave room below for somebody who is chosen."""
        alone = gives and reading
        self._looked.part = LEANEST if alone else LEAN if gives else FULL
        self.setMaximumHeight(int(self.window().height() * LEANEST + HEAD * t.scale()) if alone else NO_MOST)
        self._looked.updateGeometry()

    def show_eyes(self, eyes: Sequence[Eye], *, empty: str, title: str = "Needs eyes next") -> None:
        """Show these; `empty` is said when there are none."""
        self._caption.say(title.upper())
        self._empty.say(empty)
        self._empty.setVisible(not eyes)
        if [_look(row.eye) for row in self._rows] != [_look(eye) for eye in eyes]:
            self._rebuild(eyes)
        for row, eye in zip(self._rows, eyes, strict=True):
            row.update_time(eye)

    def _rebuild(self, eyes: Sequence[Eye]) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [EyeRow(eye) for eye in eyes]
        for n, row in enumerate(self._rows):
            self._list.insertWidget(n, row)
            for key in row.keys:
                key.clicked.connect(lambda _=False, row=row, key=key: self.asked.emit(row.eye, key.text()))
        self._looked.updateGeometry()
        self.rebuilt.emit()


def _brief(eye: Eye) -> bool:
    """Whether who and why stand in one line: not beside a key, and not where letters are large."""
    one_key = bool(eye.deed) != bool(eye.other)
    return not one_key and len(eye.who) + len(eye.why) <= LINE and t.scale() < LARGE


def _look(eye: Eye) -> tuple[object, ...]:
    return eye.key, eye.shape, eye.who, eye.deed, eye.other, _brief(eye)
