from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from kapcircle.ui.dialogs.printing import PrintDialog
from kapcircle.ui.panels.recovery_key import RecoveryKey
from tests.ui.doors import RECOVERY
from tests.ui.hands import press, shown


class Paper:
    """Takes down what is drawn on it, and how far down the page."""

    def __init__(self) -> None:
        self.lines: list[tuple[float, str]] = []

    def font(self) -> QFont:
        return QFont()

    def setFont(self, font: QFont) -> None:  # noqa: N802 - Qt's own name
        pass

    def drawText(self, box: QRectF, flags: Any, words: str) -> QRectF:  # noqa: N802 - "
        self.lines.append((box.top(), words))
        return QRectF(box.left(), box.top(), box.width(), 14)


def test_the_whole_key_goes_on_paper_with_what_it_is(qtbot: QtBot) -> None:
    panel, paper = RecoveryKey(RECOVERY, "Harbour", lambda _: 0), Paper()
    qtbot.addWidget(panel)
    panel._on_paper(paper, QRectF(0, 0, 500, 700))  # type: ignore[arg-type]
    said = " ".join(words for _, words in paper.lines)
    assert all(group in said for group in RECOVERY.split("-"))
    assert "“Harbour”" in said
    assert "does not open process notes" in said
    tops = [top for top, _ in paper.lines]
    assert tops == sorted(set(tops))


def test_a_printer_that_does_not_answer_is_said_and_nothing_counts_as_printed(qtbot: QtBot) -> None:
    dialog = PrintDialog("the recovery key", lambda painter, page: None, None, printers=("Hall",))
    dialog.open()
    with qtbot.assertNotEmitted(dialog.printed):
        press(dialog, "Print")
    assert "Hall does not answer" in shown(dialog)
    dialog.reject()
