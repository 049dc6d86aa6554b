"""The team of a cohort: which members of staff look after it, what they do here, and which pods they lead."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kapcircle.core.attending import Duty, TeamMember
from kapcircle.core.ids import MemberId, PodId
from kapcircle.core.practice import Member
from kapcircle.ui.cohort.plan_dialog import Chooser, PlanDialog, Section, beside, stretched
from kapcircle.ui.forms import Choice, Field, column, wrapped
from kapcircle.ui.label import caption
from kapcircle.ui.listing import Item
from kapcircle.ui.tabs import lead_on
from kapcircle.ui.tick import Tick
from kapcircle.views.cohort import listed

DUTIES = [(duty, duty.value[0].upper() + duty.value[1:]) for duty in Duty]
WORDS = "What a member of staff may do at the desk is their role, in Settings. Here stands what they do in this cohort."


class TeamSection(Section):
    """The staff of the practice at the left; at the right what the chosen one does here."""

    title = "Team"

    def __init__(self, at: PlanDialog) -> None:
        super().__init__(at)
        self._list = Chooser("Staff", self._show)
        self._inside, self._counts = Tick("In the team of this cohort"), Tick("Counts in the ratio of staff to people")
        self._duty = Choice(DUTIES)
        self._pods: dict[PodId, Tick] = {}
        self._leads, self._none = QVBoxLayout(), wrapped("No pods yet.")
        self._leads.setSpacing(4)
        self._inside.clicked.connect(self._turn)
        self._counts.clicked.connect(lambda on: self._change(counts=on))
        self._duty.activated.connect(lambda _: self._change(duty=self._duty.chosen))
        self._does = QWidget()
        self._does.setLayout(
            column(Field("Does here", self._duty), self._counts, caption("Leads"), self._none, self._leads, spacing=12)
        )
        form = column(self._inside, self._does, None)
        self.setLayout(stretched(1, wrapped(WORDS), beside(column(self._list), form, 1, 1), spacing=12))
        self.setFocusProxy(self._list)

    def refresh(self) -> None:
        team, staff = self.at.state.team.members, self.at.house.staff.members
        self._list.show_items([self._item(which, member, team.get(which)) for which, member in staff.items()])
        self._offer_pods()
        self._show()

    def _item(self, which: MemberId, member: Member, here: TeamMember | None) -> Item:
        pods = self.at.state.pods
        leads = [] if here is None else [pods[pod].name for pod in here.leads if pod in pods]
        does = "not in the team" if here is None else here.duty.value + (", not counted" if not here.counts else "")
        return Item(which, member.name, does, beside=f"leads {listed(leads)}" if leads else "")

    def _offer_pods(self) -> None:
        pods = self.at.state.pods
        if list(self._pods) != list(pods):
            for tick in self._pods.values():
                self._leads.removeWidget(tick)
                tick.deleteLater()
            self._pods = {pod: self._tick(pod) for pod in pods}
            lead_on(self._counts, self._pods.values())
        for pod, tick in self._pods.items():
            tick.setText(pods[pod].name)
            tick.setAccessibleName(f"Leads {pods[pod].name}")
        self._none.setVisible(not pods)

    def _tick(self, pod: PodId) -> Tick:
        tick = Tick("")
        tick.clicked.connect(lambda on: self._lead(pod, on))
        self._leads.addWidget(tick)
        return tick

    @property
    def _member(self) -> TeamMember | None:
        return self.at.state.team.members.get(self._list.current)

    def _show(self) -> None:
        member = self._member
        shown = member or TeamMember(MemberId(""))
        self._inside.setEnabled(self._list.current is not None)
        self._inside.setChecked(member is not None)
        self._does.setVisible(member is not None)
        self._counts.setChecked(shown.counts)
        self._duty.choose(shown.duty)
        for pod, tick in self._pods.items():
            tick.setChecked(pod in shown.leads)

    def _turn(self, inside: bool) -> None:
        group, cohort, member = self.at.planning.group, self.at.cohort, self._list.current
        if inside:
            self.at.attempt(lambda: group.join(cohort, TeamMember(member)))
        else:
            self.at.attempt(lambda: group.leave_team(cohort, member))
        self._show()

    def _lead(self, pod: PodId, leads: bool) -> None:
        member = self._member
        if member is not None:
            others = tuple(x for x in member.leads if x != pod and x in self.at.state.pods)
            self._change(leads=(*others, pod) if leads else others)

    def _change(self, **changes: Any) -> None:
        member = self._member
        if member is not None:
            self.at.attempt(lambda: self.at.planning.group.join(self.at.cohort, replace(member, **changes)))
        self._show()
