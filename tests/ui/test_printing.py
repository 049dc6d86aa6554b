"""Pages to a printer: drawn as they look, noted first, one at a time, and stopped when the window is covered."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kapcircle.core.errors import KnownError, Refused
from kapcircle.exports.pdf_pages import PdfPages
from kapcircle.ui.dialogs import printing
from kapcircle.ui.dialogs.printing import PrintDialog, Printers
from kapcircle.ui.forms import Choice
from kapcircle.ui.leaves import draw_leaf, leaves_of
from kapcircle.ui.panels.recovery_key import RecoveryKey
from tests.exports.pdfs import dark_share, pdf
from tests.ui.doors import RECOVERY
from tests.ui.hands import press, shown, type_in


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


class Remembering(QPrinter):
    """One that writes a PDF knows no sides; this one knows what it was told."""

    both = False

    def setDuplex(self, duplex: QPrinter.DuplexMode) -> None:  # noqa: N802 - Qt's own name
        self.both = duplex is QPrinter.DuplexMode.DuplexLongSide


class Tray(Printers):
    """Printers of a test: what they print is a PDF in this file."""

    def __init__(self, file: Path, *names: str) -> None:
        self._file, self._names, self.opened = file, names, list[Remembering]()

    def names(self) -> tuple[str, ...]:
        return self._names

    def open(self, name: str) -> QPrinter | None:
        printer = Remembering(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self._file))
        self.opened.append(printer)
        return printer


class Desk:
    """A sheet that prints so many pages of a PDF into a file."""

    def __init__(self, file: Path, body: bytes, noted: Callable[[], None] | None = None, *, tray: Any = None) -> None:
        self.leaves, self.file, self.notes, self.saved = leaves_of(body, PdfPages), file, 0, 0
        self.tray = Tray(file, "Hall", "Office") if tray is None else tray
        self.dialog = PrintDialog(
            "a paper",
            self.leaves.count if self.leaves is not None else 0,
            self.draw,
            None,
            printers=self.tray,
            noted=self.note if noted is None else noted,
            save=self.save,
        )
        self.printed: list[int] = []
        self.dialog.printed.connect(self.printed.append)
        self.dialog.open()

    def note(self) -> None:
        self.notes += 1

    def save(self) -> None:
        self.saved += 1

    def draw(self, painter: QPainter, box: QRectF, number: int) -> None:
        assert self.leaves is not None
        draw_leaf(self.leaves, painter, box, number)

    @property
    def pages(self) -> PdfPages:
        """What came out."""
        return PdfPages(self.file.read_bytes())


Makes = Callable[..., Desk]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Makes]:
    made: list[Desk] = []

    def make(body: bytes, noted: Callable[[], None] | None = None, tray: Any = None) -> Desk:
        made.append(Desk(tmp_path / "out.pdf", body, noted, tray=tray))
        return made[-1]

    yield make
    for each in made:
        if isValid(each.dialog):
            each.dialog.reject()
        if each.leaves is not None:
            each.leaves.close()


def test_every_page_comes_out_as_it_looks_and_is_noted_once(desk: Makes, qtbot: QtBot) -> None:
    d = desk(pdf(3))
    press(d.dialog, "Print")
    qtbot.waitUntil(lambda: d.printed == [3])
    assert d.notes == 1
    out = d.pages
    assert out.count == 3
    across, down = out.size(0)
    for n in range(3):
        made = out.image(n, round(across))
        shrunk = made.high / down * across / 595  # the printer has margins: the page is fitted between them
        assert shrunk == pytest.approx(1, abs=0.06)
        middle = (60 + 10 * n, 70, 140 + 10 * n, 130)
        assert dark_share(made.body, made.wide, made.stride, middle) > 0.9, n
        assert dark_share(made.body, made.wide, made.stride, (0, 300, made.wide, 700)) == 0
    out.close()


def test_only_the_pages_that_are_asked_for(desk: Makes, qtbot: QtBot) -> None:
    d = desk(pdf(5))
    type_in(d.dialog, "Pages (empty: all)", "4-7")
    press(d.dialog, "Print")
    assert "Pages are 1 to 5" in shown(d.dialog)
    assert d.notes == 0
    type_in(d.dialog, "Pages (empty: all)", "4-5, 2", enter=False)
    press(d.dialog, "Print")
    qtbot.waitUntil(lambda: d.printed == [3])
    out = d.pages
    assert out.count == 3
    out.close()


def test_a_page_that_lies_across_is_turned(desk: Makes, qtbot: QtBot) -> None:
    d = desk(pdf(size=(842, 595)))
    press(d.dialog, "Print")
    qtbot.waitUntil(lambda: d.printed == [1])
    out = d.pages
    across, down = out.size(0)
    assert across < down
    made = out.image(0, 595)
    left = [dark_share(made.body, made.wide, made.stride, box) for box in ((440, 60, 540, 150), (40, 60, 150, 150))]
    assert left[0] > 0.5 > left[1], "its top is at the right edge of the paper"
    out.close()


def test_copies_and_both_sides_are_told_to_the_printer(desk: Makes, qtbot: QtBot) -> None:
    d = desk(pdf(2))
    choices = {x.accessibleName(): x for x in d.dialog.findChildren(Choice)}
    choices["Copies"].choose(2)
    choices["Sides of the sheet"].choose(True)
    press(d.dialog, "Print")
    qtbot.waitUntil(lambda: d.printed == [2])
    (printer,) = d.tray.opened
    assert printer.copyCount() == 2
    assert printer.both


def test_esc_stops_what_is_on_its_way_and_nothing_is_left(desk: Makes, qtbot: QtBot) -> None:
    d = desk(pdf(60))
    press(d.dialog, "Print")
    qtbot.waitUntil(lambda: "Page 2 of 60" in shown(d.dialog))
    QTest.keyClick(d.dialog, Qt.Key.Key_Escape)
    assert not d.dialog.isVisible()
    qtbot.wait(50)
    assert d.printed == []


@pytest.mark.parametrize("why", [Refused("Not by this role."), KnownError("Not saved: the disk is full.")])
def test_what_cannot_be_noted_is_not_printed(desk: Makes, qtbot: QtBot, why: Exception) -> None:
    def note() -> None:
        raise why

    d = desk(pdf(2), note)
    press(d.dialog, "Print")
    assert str(why) in shown(d.dialog)
    qtbot.wait(20)
    assert d.printed == []


def test_a_damaged_page_stops_it_with_its_number(desk: Makes, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    d = desk(pdf(3))
    whole = d.draw

    def draw(painter: QPainter, box: QRectF, number: int) -> None:
        if number == 1:
            raise KnownError("Page 2 is damaged and cannot be shown.")
        whole(painter, box, number)

    monkeypatch.setattr(d.dialog, "_draw", draw)
    press(d.dialog, "Print")
    qtbot.waitUntil(lambda: "Page 2 is damaged" in shown(d.dialog))
    assert d.printed == []


def test_without_a_printer_it_is_said_and_saving_is_offered(desk: Makes, tmp_path: Path) -> None:
    d = desk(pdf(), tray=Tray(tmp_path / "x.pdf"))
    assert "No printer is set up on this laptop. Save it as a file instead." in shown(d.dialog)
    press(d.dialog, "Save…")
    assert d.saved == 1
    assert not d.dialog.isVisible()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_answer_is_said_and_nothing_counts_as_printed(desk: Makes, tmp_path: Path) -> None:
    d = desk(pdf(), tray=Tray(tmp_path / "no such folder" / "out.pdf", "Hall"))
    press(d.dialog, "Print")
    assert "Hall does not answer. Switch it on, or save it as a file." in shown(d.dialog)
    assert (d.printed, d.notes) == ([], 0)


def test_a_printer_that_is_gone_is_said(qtbot: QtBot) -> None:
    class Gone(Printers):
        def names(self) -> tuple[str, ...]:
            return ("Hall",)

    dialog = PrintDialog("the recovery key", 1, lambda painter, page, number: None, None, printers=Gone())
    dialog.open()
    with qtbot.assertNotEmitted(dialog.printed):
        press(dialog, "Print")
    assert "Hall does not answer. Switch it on, or write it down by hand." in shown(dialog)
    dialog.reject()


def test_what_a_print_system_collects_before_it_hands_it_on_lies_in_memory(
    desk: Makes, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """CUPS opens its temporary file when the printer is asked, and where `TMPDIR` says."""
    was: list[str | None] = []

    class Watched(Tray):
        def open(self, name: str) -> QPrinter | None:
            return super().open(name)

    def begin(painter: QPainter, printer: QPrinter) -> bool:
        was.append(os.environ.get("TMPDIR"))
        return False

    monkeypatch.setattr(printing, "MEMORY", tmp_path)
    monkeypatch.setattr(QPainter, "begin", begin)
    monkeypatch.delenv("TMPDIR", raising=False)
    d = desk(pdf(), tray=Watched(tmp_path / "out.pdf", "Hall"))
    press(d.dialog, "Print")
    assert was == [str(tmp_path)]
    assert "TMPDIR" not in os.environ
    monkeypatch.setenv("TMPDIR", "/elsewhere")
    press(d.dialog, "Print")
    assert was[1] == str(tmp_path)
    assert os.environ["TMPDIR"] == "/elsewhere"


def test_a_picture_fills_the_paper(qtbot: QtBot, tmp_path: Path) -> None:
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    file = tmp_path / "picture.png"
    image.save(str(file))
    d = Desk(tmp_path / "out.pdf", file.read_bytes())
    press(d.dialog, "Print")
    qtbot.waitUntil(lambda: d.printed == [1])
    out = d.pages
    made = out.image(0, 595)
    assert dark_share(made.body, made.wide, made.stride, (130, 40, 460, 760)) > 0.9
    out.close()
    assert d.leaves is not None
    d.leaves.close()


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
