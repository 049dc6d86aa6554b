"""What stands by: its name, its note, what GO will do, and GO."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.ink import write
from kapcircle.ui.label import Label
from kapcircle.ui.marks import mark
from kapcircle.ui.panel import Panel, see_through
from kapcircle.ui.panels.go_key import GoKey
from kapcircle.ui.picture import Picture
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.rundown import CueLine, Standby

MOST_LINES = 5
ROOMY = 1.6
"""From this text size on, what GO will do is said by the title and the cues alone."""


class CueLines(QWidget):
    """One line per cue: a shape and what it does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cues: tuple[CueLine, ...] = ()
        self._picture = Picture()
        self.setAccessibleName("Cues")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_cues(self, cues: tuple[CueLine, ...]) -> None:
        """Show these."""
        if cues != self._cues:
            self._cues = cues
            self.setAccessibleDescription("; ".join(cue.words for cue in cues))
            self.setVisible(bool(cues))
            self.updateGeometry()
            self.update()

    @staticmethod
    def _line() -> float:
        return QFontMetricsF(t.face(t.NOTE)).height() + 3

    def sizeHint(self) -> QSize:
        return QSize(100, int(self._line() * len(self._cues)))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        self._picture.show(self, self._cues, self._draw)

    def _draw(self, painter: QPainter) -> None:
        line = self._line()
        icon = QFontMetricsF(t.face(t.NOTE)).capHeight() + 3
        ink = colour(self, Tone.SECOND)
        for i, cue in enumerate(self._cues):
            rect = QRectF(0, i * line, self.width(), line)
            mark(painter, cue.kind, QRectF(0, rect.center().y() - icon / 2, icon, icon), ink)
            write(painter, rect.adjusted(icon + 7, 0, 0, 0), cue.words, ink, t.face(t.NOTE))


class StandbyPanel(Panel):
    """`went` when GO was pressed by mouse or Enter."""

    went = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("Standby")
        self._title = Label("", Tone.TEXT, t.LEAD, t.SEMIBOLD)
        self._note = Label("", Tone.TEXT, t.BODY)
        self._note.setWordWrap(True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._cues, self.go = CueLines(), GoKey()
        self._deed = Label("", Tone.SECOND, t.NOTE)
        self._deed.setWordWrap(True)
        self.go.clicked.connect(self.went)
        self._build()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Label("STANDBY", Tone.ACCENT, t.SMALL, t.SEMIBOLD))
        head.addStretch(1)
        head.addWidget(self._title)
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        note = QScrollArea()
        note.setWidgetResizable(True)
        note.setFrameShape(QFrame.Shape.NoFrame)
        note.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        note.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        note.setWidget(self._note)
        see_through(note)
        note.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._scroll = note
        self.body.setContentsMargins(14, 10, 14, 12)
        self.body.setSpacing(6)
        self.body.addLayout(head)
        self.body.addWidget(note)
        for part in (self._cues, self._deed, self.go):
            self.body.addWidget(part)

    def show_standby(self, view: Standby, *, hint: str) -> None:
        """Show what stands by; `hint` is the key of GO just now."""
        self._title.say(view.title)
        self._note.say(view.note)
        self._scroll.setVisible(bool(view.note))
        self._fit_note()
        self._cues.show_cues(view.cues)
        self._deed.say(view.deed)
        self.go.setToolTip(view.deed)
        self.go.setEnabled(view.ready)
        self.go.set_words(view.word, hint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_note()

    def _fit_note(self) -> None:
        """As high as the note, up to five lines, fewer in large text; a longer one scrolls."""
        line = QFontMetricsF(self._note.font()).lineSpacing()
        most = max(2, round(MOST_LINES / t.scale()))
        high = self._note.heightForWidth(self.width() - 42)
        self._scroll.setFixedHeight(int(min(max(high, line), most * line)) + 2)
        self._deed.setVisible(t.scale() < ROOMY)
