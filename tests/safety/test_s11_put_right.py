"""S11: how somebody left is put right from what was written; who comes back is here again; the form is in sight."""

from dataclasses import replace
from typing import Any

import pytest

from kapcircle.core.attendance import SentHome
from kapcircle.core.errors import Refused
from kapcircle.core.leaving import Discharged, EscortTrouble, LeftAgainstAdvice, LeftUnseen, ReadyToLeave, Transferred
from kapcircle.core.session import commands as c
from kapcircle.core.session import people
from kapcircle.core.session.presence import presence_of
from kapcircle.ui.records.every import form_of
from tests.safety import rooms
from tests.safety.rooms import LEAVES, minutes
from tests.safety.test_s11_leaving import at_the_seat, fill
from tests.ui import gated
from tests.ui.recording import Hand
from tests.ui.scene import SIZE, Scene, Stage, eyes, press


def leaves(scene: Scene, hand: Hand) -> None:
    hand.types("1L")
    fill(scene, hand)
    hand.types("\r")
    assert isinstance(hand.records("Wren")[-1].content, Discharged)


def test_s11_a_discharge_is_put_right_from_what_was_written_and_judged_by_its_own_time(stage: Stage) -> None:
    scene, hand = at_the_seat(stage)
    leaves(scene, hand)
    went = hand.records("Wren")[-1]
    scene.pass_(minutes(45))
    hand.types("1L")
    assert "Wren: discharged" in scene.page.ask.accessibleName()
    press(scene.page.ask, "Put it right…")
    assert hand.raws["done"] == "OSNQBGV"
    assert [hand.raws[x] for x in ("activity", "distress", "escort")] == ["2", "1", "Sister"]
    assert "No reading" not in hand.shown, "there was one when they went"
    scene.page.form.parts["why"].setFocus()
    hand.types("the brother came")
    scene.page.form.parts["escort"].put("Brother")
    hand.types("\r")
    was, right = hand.records("Wren")[-2:]
    assert (was.struck, right.happened, right.replaces) == ("the brother came", went.happened, went.stamp)
    assert right.content == replace(went.content, escort="Brother")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (LeftAgainstAdvice("not to drive", "Jonas", "the sister"), "against advice"),
        (Transferred("hospital", "ambulance", "all of it"), "transferred"),
        (LeftUnseen("Ana"), "left unseen"),
        (EscortTrouble("late", "second contact called, who comes"), "escort"),
        (EscortTrouble("not the one who was named", "a taxi, with Ana"), "escort"),
        (ReadyToLeave(), "ready to leave"),
    ],
)
def test_s11_each_way_is_put_right_from_what_was_written(stage: Stage, content: Any, name: str) -> None:
    scene, hand = at_the_seat(stage)
    gated.write(scene, scene.who("Wren"), content)
    record = hand.records("Wren")[-1]
    form = form_of(record, scene.session)
    assert form is not None
    assert form.name == name
    scene.page.entering.correct(form, scene.who("Wren"), record, "a slip")
    assert scene.page.form.read.content == content


def test_s11_a_discharge_of_a_programme_with_percent_is_put_right_in_percent(stage: Stage) -> None:
    scene = gated.arriving(stage(rundown=rooms.RUNDOWN), replace(gated.PROGRAMME, aldrete_percent=True))
    gated.evening(scene, "Wren")
    gated.write(scene, scene.who("Wren"), LEAVES)
    form = form_of(Hand(scene).records("Wren")[-1], scene.session)
    assert form is not None
    scene.page.entering.enter(form, scene.who("Wren"))
    scene.page.form.parts["circulation"].put("2")
    assert "±20 %" in Hand(scene).shown


def test_s11_who_comes_back_is_here_again_and_the_circle_waits_for_them(stage: Stage) -> None:
    scene, hand = at_the_seat(stage)
    gated.write(scene, scene.who("Wren"), Transferred("hospital", "ambulance"))
    scene.pass_(minutes(40))
    hand.types("1L")
    assert "Wren: transferred" in scene.page.ask.accessibleName()
    press(scene.page.ask, "Is here again")
    seat = scene.session.seats[scene.who("Wren")]
    assert people.here(seat)
    assert people.left(seat) is None
    with pytest.raises(Refused, match="Still here: mat 1"):
        scene.bridge.circle.do(c.Close())  # type: ignore[union-attr]
    assert any("Wren" in words for words in eyes(scene)), "their checks go on"
    gated.write(scene, scene.who("Wren"), rooms.CALM)
    leaves(scene, hand)
    stays = presence_of(scene.session.seats[scene.who("Wren")]).stays
    assert len(stays) == 2
    assert all(stay.until is not None for stay in stays)


