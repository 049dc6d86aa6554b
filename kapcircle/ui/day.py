"""A day as it is typed: today unless another is given."""

from PySide6.QtCore import QDate, QDateTime, QTime
from PySide6.QtWidgets import QDateEdit, QWidget

from kapcircle.core.ids import DAY, Instant
from kapcircle.ui.key import LOW

FORMAT = "ddd d MMM yyyy"


class Day(QDateEdit):
    """`now` is what the clock says; `ahead` so many days later stands here at first."""

    def __init__(self, now: Instant, ahead: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self.setDisplayFormat(FORMAT)
        self.setCalendarPopup(False)
        self.setMinimumHeight(LOW)
        self.lineEdit().setTextMargins(8, 0, 8, 0)
        self.setDate(_day(Instant(now + ahead * DAY)))

    def instant(self) -> Instant:
        """Of today: now. Of another day: noon."""
        if self.date() == _day(self._now):
            return self._now
        return Instant(QDateTime(self.date(), QTime(12, 0)).toMSecsSinceEpoch())

    def end(self) -> Instant:
        """The end of the day."""
        return Instant(QDateTime(self.date(), QTime(23, 59, 59, 999)).toMSecsSinceEpoch())


def _day(at: Instant) -> QDate:
    return QDateTime.fromMSecsSinceEpoch(at).date()
