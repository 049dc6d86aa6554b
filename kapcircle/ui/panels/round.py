"""A round of check-ins: whose turn it is, how long they have the talking piece, and what they say."""

from PySide6.QtCore import QEvent, QObject, QRegularExpression, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QWidget

from kapcircle.core.checkin import SCALES, CheckIn
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import MINUTE, CommandId, Millis, PersonId
from kapcircle.core.session import commands as c
from kapcircle.core.session.round import Round, round_of
from kapcircle.core.session.state import Run, Session
from kapcircle.core.staffing import RoundBegan, RoundEnded
from kapcircle.desk.desk import Typed
from kapcircle.ui import typeface as t
from kapcircle.ui.ask import Answer, Ask, Asked, Entry, mat_number
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.deeds import minutes_of
from kapcircle.ui.forms import Complaint, Line, key, row
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Elided, Label, caption
from kapcircle.ui.overlay import Overlay
from kapcircle.ui.theme import Tone
from kapcircle.views.recorded import words_of
from kapcircle.views.times import left, span

NOT_OPEN = "A round begins once the circle is open: GO opens it."
FIGURE = QRegularExpression("(10|[0-9])?")
"""What stands in a scale: nothing, or 0 to 10."""

ACROSS = 3
"""Scales beside one another: in large type their names need the room."""

USUAL = "2"
"""Minutes with the talking piece: programme setting."""


