from dataclasses import replace
from functools import partial
from typing import cast

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from kapcircle.core.details import Details
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis
from kapcircle.core.rooms import Bulb, PatchRow, RoomPlan
from kapcircle.desk import house as house_module
from kapcircle.desk import trying
from kapcircle.desk.orders import Lights, Show
from kapcircle.desk.secrets import Secret
from kapcircle.ui.actions import Keymap
from kapcircle.ui.dialogs.files import FileDialog
from kapcircle.ui.dialogs.paper import PaperView
from kapcircle.ui.key import Key
from kapcircle.ui.panels.staff_forms import SetPin
from tests.fakes import FakePapers, SilentRoom
from tests.ui.hands import field, press, shown, type_in
from tests.ui.settings import Fitted, dialog


def test_what_suits_the_user_is_kept_at_once(fitted: Fitted) -> None:
    fitted.pick("Size of text", "150%")
    fitted.pick("Lock when idle, outside a session", "never")
    fitted.pick("Colours", "night: red, for dark rooms")
    fitted.page._own._left.click()
    fitted.page._own._still.click()
    fitted.page._own.set_mirror("/media/stick")
    assert (fitted.kept.text_size, fitted.kept.left_handed, fitted.kept.motion) == (1.5, True, False)
    kept = fitted.house.desk.settings()
    assert (kept["idle minutes"], kept["mirror"], kept["palette"]) == ("0", "/media/stick", "night")
    assert "/media/stick" in shown(fitted.page)
    press(fitted.page, "None")
    assert fitted.house.desk.settings()["mirror"] == ""


def test_an_output_is_chosen_by_name(fitted: Fitted) -> None:
    fitted.pick("Sound output", "USB Speaker")
    assert fitted.room.output == "USB Speaker"
    fitted.pick("Sound output", "the system's own")
    assert fitted.room.output == ""


def test_a_second_output_is_chosen_with_a_volume_and_the_tone_is_heard_there(fitted: Fitted) -> None:
    (tone,) = [k for k in fitted.page.findChildren(Key) if k.accessibleName() == "Test tone on the second output"]
    assert not tone.isEnabled()
    assert fitted.room.second == ""
    fitted.pick("Second output", "USB Speaker")
    assert (fitted.room.second, fitted.room.second_volume) == ("USB Speaker", 1.0)
    type_in(fitted.page._room, "Its volume, %", "40", enter=True)
    assert fitted.room.second_volume == 0.4
    said = list[str]()
    fitted.bridge.failed.connect(said.append)
    tone.click()
    assert said == ["The tone is played by a circle: take a session to the Circle page, then try it here."]
    fitted.pick("Sound output", "USB Speaker")
    assert "The second output must be another than the first" in shown(fitted.page)
    assert fitted.room.output == ""
    fitted.pick("Second output", "none")
    assert fitted.room.second == ""


def test_an_output_that_is_not_plugged_in_stays_chosen(fitted: Fitted) -> None:
    fitted.house.save_room(replace(fitted.room, output="Old Speaker"))
    assert fitted.box("Sound output").currentText() == "Old Speaker (not there now)"


@pytest.mark.parametrize(
    ("name", "typed", "field", "value"),
    [
        ("Volume at most, %", "65", "ceiling", 0.65),
        ("Fallback playlist, if the laptop fails", " Tides, offline ", "fallback", "Tides, offline"),
        ("Light at least, %", "7,5 %", "floor", 0.075),
        ("Name", "Loft", "name", "Loft"),
    ],
)
def test_the_room_is_kept_as_typed(fitted: Fitted, name: str, typed: str, field: str, value: object) -> None:
    type_in(fitted.page._room, name, typed, enter=True)
    assert getattr(fitted.room, field) == (pytest.approx(value) if isinstance(value, float) else value)


def test_a_practice_has_several_rooms_and_the_laptop_is_in_one(fitted: Fitted) -> None:
    lamps = fitted.names("Lamps")
    fitted.pick("This laptop is in", "another room…")
    assert (fitted.room.name, fitted.names("Lamps")) == ("Room 2", [])
    type_in(fitted.page._room, "Name", "Loft", enter=True)
    assert fitted.options("This laptop is in") == ["Circle room", "Loft", "another room…"]
    fitted.pick("This laptop is in", "Circle room")
    assert fitted.names("Lamps") == lamps
    assert fitted.box("This laptop is in").currentText() == "Circle room"


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("Volume at most, %", "loud", "is no number"),
        ("Volume at most, %", "130", "between 0 and 100 %"),
        ("Name", " ", "needs a name"),
    ],
)
def test_what_the_room_cannot_be_is_said_and_not_kept(fitted: Fitted, name: str, typed: str, words: str) -> None:
    before = fitted.room
    type_in(fitted.page._room, name, typed, enter=True)
    assert words in shown(fitted.page)
    assert fitted.room == before


