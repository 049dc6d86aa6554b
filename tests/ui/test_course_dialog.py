"""The programme that a cohort follows, and its calendar laid out."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kapcircle.core.ids import DAY, ProgrammeId
from kapcircle.core.programme import Level, PlannedSession, Programme, SessionKind
from kapcircle.desk.course import Course
from kapcircle.ui.cohort.course import CourseDialog
from kapcircle.ui.dialogs.question import Notice
from kapcircle.ui.key import Key
from tests.ui.cohort_dialogs import cohort
from tests.ui.hands import press, shown
from tests.ui.planning import Desk, dialog

K, CONTROL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PROGRAMME = Programme(
    ProgrammeId("twelve"),
    "Twelve weeks",
    medicine_sessions=1,
    sessions=(
        PlannedSession("Welcome", SessionKind.PREPARATION, 1, virtual=True),
        PlannedSession("Medicine 1", SessionKind.MEDICINE, 2, level=Level.POD, rundown="Small circle"),
    ),
)
pytestmark = pytest.mark.usefixtures("dialogs_close")


@pytest.fixture
def course(harbour: Desk) -> Course:
    """The practice keeps one programme."""
    harbour.house.programmes.save(PROGRAMME)
    return harbour.house.planning.course


def test_without_a_programme_the_dialog_says_so(harbour: Desk) -> None:
    press(harbour.page, "No programme")
    assert "The practice keeps no programme yet." in shown(dialog(Notice))


def test_a_calendar_is_looked_at_and_laid_out_as_one_change(harbour: Desk, course: Course) -> None:
    harbour.house.planning.group.begin_pod(harbour.cohort, "Tide")
    press(harbour.page, "No programme")
    at = dialog(CourseDialog)
    assert "Its limits are not signed: they do not act." in shown(at)
    press(at, "Put on the calendar")
    _, welcome, medicine = cohort(harbour).sessions.values()
    assert (welcome.name, medicine.name) == ("Welcome", "Medicine 1 · Tide")
    assert (medicine.scheduled or 0) - (welcome.scheduled or 0) == 7 * DAY
    assert [p.name for p in medicine.rundown.phases] == ["Arrival", "Peak", "Return"]
    (programme,) = [k for k in harbour.page.findChildren(Key) if k.text() == "Twelve weeks"]
    assert programme.accessibleName() == "Programme: Twelve weeks, unsigned"
    QTest.keyClick(harbour.page, K.Key_Z, CONTROL)
    assert list(cohort(harbour).sessions) == [harbour.session]
    assert cohort(harbour).programme is None


def test_a_programme_of_pods_asks_for_pods_first_and_can_be_followed_without(harbour: Desk, course: Course) -> None:
    press(harbour.page, "No programme")
    at = dialog(CourseDialog)
    assert "Begin the pods first" in shown(at)
    (lay,) = [k for k in at.findChildren(Key) if k.text() == "Put on the calendar"]
    assert not lay.isEnabled()
    press(at, "Only follow it")
    assert cohort(harbour).programme == PROGRAMME.id
