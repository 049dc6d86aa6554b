"""The team and the others in the room on one sheet: who is here, who has whom, who is away, what was signed for."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from kapcircle.core.attending import Other
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import MemberId
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Run, Session
from kapcircle.core.session.team import team
from kapcircle.core.session.team_words import MATS, back_at, people_on
from kapcircle.core.staffing import Covering, EquipmentSigned, LeadAway, OnBreak, OtherHere, StaffHere
from kapcircle.ui import typeface as t
from kapcircle.ui.ask import Answer, Ask, Asked, Entry
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.commands import plain_list
from kapcircle.ui.forms import Complaint, key, wrapped
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Label, caption
from kapcircle.ui.overlay import Overlay
from kapcircle.ui.table import Column, Table
from kapcircle.ui.theme import Tone
from kapcircle.views.presence import MemberRow, by_number, digit, gaps, member_rows, on_mats, ratio_words

COLUMNS = (
    Column("", lambda row: str(row.number), figure=True),
    Column("Who", lambda row: f"{row.name}, {row.role}"),
    Column("Mats", lambda row: row.covers),
    Column("Now", lambda row: row.more or row.here),
)
LEAVE = Answer("Leave it")
NOT_OPEN = "The team is recorded once the circle is open: GO opens it."
NOBODY_ELSE = "Nobody else is here who could take over. Say first who is here."
NOT_STAFF = "People are looked after by the team: choose one of them."
NO_LIST = "The programme of this circle names no equipment."
DIGITS = 9
"""As many items of the equipment are offered at once as have a digit; the next follow as they are signed."""
NAMED = 2
"""Items of the equipment that are named here; of more the list of the team needs the room."""

LEAST, MOST = 108, 1.4
"""Least height of the list, in pixels at 100 %, and how far it grows with the text: the keys below stay in sight."""
EDGE = 16
"""Pixels of the frame round its rows, at most."""
PART = 0.38
"""Of the page's height what the list has at most, so that a whole team is seen at once."""

HELP = "A number chooses. Esc closes."


