"""The circle that runs, in the header of the other pages: its phase and time, GO and Emergency."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from kapcircle.desk.trouble import SoundTrouble
from kapcircle.ui import typeface as t
from kapcircle.ui.actions import Keymap
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.forms import row
from kapcircle.ui.key import Key, Kind
from kapcircle.ui.label import Elided, Label
from kapcircle.ui.panels.go_key import GoKey
from kapcircle.ui.theme import Tone
from kapcircle.views.clockface import clockface
from kapcircle.views.rundown import standby


class Meanwhile(QWidget):
    """Takes no room while no circle runs. `went` when GO was pressed, `emergency` when Emergency was."""

    went = Signal()
    emergency = Signal()

    def __init__(
        self, bridge: Bridge, keymap: Keymap, trouble: Callable[[], SoundTrouble | None], parent: QWidget | None = None
    ) -> None:
        """`trouble` says what is wrong with the sound."""
        super().__init__(parent)
        self._bridge, self._keymap, self._trouble = bridge, keymap, trouble
        self._phase, self._state = Elided("", Tone.TEXT), Elided("", Tone.SECOND, t.NOTE)
        self._time = Label("", Tone.TEXT, t.TITLE, t.SEMIBOLD)
        self.go, self.alarm = GoKey(low=True), Key("Emergency", kind=Kind.ALARM)
        self._all = QWidget()
        self._all.setLayout(row(self._phase, self._time, self._state, self.go, self.alarm, spacing=10))
        self.setLayout(row(self._all))
        self._time.setAccessibleName("The circle meanwhile")
        self.go.clicked.connect(self.went)
        self.alarm.clicked.connect(self.emergency)
        bridge.ticked.connect(self.tick)
        bridge.changed.connect(self.tick)
        self.tick()

    def showEvent(self, event: QShowEvent) -> None:
        self.tick()

    def tick(self) -> None:
        """Show the time, while a circle runs and another page is in front."""
        circle = self._bridge.circle
        self._all.setVisible(self._bridge.runs)
        if circle is None or not (self._bridge.runs and self.isVisible()):
            return
        session = circle.session
        face = clockface(session, self._bridge.now, self._bridge.zone, covered=self._bridge.covered)
        self._phase.say(face.phase)
        self._time.say(face.time)
        self._time.setAccessibleDescription(face.spoken)
        wrong = self._trouble()
        self._state.say(face.mark or face.under if wrong is None else wrong.says)
        self.go.set_words(standby(session).word, self._keymap.shown("go always"))
        over = "Show card" if session.emergency is not None else "Emergency"
        self.alarm.set_words(over, self._keymap.shown("emergency"))
