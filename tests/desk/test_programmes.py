"""The programmes of a house: from a shipped one to one that is signed, its history, and files."""

from dataclasses import replace

import pytest

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import Instant, MemberId, ProgrammeId
from kapcircle.core.programme import NO_PROGRAMME
from kapcircle.core.programmes import Step
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.desk.house import House
from kapcircle.desk.programmes import Told
from tests.fakes import house
from tests.made_up import MARA, START, small_rundown
from tests.memory import FakeClock, MemoryLog

IRIS = Actor(MemberId("iris"), Role.MEDICAL_LEAD)
JON = Actor(MemberId("jon"), Role.COTHERAPIST)


def staffed(log: MemoryLog | None = None, clock: FakeClock | None = None) -> House:
    here = house(log, clock)
    for actor, name in ((MARA, "Mara"), (IRIS, "Dr Iris"), (JON, "Jon")):
        assert actor.role is not None
        here.staff.add(actor.member, name, actor.role)
    return here


def test_from_a_shipped_one_to_one_that_is_signed() -> None:
    log, clock = MemoryLog(), FakeClock()
    here = staffed(log, clock)
    rooms = here.programmes
    assert rooms.templates == ("Small programme",)
    first = rooms.save(rooms.template("Small programme"))
    assert (first.version, first.limits_hold) == (1, False)
    clock.pass_(60_000)
    second = rooms.save(replace(first, about="Ours."))
    clock.pass_(60_000)
    here.desk.actor = IRIS
    rooms.sign(second.id, 2)
    assert rooms.get(first.id).limits_hold
    rooms.withdraw(second.id, "A slip.")
    minute, later = Instant(START + 60_000), Instant(START + 120_000)
    assert rooms.history(first.id) == (
        Told(Step.WITHDRAWN, 2, "Dr Iris", later, "A slip."),
        Told(Step.SIGNED, 2, "Dr Iris", later),
        Told(Step.SAVED, 2, "Mara", minute),
        Told(Step.SAVED, 1, "Mara", START),
    )
    assert rooms.version(first.id, 1) == first
    again = house(log).programmes
    assert again.kept == rooms.kept
    assert again.history(first.id) == rooms.history(first.id)


def test_which_programme_a_cohort_follows() -> None:
    rooms = staffed().programmes
    kept = rooms.save(rooms.template("Small programme"))
    assert rooms.of_cohort(kept.id) == kept
    assert rooms.of_cohort(None) is NO_PROGRAMME
    assert rooms.of_cohort(ProgrammeId("gone")) is NO_PROGRAMME


def test_a_circle_opens_with_a_copy_of_the_programme_that_its_cohort_follows() -> None:
    """Saved and signed as it is then; what is changed afterwards never touches what runs."""
    here = staffed()
    kept = here.programmes.save(here.programmes.template("Small programme"))
    cohort = here.planning.begin_cohort("Spring")
    session = here.planning.plan_session(cohort, "Medicine 1", START, small_rundown())
    assert here.opening.plan(session).programme is NO_PROGRAMME
    here.planning.course.follow(cohort, kept.id)
    assert here.planning.course.of(cohort) == kept
    here.desk.actor = IRIS
    here.programmes.sign(kept.id, 1)
    here.desk.actor = MARA
    circle = here.circle(session)
    circle.do(c.Open())
    here.programmes.save(replace(here.programmes.get(kept.id), limits=()))
    assert (circle.session.plan.programme.limits, circle.session.plan.programme.limits_hold) == (kept.limits, True)
    programme = here.opening.plan(session).programme
    assert (programme.limits, programme.limits_hold) == ((), False)


def test_a_copy_has_a_name_of_its_own_and_no_signature() -> None:
    here = staffed()
    rooms = here.programmes
    kept = rooms.save(rooms.template("Small programme"))
    here.desk.actor = IRIS
    rooms.sign(kept.id, 1)
    copy = rooms.save(rooms.copy(rooms.get(kept.id)))
    assert (copy.name, copy.version, copy.signed) == ("Small programme (2)", 1, None)
    assert rooms.copy(kept).name == "Small programme (3)"
    assert [x.name for x in rooms.kept] == ["Small programme", "Small programme (2)"]


def test_a_programme_goes_to_another_practice_and_comes_in_unsigned() -> None:
    here = staffed()
    rooms = here.programmes
    kept = rooms.save(rooms.template("Small programme"))
    rooms.write("small.json", kept)
    came = rooms.read("small.json")
    assert came.id != kept.id
    assert (came.name, came.signed) == ("Small programme (2)", None)
    with pytest.raises(KnownError, match="cannot be read"):
        rooms.read("gone.json")


@pytest.mark.parametrize(("actor", "edits", "signs"), [(MARA, True, False), (IRIS, True, True), (JON, False, False)])
def test_what_the_one_at_the_desk_may(actor: Actor, edits: bool, signs: bool) -> None:
    here = staffed()
    here.desk.actor = actor
    assert (here.programmes.may_edit, here.programmes.may_sign) == (edits, signs)
    if not edits:
        with pytest.raises(Refused, match="Changing a programme: this is for"):
            here.programmes.read("small.json")


def test_what_is_not_there_is_said() -> None:
    rooms = staffed().programmes
    kept = rooms.save(rooms.template("Small programme"))
    with pytest.raises(KnownError, match="keeps no such programme"):
        rooms.get(ProgrammeId("gone"))
    with pytest.raises(KnownError, match="There is no version 2 of this programme"):
        rooms.version(kept.id, 2)


def test_who_is_unknown_to_the_staff_has_no_name_in_the_history() -> None:
    here = house()
    kept = here.programmes.save(here.programmes.template("Small programme"))
    assert [x.by for x in here.programmes.history(kept.id)] == [""]


def test_a_draft_that_cannot_be_read_is_left_out() -> None:
    here = house()
    rooms = here.programmes
    made = rooms.template("Small programme")
    rooms.draft(made)
    for name, words in (("programme:a", "{"), ("programme:b", '{"version": 1}'), ("note x", "half a no")):
        here.desk.draft(name, words)
    assert list(rooms.drafts()) == [made.id]
