"""Documents: attached into the vault, looked at in the program, copied out only after a warning."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kapcircle.core.person.documents import DocumentAttached, DocumentKind
from kapcircle.core.person.records import Kept
from kapcircle.desk.printouts import Printout
from kapcircle.ui import typeface as t
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.files import ask_open
from kapcircle.ui.dialogs.paper import Outlet, PaperView
from kapcircle.ui.dialogs.question import Question
from kapcircle.ui.forms import Choice, key, row
from kapcircle.ui.panels.record_section import Deed, Line, RecordSection
from kapcircle.views.times import day

ANY = "All files (*)"
WARNING = (
    "The copy is an ordinary file: it is not encrypted, it stays when the vault is locked, and it is in nobody's hands "
    "but those of whoever finds it. What is in the vault stays there."
)


class DocumentsSection(RecordSection):
    """A coordinator sees kind and day, and attaches; a clinical role opens."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("Documents", bridge, parent)
        self._out = Outlet(bridge, self)
        self._out.trouble.connect(self.trouble.about)
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
        what, on = kept.what, day(kept.at, self.bridge.zone)
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
        who = self.who
        if who is not None:
            self.try_(lambda: self._view(what.name, self.readying.open_document(who, what)))

    def _view(self, name: str, document: Printout) -> None:
        PaperView(self.bridge, name, document, self.window()).open()

    def _warn(self, what: DocumentAttached) -> None:
        asked = Question("Save a copy that is not encrypted?", WARNING, "Choose where…", "Cancel", self.window())
        asked.agreed.connect(lambda: self._copy(what))
        asked.open()

    def _copy(self, what: DocumentAttached) -> None:
        who = self.who
        if who is not None:
            self.try_(lambda: self._out.ask_save(what.name, self.readying.open_document(who, what)))
