"""What a member of staff fills in: a new member, another passphrase, a PIN."""

from PySide6.QtWidgets import QWidget

from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId
from kapcircle.core.roles import Role
from kapcircle.desk.shift import DIGITS
from kapcircle.ui.actions import Keymap
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.errand import Errand
from kapcircle.ui.forms import Choice, Complaint, Field, Secret, key
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Label
from kapcircle.ui.panels.new_passphrase import NewPassphrase
from kapcircle.ui.preferences import Preferences
from kapcircle.ui.text import Entry
from kapcircle.ui.theme import Tone

PIN_HINT = (
    "Six digits. {switch} gives the desk by it and {cover} uncovers, until the circle closes or the vault is locked."
)
ROLES = [(role, role.value.capitalize()) for role in Role]


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
        try:
            self.house.staff.permit()
        except Refused as why:
            self.fail(str(why))
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


class SetPin(_Stretching):
    """A PIN, twice; who has one already proves by passphrase that it is theirs."""

    def __init__(self, bridge: Bridge, parent: QWidget | None) -> None:
        super().__init__("My PIN", bridge, parent)
        self._bridge, self._me = bridge, self.house.staff.acting
        self._proof, self._pin, self._again = Secret(), Secret(), Secret()
        self._was, self._known = Field("Your passphrase", self._proof), self._me.member in self.house.staff.ready
        self._was.setVisible(self._known)
        keys = Keymap(Preferences(self.house.desk.settings()))
        hint = PIN_HINT.format(switch=keys.shown("switch"), cover=keys.shown("cover"))
        self.body.addWidget(self._was)
        self.body.addWidget(Field("New PIN", self._pin, hint))
        self.body.addWidget(Field("The same again", self._again))
        for part in (self._pin, self._again):
            part.setMaxLength(DIGITS)
        self.close_with("Set")
        (self._proof if self._known else self._pin).setFocus()

    def take(self) -> None:
        """Set it, after the passphrase where one is needed."""
        if self._pin.text() and not self._again.text():
            self._again.setFocus()
            return
        if self._pin.text() != self._again.text():
            self.fail("The two are not the same. Type both again.")
            return
        if not self._known:
            self._set(self._me)
            return
        passphrase, staff, me = self._proof.text(), self.house.staff, self._me.member
        errand = Errand(lambda _: staff.recognise(passphrase, me))
        errand.done.connect(self._set)
        self.send(errand, "Checking your passphrase…")

    def _set(self, actor: Actor) -> None:
        wrong = self._bridge.admit(actor, self._pin.text())
        if wrong:
            self.fail(wrong)
            return
        for part in (self._proof, self._pin, self._again):
            part.clear()
        self.accept()