class RoundSheet(Overlay):
    """`noticed` says what was recorded, `choosing` whose turn it is."""

    noticed = Signal(str)
    choosing = Signal(object)

    def __init__(self, bridge: Bridge, ask: Ask, page: QWidget) -> None:
        super().__init__(page)
        self._bridge, self._ask = bridge, ask
        self.turn: PersonId | None = None
        self._sent: tuple[PersonId, CheckIn, Typed] | None = None
        self.setAccessibleName("Round")
        self._mat, self._name = mat_number(), Elided("", Tone.TEXT, t.LARGE, t.SEMIBOLD)
        self._time, self._count = Label("", Tone.TEXT, t.LARGE), Label("", Tone.SECOND)
        self.scales = {name: self._scale(name) for name in SCALES}
        self.word = Line("", "one word, or an intention")
        self._trouble = Complaint()
        self._build()
        bridge.changed.connect(lambda _: self.look() if self.isVisible() else None)
        bridge.ticked.connect(self.tick)

    def _scale(self, name: str) -> Line:
        field = Line()
        field.setAccessibleName(f"{name.capitalize()}, 0 to 10")
        field.setValidator(QRegularExpressionValidator(FIGURE, field))
        field.setFixedWidth(int(QFontMetricsF(t.face()).horizontalAdvance("00") + 24))
        field.textEdited.connect(lambda typed: self._lead_on(field, typed))
        field.returnPressed.connect(self.keep)
        field.installEventFilter(self)
        return field

    def _build(self) -> None:
        self._time.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row(caption("Round"), None, self._time))
        head = row(self._mat, self._name)
        head.setStretch(1, 1)
        self.body.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        for n, (name, field) in enumerate(self.scales.items()):
            label = Label(name.capitalize(), Tone.SECOND, t.NOTE)
            label.setBuddy(field)
            grid.addWidget(label, n // ACROSS * 2, n % ACROSS)
            grid.addWidget(field, n // ACROSS * 2 + 1, n % ACROSS)
        widest = QFontMetricsF(t.face(t.NOTE)).horizontalAdvance("Connection")
        for n in range(ACROSS):
            grid.setColumnMinimumWidth(n, int(widest))
        grid.setColumnStretch(ACROSS, 1)
        self.body.addLayout(grid)
        self.word.setAccessibleName("Word or intention")
        self.word.returnPressed.connect(self.keep)
        self.body.addWidget(self.word)
        self.body.addWidget(self._trouble)
        self.body.addWidget(self._count)
        keep, passes = key("Keep", self.keep, "Enter", Kind.LIVE), key("Passes", self.passes, "P")
        self.body.addLayout(row(keep, passes, None, key("End", self.end)))

    # beginning and ending

    def open(self) -> None:
        """Begin a round, or go on with the one under way."""
        circle = self._bridge.circle
        if circle is None or circle.session.run is Run.WAITING:
            self._bridge.refused.emit(NOT_OPEN)
        elif round_of(circle.session) is None:
            begin = Answer("Begin", lambda said: self._begin(said[0]), Kind.LIVE)
            words = "In the order of the mats. Who is away is passed over; anybody may pass."
            entry = Entry("Minutes each with the talking piece (0: no clock)", USUAL)
            self._ask.put(Asked("A round of check-ins", words, (entry,), (begin, Answer("Leave it"))))
        else:
            self._show()

    def _begin(self, typed: str) -> str | None:
        try:
            each = minutes_of(typed) if typed.strip() else Millis(0)
        except ValueError:
            return "Type minutes as a number, or as 1:30."
        if each > 30 * MINUTE:
            return "At most half an hour each."
        if self._bridge.do(c.Record(RoundBegan(each))):
            self._ask.put_away()
            self._show()
        return None

    def _show(self) -> None:
        self.turn = None
        self.show_over(next(iter(self.scales.values())))
        self.look()

    def end(self) -> None:
        """The round is over, whoever has not spoken."""
        if self._bridge.do(c.Record(RoundEnded())):
            self.put_away()
            self.noticed.emit("The round is over.")

    # whose turn it is

    @property
    def _session(self) -> Session:
        return Session() if self._bridge.circle is None else self._bridge.circle.session

    def look(self) -> None:
        """Whose turn it is now; at the end of the round it ends by itself only when somebody says so."""
        found = round_of(self._session)
        if found is None or self._bridge.circle is None:
            self.put_away()
            return
        self._hear()
        if found.turn != self.turn:
            self._turn_to(found.turn)
        spoken = sum(1 for person in found.order if person in found.done)
        self._count.say(f"{spoken} of {len(found.order)} have spoken or passed.")
        self.tick()

    def _turn_to(self, person: PersonId | None) -> None:
        self.turn = person
        self._clear()
        seat = None if person is None else self._session.seats[person]
        self._mat.say("" if seat is None else str(seat.mat))
        self._name.say("Everyone has spoken." if seat is None else self._bridge.house.planning.alias(seat.person))
        self.setAccessibleDescription("" if seat is None else f"mat {seat.mat}, {self._name.text()}")
        self.word.setEnabled(seat is not None)
        for field in self.scales.values():
            field.setEnabled(seat is not None)
        next(iter(self.scales.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        if person is not None:
            self.choosing.emit(person)

    def tick(self) -> None:
        """Show how long they have the talking piece: in figures alone, so that nobody is hurried."""
        if self.isHidden():
            return
        found = round_of(self._session)
        self._time.say("" if found is None else time_left(found, found.left(self._bridge.now)))

    # what they say

    @property
    def said(self) -> CheckIn:
        """What stands in the fields."""
        figures = (int(field.text()) if field.text() else None for field in self.scales.values())
        mood, energy, safety, body, connection = figures
        return CheckIn(mood, energy, safety, body, connection, self.word.text().strip())

    def keep(self) -> None:
        """Record what stands in the fields, and go on to the next."""
        self._record(self.said)

    def passes(self) -> None:
        """They pass, and the piece goes on."""
        self._record(CheckIn(passed=True))

    def _record(self, said: CheckIn) -> None:
        circle, person = self._bridge.circle, self.turn
        if circle is None or person is None:
            return
        if self._sent is None or self._sent[:2] != (person, said):
            self._sent = person, said, Typed(CommandId(circle.desk.fresh()))
        mat, alias = self._session.seats[person].mat, self._bridge.house.planning.alias(person)
        try:
            circle.do(c.Record(said, person), typed=self._sent[2])
        except (KnownError, Refused) as error:
            self._trouble.about(str(error))
        else:
            self.noticed.emit(f"Mat {mat}, {alias}: {words_of(said)}.")

    def _hear(self) -> None:
        """What was slow to be saved has arrived."""
        circle, sent = self._bridge.circle, self._sent
        if circle is not None and sent is not None and circle.desk.stands(circle.name, sent[2].command):
            self._sent = None
            self._trouble.about("")

    def _lead_on(self, field: Line, typed: str) -> None:
        """A figure that can have no second one leads on to the next field; 1 may become 10."""
        if typed not in {"", "1"}:
            fields = [*self.scales.values(), self.word]
            fields[fields.index(field) + 1].setFocus(Qt.FocusReason.TabFocusReason)

    def _clear(self) -> None:
        self._trouble.about("")
        for field in (*self.scales.values(), self.word):
            field.clear()

    def put_away(self) -> None:
        super().put_away()
        self._clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """No figure begins with a P: in their fields it passes."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.text().upper() == "P":
            if not event.isAutoRepeat():
                self.passes()
            return True
        return super().eventFilter(watched, event)


def time_left(found: Round, over: Millis | None) -> str:
    """`1:20 left`, `0:15 over`; nothing without a clock."""
    if over is None or found.turn is None:
        return ""
    return f"{left(over)} left" if over > 0 else f"{span(-over)} over"
