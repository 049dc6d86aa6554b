"""Colours by role. A palette travels down the widget tree as a QPalette, so that every part finds its roles there."""

from dataclasses import astuple, dataclass
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

ColorRole = QPalette.ColorRole


class Tone(Enum):
    """What a colour is for, and the role of a QPalette that carries it."""

    WINDOW = ColorRole.Window
    PANEL = ColorRole.Base
    RAISED = ColorRole.Button
    LINE = ColorRole.Mid
    TEXT = ColorRole.WindowText
    SECOND = ColorRole.Midlight
    THIRD = ColorRole.PlaceholderText
    ACCENT = ColorRole.Highlight
    INK = ColorRole.HighlightedText
    IN_ORDER = ColorRole.LinkVisited
    COMING = ColorRole.Link
    ALARM = ColorRole.BrightText


@dataclass(frozen=True, slots=True)
class Palette:
    """One colour for each role, in the order of Tone. `ink` is what is written on the accent."""

    window: str
    panel: str
    raised: str
    line: str
    text: str
    second: str
    third: str
    accent: str
    ink: str
    in_order: str
    coming: str
    alarm: str

    def colour(self, tone: Tone) -> QColor:
        """The colour of a role."""
        return QColor(getattr(self, tone.name.lower()))


ROOM = Palette(
    "#0e0f11",
    "#14161a",
    "#1b1e23",
    "#2a2e34",
    "#ddd5c7",
    "#a29b8e",
    "#8d867b",
    "#d0924c",
    "#14100a",
    "#86a38d",
    "#8aa0b5",
    "#cf6f5d",
)
"""For a dark room: near-black, warm, one accent."""

DESK = Palette(
    "#f6f2ea",
    "#fbf8f2",
    "#ffffff",
    "#ddd6ca",
    "#2a2722",
    "#5b554b",
    "#736b5f",
    "#8a5413",
    "#fffaf2",
    "#3f6b4b",
    "#3f5f7d",
    "#a23b2a",
)
"""For work by day: like paper."""

NIGHT = Palette(
    "#0b0504",
    "#120807",
    "#1a0c0a",
    "#381812",
    "#ff9a7c",
    "#e67a5e",
    "#d06a50",
    "#ff8a5c",
    "#140503",
    "#e07c62",
    "#e8866c",
    "#ff7056",
)
"""The room through a red filter: nothing blue, little green."""

PALETTES = {"room": ROOM, "desk": DESK, "night": NIGHT}

WISHES = {
    "system": "as the system: paper by day",
    "room": "room: dark and warm",
    "desk": "paper: for work by day",
    "night": "night: red, for dark rooms",
}
"""What a person may wish for, in words."""


def palette_for(wish: str, scheme: Qt.ColorScheme, *, dark: bool) -> Palette:
    """What is worn for a wish where the system is light or not; where it must be `dark` nothing is like paper."""
    if wish not in PALETTES:
        wish = "desk" if scheme is Qt.ColorScheme.Light else "room"
    return ROOM if dark and wish == "desk" else PALETTES[wish]


def qpalette(palette: Palette) -> QPalette:
    """A palette for Qt's own parts and ours; set explicitly, since a colour scheme is not honoured everywhere."""
    made = QPalette()
    for tone, colour in zip(Tone, astuple(palette), strict=True):
        made.setColor(tone.value, QColor(colour))
    same = {
        ColorRole.Text: palette.text,
        ColorRole.ButtonText: palette.text,
        ColorRole.ToolTipText: palette.text,
        ColorRole.ToolTipBase: palette.raised,
        ColorRole.AlternateBase: palette.raised,
        ColorRole.Accent: palette.accent,
        ColorRole.Light: palette.line,
        ColorRole.Dark: palette.window,
        ColorRole.Shadow: palette.window,
    }
    for role, colour in same.items():
        made.setColor(role, QColor(colour))
    for role in (ColorRole.Text, ColorRole.ButtonText, ColorRole.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.third))
    return made


def sheet(palette: Palette) -> str:
    """The few rules that Fusion needs: fields, lists and Qt's own keys with our edge, and a focus ring of 2."""
    p = palette
    return f"""
QLineEdit, QPlainTextEdit, QAbstractItemView, QAbstractSpinBox, QComboBox {{
    background: {p.raised}; color: {p.text}; border: 1px solid {p.line}; border-radius: 6px; padding: 5px 8px;
    selection-background-color: {p.accent}; selection-color: {p.ink}; placeholder-text-color: {p.third}; }}
QAbstractItemView {{ background: {p.panel}; }}
QLineEdit:focus, QPlainTextEdit:focus, QAbstractItemView:focus, QAbstractSpinBox:focus, QComboBox:focus {{
    border: 2px solid {p.text}; padding: 4px 7px; }}
QComboBox::drop-down {{ border: none; width: 20px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none; width: 0; }}
QHeaderView, QHeaderView:focus {{ background: transparent; border: none; padding: 0; }}
QHeaderView::section {{ background: transparent; color: {p.second}; border: none; padding: 4px 8px; }}
QPushButton, QToolButton {{
    background: {p.raised}; color: {p.text}; border: 1px solid {p.line}; border-radius: 6px; padding: 0 12px;
    min-height: 30px; }}
QToolButton {{ padding: 0; min-width: 30px; }}
QPushButton:disabled {{ background: {p.panel}; color: {p.third}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {p.text}; }}
QFileDialog QLineEdit, QFileDialog QComboBox {{ min-height: 20px; }}
QFileDialog #sidebar {{ min-width: 140px; }}
QFileDialog QListView::item {{ padding: 6px 4px; }}
QFileDialog QListView::item:selected {{ background: {p.accent}; color: {p.ink}; }}
QToolTip {{ background: {p.raised}; color: {p.text}; border: 1px solid {p.line}; padding: 4px; }}
QScrollArea {{ border: none; }}
QScrollBar:vertical {{ background: transparent; width: 10px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; }}
QScrollBar::handle {{ background: {p.line}; border-radius: 5px; min-height: 24px; min-width: 24px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ background: none; height: 0; width: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
"""


def dress(app: QApplication, palette: Palette) -> None:
    """Put a palette on the whole program. Parts with a palette of their own would not reach what lies in them."""
    app.setPalette(qpalette(palette))
    app.setStyleSheet(sheet(palette))


def colour(widget: QWidget, tone: Tone) -> QColor:
    """The colour of a role where this widget stands."""
    return widget.palette().color(tone.value)
