"""Who is on the staff, and their passphrases."""

from PySide6.QtWidgets import QWidget

from kapcircle.core.ids import MemberId
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.errand import Errand
from kapcircle.ui.forms import Choice, Complaint, Field, Secret, key, row, wrapped
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Label
from kapcircle.ui.listing import Item, Listing
from kapcircle.ui.panel import Panel
from kapcircle.ui.panels.new_passphrase import NewPassphrase
from kapcircle.ui.panels.unlock_create import ROLES
from kapcircle.ui.text import Entry
from kapcircle.ui.theme import Tone

WORDS = "Each member opens the vault with a passphrase of their own. The role decides what they may do in a circle."


class StaffSettings(Panel):
    """The list, and the ways to change it."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__("Staff")
        self._bridge = bridge
        self._list = Listing("Staff")
        self.body.addWidget(wrapped(WORDS))
        self.body.addWidget(self._list, 1)
        self.body.addLayout(row(key("Add a member…", self._add), None))
        self.body.addLayout(row(key("Change my passphrase…", self._change, kind=Kind.QUIET), None))

    def refresh(self) -> None:
        """Show who is on the staff."""
        me = self._bridge.house.desk.actor.member
        staff = self._bridge.house.staff.members.items()
        self._list.offer([Item(m, x.name, x.role.value, "you" if m == me else "") for m, x in staff])

    def _add(self) -> None:
        AddMember(self._bridge, self).open()

    def _change(self) -> None:
        ChangePassphrase(self._bridge, self).open()


class _Stretching(Dialog):
    """A form whose passphrase is stretched beside the window."""

    def __init__(self, heading: str, bridge: Bridge, parent: QWidget | None) -> None:
        super().__init__(heading, parent)
        self.house = bridge.house
        self.calm, self.trouble = Label("", Tone.SECOND), Complaint()
        self.leave = key("Cancel", self.reject)
        self._errand: Errand | None = None

    def close_with(self, deed: str) -> None:
        """The foot of the form."""
        self.do = key(deed, self.take, kind=Kind.LIVE)
        self.body.addWidget(self.trouble)
        self.body.addWidget(self.calm)
        self.keys(self.leave, self.do)

    def take(self) -> None:
        """Read the form, and set out."""
        raise NotImplementedError

    def send(self, errand: Errand, words: str) -> None:
        """Wait for the errand; what it could not do is said here."""
        self._errand = errand
        self.wait(words)
        errand.failed.connect(self.fail)
        errand.start()

    def wait(self, words: str) -> None:
        """Say what is going on; an empty word ends the wait."""
        self.calm.say(words)
        self.trouble.about("")
        for part in (self.do, self.leave):
            part.setEnabled(not words)

    def fail(self, words: str) -> None:
        """Say why it was not done."""
        self.wait("")
        self.trouble.about(words)

    def reject(self) -> None:
        if self._errand is None or not self._errand.under_way:
            super().reject()


class AddMember(_Stretching):
    """Name, role and first passphrase of a new member."""

    def __init__(self, bridge: Bridge, parent: QWidget | None) -> None:
        super().__init__("A new member of staff", bridge, parent)
        self._name, self._role, self._secret = Entry(), Choice(ROLES), NewPassphrase("Their passphrase")
        self._who = Field("Name", self._name)
        self.body.addWidget(self._who)
        self.body.addWidget(Field("Role", self._role))
        self.body.addWidget(self._secret)
        self.close_with("Add")
        self._name.setFocus()

    def take(self) -> None:
        """Give the member a passphrase, then put them on the list."""
        name, passphrase = self._name.text().strip(), self._secret.taken()
        self._who.complain("" if name else "Their name stands beside what they record.")
        if not name or passphrase is None:
            return
        role, keyring = self._role.chosen, self.house.fittings.keyring
        errand = Errand(lambda _: keyring.add(name, role, passphrase))
        errand.done.connect(self._enlist)
        self.send(errand, "Sealing a key for them…")

    def _enlist(self, member: MemberId) -> None:
        self.house.staff.add(member, self._name.text().strip(), self._role.chosen)
        self._secret.wipe()
        self.accept()


class ChangePassphrase(_Stretching):
    """The old passphrase, and the new one twice."""

    def __init__(self, bridge: Bridge, parent: QWidget | None) -> None:
        super().__init__("Change my passphrase", bridge, parent)
        self._old, self._secret = Secret(), NewPassphrase("New passphrase")
        self._was = Field("Present passphrase", self._old)
        self.body.addWidget(self._was)
        self.body.addWidget(self._secret)
        self.close_with("Change")
        self._old.setFocus()

    def take(self) -> None:
        """Seal the member's key anew."""
        old, new = self._old.text(), self._secret.taken()
        self._was.complain("" if old else "Type the passphrase that opens the vault now.")
        if not old or new is None:
            return
        keyring, me = self.house.fittings.keyring, self.house.staff.acting.member
        errand = Errand(lambda _: keyring.change(me, old, new))
        errand.done.connect(self._changed)
        self.send(errand, "Sealing your key anew…")

    def _changed(self, _: object) -> None:
        self._old.clear()
        self._secret.wipe()
        self.accept()
