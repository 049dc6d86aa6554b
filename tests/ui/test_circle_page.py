"""What the Circle page says in each state, and what becomes of words that are not saved."""

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapcircle.core.ids import Millis
from kapcircle.core.rundown import AtOffset, End, Look, OnGo, Prompt, Rundown
from kapcircle.core.session import commands as c
from kapcircle.desk import orders
from kapcircle.ui.key import Key
from kapcircle.ui.panels.clock import Clock
from kapcircle.views.clockface import ClockFace, Face
from tests import made_up
from tests.ui.hands import looked
from tests.ui.scene import MINUTES, Stage, clock, eyes, press, texts


def test_before_opening_it_says_what_was_checked(stage: Stage) -> None:
    scene = stage()
    assert clock(scene) == "Not open yet: 5:00 until 09:05. GO opens the circle"
    assert any(said.startswith("In order, Music") for said in eyes(scene))
    assert scene.page.standby.go.text() == "Open"


def test_the_test_tone_is_asked_for(stage: Stage) -> None:
    scene = stage()
    press(scene.page, "Test tone")
    assert orders.Tone() in scene.room.told


def test_a_circle_without_people_or_phases_says_what_to_do(stage: Stage) -> None:
    scene = stage(people=0, rundown=Rundown())
    said = "\n".join(texts(scene.window))
    assert "Nobody is enrolled yet" in said
    assert "Add phases on the Plan page" in said
    assert not scene.page.standby.go.isEnabled()


def test_no_circle_at_all_says_what_to_do(stage: Stage) -> None:
    scene = stage()
    scene.bridge.circle = None
    scene.page.refresh()
    assert "Choose a session on the Plan page" in "\n".join(texts(scene.window))
    assert clock(scene) == "No circle: 09:00 by this laptop"
    assert not scene.page.standby.go.isEnabled()
    scene.press("H", scene.page)
    scene.press("Return")
    assert scene.window.status.words.startswith("No circle is open")


def test_running(stage: Stage) -> None:
    scene = stage().running()
    assert clock(scene) == "Peak: 30:00 left of 40:00. ends 09:55"
    rundown = scene.page.rundown.accessibleDescription()
    assert "Peak, now, planned 40, ends 09:55, 10:00 in" in rundown
    assert "Arrival, done, planned 15, took 15" in rundown
    assert scene.page.room.music.accessibleDescription().startswith(
        "Tide. 10:00 played, 20:00 left. then Shore in 19:50"
    )


def test_the_clock_moves_with_the_time_and_not_with_ticks(stage: Stage) -> None:
    scene = stage().running()
    for _ in range(50):
        scene.bridge.tick()
    assert "30:00 left" in clock(scene)
    scene.pass_(61_000)
    assert "28:59 left" in clock(scene)


def test_head_of_the_page(stage: Stage) -> None:
    scene = stage()
    scene.pass_(11 * MINUTES)
    scene.do(c.Open())
    said = "\n".join(texts(scene.page.strip))
    assert "09:11" in said
    assert "ends 11:11" in said
    assert "+6 min" in said
    assert "in time against the start" in said


def test_what_is_not_saved_is_said_and_the_show_goes_on(stage: Stage) -> None:
    scene = stage().running()
    scene.log.disk = "slow"
    scene.do(c.Next())
    scene.pass_(1_000)
    assert scene.session.leg.phase.name == "Return"
    assert "Not saved since 09:25" in list(texts(scene.window))
    scene.log.mend()
    scene.pass_(1_000)
    assert "Not saved" not in "\n".join(texts(scene.window))


def test_undo_takes_back_at_once_and_asks_when_it_is_old(stage: Stage) -> None:
    scene = stage().running()
    scene.do(c.Next())
    scene.press("Ctrl+Z", scene.page)
    assert scene.session.leg.phase.name == "Peak"
    assert "Taken back" in scene.window.status.words
    scene.pass_(2 * MINUTES)
    scene.press("Ctrl+Z")
    assert scene.page.ask.isVisible()
    assert "Arrival comes back without music" in scene.page.ask.accessibleDescription()
    scene.press("Return")
    assert scene.session.leg.phase.name == "Peak", "the answer that changes nothing has the focus"
    scene.press("Ctrl+Z")
    press(scene.page, "Take it back")
    assert scene.session.leg.phase.name == "Arrival"


def test_emergency_at_once_and_stand_down_asks(stage: Stage) -> None:
    scene = stage().running()
    scene.press("F9", scene.page.notes.field)
    assert scene.session.emergency is not None
    assert eyes(scene)[0] == "Emergency, music down, since 09:25"
    scene.press("F9")
    assert scene.session.emergency is not None
    press(scene.page.ask, "Stand down")
    assert scene.session.emergency is None


