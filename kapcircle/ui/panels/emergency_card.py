"""The emergency card over the Circle page: whom to call and from where, one participant, and the light."""

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.fitted import Fitted
from kapcircle.ui.forms import row, wrapped
from kapcircle.ui.key import Key, Kind
from kapcircle.ui.label import Label, Whole, caption
from kapcircle.ui.marks import mark
from kapcircle.ui.overlay import Overlay
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.emergency import Card

BIG = 40.0
"""The number to call and the mat, in pixels at 100 %."""

NAMES, GAP = 88, 6
WHOSE = "Whose card? Type the number of the mat."
HOW = "Esc closes the card, F9 shows it again. The music is down; light comes by key."
UNLIT = "No lamp is marked for this mat: W lights the whole room."
WHOLE = ("Whole room, music out", "Whole room")
"""What a key of the light says, and what it says where there is no room for that."""
NO_CIRCLE = "No circle is open: nothing is stamped, and light and music stay as they are. Esc closes the card."


class Sign(QWidget):
    """The shape of an alarm."""

    def sizeHint(self) -> QSize:
        side = int(22 * t.scale())
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mark(painter, "alarm", QRectF(self.rect()).adjusted(2, 2, -2, -2), colour(self, Tone.ALARM))
        painter.end()


class EmergencyCard(Overlay):
    """`chosen` gives the number of a mat. It shows what it was given last, and asks nobody."""

    tall = True
    near = Signal()
    whole = Signal()
    over = Signal()
    chosen = Signal(int)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setAccessibleName("Emergency card")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._mats: frozenset[int] = frozenset()
        self._typed = ""
        self._card: Card | None = None
        self._since, self._also = Label("", Tone.SECOND, t.BODY), Whole("", Tone.ALARM, t.BODY)
        self._number, self._address = Label("", Tone.TEXT, BIG, t.SEMIBOLD), Whole("", Tone.TEXT, t.LEAD)
        self._mat, self._name = Label("", Tone.ACCENT, BIG, t.SEMIBOLD), wrapped("", Tone.TEXT, t.LARGE)
        self._sheet, self._scroll = QWidget(), Fitted()
        self.lights = {
            "near": Key("Near light", "N", Kind.LIVE, tall=True),
            "whole": Key(WHOLE[0], "W", tall=True),
        }
        self.stand_down = Key("Stand down…", "S", Kind.QUIET, tall=True)
        self._build()
        self.lights["near"].clicked.connect(self.near)
        self.lights["whole"].clicked.connect(self.whole)
        self.stand_down.clicked.connect(self.over)

    def _build(self) -> None:
        self.body.setContentsMargins(18, 14, 18, 14)
        self.body.setSpacing(8)
        title = Label("Emergency", Tone.ALARM, t.LEAD, t.SEMIBOLD)
        self.body.addLayout(row(Sign(), title, self._since, None))
        self.body.addWidget(self._also)
        call = QHBoxLayout()
        call.setSpacing(16)
        call.addWidget(self._number)
        call.addWidget(self._address, 1)
        self._number.setSizePolicy(self._mat.sizePolicy())
        self.body.addLayout(call)
        whose = QHBoxLayout()
        whose.setSpacing(12)
        whose.addWidget(self._mat)
        whose.addWidget(self._name, 1)
        self.body.addLayout(whose)
        self._scroll.hold(self._sheet)
        self.body.addWidget(self._scroll, 1)
        self.body.addStretch(0)
        self.body.addLayout(row(*self.lights.values(), None, self.stand_down, spacing=GAP))

    def show_card(self, card: Card, mats: frozenset[int]) -> None:
        """Show this; nothing is rebuilt where it stands already."""
        self._mats = mats
        self._since.say(f"called {card.since}" if card.since else "")
        was, self._card = self._card, card
        if (
            was is not None
            and replace(was, since="") == replace(card, since="")
            and bool(was.since) is bool(card.since)
        ):
            return
        number = len(card.number) <= 16
        self._also.say(f"▲ {card.also}" if card.also else "")
        self._also.setVisible(bool(card.also))
        self._number.say(card.number if number else "")
        self._number.setVisible(number)
        self._address.say(card.address if number else f"{card.address}\n{card.number}")
        self._mat.say("" if card.mat is None else str(card.mat))
        self._mat.setVisible(card.mat is not None)
        self._name.say(card.name if card.mat is not None else WHOSE if mats else "")
        for each in (self.lights["whole"], self.stand_down):
            each.setEnabled(bool(card.since))
        self.lights["near"].setEnabled(card.lit and bool(card.since))
        self.lights["near"].setToolTip("" if card.lit else "No lamp is marked for this mat: Settings, Lamps.")
        self._fill(card)
        self.setAccessibleDescription("; ".join(f"{name}: {words}" for name, words in (*card.lines, *card.roles)))
        self.settled.emit()

    def _fill(self, card: Card) -> None:
        sheet = QWidget()
        grid = QGridLayout(sheet)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.setHorizontalSpacing(10)
        grid.setColumnMinimumWidth(0, int(NAMES * t.scale()))
        grid.setColumnStretch(1, 1)
        line = 0
        for head, lines in (("", card.lines), ("Who does what", card.roles)):
            if head:
                grid.setRowMinimumHeight(line, 10)
                grid.addWidget(caption(head), line + 1, 0, 1, 2)
                line += 2
            for name, words in lines:
                label = Label(name, Tone.SECOND, t.NOTE)
                grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(wrapped(words, Tone.TEXT, t.BODY), line, 1)
                line += 1
        grid.setRowMinimumHeight(line, 10)
        how = " ".join((HOW, *((UNLIT,) if card.mat is not None and not card.lit else ())))
        grid.addWidget(wrapped(how if card.since else NO_CIRCLE), line + 1, 0, 1, 2)
        self._sheet, at = sheet, self._scroll.verticalScrollBar().value()
        self._scroll.hold(sheet)
        self._scroll.fit()
        self._scroll.verticalScrollBar().setValue(at)  # a minute more is no reason to read from the top again

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        near, whole = self.lights.values()
        others = near.width_of(near.text()) + self.stand_down.width_of(self.stand_down.text()) + 2 * GAP
        margins = self.body.contentsMargins()
        room = self.width() - margins.left() - margins.right() - others
        whole.set_words(next((words for words in WHOLE if whole.width_of(words) <= room), WHOLE[-1]))
        whole.setAccessibleName(WHOLE[0])

    def open(self) -> None:
        """Lie on the page; the keys of the light are what the hand finds first."""
        self._typed = ""
        self.show_over(next((x for x in self.lights.values() if x.isEnabled()), self))
        self._scroll.fit()
        self.settled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().upper()
        deeds = {"N": self.lights["near"], "W": self.lights["whole"], "S": self.stand_down}
        if event.isAutoRepeat():
            return
        if letter.isascii() and letter.isdigit():
            self._type(letter)
        elif letter in deeds:
            deeds[letter].click()
        elif not self._scroll.scrolled(event.key()):
            super().keyPressEvent(event)

    def _type(self, digit: str) -> None:
        """A further digit makes a longer number where a mat has it, else begins another."""
        self._typed = next((x for x in (self._typed + digit, digit) if int(x) in self._mats), "")
        if self._typed:
            self.chosen.emit(int(self._typed))
