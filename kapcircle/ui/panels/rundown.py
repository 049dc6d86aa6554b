"""The run of show: every phase with its plan and its actual; the present one raised, with a bar."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.ink import LEFT, RIGHT, write
from kapcircle.ui.picture import Draw, Picture
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.rundown import Heading, PhaseRow, Place, Row

ROOMY, TIGHT = 1.9, 1.45
"""Height of a row in lines of text, where there is room and where there is not."""

PRESENT = 2.3
"""Height of the present phase in rows."""

HEADS = ("plan", "actual / end")

WORDS = {Place.DONE: Tone.SECOND, Place.SKIPPED: Tone.THIRD, Place.STANDBY: Tone.TEXT, Place.COMING: Tone.SECOND}


class Rundown(QWidget):
    """Shows rows; when they do not fit, those around the present phase. Nothing can be changed here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._scrolled = 0.0
        self._pictures: dict[str, Picture] = {}
        self.setAccessibleName("Run of show")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these; a change of phase brings the present one into view."""
        new = tuple(rows)
        if new == self._rows:
            return
        if _present(new) != _present(self._rows):
            self._scrolled = 0.0
        self._rows = new
        spoken = (f"{row.name}:" if isinstance(row, Heading) else row.spoken for row in new)
        self.setAccessibleDescription("\n".join(spoken))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, 300)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, int(self._head() + self._line() * PRESENT * TIGHT))

    @staticmethod
    def _line() -> float:
        return QFontMetricsF(t.face()).height()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._scrolled -= event.angleDelta().y() / 2
        self.update()

    def _layout(self) -> tuple[float, float]:
        """Height of a row, and how far the rows are moved up so that the present phase is in view."""
        line, head = self._line(), self._head()
        weights = [PRESENT if row.key == _present(self._rows) else 1.0 for row in self._rows]
        room = self.height() - head
        row = min(ROOMY * line, max(TIGHT * line, room / max(1.0, sum(weights))))
        hidden = sum(weights) * row - room
        if hidden <= 0:
            return row, 0.0
        before = sum(w for w, r in zip(weights, self._rows, strict=True) if _is_before(self._rows, r)) * row
        auto = before - max(0.0, min(room * 0.4, room - PRESENT * row))
        offset = min(max(0.0, auto + self._scrolled), hidden)
        self._scrolled = offset - auto if self._scrolled else 0.0
        return row, offset

    def _head(self) -> float:
        return self._line() * 1.8

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        head = QRectF(0, 0, self.width(), self._head())
        self._put(painter, "head", head, None, self._title)
        painter.setClipRect(QRectF(0, head.height(), self.width(), self.height() - head.height()))
        row, offset = self._layout()
        y = head.height() - offset
        for item in self._rows:
            high = row * PRESENT if item.key == _present(self._rows) else row
            rect = QRectF(0, y, self.width(), high)
            if rect.bottom() > head.height() and rect.top() < self.height() and event.rect().intersects(rect.toRect()):
                self._put(painter, item.key, rect, item, partial(self._row, item=item, rect=rect.translated(0, -y)))
            y += high
        painter.end()

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
        third = sheet.height() / 3
        inner = sheet.adjusted(20, 0, -12, 0)
        top = QRectF(inner.left(), sheet.top() + third * 0.12, inner.width(), third * 1.2)
        big = t.face(t.LEAD, t.SEMIBOLD)
        planned = f"{row.planned}  {row.remark}" if row.remark else row.planned
        wide = QFontMetricsF(t.face(t.LEAD)).horizontalAdvance(planned) + 10
        write(painter, top.adjusted(0, 0, -wide, 0), row.name, colour(self, Tone.TEXT), big)
        write(painter, top, planned, colour(self, Tone.TEXT), t.face(t.LEAD), RIGHT)
        self._bar(painter, QRectF(inner.left(), sheet.top() + third * 1.45, inner.width(), 4), row)
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


def _is_before(rows: Sequence[Row], row: Row) -> bool:
    keys = [r.key for r in rows]
    present = _present(rows)
    return present in keys and keys.index(row.key) < keys.index(present)
