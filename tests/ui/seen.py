"""What can be seen of a page: every text with its place, colour and size, and the contrast it has there."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from kapcircle.core.session import commands as c
from kapcircle.ui.label import Elided
from tests.ui.scene import MINUTES, Scene


@dataclass(frozen=True)
class Written:
    words: str
    where: QRect
    colour: QColor
    size: float
    cut: bool = False
    """The room that it is written into is lower than its letters."""


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: QColor, b: QColor) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def ground(image: QImage, where: QRect) -> QColor:
    """The colour that most of a piece of the picture has."""
    inside = where.intersected(image.rect())
    step = max(1, inside.width() // 60)
    pixels = Counter(
        image.pixel(x, y)
        for x in range(inside.left(), inside.right() + 1, step)
        for y in range(inside.top(), inside.bottom() + 1)
    )
    return QColor(pixels.most_common(1)[0][0])


def labels(window: QWidget) -> Iterator[Written]:
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.text().strip() and not isinstance(label, Elided):
            where = QRect(label.mapTo(window, label.rect().topLeft()), label.size())
            colour = label.palette().color(label.foregroundRole())
            if window.rect().contains(where):
                yield Written(label.text(), where, colour, label.fontInfo().pixelSize())


def on_page(scene: Scene, written: list[Written]) -> tuple[QImage, list[Written]]:
    QApplication.processEvents()  # what scrolls inside what scrolls is laid out in turn
    written.clear()
    image = scene.window.grab().toImage()
    seen = image.rect()
    return image, [w for w in [*written, *labels(scene.window)] if seen.contains(w.where)]


def busy(scene: Scene) -> Scene:
    """Everything on the page that can be on it."""
    scene.running()
    scene.do(c.Go())
    scene.do(c.StartTimer(1, 30 * 1000, "vitals"))  # type: ignore[arg-type]
    scene.do(c.Note("humming", scene.who("Ash")))
    scene.page.choose(scene.who("Ash"))
    scene.window.status.refuse("The circle is held already.")
    scene.pass_(MINUTES)
    return scene
