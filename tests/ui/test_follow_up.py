"""The follow-up list: what is due, since when, late ones first; by keyboard, by cohort, from People and Ctrl+K."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.contact import ContactForm
from kapcircle.ui.grid import Grid
from kapcircle.ui.pages.circle import CirclePage
from kapcircle.ui.panels.follow_up import FollowUp
from kapcircle.ui.table import Table
from tests.after import After
from tests.core import people as p
from tests.ui.entered import Entered
from tests.ui.hands import press, shown
from tests.ui.people import Registry, over
from tests.ui.readying import choose


class List:
    """The list over nothing, 30 hours after the session."""

    def __init__(self, qtbot: QtBot) -> None:
        self.after = After()
        self.after.at(28.1)
        self.bridge = Bridge(self.after.house, lambda _: 60)
        self.sheet = FollowUp(self.bridge, None)
        self.sheet.open()
        QApplication.processEvents()

    def rows(self, grid: Grid | None = None) -> list[list[str]]:
        model = (grid or self.sheet._due).model()
        assert isinstance(model, Table)
        return [[model.data(model.index(i, j)) for j in range(model.columnCount())] for i in range(model.rowCount())]

    def look_at(self, name: str, value: object) -> None:
        choose(self.sheet, name, value)
        self.sheet.refresh()
        QApplication.processEvents()


@pytest.fixture
def follow(qtbot: QtBot) -> Iterator[List]:
    made = List(qtbot)
    yield made
    made.sheet.reject()
    made.bridge.deleteLater()


def test_late_ones_come_first_and_say_since_when(follow: List) -> None:
    assert follow.rows() == [
        ["Wren", "Next day", "■ late by 6 min", "16 Jan 2027 05:00", "Harbour"],
        ["Heron", "Next day", "▲ due", "16 Jan 2027 05:20", "Harbour"],
    ]
    assert "■ 1 late, 1 due now" in shown(follow.sheet)


def test_a_contact_is_recorded_by_keyboard_alone_and_leaves_the_list(follow: List) -> None:
    QTest.keyClick(follow.sheet._due, Qt.Key.Key_Down)
    QTest.keyClick(follow.sheet._due, Qt.Key.Key_Return)
    form = over(ContactForm)
    assert form.accessibleName() == "Heron: Next day"
    (words,) = form.findChildren(QPlainTextEdit)
    words.setPlainText("On the road; asks to be called tonight.")
    press(form, "Keep")
    QApplication.processEvents()
    assert [x[0] for x in follow.rows()] == ["Wren"]
    assert not [x for x in QApplication.topLevelWidgets() if isinstance(x, ContactForm) and x.isVisible()]


def test_one_cohort_or_all(follow: List) -> None:
    other = follow.after.house.planning.begin_cohort("Shore")
    follow.sheet._cohort.offer([(None, "Every cohort"), *follow.after.aftercare.circles()])
    follow.look_at("Cohort", other)
    assert "Nobody is to be contacted in the next two days." in shown(follow.sheet)
    assert not follow.sheet._record.isEnabled()
    follow.look_at("Cohort", follow.after.cohort)
    assert len(follow.rows()) == 2


def test_the_integration_window_of_a_cohort(follow: List) -> None:
    follow.look_at("List", "window")
    assert "Choose a cohort" in shown(follow.sheet)
    follow.look_at("Cohort", follow.after.cohort)
    assert "2 in the window, 2 of them without a contact in it" in shown(follow.sheet)
    assert "Programme setting, not a measured state" in shown(follow.sheet)
    assert [x[:4] for x in follow.rows(follow.sheet._windows)] == [
        ["Heron", "Medicine 1", "● open, highlighted, 27 h since the dose", "▲ no"],
        ["Wren", "Medicine 1", "● open, highlighted, 28 h since the dose", "▲ no"],
    ]
    press(follow.sheet, "Record contact…")
    form = over(ContactForm)
    assert form.accessibleName() == "Heron: Next day", "what is due after the session is settled by it"
    form.reject()
    follow.after.at(12)
    follow.sheet.refresh()
    press(follow.sheet, "Record contact…")
    assert over(ContactForm).accessibleName() == "Heron: another contact", "nothing is due yet"
    over(ContactForm).reject()


def test_requests_that_wait_stand_above(follow: List) -> None:
    assert "wait for the prescriber" not in shown(follow.sheet)
    follow.after.aftercare.ask(follow.after.wren, "One more.")
    QApplication.processEvents()
    assert "Requests that wait for the prescriber: Wren, since 16 Jan 2027 13:06." in shown(follow.sheet)
    assert "One more" not in shown(follow.sheet)


def test_a_coordinator_has_the_whole_list(follow: List) -> None:
    follow.after.act(p.ANA)
    follow.sheet.refresh()
    assert len(follow.rows()) == 2


def test_the_people_page_leads_to_it(entered: Entered) -> None:
    Registry(entered, "Wren")
    press(entered.window, "Follow-up…")
    sheet = over(FollowUp)
    assert "Nobody is to be contacted" in shown(sheet)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)


def test_so_does_its_name_on_the_circle_page_unless_names_are_covered(entered: Entered) -> None:
    entered.program.sit(entered.session)
    (page,) = entered.window.findChildren(CirclePage)
    page.commands._do("follow-up")
    over(FollowUp).reject()
    bridge = entered.program.bridge
    assert bridge is not None
    entered.open_circle()
    bridge.cover()
    page.commands._do("follow-up")
    assert "Names are covered. Uncover them first." in shown(page.commands)
    assert not [x for x in QApplication.topLevelWidgets() if isinstance(x, FollowUp) and x.isVisible()]
    bridge.uncover()
