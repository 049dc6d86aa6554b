"""The head of the Circle page: which circle, what time, when it ends, whether it is saved, Cover and Emergency."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.forms import row
from kapcircle.ui.key import Key, Kind
from kapcircle.ui.label import Elided, Label
from kapcircle.ui.theme import Tone
from kapcircle.views.clockface import Headline


class Strip(QWidget):
    """Stands beside the names of the pages."""

    covering = Signal()
    emergency = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._circle, self._session = Elided("", Tone.TEXT, t.LEAD, t.SEMIBOLD), Elided("", Tone.SECOND)
        self._now, self._ends = Label("", Tone.TEXT, t.TITLE, t.SEMIBOLD), Label("", Tone.SECOND, t.LEAD)
        self._late = Label("", Tone.SECOND, t.LEAD)
        self._saved = Elided("", Tone.SECOND, t.NOTE)
        self.cover, self.alarm = Key("Cover", "F12", Kind.QUIET), Key("Emergency", "F9", Kind.ALARM)
        self.cover.clicked.connect(self.covering)
        self.alarm.clicked.connect(self.emergency)
        self.alarm.setMinimumWidth(150)
        self._now.setAccessibleName("Time of day")
        self._saved.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._build()

    def _build(self) -> None:
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(12, 0, 0, 0)
        self._line.setSpacing(12)
        for parts, stretch in (
            ((self._circle, self._session, None), 1),
            ((self._now, self._ends, self._late), 0),
            ((None, self._saved, self.cover, self.alarm), 1),
        ):
            group = QWidget()
            group.setLayout(row(*parts, spacing=10))
            group.setSizePolicy(
                QSizePolicy.Policy.Ignored if stretch else QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred
            )
            self._line.addWidget(group, stretch)

    def mirror(self, left_handed: bool) -> None:
        """Emergency stays far from GO: it changes sides with it."""
        way = QBoxLayout.Direction.RightToLeft if left_handed else QBoxLayout.Direction.LeftToRight
        self._line.setDirection(way)

    def show_hints(self, cover: str, emergency: str) -> None:
        """What the two keys are on the keyboard."""
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

    def show_saved(self, words: str) -> None:
        """Since when something is not on the disk; nothing when all is."""
        self._saved.say(words or "Saved")
        self._saved.set_tone(Tone.ACCENT if words else Tone.SECOND)

    def show_state(self, *, emergency: bool, covered: bool) -> None:
        """What the two keys would do."""
        self.alarm.set_words("Stand down" if emergency else "Emergency")
        self.cover.set_words("Uncover" if covered else "Cover")
