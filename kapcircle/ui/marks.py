"""Small shapes that say what a colour says: each state has one of its own."""

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

Draw = Callable[[QPainter, QRectF], None]


def mark(painter: QPainter, name: str, rect: QRectF, ink: QColor) -> None:
    """Draw the shape `name` into a square; an unknown name draws a dot."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(ink, max(1.4, rect.width() / 9))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    SHAPES.get(name, _dot)(painter, rect.adjusted(1, 1, -1, -1))
    painter.restore()


def _dot(painter: QPainter, r: QRectF) -> None:
    painter.setBrush(painter.pen().color())
    painter.drawEllipse(r.center(), r.width() / 6, r.width() / 6)


def _alarm(painter: QPainter, r: QRectF) -> None:
    painter.setBrush(painter.pen().color())
    painter.drawPolygon(QPolygonF([QPointF(r.center().x(), r.top()), r.bottomRight(), r.bottomLeft()]))


def _late(painter: QPainter, r: QRectF) -> None:
    middle = r.center()
    painter.drawEllipse(r)
    painter.drawLine(middle, QPointF(middle.x(), r.top() + r.height() * 0.2))
    painter.drawLine(middle, QPointF(r.right() - r.width() * 0.25, middle.y()))


def _unseen(painter: QPainter, r: QRectF) -> None:
    pen = painter.pen()
    pen.setDashPattern([0.1, 2.0])
    painter.setPen(pen)
    painter.drawEllipse(r)


def _held(painter: QPainter, r: QRectF) -> None:
    for part in (0.3, 0.7):
        x = r.left() + r.width() * part
        painter.drawLine(QPointF(x, r.top() + 1), QPointF(x, r.bottom() - 1))


def _soon(painter: QPainter, r: QRectF) -> None:
    """A glass that runs out."""
    path = QPainterPath(r.topLeft())
    path.lineTo(r.topRight())
    path.lineTo(r.bottomLeft())
    path.lineTo(r.bottomRight())
    path.closeSubpath()
    painter.drawPath(path)


def _over(painter: QPainter, r: QRectF) -> None:
    """Upwards: time goes on."""
    middle = r.center()
    painter.drawLine(QPointF(middle.x(), r.bottom()), QPointF(middle.x(), r.top()))
    wing = r.width() * 0.35
    for side in (-wing, wing):
        painter.drawLine(QPointF(middle.x(), r.top()), QPointF(middle.x() + side, r.top() + wing))


def _music(painter: QPainter, r: QRectF) -> None:
    painter.setBrush(painter.pen().color())
    head = r.width() * 0.2
    at = QPointF(r.left() + r.width() * 0.35, r.bottom() - head)
    painter.drawEllipse(at, head, head * 0.8)
    stem = at.x() + head
    painter.drawLine(QPointF(stem, at.y()), QPointF(stem, r.top()))
    painter.drawLine(QPointF(stem, r.top()), QPointF(r.right() - 1, r.top() + r.height() * 0.25))


def _silence(painter: QPainter, r: QRectF) -> None:
    y = r.center().y()
    painter.drawLine(QPointF(r.left(), y), QPointF(r.right(), y))


def _look(painter: QPainter, r: QRectF) -> None:
    """A sun."""
    middle, core = r.center(), r.width() * 0.2
    painter.drawEllipse(middle, core, core)
    for angle in range(0, 360, 45):
        ray = QLineF.fromPolar(r.width() / 2, angle).translated(middle)
        ray.setP1(ray.pointAt(0.72))
        painter.drawLine(ray)


def _prompt(painter: QPainter, r: QRectF) -> None:
    """Words for the one who speaks."""
    bubble = r.adjusted(0, 0, 0, -r.height() * 0.25)
    painter.drawRoundedRect(bubble, 3, 3)
    foot = QPointF(r.left() + r.width() * 0.3, bubble.bottom())
    painter.drawLine(foot, QPointF(foot.x(), r.bottom()))


def _good(painter: QPainter, r: QRectF) -> None:
    low = QPointF(r.left() + r.width() * 0.4, r.bottom() - 1)
    painter.drawLine(QPointF(r.left(), r.center().y()), low)
    painter.drawLine(low, QPointF(r.right(), r.top() + 1))


def _refused(painter: QPainter, r: QRectF) -> None:
    painter.drawEllipse(r)
    inner = r.width() * 0.36
    painter.drawLine(r.center() + QPointF(-inner, inner), r.center() + QPointF(inner, -inner))


def _folder(painter: QPainter, r: QRectF) -> None:
    sheet = r.adjusted(0, r.height() * 0.24, 0, -r.height() * 0.06)
    painter.drawRoundedRect(sheet, 2, 2)
    painter.drawPolyline(
        [QPointF(r.left() + 1, sheet.top()), QPointF(r.left() + 1, r.top() + 1), QPointF(r.center().x(), r.top() + 1)]
    )


def _file(painter: QPainter, r: QRectF) -> None:
    painter.drawRoundedRect(r.adjusted(r.width() * 0.16, 0, -r.width() * 0.16, 0), 2, 2)


def _back(painter: QPainter, r: QRectF) -> None:
    middle, wing = QPointF(r.left(), r.center().y()), r.height() * 0.35
    painter.drawLine(middle, QPointF(r.right(), middle.y()))
    for side in (-wing, wing):
        painter.drawLine(middle, QPointF(r.left() + wing, middle.y() + side))


def _forward(painter: QPainter, r: QRectF) -> None:
    painter.translate(r.center())
    painter.rotate(180)
    painter.translate(-r.center())
    _back(painter, r)


def _new(painter: QPainter, r: QRectF) -> None:
    middle = r.center()
    painter.drawLine(QPointF(r.left(), middle.y()), QPointF(r.right(), middle.y()))
    painter.drawLine(QPointF(middle.x(), r.top()), QPointF(middle.x(), r.bottom()))


def _notice(painter: QPainter, r: QRectF) -> None:
    painter.drawEllipse(r)


def _lost(painter: QPainter, r: QRectF) -> None:
    painter.drawLine(r.topLeft(), r.bottomRight())
    painter.drawLine(r.topRight(), r.bottomLeft())


def _distress(painter: QPainter, r: QRectF) -> None:
    """A wave: something goes through a person."""
    path = QPainterPath(QPointF(r.left(), r.center().y()))
    third, high = r.width() / 3, r.height() / 2
    for i in range(3):
        x, way = r.left() + third * i, high if i % 2 else -high
        path.quadTo(QPointF(x + third / 2, r.center().y() + way), QPointF(x + third, r.center().y()))
    painter.drawPath(path)


def _double(painter: QPainter, r: QRectF) -> None:
    """Two of the same, one over the other."""
    side = r.width() * 0.62
    painter.drawEllipse(QRectF(r.left(), r.top(), side, side))
    painter.drawEllipse(QRectF(r.right() - side, r.bottom() - side, side, side))


def _ask(painter: QPainter, r: QRectF) -> None:
    middle, wide = r.center().x(), r.width() * 0.5
    bow = QRectF(middle - wide / 2, r.top(), wide, wide)
    painter.drawArc(bow, 180 * 16, -230 * 16)
    painter.drawLine(QPointF(middle, bow.bottom()), QPointF(middle, r.top() + r.height() * 0.68))
    painter.drawPoint(QPointF(middle, r.bottom()))


def _hand(painter: QPainter, r: QRectF) -> None:
    """A palm, its fingers and a thumb."""
    wide, high = r.width(), r.height()
    palm = QRectF(r.left() + wide * 0.28, r.top() + high * 0.5, wide * 0.6, high * 0.5)
    painter.drawRoundedRect(palm, wide * 0.2, wide * 0.2)
    for x, top in ((0.34, 0.1), (0.58, 0.0), (0.82, 0.1)):
        painter.drawLine(QPointF(r.left() + wide * x, palm.top()), QPointF(r.left() + wide * x, r.top() + high * top))
    painter.drawLine(QPointF(palm.left(), palm.center().y()), QPointF(r.left(), r.top() + high * 0.46))


def _shoulder(painter: QPainter, r: QRectF) -> None:
    """A head, and what is under it."""
    head = r.width() * 0.2
    painter.drawEllipse(QPointF(r.center().x(), r.top() + head), head, head)
    painter.drawArc(QRectF(r.left(), r.top() + r.height() * 0.56, r.width(), r.height() * 0.9), 0, 180 * 16)


SHAPES: dict[str, Draw] = {
    "alarm": _alarm,
    "late": _late,
    "due": _late,
    "unseen": _unseen,
    "held": _held,
    "soon": _soon,
    "over": _over,
    "music": _music,
    "silence": _silence,
    "look": _look,
    "prompt": _prompt,
    "good": _good,
    "refused": _refused,
    "notice": _notice,
    "folder": _folder,
    "file": _file,
    "back": _back,
    "forward": _forward,
    "new": _new,
    "lost": _lost,
    "distress": _distress,
    "double": _double,
    "coming": _late,
    "no touch": _refused,
    "ask": _ask,
    "hand": _hand,
    "shoulder": _shoulder,
}
