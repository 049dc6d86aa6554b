"""Cues of a phase, on the Plan page."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kapcircle.core.ids import Millis, TrackId
from kapcircle.core.rundown import AtOffset, Look, Music, OnGo, Silence
from tests.ui.hands import press, shown, type_in
from tests.ui.planning import Desk

K = Qt.Key
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def cues(desk: Desk) -> tuple[object, ...]:
    return tuple(q.content for q in desk.rundown.phases[0].cues)


def test_a_look_is_added_and_named(desk: Desk) -> None:
    desk.choose("Arrival")
    press(desk.page, "☀ Look")
    form = desk.page._cues._form
    QTest.keyClick(form._look, K.Key_Down)
    type_in(form, "Fade s", "90", enter=True)
    assert cues(desk)[1] == Look("ember", Millis(90_000))
    assert desk.rundown.phases[0].cues[1].name == "ember"


def test_a_silence_at_a_time_after_a_wait_disarmed(desk: Desk) -> None:
    desk.choose("Arrival")
    press(desk.page, "○ Silence")
    form = desk.page._cues._form
    type_in(form, "For minutes (empty: until music)", "2", enter=True)
    QTest.keyClick(form._when, K.Key_Down)
    type_in(form, "At minute", "5", enter=True)
    type_in(form, "Wait s", "4", enter=True)
    form._armed.click()
    cue = desk.rundown.phases[0].cues[1]
    assert cue.content == Silence(Millis(120_000))
    assert cue.trigger == AtOffset(Millis(300_000))
    assert (cue.pre_wait, cue.armed) == (4_000, False)


def test_a_prompt_waits_for_go(desk: Desk) -> None:
    desk.choose("Arrival")
    press(desk.page, "” Prompt")
    form = desk.page._cues._form
    type_in(form, "Words", "Ring the bell.", enter=True)
    QTest.keyClick(form._when, K.Key_End)
    cue = desk.rundown.phases[0].cues[1]
    assert (cue.name, cue.trigger) == ("Ring the bell.", OnGo())


def test_a_cue_is_removed(desk: Desk) -> None:
    desk.choose("Arrival")
    press(desk.page, "Remove this cue")
    assert cues(desk) == ()


def test_a_fade_too_long_is_refused_at_the_cue(desk: Desk) -> None:
    desk.choose("Arrival")
    before = cues(desk)
    type_in(desk.page._cues._form, "Fade s", "31:00", enter=True)
    assert "too long for a fade" in shown(desk.page)
    assert cues(desk) == before


def test_recordings_are_taken_in_for_a_music_cue(desk: Desk, qtbot: QtBot) -> None:
    desk.choose("Arrival")
    press(desk.page, "♪ Music")
    assert "has no recording" in shown(desk.page)
    desk.page._imports.play("/music/shore.flac")
    qtbot.waitUntil(lambda: isinstance(cues(desk)[1], Music) and bool(cues(desk)[1].tracks))  # type: ignore[attr-defined]
    assert cues(desk)[1] == Music("shore.flac", (TrackId("hash-of-/music/shore.flac"),))
    assert "has no recording" not in shown(desk.page)
