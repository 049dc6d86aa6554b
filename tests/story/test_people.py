"""Twelve made-up people come from a sheet into a real vault, are looked for, written about, and found again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapcircle import places
from kapcircle.__main__ import main
from kapcircle.app.vaults import furnish
from kapcircle.core.person.contacts import Escort
from kapcircle.core.person.standing import Status
from kapcircle.core.roles import Role
from kapcircle.desk.clock import SystemClock
from kapcircle.desk.house import House
from kapcircle.store import vault as vaults
from kapcircle.store.keys import Cost
from kapcircle.ui.dialogs.roster_preview import RosterPreview
from kapcircle.ui.panels.people_desk import PeopleDesk
from kapcircle.ui.panels.people_list import PeopleGrid, Search
from kapcircle.ui.program import Program
from tests.fakes import SilentRoom
from tests.ui.doors import FakeDoors
from tests.ui.hands import field, press, shown, type_in

pytestmark = pytest.mark.usefixtures("unhurried")

PASSPHRASE = "a made-up passphrase"
SHEET = places.resources() / "demo" / "people.csv"


def opened(path: Path) -> House:
    return furnish(vaults.unlock(path, PASSPHRASE, SystemClock().now()), room=lambda _: SilentRoom())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "Vault.kapcircle"
    cheap = Cost(memory_kib=8, passes=1, lanes=1)
    vault, _ = vaults.create(made, "Mara", PASSPHRASE, SystemClock().now(), role=Role.FACILITATOR, cost=cheap)
    house = furnish(vault, room=lambda _: SilentRoom())
    house.planning.begin_cohort("Harbour")
    house.shut()
    return made


@pytest.fixture
def program(path: Path, qtbot: QtBot) -> Iterator[Program]:
    made = Program(FakeDoors(), Path("/documents"))
    made.window.show()
    made.enter(opened(path))
    qtbot.waitUntil(made.window.isActiveWindow)
    yield made
    made.end()
    made.window.close()
    made.window.deleteLater()


def test_twelve_people_from_a_sheet_to_their_ride_home(
    program: Program, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    window = program.window
    window.turn_to("People")
    (desk,) = window.findChildren(PeopleDesk)
    (grid,) = window.findChildren(PeopleGrid)
    (search,) = window.findChildren(Search)

    desk._enrolment.read(str(SHEET))
    qtbot.waitUntil(lambda: bool(window.findChildren(RosterPreview)))
    (dialog,) = window.findChildren(RosterPreview)
    assert "12 people can be enrolled · no row is bad" in shown(dialog)
    press(dialog, "Enrol 12 people")
    assert grid.model().rowCount() == 12

    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "Nobody yet" in shown(window), "one undo takes all of them back"
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Z, _AGAIN)
    assert grid.model().rowCount() == 12

    QTest.keyClicks(search, "999")
    assert grid.model().rowCount() == 0
    search.setText("555 0100 110")
    assert grid.model().index(0, 0).data() == "Juniper"
    press(window, "Contacts")
    type_in(window, "Second escort", "Uri Makebelieve", enter=True)
    type_in(window, "Second escort's phone", "+1 555 0100 212", enter=True)
    assert field(window, "First escort").text() == "Sol Imaginary"
    program.end()

    house = opened(path)
    juniper = next(x for x in house.people.listed() if x.alias == "Juniper")
    assert not house.desk.held("person"), "nobody was folded for it"
    person = house.people.person(juniper.key)
    assert person.contacts.escorts.second == Escort("Uri Makebelieve", "+1 555 0100 212")
    assert person.needs.notes.allergies == "penicillin"
    assert person.standing.status is Status.ENROLLED
    house.shut()
    monkeypatch.setattr("kapcircle.app.upkeep.passphrase", lambda _: PASSPHRASE)
    assert main(["check", str(path)]) == 0, capsys.readouterr()
    QApplication.processEvents()


_AGAIN = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
