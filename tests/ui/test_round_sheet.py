"""A round of check-ins with the talking piece."""

from PySide6.QtTest import QTest

from kapcircle.core.attendance import Attendance, Attended
from kapcircle.core.checkin import CheckIn
from kapcircle.core.session import commands as c
from kapcircle.core.session.round import round_of
from tests.ui import hands
from tests.ui.attending import last, seat
from tests.ui.scene import Scene, Stage


def begun(stage: Stage, minutes: str = "2") -> Scene:
    scene = stage().running()
    scene.do(c.Record(Attended(Attendance.ABSENT), scene.who("Heron")))
    scene.press("G", scene.page)
    hands.type_in(scene.page.ask, "Minutes each with the talking piece (0: no clock)", minutes, enter=True)
    return scene


def words(scene: Scene) -> str:
    return hands.shown(scene.page.presence.round)


def test_it_goes_from_mat_to_mat_by_figures_and_enter(stage: Stage) -> None:
    scene = begun(stage)
    sheet = scene.page.presence.round
    assert sheet.isVisible()
    assert scene.page.who == scene.who("Wren")
    assert "0 of 5 have spoken or passed." in words(scene)
    for typed in ("7", "10", "3"):
        QTest.keyClicks(scene.focus, typed)
    scene.press("Return")
    assert last(scene, "Wren") == CheckIn(7, 10, 3)
    assert sheet.turn == scene.who("Ash"), "whoever is absent is passed over"
    assert not any(field.text() for field in sheet.scales.values())
    scene.press("P")
    assert last(scene, "Ash") == CheckIn(passed=True)
    sheet.word.setFocus()
    QTest.keyClicks(sheet.word, "Open")
    scene.press("Return")
    assert last(scene, "Juniper") == CheckIn(word="Open")


def test_the_talking_piece_is_counted_in_figures_without_hurry(stage: Stage) -> None:
    scene = begun(stage)
    scene.pass_(35_000)
    assert "1:25 left" in words(scene)
    scene.pass_(100_000)
    assert "0:15 over" in words(scene)
    scene.press("P")
    scene.pass_(100)
    assert "2:00 left" in words(scene)


def test_without_a_clock_there_is_none(stage: Stage) -> None:
    scene = begun(stage, "0")
    scene.pass_(35_000)
    assert "left" not in words(scene)
    scene.press("Esc")
    assert not scene.page.presence.round.isVisible()
    scene.press("G", scene.page)
    assert scene.page.presence.round.isVisible(), "it goes on where it was"


def test_at_the_end_everyone_has_spoken_and_somebody_ends_it(stage: Stage) -> None:
    scene = begun(stage)
    for _ in range(5):
        scene.press("P", next(iter(scene.page.presence.round.scales.values())))
    assert "Everyone has spoken." in words(scene)
    assert "5 of 5" in words(scene)
    assert round_of(scene.session) is not None
    hands.press(scene.page.presence.round, "End")
    assert round_of(scene.session) is None
    assert not scene.page.presence.round.isVisible()


def test_what_cannot_be_meant_is_said_and_kept(stage: Stage) -> None:
    scene = stage()
    scene.press("G", scene.page)
    assert "GO opens it" in scene.window.status.words
    scene = begun(stage)
    scene.press("Return")
    assert "Say one of the five" in words(scene)
    QTest.keyClicks(scene.focus, "99")
    assert scene.page.presence.round.scales["mood"].text() == "9", "two figures that no scale has are not taken"
    scene.log.disk = "full"
    scene.press("Return", scene.page.presence.round.scales["mood"])
    assert "Not saved" in words(scene)
    assert scene.page.presence.round.turn == scene.who("Wren")
    scene.log.disk = "fine"
    scene.press("Return")
    assert last(scene, "Wren") == CheckIn(9)
    assert len(seat(scene, "Wren").records) == 1


def test_the_length_is_minutes(stage: Stage) -> None:
    scene = begun(stage, "soon")
    assert "Type minutes as a number" in hands.shown(scene.page.ask)
    hands.type_in(scene.page.ask, "Minutes each with the talking piece (0: no clock)", "31", enter=True)
    assert "At most half an hour each." in hands.shown(scene.page.ask)


def test_covered_it_goes_away_with_what_was_typed(stage: Stage) -> None:
    scene = begun(stage)
    QTest.keyClicks(scene.focus, "7")
    scene.bridge.cover()
    assert not scene.page.presence.round.isVisible()
    assert not scene.page.presence.round.scales["mood"].text()


def test_put_aside_it_chooses_nobody(stage: Stage) -> None:
    scene = begun(stage)
    scene.press("Esc")
    scene.page.choose(scene.who("Lark"))
    scene.do(c.Record(CheckIn(passed=True), scene.who("Wren")))
    assert scene.page.who == scene.who("Lark")
