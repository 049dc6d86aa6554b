"""What the whole program does by key: lock, and close."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import MINUTE, Instant
from kapcircle.core.session import commands as c
from kapcircle.ui.pages.circle import CirclePage
from kapcircle.ui.pages.plan import Plan
from kapcircle.ui.panels.people_desk import PeopleDesk
from kapcircle.ui.window import CIRCLE
from tests.ui.entered import Entered
from tests.ui.hands import press, shown

K = Qt.Key


class Shutting:
    """A house that cannot be shut in order as often as it is told; `kept` says what it was asked each time."""

    def __init__(self, fails: int) -> None:
        self.fails, self.kept = fails, list[bool]()

    def __call__(self, again: bool) -> None:
        self.kept.append(again)
        if len(self.kept) <= self.fails:
            raise KnownError("No backup could be made: the disk is full.")


def test_ctrl_l_locks_the_vault(entered: Entered) -> None:
    entered.press(K.Key_L)
    assert not entered.is_open()
    assert "Passphrase" in shown(entered.window)
    entered.press(K.Key_L)
    assert entered.window.isVisible()


def test_the_settings_have_a_key_that_locks(entered: Entered) -> None:
    press(entered.window, "Settings")
    press(entered.window, "Lock now")
    assert not entered.is_open()


def test_a_running_circle_is_covered_not_locked(entered: Entered) -> None:
    entered.open_circle()
    press(entered.window, "Plan")
    entered.press(K.Key_L)
    assert entered.is_open()
    assert "cover it with F12" in entered.window.status.words
    (circle,) = entered.window.findChildren(CirclePage)
    assert circle.keymap.change("cover", "F6") == ""
    entered.press(K.Key_L)
    assert "cover it with F6" in entered.window.status.words


def test_ctrl_q_closes_the_window(entered: Entered) -> None:
    entered.press(K.Key_Q)
    assert not entered.window.isVisible()


def test_ctrl_q_in_a_running_circle_asks_in_sight_whichever_page_is_shown(entered: Entered) -> None:
    entered.open_circle()
    press(entered.window, "Plan")
    entered.press(K.Key_Q)
    assert entered.window.isVisible()
    assert entered.window.page is not None
    assert entered.window.page.name == CIRCLE
    assert "Close the window?" in shown(entered.window)
    press(entered.window, "Close the window")
    assert not entered.window.isVisible()


def test_from_the_plan_of_a_circle_that_is_over_one_looks_back_on_it(entered: Entered) -> None:
    entered.open_circle()
    assert entered.program.bridge is not None
    assert entered.program.bridge.do(c.Close())
    press(entered.window, "Plan")
    (plan,) = entered.window.findChildren(Plan)
    press(plan, "Review")
    assert entered.window.page is not None
    assert entered.window.page.name == "Review"
    assert "Medicine" in shown(entered.window.page)


# --- what is not on the disk when one leaves ---


def test_work_on_the_plan_that_the_disk_refuses_is_said_there_and_asked_about_before_closing(entered: Entered) -> None:
    entered.log.disk = "full"
    press(entered.window, "Add session")
    entered.tick()
    assert "Not saved since" in entered.said
    entered.press(K.Key_Q)
    assert entered.window.isVisible()
    assert "it is lost" in entered.said
    press(entered.window, "Stay")
    entered.log.mend()
    entered.tick()
    assert "Not saved since" not in entered.said
    entered.press(K.Key_Q)
    assert not entered.window.isVisible()


def test_who_closes_all_the_same_is_not_asked_again(entered: Entered) -> None:
    entered.house._shut = shutting = Shutting(fails=9)
    entered.log.disk = "full"
    press(entered.window, "Add session")
    entered.press(K.Key_Q)
    press(entered.window, "Close all the same")
    assert not entered.window.isVisible()
    assert shutting.kept == [False]


def test_locking_asks_about_what_is_not_saved_and_says_afterwards_what_went_wrong(entered: Entered) -> None:
    entered.house._shut = Shutting(fails=1)
    entered.log.disk = "full"
    press(entered.window, "Add session")
    entered.press(K.Key_L)
    assert entered.is_open()
    press(entered.window, "Stay")
    entered.press(K.Key_L)
    press(entered.window, "Lock all the same")
    assert not entered.is_open()
    assert "No backup could be made" in entered.window.status.words
    assert not entered.window.status._stays.isActive(), "nobody may be there to read it"


def test_a_vault_with_work_that_is_not_saved_does_not_lock_by_itself(entered: Entered) -> None:
    idle, bridge = entered.program._idle, entered.program.bridge
    assert idle is not None
    assert bridge is not None
    entered.log.disk = "full"
    press(entered.window, "Add session")
    idle._now = lambda: Instant(bridge.now + 11 * MINUTE)
    idle.look()
    assert entered.is_open()


def test_what_goes_wrong_in_closing_is_said_in_the_window_and_can_be_tried_again(entered: Entered) -> None:
    entered.house._shut = shutting = Shutting(fails=2)
    entered.press(K.Key_Q)
    assert entered.window.isVisible()
    assert "No backup could be made" in entered.said
    assert "Harbour" not in entered.said
    entered.press(K.Key_Q)
    assert entered.window.isVisible()
    press(entered.window, "Try again")
    assert not entered.window.isVisible()
    assert shutting.kept == [True, True, True]


def test_a_vault_that_cannot_be_closed_in_order_is_closed_all_the_same(entered: Entered) -> None:
    entered.house._shut = shutting = Shutting(fails=9)
    entered.press(K.Key_Q)
    press(entered.window, "Close all the same")
    assert not entered.window.isVisible()
    assert shutting.kept == [True, False]


def test_the_end_by_a_signal_says_what_could_not_be_done(entered: Entered) -> None:
    entered.house._shut = Shutting(fails=1)
    with pytest.raises(KnownError, match="No backup"):
        entered.program.end()
    entered.program.end()


def test_a_half_typed_note_is_kept_when_the_vault_is_locked(entered: Entered) -> None:
    entered.program.sit(entered.session)
    (page,) = entered.window.findChildren(CirclePage)
    QTest.keyClicks(page.notes.field, "tears, hand he")
    entered.program.lock()
    assert list(entered.log.half_typed.values()) == ["tears, hand he"]


def test_who_stays_because_of_what_is_not_saved_is_asked_about_the_circle_again(entered: Entered) -> None:
    entered.open_circle()
    entered.log.disk = "full"
    assert entered.program.bridge is not None
    entered.program.bridge.do(c.SetVolume(0.3))
    for _ in range(2):
        entered.press(K.Key_Q)
        press(entered.window, "Close the window")
        assert "it is lost" in entered.said
        press(entered.window, "Stay")
        assert entered.is_open()
    entered.press(K.Key_Q)
    press(entered.window, "Close the window")
    press(entered.window, "Close all the same")
    assert not entered.window.isVisible()


def test_nothing_of_the_people_page_is_made_before_one_turns_to_it(entered: Entered) -> None:
    assert not entered.window.findChildren(PeopleDesk)
    entered.window.turn_to("People")
    entered.window.turn_to("Plan")
    entered.window.turn_to("People")
    assert len(entered.window.findChildren(PeopleDesk)) == 1
