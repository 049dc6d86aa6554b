"""The circle that runs, seen and steered from the other pages; and the system that wants to shut down meanwhile."""

import pytest
from PySide6.QtCore import SIGNAL, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from kapcircle.core.session import commands as c
from kapcircle.ui.guard import TOO_SOON
from kapcircle.ui.pages.plan import Plan
from kapcircle.ui.window import CIRCLE
from tests.made_up import small_rundown
from tests.ui.entered import Entered
from tests.ui.hands import press, shown

K = Qt.Key


def test_the_plan_of_the_circle_that_runs_leads_to_it_and_its_music_goes_on(entered: Entered) -> None:
    entered.open_circle()
    told = list(entered.rooms[0].told)
    press(entered.window, "Plan")
    press(entered.window, "To the circle")
    assert entered.page == CIRCLE
    assert (len(entered.rooms), entered.rooms[0].closed, entered.rooms[0].told) == (1, None, told)
    assert "The laptop was away" not in shown(entered.window)


def test_nobody_sits_down_at_another_session_while_a_circle_runs(entered: Entered) -> None:
    other = entered.house.planning.plan_session(entered.cohort, "Integration", None, small_rundown())
    entered.open_circle()
    press(entered.window, "Plan")
    (plan,) = entered.window.findChildren(Plan)
    plan.choose_session(other)
    press(plan, "Sit down")
    assert entered.page == "Plan"
    assert "A circle is running: close it" in entered.window.status.words
    assert (len(entered.rooms), entered.rooms[0].closed) == (1, None)


def test_before_the_circle_page_was_ever_shown_an_emergency_is_heard(entered: Entered) -> None:
    """One may have gone to the Plan page at once."""
    bridge = entered.program.bridge
    assert bridge is not None
    bridge.sit_down(entered.session)
    QTest.keyClick(entered.window, K.Key_F9)
    assert entered.house.session(entered.session).emergency is not None


PAGES = ("Plan", "Review", "Settings")


@pytest.mark.parametrize("page", PAGES)
def test_on_every_page_the_circle_that_runs_stays_in_sight_and_in_reach(entered: Entered, page: str) -> None:
    press(entered.window, page)
    assert "Arrival" not in shown(entered.window._header), "nothing runs"
    entered.open_circle()
    assert not entered.aside.isVisible(), "the Circle page has its own"
    press(entered.window, page)
    said = shown(entered.aside)
    assert "Arrival" in said
    assert "left of 15:00" in said
    press(entered.aside, "GO")
    assert entered.page == page
    assert "Peak" in shown(entered.aside)
    press(entered.aside, "GO")
    assert entered.aside.go.accessibleDescription() == f"Not done: {TOO_SOON}", "one guard for all keys of GO"
    press(entered.aside, "Emergency")
    assert entered.page == CIRCLE, "it is seen at once"
    assert entered.circle.emergency is not None


@pytest.mark.parametrize("page", PAGES)
def test_an_emergency_by_key_is_seen_at_once_and_asked_about_in_sight(entered: Entered, page: str) -> None:
    entered.open_circle()
    for told in (lambda: entered.circle.emergency, lambda: "Is the emergency over?" in shown(entered.window)):
        press(entered.window, page)
        QTest.keyClick(entered.window, K.Key_F9)
        assert entered.page == CIRCLE
        assert told()


def test_an_emergency_puts_a_dialog_away(entered: Entered) -> None:
    entered.program.prepare(entered.session)
    (sheet,) = [x for x in entered.window.findChildren(QDialog) if x.isVisible()]
    QTest.keyClick(sheet, K.Key_F9)
    assert not sheet.isVisible()
    assert entered.circle.emergency is not None


def test_go_and_fade_all_are_heard_on_the_other_pages(entered: Entered) -> None:
    entered.open_circle()
    press(entered.window, "Plan")
    entered.press(K.Key_Return)
    assert entered.circle.leg.phase.name == "Peak"
    QTest.keyClick(entered.window, K.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert entered.circle.faded is not None
    assert entered.page == "Plan"


def test_a_circle_that_is_closed_leaves_the_header(entered: Entered) -> None:
    entered.open_circle()
    press(entered.window, "Plan")
    assert entered.program.bridge is not None
    entered.program.bridge.do(c.Close())
    assert "Arrival" not in shown(entered.window._header)


class FakeSystem(QObject):
    """Stands in for the session manager of a system that shuts down."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def cancel(self) -> None:
        self.said.append("not now")


def test_a_system_that_shuts_down_asks_in_sight_while_a_circle_runs(entered: Entered) -> None:
    system = FakeSystem()
    entered.program.wish_end(system)  # type: ignore[arg-type]
    assert system.said == [], "nothing runs: nobody is asked"
    entered.open_circle()
    press(entered.window, "Plan")
    entered.program.wish_end(system)  # type: ignore[arg-type]
    assert system.said == ["not now"]
    assert entered.page == CIRCLE
    assert "Close the window?" in shown(entered.window)


def test_a_system_that_shuts_down_asks_about_what_is_not_saved(entered: Entered) -> None:
    system = FakeSystem()
    entered.log.disk = "full"
    press(entered.window, "Add session")
    entered.program.wish_end(system)  # type: ignore[arg-type]
    assert system.said == ["not now"]
    assert "it is lost" in entered.said


def test_the_system_knows_whom_to_ask(entered: Entered) -> None:
    app = QApplication.instance()
    assert app is not None
    assert app.receivers(SIGNAL("commitDataRequest(QSessionManager&)")) > 0


def test_a_circle_that_is_over_leads_to_its_review(entered: Entered) -> None:
    entered.open_circle()
    assert entered.program.bridge is not None
    entered.program.bridge.do(c.Close())
    entered.window.turn_to(CIRCLE)
    QTest.keyClick(entered.window, K.Key_Space)
    assert entered.page == "Review"
    assert "Medicine" in shown(entered.window)
    entered.press(K.Key_Return)
    press(entered.window, "Plan")
    entered.press(K.Key_Return)
    assert entered.page == "Plan", "GO leads nowhere from another page"


def test_closing_the_circle_from_another_page_is_asked_in_sight(entered: Entered) -> None:
    entered.open_circle()
    assert entered.program.bridge is not None
    entered.program.bridge.do(c.Jump(3))
    press(entered.window, "Plan")
    press(entered.aside, "Close")
    assert entered.page == CIRCLE
    assert "Close the circle?" in shown(entered.window)
