"""What can be read: contrast of every text on the rendered page, large text, seats without overlap."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from kapcircle.core.session import commands as c
from kapcircle.desk.orders import Output
from kapcircle.ui import ink, typeface
from kapcircle.ui.label import Elided
from kapcircle.ui.panels.clock import Clock
from kapcircle.ui.panels.seat import EDGE, WINGS, Seat
from kapcircle.ui.picture import Draw, Picture
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.circle import Badge
from tests.ui.scene import MINUTES, Scene

Stage = Callable[..., Scene]

READABLE, MAIN = 4.5, 7.0
"""Least contrast of any text, and of main text and clocks (WCAG 2.2, 1.4.3 and 1.4.6)."""


@dataclass(frozen=True)
class Written:
    words: str
    where: QRect
    colour: QColor
    size: float
    cut: bool = False
    """The room that it is written into is lower than its letters."""


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: QColor, b: QColor) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def ground(image: QImage, where: QRect) -> QColor:
    """The colour that most of a piece of the picture has."""
    inside = where.intersected(image.rect())
    step = max(1, inside.width() // 60)
    pixels = Counter(
        image.pixel(x, y)
        for x in range(inside.left(), inside.right() + 1, step)
        for y in range(inside.top(), inside.bottom() + 1)
    )
    return QColor(pixels.most_common(1)[0][0])


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[Written]:
    """Everything that painted parts write."""
    found: list[Written] = []
    plain = ink.write

    def spy(painter: QPainter, rect: QRectF, words: str, colour: QColor, font: QFont, *rest: Any) -> QRectF:
        went = plain(painter, rect, words, colour, font, *rest)
        if words.strip():
            size = QFontInfo(font).pixelSize()
            where = painter.deviceTransform().mapRect(went).toRect()
            found.append(Written(words, where, QColor(colour), size, rect.height() < QFontMetricsF(font).height() - 1))
        return went

    def straight(_: Picture, widget: QWidget, state: object, draw: Draw) -> None:
        painter = QPainter(widget)
        draw(painter)
        painter.end()

    monkeypatch.setattr(Picture, "show", straight)
    monkeypatch.setattr(Clock, "paintEvent", lambda clock, _: straight(Picture(), clock, None, clock._draw))
    for name, module in list(sys.modules.items()):
        if name.startswith("kapcircle.ui") and getattr(module, "write", None) is plain:
            monkeypatch.setattr(module, "write", spy)
    return found


def labels(window: QWidget) -> Iterator[Written]:
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.text().strip() and not isinstance(label, Elided):
            where = QRect(label.mapTo(window, label.rect().topLeft()), label.size())
            colour = label.palette().color(label.foregroundRole())
            if window.rect().contains(where):
                yield Written(label.text(), where, colour, label.fontInfo().pixelSize())


def on_page(scene: Scene, written: list[Written]) -> tuple[QImage, list[Written]]:
    written.clear()
    image = scene.window.grab().toImage()
    seen = image.rect()
    return image, [w for w in [*written, *labels(scene.window)] if seen.contains(w.where)]


def busy(scene: Scene) -> Scene:
    """Everything on the page that can be on it."""
    scene.running()
    scene.do(c.Go())
    scene.do(c.StartTimer(1, 30 * 1000, "vitals"))  # type: ignore[arg-type]
    scene.do(c.Note("humming", scene.who("Ash")))
    scene.page.choose(scene.who("Ash"))
    scene.window.status.refuse("The circle is held already.")
    scene.pass_(MINUTES)
    return scene


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
    scene.page.ring.show_seats(views, views[1].person)


STATES = (running, warning, danger, overtime, held, covered, asked, emergency, refused, badges)


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


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_parts_of_the_foot_stand_on_common_lines(stage: Stage, written: list[Written], scale: float) -> None:
    scene = busy(stage(scale=scale))
    _, found = on_page(scene, written)
    middles = {w.words: w.where.center().y() for w in found}
    captions = [middles[words] for words in ("MUSIC", "MASTER", "LIGHT", "TIMERS")]
    assert max(captions) - min(captions) <= 1
    assert abs(middles["Tide"] - middles["50 %"]) <= 1
    assert abs(middles["then Shore in 18:50"] - middles["steady"]) <= 1
    keys = [*scene.page.room.keys.values(), *scene.page.room.timers.keys]
    edges = {(key.mapTo(scene.window, key.rect().topLeft()).y(), key.height()) for key in keys}
    assert len(edges) == 1


@pytest.mark.parametrize("size", [(1024, 640), (1366, 768)])
def test_the_foot_fits_without_scrolling(stage: Stage, size: tuple[int, int]) -> None:
    scene = busy(stage(scale=1.5 if size[0] > 1024 else 1.0))
    scene.window.resize(*size)
    scene.pass_(0)
    assert scene.page.room.width() <= scene.window.width()


def test_no_key_of_the_room_jumps_when_it_says_another_word(stage: Stage) -> None:
    scene = stage().running()
    before = [key.geometry() for key in scene.page.room.keys.values()]
    for command in (c.Hush(), c.Unhush(), c.Emergency()):
        scene.do(command)
        scene.pass_(1_000)
        assert [key.geometry() for key in scene.page.room.keys.values()] == before


def test_terracotta_is_for_an_emergency_and_for_what_is_outside_a_signed_range(
    stage: Stage, written: list[Written]
) -> None:
    scene = busy(stage())
    scene.room.says.append(Output(None, "unplugged"))
    scene.window.status.fail("The disk is full.")
    scene.pass_(1_000)
    _, found = on_page(scene, written)
    assert "No sound output" in {w.words for w in found}
    alarm = Tone.ALARM
    assert {w.words for w in found if w.colour == colour(scene.page, alarm)} == {"Emergency", "F9"}
    scene.do(c.Emergency())
    scene.pass_(1_000)
    _, found = on_page(scene, written)
    assert {"since 09:26", "Stand down"} <= {w.words for w in found if w.colour == colour(scene.page, alarm)}


def test_in_reading_mode_the_name_is_as_large_as_the_notes(stage: Stage, written: list[Written]) -> None:
    scene = busy(stage())
    scene.page.read(True)
    scene.pass_(1_000)
    _, found = on_page(scene, written)
    size = {w.words: w.size for w in found}
    assert size["mat 3"] == size["humming"] == typeface.LARGE
    assert next(w.size for w in found if w.words == "Ash" and w.size > typeface.TITLE) == typeface.LARGE


@pytest.mark.parametrize("size", [(1024, 600), (1366, 768)])
@pytest.mark.parametrize("left_handed", ["yes", "no"])
def test_sheets_leave_the_clock_go_and_emergency_in_sight(
    stage: Stage, size: tuple[int, int], left_handed: str
) -> None:
    scene = stage(kept={"left-handed": left_handed}).running()
    page = scene.page
    scene.window.resize(*size)
    assert scene.window.size().toTuple() == size
    for sheet in (page.commands, page.keys):
        sheet.open()
        scene.pass_(0)
        for part in (page.ring.clock, page.standby.go, page.strip.alarm, page.eyes):
            assert part.visibleRegion().boundingRect().size() == part.size(), part
        sheet.put_away()


def test_a_chosen_row_of_a_sheet_is_no_block_of_the_accent(stage: Stage) -> None:
    scene = stage().running()
    scene.page.commands.open()
    scene.pass_(0)
    view = scene.page.commands.list
    row = view.visualRect(view.currentIndex())
    shown = QColor(view.viewport().grab().toImage().pixel(row.right() - 3, row.center().y()))
    assert shown == colour(view, Tone.RAISED)


def clock_time(written: list[Written], time: str) -> float:
    return next(w.size for w in written if w.words == time)


def test_the_time_grows_with_the_text_and_with_the_window(stage: Stage, written: list[Written]) -> None:
    sizes = []
    for scale, size in ((1.0, (1366, 768)), (1.5, (1366, 768)), (1.0, (2560, 1440))):
        scene = stage(scale=scale, people=12)
        scene.window.resize(*size)
        on_page(scene.running(), written)
        sizes.append(clock_time(written, "30:00"))
    assert sizes[1] > sizes[0] * 1.08
    assert sizes[2] > sizes[0] * 1.8


def in_sight(seat: Seat) -> bool:
    shown = seat.visibleRegion().boundingRect()
    return shown.height() == seat.height() and shown.width() >= seat.width() - 2 * WINGS


@pytest.mark.parametrize(("scale", "size"), [(1.5, (1366, 768)), (2.0, (1366, 768)), (1.0, (1024, 640))])
def test_everyone_is_in_sight_and_the_chosen_one_always(stage: Stage, scale: float, size: tuple[int, int]) -> None:
    scene = stage(scale=scale, people=12)
    scene.window.resize(*size)
    scene.pass_(0)
    assert not [seat.view.alias for seat in scene.page.ring.seats if not in_sight(seat)]


def test_the_seat_that_is_chosen_by_the_arrows_comes_into_sight(stage: Stage) -> None:
    scene = stage(scale=2.0, people=24).running()
    ring = scene.page.ring
    assert ring.seats[-1].visibleRegion().isEmpty()
    scene.press("Left", scene.page)
    assert scene.page.who == ring.seats[-1].view.person
    assert in_sight(ring.seats[-1])


@pytest.mark.parametrize("size", [(1366, 768), (2560, 1440)])
def test_badges_lie_off_the_mat_number_and_the_reading(
    stage: Stage, written: list[Written], size: tuple[int, int]
) -> None:
    scene = stage(people=1)
    scene.window.resize(*size)
    seat = scene.page.ring.seats[0]
    view = replace(seat.view, reading="128/82", depth=2, badge=Badge("due", "due 2"), distress=True)
    scene.page.ring.show_seats([view], None)
    on_page(scene, written)
    mat, badge, reading, distress = (
        next(w.where for w in written if w.words == words) for words in ("1", "due 2", "128/82", "distress")
    )
    assert not mat.intersects(badge)
    assert not reading.intersects(distress)
    assert "distress" in seat.accessibleName()


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
