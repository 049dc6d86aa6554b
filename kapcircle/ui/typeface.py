"""The typeface: one family, seven sizes that follow the user's text size, figures of one width."""

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

SMALL, NOTE, BODY, LEAD, TITLE, LARGE, CLOCK = 10.5, 12.0, 13.0, 15.0, 17.0, 22.0, 72.0
"""Sizes in pixels at a text size of 100 %."""

LIGHT = QFont.Weight.Light
REGULAR = QFont.Weight.Normal
MEDIUM = QFont.Weight.Medium
SEMIBOLD = QFont.Weight.DemiBold

TABULAR = QFont.Tag("tnum")
FAMILY = "Inter"


def load(folder: Path) -> str:
    """Load the bundled typeface; returns the family to use, the system's own where it cannot be had."""
    loaded = [QFontDatabase.addApplicationFont(str(file)) for file in sorted(folder.glob("*.otf"))]
    found = {family for font in loaded if font >= 0 for family in QFontDatabase.applicationFontFamilies(font)}
    return FAMILY if FAMILY in found else QApplication.font().family()


def set_type(app: QApplication, family: str, scale: float = 1.0) -> None:
    """Write in this family, everything `scale` times as large (1.0 is 100 %)."""
    font = QFont(family)
    font.setPointSizeF(BODY * scale * 72 / app.primaryScreen().logicalDotsPerInchY())
    font.setFeature(TABULAR, 1)
    app.setFont(font)
    app.setStyleSheet(app.styleSheet())  # parts that a style sheet reaches keep their old size until it is set anew
    for widget in app.allWidgets():  # Qt tells only those without a font of their own
        QApplication.sendEvent(widget, QEvent(QEvent.Type.FontChange))


def scale() -> float:
    """The user's text size as it stands."""
    dots = QApplication.primaryScreen().logicalDotsPerInchY()
    return QApplication.font().pointSizeF() * dots / 72 / BODY


def face(size: float = BODY, weight: QFont.Weight = REGULAR) -> QFont:
    """A font of one of the sizes, as large as the user wants it."""
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * size / BODY)
    font.setWeight(weight)
    return font
