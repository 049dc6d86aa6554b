from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapcircle.core.ids import MemberId
from kapcircle.core.roles import Role
from kapcircle.desk.house import House
from kapcircle.ui.dialogs.printing import PrintDialog, Printers
from kapcircle.ui.dialogs.question import Question
from kapcircle.ui.forms import Choice
from kapcircle.ui.key import Key
from kapcircle.ui.label import Label
from kapcircle.ui.listing import Listing
from kapcircle.ui.pages.unlock import Unlock
from kapcircle.ui.panel import Panel
from kapcircle.ui.preferences import TEXT_SIZES
from kapcircle.ui.program import Program
from kapcircle.ui.theme import ROOM, dress
from kapcircle.ui.typeface import set_type
from kapcircle.ui.window import Window
from tests.ui.doors import RECOVERY, RIGHT, FakeDoors
from tests.ui.hands import field, press, shown, type_in

FOURTH = 3


def page(qtbot: QtBot, doors: FakeDoors) -> Unlock:
    made = Unlock(doors, Path("/documents"), lambda _: FOURTH)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


@pytest.mark.parametrize(("known", "name"), [(FakeDoors().known, "Passphrase"), ((), "Create a vault")])
def test_the_first_thing_typed_goes_where_it_is_meant(qtbot: QtBot, known: tuple[str, ...], name: str) -> None:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    window.show_alone(Unlock(FakeDoors(known=known), Path("/documents")))
    at = window.focusWidget()
    assert at is not None
    assert (at.text() if isinstance(at, Key) else at.accessibleName()) == name


def test_the_right_passphrase_opens_the_chosen_vault(qtbot: QtBot) -> None:
    doors = FakeDoors()
    unlock = page(qtbot, doors)
    with qtbot.waitSignal(unlock.opened) as opened:
        type_in(unlock, "Passphrase", RIGHT, enter=True)
    assert isinstance(opened.args[0], House)
    assert doors.asked == [("/vaults/Practice.kapcircle", RIGHT)]


def test_the_window_goes_on_painting_while_a_vault_opens(qtbot: QtBot) -> None:
    doors = FakeDoors()
    doors.may_go.clear()
    unlock = page(qtbot, doors)
    beats: list[int] = []
    timer = QTimer(unlock, interval=5)
    timer.timeout.connect(lambda: beats.append(1))
    timer.start()
    type_in(unlock, "Passphrase", RIGHT, enter=True)
    qtbot.waitUntil(lambda: "Making a copy before an update…" in shown(unlock))
    seen = len(beats)
    qtbot.waitUntil(lambda: len(beats) > seen + 5)
    assert not field(unlock, "Passphrase").isEnabled()
    with qtbot.waitSignal(unlock.opened):
        doors.may_go.set()


@pytest.mark.parametrize(
    "why",
    [
        "Wrong passphrase. Nothing was changed.",
        "Practice.kapcircle is not a vault.",
        "Practice.kapcircle is damaged.",
        "Practice.kapcircle is newer than this program.",
    ],
)
def test_what_keeps_a_vault_closed_is_said_as_it_is_and_one_may_try_again(qtbot: QtBot, why: str) -> None:
    unlock = page(qtbot, FakeDoors(wrong=why))
    type_in(unlock, "Passphrase", "something else", enter=True)
    qtbot.waitUntil(lambda: why in shown(unlock))
    assert field(unlock, "Passphrase").text() == ""
    with qtbot.waitSignal(unlock.opened):
        type_in(unlock, "Passphrase", RIGHT, enter=True)


def test_no_passphrase_is_not_tried(qtbot: QtBot) -> None:
    doors = FakeDoors()
    unlock = page(qtbot, doors)
    press(unlock, "Open")
    assert "Type your passphrase." in shown(unlock)
    assert doors.asked == []


def test_a_laptop_that_knows_no_vault_says_so_and_offers_to_create_one(qtbot: QtBot) -> None:
    unlock = page(qtbot, FakeDoors(known=()))
    assert "No vault was opened on this laptop yet" in shown(unlock)
    press(unlock, "Create a vault")
    assert "A new vault" in shown(unlock)


