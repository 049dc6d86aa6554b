"""People on the Circle page: what their seats show, who needs eyes, and the keys that answer."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtTest import QTest

from kapcircle.core.alarms import Acknowledged
from kapcircle.core.attendance import Attendance, Attended
from kapcircle.core.observation import Depth, Observed, Preset
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Seat
from kapcircle.core.vitals import VitalsNotTaken, WhyNot
from kapcircle.desk.desk import NotSavedError
from kapcircle.views import care
from tests.core.caring import HIGH, UNSIGNED
from tests.ui import hands
from tests.ui.cared import calm, dosed, medicine, peak, write
from tests.ui.scene import MINUTES, NAMES, Scene, Stage, eyes, press, texts
from tests.ui.seen import Written, contrast, ground, on_page

OF_WHOM = "Mats: all that are due, or fewer"


def begun(stage: Stage, **how: Any) -> Scene:
    """Two people with medicine, eight minutes ago; a third is here."""
    scene = medicine(stage(**how))
    scene.pass_(30 * MINUTES)
    for alias in ("Wren", "Heron", "Ash"):
        write(scene, scene.who(alias), Attended(Attendance.ARRIVED), 29)
        write(scene, scene.who(alias), calm(1), 20)
    for alias in ("Wren", "Heron"):
        dosed(scene, scene.who(alias), 8)
        write(scene, scene.who(alias), Observed(Depth.LIGHT))
    scene.pass_(1_000)
    return scene


def contents(scene: Scene, alias: str, kind: type[Any]) -> list[Any]:
    return [x.content for x in scene.session.seats[scene.who(alias)].counted if isinstance(x.content, kind)]


def row(scene: Scene, words: str) -> Any:
    (found,) = [x for x in scene.page.eyes._rows if words in x.accessibleName()]
    return found


def test_a_value_outside_the_range_is_in_sight_before_the_next_second(stage: Stage) -> None:
    """Seat, shape and word; first in the list; and no time passed."""
    scene = begun(stage)
    write(scene, scene.who("Heron"), HIGH)
    assert eyes(scene)[0].startswith("2 Heron, 161/98, outside your programme’s range (160/100, set by Dr Made-up")
    seat = next(x for x in scene.page.ring.seats if x.view.alias == "Heron")
    assert seat.accessibleName() == "Heron, mat 2, 161/98, with MA, depth 1 of 4, outside range"


def test_each_person_is_looked_at_once_a_second(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ring and the list are read off the same look."""
    scene, looked = begun(stage), []
    plain = care.care

    def spy(seat: Seat, *rest: Any, **more: Any) -> care.Care:
        looked.append(seat.person)
        return plain(seat, *rest, **more)

    monkeypatch.setattr(care, "care", spy)
    scene.pass_(1_000)
    assert sorted(looked) == sorted(scene.session.seats)


def test_an_alarm_stays_until_it_is_acknowledged_from_the_keyboard(stage: Stage) -> None:
    scene = begun(stage)
    write(scene, scene.who("Heron"), HIGH)
    scene.pass_(20_000)
    assert "outside your programme’s range" in eyes(scene)[0]
    press(row(scene, "2 Heron, 161/98"), "Acknowledge")
    assert scene.page.who == scene.who("Heron")
    hands.type_in(scene.page.ask, "What was done", "")
    press(scene.page.ask, "Acknowledge")
    assert "Say what was done" in hands.shown(scene.page.ask)
    hands.type_in(scene.page.ask, "Who was told", "Dr Made-up")
    hands.type_in(scene.page.ask, "What was done", "told the medical lead", enter=True)
    assert not scene.page.ask.isVisible()
    (said,) = contents(scene, "Heron", Acknowledged)
    assert (said.done, said.told) == ("told the medical lead", "Dr Made-up")
    scene.pass_(1_000)
    assert not [x for x in eyes(scene) if "outside" in x]
    assert any(x.startswith("2 Heron, pressure not back near baseline ") for x in eyes(scene))
    assert any(x.startswith("2 Heron, re-check, in") for x in eyes(scene))


def test_a_check_that_was_not_taken_is_two_keys(stage: Stage) -> None:
    scene = begun(stage)
    scene.pass_(7 * MINUTES)
    assert eyes(scene)[0] == "1 Wren, 2 Heron, vitals T+15, due"
    press(row(scene, "vitals T+15, due"), "Not taken")
    hands.type_in(scene.page.ask, OF_WHOM, "1", enter=True)
    assert "Mat 1: vitals T+15 not taken" in hands.shown(scene.page.ask)
    scene.press("2", scene.page.ask)
    assert contents(scene, "Wren", VitalsNotTaken) == [VitalsNotTaken(WhyNot.ASLEEP)]
    scene.pass_(1_000)
    assert eyes(scene)[0] == "2 Heron, vitals T+15, due"
    press(row(scene, "vitals T+15, due"), "Not taken")
    assert "2 Heron: vitals T+15 not taken" in hands.shown(scene.page.ask), "of one person nobody is asked of whom"


