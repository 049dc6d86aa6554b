"""A slider with its name and what it says, for what is set by eye."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSlider, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.forms import Unturned, column, row
from kapcircle.ui.label import Label
from kapcircle.ui.theme import Tone


class _Slider(Unturned, QSlider):
    pass


class Slide(QWidget):
    """`moved` brings the value that a hand has set; showing one tells nobody."""

    moved = Signal(int)

    def __init__(self, name: str, least: int, most: int, step: int, says: Callable[[int], str]) -> None:
        super().__init__()
        self._says = says
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setRange(least, most)
        self.slider.setSingleStep(step)
        self.slider.setPageStep(step * 5)
        self.slider.setAccessibleName(name)
        self.slider.setMinimumHeight(24)
        self._said = Label("", Tone.TEXT, t.NOTE)
        self.setLayout(column(row(Label(name, Tone.SECOND, t.NOTE), None, self._said), self.slider, spacing=2))
        self.slider.valueChanged.connect(self._on_moved)
        self._say()

    def _on_moved(self, value: int) -> None:
        self._say()
        self.moved.emit(value)

    def show_value(self, value: int, words: str = "") -> None:
        """Show this; `words` stand instead of what it says by itself."""
        if not self.slider.isSliderDown():
            blocked = self.slider.blockSignals(True)
            self.slider.setValue(value)
            self.slider.blockSignals(blocked)
        self._say(words)

    def _say(self, words: str = "") -> None:
        said = words or self._says(self.slider.value())
        self._said.say(said)
        self.slider.setAccessibleDescription(said)
