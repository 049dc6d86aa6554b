"""The members of staff: who there is, who may come in, and who is at the desk."""

from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor, require
from kapcircle.core.ids import MemberId, StreamId
from kapcircle.core.practice import LEADS, AddStaff, LetGo, Member, Practice, decide
from kapcircle.core.roles import CLINICAL, Role
from kapcircle.desk.desk import Desk
from kapcircle.desk.fittings import Keyring
from kapcircle.desk.shift import Shift


class Staff:
    """Whoever takes the desk acts from then on: entries are by them, and rules ask for their role."""

    def __init__(self, desk: Desk, practice: StreamId, keyring: Keyring, shift: Shift) -> None:
        self._desk, self._practice, self._keyring, self._shift = desk, practice, keyring, shift

    @property
    def members(self) -> dict[MemberId, Member]:
        """Who is on the staff now, in the order they came."""
        practice: Practice = self._desk.stream(self._practice).state
        return {member: who for member, who in practice.staff.items() if not who.left}

    @property
    def clinical(self) -> dict[MemberId, str]:
        """The names of those who write clinical detail, in the order they came."""
        return {member: who.name for member, who in self.members.items() if who.role in CLINICAL}

    @property
    def acting(self) -> Actor:
        """Who is at the desk."""
        return self._desk.actor

    @property
    def ready(self) -> tuple[MemberId, ...]:
        """Who can take the desk by PIN now, in the order of the staff; one who is not on the list comes last."""
        order = list(self.members)
        return tuple(sorted(self._shift.members, key=lambda x: order.index(x) if x in order else len(order)))

    def permit(self) -> None:
        """Raises Refused where the one at the desk may not change who is on the staff."""
        require(self._desk.facts(), LEADS, "Changing the staff")

    def add(self, member: MemberId, name: str, role: Role) -> None:
        """Put a member who has a passphrase on the list of staff."""
        self._desk.do((self._practice, AddStaff(member, name, role)))

    def remove(self, member: MemberId) -> None:
        """Take passphrase and PIN from a member who leaves. Raises Refused or KnownError with nothing changed.

        The passphrase goes first: who is on the list without one cannot come in, and is removed by asking again.
        """
        decide(self._desk.stream(self._practice).state, LetGo(member), self._desk.facts())
        if self._keyring.holds(member):
            self._keyring.remove(member)
        self._desk.do((self._practice, LetGo(member)))
        self._shift.forget(member)

    def recognise(self, passphrase: str, member: MemberId | None = None) -> Actor:
        """Whose passphrase this is, to be admitted; slow, and may be called from any thread. Raises KnownError."""
        return self._keyring.recognise(passphrase, member)

    def admit(self, actor: Actor, pin: str) -> None:
        """Somebody whose passphrase has just been right chooses a PIN for this session, and takes the desk.

        The one at the desk has given theirs on opening the vault or on taking the desk: their first PIN needs no other.
        """
        self._shift.admit(actor, pin)
        self._desk.actor = actor

    def switch(self, member: MemberId, pin: str) -> None:
        """A member takes the desk by PIN. Raises Refused and says how many tries are left."""
        self._desk.actor = self._shift.take(member, pin)

    def sign(self, member: MemberId, pin: str) -> Actor:
        """Who stands for one record by PIN, while the one at the desk stays there. Raises Refused, as `switch` does."""
        return self._shift.take(member, pin)

    def on_behalf(self, member: MemberId) -> Actor:
        """Who stands for one record that the one at the desk may write down, too. Raises Refused for a stranger."""
        who = self.members.get(member)
        if who is None:
            raise Refused("This member is not on the staff.")
        return Actor(member, who.role)
