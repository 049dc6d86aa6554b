"""The people of a cohort as a group: its pods and who leads them, its team, others in the room, and what is unusual."""

from collections.abc import Iterator, Mapping

from kapcircle.core.attending import Other, OtherRole, TeamMember
from kapcircle.core.cohort.cautions import cautions
from kapcircle.core.cohort.company import ChooseCompany, ExcuseOther, WelcomeOther
from kapcircle.core.cohort.counting import people_of
from kapcircle.core.cohort.roster import ChoosePod, DropPod, NamePod
from kapcircle.core.cohort.state import Cohort
from kapcircle.core.cohort.team import JoinTeam, LeaveTeam
from kapcircle.core.ids import CohortId, MemberId, OtherId, PersonId, PodId, SessionId
from kapcircle.core.person.similar import similar
from kapcircle.desk.plans import Plans
from kapcircle.desk.visit import Place


class Group:
    """Asked by the Plan page; each change can be taken back."""

    def __init__(self, plans: Plans) -> None:
        self._plans = plans

    def _change(self, cohort: CohortId, command: object) -> None:
        self._plans.change(Place(cohort), command)

    # pods

    def begin_pod(self, cohort: CohortId, name: str = "") -> PodId:
        """A new pod of this name, or of the first letter that no other pod of the cohort has."""
        pod = PodId(self._plans.fresh())
        taken = {x.name for x in self._plans.cohort(cohort).pods.values()}
        letters = (f"Pod {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        free = next((x for x in letters if x not in taken), "Another pod")
        self._change(cohort, NamePod(pod, name or free))
        return pod

    def name_pod(self, cohort: CohortId, pod: PodId, name: str) -> None:
        """Give a pod another name."""
        self._change(cohort, NamePod(pod, name))

    def drop_pod(self, cohort: CohortId, pod: PodId) -> None:
        """A pod is one no more; its people stay in the cohort."""
        self._change(cohort, DropPod(pod))

    def choose_pod(self, cohort: CohortId, person: PersonId, pod: PodId | None) -> None:
        """Put a participant into a pod, or into none."""
        self._change(cohort, ChoosePod(person, pod))

    # the team

    def join(self, cohort: CohortId, member: TeamMember) -> None:
        """Take a member of staff into the team, or change what they do in it."""
        self._change(cohort, JoinTeam(member))

    def leave_team(self, cohort: CohortId, member: MemberId) -> None:
        """A member of staff leaves the team."""
        self._change(cohort, LeaveTeam(member))

    # others in the room

    def welcome(self, cohort: CohortId, name: str, role: OtherRole) -> OtherId:
        """Put somebody on the list of others in the room."""
        other = OtherId(self._plans.fresh())
        self._change(cohort, WelcomeOther(Other(other, name, role)))
        return other

    def change_other(self, cohort: CohortId, other: Other) -> None:
        """Change what is said of somebody on that list."""
        self._change(cohort, WelcomeOther(other))

    def excuse(self, cohort: CohortId, other: OtherId) -> None:
        """Take somebody off that list."""
        self._change(cohort, ExcuseOther(other))

    def choose_company(self, cohort: CohortId, session: SessionId, other: OtherId, *, comes: bool) -> None:
        """Somebody of that list comes to a session, or does not."""
        chosen = self._plans.cohort(cohort).company.chosen.get(session, ())
        others = tuple(x for x in chosen if x != other)
        command = ChooseCompany(session, (*others, other) if comes else others)
        self._plans.change(Place(cohort, session), command)

    # what is unusual

    def cautions(self, cohort: CohortId, cap: int | None = None) -> tuple[str, ...]:
        """What is unusual about a cohort, in words with the names that belong to it."""
        state = self._plans.cohort(cohort)
        names = self._names(state)
        told = (f"{names[x.about]}: {x.words}" if x.about in names else x.words for x in cautions(state, cap))
        return (*told, *self._alike_in_pods(state))

    def _names(self, state: Cohort) -> Mapping[object, str]:
        names: dict[object, str] = {who: self._plans.alias(who) for who in state.mats}
        names |= {pod.id: pod.name for pod in state.pods.values()}
        return names | {other.id: other.name for other in state.company.others.values()}

    def _alike_in_pods(self, state: Cohort) -> Iterator[str]:
        """Who sit together and have names that are easily mixed up; without pods, in the whole cohort."""
        for pod in (None, *state.pods):
            names = [self._plans.alias(who) for who in people_of(state, pod)]
            yield from (f"{x.one} and {x.other}: {x.why}." for x in similar(names))
