"""Opening a vault: which one, and the passphrase."""

from pathlib import PurePath

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.forms import Complaint, Field, Secret, column, key, row, wrapped
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Label
from kapcircle.ui.listing import Item, Listing
from kapcircle.ui.panel import Panel
from kapcircle.ui.theme import Tone

FIRST = "A vault is one encrypted file with your practice in it: cohorts, plans and circles. It stays on this laptop."

SHOWN = 4
"""Vaults in the list before it scrolls."""


class OpenVault(Panel):
    """`asked` says which vault and with which passphrase; the others lead elsewhere."""

    asked = Signal(str, str)
    begin = Signal()
    forgotten = Signal(str)

    def __init__(self, recent: tuple[str, ...]) -> None:
        super().__init__()
        self._vaults = Listing("Vault")
        self._passphrase = Secret()
        self._calm = Label("", Tone.SECOND, t.NOTE)
        self._complaint = Complaint()
        self._open = key("Open", self._ask, "Enter", Kind.LIVE)
        self._create = key("Create a vault", self.begin.emit, kind=Kind.LIVE)
        self._none, self._known, self._others = QWidget(), QWidget(), QWidget()
        self._build()
        self._offer(recent)

    def _build(self) -> None:
        self._passphrase.returnPressed.connect(self._ask)
        self._vaults.activated.connect(lambda _: self._passphrase.setFocus())
        self._vaults.chosen.connect(lambda _: self._complaint.about(""))
        self._none.setLayout(self._first_start())
        self._known.setLayout(self._later())
        self.body.setContentsMargins(24, 20, 24, 20)
        for part in (self._none, self._known):
            self.body.addWidget(part)

    def _first_start(self) -> QVBoxLayout:
        title = Label("No vault was opened on this laptop yet", size=t.TITLE, weight=t.SEMIBOLD)
        there_is = key("Open one that you have…", self._choose)
        keys = row(None, there_is, self._create)
        keys.setContentsMargins(0, 8, 0, 0)
        return column(title, wrapped(FIRST, size=t.BODY), keys, spacing=12)

    def _later(self) -> QVBoxLayout:
        ways = row(
            key("Another vault…", self._choose, kind=Kind.QUIET),
            key("Create a vault", self.begin.emit, kind=Kind.QUIET),
            key("Forgot passphrase", lambda: self.forgotten.emit(self.path), kind=Kind.QUIET),
            None,
        )
        ways.setContentsMargins(0, 8, 0, 0)
        self._others.setLayout(ways)
        field, opens = Field("Passphrase", self._passphrase), row(self._calm, None, self._open)
        return column(self._vaults, field, self._complaint, opens, self._others, spacing=12)

    @property
    def path(self) -> str:
        """The vault that is chosen; empty for none."""
        return self._vaults.current or ""

    def choose(self, path: str) -> None:
        """Put a vault on the list, and choose it."""
        known = tuple(item.key for item in self._vaults.items)
        self._offer(known if path in known else (*known, path))
        self._vaults.choose(path)

    def _offer(self, paths: tuple[str, ...]) -> None:
        """Show the vaults that there are, and the keys that make sense with them."""
        self._vaults.offer([Item(p, PurePath(p).stem, str(PurePath(p).parent)) for p in paths])
        self._vaults.setFixedHeight(self._vaults.height_of(min(len(paths), SHOWN)))
        self._none.setVisible(not paths)
        self._known.setVisible(bool(paths))

    def _choose(self) -> None:
        from kapcircle.ui.dialogs.files import VAULTS, ask_open

        ask_open(self, VAULTS, self._chosen)

    def _chosen(self, path: str) -> None:
        self.choose(path)
        self._passphrase.setFocus()

    def _ask(self) -> None:
        if not self._passphrase.text():
            self._complaint.about("Type your passphrase.")
            self._passphrase.setFocus()
        elif self.path and self._open.isEnabled():
            self._complaint.about("")
            self.wait("Opening…")
            self.asked.emit(self.path, self._passphrase.text())

    def wait(self, words: str) -> None:
        """Say what is going on; an empty word ends the wait."""
        self._calm.say(words)
        for part in (self._vaults, self._passphrase, self._open, self._others):
            part.setEnabled(not words)

    def complain(self, words: str) -> None:
        """Say why the vault did not open; what was typed is gone, as after every try."""
        self.wait("")
        self._complaint.about(words)
        self._passphrase.clear()
        self._passphrase.setFocus()

    def first(self) -> None:
        """Put the focus where the next word is typed."""
        (self._passphrase if self.path else self._create).setFocus()
