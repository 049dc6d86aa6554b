"""S12: an emergency is one key: stamped at once, the card is there without disk or network, also covered; light comes
near a mat or in the whole room within 3 s, music is out over 4 s, and all returns over a minute. Nothing jumps.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kapcircle.core.details import Details
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import LampId, Millis, PersonId, RoomId, stream_of
from kapcircle.core.light import Lamp
from kapcircle.core.person.contacts import EmergencyContact, SetEmergencyContact
from kapcircle.core.person.needs import CareNotes, SetCareNotes
from kapcircle.core.rooms import RoomPlan
from kapcircle.core.session import commands as c
from kapcircle.core.session.wanted import wanted
from kapcircle.desk.orders import Hush, Play, Show
from kapcircle.desk.stage import Setting, Stage
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.fitted import Fitted
from kapcircle.ui.pages.settings import SettingsPage
from kapcircle.ui.panels.emergency_card import EmergencyCard
from kapcircle.ui.text import Entry
from tests.core.caring import HIGH
from tests.core.circles import Circle
from tests.fakes import SilentRoom
from tests.made_up import LOOKS, MINUTES, small_plan
from tests.safety import rooms
from tests.ui import gated
from tests.ui.cared import peak, write
from tests.ui.entered import Entered
from tests.ui.hands import shown
from tests.ui.recording import Hand
from tests.ui.scene import Scene, press
from tests.ui.scene import Stage as MakesScenes

LAMPS = (Lamp(LampId("near"), "Near", mats=(1,)), Lamp(LampId("far"), "Far", mats=(2,)))
ROOM = RoomPlan(RoomId("room"), "Room", LAMPS, floor=0.02, ceiling=0.7)
P1 = PersonId("p1")


class Lit:
    """A circle and its room, told what changes."""

    def __init__(self) -> None:
        self.circle = Circle(plan=replace(small_plan(), lit_mats=(1,)))
        self.circle.do(c.Open())
        self.circle.later(20 * MINUTES)
        self.room = SilentRoom()
        self.stage = Stage(self.room, Setting(ROOM, LOOKS, "media"))
        self.stage.begin(self.want, self.circle.now, resumes=False)
        self.room.told.clear()

    @property
    def want(self) -> Any:
        return wanted(self.circle.state, self.circle.now)

    def do(self, command: c.Command) -> list[Any]:
        """What the room is told by it."""
        self.room.told.clear()
        self.circle.do(command)
        self.stage.follow(self.want, self.circle.now)
        return list(self.room.told)

    def waits(self, millis: int) -> None:
        """Time passes, and the desk looks each quarter of a second."""
        end = self.circle.now + millis
        while self.circle.now < end:
            self.circle.later(min(250, end - self.circle.now))
            self.stage.follow(self.want, self.circle.now)

    def levels(self) -> dict[str, float]:
        """What each lamp shows now."""
        return {x.lamp: round(x.level, 6) for x in self.stage.lamps(self.want.light, self.circle.now)}


def test_s12_it_is_stamped_and_hushes_over_four_seconds_and_leaves_the_light() -> None:
    lit = Lit()
    before = lit.levels()
    (hush,) = lit.do(c.Emergency(P1))
    assert hush == Hush(True, Millis(4_000))
    assert lit.levels() == before
    assert (lit.circle.state.emergency, lit.circle.state.emergency_for) == (lit.circle.now, P1)


def test_s12_light_near_a_mat_is_there_within_three_seconds_and_the_others_stay() -> None:
    lit = Lit()
    lit.do(c.Emergency(P1))
    before = lit.levels()
    (show,) = [x for x in lit.do(c.NearLight(1)) if isinstance(x, Show)]
    assert show.fade <= 3_000
    lit.waits(3_000)
    after = lit.levels()
    assert after["near"] > before["near"]
    assert after["far"] == pytest.approx(before["far"], abs=0.01)


def test_s12_the_whole_room_is_lit_within_three_seconds_and_the_music_out_over_four() -> None:
    lit = Lit()
    lit.do(c.Emergency())
    told = lit.do(c.WholeRoom())
    (play,) = [x for x in told if isinstance(x, Play)]
    (show,) = [x for x in told if isinstance(x, Show)]
    assert (play.recordings, play.fade) == ((), 4_000)
    assert show.fade <= 3_000
    lit.waits(3_000)
    assert set(lit.levels().values()) == {max(lit.levels().values())}, "every lamp at the working level"


def test_s12_standing_down_takes_a_minute() -> None:
    lit = Lit()
    before = lit.levels()
    lit.do(c.Emergency())
    lit.do(c.WholeRoom())
    lit.waits(10_000)
    told = lit.do(c.StandDown())
    assert {x.fade for x in told} == {60_000}
    lit.waits(59_000)
    assert lit.levels() != before
    lit.waits(1_500)
    assert lit.levels() == pytest.approx(before, abs=0.01)


STEPS = st.sampled_from([c.NearLight(1), c.WholeRoom(), c.StandDown(), c.Emergency(), c.Emergency(P1)])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(STEPS, st.integers(0, 70_000)), min_size=1, max_size=6))
def test_s12_nothing_jumps_and_every_lamp_goes_one_way_to_where_it_goes(steps: list[tuple[c.Command, int]]) -> None:
    """Between two commands no lamp turns back, and none jumps."""
    lit = Lit()
    for command, rest in steps:
        try:
            lit.do(command)
        except Refused:
            continue
        was, moved = lit.levels(), dict.fromkeys(("near", "far"), 0.0)
        for _ in range(min(rest, 3_500) // 250):
            lit.waits(250)
            now = lit.levels()
            for lamp, level in now.items():
                step = level - was[lamp]
                assert abs(step) <= 0.15, "in a quarter of a second no lamp goes further than that: all its way is 1"
                assert step * moved[lamp] >= -1e-9, f"{lamp} turned back"
                moved[lamp] = step or moved[lamp]
            was = now
        lit.waits(max(0, rest - 3_500))


# at the page


@pytest.fixture
def scene(stage: MakesScenes) -> Scene:
    made = gated.arriving(stage(rundown=rooms.RUNDOWN))
    desk, who = made.house.desk, made.who("Wren")
    lead = desk.facts(actor=gated.LEAD)
    desk.do((stream_of("person", who), SetCareNotes(CareNotes("nuts", ("an inhaler",)))), facts=lead)
    contact = EmergencyContact("Ana Probe", "sister", "0660 7654321")
    desk.do((stream_of("person", who), SetEmergencyContact(contact)), facts=lead)
    made.house.name_practice(Details("Circle house", "Hafen 1, 1010 Wien", "144", calls="Jonas"))
    return gated.dosed(made, "Wren", "Ash")


def test_s12_the_card_has_what_a_caller_is_asked_for(scene: Scene) -> None:
    scene.page.choose(scene.who("Wren"))
    scene.press("F9", scene.page)
    said = shown(scene.page.card)
    for words in ("144", "Hafen 1", "Wren", "nuts", "an inhaler", "50 mg IM", "120/80", "Ana Probe (sister) 0660 7"):
        assert words in said, words
    assert "Jonas" in said
    assert "Jo Kay" in said, "who covers them"


def test_s12_whose_card_it_is_is_said_by_the_number_of_the_mat(scene: Scene) -> None:
    scene.press("F9", scene.page)
    assert "Whose card? Type the number of the mat." in shown(scene.page.card)
    Hand(scene).types("3")
    assert "Ash" in shown(scene.page.card)
    assert scene.session.emergency_for == scene.who("Ash")
    Hand(scene).types("N")
    assert scene.session.near == (scene.bridge.now, 3)
    Hand(scene).types("2")
    assert not scene.page.card.lights["near"].isEnabled(), "no lamp is marked for mat 2"
    Hand(scene).types("W")
    assert scene.session.lit == scene.bridge.now


def test_s12_covered_the_card_is_there(scene: Scene) -> None:
    scene.page.choose(scene.who("Wren"))
    scene.bridge.cover()
    scene.press("F9", scene.page)
    assert "nuts" in shown(scene.page.card)


def test_s12_on_another_page_it_is_the_same_key_and_the_card_is_in_sight(scene: Scene) -> None:
    settings_page = SettingsPage(scene.bridge, scene.preferences)
    scene.window.show_pages([scene.page, settings_page], "Settings")
    assert not scene.page.isVisible()
    scene.press("F9", settings_page)
    assert scene.session.emergency is not None
    assert scene.page.card.isVisible()


def test_s12_a_dialog_that_lies_over_the_page_does_not_lie_over_the_card(scene: Scene) -> None:
    dialog = Dialog("Something else", scene.window)
    field = Entry()
    dialog.body.addWidget(field)
    dialog.open()
    field.setFocus()
    scene.press("F9", field)
    assert scene.session.emergency is not None
    assert scene.page.card.isVisible()
    assert QApplication.activeModalWidget() is None
    Hand(scene).types("3")
    assert "Ash" in shown(scene.page.card), "and it takes the keys"


def test_s12_without_the_disk_the_card_is_there(scene: Scene, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing is read any more, and nothing is written."""

    def gone(*_: Any, **__: Any) -> Any:
        raise KnownError("The folder of the vault is gone.")

    for name in ("read", "beside", "blob"):
        monkeypatch.setattr(scene.log, name, gone)
    scene.log.disk = "stuck"
    monkeypatch.setattr(scene.house, "_rows", gone)
    scene.press("F9", scene.page)
    Hand(scene).types("1")
    assert "nuts" in shown(scene.page.card)
    assert scene.session.emergency is not None
    Hand(scene).types("N")
    assert scene.session.near is not None


