"""The run of show: every phase with its plan and its actual; the present one raised, with a bar."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.ink import LEFT, RIGHT, focus_ring, write
from kapcircle.ui.keyboard import OWN_ARROWS
from kapcircle.ui.picture import Draw, Picture
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.rundown import Heading, PhaseRow, Place, Row

ROOMY, TIGHT = 1.9, 1.45
"""Height of a row in lines of text, where there is room and where there is not."""

PRESENT = 2.3
"""Height of the present phase in rows."""

HEAD = 1.8
"""Height of the head in lines of text."""

MORE = 0.8
"""Height of the line that says how many phases are out of sight, in rows."""

STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
NOTCH = 60
"""Turn of a wheel that moves the list by a row."""

HEADS = ("plan", "actual / end")

WORDS = {
    Place.DONE: Tone.SECOND,
    Place.SKIPPED: Tone.THIRD,
    Place.UNREACHED: Tone.THIRD,
    Place.STANDBY: Tone.TEXT,
    Place.COMING: Tone.SECOND,
}


class Rundown(QWidget):
    """Shows rows; when they do not fit, those around the present phase, and how many are out of sight.

    Wheel and arrow keys look further. Nothing can be changed here.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._scrolled, self._turned = 0, 0
        self._pictures: dict[str, Picture] = {}
        self.setAccessibleName("Run of show")
        self.setProperty(OWN_ARROWS, True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these; a change of phase brings the present one into view."""
        new = tuple(rows)
        if new == self._rows:
            return
        moved = (_present(new), len(new)) != (_present(self._rows), len(self._rows))
        self._rows = new
        if moved:
            self._scrolled = 0
            self._offer_focus()
        spoken = (f"{row.name}:" if isinstance(row, Heading) else row.spoken for row in new)
        self.setAccessibleDescription("\n".join(spoken))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, 300)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, int(self._head() + self._line() * (PRESENT + MORE) * TIGHT) + 1)

    @staticmethod
    def _line() -> float:
        return QFontMetricsF(t.face()).height()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._offer_focus()

    def _offer_focus(self) -> None:
        """Tab stops here only where there is something to look for."""
        shown = self._in_sight()
        hides = len(shown) < len(self._rows)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if hides else Qt.FocusPolicy.NoFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._turned -= event.angleDelta().y()
        self._scroll(int(self._turned / NOTCH))
        self._turned -= int(self._turned / NOTCH) * NOTCH

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = max(1, len(self._in_sight()) - 1)
        far = len(self._rows)
        jumps = {Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page, Qt.Key.Key_Home: -far, Qt.Key.Key_End: far}
        by = {**STEPS, **jumps}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self._scroll(by)

    def _scroll(self, by: int) -> None:
        weights, room = self._weights(), self._room()
        self._scrolled = self._first(self._scrolled + by, weights, room) - self._first(0, weights, room)
        self.update()

    def _weights(self) -> list[float]:
        present = _present(self._rows)
        return [PRESENT if row.key == present else 1.0 for row in self._rows]

    def _room(self) -> float:
        """How many rows have room, with the line that says how many have not."""
        line = self._line()
        room = (self.height() - line * HEAD) / (TIGHT * line)
        return room if sum(self._weights()) <= room else room - MORE

    def _first(self, scrolled: int, weights: list[float], room: float) -> int:
        """The row on top: some before the present phase, moved by hand, and never so far that room stays empty."""
        at = next((i for i, row in enumerate(self._rows) if row.key == _present(self._rows)), 0)
        before = min(room * 0.4, room - PRESENT)
        first = next((i for i in range(at + 1) if sum(weights[i:at]) <= before), at)
        last = next((i for i in range(len(weights)) if sum(weights[i:]) <= room), 0)
        return min(max(0, first + scrolled), last)

    def _in_sight(self) -> range:
        """The rows that are shown, each of them whole; the present one also where there is not even room for that."""
        weights, room = self._weights(), self._room()
        first = end = self._first(self._scrolled, weights, room)
        while end < len(weights) and (end == first or sum(weights[first : end + 1]) <= room):
            end += 1
        return range(first, end)

    def _head(self) -> float:
        return self._line() * HEAD

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        head, shown = self._head(), self._in_sight()
        self._put(painter, "head", QRectF(0, 0, self.width(), head), None, self._title)
        weights = self._weights()
        hidden = len(self._rows) - len(shown)
        more = MORE * TIGHT * self._line() if hidden else 0.0
        whole = max(1.0, sum(weights[i] for i in shown))
        row, y = min(ROOMY * self._line(), (self.height() - head - more) / whole), head
        for i in shown:
            rect = QRectF(0, y, self.width(), row * weights[i])
            if event.rect().intersects(rect.toRect()):
                item = self._rows[i]
                self._put(painter, item.key, rect, item, partial(self._row, item=item, rect=rect.translated(0, -y)))
            y += rect.height()
        if hidden:
            self._more(painter, QRectF(0, self.height() - more, self.width(), more), shown)
        if self.hasFocus():
            focus_ring(painter, self, 6)
        painter.end()

    def _more(self, painter: QPainter, rect: QRectF, shown: range) -> None:
        """How many phases are out of sight, before and after."""
        before, after = self._rows[: shown.start], self._rows[shown.stop :]
        ink, font, room = colour(self, Tone.SECOND), t.face(t.NOTE), rect.adjusted(20, 0, -12, 0)
        for words, rows, align in (("↑ {} before", before, LEFT), ("↓ {} more", after, RIGHT)):
            phases = sum(isinstance(row, PhaseRow) for row in rows)
            write(painter, room, words.format(phases) if phases else "", ink, font, align)

    def _put(self, painter: QPainter, key: str, rect: QRectF, state: object, draw: Draw) -> None:
        """Each row keeps its picture: in most seconds only the present one is another."""
        picture = self._pictures.setdefault(key, Picture())
        size = QSize(int(rect.width()), int(rect.height()) + 1)
        painter.drawPixmap(rect.topLeft(), picture.made(self, size, state, draw))

    def _title(self, painter: QPainter) -> None:
        rect = QRectF(12, 0, self.width() - 24, self._head())
        font = t.face(t.SMALL, t.SEMIBOLD)
        write(painter, rect, "RUN OF SHOW", colour(self, Tone.SECOND), font)
        second = self._columns()[1]
        for words, x in zip(HEADS, (second, 0.0), strict=True):
            write(painter, rect.adjusted(0, 0, -x, 0), words, colour(self, Tone.SECOND), t.face(t.SMALL), RIGHT)

    def _row(self, painter: QPainter, *, item: Row, rect: QRectF) -> None:
        match item:
            case Heading():
                inner = rect.adjusted(12, 0, -12, 0)
                write(painter, inner, item.name.upper(), colour(self, Tone.THIRD), t.face(t.SMALL, t.SEMIBOLD))
                write(painter, inner, item.ends, colour(self, Tone.SECOND), t.face(t.NOTE), RIGHT)
            case PhaseRow(place=Place.NOW):
                self._now(painter, item, rect)
            case _:
                self._phase(painter, item, rect.adjusted(20, 0, -12, 0))

    def _columns(self) -> tuple[float, float]:
        wide = QFontMetricsF(t.face())
        second = QFontMetricsF(t.face(t.SMALL)).horizontalAdvance(HEADS[1]) + 8
        return wide.horizontalAdvance("0:00"), max(second, wide.horizontalAdvance("00:00") + 14)

    def _phase(self, painter: QPainter, row: PhaseRow, rect: QRectF) -> None:
        tone, font = WORDS[row.place], t.face(weight=t.SEMIBOLD if row.place is Place.STANDBY else t.REGULAR)
        font.setStrikeOut(row.place is Place.SKIPPED)
        plan, second = self._columns()
        name = rect.adjusted(0, 0, -plan - second, 0)
        if row.remark:
            remark = t.face(t.SMALL)
            wide = min(QFontMetricsF(remark).horizontalAdvance(row.remark) + 8, name.width() * 0.6)
            tail = name.adjusted(name.width() - wide, 0, plan * 0.4, 0)
            write(
                painter, tail, row.remark, colour(self, Tone.ACCENT if "shrink" in row.remark else Tone.THIRD), remark
            )
            name.adjust(0, 0, -wide - 4, 0)
        write(painter, name, row.name, colour(self, tone), font, LEFT)
        figures = t.face()
        write(painter, rect.adjusted(0, 0, -second, 0), row.planned, colour(self, Tone.SECOND), figures, RIGHT)
        write(painter, rect, row.second, colour(self, Tone.ACCENT if row.over else Tone.SECOND), figures, RIGHT)

    def _now(self, painter: QPainter, row: PhaseRow, rect: QRectF) -> None:
        sheet = rect.adjusted(0, 2, 0, -2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self, Tone.RAISED))
        painter.drawRoundedRect(sheet, 6, 6)
        painter.setBrush(colour(self, Tone.COMING if row.over else Tone.ACCENT))
        painter.drawRoundedRect(QRectF(0, sheet.top(), 3, sheet.height()), 1.5, 1.5)
        inner = sheet.adjusted(20, 0, -12, 0)
        whole = sheet.height() >= PRESENT * TIGHT * self._line() - 6
        third = sheet.height() / 3 if whole else sheet.height() / 1.9  # else the name and how far it is
        top = QRectF(inner.left(), sheet.top() + third * 0.12, inner.width(), third * 1.2)
        big = t.face(t.LEAD, t.SEMIBOLD)
        planned = f"{row.planned}  {row.remark}" if row.remark else row.planned
        wide = QFontMetricsF(t.face(t.LEAD)).horizontalAdvance(planned) + 10
        write(painter, top.adjusted(0, 0, -wide, 0), row.name, colour(self, Tone.TEXT), big)
        write(painter, top, planned, colour(self, Tone.TEXT), t.face(t.LEAD), RIGHT)
        self._bar(painter, QRectF(inner.left(), sheet.top() + third * 1.45, inner.width(), 4), row)
        if not whole:
            return
        foot = QRectF(inner.left(), sheet.bottom() - third * 1.2, inner.width(), third * 1.1)
        write(painter, foot, row.into, colour(self, Tone.SECOND), t.face(t.NOTE))
        ends = "over" if row.over else f"ends {row.second}"
        write(painter, foot, ends, colour(self, Tone.COMING if row.over else Tone.SECOND), t.face(t.NOTE), RIGHT)

    def _bar(self, painter: QPainter, rect: QRectF, row: PhaseRow) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self, Tone.LINE))
        painter.drawRoundedRect(rect, 2, 2)
        done = QRectF(rect.left(), rect.top(), max(4.0, rect.width() * row.part), rect.height())
        painter.setBrush(colour(self, Tone.COMING if row.over else Tone.ACCENT))
        painter.drawRoundedRect(done, 2, 2)


def _present(rows: Sequence[Row]) -> str:
    return next((r.key for r in rows if isinstance(r, PhaseRow) and r.place is Place.NOW), "")
