"""Who may."""

import pytest

from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor, Facts, require
from kapcircle.core.ids import CLOCK, MemberId, Millis
from kapcircle.core.roles import Role
from kapcircle.core.rundown import Rundown
from tests.made_up import phase

LEADS = frozenset({Role.FACILITATOR, Role.COORDINATOR})


@pytest.mark.parametrize("actor", [Actor(), Actor(CLOCK), Actor(MemberId("ann"), Role.COORDINATOR)])
def test_may(actor: Actor) -> None:
    require(Facts(actor), LEADS, "Moving")


@pytest.mark.parametrize("actor", [Actor(MemberId("ann")), Actor(MemberId("ann"), Role.MEDICAL_LEAD)])
def test_may_not(actor: Actor) -> None:
    with pytest.raises(Refused, match=r"^Moving: this is for the coordinator or facilitator\.$"):
        require(Facts(actor), LEADS, "Moving")


def test_nobody_may_act_as_the_clock_with_a_role_of_a_person() -> None:
    with pytest.raises(Refused):
        require(Facts(Actor(CLOCK, Role.MEDICAL_LEAD)), LEADS, "Moving")


def test_the_planned_length_of_a_rundown() -> None:
    assert Rundown().planned == 0
    assert Rundown((phase("One", 1.5), phase("Two", 2))).planned == Millis(210_000)
