"""What was changed on the Music page is taken back, and brought back, one thing after the other."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kapcircle.ui.dialogs.question import Question
from kapcircle.ui.panels.track_list import TrackGrid
from tests.ui.entered import Entered
from tests.ui.hands import field, press, shown, type_in
from tests.ui.people import over, the
from tests.ui.shelf import TIDE, Shelf


def test_a_slip_on_the_form_is_taken_back_and_brought_back(shelf: Shelf) -> None:
    shelf.choose("Tide")
    type_in(shelf.window, "Title", "Slip", enter=True)
    title = field(shelf.window, "Title")
    QTest.keyClicks(title, "x")
    QTest.keyClick(title, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert title.text() == "Slip", "first the letters"
    QTest.keyClick(title, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shelf.track(TIDE).title == title.text() == "Tide"
    press(shelf.window, "Redo")
    assert shelf.track(TIDE).title == "Slip"


def test_undo_shows_the_recording_that_it_was_about(shelf: Shelf) -> None:
    shelf.choose("Tide")
    shelf.pick("Tempo feel", "slow")
    shelf.choose("Lake")
    type_in(shelf.window, "Search", "lake")
    press(shelf.window, "Undo")
    assert shelf.track(TIDE).feel is None
    assert field(shelf.window, "Title").text() == "Tide"


def test_a_loudness_that_was_set_is_taken_back(shelf: Shelf) -> None:
    type_in(shelf.window, "Heard at, LUFS", "-27", enter=True)
    press(shelf.window, "Undo")
    assert shelf.house.library.catalogue.target == -23.0
    assert field(shelf.window, "Heard at, LUFS").text() == "−23"
    press(shelf.window, "Undo")
    assert "There is nothing to undo since you came in." in shelf.window.status._words


def test_a_key_held_down_takes_back_one_thing(shelf: Shelf) -> None:
    shelf.choose("Tide")
    for words in ("One", "Two"):
        type_in(shelf.window, "Title", words, enter=True)
    control, grid = Qt.KeyboardModifier.ControlModifier, the(shelf.window, TrackGrid)
    for repeats in (False, True, True):
        QApplication.sendEvent(grid, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Z, control, "", repeats))
    assert shelf.track(TIDE).title == "One"


def test_a_recording_is_taken_off_the_list_after_a_question(shelf: Shelf) -> None:
    shelf.choose("Tide")
    press(shelf.window, "Take off the list")
    question = over(Question)
    assert "Take “Tide” off the list?" in shown(question)
    question.accept()
    QApplication.processEvents()
    assert shelf.listed == ["Lake", "Old"]
    assert "“Tide” is off the list. Ctrl+Z puts it back." in shelf.window.status._words
    QTest.keyClick(the(shelf.window, TrackGrid), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shelf.listed == ["Lake", "Old", "Tide"]
    assert field(shelf.window, "Title").text() == "Tide"


def test_the_last_recording_that_was_taken_off_is_put_back_too(entered: Entered) -> None:
    shelf = Shelf(entered, TIDE)
    press(shelf.window, "Take off the list")
    over(Question).accept()
    QApplication.processEvents()
    assert "No music yet" in shelf.said
    QTest.keyClick(shelf.desk, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shelf.listed == ["Tide"]
