"""Others in the room: who they are and for whom, their yes to confidentiality, and to which sessions they come."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from kapcircle.core.attending import Other, OtherRole
from kapcircle.core.cohort.counting import company_of
from kapcircle.core.ids import SessionId
from kapcircle.ui.cohort.plan_dialog import Chooser, PlanDialog, Section, beside, stretched
from kapcircle.ui.forms import Choice, Field, column, key, row, wrapped
from kapcircle.ui.key import Kind
from kapcircle.ui.listing import Item
from kapcircle.ui.text import Entry
from kapcircle.ui.theme import Tone
from kapcircle.ui.tick import Tick
from kapcircle.views.cohort import listed
from kapcircle.views.times import day

ROLES = [(role, role.value.capitalize()) for role in OtherRole]
WORDS = (
    "An interpreter, a support person, an observer, a trainee: they come to a session and are neither participant nor "
    "staff. No participant record is kept of them."
)
YES = "Said yes to confidentiality"


class OthersSection(Section):
    """The others at the left, the chosen one at the right."""

    title = "Others in the room"

    def __init__(self, at: PlanDialog) -> None:
        super().__init__(at)
        self._list = Chooser("Others in the room", self._show)
        self._name, self._role, self._whom = Entry(), Choice(ROLES), Choice([])
        self._yes, self._counts = Tick(YES), Tick("Counts in the ratio of staff to people")
        self._session, self._comes, self._all = Choice([]), Tick("Comes to this session"), wrapped("")
        self._form = QWidget()
        self._form.setLayout(
            column(
                row(Field("Name", self._name), Field("Role", self._role), spacing=12),
                Field("For whom", self._whom),
                self._yes,
                self._counts,
                row(Field("Session", self._session), spacing=12),
                self._comes,
                self._all,
                row(key("Remove from the list", self._excuse, kind=Kind.QUIET), None),
                None,
            )
        )
        self._right = QStackedWidget()
        nobody = wrapped("Nobody yet. Add who will be in the room.", Tone.SECOND)
        nobody.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._right.addWidget(nobody)
        self._right.addWidget(self._form)
        left = stretched(0, self._list, row(key("Add somebody", self._add), None))
        self.setLayout(stretched(1, wrapped(WORDS), beside(left, self._right, 1, 1), spacing=12))
        self.setFocusProxy(self._list)
        self._join()

    def _join(self) -> None:
        self._name.settled.connect(lambda name: self._change(name=name))
        self._role.activated.connect(lambda _: self._change(role=self._role.chosen))
        self._whom.activated.connect(lambda _: self._change(whom=self._whom.chosen))
        self._yes.clicked.connect(lambda on: self._change(agreed=self.at.bridge.now if on else None))
        self._counts.clicked.connect(lambda on: self._change(counts=on))
        self._session.activated.connect(lambda _: self._show())
        self._comes.clicked.connect(self._choose)

    @property
    def _other(self) -> Other | None:
        return self.at.state.company.others.get(self._list.current)

    def refresh(self) -> None:
        state, session = self.at.state, self._session.chosen or self.at.session
        self._list.show_items([self._item(other) for other in state.company.others.values()])
        self._whom.offer([(None, "Everybody"), *self.at.people])
        self._session.offer(self.at.sessions)
        self._session.choose(session if session in state.sessions else next(iter(state.sessions), None))
        self._show()

    def _item(self, other: Other) -> Item:
        whom = "" if other.whom is None else f" for {self.at.planning.alias(other.whom)}"
        missing = "▲ yes is missing" if other.agreed is None else ""
        return Item(other.id, other.name, f"{other.role.value}{whom}", missing)

    def _show(self) -> None:
        other = self._other
        self._right.setCurrentIndex(0 if other is None else 1)
        if other is None:
            return
        self._name.show_text(other.name)
        self._role.choose(other.role)
        self._whom.choose(other.whom)
        self._yes.setText(YES if other.agreed is None else f"{YES}, {day(other.agreed, self.at.bridge.zone)}")
        self._yes.setChecked(other.agreed is not None)
        self._counts.setChecked(other.counts)
        self._show_sessions(other)

    def _show_sessions(self, other: Other) -> None:
        state = self.at.state
        to = [session for session in state.sessions if other in company_of(state, session)]
        self._comes.setEnabled(bool(state.sessions))
        self._comes.setChecked(self._session.chosen in to)
        names = listed([state.sessions[session].name for session in to])
        self._all.say(f"Comes to: {names}." if names else "Comes to no session yet.")

    def _add(self) -> None:
        def add() -> None:
            other = self.at.planning.group.welcome(self.at.cohort, "Somebody", OtherRole.SUPPORT)
            self._list.choose(other)
            self._show()
            self._name.setFocus()
            self._name.selectAll()

        self.at.attempt(add)

    def _change(self, **changes: Any) -> None:
        other = self._other
        if other is not None:
            self.at.attempt(lambda: self.at.planning.group.change_other(self.at.cohort, replace(other, **changes)))
            self.refresh()

    def _choose(self, comes: bool) -> None:
        session: SessionId | None = self._session.chosen
        other = self._other
        if session is not None and other is not None:
            group, cohort = self.at.planning.group, self.at.cohort
            self.at.attempt(lambda: group.choose_company(cohort, session, other.id, comes=comes))
            self._show()

    def _excuse(self) -> None:
        other = self._other
        if other is not None:
            self.at.attempt(lambda: self.at.planning.group.excuse(self.at.cohort, other.id))
