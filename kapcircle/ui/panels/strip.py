"""The head of the Circle page: which circle, what time, when it ends, who is at the desk, Cover and Emergency."""

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.forms import row
from kapcircle.ui.key import LOW, Key, Kind
from kapcircle.ui.label import Elided, Label
from kapcircle.ui.theme import Tone
from kapcircle.views.clockface import Headline

GAP, WIDE = 12, 150
"""Between the groups, and the least width of Emergency."""


def _group(*parts: QWidget | None) -> QWidget:
    group = QWidget()
    group.setLayout(row(*parts, spacing=10))
    return group


class Who(Key):
    """Who is at the desk; pressed, it may be another. Where there is no room the name is cut short."""

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


class Strip(QWidget):
    """Stands beside the names of the pages."""

    covering = Signal()
    switching = Signal()
    emergency = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._circle, self._session = Elided("", Tone.TEXT, t.LEAD, t.SEMIBOLD), Elided("", Tone.SECOND)
        self._now, self._ends = Label("", Tone.TEXT, t.TITLE, t.SEMIBOLD), Label("", Tone.SECOND, t.LEAD)
        self._late = Label("", Tone.SECOND, t.LEAD)
        self.who = Who()
        self.cover, self.alarm = Key("Cover", "F12", Kind.QUIET), Key("Emergency", "F9", Kind.ALARM)
        self.who.clicked.connect(self.switching)
        self.cover.clicked.connect(self.covering)
        self.alarm.clicked.connect(self.emergency)
        self._now.setAccessibleName("Time of day")
        self._left_handed = False
        self._hints: tuple[int, ...] = ()
        self._build()

    def _build(self) -> None:
        self._groups = (
            _group(self._circle, self._session, None),
            _group(self._now, self._ends, self._late),
            _group(None, self.who, self.cover, self.alarm),
        )
        for group in self._groups:
            group.setParent(self)

    def mirror(self, left_handed: bool) -> None:
        """Emergency stays far from GO: it changes sides with it."""
        way = QBoxLayout.Direction.RightToLeft if left_handed else QBoxLayout.Direction.LeftToRight
        for group in (self._groups[0], self._groups[2]):
            group.layout().setDirection(way)  # type: ignore[union-attr]
        self._left_handed = left_handed
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def _place_anew(self) -> None:
        """Words of another length want another room."""
        hints = tuple(group.sizeHint().width() for group in self._groups)
        if hints != self._hints:
            self._hints = hints
            self._place()

    def _place(self) -> None:
        """The time stands in the middle of the window, wherever this strip begins; Emergency is never cut."""
        self.alarm.setMinimumWidth(max(WIDE, self.alarm.sizeHint().width()))
        before, middle, after = self._groups if not self._left_handed else self._groups[::-1]
        high, wide = self.height(), middle.sizeHint().width()
        centre = self.window().width() // 2 - self.mapTo(self.window(), QPoint(0, 0)).x()
        first, last = before.sizeHint().width() + 2 * GAP, self.width() - after.sizeHint().width() - wide - GAP
        if first > last:  # no room for all of both: their least, and Elided words are cut
            first = before.minimumSizeHint().width() + 2 * GAP
            last = self.width() - after.minimumSizeHint().width() - wide - GAP
        left = min(max(first, centre - wide // 2), max(0, last))
        before.setGeometry(GAP, 0, max(0, left - 2 * GAP), high)
        middle.setGeometry(left, 0, wide, high)
        after.setGeometry(left + wide + GAP, 0, max(0, self.width() - left - wide - GAP), high)

    def show_hints(self, who: str, cover: str, emergency: str) -> None:
        """What the three keys are on the keyboard."""
        self.who.set_key(who)
        self.cover.set_words(self.cover.text(), cover)
        self.alarm.set_words(self.alarm.text(), emergency)

    def show_head(self, circle: str, session: str, head: Headline) -> None:
        """Which circle, and how it stands with the time."""
        self._circle.say(circle)
        self._session.say(session)
        self._now.say(head.now)
        self._now.setAccessibleDescription(head.now)
        self._ends.say(head.ends)
        self._late.say(head.late)
        self._late.set_tone(Tone.ACCENT if head.is_late else Tone.SECOND)
        self._late.setToolTip(head.against_start)
        self._late.setAccessibleDescription(head.against_start)
        self._place_anew()

    def show_state(self, who: str, *, emergency: bool, covered: bool) -> None:
        """Who is at the desk, and what the two keys would do."""
        self.who.say(who)
        self.alarm.set_words("Stand down" if emergency else "Emergency")
        self.cover.set_words("Uncover" if covered else "Cover")
        self._place_anew()
