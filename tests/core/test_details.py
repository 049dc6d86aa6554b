"""Where the practice is and whom to call."""

import pytest

from kapcircle.core.details import LONGEST, Details, NamePractice, PracticeNamed
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId
from kapcircle.core.log import Entry
from kapcircle.core.practice import Practice, decide, evolve
from kapcircle.core.roles import Role
from tests.made_up import MARA, START, facts

HERE = Details("Circle house", "Hafen 1", "144", "142", "Jonas", "Dr. Ilić", "Ana")


def test_it_is_kept_without_what_surrounds_it() -> None:
    (event,) = decide(Practice(), NamePractice(Details(" Circle house ", "\nHafen 1")), facts(START, MARA))
    assert event == PracticeNamed(Details("Circle house", "Hafen 1"))
    after = evolve(Practice(), Entry(*(None,) * 6, PracticeNamed(HERE)))  # type: ignore[arg-type] # only the event counts
    assert after.details == HERE


def test_what_no_card_has_room_for_is_refused() -> None:
    with pytest.raises(Refused, match="Address: at most 400 characters"):
        decide(Practice(), NamePractice(Details(address="x" * (LONGEST + 1))), facts(START, MARA))


def test_it_is_for_those_who_lead() -> None:
    with pytest.raises(Refused, match="Naming the practice"):
        decide(Practice(), NamePractice(HERE), facts(START, Actor(MemberId("jo"), Role.COTHERAPIST)))
