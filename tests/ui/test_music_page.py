"""The Music page under hands: recordings come in, what is wrong with each is seen, and what is said of them is kept."""

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis, TrackId
from kapcircle.core.playlist import Track
from kapcircle.core.tracks import Feel, Quality, SuddenRise
from kapcircle.desk.fittings import NotCopied
from kapcircle.ui import ink, marks, typeface
from kapcircle.ui.dialogs.question import Notice
from kapcircle.ui.dialogs.reading import Reading
from kapcircle.ui.forms import Roomy
from kapcircle.ui.panels import track_list
from kapcircle.ui.panels.track_form import TrackForm
from kapcircle.ui.panels.track_list import TrackGrid
from kapcircle.ui.tick import Tick
from kapcircle.ui.waveform import GRIP, Waveform
from tests.ui.entered import Entered
from tests.ui.hands import field, press, shown, type_in
from tests.ui.people import over, the
from tests.ui.shelf import LAKE, OLD, TIDE, Shelf


def wait(qtbot: QtBot, shelf: Shelf) -> None:
    qtbot.waitUntil(lambda: not shelf.desk._import.busy, timeout=10_000)
    QApplication.processEvents()


def test_a_practice_without_music_says_how_it_comes(entered: Entered) -> None:
    shelf = Shelf(entered)
    assert "No music yet" in shelf.said
    assert "Drag recordings or a folder of them onto this page." in shelf.said


def test_what_is_let_fall_comes_in_and_what_became_of_each_can_be_read(entered: Entered, qtbot: QtBot) -> None:
    shelf = Shelf(entered)
    shelf.media.broken["/m/b.mp3"] = KnownError("b.mp3 ends at 3.0 s, before it should")
    shelf.let_fall("/m/a.flac", "/m/b.mp3", "/m/c.flac")
    wait(qtbot, shelf)
    assert shelf.listed == ["/m/a.flac", "/m/c.flac"]
    assert "▲ 2 taken in, 1 left out." in shelf.said
    press(shelf.window, "What became of each…")
    told = over(Notice)
    assert "b.mp3 ends at 3.0 s, before it should. It was left out." in shown(told)
    told.accept()
    shelf.let_fall("/m/a.flac")
    wait(qtbot, shelf)
    assert "Nothing new, 1 there already." in shelf.said
    assert "▲ Nothing new" not in shelf.said, "nothing is wrong"


def test_what_was_left_out_stands_first_and_every_reason_can_be_read_to_its_end(
    entered: Entered, qtbot: QtBot, in_type: None
) -> None:
    shelf = Shelf(entered)
    long = f"/m/{'n' * 240}.mp3"
    shelf.media.broken[long] = KnownError(f"{long} ends at 3.0 s, before it should")
    shelf.media.broken["/m/z.wav"] = KnownError("z.wav holds 50% of what it should: it was cut short. Copy it again")
    shelf.let_fall("/m/a.flac", long, "/m/z.wav")
    wait(qtbot, shelf)
    press(shelf.window, "What became of each…")
    told = the(over(Notice), Reading)
    QApplication.processEvents()
    inner = told.widget()
    assert inner is not None
    assert inner.width() <= told.viewport().width(), "nothing is cut off at the right"
    lines = [label.text().replace("\u200b", "") for label in inner.findChildren(QLabel)]
    assert [line.endswith("It was left out.") for line in lines] == [True, True, False]
    assert long in lines[0]
    over(Notice).reject()


def test_whoever_cancels_keeps_what_came_before(entered: Entered, qtbot: QtBot) -> None:
    shelf = Shelf(entered)
    taken = shelf.media.take_in

    def slow(path: str, heed: Any = None, twin: Any = None) -> Track:
        if path != "/m/b.flac":
            return taken(path, heed, twin)
        while True:
            time.sleep(0.001)
            heed(0.5)

    shelf.media.take_in = slow  # type: ignore[method-assign] # a recording that takes for ever
    shelf.let_fall("/m/a.flac", "/m/b.flac", "/m/c.flac")
    qtbot.waitUntil(lambda: "2 of 3 · b.flac" in shelf.said)
    shelf.let_fall("/m/d.flac")
    assert "One import at a time" in shelf.said or "One import at a time" in shelf.window.status._words
    press(shelf.window, "Cancel")
    wait(qtbot, shelf)
    assert shelf.listed == ["/m/a.flac"]
    assert "Cancelled: 1 taken in." in shelf.said


