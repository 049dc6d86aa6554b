"""What every dialog is: the window's own palette, a neutral title, a heading, and a row of keys."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.forms import COLUMN, row
from kapcircle.ui.key import Key, is_enter
from kapcircle.ui.label import Label
from kapcircle.ui.theme import Tone, colour
from kapcircle.ui.window import TITLE


class Dialog(QDialog):
    """A sheet over the window. It goes when it is closed; what it found comes by signal before that."""

    def __init__(self, heading: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_WindowPropagation)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._keys: tuple[Key, ...] = ()
        self.setWindowTitle(TITLE)
        self.setAccessibleName(heading)
        self.setMinimumWidth(COLUMN)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 20, 24, 20)
        self.body.setSpacing(12)
        title = Label(heading, size=t.TITLE, weight=t.SEMIBOLD)
        title.setWordWrap(True)
        self.body.addWidget(title)
        if parent is not None:
            self.setPalette(parent.palette())

    def event(self, event: QEvent) -> bool:
        """It grows with what is said in it: Qt does not ask wrapped words how high they are in this width."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.resize(self.width(), max(self.height(), self.body.totalMinimumHeightForWidth(self.width())))
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not is_enter(event):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            for lead in [key for key in self._keys if key.live]:
                lead.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(self, Tone.PANEL))
        painter.setPen(QPen(colour(self, Tone.LINE), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def keys(self, *keys: Key) -> None:
        """The keys below everything, the last one rightmost. Enter in a field is the live one."""
        self._keys = keys
        self.body.addSpacing(4)
        self.body.addLayout(row(None, *keys))


def room_over(parent: QWidget | None, most: QSize) -> QSize:
    """`most`, as far as the window has room: the window of the page, whatever small sheet was asked first."""
    if parent is None:
        return most
    under = parent.window()
    while (below := under.parentWidget()) is not None:
        under = below.window()
    return most.boundedTo(under.size() - QSize(32, 24))
