"""The lines of the foot: captions stand on one, what they are about on the next three, for all parts alike."""

from math import ceil

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from kapcircle.ui import typeface as t

SIZES = (t.SMALL, t.LEAD, t.BODY, t.NOTE)
GAP = 4


def lines(width: float) -> tuple[QRectF, ...]:
    """A caption, what matters most, and two more; each as high as its letters."""
    found, y = [], 0
    for size in SIZES:
        high = ceil(QFontMetricsF(t.face(size)).height())
        found.append(QRectF(0, y, width, high))
        y += high + GAP
    return tuple(found)


def high() -> int:
    """All of them."""
    return int(lines(0)[-1].bottom())


def below_caption() -> tuple[int, int]:
    """Where keys begin and how high they are: from under the caption to the last line."""
    top = int(lines(0)[1].top())
    return top, high() - top