def test_s12_standing_down_is_asked_first(scene: Scene) -> None:
    scene.press("F9", scene.page)
    Hand(scene).types("S")
    assert scene.session.lit is None
    before = scene.session
    assert before.emergency is not None
    press(scene.page.ask, "Stand down")
    assert scene.session.stood == scene.bridge.now
    assert scene.page.card.isHidden()


def test_s12_the_card_that_was_put_away_comes_back_by_the_same_key(scene: Scene) -> None:
    scene.page.choose(scene.who("Wren"))
    scene.press("F9", scene.page)
    scene.press("Esc")
    assert scene.page.card.isHidden()
    called = scene.session.emergency
    scene.press("F9", scene.page)
    assert "nuts" in shown(scene.page.card)
    assert scene.session.emergency == called, "it is stamped once"


def test_s12_before_the_circle_opens_the_card_is_there_too(stage: MakesScenes) -> None:
    scene = stage(rundown=rooms.RUNDOWN)
    scene.house.name_practice(Details(emergency="144"))
    scene.press("F9", scene.page)
    assert "144" in shown(scene.page.card)
    Hand(scene).types("3")
    said = shown(scene.page.card)
    assert "Ash" in said
    assert "none recorded" in said
    scene.press("F9")
    press(scene.page.ask, "Stand down")
    assert scene.session.emergency is None


