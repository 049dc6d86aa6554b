"""Half-typed words survive a crash: they are kept apart from the log, and forgotten when the field is empty again."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit

from kapcircle.desk.desk import Desk

PAUSE_MS = 700
"""A pause in typing after which the words are kept."""


class Draft(QObject):
    """Keeps what stands in `field` under `name`, and puts back what stood there when the program ended."""

    def __init__(self, field: QLineEdit, name: str, desk: Desk) -> None:
        super().__init__(field)
        self._field, self._name, self._desk = field, name, desk
        field.setText(desk.drafts().get(name, ""))
        self._timer = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._timer.timeout.connect(self._keep)
        field.textChanged.connect(self._changed)

    def _changed(self, text: str) -> None:
        """An empty field is forgotten at once: its words are in the log now, or were not meant."""
        self._timer.start()
        if not text:
            self._timer.stop()
            self._keep()

    def _keep(self) -> None:
        self._desk.draft(self._name, self._field.text())
