"""A day is typed with real keys: by its figures, or whole."""

import pytest
from PySide6.QtCore import QDate, QDateTime, Qt, QTime
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kapcircle.core.errors import Refused
from kapcircle.core.ids import Instant
from kapcircle.ui.day import Day, Moment, When

AT = QDateTime(QDate(2026, 11, 26), QTime(8, 0))
CTRL = Qt.KeyboardModifier.ControlModifier


def entered(qtbot: QtBot, field: Moment) -> Moment:
    qtbot.addWidget(field)
    field.setDateTime(QDateTime(QDate(2026, 11, 20), QTime(14, 0)))
    with qtbot.waitExposed(field):
        field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return field


def type_whole(field: Moment, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    QTest.keyClick(field, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(field, text[0])
    whole = field.focusWidget()
    assert isinstance(whole, QLineEdit)
    QTest.keyClicks(whole, text[1:])
    QTest.keyClick(whole, end)


@pytest.mark.parametrize("text", ["26 Nov 2026 8:00", "2026-11-26 08:00", "26.11.2026 8:00", "Thu 26 Nov 2026 8:00"])
def test_a_whole_day_is_typed_over_the_old_one(qtbot: QtBot, text: str) -> None:
    field = entered(qtbot, Moment())
    with qtbot.waitSignal(field.dateTimeChanged):
        type_whole(field, text)
    assert field.dateTime() == AT
    assert field.text() == "Thu 2026-11-26  08:00"
    assert field.hasFocus()


def test_a_day_without_its_hour_leaves_the_hour_as_it_stood(qtbot: QtBot) -> None:
    field = entered(qtbot, Moment())
    type_whole(field, "26.11.2026")
    assert field.dateTime() == QDateTime(QDate(2026, 11, 26), QTime(14, 0))


def test_figures_go_from_section_to_section_and_begin_at_the_year(qtbot: QtBot) -> None:
    field = entered(qtbot, Moment())
    field.setCurrentSectionIndex(0)
    QTest.keyClicks(field, "202611260800")
    assert field.dateTime() == AT
    field.setSelectedSection(Moment.Section.MonthSection)
    QTest.keyClicks(field, "12")
    assert field.date() == QDate(2026, 12, 26)


def test_a_whole_day_is_pasted(qtbot: QtBot) -> None:
    field = entered(qtbot, Moment())
    QGuiApplication.clipboard().setText("26 Nov 2026 8:00")
    QTest.keyClick(field, Qt.Key.Key_V, CTRL)
    assert field.dateTime() == AT


def test_what_cannot_be_read_is_said_and_is_not_kept_as_the_old_day_unasked(qtbot: QtBot) -> None:
    field = entered(qtbot, When(Instant(0)))
    assert isinstance(field, When)
    before = field.dateTime()
    type_whole(field, "11/26/2026")
    assert field.dateTime() == before
    assert "cannot be read" in field.accessibleDescription()
    with pytest.raises(Refused, match="cannot be read"):
        field.instant()
    assert field.instant() == Instant(before.toMSecsSinceEpoch()), "said once: what stands there is meant"


def test_escape_leaves_the_day_as_it_was(qtbot: QtBot) -> None:
    field = entered(qtbot, Moment())
    before = field.dateTime()
    type_whole(field, "26.11.2026", Qt.Key.Key_Escape)
    assert field.dateTime() == before
    field.heed()


def test_a_field_of_a_day_takes_a_day_and_says_that_it_takes_no_hour(qtbot: QtBot) -> None:
    field = entered(qtbot, Day(Instant(0)))
    assert isinstance(field, Day)
    type_whole(field, "26 Nov 2026")
    assert field.date() == AT.date()
    type_whole(field, "27 Nov 2026 8:00")
    with pytest.raises(Refused, match="only the day"):
        field.end()


def test_what_is_half_typed_when_it_is_asked_for_counts(qtbot: QtBot) -> None:
    field = entered(qtbot, Moment())
    type_whole(field, "26.11.2026 08:00", Qt.Key.Key_Shift)
    field.heed()
    assert field.dateTime() == AT
