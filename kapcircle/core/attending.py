"""Who is in a room beside the participants, as a plan names them and a circle copies them."""

from dataclasses import dataclass
from enum import Enum

from kapcircle.core.ids import Instant, MemberId, OtherId, PersonId, PodId


@dataclass(frozen=True, slots=True)
class Pod:
    """A small group inside a cohort, the same from week to week."""

    id: PodId
    name: str


class Duty(Enum):
    """What a member of staff does in a cohort; their role in the practice says what they may do at the desk."""

    FACILITATOR = "facilitator"
    THERAPIST = "therapist"
    NURSE = "nurse"
    MEDICAL_LEAD = "medical lead"
    SITTER = "sitter"
    ELDER = "Elder or knowledge keeper"
    COORDINATOR = "coordinator"
    ROOM = "music and light"


@dataclass(frozen=True, slots=True)
class TeamMember:
    """A member of staff in a cohort. `counts`: they are one of those who sit with people, in the ratio of staff."""

    member: MemberId
    duty: Duty = Duty.FACILITATOR
    counts: bool = True
    leads: tuple[PodId, ...] = ()


class OtherRole(Enum):
    """Why somebody is in the room who is neither participant nor staff."""

    INTERPRETER = "interpreter"
    SUPPORT = "support person"
    OBSERVER = "observer"
    TRAINEE = "trainee"


@dataclass(frozen=True, slots=True)
class Other:
    """Another person in the room; no participant record is kept of them. `whom` is the participant they come for,
    `agreed` when they said yes to confidentiality.
    """

    id: OtherId
    name: str
    role: OtherRole
    whom: PersonId | None = None
    agreed: Instant | None = None
    counts: bool = False
