"""Who signs a record: the one at the desk, another by one key, and by PIN where the record asks for their role."""

import pytest

from kapcircle.core.attending import Duty, TeamMember
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId
from kapcircle.core.roles import Role
from kapcircle.core.vitals import Vitals
from tests.made_up import MARA
from tests.ui import hands
from tests.ui.recording import PROGRAMME, Hand, follow
from tests.ui.scene import Scene, Stage

JON, CORA = Actor(MemberId("jon"), Role.COTHERAPIST), Actor(MemberId("cora"), Role.COORDINATOR)
JONS = "830164"


@pytest.fixture
def scene(stage: Stage) -> Scene:
    """Mara sits at the desk, Jon Li has a PIN; Cora, between them on the list, is a coordinator."""
    made = stage().running()
    for actor, name in ((MARA, "Mara Kay"), (CORA, "Cora"), (JON, "Jon Li")):
        assert actor.role is not None
        made.house.staff.add(actor.member, name, actor.role)
    made.house.shift.admit(JON, JONS)
    return made


def test_whoever_is_at_the_desk_signs_unless_one_key_says_who(scene: Scene) -> None:
    hand = Hand(scene)
    hand.types("3V120/80")
    assert hand.reads_back.endswith("by MK, now")
    scene.press("F4")
    assert "Cora" not in hands.shown(scene.page.ask), "who may not sign it is not offered"
    hand.types("2")
    assert scene.page.ask.isVisible(), "and her number is nobody else's"
    hand.types("3")
    assert hand.reads_back.endswith("by JL, now")
    hand.types("\r")
    (record,) = hand.records("Ash")
    assert (record.by, record.content, scene.house.desk.actor) == (JON.member, Vitals(120, 80), MARA)
    hand.types("3V120/80")
    assert hand.reads_back.endswith("by MK, now"), "the next is signed by who sits at the desk"


def test_where_the_role_at_the_desk_is_not_enough_a_pin_is_asked_for(scene: Scene) -> None:
    scene.house.desk.actor = CORA
    hand = Hand(scene)
    hand.types("3V120/80\r")
    assert hand.records("Ash") == []
    assert "This is signed by the co-therapist or facilitator or medical lead" in hand.shown
    assert "Mara" not in hands.shown(scene.page.ask), "she has no PIN yet"
    hand.types("3111111")
    assert ("4 tries left" in hands.shown(scene.page.ask), hand.records("Ash")) == (True, [])
    hand.types(JONS)
    assert (scene.page.ask.isVisible(), hand.reads_back.endswith("by JL, now")) == (False, True)
    hand.types("\r")
    assert ([x.by for x in hand.records("Ash")], scene.house.desk.actor) == ([JON.member], CORA)


def test_a_number_is_the_one_on_the_team_sheet_where_the_plan_names_the_team(scene: Scene) -> None:
    follow(scene, PROGRAMME, TeamMember(JON.member, Duty.SITTER))
    hand = Hand(scene)
    hand.types("3V120/80")
    scene.press("F4")
    assert [(x.text(), x._hint) for x in scene.page.ask.keys[:2]] == [
        ("Jon Li, co-therapist", "1"),
        ("Mara Kay, facilitator", "2"),
    ]
    hand.types("1")
    assert hand.reads_back.endswith("by JL, now")


def test_where_nobody_may_sign_it_says_so_and_keeps_what_was_typed(scene: Scene) -> None:
    scene.house.desk.actor = CORA
    scene.house.shift.end()
    hand = Hand(scene)
    hand.types("3V120/80\r")
    assert "Nobody else here may sign this" in hands.shown(scene.page.ask)
    scene.press("Esc")
    assert (scene.page.form.isVisible(), scene.page.form.parts["line"].raw) == (True, "120/80")
