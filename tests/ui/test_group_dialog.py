"""The dialog on pods, team, and others in the room."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSpinBox, QApplication, QWidget
from pytestqt.qtbot import QtBot

from kapcircle.core.attending import Duty, Other, OtherRole, TeamMember
from kapcircle.core.ids import MemberId
from kapcircle.places import resources
from kapcircle.ui import typeface
from kapcircle.ui.cohort.plan_dialog import PlanDialog
from kapcircle.ui.key import LOW
from tests.ui.cohort_dialogs import choose, cohort, items, opened, people, pick, tick
from tests.ui.hands import field, press, shown, type_in
from tests.ui.planning import Desk, dialog

K, CONTROL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
pytestmark = pytest.mark.usefixtures("dialogs_close")


def test_pods_are_added_named_and_removed(harbour: Desk) -> None:
    at = opened(harbour, "Pods and team", "Pods")
    assert "No pod yet" in shown(at)
    press(at, "Add pod")
    type_in(at, "Name", "Tide", enter=True)
    press(at, "Add pod")
    assert [x.name for x in cohort(harbour).pods.values()] == ["Tide", "Pod A"]
    type_in(at, "Name", "tide", enter=True)
    assert "There is a pod “tide” already." in shown(at)
    assert field(at, "Name").text() == "Pod A"
    press(at, "Remove pod")
    assert items(at, "Pods") == [("Tide", "nobody yet", "")]
    QTest.keyClick(at, K.Key_Z, CONTROL)
    assert [x.name for x in cohort(harbour).pods.values()] == ["Tide", "Pod A"]
    QTest.keyClick(at, K.Key_Z, CONTROL | SHIFT)
    assert [x.name for x in cohort(harbour).pods.values()] == ["Tide"]


def test_a_pod_with_sessions_stays_and_the_dialog_says_why(harbour: Desk) -> None:
    pod = harbour.house.planning.group.begin_pod(harbour.cohort, "Tide")
    harbour.house.planning.plan_session(harbour.cohort, "Medicine 1", None, pod=pod)
    at = opened(harbour, "Pods and team", "Pods")
    press(at, "Remove pod")
    assert "This pod has sessions on the calendar" in shown(at)


def test_a_member_of_staff_joins_leads_and_leaves(harbour: Desk) -> None:
    pod = harbour.house.planning.group.begin_pod(harbour.cohort, "Tide")
    at = opened(harbour, "Pods and team", "Team")
    choose(at, "Staff", "Jonas")
    tick(at, "In the team of this cohort").click()
    pick(at, "Does here", "Nurse")
    tick(at, "Counts in the ratio of staff to people").click()
    tick(at, "Tide").click()
    jonas = TeamMember(MemberId("m2"), Duty.NURSE, False, (pod,))
    assert cohort(harbour).team.members == {jonas.member: jonas}
    assert items(at, "Staff") == [("Mara", "not in the team", ""), ("Jonas", "nurse, not counted", "leads Tide")]
    press(at, "Pods")
    assert items(at, "Pods") == [("Tide", "nobody yet", "Jonas")]
    press(at, "Team")
    tick(at, "Tide").click()
    assert cohort(harbour).team.members[jonas.member].leads == ()
    tick(at, "In the team of this cohort").click()
    assert cohort(harbour).team.members == {}


def test_others_are_added_told_of_chosen_for_a_session_and_removed(harbour: Desk) -> None:
    wren, _ = people(harbour)
    press(harbour.page, "Others")
    at = dialog(PlanDialog)
    assert "Nobody yet. Add who will be in the room." in shown(at)
    press(at, "Add somebody")
    type_in(at, "Name", "Ira", enter=True)
    pick(at, "Role", "Interpreter")
    pick(at, "For whom", "Wren")
    tick(at, "Counts in the ratio of staff to people").click()
    tick(at, "Comes to this session").click()
    (ira,) = cohort(harbour).company.others.values()
    assert ira == Other(ira.id, "Ira", OtherRole.INTERPRETER, wren, None, True)
    assert cohort(harbour).company.chosen == {harbour.session: (ira.id,)}
    assert items(at, "Others in the room") == [("Ira", "interpreter for Wren", "▲ yes is missing")]
    assert "Comes to: Medicine." in shown(at)
    tick(at, "Said yes to confidentiality").click()
    assert cohort(harbour).company.others[ira.id].agreed == harbour.bridge.now
    tick(at, "Said yes to confidentiality, 15 Jan 2027").click()
    assert cohort(harbour).company.others[ira.id].agreed is None
    press(at, "Remove from the list")
    assert cohort(harbour).company.others == {}


OPEN: dict[str, Callable[[Desk], Sequence[str]]] = {
    "Pods and team": lambda _: ("Pods", "Team", "Others in the room"),
    "Community": lambda _: ("Agreements", "Intentions", "Library", "Feedback"),
}


@pytest.mark.parametrize("key", OPEN)
def test_every_target_can_be_hit_and_has_a_name(harbour: Desk, key: str) -> None:
    group = harbour.house.planning.group
    group.begin_pod(harbour.cohort, "Tide")
    group.welcome(harbour.cohort, "Ira", OtherRole.INTERPRETER)
    group.join(harbour.cohort, TeamMember(MemberId("m1")))
    for section in OPEN[key](harbour):
        at = opened(harbour, key, section)
        QApplication.processEvents()
        tab = Qt.FocusPolicy.TabFocus
        found = [w for w in at.findChildren(QWidget) if w.isVisibleTo(at) and w.focusPolicy() & tab]
        whole = [w for w in found if not isinstance(w.parentWidget(), QAbstractSpinBox)]
        stops = [w for w in whole if not isinstance(w, QAbstractScrollArea) or w.accessibleName()]
        assert len(stops) > 4
        assert not [(type(w).__name__, w.accessibleName(), w.height()) for w in stops if w.height() < LOW]
        assert not [type(w).__name__ for w in stops if not w.accessibleName()]
        at.reject()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_dialog_stays_on_the_screen_at_any_size_of_text(harbour: Desk, qtbot: QtBot, scale: float) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = app.font()
    typeface.set_type(app, typeface.load(resources() / "fonts"), scale)
    try:
        for key, section in (("Pods and team", "Others in the room"), ("Community", "Library")):
            at = opened(harbour, key, section)
            QApplication.processEvents()
            screen = at.screen().availableSize()
            assert at.height() <= screen.height()
            assert at.width() <= screen.width()
            at.reject()
    finally:
        app.setFont(before)
        app.setStyleSheet("")
