"""The signature pad: with pen, finger or mouse; blank for whoever comes next."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kapcircle.ui.signature_pad import SignaturePad
from tests.ui.readying import WAVE, draw


@pytest.fixture
def pad(qtbot: QtBot) -> SignaturePad:
    made = SignaturePad()
    qtbot.addWidget(made)
    made.resize(400, 150)
    made.show()
    return made


def test_a_stroke_is_kept_as_parts_of_the_pad(pad: SignaturePad) -> None:
    blank = pad.grab().toImage()
    draw(pad, (40, 75), (200, 15))
    ((first, last),) = pad.strokes
    assert first == pytest.approx((0.1, 0.5))
    assert last == pytest.approx((0.5, 0.1))
    assert pad.signed
    assert pad.accessibleDescription() == "Signed."
    assert pad.grab().toImage() != blank


def test_beside_the_pad_the_pen_stays_at_its_edge(pad: SignaturePad) -> None:
    draw(pad, (40, 75), (900, -40))
    assert pad.strokes[0][-1] == (1.0, 0.0)


def test_enter_says_that_it_is_done_and_esc_wipes_it(pad: SignaturePad, qtbot: QtBot) -> None:
    draw(pad, *WAVE)
    with qtbot.waitSignal(pad.finished):
        QTest.keyClick(pad, Qt.Key.Key_Return)
    QTest.keyClick(pad, Qt.Key.Key_Escape)
    assert pad.strokes == ()
    assert not pad.signed


def test_who_comes_next_finds_it_empty(pad: SignaturePad) -> None:
    draw(pad, *WAVE)
    pad.hide()
    pad.show()
    assert pad.strokes == ()


def test_another_button_draws_nothing(pad: SignaturePad) -> None:
    QTest.mouseClick(pad, Qt.MouseButton.RightButton, pos=QPoint(50, 50))
    assert pad.strokes == ()


def test_a_finger_draws_as_a_pen_does(pad: SignaturePad) -> None:
    device = QTest.createTouchDevice()
    QTest.touchEvent(pad, device).press(0, QPoint(40, 75), pad).commit()
    QTest.touchEvent(pad, device).move(0, QPoint(200, 15), pad).commit()
    QTest.touchEvent(pad, device).release(0, QPoint(200, 15), pad).commit()
    assert pad.signed
