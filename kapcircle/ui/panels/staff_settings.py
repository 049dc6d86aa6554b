"""Who is on the staff: members come and leave, and see to their own passphrase and PIN."""

from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.question import Question
from kapcircle.ui.forms import key, row, wrapped
from kapcircle.ui.key import Kind
from kapcircle.ui.listing import Item, Listing
from kapcircle.ui.panel import Panel
from kapcircle.ui.panels.staff_forms import AddMember, ChangePassphrase, SetPin

WORDS = "Each member opens the vault with a passphrase of their own. The role decides what they may do in a circle."
GONE = (
    "Their passphrase opens this vault no longer. What they recorded stays, with their name. "
    "A backup or a copy that was made before still opens with it."
)


class StaffSettings(Panel):
    """The list, and the ways to change it."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__("Staff")
        self._bridge, self._staff = bridge, bridge.house.staff
        self._list = Listing("Staff")
        self._remove = key("Remove from staff…", self._ask, kind=Kind.QUIET)
        self.body.addWidget(wrapped(WORDS))
        self.body.addWidget(self._list, 1)
        self.body.addLayout(row(key("Add a member…", lambda: AddMember(bridge, self).open()), None))
        self.body.addLayout(row(self._remove, None))
        change, pin = (lambda: ChangePassphrase(bridge, self).open()), (lambda: SetPin(bridge, self).open())
        self.body.addLayout(row(key("Change my passphrase…", change, kind=Kind.QUIET), None))
        self.body.addLayout(row(key("Set my PIN…", pin, kind=Kind.QUIET), None))
        self._list.chosen.connect(lambda _: self._choose())
        bridge.switched.connect(self.refresh)

    def refresh(self) -> None:
        """Show who is on the staff."""
        me = self._staff.acting.member
        staff = self._staff.members.items()
        self._list.offer([Item(m, x.name, x.role.value, "you" if m == me else "") for m, x in staff])
        self._choose()

    def _choose(self) -> None:
        self._remove.setEnabled(self._list.current not in {None, self._staff.acting.member})

    def _ask(self) -> None:
        member = self._list.current
        name = self._staff.members[member].name
        question = Question(f"Remove {name} from the staff?", GONE, "Remove", "Keep", self)
        question.agreed.connect(lambda: self._bridge.attempt(lambda: self._staff.remove(member)))
        question.open()