class TeamSheet(Overlay):
    """`noticed` says what was recorded."""

    noticed = Signal(str)

    def __init__(self, bridge: Bridge, ask: Ask, page: QWidget) -> None:
        super().__init__(page)
        self._bridge, self._ask = bridge, ask
        self.setAccessibleName("Team")
        self.table = Table(COLUMNS, self)
        self.list = plain_list(self.table, self, "Team")
        self.list.installEventFilter(self)
        self._gaps, self._ratio = Complaint(), wrapped("", Tone.SECOND)
        self._signed = wrapped("", Tone.SECOND)
        self._keys: dict[str, Callable[[], object]] = {
            "H": self._come_or_go,
            "C": self._ask_cover,
            "B": self._break,
            "L": self._lead,
            "N": self._count,
            "E": self._equipment,
        }
        words = ("Here, gone", "Covers…", "Break…", "Lead away…", "Counts, or not", "Equipment…")
        made = [key(word, act, hint) for word, (hint, act) in zip(words, self._keys.items(), strict=True)]
        for part in (caption("Team"), self._gaps, self.list, self._ratio, self._signed):
            self.body.addWidget(part)
        keys = QGridLayout()
        keys.setSpacing(8)
        for n, each in enumerate(made):
            keys.addWidget(each, n // 2, n % 2)
        self.body.addLayout(keys)
        if t.scale() < MOST:
            self.body.addWidget(Label(HELP, Tone.SECOND))
        bridge.changed.connect(lambda _: self._show() if self.isVisible() else None)

    def open(self) -> None:
        """Show who is here."""
        circle = self._bridge.circle
        if circle is None or circle.session.run is Run.WAITING:
            self._bridge.refused.emit(NOT_OPEN)
            return
        self._show()
        if not self.list.currentIndex().isValid():
            self.list.selectRow(0)
        self.show_over(self.list)

    @property
    def _session(self) -> Session:
        return Session() if self._bridge.circle is None else self._bridge.circle.session

    def _members(self) -> dict[MemberId, tuple[str, Role]]:
        """The team of the circle first, then the others of the practice."""
        staff = {member: (x.name, x.role) for member, x in self._bridge.house.staff.members.items()}
        return {member: staff[member] for member in self._bridge.numbered}

    def _company(self) -> tuple[Other, ...]:
        """The others who come, as the circle opened with them and as the Plan page has them now."""
        bridge, opened = self._bridge, self._session.plan.company
        try:
            now = () if bridge.sitting is None else bridge.house.opening.plan(bridge.sitting).company
        except KnownError:  # the session was taken off the calendar
            now = ()
        return tuple({other.id: other for other in (*opened, *now)}.values())

    def called(self, member: MemberId) -> str:
        """The name of a member; of one who left the practice since, as the circle knew them."""
        known, said = self._members().get(member), team(self._session).known.get(member)
        return known[0] if known else said.name if said else "somebody who has left"

    def _show(self) -> None:
        s, bridge = self._session, self._bridge
        self.table.set_rows(member_rows(s, self._members(), bridge.now, bridge.zone, self.called, self._company()))
        self._make_room()
        self._gaps.about(" ".join(gaps(s, bridge.now, bridge.zone, self.called)))
        self._ratio.say(ratio_words(s, s.plan.programme))
        signed, asked = team(s).signed, s.plan.programme.equipment
        missing = [item for item in asked if item not in signed]
        done = "Equipment signed." if asked else ""
        named = ", ".join(missing) if len(missing) <= NAMED else f"{len(missing)} of {len(asked)} items. E names them"
        self._signed.say(f"Not signed for yet: {named}." if missing else done)
        for part in (self._ratio, self._signed):
            part.setVisible(bool(part.text()))

    def _make_room(self) -> None:
        """As high as its rows, where the text is not so large that the keys below would go out of sight."""
        least, most = int(LEAST * min(t.scale(), MOST)), int(self._page.height() * PART)
        self.list.resizeRowsToContents()
        rows = self.list.verticalHeader().length() + self.list.horizontalHeader().sizeHint().height() + EDGE
        self.list.setMinimumHeight(max(least, min(rows, most)) if t.scale() < MOST else least)

    # keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.isAutoRepeat():
            return self._pressed(event)
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        typed = event.text().upper()
        if typed.isdecimal() and 0 < int(typed) <= self.table.rowCount():
            self.list.selectRow(int(typed) - 1)
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._ask_cover()
            return True
        if typed in self._keys:
            self._keys[typed]()
            return True
        return False

    @property
    def chosen(self) -> MemberRow | None:
        """Who is chosen."""
        index = self.list.currentIndex()
        found: MemberRow | None = self.table.row(index) if index.isValid() else None
        return found

    def _do(self, content: Any, words: str) -> bool:
        done = self._bridge.do(c.Record(content))
        if done:
            self.noticed.emit(words)
        return done

    def _said(self, row: MemberRow) -> StaffHere | OtherHere:
        """What was recorded of them last; of whoever nobody has mentioned yet, that they are here as planned."""
        found, other, member = team(self._session), self._other(row), MemberId(row.key)
        if other is not None:
            first = OtherHere(other.id, other.name, other.role, counts=other.counts)
            return found.others.get(other.id, first)
        counts = next((x.counts for x in self._session.plan.team if x.member == member), True)
        role = self._members()[member][1]
        return found.known.get(member, StaffHere(member, row.name, role, counts=counts))

    def _other(self, row: MemberRow) -> Other | None:
        return next((x for x in self._company() if x.id == row.key), None)

    def _one_of_the_team(self) -> MemberRow | None:
        """Who is chosen, if they look after people; of anybody else it is said why not."""
        row = self.chosen
        if row is not None and self._other(row) is not None:
            self._bridge.refused.emit(NOT_STAFF)
            return None
        return row

    # who is here

    def _come_or_go(self) -> None:
        """Whoever goes with people of theirs says who has them now, or leaves a gap that is said."""
        row = self.chosen
        if row is not None:
            here = not self._is_here(row.key)
            self._do(replace(self._said(row), here=here), f"{row.name} {'is here' if here else 'has gone'}.")

    def _is_here(self, who: str) -> bool:
        found = team(self._session)
        return any(x.member == who for x in found.here) or any(x.other == who and x.here for x in found.others.values())

    def _count(self) -> None:
        row = self.chosen
        if row is not None:
            said = self._said(row)
            counts = not said.counts
            words = f"{row.name} {'counts' if counts else 'does not count'} in the ratio."
            self._do(replace(said, counts=counts), words)

    # who has whom

    def _ask_cover(self) -> None:
        row = self._one_of_the_team()
        if row is None:
            return
        answers = (Answer("Covers them", lambda said: self._cover(row, said[0]), Kind.LIVE), LEAVE)
        entry = Entry("Mats, as in 3-6, 9; or all, or rest", row.covers.replace("–", "-"))
        self._ask.put(Asked(f"{row.name} looks after", "They are then nobody else's.", (entry,), answers))

    def _cover(self, row: MemberRow, typed: str) -> str | None:
        try:
            people = people_on(self._session, typed)
        except Refused as refusal:
            return str(refusal)
        if not people:
            return f"Everybody has somebody already. {MATS}"
        if not self._is_here(row.key) and not self._bridge.do(c.Record(replace(self._said(row), here=True))):
            return None
        self._do(Covering(MemberId(row.key), people), f"{row.name} looks after {on_mats(self._session, people)}.")
        return None

    def _break(self) -> None:
        """Back from it; or on it, once somebody has taken over."""
        row, found = self._one_of_the_team(), team(self._session)
        if row is None:
            return
        member = MemberId(row.key)
        if member in found.breaks:
            self._do(OnBreak(member, found.breaks[member].taker, back=True), f"{row.name} is back.")
            return
        takers = {x.member: x for x in found.here if x.member != member and x.member not in found.breaks}
        if not takers:
            self._bridge.refused.emit(NOBODY_ELSE)
            return
        order = self._bridge.numbered
        answers = [
            Answer(takers[x].name, partial(self._take_over, row, takers[x]), key=digit(order, x), listed=True)
            for x in by_number(order, takers)
        ]
        words = f"They have {on_mats(self._session, found.people_of(member))}." if row.covers else ""
        self._ask.put(Asked(f"{row.name} takes a break. Who takes over?", words, (), (*answers, LEAVE)))

    def _take_over(self, row: MemberRow, taker: StaffHere, _: tuple[str, ...]) -> None:
        self._do(OnBreak(MemberId(row.key), taker.member), f"{row.name} is on a break, {taker.name} has their people.")

    def _lead(self) -> None:
        """The medical lead is back; or away until an hour, and can be reached."""
        if team(self._session).away is not None:
            self._do(LeadAway(None), "The medical lead is back.")
            return
        answers = (Answer("Away", lambda said: self._lead_away(*said), Kind.LIVE), LEAVE)
        entries = (Entry("Until (14:20, or +15 minutes)"), Entry("Reached by", ""))
        self._ask.put(Asked("The medical lead is away", "", entries, answers))

    def _lead_away(self, typed: str, reached: str) -> str | None:
        bridge = self._bridge
        if not reached.strip():
            return "Say how they are reached: a number, a pager, a room."
        try:
            until = back_at(typed, bridge.now, bridge.zone(bridge.now))
        except Refused as refusal:
            return str(refusal)
        self._do(LeadAway(until, reached.strip()), "The medical lead is away. It is said when they are not back.")
        return None

    # equipment

    def _equipment(self) -> None:
        """Item by item: each press signs for one that was seen."""
        asked, signed = self._session.plan.programme.equipment, team(self._session).signed
        missing = [item for item in asked if item not in signed]
        if not asked:
            self._bridge.refused.emit(NO_LIST)
        elif not missing:
            self.noticed.emit("Everything is signed for.")
        else:
            answers = [
                Answer(item, partial(self._sign, item), key=str(n)) for n, item in enumerate(missing[:DIGITS], 1)
            ]
            more = f" {len(missing) - DIGITS} more follow." if len(missing) > DIGITS else ""
            words = (
                f"Press each once you have seen that it is here and works.{more}\nEnter signs the first: {missing[0]}."
            )
            self._ask.put(Asked("Emergency equipment", words, (), (*answers, Answer("Done for now"))))

    def _sign(self, item: str, _: tuple[str, ...]) -> None:
        if self._do(EquipmentSigned((item,)), f"{item}: signed for."):
            self._equipment()
