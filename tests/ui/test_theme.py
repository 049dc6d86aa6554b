"""Palettes by their figures, and a typeface whose figures keep their place."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kapcircle.core.session import commands as c
from kapcircle.places import resources
from kapcircle.ui import typeface
from kapcircle.ui.forms import Line
from kapcircle.ui.label import Label
from kapcircle.ui.listing import Item, Listing
from kapcircle.ui.page import Page
from kapcircle.ui.theme import DESK, NIGHT, ROOM, Palette, Tone, colour, dress
from tests.ui.scene import Scene
from tests.ui.seen import contrast


@pytest.fixture(autouse=True)
def undressed(qapp: QApplication) -> Iterator[None]:
    """What a test puts on the whole program is taken off again."""
    font, palette = qapp.font(), qapp.palette()
    yield
    qapp.setFont(font)
    qapp.setPalette(palette)
    qapp.setStyleSheet("")


class Plain(Page):
    """A page that is not always dark."""

    name = "Plain"

    def refresh(self) -> None:
        pass


GROUNDS = (Tone.WINDOW, Tone.PANEL, Tone.RAISED)
INKS = (Tone.TEXT, Tone.SECOND, Tone.THIRD, Tone.ACCENT, Tone.IN_ORDER, Tone.COMING, Tone.ALARM)


@pytest.mark.parametrize("palette", [ROOM, DESK, NIGHT], ids=["room", "desk", "night"])
@pytest.mark.parametrize("ink", INKS)
def test_every_ink_can_be_read_on_every_ground(palette: Palette, ink: Tone) -> None:
    least = 7.0 if ink is Tone.TEXT else 4.5
    for ground in GROUNDS:
        assert contrast(palette.colour(ink), palette.colour(ground)) >= least


@pytest.mark.parametrize(
    ("palette", "ink", "ratio"),
    [(ROOM, Tone.TEXT, 13.1), (ROOM, Tone.SECOND, 7.0), (ROOM, Tone.ACCENT, 7.2), (DESK, Tone.TEXT, 13.3)],
)
def test_main_contrasts_are_as_designed(palette: Palette, ink: Tone, ratio: float) -> None:
    assert contrast(palette.colour(ink), palette.colour(Tone.WINDOW)) == pytest.approx(ratio, abs=0.15)


def test_night_has_no_blue_to_speak_of() -> None:
    for tone in Tone:
        shade: QColor = NIGHT.colour(tone)
        assert shade.red() >= shade.green() >= shade.blue()
        assert shade.blueF() <= 0.52


def test_a_palette_reaches_every_part_those_too_that_are_made_later(stage: Callable[..., Scene]) -> None:
    scene = stage().running()
    scene.preferences.set("palette", "night")
    scene.do(c.Note("humming", scene.who("Ash")))
    scene.page.act("hold", False)
    for part in scene.window.findChildren(QWidget):
        assert colour(part, Tone.ALARM) == QColor(NIGHT.alarm), part
    scene.preferences.set("palette", "room")


def test_the_circle_page_stays_dark_where_others_are_like_paper(stage: Callable[..., Scene]) -> None:
    scene = stage(kept={"palette": "desk"})
    assert colour(scene.window, Tone.WINDOW) == QColor(ROOM.window)


def test_paper_by_day_where_the_system_says_so_and_never_in_a_circle(
    stage: Callable[..., Scene], monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = stage(kept={"palette": "system"})
    scene.window.show_pages([scene.page, Plain()], "Plain")
    assert colour(scene.window, Tone.WINDOW) == QColor(ROOM.window)
    hints = QApplication.styleHints()
    monkeypatch.setattr(type(hints), "colorScheme", lambda _: Qt.ColorScheme.Light)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert colour(scene.window, Tone.WINDOW) == QColor(DESK.window)
    scene.do(c.Open())
    assert colour(scene.window, Tone.WINDOW) == QColor(ROOM.window)
    scene.do(c.Close())
    assert colour(scene.window, Tone.WINDOW) == QColor(DESK.window)
    scene.window.turn_to("Circle")
    assert colour(scene.window, Tone.WINDOW) == QColor(ROOM.window)


@pytest.mark.usefixtures("in_type")
def test_what_a_field_says_while_it_is_empty_can_be_read(qtbot: QtBot, qapp: QApplication) -> None:
    dress(qapp, ROOM)
    field = Line("", "HHHHHHHHHHHH")
    qtbot.addWidget(field)
    field.resize(240, 40)
    image = field.grab().toImage()
    inside = [QColor(image.pixel(x, 20)) for x in range(10, 120)]
    assert max(contrast(pixel, QColor(ROOM.raised)) for pixel in inside) >= 4.5


@pytest.mark.parametrize("palette", [ROOM, DESK, NIGHT], ids=["room", "desk", "night"])
def test_every_ink_can_be_read_on_a_chosen_row(qtbot: QtBot, qapp: QApplication, palette: Palette) -> None:
    dress(qapp, palette)
    shown = Listing("Rows")
    qtbot.addWidget(shown)
    shown.offer([Item("a", "A")])
    shown.resize(200, 80)
    row = shown.visualRect(shown.currentIndex())
    image = shown.viewport().grab().toImage()
    ground = QColor(image.pixel(row.right() - 20, row.center().y()))
    dress(qapp, ROOM)
    assert min(contrast(palette.colour(ink), ground) for ink in INKS) >= 4.5


def test_figures_are_of_one_width(qapp: QApplication) -> None:
    typeface.set_type(qapp, typeface.load(resources() / "fonts"))
    metrics = QFontMetricsF(typeface.face(typeface.CLOCK, typeface.LIGHT))
    assert len({metrics.horizontalAdvance(time) for time in ("11:11", "08:48", "23:59")}) == 1
    plain = typeface.face(typeface.CLOCK, typeface.LIGHT)
    plain.clearFeatures()
    assert len({QFontMetricsF(plain).horizontalAdvance(time) for time in ("11:11", "08:48")}) == 2


def test_text_follows_its_size(qtbot: QtBot, qapp: QApplication) -> None:
    family = typeface.load(resources() / "fonts")
    typeface.set_type(qapp, family)
    label = Label("words", size=typeface.LEAD)
    qtbot.addWidget(label)
    small = label.fontInfo().pixelSize()
    typeface.set_type(qapp, family, 2.0)
    large = label.fontInfo().pixelSize()
    typeface.set_type(qapp, family)
    assert (small, large) == (15, 30)
    assert typeface.scale() == pytest.approx(1.0)


def test_without_the_bundled_typeface_the_system_s_own_is_used(qapp: QApplication) -> None:
    family = typeface.load(resources() / "no such folder")
    assert family == qapp.font().family()