def test_a_full_disk_is_said_on_the_page(entered: Entered, qtbot: QtBot) -> None:
    shelf = Shelf(entered)
    shelf.media.broken["full"] = NotCopied("These recordings need about 3.0 GB, and there is room for 1.0 GB.")
    shelf.let_fall("/m/a.flac")
    wait(qtbot, shelf)
    assert "▲ These recordings need about 3.0 GB, and there is room for 1.0 GB." in shelf.said


def test_whoever_locks_the_vault_ends_what_is_on_its_way(entered: Entered, qtbot: QtBot) -> None:
    shelf = Shelf(entered)
    ended = list[bool]()

    def slow(path: str, heed: Any = None, twin: Any = None) -> Track:
        try:
            while True:
                time.sleep(0.001)
                heed(0.5)
        finally:
            ended.append(True)

    shelf.media.take_in = slow  # type: ignore[method-assign] # a recording that takes for ever
    shelf.let_fall("/m/a.flac")
    qtbot.waitUntil(lambda: "1 of 1 · a.flac" in shelf.said)
    shelf.entered.program.lock()
    qtbot.waitUntil(lambda: bool(ended))
    QApplication.processEvents()


def test_what_is_wrong_is_seen_in_words_and_shape(shelf: Shelf) -> None:
    shelf.choose("Tide")
    assert "▲ Sudden rise at 3:12: 14 LU within 0.4 s. A cue point may cut it off." in shelf.said
    wave = the(shelf.window, Waveform)
    assert wave.accessibleDescription() == "Heard from 0:00 to 6:40 of 6:40. Sudden rises: 3:12."
    shelf.choose("Lake")
    assert "It stays 8 LU softer than the others: a peak stands in the way." in shelf.said
    assert "No licence is noted." in shelf.said


def test_what_is_said_of_a_recording_is_kept(shelf: Shelf) -> None:
    shelf.choose("Tide")
    for name, words in (("Title", "Rising tide"), ("Artist", "Bo"), ("Licence", "bought"), ("Source", "label")):
        type_in(shelf.window, name, words, enter=True)
    type_in(shelf.window, "Tags", "strings, night,", enter=True)
    for name in ("lift", "soften"):
        (tick,) = [x for x in shelf.window.findChildren(Tick) if x.text() == name and x.isVisible()]
        QTest.mouseClick(tick, Qt.MouseButton.LeftButton)
    shelf.pick("Words", "none")
    shelf.pick("Tempo feel", "slow")
    now = shelf.track(TIDE)
    assert (now.title, now.artist, now.licence, now.source) == ("Rising tide", "Bo", "bought", "label")
    assert (now.tags, now.qualities) == (("strings", "night"), (Quality.SOFTEN, Quality.LIFT))
    assert (now.words, now.feel) == (False, Feel.SLOW)
    assert shelf.listed == ["Lake", "Old", "Rising tide"]