def test_s11_the_key_of_attendance_brings_back_who_went_home(stage: Stage) -> None:
    scene, hand = at_the_seat(stage)
    gated.come(scene, "Heron")
    gated.write(scene, scene.who("Heron"), SentHome("taxi"))
    assert not people.here(scene.session.seats[scene.who("Heron")])
    scene.pass_(minutes(10))
    hand.types("2P")
    assert [key.text() for key in scene.page.ask.keys] == ["Is here again", "Leave it"]
    hand.types("A")
    assert people.here(scene.session.seats[scene.who("Heron")])
    leaves(scene, hand)
    hand.types("1P")
    assert "Discharged" in scene.page.ask.accessibleDescription()


def test_s11_a_discharge_that_is_written_later_is_judged_by_when_it_was(stage: Stage) -> None:
    scene, hand = at_the_seat(stage)
    scene.pass_(minutes(40))
    hand.types("1L")
    assert "No reading in the last 30 min" in hand.shown
    fill(scene, hand)
    scene.page.form.when.setText("-35")
    assert "No reading in the last 30 min" not in hand.shown
    scene.page.form.save.click()
    scene.page.form.save.click()
    left = people.left(scene.session.seats[scene.who("Wren")])
    assert left is not None
    assert left[0].happened == scene.bridge.now - minutes(35)


def test_s11_the_whole_of_a_discharge_is_in_sight_with_all_that_is_missing_in_a_line(stage: Stage) -> None:
    scene, hand = at_the_seat(stage)
    page = scene.page.form
    hand.types("1L")
    hand.types("2212")
    assert "Missing: Aldrete (4 of 5), 7 of 7 to see to, distress, escort, signatures (0 of 2)" in hand.shown
    hand.types("1")
    hand.types("OSNQ")
    scene.press("Tab")
    hand.types("5")
    for words in ("Sister", "Jo Kay"):
        hand.types(words)
        scene.press("Tab")
    assert (
        "Missing: Aldrete 8 of at least 9, belongings, keys, aftercare given, no driving told, distress 5, "
        "signatures (1 of 2)" in hand.shown
    )
    for name, raw in (("saturation", "2"), ("done", "OSNQBG"), ("distress", "1"), ("signed", "1 2")):
        page.parts[name].put(raw)
    assert "Missing: no driving told" in hand.shown
    assert not page.parts["reason"].isHidden(), "the medical lead may let it stand"
    page.parts["done"].put("OSNQBGV")
    assert page.parts["reason"].isHidden() is False, "the score is 9 of 10"
    page.parts["circulation"].put("2")
    assert page.parts["reason"].isHidden()
    page.parts["done"].put("OSNQ")
    assert scene.window.rect().size().toTuple() == SIZE
    lines = [x for name, x in page.parts.items() if name != "reason"]
    page._scroll.verticalScrollBar().setValue(0)
    seen = page._scroll.viewport().rect()
    hidden = [x for x in lines if not seen.contains(x.mapTo(page._scroll.viewport(), x.rect().center()))]
    assert hidden == []


def test_s11_who_is_on_the_record_as_gone_is_asked_about_before_another_form_opens(stage: Stage) -> None:
    scene, hand = at_the_seat(stage)
    gated.write(scene, scene.who("Wren"), LeftUnseen("Ana"))
    hand.types("1L")
    assert scene.page.form.accessibleName() == "Leaving: discharge, Mat 1, Wren", "how they left is still to be said"


def test_s11_whoever_answers_for_one_left_unseen_is_told_how_they_are_here_again(stage: Stage) -> None:
    scene, hand = at_the_seat(stage)
    hand.types("1A")
    assert "here again" not in hand.shown
    scene.press("Escape")
    gated.write(scene, scene.who("Wren"), LeftUnseen("Ana"))
    hand.types("1A")
    assert "If they are here again, their attendance says so: then their checks go on." in hand.shown