def test_light_goes_to_a_receiver(fitted: Fitted) -> None:
    fitted.pick("Light", "sACN (E1.31)")
    assert fitted.room.light == "sacn:multicast:1"
    type_in(fitted.page._room, "Receiver, or multicast", "10.0.0.9", enter=True)
    type_in(fitted.page._room, "Universe", "7", enter=True)
    assert fitted.room.light == "sacn:10.0.0.9:7"
    fitted.pick("Light", "simulated, on the page")
    assert fitted.room.light == "simulated"


def test_an_address_that_no_driver_knows_is_said(fitted: Fitted, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(room: RoomPlan) -> None:
        raise KnownError("sacn:nowhere:0: a universe is a number from 1 to 63999.")

    monkeypatch.setattr(fitted.house.fittings.outlets, "check", refuse)
    fitted.pick("Light", "sACN (E1.31)")
    assert "a universe is a number" in shown(fitted.page)
    assert fitted.room.light == "simulated"


def test_a_lamp_hangs_on_a_channel_of_its_own(fitted: Fitted) -> None:
    lamps = fitted.page._lamps
    type_in(lamps, "Universe", "2", enter=True)
    type_in(lamps, "First channel", "17", enter=True)
    fitted.pick("Kind", "level8")
    first = fitted.room.lamps[0].id
    assert list(fitted.room.patch) == [PatchRow(first, 2, 17, "level8")]
    type_in(lamps, "First channel", "", enter=True)
    assert not fitted.room.patch


def test_lamps_come_and_go_and_stand_evenly(fitted: Fitted) -> None:
    press(fitted.page._lamps, "Add")
    type_in(fitted.page._lamps, "Name", "Door", enter=True)
    assert fitted.names("Lamps")[-1] == "Door"
    assert [lamp.place for lamp in fitted.room.lamps] == pytest.approx([(n + 0.5) / 9 for n in range(9)])
    press(fitted.page._lamps, "Remove")
    assert len(fitted.room.lamps) == 8


def test_a_channel_that_is_none_is_said(fitted: Fitted) -> None:
    type_in(fitted.page._lamps, "First channel", "seven", enter=True)
    assert "a channel from 1 to 512" in shown(fitted.page)
    assert fitted.room.patch == ()


def test_a_lamp_is_near_mats(fitted: Fitted) -> None:
    lamps = fitted.page._lamps
    type_in(lamps, "Near mats", "3, 1-2", enter=True)
    assert fitted.room.lamps[0].mats == (1, 2, 3)
    assert field(lamps, "Near mats").text() == "1, 2, 3"
    type_in(lamps, "Near mats", "the door", enter=True)
    assert "“the” is no mat" in shown(lamps)
    assert fitted.room.lamps[0].mats == (1, 2, 3)


def test_bulbs_hang_on_a_second_line_with_a_password(fitted: Fitted) -> None:
    panel, lamps = fitted.page._room, fitted.page._lamps
    assert "Password" not in shown(panel)
    assert "Bulb, as it is called there" not in shown(lamps)
    fitted.pick("Light", "sACN (E1.31)")
    fitted.pick("More light", "MQTT with TLS")
    type_in(panel, "Broker", "hub.example", enter=True)
    assert (fitted.room.light, fitted.room.lines) == ("sacn:multicast:1", ("mqtts:hub.example:8883",))
    type_in(panel, "User", "circle", enter=True)
    type_in(panel, "Password", "a word", enter=True)
    type_in(panel, "Certificate of its authority, as a file", "/etc/ca.pem", enter=True)
    assert fitted.house.secret("mqtts:hub.example:8883") == Secret("circle", "a word", "/etc/ca.pem")
    assert field(panel, "Password").echoMode() is QLineEdit.EchoMode.Password
    type_in(lamps, "Bulb, as it is called there", "door", enter=True)
    assert fitted.room.bulbs == (Bulb(fitted.room.lamps[0].id, "mqtts:hub.example:8883", "door", "zigbee2mqtt"),)
    type_in(panel, "Port", "8884", enter=True)
    assert fitted.room.bulbs[0].line == "mqtts:hub.example:8884", "the bulbs stay on their line"
    assert field(panel, "Password").text() == "", "a password is for the broker that it was typed for"
    type_in(lamps, "Bulb, as it is called there", "altar", enter=True)
    assert (fitted.room.bulbs[0].name, fitted.room.bulbs[0].line) == ("altar", "mqtts:hub.example:8884")
    fitted.pick("More light", "none")
    left = fitted.house.room
    assert not left.lines
    assert not left.bulbs
    assert "Password" not in shown(panel)


def test_a_bulb_is_taken_away_by_its_name_or_with_its_lamp(fitted: Fitted) -> None:
    lamps = fitted.page._lamps
    fitted.pick("Light", "MQTT with TLS")
    for name in ("door", ""):
        type_in(lamps, "Bulb, as it is called there", name, enter=True)
        assert [x.name for x in fitted.room.bulbs] == ([name] if name else [])
    type_in(lamps, "Bulb, as it is called there", "door", enter=True)
    press(lamps, "Remove")
    assert fitted.room.bulbs == ()


def test_bulbs_are_gone_with_a_line_that_has_none(fitted: Fitted) -> None:
    fitted.pick("Light", "MQTT with TLS")
    type_in(fitted.page._lamps, "Bulb, as it is called there", "door", enter=True)
    fitted.pick("Light", "sACN (E1.31)")
    assert (fitted.room.light, fitted.room.bulbs) == ("sacn:multicast:1", ())


def test_a_password_that_is_not_written_is_said(fitted: Fitted, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(address: str, secret: Secret) -> None:
        raise KnownError("The disk does not answer.")

    fitted.pick("Light", "MQTT with TLS")
    monkeypatch.setattr(fitted.house, "keep_secret", refuse)
    type_in(fitted.page._room, "Password", "a word", enter=True)
    assert "The disk does not answer." in shown(fitted.page._room)


def test_a_lamp_is_tried_and_what_does_not_answer_is_said(
    fitted: Fitted, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    lamps, rooms = fitted.page._lamps, list[SilentRoom]()

    def room(plan: RoomPlan) -> SilentRoom:
        rooms.append(SilentRoom())
        rooms[-1].says = [Lights("hub", answers=False, why="Lamp 1 does not answer: switched off?")]
        return rooms[-1]

    fitted.house.fittings = replace(fitted.house.fittings, room=room)
    monkeypatch.setattr(trying, "RISE", Millis(100))
    monkeypatch.setattr(trying, "STAY", 0.0)
    monkeypatch.setattr(house_module, "light_up", partial(trying.light_up, stay=0.0))
    press(lamps, "Try")
    press(lamps, "Try")
    qtbot.waitUntil(lambda: "Lamp 1 does not answer" in shown(lamps))
    (made,) = rooms
    (show,) = [x for x in made.told if isinstance(x, Show)]
    assert [(x.lamp, x.level) for x in show.levels] == [(fitted.room.lamps[0].id, 0.5)]


def test_no_lamp_is_tried_while_somebody_sits_at_a_circle(fitted: Fitted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitted.house, "_sitting", object())
    press(fitted.page._lamps, "Try")
    assert "its lamps are not tried now" in shown(fitted.page._lamps)


def test_where_the_practice_is_and_whom_to_call_is_kept_at_once(fitted: Fitted) -> None:
    panel = fitted.page._details
    type_in(panel, "Number to call", "144", enter=True)
    type_in(panel, "Address", "Hafen 1", enter=True)
    assert fitted.house.practice.details == Details(address="Hafen 1", emergency="144")
    type_in(panel, "Address", "x" * 401, enter=True)
    assert "Address: at most 400 characters" in shown(panel)
    assert fitted.house.practice.details.address == "Hafen 1"
    press(fitted.page, "Sheet to take home…")
    view = cast("PaperView", dialog(PaperView))
    assert "emergency='144'" in "".join(x.toPlainText() for x in view.findChildren(QPlainTextEdit))
    press(view, "Save as PDF…")
    file = cast("FileDialog", dialog(FileDialog))
    file.fileSelected.emit("/out/home.pdf")
    file.reject()
    view.reject()
    papers = fitted.house.fittings.papers
    assert isinstance(papers, FakePapers)
    assert b"144" in papers.files["/out/home.pdf"]


def test_keys_are_named_as_they_are_now(fitted: Fitted) -> None:
    keymap = Keymap(fitted.kept)
    for action, key in (("lock", "Ctrl+B"), ("keys", "F8"), ("switch", "F11"), ("cover", "F6")):
        assert keymap.change(action, key) == ""
    fitted.page.refresh()
    assert "F8 on the Circle page shows every key" in shown(fitted.page)
    (lock,) = [k for k in fitted.page.findChildren(Key) if k.text() == "Lock now"]
    assert lock.accessibleDescription() == "Key Ctrl+B"
    press(fitted.page, "Set my PIN…")
    assert "F11 gives the desk by it and F6 uncovers" in shown(dialog(SetPin))