def test_s12_without_a_circle_whom_to_call_and_from_where_is_shown(entered: Entered) -> None:
    """On the Plan page, before anything is taken to the Circle: nothing can be stamped, and the address is there."""
    entered.house.name_practice(Details("Circle house", "Hafen 1, 1010 Wien", "144", calls="Jonas"))
    QTest.keyClick(entered.window, Qt.Key.Key_F9)
    for words in ("144", "Hafen 1", "Jonas", "nothing is stamped"):
        assert words in entered.said
    card = entered.window.focusWidget()
    assert isinstance(card, EmergencyCard)
    for key in (Qt.Key.Key_W, Qt.Key.Key_S, Qt.Key.Key_1):
        QTest.keyClick(card, key)
    assert (entered.circle.emergency, card.isVisible()) == (None, True)
    QTest.keyClick(card, Qt.Key.Key_F9)
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert card.isHidden()
    entered.program.prepare(entered.session)
    QTest.keyClick(entered.window, Qt.Key.Key_F9)
    assert entered.circle.emergency is not None
    assert "The music is down" in entered.said


def test_s12_a_minute_more_is_no_reason_to_read_from_the_top_again(stage: MakesScenes) -> None:
    scene = gated.dosed(gated.arriving(stage(rundown=rooms.RUNDOWN, scale=2.0)), "Wren")
    scene.page.choose(scene.who("Wren"))
    scene.press("F9", scene.page)
    (bar,) = [x.verticalScrollBar() for x in scene.page.card.findChildren(Fitted)]
    scene.press("PgDown")
    at = bar.value()
    scene.pass_(61_000)
    assert (at > 0, bar.value()) == (True, at)
    assert "1 min ago" in shown(scene.page.card)


def test_s12_an_alarm_during_an_emergency_is_on_the_card_that_lies_over_the_list(stage: MakesScenes) -> None:
    scene = peak(stage(people=12))
    scene.page.choose(scene.who("Ash"))
    scene.press("F9", scene.page)
    assert "Needs eyes too: mats 2, 4" in shown(scene.page.card)
    write(scene, scene.who("Sorrel"), HIGH)
    scene.pass_(1_000)
    assert "Needs eyes too: mats 2, 4, 6" in shown(scene.page.card)
    Hand(scene).types("4")
    assert "Needs eyes too: mats 2, 6" in shown(scene.page.card), "whose card it is, is no other"
