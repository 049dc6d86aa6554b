"""The second of the two people of a dose signs by PIN, at once or later; the record of the dose never waits for it."""

from dataclasses import replace

import pytest

from kapcircle.core.dose import DoseSigned
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId
from kapcircle.core.practice import AddStaff
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.session.signatures import unsigned
from kapcircle.desk.house import PRACTICE
from tests.made_up import MARA
from tests.ui import hands
from tests.ui.recording import GIVEN, LEAD, LEADS, Hand, contents, fill_dose
from tests.ui.scene import Scene, Stage, eyes, press

STILL = "3 Ash, dose: the second signature is still to come, now"


def gives(scene: Scene, hand: Hand) -> None:
    hand.types("3DG")
    fill_dose(scene, hand)
    hand.types("\r\r")


def asked(scene: Scene) -> str:
    """What is asked in the corner; nothing where nothing is."""
    return "" if scene.page.ask.isHidden() else hands.shown(scene.page.ask)


def signed_by(scene: Scene, hand: Hand) -> list[MemberId]:
    return [x.by for x in hand.records("Ash") if isinstance(x.content, DoseSigned)]


def test_whoever_saw_it_signs_at_once_with_a_digit_and_their_pin(scene: Scene, hand: Hand) -> None:
    gives(scene, hand)
    assert contents(hand, "Ash") == [GIVEN], "the dose stands already"
    assert "Ash: who else signs it?" in asked(scene)
    assert "60 mg IM, left deltoid, lot A12, by Mara Lind, seen by Jo Kay, at 09:25, recorded by ML" in asked(scene)
    assert [key.text() for key in scene.page.ask.keys] == ["Jo Kay, medical lead", "Cannot be signed…", "Later"]
    hand.types("2" + LEADS)
    assert (asked(scene), signed_by(scene, hand)) == ("", [LEAD.member])
    assert scene.window.status.words == "Mat 3, Ash: signed a dose as the second by JK."
    assert scene.house.desk.actor == MARA, "nobody has left the desk for it"
    assert STILL not in eyes(scene)
    assert "second signature JK" in hands.shown(scene.page.notes)


def test_a_wrong_pin_signs_nothing(scene: Scene, hand: Hand) -> None:
    gives(scene, hand)
    hand.types("2111111")
    assert ("4 tries left" in asked(scene), signed_by(scene, hand)) == (True, [])
    hand.types(LEADS)
    assert signed_by(scene, hand) == [LEAD.member]


def test_later_it_is_asked_for_in_the_list_until_it_is_there(scene: Scene, hand: Hand) -> None:
    gives(scene, hand)
    scene.press("Esc")
    assert STILL in eyes(scene)
    assert "second signature still to come" in hands.shown(scene.page.notes)
    press(scene.page.eyes, "Sign")
    hand.types("2" + LEADS)
    assert (signed_by(scene, hand), STILL in eyes(scene)) == ([LEAD.member], False)


def test_that_it_cannot_be_signed_is_said_with_a_reason_and_settles_it(scene: Scene, hand: Hand) -> None:
    gives(scene, hand)
    hand.types("C\r")
    assert "Say why there is no second signature." in asked(scene)
    hand.types("signed on paper\r")
    assert contents(hand, "Ash")[-1] == DoseSigned(hand.records("Ash")[0].stamp, "signed on paper")
    assert (asked(scene), STILL in eyes(scene)) == ("", False)
    assert "no second signature: signed on paper" in hands.shown(scene.page.notes)


def test_where_nobody_has_a_pin_nothing_is_asked_and_the_list_says_what_to_do(stage: Stage) -> None:
    scene = stage(people=12).running()
    hand = Hand(scene)
    scene.house.staff.add(MARA.member, "Mara Lind", Role.FACILITATOR)
    scene.house.staff.add(LEAD.member, "Jo Kay", Role.MEDICAL_LEAD)
    gives(scene, hand)
    assert (contents(hand, "Ash"), asked(scene)) == ([GIVEN], "")
    press(scene.page.eyes, "Sign")
    assert "Jo Kay may sign it too, and sets a PIN first: F4 on the page." in asked(scene)


def test_who_records_it_in_anothers_stead_shows_that_it_is_they(scene: Scene, hand: Hand) -> None:
    """Else one person at the desk could be both of the two."""
    hand.types("3DG")
    fill_dose(scene, hand)
    scene.press("F4")
    assert [key.text() for key in scene.page.ask.keys] == ["Mara Lind, facilitator", "Jo Kay, medical lead", "Leave it"]
    hand.types("2" + LEADS)
    hand.types("\r\r")
    assert [x.by for x in hand.records("Ash")] == [LEAD.member]
    hand.types("1")
    assert signed_by(scene, hand) == [MARA.member], "who is at the desk has shown already who they are"


def test_whom_the_dose_names_signs_it_and_nobody_else_unless_it_names_nobody_of_the_staff(scene: Scene) -> None:
    scene.house.desk.do((PRACTICE, AddStaff(MemberId("li"), "Li Wu", Role.COTHERAPIST)))
    scene.house.desk.do((PRACTICE, AddStaff(MemberId("cora"), "Cora", Role.COORDINATOR)))
    for member, role in (("li", Role.COTHERAPIST), ("cora", Role.COORDINATOR)):
        scene.house.shift.admit(Actor(MemberId(member), role), "402917")
    signing = scene.page.entering.signing
    scene.do(c.Record(GIVEN, scene.who("Ash")))
    others = replace(GIVEN, given_by="a nurse", witness="a doctor", alias="Wren", mat=1)
    scene.do(c.Record(others, scene.who("Wren")))
    ash, wren = (unsigned(scene.session.seats[scene.who(x)])[0] for x in ("Ash", "Wren"))
    assert signing.seconds(ash) == [LEAD.member]
    assert signing.seconds(wren) == [LEAD.member, MemberId("li")]
    li = Actor(MemberId("li"), Role.COTHERAPIST)
    assert scene.bridge.circle is not None
    with pytest.raises(Refused, match=r"one of those it names\. Jo Kay may sign it too"):
        scene.bridge.circle.do(c.Record(DoseSigned(ash.stamp), scene.who("Ash")), li)
    scene.bridge.circle.do(c.Record(DoseSigned(wren.stamp), scene.who("Wren")), li)
    assert unsigned(scene.session.seats[scene.who("Wren")]) == ()


def test_a_dose_that_arrives_while_the_page_is_covered_shows_no_name(scene: Scene, hand: Hand) -> None:
    scene.do(c.Record(GIVEN, scene.who("Ash")))
    scene.bridge.cover()
    scene.page.entering.seconding.after(GIVEN, scene.who("Ash"))
    assert asked(scene) == ""
