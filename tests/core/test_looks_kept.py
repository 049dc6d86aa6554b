"""Looks that a practice makes: what is kept, what is refused, what a shipped one is again."""

from dataclasses import replace

import pytest

from kapcircle.core import practice as p
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import LampId, MemberId, RoomId
from kapcircle.core.light import WARM, Lamp, LookDesign
from kapcircle.core.looks_kept import LookRemoved, LookSaved, RemoveLook, SaveLook, as_opened, merged, strangers
from kapcircle.core.roles import Role
from kapcircle.core.rooms import RoomPlan
from tests.core.nouns import Noun

MARA = MemberId("mara")
ONE = LampId("1")
MOSS = LookDesign("moss", 0.2)


def kept(*designs: LookDesign) -> Noun:
    noun = Noun("practice")
    noun.do(p.AddStaff(MARA, "Mara", Role.FACILITATOR))
    for design in designs:
        noun.do(SaveLook(design))
    return noun


def test_a_look_is_kept_with_its_name_tidied_and_its_colours_normal() -> None:
    noun = kept()
    noun.do(SaveLook(LookDesign("  deep   moss ", 0.2, (0.25, 0.5, 0.0), {ONE: 0.4}, {ONE: (0.1, 0.0, 0.2)})))
    made = LookDesign("deep moss", 0.2, (0.5, 1.0, 0.0), {ONE: 0.4}, {ONE: (0.5, 0.0, 1.0)})
    assert noun.state.looks == {"deep moss": made}


def test_what_changes_nothing_is_no_entry() -> None:
    assert kept(MOSS).do(SaveLook(MOSS)) == ()


def test_another_name_takes_the_old_one_away() -> None:
    noun = kept(MOSS)
    assert noun.do(SaveLook(replace(MOSS, name="fern"), was="moss")) == (
        LookRemoved("moss"),
        LookSaved(LookDesign("fern", 0.2)),
    )
    assert set(noun.state.looks) == {"fern"}


def test_another_name_for_one_that_is_shipped_leaves_that_as_it_is() -> None:
    assert kept().do(SaveLook(replace(MOSS, name="fern"), was="ember")) == (LookSaved(LookDesign("fern", 0.2)),)


def test_the_case_of_a_name_may_change() -> None:
    noun = kept(MOSS)
    noun.do(SaveLook(replace(MOSS, name="Moss"), was="moss"))
    assert set(noun.state.looks) == {"Moss"}


def test_one_that_is_removed_is_as_it_was_shipped_again() -> None:
    shipped = {"ember": LookDesign("ember", 0.1), "day": LookDesign("day", 0.9)}
    noun = kept(LookDesign("ember", 0.3), MOSS)
    assert list(merged(shipped, noun.state.looks).values()) == [MOSS, LookDesign("ember", 0.3), shipped["day"]]
    noun.do(RemoveLook("ember"))
    assert merged(shipped, noun.state.looks)["ember"] == shipped["ember"]
    assert set(noun.state.looks) == {"moss"}


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (SaveLook(LookDesign("  ", 0.2)), "The look needs a name"),
        (SaveLook(LookDesign("m" * 41, 0.2)), "The name of a look has at most 40 letters, not 41"),
        (SaveLook(LookDesign("x", 1.2)), "The level must be between 0 and 100 %, not 120 %"),
        (SaveLook(LookDesign("x", float("nan"))), "The level must be between 0 and 100 %, not nan %"),
        (SaveLook(LookDesign("x", 0.2, WARM, {ONE: -0.1})), "Lamp 1 must be between 0 and 100 %, not -10 %"),
        (
            SaveLook(LookDesign("x", 0.2, (0.0, 0.0, 0.0))),
            "The colour must be red, green and blue from 0 to 1, not all 0: not (0.0, 0.0, 0.0)",
        ),
        (
            SaveLook(LookDesign("x", 0.2, WARM, {}, {ONE: (2.0, 0.0, 0.0)})),
            "Lamp 1 must be red, green and blue from 0 to 1, not all 0: not (2.0, 0.0, 0.0)",
        ),
        (SaveLook(LookDesign("", 2.0)), "The look needs a name; The level must be between 0 and 100 %, not 200 %"),
        (
            SaveLook(LookDesign("working", 0.4)),
            "The level must be at least 50 % in “working”: an emergency calls this look",
        ),
        (SaveLook(LookDesign("Moss", 0.3)), "There is already a look called “moss”. Give this one another name."),
        (
            SaveLook(LookDesign("moss", 0.3), was="fern"),
            "There is already a look called “moss”. Give this one another name.",
        ),
        (RemoveLook("ember"), "“ember” is no look that this practice has made: a shipped one stays."),
    ],
)
def test_it_is_refused_in_words(command: SaveLook | RemoveLook, words: str) -> None:
    noun = kept(MOSS, LookDesign("fern", 0.5))
    was = noun.state
    with pytest.raises(Refused) as refusal:
        noun.do(command)
    assert str(refusal.value) == words
    assert noun.state == was


def test_the_medical_lead_makes_no_looks_and_the_co_therapist_does() -> None:
    noun = kept()
    with pytest.raises(Refused, match="Changing a look: this is for"):
        noun.do(SaveLook(MOSS), Actor(MemberId("x"), Role.MEDICAL_LEAD))
    noun.do(SaveLook(MOSS), Actor(MemberId("x"), Role.COTHERAPIST))
    assert "moss" in noun.state.looks


def test_a_lamp_that_the_room_does_not_have_is_kept_and_told() -> None:
    room = RoomPlan(RoomId("r"), "Room", (Lamp(ONE, "Left"),))
    gone = LampId("gone")
    design = LookDesign("moss", 0.2, WARM, {ONE: 0.1, gone: 0.4}, {gone: WARM})
    assert strangers(design, room) == (gone,)
    assert kept(design).state.looks["moss"] == design


def test_a_circle_has_its_own_looks_before_those_of_now() -> None:
    assert as_opened({"moss": MOSS, "day": MOSS}, (LookDesign("moss", 0.7),)) == {
        "moss": LookDesign("moss", 0.7),
        "day": MOSS,
    }
