"""The pods of a cohort: their names, who is in each, and who leads it."""

from PySide6.QtWidgets import QWidget

from kapcircle.core.attending import Pod
from kapcircle.core.cohort.counting import leads_of, people_of
from kapcircle.core.ids import PodId
from kapcircle.ui.cohort.plan_dialog import Chooser, PlanDialog, Section, beside, stretched
from kapcircle.ui.forms import Field, column, key, row, wrapped
from kapcircle.ui.key import Kind
from kapcircle.ui.label import caption
from kapcircle.ui.listing import Item
from kapcircle.ui.text import Entry
from kapcircle.ui.theme import Tone
from kapcircle.views.cohort import listed, people

WORDS = (
    "A pod is a small group that stays together, usually of 3 to 8. On the Plan page a participant's pod is chosen "
    "beside their mat, or they are dragged under its name. In the Roots to Thrive model a registered therapist and a "
    "registered nurse lead each."
)


class PodsSection(Section):
    """Pods at the left, the chosen one at the right, and what is unusual below."""

    title = "Pods"

    def __init__(self, at: PlanDialog) -> None:
        super().__init__(at)
        self._list = Chooser("Pods", self._show)
        self._name = Entry(placeholder="Name of the pod")
        self._field = Field("Name", self._name)
        self._who, self._leads, self._unusual = wrapped(""), wrapped(""), wrapped("", Tone.ACCENT)
        self._remove = key("Remove pod", self._drop, kind=Kind.QUIET)
        self._name.settled.connect(self._rename)
        self._form, self._none = QWidget(), wrapped("No pod yet: the cohort meets as one group.")
        self._form.setLayout(
            column(
                self._field,
                caption("Participants"),
                self._who,
                caption("Led by"),
                self._leads,
                row(self._remove, None),
            )
        )
        form = column(self._none, self._form, None, self._unusual)
        left = stretched(0, self._list, row(key("Add pod", self._add), None))
        self.setLayout(stretched(1, wrapped(WORDS), beside(left, form, 1, 1), spacing=12))
        self.setFocusProxy(self._list)

    @property
    def pod(self) -> PodId | None:
        """The pod that is chosen."""
        pod: PodId | None = self._list.current
        return pod

    def refresh(self) -> None:
        self._list.show_items([self._item(pod) for pod in self.at.state.pods.values()])
        planning, cohort = self.at.planning, self.at.cohort
        unusual = planning.group.cautions(cohort, planning.course.cap(cohort))
        self._unusual.say("\n".join(f"▲ {words}" for words in unusual))
        self._show()

    def _item(self, pod: Pod) -> Item:
        return Item(pod.id, pod.name, people(len(people_of(self.at.state, pod.id))), beside=self._led_by(pod.id))

    def _led_by(self, pod: PodId) -> str:
        staff = self.at.house.practice.staff
        return listed([staff[x.member].name for x in leads_of(self.at.state, pod) if x.member in staff])

    def _show(self) -> None:
        state, pod = self.at.state, self.pod
        self._form.setVisible(pod is not None)
        self._none.setVisible(pod is None)
        self._name.show_text("" if pod is None else state.pods[pod].name)
        inside = [] if pod is None else [self.at.planning.alias(who) for who in people_of(state, pod)]
        self._who.say(listed(inside) or "Nobody yet.")
        self._leads.say((pod and self._led_by(pod)) or "Nobody yet: see Team.")

    def _add(self) -> None:
        def add() -> None:
            pod = self.at.planning.group.begin_pod(self.at.cohort)
            self._list.choose(pod)
            self._show()
            self._name.setFocus()
            self._name.selectAll()

        self.at.attempt(add)

    def _rename(self, name: str) -> None:
        pod = self.pod
        if pod is not None:
            self.at.attempt(lambda: self.at.planning.group.name_pod(self.at.cohort, pod, name))
            self._show()

    def _drop(self) -> None:
        pod = self.pod
        if pod is not None:
            self.at.attempt(lambda: self.at.planning.group.drop_pod(self.at.cohort, pod))
