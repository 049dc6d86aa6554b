"""What can be read: contrast of every text on the rendered page, large text, seats without overlap."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QLineEdit, QWidget

from kapcircle.core.session import commands as c
from kapcircle.ui import typeface
from kapcircle.ui.panels.seat import EDGE, WINGS
from kapcircle.views.circle import Badge
from tests.ui.cared import peak
from tests.ui.scene import MINUTES, Scene, Stage
from tests.ui.seen import Written, busy, contrast, ground, on_page

READABLE, MAIN = 4.5, 7.0
"""Least contrast of any text, and of main text and clocks (WCAG 2.2, 1.4.3 and 1.4.6)."""


def running(scene: Scene) -> None:
    pass


def warning(scene: Scene) -> None:
    scene.pass_(28 * MINUTES)


def danger(scene: Scene) -> None:
    scene.pass_(28 * MINUTES + 30_000)


def overtime(scene: Scene) -> None:
    scene.pass_(40 * MINUTES)


def held(scene: Scene) -> None:
    scene.do(c.Hold("someone needs air"))


def covered(scene: Scene) -> None:
    scene.bridge.cover()


def asked(scene: Scene) -> None:
    scene.page.act("hold", False)


def emergency(scene: Scene) -> None:
    scene.do(c.Emergency())


def refused(scene: Scene) -> None:
    scene.page.standby.go.refuse("Wait a second")


def badges(scene: Scene) -> None:
    views = [replace(s.view, reading="128/82", depth=2, since_dose=0.3) for s in scene.page.ring.seats]
    views[1] = replace(views[1], badge=Badge("alarm", "161/98"))
    views[2] = replace(views[2], badge=Badge("unseen", "unseen 9"))
    views[3] = replace(views[3], absent=True)
    views[4] = replace(views[4], distress=True)
    scene.page.ring.show_seats(views, views[1].person)


def charts(scene: Scene) -> None:
    scene.page.act("trends", False)


def charts_in_danger(scene: Scene) -> None:
    charts(scene)
    danger(scene)


PLAIN = (running, warning, danger, overtime, held, covered, asked, emergency, refused, badges)
STATES = (*PLAIN, charts, charts_in_danger)


@pytest.mark.parametrize("palette", ["room", "night"])
@pytest.mark.parametrize("state", STATES)
def test_every_text_can_be_read(
    stage: Stage, written: list[Written], state: Callable[[Scene], None], palette: str
) -> None:
    scene = busy(stage(kept={"palette": palette}))
    state(scene)
    scene.pass_(0)
    image, found = on_page(scene, written)
    assert len(found) > 50
    ratios = [(w, round(contrast(w.colour, ground(image, w.where)), 2)) for w in found]
    assert not [(w.words, ratio) for w, ratio in ratios if ratio < READABLE]
    large = [(w.words, ratio) for w, ratio in ratios if w.size >= typeface.LARGE]
    assert large
    assert not [(words, ratio) for words, ratio in large if ratio < MAIN]
    assert not [w for w in found if w.size < 10], "nothing is written smaller than 10.5"


def test_what_is_typed_can_be_read(stage: Stage) -> None:
    scene = stage().running()
    field = scene.page.notes.field
    field.setText("HHHHHHHHHHHH")
    image = scene.window.grab().toImage()
    where = QRect(field.mapTo(scene.window, field.rect().topLeft()), field.size())
    ground_ = ground(image, where)
    inside = [QColor(image.pixel(x, where.center().y())) for x in range(where.left(), where.left() + 120)]
    assert max(contrast(pixel, ground_) for pixel in inside) >= MAIN


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_at_any_text_size_what_matters_most_stays(stage: Stage, written: list[Written], scale: float) -> None:
    scene = stage(scale=scale).running()
    scene.do(c.Emergency())
    scene.pass_(1_000)
    page, window = scene.page, scene.window
    _, found = on_page(scene, written)
    words = [w.words for w in found]
    for part in (page.ring.clock, page.standby.go, page.strip.alarm, page.eyes._rows[0], page.standby._note):
        shown = part.visibleRegion().boundingRect()
        assert shown.width() >= part.width() - 1, part
        assert shown.height() >= min(part.height(), 2 * QFontMetricsF(part.font()).height()) - 2, part
    assert "29:59" in words
    assert "left of 40:00" in words
    assert "Peak" in words
    assert window.size().toTuple() == (1366, 768)


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_no_letter_is_cut(stage: Stage, written: list[Written], scale: float) -> None:
    scene = busy(stage(scale=scale, people=12))
    on_page(scene, written)
    assert not {w.words for w in written if w.cut}


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_target_is_high_enough(stage: Stage, scale: float) -> None:
    scene = busy(stage(scale=scale))
    low = [
        w.accessibleName()
        for w in scene.window.findChildren(QWidget)
        if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus and w is not scene.page and w.height() < 32
    ]
    assert not low
    go, alarm = scene.page.standby.go, scene.page.strip.alarm
    assert go.height() >= 54
    assert (alarm.mapTo(scene.window, alarm.rect().center()) - go.mapTo(scene.window, go.rect().center())).x() > 700


@pytest.mark.parametrize("people", [1, 2, 6, 12, 16, 17, 24, 32, 40])
def test_seats_lie_apart_inside_and_off_the_clock(stage: Stage, people: int) -> None:
    scene = stage(people=people)
    ring = scene.page.ring
    discs = [s.geometry().adjusted(WINGS, 0, -WINGS, 0) for s in ring.seats]
    middles = [(r.x() + r.width() / 2, r.y() + r.height() / 2) for r in discs]
    clock = ring.clock.geometry()
    centre = (clock.x() + clock.width() / 2, clock.y() + clock.height() / 2)
    for i, (x, y) in enumerate(middles):
        assert ring.rect().contains(discs[i])
        for a, b in middles[:i]:
            assert ((x - a) ** 2 + (y - b) ** 2) ** 0.5 >= discs[i].width() * (1 - 2 * EDGE), (i, people)
        gap = ((x - centre[0]) ** 2 + (y - centre[1]) ** 2) ** 0.5
        assert gap >= (clock.width() + discs[i].width() * (1 - 2 * EDGE)) / 2
    assert clock.width() >= 230


def test_the_mat_number_is_as_large_as_the_name(stage: Stage, written: list[Written]) -> None:
    scene = stage()
    on_page(scene, written)
    size = {w.words: w.size for w in written}
    assert size["4"] == size["Juniper"]


def test_fields_have_names(stage: Stage) -> None:
    scene = stage().running()
    for name in ("hold", "silence", "timer 2"):
        scene.page.act(name, False)
        assert all(f.accessibleName() for f in scene.window.findChildren(QLineEdit) if f.isVisible())


def test_in_a_circle_of_forty_the_initials_of_who_looks_after_each_are_whole(
    stage: Stage, written: list[Written]
) -> None:
    scene = peak(stage(people=40))
    on_page(scene, written)
    numbers = [x for x in written if re.fullmatch(r"\d+ ?· ?MA", x.words)]
    assert len(numbers) >= 39
    seat = scene.page.ring.seats[0]
    room = seat.height() * (1 - 2 * EDGE) - 6
    font = typeface.face()
    for number in numbers:
        font.setPixelSize(round(number.size))
        assert QFontMetricsF(font).horizontalAdvance(number.words) <= room + 0.5, number.words