@pytest.mark.parametrize(
    ("begins", "ends", "kept"),
    [
        ("0:05", "3:10", (5_000, 190_000)),
        ("5", "", (5_000, None)),
        ("0:05.5", "6:40", (5_500, None)),
    ],
)
def test_cue_points_are_typed(shelf: Shelf, begins: str, ends: str, kept: tuple[int, int | None]) -> None:
    shelf.choose("Tide")
    type_in(shelf.window, "Begins at", begins, enter=True)
    type_in(shelf.window, "Ends at", ends, enter=True)
    assert (shelf.track(TIDE).begins, shelf.track(TIDE).ends) == kept
    assert ("Sudden rise" in shelf.said) == (kept[1] is None)
    press(shelf.window, "Whole")
    assert (shelf.track(TIDE).begins, shelf.track(TIDE).ends) == (0, None)


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("Begins at", "6:35", "▲ “Tide” would be heard for 0:00:05: at least 10 s lie between cue points."),
        ("Begins at", "soon", "▲ “soon” is not a length: type seconds as a number, or a length as 0:30 or 1:10:00."),
        ("Begins at", "0:05.55", "▲ “0:05.55” is no moment: type it as 3:12 or 3:12.5."),
        ("Title", " ", "▲ Give the recording a title."),
    ],
)
def test_what_cannot_be_is_said_beside_it_and_nothing_changes(shelf: Shelf, name: str, typed: str, words: str) -> None:
    shelf.choose("Tide")
    type_in(shelf.window, name, typed, enter=True)
    assert words in shelf.said
    assert shelf.track(TIDE) == replace(TIDE, gain=-3.0)


