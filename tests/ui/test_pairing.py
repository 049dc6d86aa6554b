"""A Hue bridge in the settings: paired by its button, and its lamps chosen by name."""

from typing import cast

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kapcircle.core.errors import KnownError
from kapcircle.core.rooms import Bulb
from kapcircle.desk.house import PRACTICE
from kapcircle.desk.lighting import FoundLamp
from kapcircle.desk.secrets import Secret
from kapcircle.ui.key import Key
from tests.outlets import FakeOutlets
from tests.ui.hands import press, shown, type_in
from tests.ui.settings import Fitted

ADDRESS = "hue:philips-hue.local"
KEPT = Secret("001788fffe23bfc2", "the key", pin="ab12")
PRESS = "Press the round button on the bridge, then Pair."


def outlets(fitted: Fitted) -> FakeOutlets:
    return cast("FakeOutlets", fitted.house.fittings.outlets)


def keys(panel: QWidget) -> set[str]:
    return {x.text() for x in panel.findChildren(Key) if x.isVisible()}


def test_a_bridge_is_paired_by_its_button(fitted: Fitted, qtbot: QtBot) -> None:
    panel = fitted.page._room
    assert not keys(panel) & {"Pair", "Pair again"}
    fitted.pick("Light", "Philips Hue")
    assert fitted.room.light == ADDRESS
    assert "Password" not in shown(panel)
    for words in (PRESS, "Not tried on hardware."):
        assert words in shown(panel)
    press(panel, "Pair")
    qtbot.waitUntil(lambda: "press it now. 29 s" in shown(panel))
    outlets(fitted).pressed = "the key"
    qtbot.waitUntil(lambda: "Paired with 001788fffe23bfc2." in shown(panel))
    assert fitted.house.secret(ADDRESS) == KEPT
    assert "the key" not in shown(fitted.page)
    assert "the key" not in repr(fitted.house.desk.stream(PRACTICE).entries)
    press(panel, "Pair again")
    qtbot.waitUntil(lambda: "Paired with 001788fffe23bfc2." in shown(panel))


def test_a_button_that_is_not_pressed_is_said_and_the_wait_can_be_cancelled(fitted: Fitted, qtbot: QtBot) -> None:
    panel = fitted.page._room
    fitted.pick("Light", "Philips Hue")
    press(panel, "Pair")
    qtbot.waitUntil(lambda: "press it now" in shown(panel))
    press(panel, "Cancel")
    assert PRESS in shown(panel)
    press(panel, "Pair")
    qtbot.waitUntil(lambda: "The button was not pressed." in shown(panel), timeout=5000)
    assert "Cancel" not in keys(panel)
    press(panel, "Pair")
    assert "The button was not pressed." not in shown(panel)
    type_in(panel, "Bridge", "10.0.0.9", enter=True)
    assert fitted.room.light == "hue:10.0.0.9"
    assert PRESS in shown(panel), "who has gone on does not wait for the first"
    press(panel, "Pair")
    fitted.page.hide()
    fitted.page.show()
    assert PRESS in shown(panel)
    outlets(fitted).pressed = "late"
    qtbot.wait(100)
    assert fitted.house.secret("hue:10.0.0.9") == Secret()


def test_lamps_of_a_paired_bridge_are_chosen_by_name(fitted: Fitted, qtbot: QtBot) -> None:
    lamps = fitted.page._lamps
    fitted.house.keep_secret(ADDRESS, KEPT)
    assert "Lamp of the bridge" not in shown(lamps)
    fitted.pick("Light", "sACN (E1.31)")
    fitted.pick("More light", "Philips Hue")
    qtbot.waitUntil(lambda: "Lamp of the bridge" in shown(lamps))
    assert fitted.options("Lamp of the bridge") == ["none", "Altar · colour, gamut C", "Door · dims"]
    fitted.pick("Lamp of the bridge", "Door · dims")
    first = fitted.room.lamps[0].id
    assert list(fitted.room.bulbs) == [Bulb(first, ADDRESS, "Door", "Hue")]
    assert fitted.box("Lamp of the bridge").currentText() == "Door · dims"
    fitted.pick("Lamp of the bridge", "none")
    assert not fitted.room.bulbs
    type_in(lamps, "Bulb, as it is called there", "Altar #2", enter=True)
    assert [x.name for x in fitted.room.bulbs] == ["Altar #2"]
    fitted.pick("More light", "MQTT with TLS")
    assert not fitted.room.bulbs, "there is no such bulb behind a broker"
    assert "Lamp of the bridge" not in shown(lamps)


def test_a_bulb_hangs_on_the_line_of_its_kind(fitted: Fitted) -> None:
    lamps = fitted.page._lamps
    fitted.pick("Light", "Philips Hue")
    fitted.pick("More light", "MQTT with TLS")
    assert fitted.options("Kind of bulb") == ["Hue", "zigbee2mqtt"]
    type_in(lamps, "Bulb, as it is called there", "door", enter=True)
    assert [(x.line, x.kind) for x in fitted.room.bulbs] == [(ADDRESS, "Hue")]
    fitted.pick("Kind of bulb", "zigbee2mqtt")
    assert [(x.line, x.kind) for x in fitted.room.bulbs] == [("mqtts:localhost:8883", "zigbee2mqtt")]


def test_a_bridge_that_does_not_say_its_lamps_is_told(
    fitted: Fitted, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(address: str, secret: Secret) -> tuple[FoundLamp, ...]:
        raise KnownError("The Hue bridge at philips-hue.local does not know this laptop any more: pair it again.")

    monkeypatch.setattr(outlets(fitted), "found", refuse)
    fitted.house.keep_secret(ADDRESS, Secret("b", "k", pin="p"))
    fitted.pick("Light", "Philips Hue")
    qtbot.waitUntil(lambda: "pair it again" in shown(fitted.page._lamps))
