import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kapcircle.core.errors import KnownError
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId
from kapcircle.core.roles import Role
from kapcircle.ui.dialogs.question import Question
from kapcircle.ui.key import Key
from kapcircle.ui.listing import Listing
from kapcircle.ui.panels.staff_forms import AddMember, ChangePassphrase, SetPin
from tests.fakes import FakeKeyring
from tests.made_up import MARA
from tests.ui.doors import RIGHT
from tests.ui.hands import field, press, shown, type_in
from tests.ui.settings import Fitted, dialog, lies_whole


def test_a_member_joins_the_staff(fitted: Fitted, qtbot: QtBot) -> None:
    press(fitted.page, "Add a member…")
    form = dialog(AddMember)
    press(form, "Add")
    assert "Their name stands beside" in shown(form)
    type_in(form, "Name", "Jon")
    type_in(form, "Their passphrase", RIGHT)
    type_in(form, "The same again", RIGHT, enter=False)
    press(form, "Add")
    qtbot.waitUntil(lambda: fitted.names("Staff") == ["Mara", "Jon"])


@pytest.mark.parametrize("enter", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_in_a_field_does_what_the_amber_key_says(fitted: Fitted, qtbot: QtBot, enter: Qt.Key) -> None:
    press(fitted.page, "Add a member…")
    form = dialog(AddMember)
    type_in(form, "Name", "Jon")
    type_in(form, "Their passphrase", RIGHT)
    type_in(form, "The same again", RIGHT)
    QTest.keyClick(field(form, "The same again"), enter)
    qtbot.waitUntil(lambda: fitted.names("Staff") == ["Mara", "Jon"])


def test_enter_on_another_key_than_the_amber_one_is_that_key(fitted: Fitted) -> None:
    press(fitted.page, "Set my PIN…")
    form = dialog(SetPin)
    for name in ("New PIN", "The same again"):
        type_in(form, name, "402917")
    (leave,) = [key for key in form.findChildren(Key) if key.text() == "Cancel"]
    QTest.keyClick(leave, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert not form.isVisible()
    assert MARA.member not in fitted.house.staff.ready


def test_my_passphrase_changes_when_the_old_one_is_right(
    fitted: Fitted, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed: list[tuple[str, str, str]] = []

    def change(member: MemberId, old: str, new: str) -> None:
        if old != "the old passphrase":
            raise KnownError("Wrong passphrase. Nothing was changed.")
        changed.append((member, old, new))

    monkeypatch.setattr(fitted.house.fittings.keyring, "change", change)
    press(fitted.page, "Change my passphrase…")
    form = dialog(ChangePassphrase)
    type_in(form, "Present passphrase", "not it")
    type_in(form, "New passphrase", RIGHT)
    type_in(form, "The same again", RIGHT)
    press(form, "Change")
    qtbot.waitUntil(lambda: "Wrong passphrase" in shown(form))
    type_in(form, "Present passphrase", "the old passphrase")
    press(form, "Change")
    qtbot.waitUntil(lambda: changed == [(MARA.member, "the old passphrase", RIGHT)])


def joined(fitted: Fitted) -> Actor:
    """Jon, on the staff and chosen on the list."""
    jon = Actor(MemberId("jon"), Role.COTHERAPIST)
    fitted.house.staff.add(jon.member, "Jon", Role.COTHERAPIST)
    (staff,) = [x for x in fitted.page.findChildren(Listing) if x.accessibleName() == "Staff"]
    QTest.keyClick(staff, Qt.Key.Key_Down)
    return jon


def test_a_member_leaves_the_staff_after_a_question(fitted: Fitted) -> None:
    jon = joined(fitted)
    press(fitted.page, "Remove from staff…")
    press(dialog(Question), "Keep")
    assert fitted.names("Staff") == ["Mara", "Jon"]
    press(fitted.page, "Remove from staff…")
    press(dialog(Question), "Remove")
    assert fitted.names("Staff") == ["Mara"]
    assert isinstance(fitted.house.fittings.keyring, FakeKeyring)
    assert fitted.house.fittings.keyring.gone == [jon.member]


def test_nobody_removes_themselves(fitted: Fitted) -> None:
    (remove,) = [k for k in fitted.page.findChildren(Key) if k.text() == "Remove from staff…"]
    assert not remove.isEnabled()
    joined(fitted)
    assert remove.isEnabled()


def test_who_may_not_add_a_member_is_told_before_a_passphrase_is_sealed(fitted: Fitted) -> None:
    fitted.house.staff.admit(joined(fitted), "830164")
    press(fitted.page, "Add a member…")
    form = dialog(AddMember)
    type_in(form, "Name", "Iris")
    type_in(form, "Their passphrase", RIGHT)
    type_in(form, "The same again", RIGHT)
    press(form, "Add")
    assert "Changing the staff: this is for the coordinator or facilitator." in shown(form)
    QTest.keyClick(form, Qt.Key.Key_Escape)


def test_my_pin_is_set_and_changed_with_my_passphrase(fitted: Fitted, qtbot: QtBot) -> None:
    keyring, shift = fitted.house.fittings.keyring, fitted.house.shift
    assert isinstance(keyring, FakeKeyring)
    keyring.known = {"the words of Mara": MARA}
    press(fitted.page, "Set my PIN…")
    form = dialog(SetPin)
    for pin, again, words in (("402917", "402918", "not the same"), ("123456", "123456", "too easy")):
        type_in(form, "New PIN", pin)
        type_in(form, "The same again", again)
        press(form, "Set")
        assert words in shown(form)
        assert lies_whole(form)
    type_in(form, "New PIN", "402917")
    type_in(form, "The same again", "402917")
    press(form, "Set")
    assert shift.take(MARA.member, "402917") == MARA
    press(fitted.page, "Set my PIN…")
    form = dialog(SetPin)
    type_in(form, "New PIN", "830164")
    type_in(form, "The same again", "830164")
    press(form, "Set")
    qtbot.waitUntil(lambda: "Wrong passphrase" in shown(form))
    type_in(form, "Your passphrase", "the words of Mara")
    with qtbot.waitSignal(form.destroyed):
        press(form, "Set")
    assert shift.take(MARA.member, "830164") == MARA


@pytest.mark.parametrize("lead_on", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
def test_a_pin_is_typed_with_the_hands_on_the_keys(fitted: Fitted, lead_on: Qt.Key) -> None:
    press(fitted.page, "Set my PIN…")
    form = dialog(SetPin)
    for key in (lead_on, Qt.Key.Key_Return):
        QTest.keyClicks(form.focusWidget(), "402917")
        QTest.keyClick(form.focusWidget(), key)
    assert fitted.house.shift.take(MARA.member, "402917") == MARA


def test_esc_leaves_a_form_and_changes_nothing(fitted: Fitted) -> None:
    press(fitted.page, "Add a member…")
    form = dialog(AddMember)
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert not form.isVisible()
    assert fitted.names("Staff") == ["Mara"]
