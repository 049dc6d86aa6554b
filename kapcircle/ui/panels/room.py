"""The foot of the Circle page: music, volume, the three keys of the room, light, timers."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Instant
from kapcircle.core.session.state import Session
from kapcircle.desk.conductor import Conductor
from kapcircle.ui.forms import row
from kapcircle.ui.key import Key
from kapcircle.ui.keyboard import OWN_ARROWS
from kapcircle.ui.panels import foot
from kapcircle.ui.panels.light import Light
from kapcircle.ui.panels.music import Music
from kapcircle.ui.panels.timers import Timers
from kapcircle.ui.panels.volume import Volume
from kapcircle.ui.theme import Tone, colour
from kapcircle.views import room as rows

NO_OUTPUT = "No sound output"
WORDS = {"hush": ("Hush", "End hush", "Hushed"), "silence": ("Silence",), "fade all": ("Fade all", "Fade now")}
"""What may stand on each key, its first word first."""


def _hush(s: Session) -> str:
    """What the key of the hush says: in an emergency the music is low without it."""
    if not rows.hushed(s):
        return "Hush"
    return "End hush" if s.emergency is None else "Hushed"


class RoomStrip(QWidget):
    """`pressed` gives the name of an action, `moved` a volume in per cent, `sought` a place of the track in ms."""

    pressed = Signal(str)
    moved = Signal(int)
    sought = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.music, self.volume, self.light, self.timers = Music(), Volume(), Light(), Timers()
        self.keys = {name: Key(words[0], tall=True) for name, words in WORDS.items()}
        self.volume.setProperty(OWN_ARROWS, True)
        self.volume.moved.connect(self.moved)
        self.music.sought.connect(self.sought)
        for name, key in self.keys.items():
            key.clicked.connect(lambda _=False, name=name: self.pressed.emit(name))
        self.timers.pressed.connect(lambda number: self.pressed.emit(f"timer {number}"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._build()

    def _build(self) -> None:
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(20, 8, 12, 8)
        self._line.setSpacing(16)
        self._line.addWidget(self.music, 1)
        self._line.addWidget(self.volume)
        self._keys = row(*self.keys.values(), spacing=foot.GAP)
        self._line.addLayout(self._keys)
        self._line.addSpacing(8)
        self._line.addWidget(self.light)
        self._line.addWidget(self.timers)
        self._measure()

    def fit(self, width: int) -> None:
        """Lie closer where there is less room than all parts would like: large letters, or a small screen."""
        self._close(False)
        if self.minimumSizeHint().width() > width:
            self._close(True)

    def _close(self, on: bool) -> None:
        self._line.setSpacing(10 if on else 16)
        self.timers.stack(on)
        for part in (self.light, self.volume):
            part.narrow = on
            part.updateGeometry()
        self._line.activate()

    def _measure(self) -> None:
        """Keys stand below the line of the captions, and keep their place whatever word is on them."""
        top, high = foot.below_caption()
        self._keys.setContentsMargins(0, top, 0, 0)
        for name, key in self.keys.items():
            key.setFixedSize(max(key.width_of(word) for word in WORDS[name]), high)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._measure()
        super().changeEvent(event)

    def mirror(self, left_handed: bool) -> None:
        """The keys of the room come under the other hand."""
        way = QBoxLayout.Direction.RightToLeft if left_handed else QBoxLayout.Direction.LeftToRight
        self._line.setDirection(way)

    def show_hints(self, hints: dict[str, str]) -> None:
        """What the keys are on the keyboard."""
        for name, key in self.keys.items():
            key.set_words(key.text(), hints[name])
        self._measure()

    def show_time(self, circle: Conductor, now: Instant, *, covered: bool) -> None:
        """What changes with the time: positions, fades, timers, level. Covered, a timer has its number for a name."""
        s = circle.session
        heard = rows.music(s, now, circle.avoids)
        lost = circle.output is not None and circle.output.device is None
        device = "" if circle.output is None else circle.output.device or NO_OUTPUT
        self.music.show_music(heard, device, lost=lost, covered=covered)
        level = circle.beat.level if circle.beat is not None else -120.0
        self.volume.show_volume(heard.volume, heard.ceiling, level)
        self.timers.show_timers(rows.timers(s, now, covered=covered))

    def show_state(self, circle: Conductor, now: Instant, lamps: rows.Lamps) -> None:
        """What changes with a command, or slowly."""
        s = circle.session
        hush = self.keys["hush"]
        hush.set_words(_hush(s))
        self.keys["fade all"].set_words("Fade now" if rows.fades(s, now) else "Fade all")
        self.light.show_light(*self._light(circle, now, lamps))

    @staticmethod
    def _light(circle: Conductor, now: Instant, lamps: rows.Lamps) -> tuple[rows.LightView, str]:
        silent = next((light for light in circle.lights.values() if not light.answers), None)
        trouble = "" if silent is None else silent.why or f"{silent.driver} does not answer"
        try:
            return rows.light(circle.session, now, lamps, circle.lamps(now), circle.light_rests(now)), trouble
        except KnownError as error:
            return rows.LightView((), "", ""), str(error)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(colour(self, Tone.LINE), 1))
        painter.drawLine(0, 0, self.width(), 0)
        painter.end()