def test_what_was_refused_is_gone_after_the_next_command_or_after_a_while(stage: Stage, qtbot: QtBot) -> None:
    scene = stage().running()
    status = scene.window.status
    assert not scene.bridge.do(c.Open())
    assert status.words
    scene.do(c.Hush())
    assert status.words == ""
    status._stays.setInterval(20)
    scene.bridge.do(c.Open())
    assert status.words
    qtbot.waitUntil(lambda: not status.words, timeout=2_000)


def test_a_cue_that_is_too_late_is_offered(stage: Stage) -> None:
    late = made_up.cue("lamps up", Look("day"), trigger=AtOffset(Millis(10 * MINUTES)))
    scene = stage(rundown=Rundown((made_up.phase("Rest", 30, late),)))
    scene.do(c.Open())
    scene.pass_(11 * MINUTES)
    assert eyes(scene) == ["lamps up, was not made by itself, 1:00 late"]
    press(scene.page, "Make it")
    assert scene.session.light.look == "day"


def test_no_sound_output_is_said_and_the_circle_runs(stage: Stage) -> None:
    scene = stage().running()
    scene.room.says.append(orders.Output(None, "The card was pulled out."))
    scene.room.says.append(orders.Lights("sacn", answers=False, why="Nobody answers on universe 1"))
    scene.pass_(1_000)
    assert scene.page.banner.accessibleName() == "No sound: The card was pulled out."
    assert eyes(scene) == ["Light, Nobody answers on universe 1"]
    assert "No sound output" in scene.page.room.music.accessibleDescription()
    scene.do(c.Next())


def test_the_key_that_fades_all_says_when_the_next_press_is_at_once(stage: Stage) -> None:
    scene = stage().running()
    words = []
    for millis in (0, 9_000, 2_000):
        if not millis:
            scene.press("Shift+F8", scene.page)
        scene.pass_(millis)
        words.append(scene.page.room.keys["fade all"].text())
    assert words == ["Fade now", "Fade now", "Fade all"]


def test_enter_leaves_a_timer_that_is_running_as_it_is(stage: Stage) -> None:
    scene = stage().running()
    scene.do(c.StartTimer(1, Millis(5 * MINUTES), "vitals"))
    before = scene.session.timers
    scene.press("Ctrl+1", scene.page)
    scene.press("Return")
    assert (scene.session.timers, scene.page.ask.isVisible()) == (before, False)
    scene.press("Ctrl+1")
    press(scene.page.ask, "Start anew")
    scene.press("Return")
    assert scene.session.timers[0] != before[0]
    assert scene.page.room.timers.keys[0].accessibleName().startswith("vitals, 0:0"), "it keeps its name and counts up"


def test_what_goes_wrong_with_sound_and_light_is_said_on_the_page(stage: Stage) -> None:
    scene = stage().running()
    track = scene.session.sound.playlist.tracks[0]
    scene.room.says += [orders.Output("Card"), orders.Output(None, "The card was pulled out.")]
    scene.room.says += [orders.Gone("The engine has ended."), orders.Skipped(track.id, "it cannot be read")]
    scene.pass_(1_000)
    assert eyes(scene) == [
        "Sound and light, The engine has ended., 0:00 ago",
        f"Sound and light, {track.title} was skipped: it cannot be read, 0:00 ago",
    ]


def test_timers_by_key_and_by_mouse(stage: Stage) -> None:
    scene = stage().running()
    scene.press("Ctrl+1", scene.page)
    minutes, name = scene.page.ask.fields
    minutes.setText("7.5")
    name.setText("vitals")
    scene.press("Return")
    scene.pass_(30_000)
    assert scene.page.room.timers.keys[0].accessibleName() == "vitals, 7:00"
    QTest.mouseClick(scene.page.room.timers.keys[0], Qt.MouseButton.LeftButton)
    press(scene.page.ask, "Stop")
    assert scene.session.timers[0] is None


def test_nonsense_in_a_question_is_said_and_nothing_is_done(stage: Stage) -> None:
    scene = stage().running()
    scene.press("S", scene.page)
    scene.page.ask.fields[0].setText("soon")
    scene.press("Return")
    assert scene.session.quiet is None
    assert any("minutes as a number" in words for words in texts(scene.page.ask))


def test_the_volume_stops_at_the_ceiling_and_makes_one_command(stage: Stage) -> None:
    scene = stage().running()
    before = len(scene.bridge.circle.desk.stream(scene.bridge.circle.name).entries)  # type: ignore[union-attr]
    for _ in range(30):
        scene.press("Right", scene.page.room.volume)
    assert scene.page.room.volume.value() == 80
    scene.page.room.volume._settle.timeout.emit()
    assert scene.session.volume == pytest.approx(0.8)
    after = len(scene.bridge.circle.desk.stream(scene.bridge.circle.name).entries)  # type: ignore[union-attr]
    assert after == before + 1


