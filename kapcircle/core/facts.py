"""What the desk gathers before a decision: frozen, and the same for every stream."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kapcircle.core.attending import Other, Pod, TeamMember
from kapcircle.core.avoiding import Avoids
from kapcircle.core.errors import Refused
from kapcircle.core.ids import CLOCK, Instant, MemberId, PersonId
from kapcircle.core.light import LookDesign
from kapcircle.core.observation import Touch
from kapcircle.core.playlist import Track
from kapcircle.core.programme import NO_PROGRAMME, Programme, SessionKind
from kapcircle.core.readiness import Readiness
from kapcircle.core.roles import Role
from kapcircle.core.rundown import Rundown


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. The clock has no role: it may do what falls due by itself."""

    member: MemberId = CLOCK
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a session opens with: its rundown, who sits where, what the room can do, what it is and who else is there.
    `pod` None: it is the whole cohort's.
    """

    name: str = ""
    rundown: Rundown = Rundown()
    scheduled: Instant | None = None
    mats: tuple[tuple[PersonId, int], ...] = ()
    tracks: tuple[Track, ...] = ()
    looks: tuple[str, ...] = ()
    volume: float = 0.5
    ceiling: float = 0.8
    programme: Programme = NO_PROGRAMME
    lit_mats: tuple[int, ...] = ()
    """The mats that some lamp is marked for."""
    touch: tuple[tuple[PersonId, Touch], ...] = ()
    """Which touch each has agreed to before the day."""
    kind: SessionKind = SessionKind.OPEN_CIRCLE
    pod: Pod | None = None
    team: tuple[TeamMember, ...] = ()
    company: tuple[Other, ...] = ()
    laid: tuple[tuple[int, float, float], ...] = ()
    """Where mats were laid by hand at the session before: which, and where across and down the room, from 0 to 1."""
    designs: tuple[LookDesign, ...] = ()
    """How the looks are made: one that is edited meanwhile stays in a circle as it was."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Who, when, with which fresh name for a new thing, and what the plan says."""

    actor: Actor = Actor()
    now: Instant = Instant(0)
    fresh: str = ""
    plan: Plan = Plan()
    happened: Instant | None = None
    """When what is written down took place, if not now."""
    readiness: Mapping[PersonId, Readiness] = field(default_factory=dict)
    """How ready each person is whom the command is about, as their own stream tells it."""
    aliases: tuple[str, ...] = ()
    """How the others are called in the cohorts of the participant who is named."""
    enrolled: frozenset[PersonId] | None = None
    """Who is in the cohort of the circle; None where nobody has looked."""
    clinical: Mapping[MemberId, str] = field(default_factory=dict)
    """The names of the staff who write clinical detail, in their order."""
    avoids: Mapping[PersonId, Avoids] = field(default_factory=dict)
    """What each person does not want to hear, as their own stream tells it."""


def require(facts: Facts, allowed: frozenset[Role], deed: str) -> None:
    """Raise Refused unless the actor's role may do this; the clock always may."""
    role = facts.actor.role
    if role is None and facts.actor.member == CLOCK:
        return
    if role not in allowed:
        who = " or ".join(sorted(r.value for r in allowed))
        raise Refused(f"{deed}: this is for the {who}.")
