"""The plan of the room and the looks, as a hand has them."""

import json
from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapcircle.core.facts import Actor
from kapcircle.core.ids import LampId, RoomId
from kapcircle.core.light import Lamp, LookDesign
from kapcircle.core.looks_files import write_room_looks
from kapcircle.core.roles import Role
from kapcircle.core.rooms import RoomPlan
from kapcircle.core.rundown import Look
from kapcircle.desk.orders import Order, Show
from kapcircle.ui.dialogs.question import Question
from kapcircle.ui.panels.looks import LooksDialog
from tests.made_up import cue
from tests.ui import hands
from tests.ui.scene import Scene, Stage

LAMP = LampId("lamp-1")


class Sheet:
    """The dialog over a circle, running or not yet open."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.root = LooksDialog(scene.bridge, scene.window)
        self.root.open()
        QApplication.processEvents()
        scene.room.told.clear()

    def choose(self, name: str) -> "Sheet":
        self.root._list.choose(name)
        self.root._show()
        return self

    def at(self, lamp: LampId) -> QPoint:
        """Where a lamp is drawn."""
        spot = next(x for x in self.root._plan._spots if x.lamp == lamp)
        return self.root._plan._middle(spot).toPoint()

    def click(self, lamp: LampId, more: bool = False) -> None:
        keys = Qt.KeyboardModifier.ControlModifier if more else Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(self.root._plan, Qt.MouseButton.LeftButton, keys, self.at(lamp))

    def lamp(self, lamp: LampId = LAMP) -> Lamp:
        """As it is kept."""
        return next(x for x in self.scene.house.room.lamps if x.id == lamp)

    def kept(self, name: str) -> LookDesign:
        return self.scene.house.looks.all[name]

    @property
    def light(self) -> list[Order]:
        """What light the room was told."""
        return [x for x in self.scene.room.told if isinstance(x, Show)]

    def answer(self, words: str) -> str:
        """Answer the question that lies there; what it said."""
        (question,) = self.root.findChildren(Question)
        said = hands.shown(question)
        hands.press(question, words)
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, 52)  # it goes: another may be asked
        return said


@pytest.fixture
def runs(stage: Stage, dialogs_close: None) -> Sheet:
    return Sheet(stage(people=12).running())


class TestThePlan:
    def test_a_lamp_that_is_dragged_hangs_there_and_undo_hangs_it_back(self, runs: Sheet) -> None:
        plan, before = runs.root._plan, runs.lamp()
        start = runs.at(LAMP)
        QTest.mousePress(plan, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
        for step in (QPoint(20, -20), QPoint(120, -90)):
            QTest.mouseMove(plan, start + step)
        assert runs.lamp() == before, "on the way nothing is kept"
        QTest.mouseRelease(plan, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start + QPoint(120, -90))
        after = runs.lamp()
        assert after.place > before.place + 0.05
        assert after.depth > before.depth + 0.05
        QTest.keyClick(runs.root, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert runs.lamp() == before
        QTest.keyClick(runs.root, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        assert runs.lamp() == after

    def test_a_press_that_trembles_moves_nothing(self, runs: Sheet) -> None:
        plan, before, start = runs.root._plan, runs.lamp(), runs.at(LAMP)
        QTest.mousePress(plan, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
        QTest.mouseMove(plan, start + QPoint(1, 1))
        QTest.mouseRelease(plan, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start + QPoint(1, 1))
        assert runs.lamp() == before
        assert plan.lamps == {LAMP}

    def test_tab_leads_from_lamp_to_lamp_and_arrows_move_it(self, runs: Sheet) -> None:
        plan, before = runs.root._plan, runs.lamp()
        plan.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(plan, Qt.Key.Key_Tab)
        assert plan.lamps == {LAMP}
        assert "Lamp 1" in plan.accessibleDescription()
        QTest.keyClick(plan, Qt.Key.Key_Right)
        QTest.keyClick(plan, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
        plan.keep()
        assert runs.lamp().place == pytest.approx(before.place + 0.01)
        assert runs.lamp().depth == pytest.approx(before.depth + 0.05)
        for _ in range(7):
            QTest.keyClick(plan, Qt.Key.Key_Tab)
        assert plan.lamps == {LampId("lamp-8")}
        QTest.keyClick(plan, Qt.Key.Key_Tab)
        assert not plan.hasFocus(), "after the last lamp it leads on"

    def test_no_lamp_leaves_the_room(self, runs: Sheet) -> None:
        runs.click(LAMP)
        runs.root._plan.setFocus()
        for _ in range(30):
            QTest.keyClick(runs.root._plan, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        runs.root._plan.keep()
        assert runs.lamp().depth == 0

    def test_role_and_near_mats_of_the_chosen_lamps(self, runs: Sheet) -> None:
        assert "No lamp is near mat 1, 2, 3" in hands.shown(runs.root)
        runs.click(LAMP)
        runs.click(LampId("lamp-2"), more=True)
        hands.type_in(runs.root, "Role", "hearth", enter=True)
        hands.type_in(runs.root, "Near mats", "1, 2", enter=True)
        for lamp in ("lamp-1", "lamp-2"):
            assert (runs.lamp(LampId(lamp)).role, runs.lamp(LampId(lamp)).mats) == ("hearth", (1, 2))
        assert runs.lamp(LampId("lamp-3")).role == ""
        assert "In use or usual: hearth, key" in hands.shown(runs.root)
        assert "No lamp is near mat 3" in hands.shown(runs.root)
        hands.type_in(runs.root, "Near mats", "x", enter=True)
        assert "▲" in hands.shown(runs.root)
        assert runs.lamp().mats == (1, 2)


class TestALook:
    def test_it_is_seen_on_the_plan_at_once_and_kept_when_it_is_saved(self, runs: Sheet) -> None:
        runs.choose("ember").click(LAMP)
        runs.root._editor._level.slider.setValue(70)
        spot = next(x for x in runs.root._plan._spots if x.lamp == LAMP)
        assert spot.level == 0.7
        assert runs.kept("ember").levels == {}
        hands.press(runs.root, "Save look")
        assert runs.kept("ember").levels == {LAMP: 0.7}
        assert runs.root._list.current == "ember"
        hands.press(runs.root, "As it was shipped")
        assert runs.kept("ember").levels == {}

    def test_reverted_it_is_as_it_was(self, runs: Sheet) -> None:
        runs.choose("ember")
        runs.root._editor._warmth.slider.setValue(2500)
        assert any("not saved" in x.under for x in runs.root._list.items)
        hands.press(runs.root, "Revert")
        assert not any("not saved" in x.under for x in runs.root._list.items)
        assert runs.kept("ember") == runs.root._design

    def test_colours_by_warmth_and_by_hue(self, runs: Sheet) -> None:
        runs.choose("day")
        runs.root._editor._warmth.slider.setValue(6500)
        red, green, blue = runs.root._design.colour if runs.root._design else (0, 0, 0)
        assert min(red, green, blue) > 0.9
        runs.root._editor._pure.slider.setValue(100)
        runs.root._editor._hue.slider.setValue(260)
        red, green, blue = runs.root._design.colour if runs.root._design else (0, 0, 0)
        assert blue == 1 > red
        assert "a colour" in hands.shown(runs.root._editor)

    def test_new_and_duplicate_have_names_of_their_own_and_a_name_is_given_once(self, runs: Sheet) -> None:
        hands.press(runs.root, "New")
        runs.choose("ember")
        hands.press(runs.root, "Duplicate")
        assert {"new look", "ember 2"} <= set(runs.scene.house.looks.all)
        hands.type_in(runs.root, "Name of the look", "Ember", enter=True)
        hands.press(runs.root, "Save look")
        assert "There is already a look called “ember”" in hands.shown(runs.root)
        hands.type_in(runs.root, "Name of the look", "moss", enter=True)
        hands.press(runs.root, "Save look")
        assert "moss" in runs.scene.house.looks.all
        assert "ember 2" not in runs.scene.house.looks.all
        assert runs.root._list.current == "moss"

    def test_what_is_in_use_is_removed_only_after_it_was_said_where(self, runs: Sheet) -> None:
        hands.press(runs.root, "New")
        planning, session = runs.scene.house.planning, runs.scene.planned
        cohort, planned = planning.planned(session)
        phase = planned.rundown.phases[0]
        called = replace(phase, cues=(cue("x", Look("new look")),))
        planning.save_rundown(cohort, session, replace(planned.rundown, phases=(called, *planned.rundown.phases[1:])))
        runs.choose("new look")
        hands.press(runs.root, "Remove")
        assert f"Medicine 2 of 3, {phase.name}" in runs.answer("Leave it")
        assert "new look" in runs.scene.house.looks.all
        hands.press(runs.root, "Remove")
        runs.answer("Remove it")
        assert "new look" not in runs.scene.house.looks.all

    def test_closing_asks_about_what_is_not_saved(self, runs: Sheet) -> None:
        runs.choose("ember")
        runs.root._editor._level.slider.setValue(70)
        hands.press(runs.root, "Close")
        assert "ember" in runs.answer("Leave it")
        assert runs.root.isVisible()
        hands.press(runs.root, "Close")
        assert "It is here again when you come back" in runs.answer("Close")


class TestWhatIsNotSaved:
    @staticmethod
    def edited(sheet: Sheet) -> list[str]:
        return [x.name for x in sheet.root._list.items if "not saved" in x.under]

    def test_it_is_there_again_and_the_look_as_it_was_until_it_is_saved(self, runs: Sheet) -> None:
        before = runs.kept("ember")
        runs.choose("ember").click(LAMP)
        runs.root._editor._level.slider.setValue(70)
        hands.press(runs.root, "Close")
        runs.answer("Close")
        assert runs.kept("ember") == before
        again = Sheet(runs.scene)
        assert self.edited(again) == ["ember"]
        assert again.root._list.current == "ember", "it is what lies before one"
        assert again.root._editor._design == replace(before, levels={LAMP: 0.7})
        hands.press(again.root, "Revert")
        again.root.reject()
        assert self.edited(Sheet(runs.scene)) == []

    def test_it_is_there_again_when_the_program_ended_with_the_sheet_open(self, runs: Sheet) -> None:
        runs.choose("dusk")
        runs.root._editor._level.slider.setValue(33)
        runs.scene.bridge.leaving.emit()  # the vault is locked, or the window closes
        assert self.edited(Sheet(runs.scene)) == ["dusk"]

    def test_after_a_crash_too(self, runs: Sheet, qtbot: QtBot) -> None:
        runs.choose("dusk")
        runs.root._editor._level.slider.setValue(33)
        qtbot.waitUntil(lambda: "looks" in runs.scene.log.half_typed, timeout=3000)
        hands.press(runs.root, "Save look")
        qtbot.waitUntil(lambda: "looks" not in runs.scene.log.half_typed, timeout=3000)

    def test_looks_that_are_taken_in_leave_the_others_that_were_edited(self, runs: Sheet) -> None:
        for name in ("ember", "dusk"):
            runs.choose(name)
            runs.root._editor._level.slider.setValue(44)
        data = write_room_looks(runs.scene.house.room, (LookDesign("dusk", 0.2),))
        runs.scene.house.fittings.papers.save("hall.json", json.dumps(data).encode())
        runs.root._read_from("hall.json")
        runs.answer("Take them in")
        assert self.edited(runs) == ["ember"]
        assert runs.kept("dusk").level == 0.2


class TestTheRealLamps:
    def test_while_a_circle_runs_no_order_leaves_for_the_room_unless_asked(self, runs: Sheet) -> None:
        runs.choose("dusk").click(LAMP)
        runs.root._editor._level.slider.setValue(90)
        runs.root._editor._warmth.slider.setValue(6000)
        hands.press(runs.root, "Save look")
        hands.type_in(runs.root, "Role", "key", enter=True)
        runs.root._plan.moved.emit(LAMP, 0.5, 0.5)
        hands.press(runs.root, "New")
        runs.scene.pass_(60_000)
        assert runs.light == []
        hands.press(runs.root, "On the lamps")
        assert "The lamps of the circle that runs would fade to “new look”" in runs.answer("Leave it")
        assert runs.light == []
        hands.press(runs.root, "On the lamps")
        runs.answer("On the lamps")
        (show,) = runs.light
        assert isinstance(show, Show)
        assert show.fade == 3_000
        runs.scene.pass_(60_000)
        assert "On the lamps, 1:00 left" in hands.shown(runs.root)
        runs.scene.room.told.clear()
        runs.scene.pass_(60_000)
        assert len(runs.light) == 1, "what was comes back by itself"
        assert "On the lamps," not in hands.shown(runs.root)

    def test_leaving_the_sheet_brings_back_what_was(self, runs: Sheet) -> None:
        hands.press(runs.root, "On the lamps")
        runs.answer("On the lamps")
        runs.scene.room.told.clear()
        hands.press(runs.root, "Close")
        assert len(runs.light) == 1

    def test_an_edited_look_comes_into_the_circle_only_when_it_is_asked_for(self, runs: Sheet) -> None:
        lit = runs.scene.session.light.look
        runs.choose(lit)
        runs.root._editor._level.slider.setValue(66)
        hands.press(runs.root, "Save look")
        assert runs.light == []
        hands.press(runs.root, "Use in this circle now…")
        assert "fade to it" in runs.answer("Use it")
        (show,) = runs.light
        assert isinstance(show, Show)
        assert {x.level for x in show.levels} == {0.66}
        assert not runs.root._use.isVisibleTo(runs.root)

    def test_before_a_circle_opens_it_is_not_asked(self, stage: Stage, dialogs_close: None) -> None:
        sheet = Sheet(stage())
        assert not sheet.root._use.isVisibleTo(sheet.root)
        hands.press(sheet.root, "On the lamps")
        assert len(sheet.light) == 1
        hands.press(sheet.root, "Back")
        assert len(sheet.light) == 2


class TestStates:
    @pytest.mark.parametrize("count", [0, 1, 40])
    def test_none_one_and_many_lamps(self, stage: Stage, dialogs_close: None, count: int) -> None:
        scene = stage()
        lamps = tuple(Lamp(LampId(f"l{n}"), f"Lamp {n}", (n % 8) / 8) for n in range(count))
        scene.house.save_room(replace(scene.house.room, lamps=lamps))
        sheet = Sheet(scene)
        sheet.root.grab()
        assert sheet.root._on.isEnabled() is (count > 0)
        assert len(sheet.root._plan._spots) == count
        said = sheet.root._plan.accessibleDescription()
        assert said == (
            "No lamps yet. Add them on the Settings page." if not count else f"{count} lamps, all of them chosen"
        )

    def test_looks_of_another_room_are_taken_in_after_it_was_said_what_is_missing(self, runs: Sheet) -> None:
        there = replace(runs.scene.house.room, lamps=(Lamp(LampId("a"), "Door", role="exit"),))
        data = write_room_looks(there, (LookDesign("moss", 0.2, levels={LampId("a"): 0.9}),))
        runs.scene.house.fittings.papers.save("hall.json", json.dumps(data).encode())
        runs.root._read_from("hall.json")
        assert "No lamp here has the role exit" in runs.answer("Take them in")
        assert runs.kept("moss") == LookDesign("moss", 0.2)
        runs.root._write_to("out.json")
        assert "Written to out.json. In the other vault, open this sheet" in hands.shown(runs.root)
        assert b"moss" in runs.scene.house.fittings.papers.read("out.json", 1_000_000)[1]
        runs.root._read_from("nothing.json")
        assert "▲ nothing.json cannot be read." in hands.shown(runs.root)

    @pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
    def test_no_lamp_and_no_mat_lies_over_another_at_any_text_size(
        self, stage: Stage, dialogs_close: None, scale: float
    ) -> None:
        scene = stage(people=12, scale=scale)
        plan = Sheet(scene).root._plan
        plan.grab()
        places = [plan._middle(spot) for spot in plan._spots]
        assert len(places) == 8
        assert all((a - b).manhattanLength() > 2 * plan._radius for a, b in combinations(places, 2))
        mats = [plan._point(mat.x, mat.y) for mat in plan._mats]
        wide = 22 * plan._grain
        assert all(max(abs((a - b).x()), abs((a - b).y())) >= wide for a, b in combinations(mats, 2))

    def test_looks_of_another_room_of_the_practice_come_without_a_file(self, stage: Stage, dialogs_close: None) -> None:
        scene = stage()
        assert not Sheet(scene).root._rooms.isVisibleTo(scene.window)
        here = scene.house.room
        lamps = (replace(here.lamps[0], role="exit"), *here.lamps[1:])
        scene.house.save_room(replace(here, lamps=lamps))
        scene.house.save_room(RoomPlan(RoomId("hall"), "Hall", (Lamp(LampId("a"), "Door", role="exit"),)))
        scene.house.looks.save(LookDesign("moss", 0.2, levels={LampId("a"): 0.9}))
        sheet = Sheet(scene)
        rooms = sheet.root._rooms
        assert rooms.isVisible()
        rooms.setCurrentIndex(rooms.findText("From Hall…"))
        rooms.activated.emit(rooms.currentIndex())
        assert "As each look as a whole: Lamp 2" in sheet.answer("Take them in")
        assert sheet.kept("moss").levels == {"a": 0.9, LAMP: 0.9}
        assert rooms.currentText() == "From a room…"

    def test_whoever_may_make_no_looks_is_told(self, runs: Sheet) -> None:
        runs.scene.house.desk.actor = Actor(runs.scene.house.desk.actor.member, Role.MEDICAL_LEAD)
        hands.press(runs.root, "New")
        assert "Changing a look: this is for the" in hands.shown(runs.root)
