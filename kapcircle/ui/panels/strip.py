"""The head of the Circle page: which circle, what time, when it ends, who is at the desk, Cover and Emergency."""

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.ink import CENTRE, write
from kapcircle.ui.key import LOW, Key, Kind
from kapcircle.ui.label import Elided, Label
from kapcircle.ui.theme import Tone
from kapcircle.views.clockface import Headline

GAP, WIDE = 12, 150
"""Between the parts, and the least width of Emergency."""

SHORT = 88
"""A name that is cut short keeps this much at a text size of 100 %, or it is not shown at all."""

ALARMS, COVERS = ("Emergency", "Show card"), ("Cover", "Uncover")
LATEST = "−88 min"


class Who(Key):
    """Who is at the desk; pressed, it may be another. With little room the role is left out, then the name cut."""

    def __init__(self) -> None:
        super().__init__("", kind=Kind.BARE)
        self._key = ""

    def set_key(self, key: str) -> None:
        """What it is on the keyboard; there is no room to show it."""
        self._key = key
        self.say(self.text())

    def say(self, words: str) -> None:
        """Who it is."""
        self.set_words(words)
        self.setToolTip(f"At the desk: {words}. {self._key} changes it.")
        self.setAccessibleName(f"At the desk: {words}")
        self.setAccessibleDescription(f"Key {self._key}")

    def minimumSizeHint(self) -> QSize:
        return QSize(LOW, self.sizeHint().height())

    def _write(self, painter: QPainter, word: QColor, hint: QColor) -> None:
        letters, rect = t.face(weight=t.MEDIUM), QRectF(self.rect()).adjusted(8, 0, -8, 0)
        whole = QFontMetricsF(letters).horizontalAdvance(self.text()) <= rect.width()
        write(painter, rect, self.text() if whole else self.text().partition(", ")[0], word, letters, CENTRE)