def test_of_several_a_check_was_not_taken_of_all_that_the_row_says_or_of_some(stage: Stage) -> None:
    scene = begun(stage)
    scene.pass_(7 * MINUTES)
    press(row(scene, "vitals T+15, due"), "Not taken")
    assert scene.page.who is None, "it is about no single one of them"
    assert hands.field(scene.page.ask, OF_WHOM).text() == "1, 2"
    wrong_ones = (("1, 3", "This is not due on mat 3."), ("1, 77", "Nobody sits on mat 77."), ("x", "is no mat"))
    for typed, wrong in wrong_ones:
        hands.type_in(scene.page.ask, OF_WHOM, typed, enter=True)
        assert wrong in hands.shown(scene.page.ask)
    hands.type_in(scene.page.ask, OF_WHOM, "all", enter=True)
    assert "1 Wren, 2 Heron: vitals T+15 not taken" in hands.shown(scene.page.ask)
    scene.press("4", scene.page.ask)
    assert not scene.page.ask.isVisible()
    for alias in ("Wren", "Heron"):
        assert contents(scene, alias, VitalsNotTaken) == [VitalsNotTaken(WhyNot.BUSY)]
    assert contents(scene, "Ash", VitalsNotTaken) == []


def test_of_several_one_that_was_not_saved_is_said_and_goes_on_from_there(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = begun(stage)
    scene.pass_(7 * MINUTES)
    press(row(scene, "vitals T+15, due"), "Not taken")
    scene.press("Return")
    assert scene.bridge.circle is not None
    does = scene.bridge.circle.do

    def full(command: c.Record, *rest: object) -> None:
        if command.person == scene.who("Heron"):
            raise NotSavedError("The disk is full.")
        does(command)

    monkeypatch.setattr(scene.bridge.circle, "do", full)
    scene.press("1", scene.page.ask)
    assert "The disk is full." in hands.shown(scene.page.ask)
    monkeypatch.undo()
    scene.press("1", scene.page.ask)
    for alias in ("Wren", "Heron"):
        assert contents(scene, alias, VitalsNotTaken) == [VitalsNotTaken(WhyNot.DECLINED)]


def test_two_entries_of_one_injection_stand_until_somebody_says(stage: Stage) -> None:
    scene = begun(stage)
    actor = scene.house.desk.actor
    scene.house.desk.actor = type(actor)(type(actor.member)("other"), actor.role)
    dosed(scene, scene.who("Wren"), 6)
    scene.house.desk.actor = actor
    scene.pass_(1_000)
    press(row(scene, "possible double entry"), "Both are right")
    press(scene.page.ask, "Both were given")
    scene.pass_(1_000)
    assert not [x for x in eyes(scene) if "double" in x]
    assert len(contents(scene, "Wren", Acknowledged)) == 1


def test_back_from_the_restroom_is_one_key(stage: Stage) -> None:
    scene = begun(stage)
    write(scene, scene.who("Wren"), Observed(preset=Preset.RESTROOM_OUT, accompanied="Jo"))
    scene.pass_(3 * MINUTES)
    press(row(scene, "1 Wren, restroom, with Jo, not back"), "Back")
    scene.pass_(1_000)
    assert not [x for x in eyes(scene) if "restroom" in x]


@pytest.mark.parametrize(("key", "alias"), [("Record vitals", "Wren"), ("Observe", "Heron")])
def test_a_key_that_stands_for_a_form_chooses_the_person(stage: Stage, key: str, alias: str) -> None:
    scene = begun(stage)
    write(scene, scene.who("Heron"), Observed(Depth.UNEXPECTED))
    scene.pass_(8 * MINUTES)
    press(scene.page.eyes, key)
    assert scene.page.who == scene.who(alias)
    assert not scene.page.ask.isVisible()


def test_what_is_not_recorded_keeps_its_words(stage: Stage) -> None:
    scene = begun(stage)
    write(scene, scene.who("Heron"), HIGH)
    press(row(scene, "2 Heron, 161/98"), "Acknowledge")
    scene.log.disk = "full"
    hands.type_in(scene.page.ask, "What was done", "told the medical lead", enter=True)
    assert scene.page.ask.isVisible()
    assert hands.field(scene.page.ask, "What was done").text() == "told the medical lead"
    scene.log.mend()


def test_the_chosen_one_has_their_own_clock_in_words(stage: Stage) -> None:
    scene = begun(stage)
    scene.page.choose(scene.who("Wren"))
    assert "IM at 09:22, T+8\nNext: vitals T+15 at 09:37" in hands.shown(scene.page.notes)
    scene.press("F2", scene.page)
    said = hands.shown(scene.page.notes)
    assert "IM at 09:22, T+8\nUsually at the onset; peak 09:42, return 10:02, back 10:22" in said
    assert "This is what is usually seen, not a measurement." in said
    scene.press("F2", scene.page)
    scene.page.choose(scene.who("Ash"))
    assert "IM at" not in hands.shown(scene.page.notes)
    scene.page.choose(scene.who("Wren"))
    scene.press("F12", scene.page)
    assert "IM at" not in hands.shown(scene.page.notes)


def test_covered_it_says_how_many_need_eyes_and_nothing_about_them(stage: Stage) -> None:
    scene = peak(stage(people=12))
    scene.press("F12", scene.page)
    scene.pass_(1_000)
    said = "\n".join(texts(scene.window)).lower()
    words = ("161", "outside", "restroom", "responding", "transferred", "not today", "touch", "depth")
    for secret in (*NAMES[:12], *words):
        assert secret.lower() not in said, secret
    assert eyes(scene)[0].startswith("3 need eyes")
    shapes = {x.accessibleName() for x in scene.page.ring.seats}
    assert {"mat 4, alarm", "mat 2, alarm", "mat 5, unseen", "mat 1", "mat 7"} <= shapes


def test_a_second_that_passes_paints_no_seat_anew(stage: Stage) -> None:
    scene = peak(stage(people=12))
    scene.window.grab()
    before = [seat._picture.last.cacheKey() for seat in scene.page.ring.seats]
    scene.pass_(1_000)
    scene.window.grab()
    after = [seat._picture.last.cacheKey() for seat in scene.page.ring.seats]
    assert sum(a != b for a, b in zip(before, after, strict=True)) <= 2
    write(scene, scene.who("Wren"), HIGH)
    scene.window.grab()
    last = [seat._picture.last.cacheKey() for seat in scene.page.ring.seats]
    assert [a != b for a, b in zip(after, last, strict=True)].count(True) == 1


@pytest.mark.parametrize("flat", [False, True])
def test_the_clock_of_a_seat_goes_on_and_its_picture_stays(stage: Stage, flat: bool) -> None:
    scene = peak(stage(people=12))
    seat = next(x for x in scene.page.ring.seats if x.view.since_dose is not None)
    seat.lie(flat)
    seat.show_view(replace(seat.view, since_dose=0.2), chosen=False)
    before = seat.grab().toImage()
    picture = seat._picture.last.cacheKey()
    seat.show_view(replace(seat.view, since_dose=0.6), chosen=False)
    assert seat.grab().toImage() != before
    seat.show_view(replace(seat.view, since_dose=0.2), chosen=False)
    assert seat.grab().toImage() == before
    assert seat._picture.last.cacheKey() == picture
    seat.show_view(replace(seat.view, reading="99/61"), chosen=False)
    seat.grab()
    assert seat._picture.last.cacheKey() != picture


def test_rows_go_on_without_being_built_anew(stage: Stage) -> None:
    scene = peak(stage(people=12))
    rows = list(scene.page.eyes._rows)
    for _ in range(5):
        scene.pass_(1_000)
    assert scene.page.eyes._rows == rows


def test_limits_that_are_not_signed_say_so_once(stage: Stage) -> None:
    scene = peak(stage(people=6), UNSIGNED)
    assert [x for x in eyes(scene) if "161/98" in x] == []
    said = [x for x in eyes(scene) if "not signed" in x]
    assert said == ["Made-up programme, The limits of this programme are not signed: they do not act."]


@pytest.mark.parametrize("palette", ["room", "night"])
@pytest.mark.parametrize("covered", [False, True])
@pytest.mark.parametrize(("people", "scale"), [(12, 1.0), (40, 1.0), (6, 1.5)])
def test_all_that_seats_and_rows_say_can_be_read(
    stage: Stage, written: list[Written], palette: str, covered: bool, people: int, scale: float
) -> None:
    scene = peak(stage(people=people, scale=scale, kept={"palette": palette}))
    if covered:
        scene.bridge.cover()
    scene.pass_(1_000)
    QTest.qWait(1)
    image, found = on_page(scene, written)
    assert found
    ratios = [(w.words, round(contrast(w.colour, ground(image, w.where)), 2)) for w in found]
    assert not [(words, ratio) for words, ratio in ratios if ratio < 4.5]
