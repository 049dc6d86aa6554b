"""S5: what was missing as a dose was given is asked for, marked and listed; and nothing of it is in the way."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kapcircle.core.attendance import Readied
from kapcircle.core.errors import KnownError
from kapcircle.core.gates import Gap
from kapcircle.core.ids import PersonId
from kapcircle.core.readiness import Readiness
from kapcircle.core.session.gates import NOT_READY, before_dose
from tests.safety import rooms
from tests.safety.rooms import FINE, LEAD, P1, P2, WELL, Day
from tests.ui import gated
from tests.ui.recording import Hand
from tests.ui.scene import Scene

WITHDRAWN = replace(WELL, consents=(), refused=("treatment",))
WORDS = "Taking part: said no, or withdrawn"


def marks(day: Day) -> tuple[str, ...]:
    return day.state.seats[P1].records[-1].marks


def lacks(day: Day, person: PersonId = P1) -> tuple[Gap, ...]:
    return before_dose(day.state, day.state.seats[person], day.readiness[person], day.now)


def test_s05_a_consent_that_is_withdrawn_on_the_day_marks_the_dose_of_who_was_ready() -> None:
    day = Day()
    day.start(P1)
    assert lacks(day) == ()
    day.readiness[P1] = WITHDRAWN
    assert [gap.words for gap in lacks(day)] == [WORDS]
    day.dose(P1)
    assert marks(day) == (f"recorded outside gate: {WORDS}",)


def test_s05_who_is_not_ready_is_asked_for_and_marked() -> None:
    day = Day()
    day.start(P1)
    assert lacks(day, P2) == (NOT_READY,)


def test_s05_what_the_medical_lead_lets_stand_is_not_asked_for_again() -> None:
    day = Day()
    day.team()
    day.arrives(P1)
    day.record(P1, replace(FINE, fasted=False))
    day.readiness[P1] = replace(WELL, ride="")
    day.record(P1, Readied(("No ride home", "Has not fasted as asked"), "her sister comes"), LEAD)
    assert lacks(day) == ()
    day.dose(P1)
    assert marks(day) == ()


def given(stage: Callable[..., Scene], readiness: Callable[[PersonId], Readiness]) -> tuple[Scene, Hand]:
    """Everybody is ready, medicine has begun, and then their own record says something else."""
    scene = stage(rundown=rooms.RUNDOWN)
    gated.arriving(scene)
    gated.team(scene)
    gated.come(scene, "Wren")
    gated.write(scene, scene.who("Wren"), Readied())
    assert scene.bridge.circle is not None
    scene.bridge.circle.gates._readiness = readiness
    return scene, Hand(scene)


def test_s05_the_form_of_a_dose_says_what_is_missing_and_takes_it_all_the_same(stage: Any) -> None:
    scene, hand = given(stage, lambda _: WITHDRAWN)
    hand.types("1DG")
    assert WORDS in hand.shown
    gated.write(scene, scene.who("Wren"), dose())
    assert hand.records("Wren")[-1].outside == (f"recorded outside gate: {WORDS}",)


def test_s05_what_was_given_is_recorded_where_their_own_record_cannot_be_read(stage: Any) -> None:
    def gone(_: PersonId) -> Readiness:
        raise KnownError("The disk does not answer.")

    scene, hand = given(stage, gone)
    hand.types("1DG")
    assert "Dose given".upper() in hand.shown
    gated.write(scene, scene.who("Wren"), dose())
    assert hand.records("Wren")[-1].content == dose()
    with pytest.raises(KnownError):
        gated.write(scene, scene.who("Wren"), Readied())


def dose() -> Any:
    day = Day()
    day.start(P1)
    day.dose(P1)
    return day.state.seats[P1].records[-1].content
