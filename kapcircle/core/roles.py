"""What a member of staff may be in a circle."""

from enum import Enum


class Role(Enum):
    """The rules ask for a role, never for a name."""

    FACILITATOR = "facilitator"
    COTHERAPIST = "co-therapist"
    MEDICAL_LEAD = "medical lead"
    COORDINATOR = "coordinator"


CLINICAL = frozenset({Role.FACILITATOR, Role.COTHERAPIST, Role.MEDICAL_LEAD})
"""Who sees and writes clinical detail: programme setting."""
