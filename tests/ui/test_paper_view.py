"""A paper on the screen: turned by keys, closed by Esc, covered and locked like everything else, and F9 is heard."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from kapcircle.core import practice as p
from kapcircle.core.errors import KnownError
from kapcircle.core.session import commands as c
from kapcircle.desk.house import PRACTICE
from kapcircle.desk.printouts import Printout
from kapcircle.ui.dialogs.files import FileDialog
from kapcircle.ui.dialogs.paper import PaperView
from kapcircle.ui.dialogs.printing import PrintDialog
from kapcircle.ui.key import Key
from kapcircle.ui.leaf_view import LeafView
from kapcircle.ui.leaves import MOST_PIXELS, leaves_of
from kapcircle.ui.theme import PALETTES, ROOM, qpalette
from tests.exports.pdfs import pdf
from tests.ui.entered import Entered
from tests.ui.hands import press, shown
from tests.ui.test_printing import Tray

K = Qt.Key


def picture(wide: int, high: int, kind: str = "PNG") -> bytes:
    image, buffer = QImage(wide, high, QImage.Format.Format_Grayscale8), QBuffer()
    image.fill(Qt.GlobalColor.white)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)  # type: ignore[call-overload] # the stubs know paths only
    return bytes(buffer.data().data())


class Shown:
    """A document that is shown over the window of a program."""

    def __init__(self, entered: Entered, body: bytes, name: str = "letter.pdf") -> None:
        self.entered = entered
        bridge = entered.program.bridge
        assert bridge is not None
        self.bridge, self.left = bridge, list[str]()
        self.paper = PaperView(bridge, name, Printout(body, "document", "person:1"), entered.window)
        self.paper.left.connect(self.left.append)
        self.paper.open()
        QApplication.processEvents()

    @property
    def view(self) -> LeafView:
        (view,) = self.paper.findChildren(LeafView)
        return view

    def press(self, *keys: Qt.Key, shift: bool = False) -> int:
        """Press keys where the focus is; which page is shown then, counted from 1."""
        for key in keys:
            QTest.keyClick(self.view, key, Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier(0))
        QApplication.processEvents()
        return self.view.number + 1

    @property
    def logged(self) -> list[str]:
        entries = self.entered.house.desk.stream(PRACTICE).entries
        return [x.event.what for x in entries if isinstance(x.event, p.Exported)]


@pytest.fixture
def letter(entered: Entered) -> Shown:
    return Shown(entered, pdf(5))


def test_keys_turn_the_pages_and_esc_closes(letter: Shown) -> None:
    assert letter.view.hasFocus()
    assert "Page 1 of 5" in shown(letter.paper)
    assert letter.press(K.Key_PageDown) == 2
    assert "Page 2 of 5" in shown(letter.paper)
    assert letter.press(K.Key_Right, K.Key_Right) == 4
    assert letter.press(K.Key_PageUp) == 3
    assert letter.press(K.Key_Left) == 2
    assert letter.press(K.Key_End) == 5
    assert letter.press(K.Key_PageDown) == 5, "beyond the last there is none"
    assert letter.press(K.Key_Home, K.Key_PageUp) == 1
    press(letter.paper, "Next")
    assert "Page 2 of 5" in shown(letter.paper)
    press(letter.paper, "Previous")
    assert "Page 1 of 5" in shown(letter.paper)
    QTest.keyClick(letter.view, K.Key_Escape)
    assert not letter.paper.isVisible()
    assert letter.logged == [], "to look is not to let out"


def test_space_and_the_arrows_move_down_the_page_and_on_to_the_next(letter: Shown) -> None:
    bar = letter.view.verticalScrollBar()
    assert bar.maximum() > 0, "a page as wide as the view is higher than it"
    letter.press(K.Key_Down)
    assert bar.value() > 0
    letter.press(K.Key_Up)
    assert bar.value() == 0
    for _ in range(20):
        if letter.press(K.Key_Space) == 2:
            break
    assert (letter.view.number, bar.value()) == (1, 0)
    assert letter.press(K.Key_Space, shift=True) == 1
    assert bar.value() == bar.maximum(), "back, one reads on from the end"
    was = bar.value()
    assert letter.press(K.Key_Space, shift=True) == 1
    assert bar.value() < was


def test_larger_smaller_and_as_wide_as_the_view(letter: Shown) -> None:
    view = letter.view
    whole = view._image.width()
    assert whole <= view.viewport().width()
    letter.press(K.Key_Plus)
    assert view._image.width() == pytest.approx(1.5 * whole, abs=2)
    letter.press(K.Key_0, K.Key_Minus, K.Key_Minus, K.Key_Minus)
    assert view._image.width() == pytest.approx(0.5 * whole, abs=2)
    press(letter.paper, "Larger")
    press(letter.paper, "Smaller")
    letter.press(K.Key_Plus, K.Key_Plus, K.Key_Plus, K.Key_Plus, K.Key_Plus, K.Key_Plus)
    assert view._image.width() == pytest.approx(3 * whole, abs=2)
    assert view.horizontalScrollBar().maximum() > 0


def test_white_paper_is_dimmed_in_a_dark_window(letter: Shown) -> None:
    def white() -> int:
        picture = letter.view.grab().toImage()
        return picture.pixelColor(picture.width() // 2, picture.height() - 30).lightness()

    letter.view.setPalette(qpalette(PALETTES["desk"]))
    assert white() == 255
    letter.view.setPalette(qpalette(ROOM))
    assert 110 < white() < 160, "it is read, and does not light up the room"


def test_a_covered_window_shows_no_document(letter: Shown) -> None:
    letter.bridge.cover()
    assert not letter.paper.isVisible()


def test_a_locked_vault_shows_no_document(letter: Shown) -> None:
    letter.entered.program.lock()
    assert not letter.paper.isVisible()


def test_emergency_is_heard_while_one_reads_and_while_one_chooses_a_printer(entered: Entered, qtbot: QtBot) -> None:
    entered.program.sit(entered.session)
    letter = Shown(entered, pdf(3))
    letter.bridge.do(c.Open())
    press(letter.paper, "Print…")
    (printing,) = letter.paper.findChildren(PrintDialog)
    QTest.keyClick(printing, K.Key_F9)
    assert entered.circle.emergency is not None
    assert not printing.isVisible()
    assert not letter.paper.isVisible()


def test_it_is_printed_and_noted_and_saved_and_noted(
    letter: Shown, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kapcircle.ui.dialogs.printing.Printers", lambda: Tray(tmp_path / "out.pdf", "Hall"))
    press(letter.paper, "Print…")
    (printing,) = letter.paper.findChildren(PrintDialog)
    press(printing, "Print")
    qtbot.waitUntil(lambda: letter.left == ["Given to the printer: 5 pages."])
    assert letter.logged == ["document, printed"]
    assert letter.left[0] in shown(letter.paper)
    press(letter.paper, "Save as PDF…")
    (file,) = letter.paper.findChildren(FileDialog)
    file.fileSelected.emit("/paper/letter.pdf")
    file.reject()
    assert letter.logged == ["document, printed", "document"]
    assert "letter.pdf is written. It is not encrypted." in shown(letter.paper)


def test_without_a_printer_the_way_to_a_file_is_offered(letter: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kapcircle.ui.dialogs.printing.Printers", lambda: Tray(Path("nowhere")))
    press(letter.paper, "Print…")
    (printing,) = letter.paper.findChildren(PrintDialog)
    press(printing, "Save…")
    (file,) = letter.paper.findChildren(FileDialog)
    assert file.selectedFiles()[0].endswith("letter.pdf")
    file.reject()


def test_what_cannot_be_written_is_said_beside_it(letter: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: str, body: bytes) -> None:
        raise KnownError("letter.pdf cannot be written: No space left on device.")

    monkeypatch.setattr(letter.entered.house.fittings.papers, "save", full)
    letter.paper.outlet.save(Printout(b"x", "document", "person:1"), "/full/letter.pdf")
    assert "No space left on device" in shown(letter.paper)


def test_a_cancelled_dialog_leaves_nothing(letter: Shown) -> None:
    press(letter.paper, "Print…")
    (printing,) = letter.paper.findChildren(PrintDialog)
    printing.reject()
    assert letter.logged == []
    assert letter.paper.isVisible()


def test_a_picture_has_one_page_and_a_text_has_no_print_key(entered: Entered) -> None:
    shot = Shown(entered, picture(300, 200), "photo.png")
    assert "Page 1 of 1" in shown(shot.paper)
    assert "Next" not in [x.text() for x in shot.paper.findChildren(Key)]
    press(shot.paper, "Save a copy…")
    (file,) = shot.paper.findChildren(FileDialog)
    file.reject()
    shot.paper.reject()
    letter = Shown(entered, "Grüße".encode(), "letter.txt")
    assert "Print…" not in [x.text() for x in letter.paper.findChildren(Key)]
    (page,) = letter.paper.findChildren(QPlainTextEdit)
    assert page.isReadOnly()
    letter.paper.outlet.ask_print("letter.txt", Printout(b"words", "document", ""))
    assert "save a copy and open it elsewhere" in shown(letter.paper)
    letter.paper.outlet.ask_print("letter.pdf", Printout(b"%PDF-1.7 words", "document", ""))
    assert "This PDF cannot be read" in shown(letter.paper)
    letter.paper.reject()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"%PDF-1.7 words", "cannot be read"),
        (pdf(lock="secret"), "locked with a password"),
        (b"MZ\x00\x01", "open it elsewhere"),
        (b"\xff\xfe\x00", "open it elsewhere"),
        (picture(30, 20)[:60], "too large to be shown, or damaged"),
    ],
)
def test_what_cannot_be_shown_says_why(entered: Entered, body: bytes, words: str) -> None:
    bridge: Any = entered.program.bridge
    with pytest.raises(KnownError, match=words):
        PaperView(bridge, "letter", Printout(body, "document", ""), entered.window)


def test_a_huge_picture_is_read_smaller() -> None:
    leaves = leaves_of(picture(9000, 8000, "JPEG"), lambda _: None)  # type: ignore[arg-type, return-value]
    assert leaves is not None
    size = leaves.size(0)
    assert size.width() * size.height() <= MOST_PIXELS * 1.01
    assert size.width() / size.height() == pytest.approx(9 / 8, abs=0.01)
    assert leaves.image(0, 500).width() == 500
    leaves.close()


def test_a_drawing_that_could_name_other_files_is_no_picture() -> None:
    body = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="/etc/passwd"/></svg>'
    assert leaves_of(body, lambda _: None) is None  # type: ignore[arg-type, return-value]


def test_a_damaged_page_is_said_in_its_place(letter: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(number: int, wide: int) -> QImage:
        raise KnownError("Page 2 is damaged and cannot be shown.")

    monkeypatch.setattr(letter.view._leaves, "image", broken)
    assert letter.press(K.Key_PageDown) == 2
    assert letter.view._wrong == "Page 2 is damaged and cannot be shown."
