"""What can be looked at and printed page by page: the pages of a PDF, or a picture. One page at a time, in memory."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QTransform

from kapcircle.core.errors import KnownError
from kapcircle.desk.fittings import Pages

PICTURES = frozenset({"png", "jpeg", "gif", "bmp", "webp", "tiff"})
"""Formats that are pixels and nothing else; one that can name other files, such as SVG, is not opened here."""

MOST_PIXELS = 36_000_000
"""Of a picture in memory; a larger one is read smaller."""

MOST_MEGABYTES = 512
"""What reading a picture may take for an instant: 128 million pixels."""

DOTS = 240
"""Dots per inch on paper, at most: text is sharp, and a page takes a fifth of a second of the window."""

TOO_LARGE = "This picture is too large to be shown, or damaged. Save a copy and open it elsewhere."


class Leaves(Protocol):
    """Pages counted from 0."""

    @property
    def count(self) -> int:
        """How many there are."""

    def size(self, number: int) -> QSizeF:
        """In points."""

    def image(self, number: int, wide: int) -> QImage:
        """A page about so many pixels wide. Raises KnownError where it is damaged."""

    def close(self) -> None:
        """Let go of it."""


class PdfLeaves:
    """The pages of a PDF."""

    def __init__(self, pages: Pages) -> None:
        self._pages, self.count = pages, pages.count

    def size(self, number: int) -> QSizeF:
        return QSizeF(*self._pages.size(number))

    def image(self, number: int, wide: int) -> QImage:
        made = self._pages.image(number, wide)
        image = QImage(made.body, made.wide, made.high, made.stride, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(1)
        return image.copy()  # of its own: Qt would only point into the bytes

    def close(self) -> None:
        self._pages.close()


class Picture:
    """A picture is one page. Raises KnownError where it is too large or damaged."""

    count = 1

    def __init__(self, body: bytes) -> None:
        buffer = QBuffer()
        buffer.setData(QByteArray(body))
        reader = _reader(buffer)
        size = reader.size()
        if size.isValid() and size.width() * size.height() > MOST_PIXELS:
            share = (MOST_PIXELS / (size.width() * size.height())) ** 0.5
            reader.setScaledSize((size.toSizeF() * share).toSize())
        was = QImageReader.allocationLimit()
        QImageReader.setAllocationLimit(MOST_MEGABYTES)
        self._image = reader.read()
        QImageReader.setAllocationLimit(was)
        if self._image.isNull():
            raise KnownError(TOO_LARGE)

    def size(self, number: int) -> QSizeF:
        return self._image.size().toSizeF()

    def image(self, number: int, wide: int) -> QImage:
        if wide >= self._image.width():
            return self._image
        return self._image.scaledToWidth(max(1, wide), Qt.TransformationMode.SmoothTransformation)

    def close(self) -> None:
        self._image = QImage()


def _reader(buffer: QBuffer) -> QImageReader:
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)  # as it was held when it was taken
    return reader


def is_picture(body: bytes) -> bool:
    """Whether these bytes are a picture that may be shown here."""
    buffer = QBuffer()
    buffer.setData(QByteArray(body[:65536]))
    return bytes(_reader(buffer).format().data()).decode() in PICTURES


def leaves_of(body: bytes, pages: Callable[[bytes], Pages]) -> Leaves | None:
    """What can be shown of these bytes; None where it is neither PDF nor picture. Raises KnownError: damaged."""
    if b"%PDF-" in body[:1024]:
        return PdfLeaves(pages(body))
    return Picture(body) if is_picture(body) else None


def draw_leaf(leaves: Leaves, painter: QPainter, box: QRectF, number: int) -> None:
    """Draw a page as large as `box` lets it be, turned where it lies across, and never larger than it says it is.

    `painter` counts in points; a picture, which says no size, fills the box.
    """
    size = leaves.size(number)
    turned = (size.width() > size.height()) != (box.width() > box.height())
    if turned:
        size.transpose()
    most = size.scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
    if size.width() < most.width() and isinstance(leaves, PdfLeaves):
        most = size
    dots = min(painter.deviceTransform().m11() * 72, DOTS) / 72
    across = most.height() if turned else most.width()
    image = leaves.image(number, round(across * dots))
    if turned:
        image = image.transformed(QTransform().rotate(90))
    place = QRectF(box.center().x() - most.width() / 2, box.top(), most.width(), most.height())
    painter.drawImage(place, image)
