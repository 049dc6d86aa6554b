"""What a look is: its name, and level and colour of all lamps or of those that are chosen on the plan."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kapcircle.core.colour import hue_of, of_hue
from kapcircle.core.light import Colour, LookDesign
from kapcircle.core.rooms import RoomPlan
from kapcircle.core.white import COLDEST, WARMEST, warmth, white
from kapcircle.ui.forms import Field, column, key, wrapped
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Label
from kapcircle.ui.panels.slide import Slide
from kapcircle.ui.text import Entry
from kapcircle.ui.theme import Tone
from kapcircle.views.looks import (
    Chosen,
    about_strangers,
    as_the_look,
    colour_of,
    level_of,
    percent,
    with_colour,
    with_level,
)

COLOURED = 0.03
"""A colour so far from every white has no warmth to show, in OKLab in parts of lightness: programme setting."""


class LookEditor(QWidget):
    """`changed` brings the look as edited."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._design: LookDesign | None = None
        self._chosen: Chosen = ()
        self._name, self._of = Entry(), Label("", Tone.TEXT)
        self._of.setWordWrap(True)
        self._level = Slide("Level, as the eye has it", 0, 100, 1, lambda x: f"{x} %")
        self._warmth = Slide("Warmth", int(WARMEST), int(COLDEST), 50, lambda x: f"{x} K")
        self._hue = Slide("Hue", 0, 359, 5, lambda x: f"{x}°")
        self._pure = Slide("Saturation", 0, 100, 2, lambda x: f"{x} %")
        self._again = key("As the whole look", self._as_the_look, kind=Kind.QUIET)
        self._floor, self._strangers = wrapped("", Tone.THIRD), wrapped("", Tone.SECOND)
        slides = (self._level, self._warmth, self._hue, self._pure)
        parts = (Field("Name of the look", self._name), self._of, *slides, self._again, self._floor, self._strangers)
        inner = column(*parts, spacing=10)
        inner.setContentsMargins(0, 0, 0, 0)
        self.setLayout(inner)
        self._name.settled.connect(self._rename)
        self._level.moved.connect(self._set_level)
        self._warmth.moved.connect(lambda kelvin: self._set_colour(white(kelvin)))
        self._hue.moved.connect(self._set_hue)
        self._pure.moved.connect(self._set_hue)

    def show_look(self, design: LookDesign, room: RoomPlan, chosen: Chosen) -> None:
        """Show a look, and of it the lamps that are chosen; none stands for all."""
        self._design, self._chosen = design, chosen
        names = [lamp.name for lamp in room.lamps if lamp.id in chosen]
        self._of.say(_listed(names) if names else "All lamps")
        self._name.show_text(design.name)
        self._level.show_value(round(100 * level_of(design, chosen)))
        self._show_colour(colour_of(design, chosen))
        alone = any(lamp in design.levels or lamp in design.colours for lamp in chosen)
        self._again.setEnabled(alone)
        self._floor.say(f"No lamp goes under {percent(room.floor)} in this room.")
        strange = about_strangers(design, room)
        self._strangers.say(strange)
        self._strangers.setVisible(bool(strange))

    def _show_colour(self, colour: Colour) -> None:
        kelvin, away = warmth(colour)
        self._warmth.show_value(10 * round(kelvin / 10), "a colour" if away > COLOURED else "")
        hue, pure = hue_of(colour)
        self._hue.show_value(round(hue) % 360)
        self._pure.show_value(round(100 * pure))

    def _rename(self, typed: str) -> None:
        if self._design is not None:
            self.changed.emit(replace(self._design, name=typed))

    def _set_level(self, percent: int) -> None:
        if self._design is not None:
            self.changed.emit(with_level(self._design, self._chosen, percent / 100))

    def _set_hue(self, _: int) -> None:
        self._set_colour(of_hue(self._hue.slider.value(), self._pure.slider.value() / 100))

    def _set_colour(self, colour: Colour) -> None:
        if self._design is not None:
            self.changed.emit(with_colour(self._design, self._chosen, colour))

    def _as_the_look(self) -> None:
        if self._design is not None:
            self.changed.emit(as_the_look(self._design, self._chosen))


def _listed(names: list[str]) -> str:
    return ", ".join(names) if len(names) <= 4 else f"{', '.join(names[:3])} and {len(names) - 3} more"
