"""Who comes to which session, and how many there are of what: read off a cohort."""

from collections.abc import Iterator, Mapping

from kapcircle.core.attending import Other, TeamMember
from kapcircle.core.cohort.calendar import Planned
from kapcircle.core.cohort.state import Cohort
from kapcircle.core.ids import PersonId, PodId, SessionId
from kapcircle.core.programme import SessionKind


def mats_of(s: Cohort, planned: Planned) -> tuple[tuple[PersonId, int], ...]:
    """Who comes to a session and on which mat, in the order of the mats: of a pod's session those of the pod."""
    return tuple((who, mat) for who, mat in sorted(s.mats.items(), key=lambda x: x[1]) if _comes(s, who, planned))


def _comes(s: Cohort, person: PersonId, planned: Planned) -> bool:
    return planned.pod is None or s.roster.pod_of.get(person) == planned.pod


def people_of(s: Cohort, pod: PodId | None) -> tuple[PersonId, ...]:
    """Who is in a pod, or in none, in the order of the mats."""
    return tuple(who for who, _ in sorted(s.mats.items(), key=lambda x: x[1]) if s.roster.pod_of.get(who) == pod)


def team_of(s: Cohort, planned: Planned) -> tuple[TeamMember, ...]:
    """Who of the team a session has: of a pod's session those who lead it, and those who lead no pod at all."""
    return tuple(each for each in s.team.members.values() if _serves(each, s, planned))


def _serves(each: TeamMember, s: Cohort, planned: Planned) -> bool:
    leads = [pod for pod in each.leads if pod in s.pods]
    return planned.pod is None or not leads or planned.pod in leads


def leads_of(s: Cohort, pod: PodId) -> tuple[TeamMember, ...]:
    """Who leads a pod."""
    return tuple(each for each in s.team.members.values() if pod in each.leads)


def company_of(s: Cohort, session: SessionId) -> tuple[Other, ...]:
    """The others in the room at a session, in the order of the list of them."""
    chosen = s.company.chosen.get(session, ())
    return tuple(other for which, other in s.company.others.items() if which in chosen)


def medicine_sessions(s: Cohort) -> Mapping[PersonId, int]:
    """How many medicine sessions the calendar has for each person: what a programme's cap is held against."""
    medicine = [planned for planned in s.sessions.values() if planned.kind is SessionKind.MEDICINE]
    return {who: sum(_comes(s, who, planned) for planned in medicine) for who in s.mats}


def over_the_cap(s: Cohort, cap: int) -> Iterator[tuple[PersonId, int]]:
    """Who has more medicine sessions on the calendar than `cap`, and how many."""
    return ((who, count) for who, count in medicine_sessions(s).items() if count > cap)