def test_in_an_emergency_the_hush_key_says_how_it_is(stage: Stage) -> None:
    scene = stage().running()
    scene.do(c.Emergency())
    scene.pass_(1_000)
    assert scene.page.room.keys["hush"].text() == "Hushed"
    scene.press("M", scene.page)
    assert "Stand down" in scene.window.status.words
    assert not scene.session.murmur.on


def test_left_handed_mirrors_go_and_emergency(stage: Stage) -> None:
    scene = stage(kept={"left-handed": "yes"})

    def side(key: Key) -> str:
        return "left" if key.mapTo(scene.window, key.rect().center()).x() < 683 else "right"

    sides = [side(scene.page.standby.go), side(scene.page.strip.alarm)]
    scene.preferences.set("left-handed", "no")
    QApplication.processEvents()
    assert sides == ["right", "left"]
    assert [side(scene.page.standby.go), side(scene.page.strip.alarm)] == ["left", "right"]


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("left", ["yes", "no"])
def test_what_is_not_saved_is_said_in_full(stage: Stage, left: str, scale: float) -> None:
    scene = stage(scale=scale, kept={"left-handed": left}).running()
    scene.log.disk = "slow"
    scene.do(c.Next())
    scene.pass_(1_000)
    saved = scene.window._saved
    assert saved.text() == "Not saved since 09:25"
    QApplication.processEvents()
    assert saved.width() >= saved.sizeHint().width()
    assert scene.page.strip.alarm.width() >= scene.page.strip.alarm.sizeHint().width()


def test_nothing_on_the_page_edits_the_plan(stage: Stage) -> None:
    scene = stage().running()
    planned = scene.house.planning.planned(scene.planned)[1].rundown
    for key in ("Return", "Delete", "F2", "Backspace"):
        scene.press(key, scene.page)
    QTest.mouseDClick(scene.page.rundown, Qt.MouseButton.LeftButton)
    assert scene.house.planning.planned(scene.planned)[1].rundown == planned


def test_a_broken_recording_in_the_catalogue_is_said_before_opening(stage: Stage) -> None:
    scene = stage()
    scene.house.fittings.media.wrong = ("Tide: the file is gone",)  # type: ignore[attr-defined]
    scene.page.readiness.look_again()
    looked(scene.page.readiness)
    assert "Music, Tide: the file is gone" in eyes(scene)


def test_a_phase_that_began_by_itself_can_be_left_again(stage: Stage) -> None:
    scene = stage(rundown=Rundown((made_up.phase("Rest", 1, end=End.ADVANCE), made_up.phase("Return", 20))))
    scene.do(c.Open())
    scene.pass_(MINUTES + 1_000)
    assert eyes(scene) == ["Return, entered by itself, 0:01 ago"]
    press(scene.page, "Go back")
    assert (scene.session.leg.phase.name, scene.session.holding) == ("Rest", True)
    assert eyes(scene) == []


def test_a_change_of_state_fades_in_unless_motion_is_not_wanted(stage: Stage, qtbot: QtBot) -> None:
    clock = stage().running().page.ring.clock
    clock.grab()
    seen = []

    def change(face: Face, moves: bool) -> None:
        clock.moves = moves
        clock.show_face(replace(clock._face, face=face))
        seen.append(clock._shown)

    for face, moves in ((Face.HELD, True), (Face.CALM, False)):
        QTimer.singleShot(0, partial(change, face, moves))
        qtbot.waitUntil(lambda: bool(seen) and clock._fade.state() == clock._fade.State.Stopped, timeout=2_000)
        qtbot.waitUntil(lambda face=face: clock._face.face is face, timeout=2_000)  # type: ignore[misc]
    assert seen == [0.0, 1.0]
    assert clock._shown == 1


@pytest.mark.parametrize("seen", [False, True])
def test_a_clock_is_there_at_once_where_nothing_was_seen_or_nothing_moves(qtbot: QtBot, seen: bool) -> None:
    clock = Clock()
    qtbot.addWidget(clock)
    clock.show()
    if seen:
        clock.grab()
    clock.show_face(ClockFace(Face.HELD, "Peak", "16:50", "left of 40:00"))
    assert clock._fade.state() == clock._fade.State.Stopped


def test_a_prompt_says_how_old_it_is_and_is_put_away_until_the_next(stage: Stage) -> None:
    again = made_up.cue("again", Prompt("Once more."), trigger=OnGo())
    first = made_up.cue("bowl", Prompt("Strike the bowl once."), trigger=OnGo())
    scene = stage(rundown=Rundown((made_up.phase("Peak", 40, first, again),)))
    scene.do(c.Open())
    scene.do(c.Go())
    scene.pass_(MINUTES)
    assert eyes(scene) == ["Prompt, Strike the bowl once., 1:00 ago"]
    press(scene.page, "Done")
    assert eyes(scene) == []
    scene.do(c.Go())
    scene.pass_(1_000)
    assert eyes(scene) == ["Prompt, Once more., 0:01 ago"]
