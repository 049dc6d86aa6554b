"""Another member takes the desk: by number and PIN, two strokes; by passphrase the first time of a session.

While names are covered nobody is named: members are listed by role, and who proves themselves uncovers.
"""

from PySide6.QtCore import QObject, Signal

from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId
from kapcircle.desk.shift import DIGITS
from kapcircle.ui.ask import Answer, Ask, Asked, Entry
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.errand import Errand
from kapcircle.ui.handing import Handing
from kapcircle.ui.key import Kind
from kapcircle.views.presence import by_number, digit

LEAVE = Answer("Leave it")
GOOD_FOR = "Six digits, good until this circle closes or the vault is locked."
GIVEN_ONCE = "Once for each circle; a PIN does the rest."
UNCOVERS = "Names and notes are shown again. With a PIN, six digits do."
HINT = "Set your PIN before you leave the desk: you come back with it."


class Switching(QObject):
    """Asks who it is, and for the proof."""

    noticed = Signal(str)

    def __init__(self, bridge: Bridge, ask: Ask, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._ask, self._staff = bridge, ask, bridge.house.staff
        self._errand: Errand | None = None
        self.handing = Handing(bridge, ask, self)
        self.handing.noticed.connect(self.noticed)

    @property
    def present(self) -> str:
        """Who is at the desk, as far as the room may know."""
        return self._called(self._staff.acting.member)

    def _called(self, member: MemberId) -> str:
        """Name and role; the role alone while names are covered."""
        who = self._staff.members.get(member)
        role = self._staff.acting.role if who is None else who.role
        words = "nobody" if role is None else role.value
        return words if who is None or self._bridge.covered else f"{who.name}, {words}"

    def offer(self) -> None:
        """Who may take the desk."""
        me, covered = self._staff.acting, self._bridge.covered
        answers = [
            self._numbered(x) for x in by_number(self._bridge.numbered, self._staff.ready) if covered or x != me.member
        ]
        answers.append(Answer("Another, by passphrase", lambda _: self._ask_passphrase(), key="0"))
        if not covered:
            answers.append(self._mine(me))
        if self.handing.may:
            answers.append(Answer("Hand the circle over…", lambda _: self.handing.offer(), key="H"))
        words = "" if covered or me.member in self._staff.ready else HINT
        self._ask.put(Asked("Who takes the desk?", words, (), (*answers, LEAVE)))

    def _numbered(self, member: MemberId) -> Answer:
        """Of two in the same role, who is at the desk knows which one they are."""
        here = ", at the desk" if member == self._staff.acting.member else ""
        words = self._called(member) + here
        key = digit(self._bridge.numbered, member)
        return Answer(words, lambda _: self._ask_pin(self._called(member), member), key=key, listed=True)

    def _mine(self, me: Actor) -> Answer:
        if me.member in self._staff.ready:
            return Answer("Another PIN for me", lambda _: self._ask_passphrase(me.member), key="P")
        return Answer("Set my PIN", lambda _: self._choose_pin(me), key="P")

    def uncover(self, begun: str = "") -> None:
        """Show names and notes again, to the PIN or the passphrase of whoever is at the desk; `begun` tells which."""
        me = self._staff.acting.member
        if me in self._staff.ready and (not begun or begun.isdigit()):
            self._ask_pin("Covered", me)
        else:
            self._ask_passphrase(me)
        self._ask.fields[0].setText(begun)

    def begin(self, typed: str) -> bool:
        """Covered, what is typed on the page is the beginning of a PIN or a passphrase; otherwise it is not taken."""
        taken = bool(typed) and self._bridge.covered
        if taken:
            self.uncover(typed)
        return taken

    def _ask_pin(self, title: str, member: MemberId) -> None:
        comes_back = self._bridge.covered and member == self._staff.acting.member
        deed = "Uncover" if comes_back else "Take the desk"
        take = Answer(deed, lambda said: self._take(member, said[0]), Kind.LIVE)
        words = Answer("By passphrase", lambda _: self._ask_passphrase(member))
        self._ask.put(Asked(title, "", (_pin("PIN"),), (take, words, LEAVE)))

    def _take(self, member: MemberId, pin: str) -> str:
        wrong = self._bridge.switch(member, pin)
        if wrong and member not in self._staff.ready:
            self._ask_passphrase(member)
        return wrong or self._welcome()

    def _ask_passphrase(self, member: MemberId | None = None) -> None:
        """Of this member, or of whoever is there."""
        check = Answer("Go on", lambda said: self._check(said[0], member), Kind.LIVE)
        words = UNCOVERS if self._bridge.covered else GIVEN_ONCE
        self._ask.put(Asked("Your passphrase", words, (Entry("Passphrase", secret=True),), (check, LEAVE)))

    def _check(self, passphrase: str, member: MemberId | None) -> str:
        if not passphrase:
            return "Type your passphrase."
        if self._errand is not None and self._errand.under_way:
            return "A passphrase is being checked. Try again in a moment."
        staff = self._staff
        self._errand = Errand(lambda _: staff.recognise(passphrase, member))
        self._errand.done.connect(self._recognised)
        self._errand.failed.connect(self._unknown)
        self._errand.start()
        self._ask.wait("Looking whose it is…")
        return ""

    def _recognised(self, actor: Actor) -> None:
        """Whoever is at the desk comes back to it; another chooses a PIN and takes it."""
        if not self._ask.waits:  # somebody has left the question, and nothing comes of it
            return
        if self._bridge.covered and actor.member == self._staff.acting.member:
            self._ask.put_away()
            self._bridge.uncover()
        else:
            self._choose_pin(actor)

    def _unknown(self, why: str) -> None:
        if self._ask.waits:
            self._ask.complain(why)

    def _choose_pin(self, actor: Actor) -> None:
        take = Answer("Set the PIN", lambda said: self._admit(actor, *said), Kind.LIVE)
        title = "Choose a PIN" if self._bridge.covered else f"A PIN for {self._called(actor.member)}"
        self._ask.put(Asked(title, GOOD_FOR, (_pin("PIN"), _pin("The same again")), (take, LEAVE)))

    def _admit(self, actor: Actor, pin: str, again: str) -> str:
        if pin != again:
            return "The two are not the same. Type both again."
        return self._bridge.admit(actor, pin) or self._welcome()

    def _welcome(self) -> str:
        self.noticed.emit(f"At the desk: {self.present}.")
        return ""


def _pin(name: str) -> Entry:
    return Entry(name, secret=True, digits=DIGITS)
