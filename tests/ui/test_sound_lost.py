"""The plug of the loudspeaker slips out: the page says so at once, and one press brings the sound back."""

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kapcircle.desk.orders import Lights, Output, Reopen, Return, Second, Tone, Unheard
from kapcircle.ui.label import Label
from kapcircle.ui.panels.sound_banner import ELSEWHERE
from tests.outlets import FakeOutlets
from tests.ui.scene import Scene, eyes, press

Stage = Callable[..., Scene]
USB = "USB speaker"
LOST = Output(None, "the output USB speaker has stopped", USB)


def heard(scene: Scene, *reports: object) -> None:
    scene.room.says += reports  # type: ignore[arg-type]
    scene.pass_(100)


def test_what_is_so_and_what_happens_next_stands_across_the_page_at_once(stage: Stage) -> None:
    scene = stage().running()
    banner = scene.page.banner
    assert not banner.isVisible()
    heard(scene, Output(USB), LOST)
    assert banner.isVisible()
    assert banner.accessibleName() == "No sound: USB speaker has gone"
    assert "the music rises by itself" in banner.accessibleDescription()
    assert (banner.key.text(), banner.key.accessibleDescription()) == ("Try now", "Key F5")
    assert eyes(scene) == [], "it is said once"
    heard(scene, Output(None, LOST.why, USB, Return.OFFERED))
    assert (banner.accessibleName(), banner.key.text()) == ("USB speaker is back", "Play there again")
    heard(scene, Output(USB))
    assert not banner.isVisible()


@pytest.mark.parametrize(("scale", "most"), [(1.0, 60), (1.5, 110), (2.0, 140)])
def test_a_long_name_or_large_letters_leave_room_for_the_words_and_for_the_seats(
    stage: Stage, scale: float, most: int
) -> None:
    scene = stage(scale=scale).running()
    name = "Behringer UMC204HD USB Audio 2.0 Analogue Stereo"
    heard(scene, Output(name), Output(None, "", name))
    scene.pass_(0)
    banner = scene.page.banner
    assert banner.height() <= most
    for label in banner.findChildren(Label):
        assert label.width() > 200
        assert label.heightForWidth(label.width()) <= label.height() + 1 or not label.wordWrap(), "all of it is read"
    assert all(seat.isVisible() for seat in scene.page.ring.seats)
    heard(scene, Output("USB"), Output(None, "", "USB"))
    assert not banner._says.wordWrap() or scale > 1


def test_a_lamp_that_does_not_answer_is_a_row_and_no_news_as_well(stage: Stage) -> None:
    scene = stage().running()
    why = "Standing lamp by the window and Lamp by the door do not answer: switched off?"
    heard(scene, Lights("MQTT", answers=False, why=why))
    assert len(rows := [line for line in eyes(scene) if why in line]) == 1, rows
    assert scene.page.room.light.toolTip() == why
    heard(scene, Lights("MQTT", answers=True))
    assert len([line for line in eyes(scene) if why in line]) == 1, "it was so a moment ago"


def test_the_key_and_the_command_and_the_press_start_the_sound_again(stage: Stage) -> None:
    scene = stage().running()
    heard(scene, Unheard("the music has stopped arriving"))
    pressed = []
    deeds: tuple[Callable[[], object], ...] = (
        lambda: scene.press("F5", scene.page),
        scene.page.banner.key.click,
        lambda: scene.page.commands._do("restart-sound"),
    )
    for deed in deeds:
        scene.room.told.clear()
        scene.clock.pass_(61_000)
        deed()
        pressed.append(scene.room.told[:1])
    assert pressed == [[Reopen()]] * 3
    assert "rises softly" in scene.window.status.words


def test_the_other_pages_say_it_too(stage: Stage) -> None:
    scene = stage().running()
    scene.page.meanwhile.setParent(scene.window)
    scene.page.meanwhile.show()
    heard(scene, Output(USB), LOST)
    assert scene.page.meanwhile._state.text() == "No sound: USB speaker has gone"


def test_before_opening_the_list_says_it_and_no_line_across_the_page(stage: Stage) -> None:
    scene = stage()
    heard(scene, Output(None, "the output USB speaker is not there"))
    scene.pass_(1_000)
    assert not scene.page.banner.isVisible()
    assert any("USB speaker is not there" in line for line in eyes(scene))


def wait_for_question(scene: Scene) -> None:
    for _ in range(200):
        if scene.page.ask.isVisible() or scene.window.status.words:
            return
        QTest.qWait(10)
        QApplication.processEvents()


def test_another_output_is_taken_only_when_it_is_chosen_by_its_name(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeOutlets, "outputs", lambda _: ("Laptop", "Hall"))
    scene = stage().running()
    heard(scene, Output(USB), LOST)
    press(scene.page.banner, ELSEWHERE)
    wait_for_question(scene)
    assert scene.room.refitted == []
    press(scene.page.ask, "Play on Hall instead")
    assert scene.house.room.output == "Hall"
    assert [plan.output for plan in scene.room.refitted] == ["Hall"]


def test_where_there_is_no_other_output_that_is_said(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeOutlets, "outputs", lambda _: ())
    scene = stage().running()
    heard(scene, Output(USB), LOST)
    scene.window.status.say("")
    scene.page.commands._do("play-elsewhere")
    wait_for_question(scene)
    assert "There is no other output just now" in scene.window.status.words


def test_of_the_second_output_it_is_said_that_the_first_plays_on(stage: Stage) -> None:
    scene = stage().running()
    heard(scene, Output(USB), Second(Output(None, "", "Headphones")))
    assert scene.page.banner.accessibleName() == "Second output: Headphones has gone"
    assert "The first output plays on." in scene.page.banner.accessibleDescription()
    assert not scene.page.banner.other.isVisible()
    scene.press("F5", scene.page)
    assert scene.room.told[-1] == Reopen(second=True)


def test_the_tone_on_the_second_output_is_asked_of_the_engine(stage: Stage) -> None:
    scene = stage()
    assert scene.bridge.circle is not None
    scene.bridge.circle.tone(second=True)
    assert scene.room.told[-1] == Tone(second=True)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_that_lies_on_the_page_covers_the_key_that_helps(stage: Stage, scale: float) -> None:
    scene = stage(scale=scale).running()
    page, banner = scene.page, scene.page.banner
    scene.press("F9", page)
    scene.press("U", page)
    heard(scene, Output(USB), LOST)  # it goes while they lie there
    for sheet in (page.card, page.ask):
        assert sheet.isVisible()
        assert not sheet.geometry().intersects(banner.geometry())
    assert banner.key.isVisible()
    assert not banner.other.isVisible(), "while the card lies there it is short"
    page.ask.put_away()
    page.card.put_away()
    assert banner.other.isVisible()
    before = banner.geometry().bottom()
    scene.press("F9", page)
    heard(scene, Output(USB))
    assert not banner.isVisible()
    assert page.card.geometry().top() < before


def test_the_present_phase_stays_in_sight_at_the_largest_text(stage: Stage) -> None:
    scene = stage(scale=2.0).running()
    heard(scene, Output("A" * 40), Output(None, "", "A" * 40))
    scene.window.resize(1366, 700)
    scene.pass_(100)
    rundown = scene.page.rundown
    assert [rundown._rows[i].name for i in rundown._in_sight()] == ["Peak"]
    assert not rundown.grab().isNull()