def test_the_first_member_may_be_who_can_add_the_others(qtbot: QtBot) -> None:
    unlock = page(qtbot, FakeDoors(known=()))
    press(unlock, "Create a vault")
    (roles,) = [x for x in unlock.findChildren(Choice) if x.isVisible()]
    assert [roles.itemText(n) for n in range(roles.count())] == ["Facilitator", "Coordinator"]


def fill(unlock: Unlock, name: str = "Mara", passphrase: str = RIGHT, again: str = RIGHT) -> None:
    press(unlock, "Create a vault")
    type_in(unlock, "Name of the vault", "Harbour")
    type_in(unlock, "Your name", name)
    type_in(unlock, "Your passphrase", passphrase)
    type_in(unlock, "The same again", again)
    press(unlock, "Create")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "Your name stands beside what you record."),
        ({"passphrase": "short"}, "Too short: 10 more."),
        ({"again": RIGHT + "!"}, "The two are not the same."),
    ],
)
def test_what_is_missing_is_said_at_its_field(qtbot: QtBot, wrong: dict[str, str], words: str) -> None:
    doors = FakeDoors()
    unlock = page(qtbot, doors)
    fill(unlock, **wrong)
    assert shown(unlock).count(words) == 1
    assert doors.asked == []


def test_a_vault_that_cannot_be_made_says_why(qtbot: QtBot) -> None:
    unlock = page(qtbot, FakeDoors(wrong="/documents cannot be written: No space left."))
    fill(unlock, name="Nobody")
    qtbot.waitUntil(lambda: "No space left" in shown(unlock))


def created(qtbot: QtBot, doors: FakeDoors) -> Unlock:
    unlock = page(qtbot, doors)
    fill(unlock)
    qtbot.waitUntil(lambda: "The recovery key" in shown(unlock))
    return unlock


def test_a_new_vault_shows_its_recovery_key_and_asks_for_a_group_of_it(qtbot: QtBot) -> None:
    doors = FakeDoors()
    unlock = created(qtbot, doors)
    assert doors.asked == [("/documents/Harbour.kapcircle", "Mara", Role.FACILITATOR, RIGHT)]
    assert all(group in shown(unlock).split("\n") for group in RECOVERY.split("-"))
    press(unlock, "It is on paper")
    assert "B8CD" not in shown(unlock)
    with qtbot.assertNotEmitted(unlock.opened):
        type_in(unlock, "Group 4 of the key, from your paper", "0GS1", enter=True)
    assert "not what the key says" in shown(unlock)
    with qtbot.waitSignal(unlock.opened):
        type_in(unlock, "Group 4 of the key, from your paper", "b8 cd", enter=True)


def test_esc_does_not_lead_away_from_the_recovery_key(qtbot: QtBot) -> None:
    unlock = created(qtbot, FakeDoors())
    QTest.keyClick(unlock, Qt.Key.Key_Escape)
    assert "The recovery key" in shown(unlock)


def test_the_window_does_not_close_unasked_over_a_key_that_is_on_no_paper(qtbot: QtBot) -> None:
    program = Program(FakeDoors(), Path("/documents"))
    program.offer(None)
    program.window.show()
    (unlock,) = program.window.findChildren(Unlock)
    fill(unlock)
    qtbot.waitUntil(lambda: "The recovery key" in shown(unlock))
    program.window.close()
    assert program.window.isVisible()
    (question,) = [x for x in program.window.findChildren(Question) if x.isVisible()]
    press(question, "Stay")
    assert program.window.isVisible()
    program.window.close()
    (question,) = [x for x in program.window.findChildren(Question) if x.isVisible()]
    press(question, "Close")
    assert not program.window.isVisible()
    program.end()
    program.window.deleteLater()


def test_esc_leads_back_from_a_form(qtbot: QtBot) -> None:
    unlock = page(qtbot, FakeDoors())
    press(unlock, "Create a vault")
    QTest.keyClick(field(unlock, "Your name"), Qt.Key.Key_Escape)
    assert "A new vault" not in shown(unlock)


class NoPrinters(Printers):
    def names(self) -> tuple[str, ...]:
        return ()


