"""What the desk gathers before a decision: frozen, and the same for every stream."""

from dataclasses import dataclass

from kapcircle.core.errors import Refused
from kapcircle.core.ids import CLOCK, Instant, MemberId, PersonId
from kapcircle.core.playlist import Track
from kapcircle.core.roles import Role
from kapcircle.core.rundown import Rundown


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. The clock has no role: it may do what falls due by itself."""

    member: MemberId = CLOCK
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a session opens with: its rundown, who sits where, and what the room can do."""

    name: str = ""
    rundown: Rundown = Rundown()
    scheduled: Instant | None = None
    mats: tuple[tuple[PersonId, int], ...] = ()
    tracks: tuple[Track, ...] = ()
    looks: tuple[str, ...] = ()
    volume: float = 0.5
    ceiling: float = 0.8


@dataclass(frozen=True, slots=True)
class Facts:
    """Who, when, with which fresh name for a new thing, and what the plan says."""

    actor: Actor = Actor()
    now: Instant = Instant(0)
    fresh: str = ""
    plan: Plan = Plan()
    aliases: tuple[str, ...] = ()
    """How the others are called in the cohorts of the participant who is named."""


def require(facts: Facts, allowed: frozenset[Role], deed: str) -> None:
    """Raise Refused unless the actor's role may do this; the clock always may."""
    role = facts.actor.role
    if role is None and facts.actor.member == CLOCK:
        return
    if role not in allowed:
        who = " or ".join(sorted(r.value for r in allowed))
        raise Refused(f"{deed}: this is for the {who}.")
