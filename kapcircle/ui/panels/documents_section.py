"""Documents: attached into the vault, looked at in the program, copied out only after a warning."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QScrollArea, QWidget

from kapcircle.core.person.documents import DocumentAttached, DocumentKind
from kapcircle.core.person.records import Kept
from kapcircle.ui import typeface as t
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.dialogs.files import ask_open, ask_save
from kapcircle.ui.dialogs.question import Notice, Question
from kapcircle.ui.forms import Choice, key, row
from kapcircle.ui.panels.record_section import Deed, Line, RecordSection
from kapcircle.views.times import date

ANY = "All files (*)"
WARNING = (
    "The copy is an ordinary file: it is not encrypted, it stays when the vault is locked, and it is in nobody's hands "
    "but those of whoever finds it. What is in the vault stays there."
)
ELSEWHERE = "Pictures (PNG, JPEG) and plain text are shown here. For this one, save a copy and open it elsewhere."
SIDE = QSize(880, 560)


class Viewer(Dialog):
    """A picture or a text, out of the vault's memory and nowhere else."""

    def __init__(self, name: str, shown: QWidget, parent: QWidget | None) -> None:
        super().__init__(name, parent)
        shown.setMinimumSize(SIDE)
        shown.setAccessibleName(name)
        self.body.addWidget(shown, 1)
        close = key("Close", self.accept)
        self.keys(close)
        close.setFocus()


def picture_of(body: bytes) -> QWidget | None:
    """What can be shown of these bytes; None where it is neither picture nor text."""
    image = QImage.fromData(body)
    if not image.isNull():
        label, area = QLabel(), QScrollArea()
        wide = min(image.width(), SIDE.width() - 24)
        label.setPixmap(QPixmap.fromImage(image).scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation))
        area.setWidget(label)
        area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return area
    try:
        words = body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if any(ord(x) < 32 and x not in "\n\r\t\f" for x in words) or body.startswith(b"%PDF"):
        return None
    page = QPlainTextEdit(words)
    page.setReadOnly(True)
    page.setFont(t.face())
    return page


class DocumentsSection(RecordSection):
    """A coordinator sees kind and day, and attaches; a clinical role opens."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("Documents", bridge, parent)
        self._kind = Choice([(kind, kind.value.capitalize()) for kind in DocumentKind])
        self._kind.setAccessibleName("Kind of document")
        self._kind.setMinimumWidth(int(180 * t.scale()))
        self._attach = key("Attach…", self._ask)
        self.body.addLayout(row(self._kind, self._attach, None))

    def refresh(self) -> None:
        for part in (self._kind, self._attach):
            part.setVisible(self.who is not None)
        super().refresh()

    def lines(self) -> Sequence[Line]:
        records = self.person.documents.records
        return tuple(self._line(x) for x in records) or (Line("·", "None attached"),)

    def _line(self, kept: Kept[DocumentAttached]) -> Line:
        what, on = kept.what, date(kept.at, self.bridge.zone)
        if not self.details:
            return Line("·", what.kind.value.capitalize(), on)
        size = f"{what.kind.value}, {on}, {max(1, round(what.size / 1000)):,} kB"
        open_, copy = Deed("Open", lambda: self._open(what)), Deed("Save a copy…", lambda: self._warn(what))
        if kept.struck:
            return Line("·", f"{what.name} (struck)", f"{size}. Struck: {kept.struck}", (open_,))
        strike = Deed("Strike…", lambda: self.strike("documents", kept.stamp, what.name))
        return Line("·", what.name, size, (open_, copy, strike))

    def _ask(self) -> None:
        ask_open(self.window(), ANY, self.attach)

    def attach(self, path: str) -> None:
        """Take a file into the vault."""
        who = self.who
        if who is not None:
            self.try_(lambda: self.readying.attach(who, path, self._kind.chosen))

    def _open(self, what: DocumentAttached) -> None:
        def show() -> None:
            shown = picture_of(self.readying.open_document(what))
            if shown is None:
                Notice(what.name, (ELSEWHERE,), self.window()).open()
            else:
                Viewer(what.name, shown, self.window()).open()

        self.try_(show)

    def _warn(self, what: DocumentAttached) -> None:
        asked = Question("Save a copy that is not encrypted?", WARNING, "Choose where…", "Cancel", self.window())
        asked.agreed.connect(lambda: self._choose(what))
        asked.open()

    def _choose(self, what: DocumentAttached) -> None:
        suffix = what.name.rpartition(".")[2] if "." in what.name else ""
        ask_save(self.window(), ANY, suffix, what.name, lambda path: self._copy(what, path))

    def _copy(self, what: DocumentAttached, path: str) -> None:
        self.try_(lambda: self.readying.save_copy(what, path))
