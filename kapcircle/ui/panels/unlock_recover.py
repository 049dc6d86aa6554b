"""Opening a vault with its recovery key, and giving a member of staff a new passphrase."""

from pathlib import PurePath

from PySide6.QtCore import Signal

from kapcircle.core.ids import MemberId
from kapcircle.ui import typeface as t
from kapcircle.ui.forms import Choice, Complaint, Field, Line, key, row, wrapped
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Label
from kapcircle.ui.panel import Panel
from kapcircle.ui.panels.new_passphrase import NewPassphrase
from kapcircle.ui.theme import Tone


class Recover(Panel):
    """`asked` says path, recovery key, member and the new passphrase."""

    asked = Signal(str, str, str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._path = ""
        self._which = wrapped("")
        self._typed, self._who = Line(placeholder="8 groups of 4, capitals or not"), Choice([])
        self._key, self._name = Field("Recovery key", self._typed), Field("Whose passphrase is forgotten", self._who)
        self._secret = NewPassphrase("New passphrase")
        self._calm, self._complaint = Label("", Tone.SECOND, t.NOTE), Complaint()
        self._leave = key("Back", self.left.emit, "Esc", Kind.QUIET)
        self._open = key("Open", self._ask, kind=Kind.LIVE)
        self._build()

    def _build(self) -> None:
        self.body.setContentsMargins(24, 20, 24, 20)
        self.body.setSpacing(12)
        self.body.addWidget(Label("Open with the recovery key", size=t.TITLE, weight=t.SEMIBOLD))
        for part in (self._which, self._key, self._name, self._secret, self._complaint):
            self.body.addWidget(part)
        self.body.addLayout(row(self._calm, None, self._leave, self._open))
        self._typed.textChanged.connect(lambda _: self._key.complain(""))
        self._typed.returnPressed.connect(self._ask)
        self._secret.entered.connect(self._ask)

    def ask_for(self, path: str, staff: tuple[tuple[MemberId, str], ...]) -> None:
        """Begin, for this vault and one of these people."""
        self._path = path
        self._which.say(f"{PurePath(path).stem}, in {PurePath(path).parent}")
        self._who.offer(list(staff))
        self._name.setVisible(len(staff) > 1)
        self._typed.setFocus()

    def _ask(self) -> None:
        typed = self._typed.text().strip()
        self._key.complain("" if typed else "Type the key from your paper.")
        passphrase = self._secret.taken()
        if typed and passphrase is not None and self._open.isEnabled():
            self.wait("Opening…")
            self.asked.emit(self._path, typed, self._who.chosen or "", passphrase)

    def wait(self, words: str) -> None:
        """Say what is going on; an empty word ends the wait."""
        self._calm.say(words)
        self._complaint.about("")
        for part in (self._typed, self._who, self._secret, self._leave, self._open):
            part.setEnabled(not words)

    def complain(self, words: str) -> None:
        """Say why it did not open."""
        self.wait("")
        self._complaint.about(words)
        self._typed.setFocus()

    def wipe(self) -> None:
        """Forget what was typed."""
        self._typed.clear()
        self._secret.wipe()
        self.wait("")
