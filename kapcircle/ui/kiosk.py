"""The laptop turned round: one participant enters how they are, and nothing else can be seen, reached or pressed.

The page beneath is covered for as long, so that a crash leaves it covered too. Emergency works; what else the team's
keys do, they do again once the member who handed it over has proven that it is they.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from kapcircle.core.checkin import CHECK_IN, CheckIn
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import CommandId, MemberId, PersonId
from kapcircle.core.session import commands as c
from kapcircle.desk.desk import Typed
from kapcircle.desk.shift import DIGITS
from kapcircle.ui import typeface as t
from kapcircle.ui.actions import Keymap, written
from kapcircle.ui.ask import mat_number
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.errand import Errand
from kapcircle.ui.forms import Complaint, Line, Secret, key, row, wrapped
from kapcircle.ui.key import Key, Kind, is_enter
from kapcircle.ui.keyboard import ALT, CHORD, CTRL, NO_LETTERS
from kapcircle.ui.label import Label
from kapcircle.ui.page import Page
from kapcircle.ui.panels.scale import Scale
from kapcircle.ui.theme import Tone
from kapcircle.ui.window import Window

KEPT = "kiosk"
"""The plain setting that says that the laptop is turned round: a crash does not make it forget."""

SCALES = (
    ("Mood", "low", "bright"),
    ("Energy", "tired", "awake"),
    ("Safety", "not safe", "safe"),
    ("Body", "tense", "at ease"),
    ("Connection", "apart", "connected"),
)
WIDE = 1000
"""Width of what is read and pressed, in pixels at 100 %."""

HIGH = 48
"""Height of a key, in pixels; in large type it is as high as its words need."""

ASKS = "How are you just now? Answer what you like, and leave out what you like."
TOLD = "The team of this circle reads it."
THANKS = "Thank you. Please give the laptop back."
NOT_SAVED = "It is not saved yet. Please tell whoever gave you the laptop, or try again."


class Kiosk(QWidget):
    """`said` what somebody entered, `proven` the secret of whoever takes the laptop back."""

    said = Signal(object)
    proven = Signal(str)

    def __init__(self, mat: int, alias: str) -> None:
        super().__init__()
        self.setAccessibleName("Your own check-in")
        self.scales = tuple(Scale(*words) for words in SCALES)
        self.word, self.secret = Line("", "one word, or an intention"), Secret()
        self.done, self.trouble, self.wrong = key("I am done", self._say, kind=Kind.LIVE), Complaint(), Complaint()
        self._pages = QStackedWidget()
        self._asked = Label("", Tone.SECOND, t.LEAD)
        for page in (self._form(mat, alias), self._given_back()):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.addWidget(self._pages)

    def _form(self, mat: int, alias: str) -> QWidget:
        number, name = mat_number(mat), Label(alias, Tone.TEXT, t.LARGE, t.SEMIBOLD)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(int(14 / t.scale()))
        grid.setColumnStretch(2, 1)
        for n, (scale, (title, low, high)) in enumerate(zip(self.scales, SCALES, strict=True)):
            grid.addWidget(Label(title, Tone.TEXT, t.TITLE, t.SEMIBOLD), n, 0)
            grid.addWidget(Label(low, Tone.SECOND, t.LEAD), n, 1, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(scale, n, 2)
            grid.addWidget(Label(high, Tone.SECOND, t.LEAD), n, 3)
        self.word.setAccessibleName("One word, or an intention")
        self.word.setFont(t.face(t.TITLE))
        self.word.returnPressed.connect(self.done.setFocus)
        for field in (self.word, self.secret):
            field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # its Paste shows what others have copied
            field.setDragEnabled(False)
            field.setAcceptDrops(False)
        rather_not = key("I would rather not", lambda: self.said.emit(CheckIn(passed=True, own=True)))
        back = key("Give it back", self.give_back, kind=Kind.BARE)
        for each in (back, rather_not, self.done):
            each.setMinimumHeight(max(HIGH, each.sizeHint().height()))
        keys = row(back, None, rather_not, self.done, spacing=16)
        head = row(number, name, None, spacing=16)
        told = wrapped(TOLD, Tone.SECOND, t.LEAD)
        return _sheet(head, wrapped(ASKS, Tone.TEXT, t.TITLE), told, grid, self.word, self.trouble, keys)

    def _given_back(self) -> QWidget:
        self.secret.textChanged.connect(self._full)
        self.secret.returnPressed.connect(lambda: self.proven.emit(self.secret.text()))
        self._asked.setBuddy(self.secret)
        thanks = Label(THANKS, Tone.TEXT, t.LARGE, t.SEMIBOLD)
        return _sheet(thanks, self._asked, self.secret, self.wrong)

    def _say(self) -> None:
        mood, energy, safety, body, connection = (scale.chosen for scale in self.scales)
        self.said.emit(CheckIn(mood, energy, safety, body, connection, self.word.text().strip(), own=True))

    def give_back(self) -> None:
        """The laptop is the team's again, covered; nothing where it was not given away."""
        """Nothing of theirs stays on the page; whoever gave the laptop away proves that it is they."""
        self.clear()
        while (sheet := self._pages.widget(0)) is not None and self._pages.count() > 1:
            self._pages.removeWidget(sheet)
            sheet.hide()
            sheet.deleteLater()
        self.secret.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forget what was entered."""
        if self._pages.count() > 1:
            self.word.clear()
            for scale in self.scales:
                scale.choose(None)

    def ask(self, *, pin: bool) -> None:
        """By which secret the laptop is taken back: the PIN, or the passphrase."""
        words = "For the team: your PIN" if pin else "For the team: your passphrase, then Enter"
        self._asked.say(words)
        self.secret.setAccessibleName(words)
        self.secret.setMaxLength(DIGITS if pin else 1_000)
        self.secret.clear()

    def complain(self, words: str) -> None:
        """The secret was not right."""
        self.secret.clear()
        self.wrong.about(words)

    def _full(self, typed: str) -> None:
        if len(typed) == DIGITS == self.secret.maxLength():
            self.proven.emit(typed)


def _sheet(*parts: object) -> QWidget:
    """A column in the middle, that is read at ease."""
    inner, sheet = QWidget(), QWidget()
    inner.setMaximumWidth(int(WIDE * max(1.0, t.scale())))
    stack = QVBoxLayout(inner)
    stack.setSpacing(int(18 / t.scale()))
    for part in parts:
        stack.addWidget(part) if isinstance(part, QWidget) else stack.addLayout(part)  # type: ignore[arg-type] # a layout
    page = QVBoxLayout(sheet)
    page.addStretch(1)
    page.addLayout(row(None, inner, None))
    page.addStretch(1)
    return sheet


class Barred(QObject):
    """While it stands, keys reach the kiosk alone, and of those only what types, moves and presses there.

    It is asked before everything else that looks at keys; what it lets pass goes straight to its widget.
    """

    def __init__(self, kiosk: Kiosk, keymap: Keymap, emergency: Callable[[], object]) -> None:
        super().__init__(kiosk)
        self._kiosk, self._keymap, self._emergency = kiosk, keymap, emergency
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr] # it runs

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if kind is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        if self._keymap.holds(written(event)):
            return False  # whoever looks at every key sees how long it is held
        if written(event) in self._keymap.keys("emergency"):
            if not event.isAutoRepeat():
                self._emergency()
        elif not self._kiosk.isAncestorOf(watched):
            self._kiosk.setFocus(Qt.FocusReason.OtherFocusReason)
            self._kiosk.focusNextChild()
        elif _harmless(event, watched):
            watched.event(event)
        event.accept()  # else it is offered to what lies around
        return True


def _harmless(event: QKeyEvent, at: QWidget) -> bool:
    """Whether a key only types, moves or presses: without Ctrl, Alt or Meta, and no function key."""
    key_ = Qt.Key(event.key())
    if event.modifiers() & CHORD and event.modifiers() & CHORD != CTRL | ALT:
        return False
    if event.modifiers() & CHORD in NO_LETTERS or Qt.Key.Key_F1 <= key_ <= Qt.Key.Key_F35:
        return False
    if key_ is Qt.Key.Key_Space and isinstance(at, Key):
        return False  # Space is GO in the hands of the team, and presses nothing here either
    return key_ not in {Qt.Key.Key_Escape, Qt.Key.Key_Menu, Qt.Key.Key_Context1} and (
        not is_enter(event) or not event.isAutoRepeat()
    )


class Turned(QObject):
    """Turns the laptop round for a participant, and back for the member who did so."""

    noticed = Signal(str)

    def __init__(self, bridge: Bridge, keymap: Keymap, emergency: Callable[[], object], page: QWidget) -> None:
        super().__init__(page)
        self._bridge, self._keymap, self._emergency, self._page = bridge, keymap, emergency, page
        self.kiosk: Kiosk | None = None
        self._bar: Barred | None = None
        self._person: PersonId | None = None
        self._member = MemberId("")
        self._sent: tuple[CheckIn, Typed] | None = None
        if isinstance(page, Page):
            page.wanted.connect(self.give_back)  # an emergency by a pedal, or a question: nobody may overlook it
        self._errand: Errand | None = None
        bridge.covered_changed.connect(self._covered)

    def resume(self) -> None:
        """After a crash with the laptop turned round, the page is covered."""
        if self._bridge.house.desk.settings().get(KEPT):
            self._bridge.cover()

    def begin(self, person: PersonId | None) -> None:
        """Give the laptop to a participant."""
        bridge, window = self._bridge, self._page.window()
        seat = None if bridge.circle is None or person is None else bridge.circle.session.seats.get(person)
        actor = bridge.house.desk.actor
        if seat is None:
            bridge.refused.emit("Choose a seat in a circle that is open: the laptop is given to one person.")
        elif actor.role not in CHECK_IN.roles:
            who = " or ".join(sorted(role.value for role in CHECK_IN.roles))
            bridge.refused.emit(f"Check-in: this is for the {who}.")
        elif isinstance(window, Window) and self.kiosk is None:
            self._person, self._member, self._sent = seat.person, actor.member, None
            bridge.house.desk.keep(KEPT, "on")
            alias = bridge.house.planning.alias(seat.person)
            bridge.cover()
            self._show(window, Kiosk(seat.mat, alias))

    def _show(self, window: Window, kiosk: Kiosk) -> None:
        kiosk.said.connect(self._say)
        kiosk.proven.connect(self._prove)
        window.stand_before(kiosk)
        self.kiosk = kiosk
        self._bar = Barred(kiosk, self._keymap, self._in_need)
        self._ask()
        kiosk.scales[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _in_need(self) -> None:
        """The laptop is the team's again at once, covered; the emergency is stamped."""
        self.give_back()
        self._emergency()

    # what they enter

    def _say(self, said: CheckIn) -> None:
        circle, kiosk = self._bridge.circle, self.kiosk
        if circle is None or kiosk is None or self._person is None:
            return
        if self._sent is None or self._sent[0] != said:
            self._sent = said, Typed(CommandId(circle.desk.fresh()))
        try:
            circle.do(c.Record(said, self._person), typed=self._sent[1])
        except Refused as refusal:
            kiosk.trouble.about(str(refusal))
        except KnownError:
            kiosk.trouble.about(NOT_SAVED)
        else:
            kiosk.give_back()

    # who takes it back

    def _ask(self) -> None:
        if self.kiosk is not None:
            self.kiosk.ask(pin=self._member in self._bridge.house.staff.ready)

    def _prove(self, secret: str) -> None:
        if self._member in self._bridge.house.staff.ready:
            wrong = self._bridge.switch(self._member, secret)
            if wrong and self.kiosk is not None:
                self._ask()
                self.kiosk.complain(wrong)
        elif secret and (self._errand is None or not self._errand.under_way):
            self._errand = Errand(lambda _: self._bridge.house.staff.recognise(secret, self._member))
            self._errand.done.connect(self._recognised)
            self._errand.failed.connect(lambda why: self.kiosk.complain(why) if self.kiosk is not None else None)
            self._errand.start()

    def _recognised(self, _: Actor) -> None:
        if self.kiosk is not None:
            self._bridge.uncover()

    def _covered(self, covered: bool) -> None:
        """Who uncovers the page has the laptop again, after a crash too."""
        if covered:
            return
        self._bridge.house.desk.keep(KEPT, "")
        self.give_back()

    def give_back(self) -> None:
        kiosk, self.kiosk, window = self.kiosk, None, self._page.window()
        if kiosk is None or not isinstance(window, Window):
            return
        if self._bar is not None:
            QApplication.instance().removeEventFilter(self._bar)  # type: ignore[union-attr] # it runs
            self._bar = None
        kiosk.clear()
        self._person, self._sent = None, None
        window.step_back()
        self._page.setFocus(Qt.FocusReason.OtherFocusReason)
