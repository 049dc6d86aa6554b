"""A day, or a day and its hour, as they are typed: today, or now, unless another is given."""

from PySide6.QtCore import QDate, QDateTime, QTime
from PySide6.QtWidgets import QDateEdit, QDateTimeEdit, QWidget

from kapcircle.core.ids import DAY, MINUTE, Instant
from kapcircle.ui.forms import Unturned
from kapcircle.ui.key import LOW

FORMAT = "ddd d MMM yyyy"
TO_THE_MINUTE = f"{FORMAT}  HH:mm"


class Date(Unturned, QDateEdit):
    """A day that is given by its fields."""


class Moment(Unturned, QDateTimeEdit):
    """A day and its hour, given by their fields."""


class Day(Date):
    """`now` is what the clock says; `ahead` so many days later stands here at first."""

    def __init__(self, now: Instant, ahead: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self.setDisplayFormat(FORMAT)
        self.setCalendarPopup(False)
        self.setMinimumHeight(LOW)
        self.lineEdit().setTextMargins(8, 0, 8, 0)
        self.setDate(_day(Instant(now + ahead * DAY)))

    @property
    def today(self) -> bool:
        """Whether no other day was given."""
        return self.date() == _day(self._now)

    def instant(self) -> Instant:
        """Of today: now. Of another day: noon."""
        if self.today:
            return self._now
        return Instant(QDateTime(self.date(), QTime(12, 0)).toMSecsSinceEpoch())

    def end(self) -> Instant:
        """The end of the day."""
        return Instant(QDateTime(self.date(), QTime(23, 59, 59, 999)).toMSecsSinceEpoch())


def _day(at: Instant) -> QDate:
    return QDateTime.fromMSecsSinceEpoch(at).date()


class When(Moment):
    """`now` is what the clock says, and stands here until another minute is given."""

    def __init__(self, now: Instant, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self.setDisplayFormat(TO_THE_MINUTE)
        self.setMinimumHeight(LOW)
        self.lineEdit().setTextMargins(8, 0, 8, 0)
        self._shown = QDateTime.fromMSecsSinceEpoch(now - now % MINUTE)
        self.setDateTime(self._shown)

    def instant(self) -> Instant:
        """Now, or the minute that is given."""
        given = self.dateTime()
        return self._now if given == self._shown else Instant(given.toMSecsSinceEpoch())
