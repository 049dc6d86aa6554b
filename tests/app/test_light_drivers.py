"""A new driver of light is a row in one table, from which the settings, the checks and the rehearsal have it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from kapcircle.app import fit, rehearse
from kapcircle.core.errors import KnownError
from kapcircle.core.rooms import RoomPlan
from kapcircle.desk import preflight
from kapcircle.desk.house import House
from kapcircle.desk.lighting import Lighting
from kapcircle.desk.ports import LightDriver
from kapcircle.desk.secrets import Secret
from kapcircle.drivers import lights
from kapcircle.drivers.simulated import Simulated
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.pages.settings import SettingsPage
from kapcircle.ui.preferences import Preferences
from tests import fakes
from tests.ui.hands import field, shown, type_in

LANTERNS = Lighting("lantern:STREET:NUMBER", "street lanterns", (("Street", "Main Street"), ("Number", "1")))


def check(address: str) -> None:
    if "Nowhere" in address:
        raise KnownError(f"{address}: there is no such street.")


def light(room: RoomPlan, cid: UUID, secret: Secret) -> LightDriver:
    return Simulated()


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr(lights, "DRIVERS", (*lights.DRIVERS, lights.Driver(LANTERNS, check, light)))
    made = fakes.house()
    made.fittings = replace(made.fittings, outlets=fit.SystemOutlets())
    return made


@pytest.fixture
def page(qtbot: QtBot, house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[SettingsPage]:
    monkeypatch.setattr(fit, "outputs", lambda: ())
    bridge = Bridge(house, lambda _: 60)
    made = SettingsPage(bridge, Preferences({}))
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    yield made
    bridge.deleteLater()


def test_it_is_offered_with_its_fields_and_checked(page: SettingsPage, house: House) -> None:
    (choice,) = [x for x in page.findChildren(QComboBox) if x.accessibleName() == "Light"]
    choice.setCurrentIndex(choice.findText("street lanterns"))
    choice.activated.emit(choice.currentIndex())
    assert house.room.light == "lantern:Main Street:1"
    type_in(page, "Street", "Baker Street", enter=True)
    type_in(page, "Number", "221", enter=True)
    assert house.room.light == "lantern:Baker Street:221"
    type_in(page, "Street", "Nowhere", enter=True)
    assert "there is no such street" in shown(page)
    assert field(page, "Street").text() == "Baker Street"
    assert "Universe" not in shown(page._room)


def test_it_is_asked_for_before_opening(house: House) -> None:
    house.save_room(replace(house.room, light="lantern:Baker Street:221"))
    assert house.lighting == LANTERNS
    (answer,) = preflight.light({}, house.lighting)
    assert answer.words == "has not answered yet"


def test_it_is_opened_in_a_rehearsal(house: House, tmp_path: Path) -> None:
    assert isinstance(rehearse._light("lantern:Baker Street:221", tmp_path), Simulated)
    with pytest.raises(KnownError, match="no such street"):
        rehearse._light("lantern:Nowhere:1", tmp_path)


def test_a_room_whose_driver_this_program_does_not_have_is_shown_all_the_same(page: SettingsPage, house: House) -> None:
    room = replace(house.room, light="candles:9")
    page._room.show_room(room, (room,), "", lambda _: Secret())
    assert "Street" not in shown(page._room)
    assert preflight.light({}, None)[0].words == "has not answered yet"


def test_an_ipv6_address_keeps_its_colons() -> None:
    sacn = next(x for x in fit.SystemOutlets().lightings() if x.scheme == "sacn")
    assert sacn.typed("sacn:[::1]:7") == ("[::1]", "7")
    assert sacn.address(("[::1]", " ")) == "sacn:[::1]:1"