def drag(wave: Waveform, at: Sequence[float]) -> None:
    """Take the wave where its length is at the first of these parts, and let go at the last."""
    places = [QPoint(round(GRIP + (wave.width() - 2 * GRIP) * part), wave.height() // 2) for part in at]
    QTest.mousePress(wave, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(wave, place)
        QApplication.processEvents()
    QTest.mouseRelease(wave, Qt.MouseButton.LeftButton, pos=places[-1])


def test_no_moment_of_a_rise_reaches_the_mark_of_the_next(
    entered: Entered, in_type: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    times, marked = list[QRectF](), list[QRectF]()

    def write(painter: QPainter, room: QRectF, words: str, *more: Any) -> QRectF:
        said = ink.write(painter, room, words, *more)
        if room.top() == 0:
            times.append(said)
        return said

    def mark(painter: QPainter, name: str, room: QRectF, tone: QColor) -> None:
        marks.mark(painter, name, room, tone)
        marked.append(room)

    monkeypatch.setattr("kapcircle.ui.waveform.write", write)
    monkeypatch.setattr("kapcircle.ui.waveform.mark", mark)
    at = (10_000, 40_000, 45_000, 60_000, 200_000, 399_000)
    shelf = Shelf(entered, replace(TIDE, rises=tuple(SuddenRise(Millis(x), 13.0) for x in at)))
    the(shelf.window, Waveform).grab()
    assert len(marked) >= len(at) > len(times) >= 2
    assert not [time for time in times for each in marked if time.intersects(each)]
    assert all(time.right() <= the(shelf.window, Waveform).width() for time in times)


def test_cue_points_are_dragged_and_tell_where_they_are(shelf: Shelf) -> None:
    shelf.choose("Tide")
    wave = the(shelf.window, Waveform)
    drag(wave, (0.0, 0.2, 0.5))
    assert shelf.track(TIDE).begins == pytest.approx(200_000, abs=1_000)
    assert shelf.track(TIDE).ends is None
    drag(wave, (1.0, 0.8))
    assert shelf.track(TIDE).ends == pytest.approx(320_000, abs=1_000)
    drag(wave, (0.65, 0.1))
    assert shelf.track(TIDE).begins == pytest.approx(200_000, abs=1_000), "no cue point was near"
    assert field(shelf.window, "Begins at").text().startswith("3:")


def test_whoever_looks_for_one_finds_it(shelf: Shelf) -> None:
    QTest.keyClicks(shelf.window.focusWidget(), "/")
    QTest.keyClicks(shelf.window.focusWidget(), "ana")
    assert shelf.listed == ["Tide"]
    shelf.pick("Wrong", "no licence")
    assert "No recording answers to this search and these filters." in shelf.said
    press(shelf.window, "Show every recording")
    assert shelf.listed == ["Lake", "Old", "Tide"]
    shelf.pick("Order", "by loudness, last first")
    assert shelf.listed == ["Old", "Tide", "Lake"]
    shelf.pick("Quality", "without words")
    assert shelf.listed == []


def test_arrows_in_the_search_field_go_along_the_list_without_looking_for_anything_anew(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles = shelf.listed
    with monkeypatch.context() as patched:
        patched.setattr(track_list, "listed", None)  # in a library of thousands that took a fifth of a second
        for _ in titles:
            QTest.keyClick(field(shelf.window, "Search"), Qt.Key.Key_Down)
    QApplication.processEvents()
    assert field(shelf.desk, "Title").text() == titles[-1]
    chosen = the(shelf.window, TrackGrid).currentIndex()
    assert chosen.row() == len(titles) - 1, "and the list has it in sight"


def test_a_recording_of_more_than_an_hour_says_all_of_its_length(shelf: Shelf, in_type: None) -> None:
    grid = the(shelf.window, TrackGrid)
    room = grid.columnWidth(1) - 16
    assert QFontMetricsF(typeface.face()).horizontalAdvance("1:05:00") <= room


def test_old_recordings_are_measured_on_wish(shelf: Shelf, qtbot: QtBot) -> None:
    assert "▲ 1 not measured yet: nobody knows how loud." in shelf.said
    press(shelf.window, "Measure them")
    wait(qtbot, shelf)
    assert shelf.track(OLD).loudness == -30.0
    assert "not measured yet" not in shelf.said


def test_the_loudness_of_the_house_is_set_and_a_wrong_one_refused(shelf: Shelf) -> None:
    type_in(shelf.window, "Heard at, LUFS", "-27", enter=True)
    assert shelf.house.library.catalogue.target == -27.0
    assert shelf.track(TIDE).gain == -7.0
    type_in(shelf.window, "Heard at, LUFS", "5", enter=True)
    assert "▲ The loudness of the house lies from -36 to -14 LUFS, not at 5." in shelf.said
    type_in(shelf.window, "Heard at, LUFS", "loud", enter=True)
    assert "▲ “loud” is no number of LUFS: −23 is one." in shelf.said
    assert shelf.house.library.catalogue.target == -27.0


def test_many_rises_do_not_hide_what_else_is_wrong(entered: Entered) -> None:
    rises = tuple(SuddenRise(Millis(n * 30_000), 13.0) for n in range(1, 13))
    shelf = Shelf(entered, replace(TIDE, rises=rises, peak=0.4, licence=""))
    assert "▲ Sudden rises at 0:30, 1:00, 1:30, 2:00, 2:30 and 7 more: up to 13 LU within 0.4 s." in shelf.said
    assert "▲ Its loudest peak is +0.4 dBTP" in shelf.said
    assert "▲ No licence is noted." in shelf.said


def test_what_is_too_long_for_its_field_is_read_from_its_beginning(entered: Entered, in_type: None) -> None:
    shelf = Shelf(entered, replace(TIDE, title="Lament for the far shore, " * 6), LAKE)
    shelf.choose(next(title for title in shelf.listed if title.startswith("Lament")))
    assert field(shelf.window, "Title").cursorPosition() == 0


LONG = replace(TIDE, id=TrackId("long"), title="W" * 200, artist="A" * 200, licence="L" * 200, tags=("t" * 200,))


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_name_without_a_gap_and_large_type_push_nothing_out_of_sight(
    entered: Entered, in_type: None, scale: float
) -> None:
    entered.window.resize(1366, 768)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    typeface.set_type(app, app.font().family(), scale)
    shelf = Shelf(entered, LONG)
    form = the(shelf.window, TrackForm)
    around = form.parentWidget()
    assert around is not None
    view = around.parentWidget()
    assert view is not None
    wide = form.width(), view.width()
    typeface.set_type(app, app.font().family())
    assert wide[0] <= wide[1], "what is further right cannot be scrolled to"


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_the_page_lies_in_its_window(shelf: Shelf, in_type: None, size: tuple[int, int]) -> None:
    shelf.window.resize(*size)
    QApplication.processEvents()
    shelf.choose("Tide")
    for area in shelf.window.findChildren(Roomy):
        if area.isVisible():
            assert not area.horizontalScrollBar().isVisible()
            assert not area.verticalScrollBar().isVisible()
