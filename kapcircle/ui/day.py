"""A day, or a day and its hour, as they are typed: today, or now, unless another is given.

Digits go into year, month, day, hour and minute one after the other; a whole day is typed or pasted over the old one.
"""

from PySide6.QtCore import QDate, QDateTime, QPoint, Qt, QTime, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QDateTimeEdit, QToolTip, QWidget

from kapcircle.core.errors import Refused
from kapcircle.core.ids import DAY, MINUTE, Instant
from kapcircle.ui.forms import Line, Unturned
from kapcircle.ui.key import LOW
from kapcircle.ui.typed_day import read_day

FORMAT = "ddd yyyy-MM-dd"
"""In figures, which take digits; the weekday in front is for the eye."""
TO_THE_MINUTE = f"{FORMAT}  HH:mm"
READ_FOR = 8_000
"""So many ms stands what could not be read."""


class _Whole(Line):
    """Lies over the field while a whole day is typed. `over` says that it is: True keeps what was typed."""

    over = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            self.over.emit(event.key() != Qt.Key.Key_Escape)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.over.emit(True)


class Moment(Unturned, QDateTimeEdit):
    """A day and its hour, given by their fields."""

    form = TO_THE_MINUTE

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unread = ""
        self.setDisplayFormat(self.form)
        self.setMinimumHeight(LOW)
        self.lineEdit().setTextMargins(8, 0, 8, 0)
        self._whole = _Whole(parent=self)
        self._whole.setTextMargins(8, 0, 8, 0)
        self._whole.hide()
        self._whole.over.connect(self._end)

    def heed(self) -> None:
        """End what is being typed. Raises Refused, once, where it could not be read: the day that stood stands."""
        self._end(keep=True)
        words, self._unread = self._unread, ""
        if words:
            raise Refused(f"{words} {self.text()} stands here until then.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if event.matches(QKeySequence.StandardKey.Paste):
            self._type(QGuiApplication.clipboard().text().strip())
            self._end(keep=True)
        elif plain and typed.isprintable() and typed.strip() and self._all:
            self._type(typed)
        else:
            if plain and typed.isdigit() and self.currentSection() is QDateTimeEdit.Section.DaySection:
                self._past_the_weekday()
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._whole.setGeometry(self.rect())

    @property
    def _all(self) -> bool:
        return self.lineEdit().selectedText() == self.text()

    def _past_the_weekday(self) -> None:
        """The weekday is a section of its own, of the same kind as the day: digits begin at the year."""
        if self.currentSectionIndex() == 0:
            self.setSelectedSection(QDateTimeEdit.Section.YearSection)

    def _type(self, text: str) -> None:
        self._unread = ""
        self._whole.setAccessibleName(self.accessibleName() or "Day")
        self._whole.setText(text)
        self._whole.show()
        self._whole.setFocus()

    def _end(self, keep: bool) -> None:
        if self._whole.isHidden():
            return
        text, focused = self._whole.text().strip(), self._whole.hasFocus()
        self._whole.blockSignals(True)  # hiding it takes its focus, which would end it once more
        self._whole.hide()
        self._whole.blockSignals(False)
        if focused:
            self.setFocus()
        if keep and text:
            self._take(text)

    def _take(self, text: str) -> None:
        try:
            day, hour = read_day(text, with_hour=self.form is not FORMAT)
        except Refused as why:
            self._unread = str(why)
            self.setAccessibleDescription(self._unread)
            QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), self._unread, self, self.rect(), READ_FOR)
            return
        self.setAccessibleDescription("")
        at = self.time() if hour is None else QTime(hour.hour, hour.minute)
        self.setDateTime(QDateTime(QDate(day.year, day.month, day.day), at))
        self.editingFinished.emit()


class Date(Moment):
    """A day that is given by its fields."""

    form = FORMAT


class Day(Date):
    """`now` is what the clock says; `ahead` so many days later stands here at first."""

    def __init__(self, now: Instant, ahead: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self.setDate(_day(Instant(now + ahead * DAY)))

    @property
    def today(self) -> bool:
        """Whether no other day was given."""
        return self.date() == _day(self._now)

    def instant(self) -> Instant:
        """Of today: now. Of another day: noon. Raises Refused where what was typed could not be read."""
        self.heed()
        if self.today:
            return self._now
        return Instant(QDateTime(self.date(), QTime(12, 0)).toMSecsSinceEpoch())

    def end(self) -> Instant:
        """The end of the day. Raises Refused where what was typed could not be read."""
        self.heed()
        return Instant(QDateTime(self.date(), QTime(23, 59, 59, 999)).toMSecsSinceEpoch())


def _day(at: Instant) -> QDate:
    return QDateTime.fromMSecsSinceEpoch(at).date()


class When(Moment):
    """`now` is what the clock says, and stands here until another minute is given."""

    def __init__(self, now: Instant, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._shown = QDateTime.fromMSecsSinceEpoch(now - now % MINUTE)
        self.setDateTime(self._shown)

    def instant(self) -> Instant:
        """Now, or the minute that is given. Raises Refused where what was typed could not be read."""
        self.heed()
        given = self.dateTime()
        return self._now if given == self._shown else Instant(given.toMSecsSinceEpoch())
