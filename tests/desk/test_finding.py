"""Finding again what was written, over all circles; and what a coordinator does not find."""

import pytest

from kapcircle.core import practice as p
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId
from kapcircle.core.observation import Observed
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Session
from kapcircle.desk.finding import TAKEN_OFF, Hit
from kapcircle.desk.house import PRACTICE, House
from tests.fakes import house
from tests.made_up import MARA, START, small_rundown

ANA = Actor(MemberId("ana"), Role.COORDINATOR)


@pytest.fixture
def held() -> House:
    """A house in which a circle was held and is closed."""
    made = house()
    made.desk.do((PRACTICE, p.AddStaff(MARA.member, "Mara (made up)", Role.FACILITATOR)))
    cohort = made.planning.begin_cohort("Harbour")
    wren = made.planning.enrol(cohort, "Wren")
    circle = made.circle(made.planning.plan_session(cohort, "Medicine 1", None, small_rundown()))
    circle.do(c.Open())
    circle.do(c.Note("humming with the music", wren))
    circle.do(c.Note("the music is low"))
    circle.do(c.Record(Observed(words="hums quietly"), wren))
    circle.do(c.Note("music for whoever calls at the door"), ANA)
    circle.do(c.Close())
    return made


def said(hits: tuple[Hit, ...]) -> list[tuple[str, str, str]]:
    return [(hit.alias, hit.words, hit.by) for hit in hits]


def test_each_hit_says_who_which_session_and_when(held: House) -> None:
    (hit,) = held.search("humming music")
    told = (hit.alias, hit.name, hit.kind, hit.happened, hit.by)
    assert told == ("Wren", "Medicine 1", "note", START, "Mara (made up)")
    assert hit.struck == ""
    assert said(held.search("quiet")) == [("Wren", "hums quietly", "Mara (made up)")]
    assert said(held.search("low")) == [("", "the music is low", "Mara (made up)")]
    assert held.search("  ") == ()


def test_what_is_struck_is_found_and_says_so(held: House) -> None:
    (hit,) = held.search("humming")
    stream = f"session:{hit.session}"
    held.desk.do((stream, c.Strike(hit.key, "it was Ash")))  # type: ignore[arg-type] # the id of a stream
    assert [x.struck for x in held.search("humming")] == ["it was Ash"]


def test_a_coordinator_finds_what_they_wrote_themselves_and_no_clinical_note(held: House) -> None:
    held.desk.actor = ANA
    assert said(held.search("music")) == [("", "music for whoever calls at the door", "someone")]
    assert held.search("hums") == ()
    assert held.search("humming") == ()


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.COTHERAPIST, Role.MEDICAL_LEAD])
def test_clinical_roles_find_all(held: House, role: Role) -> None:
    held.desk.actor = Actor(MemberId("x"), role)
    assert len(held.search("music")) == 3


def test_of_a_session_that_was_taken_off_the_calendar_the_words_are_found_still(held: House) -> None:
    (hit,) = held.search("low")
    (cohort, _) = held.planning.planned(hit.session)
    held.planning.drop_session(cohort, hit.session)
    assert held.search("low")[0].name == TAKEN_OFF
    assert isinstance(held.session(hit.session), Session)
