"""Putting a page on paper: which printer, and nothing else. The page is never written to a file."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSizeF, Signal
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.forms import Choice, Complaint, Field, key, wrapped
from kapcircle.ui.key import Kind

Draw = Callable[[QPainter, QRectF], None]
"""Draws a page inside a rectangle in points; black on white, as paper is."""


class PrintDialog(Dialog):
    """Offers the printers by name; without one it says so."""

    printed = Signal()

    def __init__(self, what: str, draw: Draw, parent: QWidget | None, printers: tuple[str, ...] | None = None) -> None:
        super().__init__(f"Print {what}", parent)
        self._draw = draw
        known = tuple(QPrinterInfo.availablePrinterNames()) if printers is None else printers
        self._printer = Choice([(name, name) for name in known])
        self._complaint = Complaint()
        leave = key("Cancel" if known else "Close", self.reject)
        if known:
            self._printer.choose(QPrinterInfo.defaultPrinterName() or known[0])
            self.body.addWidget(Field("Printer", self._printer))
            self.body.addWidget(self._complaint)
            self.keys(leave, key("Print", self._print, kind=Kind.LIVE))
        else:
            self.body.addWidget(wrapped("No printer is set up on this laptop. Write it down by hand instead."))
            self.keys(leave)
        leave.setFocus()

    def _print(self) -> None:
        known = not QPrinterInfo.printerInfo(self._printer.chosen).isNull()
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPrinterName(self._printer.chosen)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        painter = QPainter()
        if not (known and printer.isValid() and painter.begin(printer)):
            self._complaint.about(f"{self._printer.chosen} does not answer. Switch it on, or write it down by hand.")
            return
        scale = printer.resolution() / 72
        painter.scale(scale, scale)
        size: QSizeF = printer.pageLayout().paintRect(printer.pageLayout().units().Point).size()
        self._draw(painter, QRectF(0, 0, size.width(), size.height()))
        painter.end()
        self.printed.emit()
        self.accept()
