"""A look that was edited while its circle ran, asked for there."""

from dataclasses import replace

from kapcircle.core.light import LookDesign
from kapcircle.core.session import events as e
from kapcircle.core.session.wanted import wanted
from tests.made_up import START, folded, small_plan

OPENED = (0, e.Opened(small_plan()))


def test_a_look_that_was_edited_is_taken_in_the_place_of_the_old_one() -> None:
    before, after = LookDesign("dusk", 0.2), LookDesign("dusk", 0.4)
    s = folded((0, e.Opened(replace(small_plan(), designs=(before, LookDesign("day", 0.9))))), (1, e.LookTaken(after)))
    assert s.plan.designs == (LookDesign("day", 0.9), after)
    assert s.plan.looks == small_plan().looks
    new = folded(OPENED, (1, e.LookTaken(LookDesign("moss", 0.1))))
    assert new.plan.looks == (*small_plan().looks, "moss")


def test_the_room_is_told_how_the_looks_of_its_circle_are_made() -> None:
    own = (LookDesign("dusk", 0.2),)
    assert wanted(folded((0, e.Opened(replace(small_plan(), designs=own)))), START).designs == own
