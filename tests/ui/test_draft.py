"""Half-typed words are there again after a crash."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kapcircle.ui.draft import Draft
from tests.fakes import MemoryLog, desk


def field_of(qtbot: QtBot, log: MemoryLog) -> QLineEdit:
    field = QLineEdit()
    qtbot.addWidget(field)
    Draft(field, desk(log), "note")
    return field


def test_words_that_were_typed_and_not_saved_come_back(qtbot: QtBot) -> None:
    log = MemoryLog()
    QTest.keyClicks(field_of(qtbot, log), "tears, hand he")
    qtbot.waitUntil(lambda: log.half_typed == {"note": "tears, hand he"}, timeout=3000)
    assert field_of(qtbot, log).text() == "tears, hand he"
    assert not log.entries


def test_words_that_were_saved_or_deleted_are_forgotten_at_once(qtbot: QtBot) -> None:
    log = MemoryLog()
    log.draft("note", "old words")
    field_of(qtbot, log).clear()
    assert log.half_typed == {}


def test_words_stay_with_what_they_were_begun_for(qtbot: QtBot) -> None:
    log = MemoryLog()
    field = QLineEdit()
    qtbot.addWidget(field)
    draft = Draft(field, desk(log), "wren")
    QTest.keyClicks(field, "tears")
    draft.turn_to("heron")
    assert field.text() == ""
    QTest.keyClicks(field, "hums")
    draft.turn_to("wren")
    assert (field.text(), log.half_typed) == ("tears", {"wren": "tears", "heron": "hums"})
    field.clear()
    assert log.half_typed == {"heron": "hums"}


def test_what_is_about_nothing_is_not_kept(qtbot: QtBot) -> None:
    log = MemoryLog()
    field = QLineEdit()
    qtbot.addWidget(field)
    draft = Draft(field, desk(log))
    QTest.keyClicks(field, "tears")
    draft.turn_to("wren")
    assert (field.text(), log.half_typed) == ("", {})
