"""S11: Gate C for each person; a session with medicine closes when everybody has left in one of the ways of leaving."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton

from kapcircle.core.attendance import Attendance, Attended, NotToday, SentHome
from kapcircle.core.dose import DoseGiven
from kapcircle.core.errors import Refused
from kapcircle.core.leaving import (
    Aldrete,
    Discharged,
    EscortTrouble,
    LeftAgainstAdvice,
    LeftUnseen,
    ReadyToLeave,
    Transferred,
)
from kapcircle.core.observation import Depth, Observed
from kapcircle.core.session import commands as c
from kapcircle.core.session import people
from kapcircle.core.session.presence import presence
from kapcircle.core.session.schedule import followed
from kapcircle.core.session.state import Run
from kapcircle.ui.dialogs.files import FileDialog
from kapcircle.ui.dialogs.paper import PaperView
from tests.fakes import FakePapers
from tests.safety import rooms
from tests.safety.rooms import CALM, LEAVES, P1, P2, P3, Day, minutes
from tests.ui import gated
from tests.ui.recording import Hand
from tests.ui.scene import NAMES, Scene, Stage, eyes, press, texts


def evening(*others: Any) -> Day:
    day = Day()
    day.start(P1, *others)
    day.dose(P1)
    day.sleeps(minutes(120))
    day.record(P1, CALM)
    return day


@pytest.mark.parametrize(
    ("lacks", "words"),
    [
        ({"aldrete": Aldrete(1, 2, 2, 1, 2)}, "Aldrete 8, and the programme asks for 9"),
        ({"oriented": False}, "Not oriented"),
        ({"steady": False}, "Not steady on their feet"),
        ({"nausea": False}, "Nausea not tolerable"),
        ({"distress": 4}, "Distress 4 of 10"),
        ({"safety_asked": False}, "Safety question not asked"),
        ({"escort": " "}, "Escort not identified"),
        ({"belongings": False}, "Belongings and car keys not seen to"),
        ({"aftercare": False}, "Aftercare and crisis numbers not given"),
        ({"driving": False}, "Not told about driving"),
    ],
)
def test_s11_each_thing_that_is_missing_holds_the_gate(lacks: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        evening().record(P1, replace(LEAVES, **lacks))


def test_s11_the_last_reading_is_recent() -> None:
    day = evening()
    day.sleeps(minutes(31))
    with pytest.raises(Refused, match="No reading in the last 30 min"):
        day.record(P1, LEAVES)


def test_s11_nobody_leaves_from_the_depth() -> None:
    day = evening()
    day.record(P1, Observed(Depth.INWARD))
    with pytest.raises(Refused, match="Last seen inward or further"):
        day.record(P1, LEAVES)
    day.record(P1, Observed(Depth.PRESENT))
    day.record(P1, LEAVES)


@pytest.mark.parametrize(
    "way",
    [LEAVES, LeftAgainstAdvice("not to drive", "Jonas"), Transferred("hospital", "ambulance"), LeftUnseen("Ana")],
)
def test_s11_the_circle_waits_for_the_last_one_however_they_leave(way: Any) -> None:
    day = evening()
    with pytest.raises(Refused, match=r"Still here: mat 1\. The circle closes when everybody has left\."):
        day.do(c.Close())
    day.record(P1, way)
    day.do(c.Close())
    assert day.state.run is Run.OVER


def test_s11_who_took_no_medicine_is_not_forgotten() -> None:
    day = Day()
    day.start(P1)
    day.arrives(P2, P3)
    day.record(P2, NotToday())
    day.record(P3, SentHome("taxi"))
    day.dose(P1)
    day.sleeps(minutes(120))
    day.record(P1, CALM)
    day.record(P1, LEAVES)
    with pytest.raises(Refused, match="Still here: mat 2"):
        day.do(c.Close())
    day.record(P2, Attended(Attendance.LEFT))
    day.do(c.Close())


@pytest.mark.parametrize("way", [LEAVES, Transferred("hospital", "ambulance"), LeftUnseen("Ana")], ids=str)
def test_s11_whoever_comes_back_is_inside_again_and_leaves_again(way: Any) -> None:
    day = evening()
    day.record(P1, way)
    day.later(minutes(10))
    day.record(P1, Attended(Attendance.ARRIVED, "fetched their keys"))
    assert followed(day.state.seats[P1]), "whoever is here after a dose is measured"
    with pytest.raises(Refused, match="Still here: mat 1"):
        day.do(c.Close())
    day.later(minutes(5))
    day.record(P1, LEAVES)
    day.do(c.Close())
    (found, *_) = presence(day.state)
    assert [stay.lasted(day.now) for stay in found.stays] == [minutes(120), minutes(5)]


def test_s11_a_circle_without_medicine_closes_with_everybody_in_it() -> None:
    day = Day()
    day.record(P1, Attended(Attendance.ARRIVED))
    day.do(c.Close())
    assert day.state.run is Run.OVER


# at the page


def at_the_seat(stage: Stage, *more: str, ready: bool = True) -> tuple[Scene, Hand]:
    scene = gated.arriving(stage(rundown=rooms.RUNDOWN))
    gated.sign_in(scene)
    (gated.evening if ready else gated.dosed)(scene, "Wren", *more)
    return scene, Hand(scene)


def fill(scene: Scene, hand: Hand, done: str = "OSNQBGV", distress: str = "1") -> None:
    """As a hand would after `1L`."""
    hand.types("22222")
    hand.types(done)
    scene.press("Tab")
    hand.types(distress)
    for words in ("Sister", "Jo Kay, Mara Lind"):
        hand.types(words)
        scene.press("Tab")


def test_s11_the_form_of_a_discharge_names_what_is_missing_and_saves_when_nothing_is(stage: Stage) -> None:
    scene, hand = at_the_seat(stage)
    hand.types("1L")
    ways = [key.text() for key in scene.page.form._turns.findChildren(QAbstractButton)]
    assert ways == ["ready to leave", "against advice", "transferred", "unseen", "escort"]
    fill(scene, hand, done="OSNQBG")
    hand.types("\r")
    assert "Not told about driving. Tell them: no driving until the next day, after sleep." in hand.shown
    assert not people.left(scene.session.seats[scene.who("Wren")])
    scene.page.form.parts["done"].setFocus()
    hand.types("V\r")
    left = people.left(scene.session.seats[scene.who("Wren")])
    assert left is not None
    assert isinstance(left[1], Discharged)
    assert (left[1].aldrete.total, left[1].escort, left[1].initials) == (10, "Sister", ("Jo Kay", "Mara Lind"))


def test_s11_too_early_is_let_stand_by_the_medical_lead_alone(stage: Stage) -> None:
    scene, hand = at_the_seat(stage, ready=False)
    hand.types("1L")
    assert "Minimum observation is not over: 119 min left" in hand.shown
    fill(scene, hand)
    hand.types("well, and asked to go\r")
    assert "This is signed by the medical lead" in hand.shown
    hand.types("1" + gated.LEADS)
    hand.types("\r")
    found = people.left(scene.session.seats[scene.who("Wren")])
    assert found is not None
    assert found[0].by == gated.LEAD.member
    assert isinstance(found[1], Discharged)
    assert found[1].overridden == ("Minimum observation is not over: 119 min left",)
    assert found[1].reason == "well, and asked to go"


def test_s11_when_they_could_go_and_when_they_went_are_two_stamps(stage: Stage) -> None:
    scene, hand = at_the_seat(stage)
    hand.types("1LR\r")
    scene.pass_(minutes(25))
    hand.types("1L")
    fill(scene, hand)
    hand.types("\r")
    ready, left = hand.records("Wren")[-2:]
    assert (type(ready.content), type(left.content)) == (ReadyToLeave, Discharged)
    assert left.happened - ready.happened == minutes(25)


def test_s11_who_took_no_medicine_leaves_by_one_key(stage: Stage) -> None:
    scene, hand = at_the_seat(stage)
    gated.write(scene, scene.who("Heron"), Attended(Attendance.ARRIVED))
    hand.types("2L")
    assert hand.records("Heron")[-1].content == Attended(Attendance.LEFT)
    hand.types("2L")
    assert "Mat 2, Heron is not here." in scene.window.status.words


def test_s11_closing_lists_who_is_inside_and_leads_to_how_they_leave(stage: Stage) -> None:
    scene, _ = at_the_seat(stage, "Heron")
    while scene.session.standby is not None:
        scene.do(c.Next())
    scene.press("Space", scene.page)
    said = scene.page.ask.accessibleDescription()
    assert "1\u00a0Wren, 2\u00a0Heron: not stamped as ready" in said
    press(scene.page.ask, "Heron leaves")
    assert scene.page.form.accessibleName() == "Leaving: discharge, Mat 2, Heron"
    assert scene.session.run is Run.RUNNING


def test_s11_where_many_are_inside_each_is_named_and_leaves_by_the_number_of_their_mat(stage: Stage) -> None:
    scene, hand = at_the_seat(stage, *NAMES[1:6])
    while scene.session.standby is not None:
        scene.do(c.Next())
    scene.press("Space", scene.page)
    ask = scene.page.ask
    assert [key.text() for key in ask.keys] == ["Leaves", "Back"]
    assert all(f"{n}\u00a0{name}" in ask.accessibleDescription() for n, name in enumerate(NAMES[:6], 1))
    hand.types("9\r")
    assert "Type one of these mats: 1–6." in texts(ask)
    ask.fields[0].clear()
    hand.types("6L\r")
    assert ask.isHidden()
    assert scene.page.form.accessibleName() == "Leaving: discharge, Mat 6, Sorrel"


def test_s11_covered_the_close_says_which_mats_and_asks_for_none(stage: Stage) -> None:
    scene, _ = at_the_seat(stage, *NAMES[1:6])
    while scene.session.standby is not None:
        scene.do(c.Next())
    scene.bridge.cover()
    scene.press("Space", scene.page)
    ask = scene.page.ask
    assert ask.accessibleDescription().startswith("Mats 1–6\n")
    assert (ask.fields, [key.text() for key in ask.keys]) == ((), ["Back"])


def test_s11_left_unseen_wants_eyes_until_they_are_found(stage: Stage) -> None:
    scene, hand = at_the_seat(stage)
    hand.types("1LU")
    hand.types("Jo Kay\r")
    assert any("left unseen: Jo Kay searches" in words for words in eyes(scene))
    press(scene.page.eyes, "Found")
    hand.types("in the garden\r")
    assert not any("left unseen" in words for words in eyes(scene))


def test_s11_who_left_and_comes_back_is_marked_by_the_key_of_who_comes(stage: Stage) -> None:
    scene, hand = at_the_seat(stage)
    hand.types("1LU")
    hand.types("Jo Kay\r")
    hand.types("1P")
    press(scene.page.ask, "Is here again")
    seat = scene.session.seats[scene.who("Wren")]
    assert people.here(seat)
    assert not any("left unseen" in words for words in eyes(scene)), "they are here"


def test_s11_who_is_transferred_has_a_sheet(stage: Stage) -> None:
    scene, hand = at_the_seat(stage)
    hand.types("1LT")
    hand.types("hospital")
    scene.press("Tab")
    hand.types("ambulance\r\r")
    assert scene.page.ask.accessibleName() == "Mat 1, Wren: handover sheet?"
    scene.press("P")
    (view,) = scene.window.findChildren(PaperView)
    press(view, "Save as PDF…")
    (file,) = scene.window.findChildren(FileDialog)
    assert file.selectedFiles()[0].endswith("Wren handover.pdf")
    file.fileSelected.emit("/out/wren.pdf")
    file.reject()
    view.reject()
    papers = scene.house.fittings.papers
    assert isinstance(papers, FakePapers)
    assert b"50 mg IM" in papers.files["/out/wren.pdf"]
    assert "wren.pdf is written. It is not encrypted." in scene.window.status.words


def test_s11_an_escort_who_does_not_come_has_a_second(stage: Stage) -> None:
    scene, hand = at_the_seat(stage)
    hand.types("1LE")
    hand.types("NC")
    hand.types("\r")
    assert hand.records("Wren")[-1].content == EscortTrouble("does not come", "second contact called")
    assert any("escort does not come: second contact called" in words for words in eyes(scene)), (
        "they are not forgotten"
    )


@pytest.mark.parametrize(
    "way", [LEAVES, LeftAgainstAdvice("stay", "Jonas"), Transferred("hospital", "ambulance"), LeftUnseen("Ana")]
)
def test_s11_the_next_day_is_planned_by_itself_however_they_left(stage: Stage, way: Any) -> None:
    scene, hand = at_the_seat(stage, "Heron")
    gated.write(scene, scene.who("Wren"), way)
    found = {x.alias: x.due for x in scene.house.aftercare.due() if x.due.name == "Next day"}
    assert sorted(found) == ["Heron", "Wren"]
    given = next(x.happened for x in hand.records("Wren") if isinstance(x.content, DoseGiven))
    assert (found["Wren"].since, found["Wren"].until) == (given + minutes(20 * 60), given + minutes(28 * 60))
