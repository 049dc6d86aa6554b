"""Half-typed words are there again after a crash."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kapcircle.ui.draft import Draft
from tests.fakes import MemoryLog, desk


def field_of(qtbot: QtBot, log: MemoryLog) -> QLineEdit:
    field = QLineEdit()
    qtbot.addWidget(field)
    Draft(field, "note", desk(log))
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
