"""Creating a vault: its name and place, the first member of staff, and their passphrase."""

from pathlib import Path

from PySide6.QtCore import Signal

from kapcircle.core.practice import LEADS
from kapcircle.core.roles import Role
from kapcircle.ui import typeface as t
from kapcircle.ui.dialogs.files import VAULT_SUFFIX, ask_folder
from kapcircle.ui.forms import Choice, Complaint, Field, Line, key, row, wrapped
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Label
from kapcircle.ui.panel import Panel
from kapcircle.ui.panels.new_passphrase import NewPassphrase
from kapcircle.ui.theme import Tone

FIRST = [(role, role.value.capitalize()) for role in Role if role in LEADS]
"""What the first member may be: one who can add the others."""


class CreateVault(Panel):
    """`asked` says path, name, role and passphrase."""

    asked = Signal(str, str, object, str)
    left = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._vault, self._member, self._role = Line("Practice"), Line(), Choice(FIRST)
        self._where = wrapped("", Tone.THIRD)
        self._name = Field("Name of the vault", self._vault)
        self._who = Field("Your name", self._member)
        self._secret = NewPassphrase("Your passphrase")
        self._calm, self._complaint = Label("", Tone.SECOND, t.NOTE), Complaint()
        self._leave = key("Back", self.left.emit, "Esc", Kind.QUIET)
        self._create = key("Create", self._ask, kind=Kind.LIVE)
        self._build()
        self._place()

    def _build(self) -> None:
        self.body.setContentsMargins(24, 20, 24, 20)
        self.body.setSpacing(12)
        self.body.addWidget(Label("A new vault", size=t.TITLE, weight=t.SEMIBOLD))
        self.body.addWidget(self._name)
        where = row(self._where, key("Elsewhere…", self._elsewhere, kind=Kind.QUIET))
        where.setStretch(0, 1)
        self.body.addLayout(where)
        beside = row(self._who, Field("Your role", self._role), spacing=12)
        beside.setStretch(0, 3)
        beside.setStretch(1, 2)
        self.body.addLayout(beside)
        self.body.addWidget(self._secret)
        self.body.addWidget(self._complaint)
        self.body.addLayout(row(self._calm, None, self._leave, self._create))
        self._vault.textChanged.connect(self._place)
        self._secret.entered.connect(self._ask)

    @property
    def path(self) -> Path:
        """The file that would be made."""
        return self._folder / f"{self._vault.text().strip()}.{VAULT_SUFFIX}"

    def _place(self) -> None:
        self._name.complain("")
        self._where.say(f"In {self._folder}")

    def _elsewhere(self) -> None:
        ask_folder(self, self._move)

    def _move(self, folder: str) -> None:
        self._folder = Path(folder)
        self._place()

    def _ask(self) -> None:
        named, known = self._named(), bool(self._member.text().strip())
        self._name.complain("" if named else "Give the vault a name of letters, digits, spaces or hyphens.")
        self._who.complain("" if known else "Your name stands beside what you record.")
        passphrase = self._secret.taken()
        if named and known and passphrase is not None and self._create.isEnabled():
            self.wait("Creating the vault…")
            self.asked.emit(str(self.path), self._member.text().strip(), self._role.chosen, passphrase)

    def _named(self) -> bool:
        name = self._vault.text().strip()
        return bool(name) and all(c.isalnum() or c in " -_" for c in name)

    def wait(self, words: str) -> None:
        """Say what is going on; an empty word ends the wait."""
        self._calm.say(words)
        self._complaint.about("")
        for part in (self._vault, self._member, self._role, self._secret, self._leave, self._create):
            part.setEnabled(not words)

    def complain(self, words: str) -> None:
        """Say why the vault was not made."""
        self.wait("")
        self._complaint.about(words)

    def wipe(self) -> None:
        """Forget the passphrase that was typed."""
        self._secret.wipe()
        self.wait("")

    def first(self) -> None:
        """Put the focus where the first word is typed."""
        self._vault.setFocus()
        self._vault.selectAll()
