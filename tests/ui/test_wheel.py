"""The wheel scrolls, and changes no answer and no day on its way."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDateTimeEdit
from pytestqt.qtbot import QtBot

from kapcircle.core.ids import Instant
from kapcircle.ui.day import Date, Day, Moment, When
from kapcircle.ui.forms import Choice

NOTCH = 120
FIELDS: dict[str, Callable[[], QComboBox | QDateTimeEdit]] = {
    "choice": lambda: Choice([(word, word) for word in ("yes", "no", "not known")]),
    "date": Date,
    "moment": Moment,
    "day": lambda: Day(Instant(0)),
    "when": lambda: When(Instant(0)),
}


def stands(field: QComboBox | QDateTimeEdit) -> object:
    return field.currentIndex() if isinstance(field, QComboBox) else field.dateTime()


@pytest.mark.parametrize("make", FIELDS.values(), ids=FIELDS.keys())
@pytest.mark.parametrize("turn", [NOTCH, -NOTCH])
def test_a_field_under_the_wheel_stays_as_it_is(
    qtbot: QtBot, make: Callable[[], QComboBox | QDateTimeEdit], turn: int
) -> None:
    field = make()
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    if isinstance(field, QComboBox):
        field.setCurrentIndex(1)
    before, at = stands(field), QPointF(field.rect().center())
    wheel = QWheelEvent(
        at,
        QPointF(field.mapToGlobal(field.rect().center())),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, wheel)
    assert stands(field) == before
    assert not wheel.isAccepted()
