"""Who signs a record: the one at the desk, or another, who shows it by PIN where the record asks for their role."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId
from kapcircle.core.record import Record
from kapcircle.core.roles import Role
from kapcircle.core.session.signatures import may_sign
from kapcircle.desk.shift import DIGITS
from kapcircle.ui.ask import Answer, Ask, Asked, Entry
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.key import Kind
from kapcircle.views.initials import initials
from kapcircle.views.presence import digit

LEAVE = Answer("Leave it")
STANDS = "Their PIN stands for their name."
SETS = "F4 on the page."
NOBODY = f"Nobody else here may sign this. Whoever may, sets a PIN first: {SETS}"

Signed = Callable[[Actor], str | None]
"""Hears who signs; returns what is wrong with it, or nothing."""


class Signing(QObject):
    """Asks who signs; nobody leaves the desk for it."""

    def __init__(self, bridge: Bridge, ask: Ask, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._ask, self._staff = bridge, ask, bridge.house.staff

    def initials(self, actor: Actor) -> str:
        """Of a member of staff; of one who is on no list, the role."""
        who = self._staff.members.get(actor.member)
        if who is not None:
            return initials(who.name)
        return "the program" if actor.role is None else actor.role.value

    def signs(self, member: MemberId) -> str:
        """The initials of a member, who may have left; nothing for one who was never on the list."""
        who = self._bridge.house.practice.staff.get(member)
        return "" if who is None else initials(who.name)

    @property
    def team(self) -> tuple[str, ...]:
        """The names of the staff, in the order of their numbers."""
        return tuple(self._staff.members[member].name for member in self._bridge.numbered)

    def may(self, actor: Actor, roles: frozenset[Role]) -> bool:
        """Whether somebody's role is enough."""
        return actor.role in roles

    def offer(self, roles: frozenset[Role], signed: Signed, *, proven: bool = False) -> None:
        """Ask who signs what these roles may; `signed` hears who. `proven`: another shows by PIN that it is they."""
        me = self._staff.acting
        mine = self.may(me, roles)
        proof = proven or not mine
        may = [m for m in self._bridge.numbered if self._staff.members[m].role in roles]
        if mine and me.member not in may:
            may.insert(0, me.member)
        listed = [m for m in may if not proof or m in self._proven(mine=mine)]
        words = STANDS if proof else "Who stands for this record?"
        answers = self.answers(listed, signed, proof=proof)
        self._ask.put(Asked("Who signs?", words if answers else NOBODY, (), (*answers, LEAVE)))

    def seconds(self, dose: Record) -> list[MemberId]:
        """Who may sign a dose as the second, and can show that it is they, in the order of their numbers."""
        clinical, can = self._staff.clinical, self._proven(mine=True)
        return [m for m in self._bridge.numbered if m in can and m in clinical and may_sign(dose, m, clinical)]

    def _proven(self, *, mine: bool) -> set[MemberId]:
        """Who can show that it is they: by PIN, or who is at the desk."""
        return {*self._staff.ready, *([self._staff.acting.member] if mine else [])}

    def answers(self, members: Sequence[MemberId], signed: Signed, *, proof: bool) -> list[Answer]:
        """Each by their number; with `proof`, who is not at the desk is asked for their PIN."""
        me, order = self._staff.acting.member, self._bridge.numbered
        return [self._answer(digit(order, x), x, signed, proof=proof and x != me) for x in members]

    def _answer(self, key: str, member: MemberId, signed: Signed, *, proof: bool) -> Answer:
        who = self._staff.members.get(member)
        words = "You" if who is None else f"{who.name}, {who.role.value}"
        if proof:
            return Answer(words, lambda _: self._ask_pin(words, member, signed), key=key, listed=True)
        return Answer(words, lambda _: self._signed(member, signed), key=key, listed=True)

    def _signed(self, member: MemberId, signed: Signed) -> str | None:
        me = self._staff.acting
        try:
            actor = me if member == me.member else self._staff.on_behalf(member)
        except Refused as refusal:
            return str(refusal)
        return signed(actor)

    def _ask_pin(self, words: str, member: MemberId, signed: Signed) -> None:
        sign = Answer("Sign", lambda said: self._prove(member, said[0], signed), Kind.LIVE)
        pin = Entry("PIN", secret=True, digits=DIGITS)
        self._ask.put(Asked(words, "They sign this record, and nothing else.", (pin,), (sign, LEAVE)))

    def _prove(self, member: MemberId, pin: str, signed: Signed) -> str | None:
        try:
            actor = self._staff.sign(member, pin)
        except Refused as refusal:
            return str(refusal)
        return signed(actor)
