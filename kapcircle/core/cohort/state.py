"""The state of one cohort, a field for each noun; a new noun is a field here and a name in `NOUNS`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kapcircle.core.attending import Other, Pod, TeamMember
from kapcircle.core.cohort import about, agreements, calendar, company, feedback, intentions, library, roster, team
from kapcircle.core.cohort.about import About
from kapcircle.core.cohort.agreements import Agreements, SayYes
from kapcircle.core.cohort.calendar import Calendar, Planned, PlanSession, known
from kapcircle.core.cohort.company import ChooseCompany, Company, WelcomeOther
from kapcircle.core.cohort.feedback import Feedback, GiveFeedback
from kapcircle.core.cohort.intentions import Intentions, SetIntention
from kapcircle.core.cohort.library import GivePieces, Library
from kapcircle.core.cohort.roster import DropPod, Roster, known_pod, member
from kapcircle.core.cohort.team import JoinTeam, Team
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts, require
from kapcircle.core.ids import PersonId, PodId, ProgrammeId, SessionId
from kapcircle.core.nouns import Nouns
from kapcircle.core.roles import Role

PLANNERS = frozenset({Role.FACILITATOR, Role.COTHERAPIST, Role.COORDINATOR})


@dataclass(frozen=True)
class Cohort:
    """People on mats and in pods, sessions to come, and what they keep together."""

    about: About = About()
    roster: Roster = Roster()
    team: Team = Team()
    calendar: Calendar = Calendar()
    company: Company = Company()
    agreements: Agreements = Agreements()
    intentions: Intentions = Intentions()
    library: Library = Library()
    feedback: Feedback = Feedback()

    @property
    def name(self) -> str:
        """What it is called."""
        return self.about.name

    @property
    def programme(self) -> ProgrammeId | None:
        """The programme that it follows."""
        return self.about.programme

    @property
    def mats(self) -> Mapping[PersonId, int]:
        """Who sits on which mat."""
        return self.roster.mats

    @property
    def pods(self) -> Mapping[PodId, Pod]:
        """Its pods, in the order in which they began."""
        return self.roster.pods

    @property
    def sessions(self) -> Mapping[SessionId, Planned]:
        """The sessions of its calendar, in the order in which they stand there."""
        return self.calendar.sessions


class _OfCohort(Nouns):
    """Who plans, and what one noun asks of another, is said before the noun is asked."""

    def decide(self, state: Cohort, command: Any, facts: Facts) -> tuple[Any, ...]:
        """What happens, or raise Refused with nothing changed."""
        require(facts, PLANNERS, "Planning")
        _fits(state, command)
        return super().decide(state, command, facts)


def _fits(s: Cohort, command: Any) -> None:
    match command:
        case PlanSession(pod=pod) if pod is not None:
            known_pod(s.roster, pod)
        case DropPod(pod):
            _is_idle(s, pod)
        case JoinTeam(TeamMember(leads=pods)):
            for pod in pods:
                known_pod(s.roster, pod)
        case WelcomeOther(Other(whom=whom)) if whom is not None:
            member(s.roster, whom)
        case SayYes(person):
            member(s.roster, person)
        case SetIntention(person, session):
            member(s.roster, person)
            known(s.calendar, session)
        case GiveFeedback(person, session):
            _was_here(s, person)
            if session is not None:
                known(s.calendar, session)
        case ChooseCompany(session) | GivePieces(session):
            known(s.calendar, session)
        case _:
            pass


def _is_idle(s: Cohort, pod: PodId) -> None:
    if any(planned.pod == pod for planned in s.sessions.values()):
        raise Refused("This pod has sessions on the calendar: give them to the whole cohort, or delete them first.")


def _was_here(s: Cohort, person: PersonId) -> None:
    """Who left still has the last word."""
    if person not in s.roster.left:
        member(s.roster, person)


NOUNS = _OfCohort(
    about=about,
    roster=roster,
    team=team,
    calendar=calendar,
    company=company,
    agreements=agreements,
    intentions=intentions,
    library=library,
    feedback=feedback,
)
