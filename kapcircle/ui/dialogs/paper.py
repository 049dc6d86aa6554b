"""A paper on the screen, to a printer or into a file: one way for every paper and every document of the vault."""

from pathlib import PurePath

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from kapcircle.core.errors import KnownError, Refused
from kapcircle.desk.printouts import Printout
from kapcircle.ui import typeface as t
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.dialog import Dialog, room_over
from kapcircle.ui.dialogs.files import ask_save
from kapcircle.ui.dialogs.printing import PrintDialog
from kapcircle.ui.forms import Complaint, key, row, wrapped
from kapcircle.ui.key import Key, Kind
from kapcircle.ui.label import Label
from kapcircle.ui.leaf_view import LeafView
from kapcircle.ui.leaves import Leaves, draw_leaf, leaves_of
from kapcircle.ui.theme import Tone

UNSEALED = (
    "Here it stays in the vault. On paper or as a file it is not encrypted, and whoever has it can read it: put it "
    "where only those look who may."
)
ELSEWHERE = "PDFs, pictures and plain text are shown here. For this one, save a copy and open it elsewhere."
ROOM = QSize(1320, 740)
"""As large as it becomes, at a text size of 100 %."""

LARGE = 1.4
"""A text size from which on there is no room for the keys that turn; those of the keyboard turn all the same."""


class Outlet(QObject):
    """What can be done with a paper from a sheet that lies over the window. `name` is what its file would be called."""

    left = Signal(str)
    """It is out: by which way, in words."""
    trouble = Signal(str)
    """Why not."""

    def __init__(self, bridge: Bridge, over: QWidget) -> None:
        super().__init__(over)
        self._bridge, self._over = bridge, over

    def ask_save(self, name: str, printout: Printout) -> None:
        """Ask where it is written."""
        suffix = name.rpartition(".")[2] if "." in name else ""
        kinds = f"{suffix.upper()} (*.{suffix})" if suffix else "All files (*)"
        ask_save(self._over, kinds, suffix, name.replace("/", "-"), lambda path: self.save(printout, path))

    def save(self, printout: Printout, path: str) -> None:
        """Write it."""
        try:
            self._bridge.house.printouts.save(printout, path)
        except (KnownError, Refused) as error:
            self.trouble.emit(str(error))
        else:
            self.left.emit(f"{PurePath(path).name} is written. It is not encrypted.")

    def ask_print(self, name: str, printout: Printout) -> None:
        """Ask which printer, and which pages."""
        printouts = self._bridge.house.printouts
        try:
            leaves = leaves_of(printout.body, printouts.pages)
        except KnownError as error:
            self.trouble.emit(str(error))
            return
        if leaves is None:
            self.trouble.emit(ELSEWHERE)
            return
        dialog = PrintDialog(
            name.removesuffix(".pdf"),
            leaves.count,
            lambda painter, box, number: draw_leaf(leaves, painter, box, number),
            self._over,
            noted=lambda: printouts.note_print(printout),
            save=lambda: self.ask_save(name, printout),
        )
        dialog.printed.connect(lambda count: self.left.emit(f"Given to the printer: {count} {_pages(count)}."))
        dialog.finished.connect(leaves.close)
        dialog.open()


class PaperView(Dialog):
    """Shows a paper or a document; raises KnownError where that cannot be done. Esc closes it.

    `note` is something to know of it. Nothing of it is kept when it is closed, covered or locked.
    """

    left = Signal(str)

    def __init__(self, bridge: Bridge, name: str, printout: Printout, parent: QWidget | None, note: str = "") -> None:
        leaves = leaves_of(printout.body, bridge.house.printouts.pages)
        words = None if leaves is not None else words_of(printout.body)
        if leaves is None and words is None:
            raise KnownError(ELSEWHERE)
        super().__init__(name.removesuffix(".pdf"), parent)
        self._leaves, self.outlet = leaves, Outlet(bridge, self)
        self.outlet.left.connect(self.left)
        self._where, self._said, self._trouble = Label("", Tone.SECOND), wrapped(note or UNSEALED), Complaint()
        shown = self._text(words or "") if leaves is None else self._pages(leaves)
        shown.setAccessibleName(name)
        for part in (shown, self._said, self._trouble):
            self.body.addWidget(part, int(part is shown))
        self.outlet.left.connect(self._say)
        self.outlet.trouble.connect(self._trouble.about)
        self.body.addLayout(row(*self._turning(), None, *self._ways(name, printout)))
        self._fit()
        shown.setFocus()

    def _pages(self, leaves: Leaves) -> LeafView:
        self.view = view = LeafView(leaves)
        view.turned.connect(lambda: self._where.say(view.where))
        self._where.say(view.where)
        return view

    def _text(self, words: str) -> QPlainTextEdit:
        page = QPlainTextEdit(words)
        page.setReadOnly(True)
        page.setFont(t.face())
        page.setTabChangesFocus(True)
        return page

    def _turning(self) -> tuple[QWidget, ...]:
        if self._leaves is None or t.scale() >= LARGE:
            return (self._where,)
        quiet, view = Kind.QUIET, self.view
        turns = (key("Previous", view.back, "PgUp", quiet), key("Next", view.next, "PgDn", quiet))
        sizes = (key("Smaller", lambda: view.zoom(-1), "−", quiet), key("Larger", lambda: view.zoom(1), "+", quiet))
        return (*(turns if self._leaves.count > 1 else ()), *sizes, self._where)

    def _ways(self, name: str, printout: Printout) -> tuple[Key, ...]:
        save = "Save as PDF…" if name.lower().endswith(".pdf") else "Save a copy…"
        close, keep = key("Close", self.accept), key(save, lambda: self.outlet.ask_save(name, printout))
        if self._leaves is None:
            return close, keep
        return close, key("Print…", lambda: self.outlet.ask_print(name, printout)), keep

    def _fit(self) -> None:
        self.resize(room_over(self.parentWidget(), ROOM * t.scale()))

    def _say(self, words: str) -> None:
        self._said.say(words)
        self._trouble.about("")

    def done(self, result: int) -> None:
        """What lies over it goes with it: nothing more is printed or written."""
        for sheet in self.findChildren(Dialog):
            sheet.reject()
        super().done(result)
        if self._leaves is not None:
            self._leaves.close()


def words_of(body: bytes) -> str | None:
    """A plain text; None where it is none."""
    try:
        words = body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if any(ord(x) < 32 and x not in "\n\r\t\f" for x in words) else words


def _pages(count: int) -> str:
    return "page" if count == 1 else "pages"