def test_without_a_printer_the_key_is_to_be_written_down(qtbot: QtBot) -> None:
    dialog = PrintDialog("the recovery key", 1, lambda painter, page, number: None, None, printers=NoPrinters())
    dialog.open()
    assert "Write it down by hand" in shown(dialog)
    press(dialog, "Close")
    assert not dialog.isVisible()


def test_the_recovery_key_opens_and_gives_a_new_passphrase(qtbot: QtBot) -> None:
    doors = FakeDoors()
    unlock = page(qtbot, doors)
    press(unlock, "Forgot passphrase")
    type_in(unlock, "Recovery key", "wrong")
    type_in(unlock, "New passphrase", RIGHT)
    type_in(unlock, "The same again", RIGHT)
    press(unlock, "Open")
    qtbot.waitUntil(lambda: doors.wrong in shown(unlock))
    type_in(unlock, "Recovery key", RECOVERY)
    (who,) = [each for each in unlock.findChildren(Choice) if each.isVisible()]
    assert [who.itemText(n) for n in range(who.count())] == ["Jon, facilitator", "Jon, co-therapist"]
    who.choose(MemberId("two"))
    with qtbot.waitSignal(unlock.opened):
        press(unlock, "Open")
    assert doors.asked[-1] == ("/vaults/Practice.kapcircle", RECOVERY, "two", RIGHT)


@pytest.mark.usefixtures("in_type")
@pytest.mark.parametrize("size", TEXT_SIZES)
@pytest.mark.parametrize("many", [1, 2, 9])
def test_the_vaults_and_the_keys_are_in_sight_whole(qtbot: QtBot, qapp: QApplication, size: float, many: int) -> None:
    set_type(qapp, qapp.font().family(), size)
    dress(qapp, ROOM)
    unlock = page(qtbot, FakeDoors(known=tuple(f"/vaults/Practice {n}.kapcircle" for n in range(many))))
    (vaults,) = unlock.findChildren(Listing)
    rows = vaults.viewport().height() / vaults.visualRect(vaults.model().index(0, 0)).height()
    assert rows == pytest.approx(min(many, 4), abs=0.05)
    assert vaults.verticalScrollBar().maximum() == 0 or many > 4
    for each in [x for x in unlock.findChildren(Key) if x.isVisible()]:
        assert each.width() >= each.sizeHint().width(), each.text()


@pytest.mark.parametrize("name", ["Recovery key", "New passphrase", "The same again"])
def test_enter_on_the_recovery_page_says_what_is_missing(qtbot: QtBot, name: str) -> None:
    unlock = page(qtbot, FakeDoors())
    press(unlock, "Forgot passphrase")
    QTest.keyClick(field(unlock, name), Qt.Key.Key_Return)
    assert "Type the key from your paper." in shown(unlock)
    assert "▲ At least" in shown(unlock)


def test_a_new_passphrase_is_asked_for_once_more(qtbot: QtBot) -> None:
    unlock = page(qtbot, FakeDoors())
    press(unlock, "Forgot passphrase")
    type_in(unlock, "New passphrase", RIGHT, enter=True)
    assert "Type it here once more." in shown(unlock)
    assert unlock.focusWidget() is field(unlock, "The same again")


def test_a_file_that_is_no_vault_has_nobody_to_recover(qtbot: QtBot) -> None:
    unlock = page(qtbot, FakeDoors(people=()))
    press(unlock, "Forgot passphrase")
    assert "is not a vault" in shown(unlock)


@pytest.mark.parametrize("known", [FakeDoors().known, ()])
@pytest.mark.parametrize("turned", [False, True])
def test_what_there_is_stands_in_the_optical_middle(qtbot: QtBot, known: tuple[str, ...], turned: bool) -> None:
    unlock = page(qtbot, FakeDoors(known=known))
    if turned:
        press(unlock, "Create a vault")
    (panel,) = [x for x in unlock.findChildren(Panel) if x.isVisible()]
    (name,) = [x for x in unlock.findChildren(Label) if x.text() == "KapCircle"]
    above, below = name.mapTo(unlock, name.rect().topLeft()).y(), panel.mapTo(unlock, panel.rect().bottomLeft()).y()
    assert above > 24
    assert 0.5 < above / (unlock.height() - below) < 1