class Strip(QWidget):
    """Stands beside the names of the pages."""

    covering = Signal()
    switching = Signal()
    emergency = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._circle, self._session = Elided("", Tone.TEXT, t.LEAD, t.SEMIBOLD), Elided("", Tone.SECOND)
        self._now, self._ends = Label("", Tone.TEXT, t.TITLE, t.SEMIBOLD), Label("", Tone.SECOND, t.LEAD)
        self._late, self._began = Label("", Tone.SECOND, t.LEAD), Label("", Tone.SECOND, t.NOTE)
        self.who = Who()
        self.cover, self.alarm = Key("Cover", "F12", Kind.QUIET), Key("Emergency", "F9", Kind.ALARM)
        self.who.clicked.connect(self.switching)
        self.cover.clicked.connect(self.covering)
        self.alarm.clicked.connect(self.emergency)
        self._now.setAccessibleName("Time of day")
        self._left_handed = False
        self._said: tuple[str, ...] = ()
        parts = (self._circle, self._session, self._now, self._ends, self._late, self._began)
        for part in (*parts, self.who, self.cover, self.alarm):
            part.setParent(self)

    def mirror(self, left_handed: bool) -> None:
        """Emergency stays far from GO: it changes sides with it."""
        self._left_handed = left_handed
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._place()
        super().changeEvent(event)

    def _place_anew(self) -> None:
        """Other words may want other room; once a second they are the same."""
        words = (self._circle, self._session, self._now, self._ends, self._late, self._began, self.who)
        if (said := tuple(part.text() for part in words)) != self._said:
            self._said = said
            self._place()

    def _wide(self, part: QWidget) -> int:
        """How much room a part wants: keys for every word they may bear, so that nothing jumps when they change."""
        match part:
            case self.alarm:
                return max(WIDE, *(self.alarm.width_of(word) for word in ALARMS))
            case self.cover:
                return max(self.cover.width_of(word) for word in COVERS)
            case self._late:
                return max(part.sizeHint().width(), part.fontMetrics().horizontalAdvance(LATEST))
            case _:
                return part.sizeHint().width()

    def _least(self, part: QWidget) -> int:
        short = part in {self._circle, self._session, self.who}
        return min(self._wide(part), int(SHORT * t.scale())) if short else self._wide(part)

    def _fitting(self) -> list[QWidget]:
        """What there is room for: time, Cover and Emergency stay, the rest is given up one after the other."""
        labels = (self._circle, self._session, self._now, self._ends, self._late, self._began)
        shown: list[QWidget] = [*(label for label in labels if label.text()), self.who, self.cover, self.alarm]
        if sum(self._wide(x) + GAP for x in shown) + GAP > self.width():
            shown = [x for x in shown if x is not self._began]  # the tip of the figure before it says the same
        for part in (self._session, self.who, self._circle, self._ends, self._late):
            if sum(self._least(x) + GAP for x in shown) + GAP <= self.width():
                break
            shown = [x for x in shown if x is not part]
        return shown

    def _granted(self, shown: list[QWidget]) -> dict[QWidget, int]:
        """How wide each part is: the names their least at first, and more while there is more."""
        wide = {part: self._least(part) for part in shown}
        spare = self.width() - GAP - sum(wide.values()) - GAP * len(shown)
        for part in (self._circle, self._session, self.who):
            if part in wide:
                more = max(0, min(spare, self._wide(part) - wide[part]))
                wide[part] += more
                spare -= more
        return wide

    def _place(self) -> None:
        """The time stands in the middle of the window, wherever this strip begins, and what is left over elsewhere."""
        shown = self._fitting()
        for part in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            part.setVisible(part in shown)
        wide = self._granted(shown)
        first = self._put_row(wide, [self._circle, self._session], GAP)
        right = self.width()
        for key in (self.alarm, self.cover, self.who):
            if key in wide:
                self._put(key, right - wide[key], wide[key])
                right -= wide[key] + GAP
        times: list[QWidget] = [self._now, self._ends, self._late, self._began]
        room = sum(wide[x] + GAP for x in times if x in wide)
        centre = self.window().width() // 2 - self.mapTo(self.window(), QPoint(0, 0)).x()
        centre = self.width() - centre if self._left_handed else centre
        middle = room - (wide[self._began] + GAP if self._began in wide else 0)
        self._put_row(wide, times, max(first, min(centre - middle // 2, right + GAP - room)))

    def _put_row(self, wide: dict[QWidget, int], parts: list[QWidget], at: int) -> int:
        """One beside the other; returns where the next would stand."""
        for part in parts:
            if part in wide:
                self._put(part, at, wide[part])
                at += wide[part] + GAP
        return at

    def _put(self, part: QWidget, x: int, wide: int) -> None:
        high = min(part.sizeHint().height(), self.height() - 4) if isinstance(part, Key) else self.height()
        rect = QRect(x, (self.height() - high) // 2, wide, high)
        if self._left_handed:
            rect.moveLeft(self.width() - x - wide)
        part.setGeometry(rect)

    def show_hints(self, who: str, cover: str, emergency: str) -> None:
        """What the three keys are on the keyboard."""
        self.who.set_key(who)
        self.cover.set_words(self.cover.text(), cover)
        self.alarm.set_words(self.alarm.text(), emergency)
        self._place()

    def show_head(self, circle: str, session: str, head: Headline) -> None:
        """Which circle, and how it stands with the time."""
        self._circle.say(circle)
        self._session.say(session)
        self._now.say(head.now)
        self._now.setAccessibleDescription(head.now)
        self._ends.say(head.ends)
        self._late.say(head.late)
        self._late.set_tone(Tone.ACCENT if head.is_late else Tone.SECOND)
        self._began.say(head.since_start)
        self._late.setToolTip(head.against_start)
        self._late.setAccessibleDescription(head.against_start)
        self._place_anew()

    def show_state(self, who: str, *, emergency: bool, covered: bool) -> None:
        """Who is at the desk, and what the two keys would do."""
        self.who.say(who)
        self.alarm.set_words(ALARMS[emergency])
        self.cover.set_words(COVERS[covered])
        self._place_anew()
