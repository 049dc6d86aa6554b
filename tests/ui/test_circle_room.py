"""Where things lie at every size of text and window: the foot, the sheets, the clock and the seats."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget

from kapcircle.core.session import commands as c
from kapcircle.desk.orders import Lights, Output
from kapcircle.places import resources
from kapcircle.ui import typeface
from kapcircle.ui.key import LOW
from kapcircle.ui.panels import foot
from kapcircle.ui.panels.seat import WINGS, Seat
from kapcircle.ui.theme import Tone, colour
from kapcircle.ui.tick import Tick
from kapcircle.views.circle import Badge
from kapcircle.views.room import LampView, LightView
from tests.ui.scene import MINUTES, NAMES, Stage
from tests.ui.seen import Written, busy, on_page


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


@pytest.mark.parametrize(
    ("size", "scale"), [((1024, 640), 1.0), ((1366, 768), 1.5), ((1366, 768), 1.75), ((1366, 768), 2.0)]
)
def test_the_foot_fits_without_scrolling(
    stage: Stage, written: list[Written], size: tuple[int, int], scale: float
) -> None:
    scene = busy(stage(scale=scale))
    scene.window.resize(*size)
    scene.pass_(0)
    room = scene.page.room
    assert room.width() <= scene.window.width()
    assert all(key.height() >= LOW for key in room.timers.keys)
    _, found = on_page(scene, written)
    assert {"vitals", "Timer 2", "Ctrl+3"} <= {w.words for w in found}


def test_letters_that_were_large_leave_the_foot_as_it_was(stage: Stage) -> None:
    scene = stage()
    before = [key.geometry() for key in scene.page.room.timers.keys]
    for size in (2.0, 1.0):
        typeface.set_type(QApplication.instance(), typeface.load(resources() / "fonts"), size)  # type: ignore[arg-type]
        QApplication.processEvents()
    assert [key.geometry() for key in scene.page.room.timers.keys] == before


def test_of_what_comes_next_in_the_music_no_half_part_is_said(stage: Stage, written: list[Written]) -> None:
    scene = stage(scale=2.0).running()
    scene.pass_(3 * MINUTES)
    scene.do(c.LoopSection())
    scene.pass_(1_000)
    _, found = on_page(scene, written)
    (said,) = [w.words for w in found if w.words.startswith("loops ")]
    assert said.endswith(" until GO"), "and not what comes then, cut short"


def test_the_light_comes_back_as_slowly_on_the_page_as_in_the_room(stage: Stage) -> None:
    scene = stage().running()
    says = scene.page.room.light.accessibleDescription
    usual = says()
    scene.do(c.Emergency())
    scene.pass_(4_000)
    assert says() == usual, "an emergency leaves the light"
    scene.do(c.WholeRoom())
    assert says() == usual.replace("ember", "working").replace("steady", "fading, 0:03 left")
    scene.pass_(20_000)
    assert says() == "working 100 %. steady"
    scene.do(c.StandDown())
    scene.pass_(30_000)
    assert says() == "ember 54 %. fading, 0:30 left"
    scene.pass_(31_000)
    assert says() == usual


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
    assert {"since 09:26", "Show card"} <= {w.words for w in found if w.colour == colour(scene.page, alarm)}


def test_in_reading_mode_the_name_is_as_large_as_the_notes(stage: Stage, written: list[Written]) -> None:
    scene = busy(stage())
    scene.page.read(True)
    scene.pass_(1_000)
    _, found = on_page(scene, written)
    size = {w.words: w.size for w in found}
    assert size["mat 3"] == size["humming"] == typeface.LARGE
    assert next(w.size for w in found if w.words == "Ash" and w.size > typeface.TITLE) == typeface.LARGE


def on_window(part: QWidget) -> QRect:
    return QRect(part.mapTo(part.window(), part.rect().topLeft()), part.size())


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
        lies = on_window(sheet)
        assert scene.window.rect().contains(lies)
        for part in (page.ring.clock, page.standby.go, page.strip.alarm, page.eyes):
            assert not on_window(part).intersects(lies), part
        sheet.put_away()


def test_a_chosen_row_of_a_sheet_is_no_block_of_the_accent(stage: Stage) -> None:
    scene = stage().running()
    scene.page.commands.open()
    scene.press("H")
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


def test_where_seats_stand_close_a_badge_is_a_shape_and_covers_no_name(stage: Stage, written: list[Written]) -> None:
    scene = stage(people=40)
    ring = scene.page.ring
    alarm = Badge("alarm", "outside range")
    plain = [replace(seat.view, depth=2, sitter="JO") for seat in ring.seats]
    ring.show_seats(plain, None)
    on_page(scene, written)
    before = {w.words: w.where for w in written if w.words in NAMES}
    ring.show_seats([replace(view, badge=alarm) for view in plain], None)
    on_page(scene, written)
    words = [w.words for w in written]
    assert {w.words: w.where for w in written if w.words in NAMES} == before, "no name gives way"
    assert "outside range" not in words
    assert len([x for x in words if x.replace(" ", "").endswith("·JO")]) == 40, "the mats and who looks after them stay"
    assert ring.seats[0].accessibleName() == "Wren, mat 1, with JO, depth 2 of 4, outside range"
    ring.show_seats([replace(view, distress=True, distressed=6) for view in plain], None)
    on_page(scene, written)
    assert [w.words for w in written].count("6") == 40
    assert "distress 6" not in [w.words for w in written]


def test_a_tick_grows_with_the_text(stage: Stage) -> None:
    stage(scale=1.0)
    small = Tick("words").sizeHint().height(), Tick._side()
    stage(scale=2.0)
    assert (Tick("words").sizeHint().height(), Tick._side()) > small
    assert Tick._side() == 2 * small[1]


@pytest.mark.parametrize("count", [8, 24, 48])
def test_each_of_many_lamps_is_seen(stage: Stage, count: int) -> None:
    light = stage().running().page.room.light
    lamp = LampView("Lamp", 0.5, 1.0, (1.0, 0.5, 0.1))
    light.show_light(LightView((lamp,) * count, "ember", ""), "")
    image = light.grab().toImage()
    row = foot.lines(light.width())[1].toRect().center().y()
    lit = [image.pixelColor(x, row).red() > 120 for x in range(image.width())]
    assert sum(a and not b for a, b in pairwise([*lit, False])) == count
    assert sum(lit) >= len(lit) // 2


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_light_that_does_not_answer_says_so_where_names_are_long(
    stage: Stage, written: list[Written], scale: float
) -> None:
    scene = stage(scale=scale).running()
    scene.room.says.append(Lights("MQTT", answers=False, why="Standing lamp by the window does not answer: off?"))
    scene.pass_(100)
    _, found = on_page(scene, written)
    assert "does not answer" in [w.words for w in found]


def test_large_letters_leave_the_title_more_room_than_the_times(stage: Stage, written: list[Written]) -> None:
    scene = stage(scale=2.0).running()
    music = scene.page.room.music
    for title, times in (("Tide", "5:00   −25:00"), ("Adagio for strings and slow weather", "−25:00")):
        view = replace(music._view, title=title, passed="5:00", rest="25:00")
        music.show_music(view, "Speakers", lost=False)
        _, found = on_page(scene, written)
        assert times in [w.words for w in found]
