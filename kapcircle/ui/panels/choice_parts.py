"""Choices in a form: keys beside one another, boxes to tick, and figures with what the chosen one stands for."""

from math import ceil

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.ink import LEFT, RIGHT, focus_ring, write
from kapcircle.ui.key import LOW, RADIUS, Key, Kind
from kapcircle.ui.label import Elided
from kapcircle.ui.marks import mark
from kapcircle.ui.panels.part import Part
from kapcircle.ui.records.form import Choice, Option
from kapcircle.ui.theme import Tone, colour

EDGE, APART = 3, 4
"""Room round the keys of a choice for the ring of the focus, and between them."""

MANY = 4
"""So many keys have no room beside their label."""

PASSES = 3
"""How often at most a choice is laid out anew because that has changed its width."""

BOX = 14
"""Side of a box to tick, in pixels at 100 %."""

FIGURE = 34
"""Width of a figure to choose, in pixels at 100 %."""


class ChoicePart(Part):
    """Keys beside one another, in as many lines as they need; of `many` each is chosen or not."""

    def __init__(self, field: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field: Choice = field
        self.wide, self.bare = field.wide or len(field.options) >= MANY, field.bare
        self._chosen, self._laying = "", False
        self.keys = {option.key: self._made(option) for option in field.options}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(field.label)
        for name, key in self.keys.items():
            key.setCheckable(True)
            key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            key.clicked.connect(lambda _=False, name=name: self.choose(name))
        self._lay()

    def _made(self, option: Option) -> Key:
        return Key(option.words, option.key, parent=self)

    @property
    def raw(self) -> str:
        return self._chosen

    def put(self, raw: str) -> None:
        chosen = "".join(name for name in self.keys if name in raw)
        chosen = chosen if self.field.many else chosen[:1]
        for name, key in self.keys.items():
            key.setChecked(name in chosen)
        if chosen != self._chosen:
            self._chosen = chosen
            words = ", ".join(option.words for option in self.field.options if option.key in chosen)
            self.setAccessibleDescription(words or "nothing chosen")
            self.changed.emit()

    def choose(self, name: str) -> None:
        """A key was pressed: again lets go of it."""
        rest = self._chosen.replace(name, "") if self.field.many else ""
        self.put(rest if name in self._chosen else rest + name)
        if name in self._chosen and self.hasFocus() and not self.field.many:
            self.done.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.text().upper()
        names, step = list(self.keys), {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if key in self.keys and not event.isAutoRepeat():
            self.choose(key)
        elif step is not None:
            at = names.index(self._chosen[0]) + step if self._chosen else 0
            self.put(names[at % len(names)])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QEvent) -> None:
        self.update()

    def _lay(self) -> None:
        """Each line is filled: what is left over is shared among its keys."""
        room, y = self.width() - 2 * EDGE, EDGE
        for line in self._lines(room):
            spare, x, high = room - sum(key.sizeHint().width() + APART for key in line) + APART, EDGE, 0
            for n, key in enumerate(line, 1):
                wide = key.sizeHint().width() + (max(0, spare) // len(line))
                wide = min(wide, room) if n < len(line) else self.width() - EDGE - x
                high = key.sizeHint().height()
                key.setGeometry(x, y, wide, high)
                x += wide + APART
            y += high + APART
        if (high := y - APART + EDGE) != self.minimumHeight():
            self.setFixedHeight(high)
            self.grown.emit()

    def _lay_again(self) -> None:
        """What is made of another height may be given another width: it is laid for that too, but not for ever, for
        one that is higher where it is narrower may be given the first width again.
        """
        if self._laying:
            return
        self._laying = True
        for _ in range(PASSES):
            wide = self.width()
            self._lay()
            if self.width() == wide:
                break
        self._laying = False

    def _lines(self, room: int) -> list[list[Key]]:
        lines: list[list[Key]] = [[]]
        for key in self.keys.values():
            taken = sum(each.sizeHint().width() + APART for each in lines[-1])
            if lines[-1] and taken + key.sizeHint().width() > room:
                lines.append([])
            lines[-1].append(key)
        return lines

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_again()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._lay_again()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focus_ring(painter, self, RADIUS)
            painter.end()


class TickKey(Key):
    """A key with a box before its word: ticked or not is seen by its mark, and by no colour alone."""

    def width_of(self, word: str) -> int:
        wide = QFontMetricsF(t.face(weight=t.SEMIBOLD)).horizontalAdvance(word)
        hint = QFontMetricsF(t.face(t.NOTE, t.SEMIBOLD)).horizontalAdvance(self._hint)
        return ceil(wide + hint + BOX * t.scale()) + 28

    def _write(self, painter: QPainter, word: QColor, hint: QColor) -> None:
        side = BOX * t.scale()
        box = QRectF(8.5, (self.height() - side) / 2, side, side)
        painter.setPen(QPen(colour(self, Tone.ACCENT if self.isChecked() else Tone.SECOND), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3, 3)
        if self.isChecked():
            mark(painter, "good", box.adjusted(2, 2, -2, -2), colour(self, Tone.ACCENT))
        inner = QRectF(self.rect()).adjusted(side + 15, 0, -8, 0)
        said = write(painter, inner, self._hint, hint, t.face(t.NOTE), RIGHT)
        inner.setRight(said.left() - 4)
        write(painter, inner, self.text(), word, t.face(weight=t.MEDIUM), LEFT)


class TicksPart(ChoicePart):
    """Several things, each seen to or not."""

    def _made(self, option: Option) -> Key:
        return TickKey(option.words, option.key, parent=self)


class _Ring(QWidget):
    """The ring of the focus, over figures that leave no room round them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus_ring(painter, self, RADIUS)
        painter.end()


class SlimPart(ChoicePart):
    """A line of figures; beside them what the chosen one stands for, or what the last does."""

    def __init__(self, field: Choice, parent: QWidget | None = None) -> None:
        self._says = Elided("", Tone.SECOND, t.NOTE)
        super().__init__(field, parent)
        self.wide = False
        self._says.setParent(self)
        self._ring = _Ring(self)
        self.setToolTip(", ".join(f"{x.key} {x.words}" for x in field.options))
        self.changed.connect(self._say)
        self._say()

    def _made(self, option: Option) -> Key:
        return Key(option.key, parent=self)

    def _say(self) -> None:
        options = self.field.options
        chosen = next((x.words for x in options if x.key == self.raw), "")
        for name, key in self.keys.items():
            key.set_kind(Kind.LIVE if name == self.raw else Kind.PLAIN)
        self._says.say(chosen or f"{options[-1].key} {options[-1].words}")
        self._says.set_tone(Tone.TEXT if chosen else Tone.SECOND)

    def focusInEvent(self, event: QEvent) -> None:
        self._ring.setGeometry(self.rect())
        self._ring.show()

    def focusOutEvent(self, event: QEvent) -> None:
        self._ring.hide()

    def _lay(self) -> None:
        wide, high = int(FIGURE * t.scale()), max(LOW, next(iter(self.keys.values())).sizeHint().height())
        for n, key in enumerate(self.keys.values()):
            key.setGeometry(n * (wide + APART), 0, wide, high)
        x = len(self.keys) * (wide + APART) + APART
        self._says.setGeometry(x, 0, max(0, self.width() - x), high)
        if high != self.minimumHeight():
            self.setFixedHeight(high)
            self.grown.emit()
