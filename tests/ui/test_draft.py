"""Half-typed words are there again after a crash."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kapcircle.ui import draft as drafts
from kapcircle.ui.draft import Draft
from tests.fakes import desk
from tests.memory import MemoryLog


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


def test_who_types_without_a_pause_has_their_words_kept_all_the_same(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "PAUSE_MS", 600_000)
    monkeypatch.setattr(drafts, "LONGEST_MS", 50)
    log = MemoryLog()
    field = field_of(qtbot, log)
    QTest.keyClicks(field, "tears, hand he")
    qtbot.waitUntil(lambda: log.half_typed == {"note": "tears, hand he"}, timeout=3000)


def test_the_longest_is_counted_from_the_first_letter_not_kept(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "PAUSE_MS", 600_000)
    monkeypatch.setattr(drafts, "LONGEST_MS", 300)
    log = MemoryLog()
    field = field_of(qtbot, log)

    def types_on() -> bool:
        QTest.keyClicks(field, "x")
        return bool(log.half_typed)

    qtbot.waitUntil(types_on, timeout=3000)
