"""The dialogs on a cohort: pods, team, others in the room, community, programme and calendar."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from PySide6.QtCore import QDate, QDateTime, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSpinBox, QApplication, QComboBox, QDateEdit, QWidget
from pytestqt.qtbot import QtBot

from kapcircle.core.attending import Duty, Other, OtherRole, TeamMember
from kapcircle.core.cohort.feedback import Quote
from kapcircle.core.cohort.intentions import Intention
from kapcircle.core.cohort.library import Piece, PieceKind
from kapcircle.core.cohort.state import Cohort
from kapcircle.core.ids import DAY, MemberId, PersonId, ProgrammeId
from kapcircle.core.practice import AddStaff
from kapcircle.core.programme import Level, PlannedSession, Programme, SessionKind
from kapcircle.core.roles import Role
from kapcircle.desk.course import Course
from kapcircle.desk.house import PRACTICE
from kapcircle.ui.cohort.course import CourseDialog
from kapcircle.ui.cohort.plan_dialog import PlanDialog
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.dialogs.question import Notice
from kapcircle.ui.key import LOW, Key
from kapcircle.ui.listing import Listing
from kapcircle.ui.text import Prose
from kapcircle.ui.tick import Tick
from tests.ui.hands import field, press, shown, type_in
from tests.ui.planning import Desk, dialog

K, CONTROL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PROGRAMME = Programme(
    ProgrammeId("twelve"),
    "Twelve weeks",
    sessions=(
        PlannedSession("Welcome", SessionKind.PREPARATION, 1, virtual=True),
        PlannedSession("Medicine 1", SessionKind.MEDICINE, 2, level=Level.POD, rundown="Small circle"),
    ),
)


@pytest.fixture
def harbour(desk: Desk) -> Desk:
    """Wren and Heron, and two members of staff."""
    for member, name, role in (("m1", "Mara", Role.FACILITATOR), ("m2", "Jonas", Role.COTHERAPIST)):
        desk.house.desk.do((PRACTICE, AddStaff(MemberId(member), name, role)))
    for alias in ("Wren", "Heron"):
        desk.house.planning.enrol(desk.cohort, alias)
    return desk


@pytest.fixture
def close(qtbot: QtBot) -> Iterator[None]:
    yield
    for left in [w for w in QApplication.topLevelWidgets() if isinstance(w, Dialog) and w.isVisible()]:
        left.reject()
        left.reject()


pytestmark = pytest.mark.usefixtures("close")


def cohort(desk: Desk) -> Cohort:
    return desk.house.planning.cohort(desk.cohort)


def people(desk: Desk) -> list[PersonId]:
    return list(cohort(desk).mats)


def opened(desk: Desk, words: str, section: str) -> PlanDialog:
    press(desk.page, words)
    found = dialog(PlanDialog)
    assert isinstance(found, PlanDialog)
    press(found, section)
    found.activateWindow()
    assert QTest.qWaitForWindowActive(found)
    return found


def part(root: QWidget, kind: type[Any], name: str) -> Any:
    (found,) = [x for x in root.findChildren(kind) if x.accessibleName() == name and x.isVisibleTo(root)]
    return found


def tick(root: QWidget, words: str) -> Tick:
    (found,) = [x for x in root.findChildren(Tick) if x.text() == words and x.isVisibleTo(root)]
    return found


def pick(root: QWidget, name: str, words: str) -> None:
    """Choose by typing the first letters."""
    choice: QComboBox = part(root, QComboBox, name)
    choice.setFocus()
    QTest.keyClicks(choice, words)
    assert choice.currentText().startswith(words)


def choose(root: QWidget, name: str, words: str) -> None:
    """Click on the item of a list."""
    view: Listing = part(root, Listing, name)
    at = [x.name for x in view.items].index(words)
    view.scrollTo(index := view.model().index(at, 0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())


def items(root: QWidget, name: str) -> list[tuple[str, str, str]]:
    return [(x.name, x.under, x.beside) for x in part(root, Listing, name).items]


# pods, team, others


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
    tick(at, "Said yes to confidentiality, 2027-01-15").click()
    assert cohort(harbour).company.others[ira.id].agreed is None
    press(at, "Remove from the list")
    assert cohort(harbour).company.others == {}


# community


def test_agreements_are_kept_in_versions_and_each_yes_with_its_day(harbour: Desk) -> None:
    at = opened(harbour, "Community", "Agreements")
    wren, heron = people(harbour)
    text: Prose = part(at, Prose, "Agreements of the circle")
    text.setFocus()
    QTest.keyClicks(text, "We listen.")
    press(at, "Keep as a new version")
    press(at, "Said yes")
    day: QDateEdit = part(at, QDateEdit, "Day on which they said yes")
    day.setDate(QDate(2026, 1, 2))
    press(at, "Said yes")
    agreed = cohort(harbour).agreements
    assert (agreed.said_yes(wren) or (0, 0))[1] == harbour.bridge.now
    heard = QDateTime.fromMSecsSinceEpoch((agreed.said_yes(heron) or (0, 0))[1])
    assert heard.date() == QDate(2026, 1, 2)
    assert [x[2] for x in items(at, "Who said yes")] == ["✓ 2027-01-15", "✓ 2026-01-02"]
    text.setFocus()
    QTest.keyClicks(text, "Softly. ")
    press(at, "Keep as a new version")
    assert "Version 2" in shown(at)
    assert [x[2] for x in items(at, "Who said yes")] == ["not yet", "not yet"]


def test_agreements_that_are_being_written_are_not_lost(harbour: Desk) -> None:
    at = opened(harbour, "Community", "Agreements")
    text: Prose = part(at, Prose, "Agreements of the circle")
    text.setFocus()
    QTest.keyClicks(text, "We listen.")
    harbour.house.planning.enrol(harbour.cohort, "Owl")
    assert text.toPlainText() == "We listen."
    press(at, "Close")
    assert at.isVisible()
    assert "not kept yet" in shown(at)
    press(at, "Close")
    assert not at.isVisible()
    assert cohort(harbour).agreements.texts == ()


def test_an_intention_is_shared_only_by_its_tick(harbour: Desk) -> None:
    at = opened(harbour, "Community", "Intentions")
    wren, heron = people(harbour)
    type_in(at, "Intention", "to rest", enter=True)
    choose(at, "Intentions", "Heron")
    type_in(at, "Intention", "to listen", enter=True)
    tick(at, "May be shared with the circle").click()
    found = cohort(harbour).intentions
    assert found.of == {
        (harbour.session, wren): Intention("to rest"),
        (harbour.session, heron): Intention("to listen", shared=True),
    }
    assert found.shared(harbour.session) == {heron: "to listen"}
    type_in(at, "Intention", "", enter=True)
    assert items(at, "Intentions") == [("Wren", "to rest", "own"), ("Heron", "no intention yet", "")]


def written(at: QWidget, title: str, where: str) -> None:
    press(at, "New piece")
    type_in(at, "Title", title)
    type_in(at, "Where it is found", where)


def test_pieces_are_written_kept_given_and_removed(harbour: Desk) -> None:
    at = opened(harbour, "Community", "Library")
    press(at, "New piece")
    type_in(at, "Title", "Breaths")
    pick(at, "Kind", "Practice")
    words: Prose = part(at, Prose, "Words")
    words.setFocus()
    QTest.keyClicks(words, "In. Out.")
    press(at, "Keep")
    assert "Say where it is found" in shown(at)
    tick(at, "Ours: written by this practice").click()
    press(at, "Keep")
    (piece,) = cohort(harbour).library.pieces.values()
    assert piece == Piece(piece.id, "Breaths", PieceKind.PRACTICE, "In. Out.", ours=True)
    tick(at, "Given with this session").click()
    assert cohort(harbour).library.given_with(harbour.session) == (piece,)
    assert items(at, "Library") == [("Breaths", "practice · ours", "given")]
    press(at, "Remove")
    assert cohort(harbour).library.pieces == {}
    assert field(at, "Title").text() == ""


def test_a_piece_that_is_being_written_is_kept_when_another_is_chosen(harbour: Desk) -> None:
    at = opened(harbour, "Community", "Library")
    written(at, "One", "page 1")
    written(at, "Two", "page 2")
    choose(at, "Library", "One")
    assert [x.title for x in cohort(harbour).library.pieces.values()] == ["One", "Two"]
    type_in(at, "Title", "First")
    choose(at, "Library", "Two")
    assert [x.title for x in cohort(harbour).library.pieces.values()] == ["First", "Two"]
    assert field(at, "Title").text() == "Two"
    type_in(at, "Title", "")
    choose(at, "Library", "First")
    assert "Give the piece a name." in shown(at)
    assert (part(at, Listing, "Library").items[1].name, field(at, "Title").text()) == ("Two", "")
    press(at, "Close")
    assert at.isVisible(), "what cannot be kept is not let go without a word"


def test_a_new_piece_that_cannot_be_kept_stays_in_the_form(harbour: Desk) -> None:
    at = opened(harbour, "Community", "Library")
    written(at, "One", "page 1")
    press(at, "Keep")
    written(at, "Two", "")
    choose(at, "Library", "One")
    assert field(at, "Title").text() == "Two"
    harbour.house.planning.enrol(harbour.cohort, "Owl")
    assert field(at, "Title").text() == "Two"
    assert [x.title for x in cohort(harbour).library.pieces.values()] == ["One"]


def test_words_are_told_and_not_quoted_unless_it_is_said(harbour: Desk) -> None:
    at = opened(harbour, "Community", "Feedback")
    wren, heron = people(harbour)
    words: Prose = part(at, Prose, "Their words")
    words.setFocus()
    QTest.keyClicks(words, "I came home.")
    choose(at, "Feedback", "Heron")
    assert words.toPlainText() == ""
    words.setFocus()
    QTest.keyClicks(words, "Thank you.")
    pick(at, "Quotation", "May be quoted without")
    told = cohort(harbour).feedback.told
    assert {who: (x.words, x.quote) for (_, who), x in told.items()} == {
        wren: ("I came home.", Quote.NO),
        heron: ("Thank you.", Quote.ANONYMOUS),
    }
    pick(at, "Of", "Medicine")
    words.setFocus()
    QTest.keyClicks(words, "Quiet.")
    QTest.keyClick(at, K.Key_Escape)
    assert cohort(harbour).feedback.told[harbour.session, heron].words == "Quiet.", "closing puts down what is in hand"


def test_who_left_is_still_asked(harbour: Desk) -> None:
    wren, _ = people(harbour)
    harbour.house.planning.leave(harbour.cohort, wren)
    at = opened(harbour, "Community", "Feedback")
    assert [x[0] for x in items(at, "Feedback")] == ["Heron", "Wren (left)"]


def test_a_dialog_on_a_cohort_that_is_undone_closes(harbour: Desk) -> None:
    other = harbour.house.planning.begin_cohort("Lakeside")
    harbour.page.choose_cohort(other)
    at = opened(harbour, "Pods and team", "Pods")
    QTest.keyClick(at, K.Key_Z, CONTROL)
    assert not at.isVisible()


# programme and calendar


@pytest.fixture
def course(harbour: Desk) -> Course:
    """The practice keeps one programme."""
    made = harbour.house.planning.course
    made._programmes = lambda: (PROGRAMME,)
    harbour.page.refresh()
    return made


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
    assert programme.accessibleName() == "Programme: Twelve weeks, not signed"
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


# what holds in all of them


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


def test_there_is_nothing_to_undo_is_said_in_the_dialog(harbour: Desk) -> None:
    at = opened(harbour, "Pods and team", "Pods")
    for _ in range(12):
        if at.isVisible():
            QTest.keyClick(at, K.Key_Z, CONTROL)
    assert not at.isVisible(), "the cohort was begun in this visit, and is gone with its dialog"
