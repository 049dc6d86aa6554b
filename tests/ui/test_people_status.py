"""Where a participant stands, under hands; and what a coordinator sees."""

import pytest
from PySide6.QtCore import QDate, QDateTime

from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId
from kapcircle.core.person.needs import CareNotes, SetCareNotes
from kapcircle.core.person.standing import Status
from kapcircle.core.practice import AddStaff
from kapcircle.core.roles import Role
from kapcircle.desk.house import PRACTICE
from kapcircle.ui.day import Date
from kapcircle.ui.panels.people_desk import PeopleDesk
from tests.made_up import START
from tests.ui.entered import Entered
from tests.ui.hands import field, press, type_in
from tests.ui.people import Registry, the


@pytest.fixture
def registry(entered: Entered) -> Registry:
    return Registry(entered, "Wren", "Heron", "Ash")


# status and cohorts


def test_a_status_is_chosen_given_a_day_and_a_reason_and_kept_as_history(registry: Registry) -> None:
    registry.house.desk.do((PRACTICE, AddStaff(MemberId("mara"), "Mara", Role.FACILITATOR)))
    registry.choose("Ash")
    registry.turn("Status")
    press(registry.window, "Set status")
    assert "▲ Choose where they stand." in registry.said
    since = QDateTime.fromMSecsSinceEpoch(START).date()
    registry.pick("Status", "paused")
    type_in(registry.window, "Reason", "a family matter")
    press(registry.window, "Set status")
    assert [x.status for x in registry.person("Ash").standing.history] == [Status.ENROLLED, Status.PAUSED]
    assert "◐ paused" in registry.said
    registry.pick("Status", "enquired")
    the(registry.window, Date).setDate(QDate(2026, 12, 24))
    press(registry.window, "Set status")
    assert registry.person("Ash").standing.history[0].status is Status.ENQUIRED
    desk = the(registry.window, PeopleDesk)
    lines = [(item.name, item.under, item.beside) for item in desk._section._history.items]  # type: ignore[attr-defined]
    assert lines[0][:2] == ("Paused", "a family matter · by Mara")
    assert lines[2] == ("Enquired", "by Mara", "24 Dec 2026")
    assert the(registry.window, Date).date() == since, "the next one begins today again"


def test_a_status_to_come_is_refused_beside_the_fields(registry: Registry) -> None:
    registry.choose("Ash")
    registry.turn("Status")
    registry.pick("Status", "withdrawn")
    the(registry.window, Date).setDate(QDate(2100, 1, 1))
    press(registry.window, "Set status")
    assert "▲ A status begins today or earlier: what is to come is not so yet." in registry.said


def test_somebody_is_enrolled_in_another_cohort(registry: Registry) -> None:
    registry.choose("Ash")
    registry.turn("Status")
    assert "Harbour, mat 3" in registry.said
    assert "Another cohort" not in registry.said
    registry.house.planning.enrol(registry.house.planning.begin_cohort("Autumn"), "ash")
    press(registry.window, "Enrol")
    assert "alias in this cohort already" in registry.said
    registry.house.planning.rename_person(registry.house.planning.cohorts()[1][0], registry.who("ash"), "Elm")
    press(registry.window, "Enrol")
    assert "Harbour, mat 3 · Autumn, mat 2" in registry.said


# who sees what


def test_a_coordinator_sees_and_edits_no_clinical_detail(registry: Registry) -> None:
    registry.house.people.change(registry.people["Ash"], SetCareNotes(CareNotes("nuts", ("an inhaler",))))
    registry.choose("Ash")
    registry.turn("Needs")
    assert field(registry.window, "Language").isVisible()
    desk = the(registry.window, PeopleDesk)
    texts = [x.toPlainText() for x in desk.findChildren(type(desk._section._forms[1]._parts["allergies"]))]  # type: ignore[attr-defined]
    assert "nuts" in texts
    registry.house.desk.actor = Actor(MemberId("ana"), Role.COORDINATOR)
    bridge = registry.entered.program.bridge
    assert bridge is not None
    bridge.switched.emit()
    texts = [x.toPlainText() for x in desk.findChildren(type(desk._section._forms[1]._parts["allergies"]))]  # type: ignore[attr-defined]
    assert texts == ["", "", ""], "not even out of sight"
    assert "This is for the clinical roles; a coordinator does not see it." in registry.said
    registry.turn("Preferences")
    assert "This is for the clinical roles; a coordinator does not see it." in registry.said
    registry.turn("Contacts")
    type_in(registry.window, "Phone", "0660 1234567", enter=True)
    assert registry.person("Ash").contacts.contacts.phone == "0660 1234567"
