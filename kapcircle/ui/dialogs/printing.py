"""Putting pages on paper: which printer, which pages, how many copies. No page is written to a file of ours.

It is the program's own sheet and not the system's: that one keeps every key to itself on Windows and macOS, Emergency
too, stays when the window is covered or locked, and offers to print into a file.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from kapcircle.core.errors import KnownError, Refused
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.forms import Choice, Complaint, Field, Line, key, wrapped
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Label
from kapcircle.views.page_numbers import page_numbers

Draw = Callable[[QPainter, QRectF, int], None]
"""Draws a page, by its number from 0, inside a rectangle in points; black on white, as paper is. Raises KnownError."""

MEMORY = Path("/dev/shm")  # noqa: S108 - it is no disk, and that is why
MOST_COPIES = 12
QUEUE = "Until it is printed, the system's own print queue has it, and that may be on a disk."


class Printers:
    """The printers of this laptop."""

    def names(self) -> tuple[str, ...]:
        """By name, the usual one first."""
        usual = QPrinterInfo.defaultPrinterName()
        return tuple(sorted(QPrinterInfo.availablePrinterNames(), key=lambda x: x != usual))

    def open(self, name: str) -> QPrinter | None:
        """A printer with the paper that is in it; None where it is gone."""
        info = QPrinterInfo.printerInfo(name)
        if info.isNull():
            return None
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(info.defaultPageSize())
        printer.setDocName("KapCircle")  # a queue is seen by others: no name of a person or a paper
        return printer if printer.isValid() else None


@contextmanager
def _in_memory() -> Iterator[None]:
    """Qt and CUPS collect the pages in a temporary file before they hand them on: it is made where no disk is."""
    was = os.environ.get("TMPDIR")
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK):
        os.environ["TMPDIR"] = str(MEMORY)
    try:
        yield
    finally:
        if was is None:
            os.environ.pop("TMPDIR", None)
        else:
            os.environ["TMPDIR"] = was


class Job(QObject):
    """Pages on their way to a printer, one at a time: the window goes on in between, and its keys are heard."""

    sent = Signal(int)
    """So many pages are drawn."""
    ended = Signal(str)
    """All of them are, or what went wrong."""

    def __init__(self, printer: QPrinter, draw: Draw, numbers: Sequence[int], parent: QObject) -> None:
        super().__init__(parent)
        self._printer, self._draw, self._numbers, self._at = printer, draw, numbers, 0
        self._painter, self._timer = QPainter(), QTimer(self, interval=0)
        self._timer.timeout.connect(self._step)

    def begin(self) -> bool:
        """Ask the printer; False where it does not answer."""
        with _in_memory():
            return self._painter.begin(self._printer)

    def start(self) -> None:
        """Send the pages."""
        self._timer.start()

    def stop(self) -> None:
        """Nothing more is sent, and what was drawn is thrown away."""
        self._timer.stop()
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()

    def _step(self) -> None:
        try:
            fine = (self._at == 0 or self._printer.newPage()) and self._page(self._numbers[self._at])
        except KnownError as error:
            self._end(str(error))
            return
        if not fine:
            self._end("The printer takes no more pages: nothing was printed. See to it, and print again.")
            return
        self._at += 1
        self.sent.emit(self._at)
        if self._at == len(self._numbers):
            self._timer.stop()
            whole = self._painter.end() and self._printer.printerState() is not QPrinter.PrinterState.Error
            self.ended.emit("" if whole else "The printer did not take it. See to it, and print again.")

    def _page(self, number: int) -> bool:
        painter, printer = self._painter, self._printer
        painter.resetTransform()
        scale = printer.resolution() / 72
        painter.scale(scale, scale)
        size = printer.pageLayout().paintRect(printer.pageLayout().units().Point).size()
        self._draw(painter, QRectF(0, 0, size.width(), size.height()), number)
        return printer.printerState() is not QPrinter.PrinterState.Error

    def _end(self, words: str) -> None:
        self.stop()
        self.ended.emit(words)


class PrintDialog(Dialog):
    """Offers the printers by name; without one it says so. `printed` says how many pages.

    `noted` is called before anything is given to the printer, and may raise; `save` is another way out, or None.
    """

    printed = Signal(int)

    def __init__(
        self,
        what: str,
        count: int,
        draw: Draw,
        parent: QWidget | None,
        *,
        printers: Printers | None = None,
        noted: Callable[[], None] = lambda: None,
        save: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(f"Print {what}", parent)
        self._count, self._draw, self._noted, self._save = count, draw, noted, save
        self._printers = Printers() if printers is None else printers
        self._job: Job | None = None
        known = self._printers.names()
        if known:
            self._offer(known)
        else:
            words = f"{self._instead[0].upper()}{self._instead[1:]} instead."
            self.body.addWidget(wrapped(f"No printer is set up on this laptop. {words}"))
            other = () if save is None else (key("Save…", self._save_instead),)
            self.keys(key("Close", self.reject), *other)

    @property
    def _instead(self) -> str:
        return "write it down by hand" if self._save is None else "save it as a file"

    def _offer(self, known: tuple[str, ...]) -> None:
        self._printer = Choice([(name, name) for name in known])
        self._copies = Choice([(n, str(n)) for n in range(1, MOST_COPIES + 1)])
        self._pages, self._sides = Line(placeholder=f"1-{self._count}"), Choice([(False, "One"), (True, "Both")])
        self._said, self._complaint = Label(""), Complaint()
        self._print = key("Print", self._begin, kind=Kind.LIVE)
        fields = (
            Field("Printer", self._printer),
            Field("Pages (empty: all)", self._pages),
            Field("Sides of the sheet", self._sides),
            Field("Copies", self._copies),
        )
        for part in (*fields, wrapped(QUEUE), self._said, self._complaint):
            self.body.addWidget(part)
        for part in fields[1:3]:
            part.setVisible(self._count > 1)
        self.keys(key("Cancel", self.reject), self._print)

    def _save_instead(self) -> None:
        save = self._save
        self.reject()
        if save is not None:
            save()

    def _begin(self) -> None:
        name, printer = self._printer.chosen, self._printers.open(self._printer.chosen)
        try:
            numbers = page_numbers(self._pages.text(), self._count)
        except Refused as error:
            self._complaint.about(str(error))
            return
        if printer is not None:
            printer.setCopyCount(self._copies.chosen)
            both = QPrinter.DuplexMode.DuplexLongSide if self._sides.chosen else QPrinter.DuplexMode.DuplexNone
            printer.setDuplex(both)
        job = None if printer is None else Job(printer, self._draw, numbers, self)
        if job is None or not job.begin():
            self._complaint.about(f"{name} does not answer. Switch it on, or {self._instead}.")
            return
        try:
            self._noted()
        except (KnownError, Refused) as error:
            job.stop()
            self._complaint.about(str(error))
            return
        self._follow(job, len(numbers))

    def _follow(self, job: Job, count: int) -> None:
        self._job = job
        self._complaint.about("")
        self._print.setEnabled(False)
        job.sent.connect(lambda n: self._said.say(f"Page {n} of {count}"))
        job.ended.connect(lambda words: self._ended(words, count))
        job.start()

    def _ended(self, words: str, count: int) -> None:
        self._job = None
        self._print.setEnabled(True)
        self._said.say("")
        if words:
            self._complaint.about(words)
        else:
            self.printed.emit(count)
            self.accept()

    def done(self, result: int) -> None:
        """Whoever closes it, or covers the window, stops what is under way."""
        if self._job is not None:
            self._job.stop()
            self._job = None
        super().done(result)
