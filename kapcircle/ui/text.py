"""Fields that commit what was typed when one leaves them, and whose undo goes first to the text, then to the plan."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.forms import Line

UNDO, REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


class Entry(Line):
    """One line. `settled` says its text when Enter is pressed or the focus goes, if it is another than was shown."""

    settled = Signal(str)

    def __init__(self, text: str = "", placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, placeholder, parent)
        self._shown = text
        self.editingFinished.connect(self._settle)

    @property
    def shown(self) -> str:
        """What stood here before anything was typed."""
        return self._shown

    def show_text(self, text: str) -> None:
        """Show `text`, unless a hand is typing here."""
        self._shown = text
        if text != self.text() and not (self.hasFocus() and self.isModified()):
            self.setText(text)
            self.setCursorPosition(0)  # what is too long for the field is read from its beginning

    def _settle(self) -> None:
        text = self.text()
        if text != self._shown:
            self.setText(text)  # its own undo ends here: the next one is of the plan
            self.settled.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if passes(event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable()):
            event.ignore()
        elif event.key() == Qt.Key.Key_Escape and self.text() != self._shown:
            self.setText(self._shown)
        else:
            super().keyPressEvent(event)


class Prose(QPlainTextEdit):
    """Several lines; Tab leads on. `settled` says its text when the focus goes, if it is another than was shown."""

    settled = Signal(str)

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown, self._lines = "", lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    @property
    def shown(self) -> str:
        """What stood here before anything was typed."""
        return self._shown

    def show_text(self, text: str) -> None:
        """Show `text`, unless a hand is typing here."""
        self._shown = text
        if text != self.toPlainText() and not (self.hasFocus() and self.document().isModified()):
            self.setPlainText(text)

    def sizeHint(self) -> QSize:
        return QSize(120, int(QFontMetricsF(t.face()).lineSpacing() * self._lines) + 22)

    minimumSizeHint = sizeHint

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.toPlainText() != self._shown:
            self.document().setModified(False)
            self.document().clearUndoRedoStacks()
            self.settled.emit(self.toPlainText())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        document = self.document()
        if passes(event, undo=document.isUndoAvailable(), redo=document.isRedoAvailable()):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)


def passes(event: QKeyEvent, *, undo: bool, redo: bool) -> bool:
    """Whether an undo or redo has nothing to do in a text, and is meant for the plan."""
    return (event.matches(UNDO) and not undo) or (event.matches(REDO) and not redo)
