"""The laptop turned round: one person's own check-in, and nothing else of anybody's."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kapcircle.core.checkin import CheckIn
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.ui.actions import ACTIONS
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.kiosk import KEPT, Kiosk
from kapcircle.ui.pages.circle import CirclePage
from kapcircle.ui.window import Window
from tests.ui import hands
from tests.ui.attending import PIN, choose, last, seat
from tests.ui.scene import MINUTES, NAMES, Scene, Stage, texts


def turned(stage: Stage, people: int = 12, *, pin: bool = True) -> Scene:
    """Heron has the laptop."""
    scene = stage(people=people).running()
    if pin:
        scene.house.shift.admit(scene.house.desk.actor, PIN)
    scene.do(c.Note("humming with the music", scene.who("Ash")))
    scene.do(c.Hold("Juniper needs air"))
    choose(scene, "Heron")
    scene.press("K")
    return scene


def kiosk(scene: Scene) -> Kiosk:
    found = scene.page.presence.turned.kiosk
    assert found is not None
    return found


OTHERS = [name for name in NAMES[:12] if name != "Heron"]
SECRETS = (*OTHERS, "humming", "needs air", "Harbour", "Medicine", "Nobody speaks", "Water.")


def test_nothing_in_the_window_names_anybody_else(stage: Stage) -> None:
    scene = turned(stage)
    scene.pass_(5_000)
    seen = [x for x in scene.window.findChildren(QWidget) if x.isVisible()]
    assert seen
    assert all(x is kiosk(scene) or kiosk(scene).isAncestorOf(x) for x in seen)
    said = "\n".join(texts(scene.window)).lower()
    assert "heron" in said
    assert "2" in said.split()
    for secret in SECRETS:
        assert secret.lower() not in said, secret


def test_what_they_enter_is_their_own_and_leaves_nothing_behind(stage: Stage) -> None:
    scene = turned(stage)
    for typed in ("7", "10", "0"):
        QTest.keyClicks(scene.focus, typed)
        scene.press("Return")
    scene.press("Down")
    scene.press("Right")
    scene.press("Tab")
    QTest.keyClicks(scene.focus, "calm, with Ctrl")
    scene.press("Return")
    scene.press("Return")
    assert last(scene, "Heron") == CheckIn(7, 10, 0, None, 5, "calm, with Ctrl", own=True)
    assert seat(scene, "Heron").records[-1].by == scene.house.desk.actor.member
    said = "\n".join(texts(scene.window)).lower()
    assert "thank you" in said
    assert "heron" not in said
    assert "calm" not in said
    QTest.keyClicks(scene.focus, PIN)
    assert scene.window.before is None
    assert not scene.bridge.covered
    assert scene.page.isVisible()
    assert scene.page.notes.isVisible()


def test_figures_are_pressed_with_the_mouse_and_taken_back(stage: Stage) -> None:
    scene = turned(stage)
    scale = kiosk(scene).scales[2]
    for x, chosen in ((scale.width() - 10, 10), (10, 0), (10, None)):
        QTest.mouseClick(scale, Qt.MouseButton.LeftButton, pos=QPoint(x, scale.height() // 2))
        assert scale.chosen == chosen
    assert scale.accessibleDescription() == "nothing yet"
    scale.setFocus()
    for key, chosen in (("1", 1), ("0", 10), ("0", 0), ("Left", 0), ("Right", 1), ("0", 0), ("Delete", None)):
        scene.press(key)
        assert scale.chosen == chosen, key


def test_they_may_rather_not(stage: Stage) -> None:
    scene = turned(stage)
    hands.press(kiosk(scene), "I would rather not")
    assert last(scene, "Heron") == CheckIn(passed=True, own=True)


def test_nothing_said_is_told_so(stage: Stage) -> None:
    scene = turned(stage)
    hands.press(kiosk(scene), "I am done")
    assert "Say one of the five" in hands.shown(kiosk(scene))
    assert not any(isinstance(x.content, CheckIn) for x in seat(scene, "Heron").records)


STAFF_KEYS = sorted({key for name, action in ACTIONS.items() for key in action.keys if name != "emergency"})


@pytest.mark.parametrize("where", ["scale", "word", "key", "secret", "window"])
def test_every_key_of_the_team_is_dead_there(stage: Stage, where: str) -> None:
    scene = turned(stage)
    shown = kiosk(scene)
    if where == "secret":
        shown.give_back()
    places = {"scale": shown.scales[0], "word": shown.word, "key": shown.done, "secret": shown.secret}
    target = scene.window if where == "window" else places[where]
    before, count = scene.session, len(scene.log.entries)
    for key in (*STAFF_KEYS, "Alt+F4", "Ctrl+V", "Ctrl+Z", "Ctrl+C", "F5", "Meta+D", "Ctrl+Tab", "Alt+Tab", "Menu"):
        if where != "window":
            target.setFocus()
        scene.press(key) if where != "window" else scene.press(key, None)
        assert scene.page.presence.turned.kiosk is shown, key
        assert scene.bridge.covered, key
        assert scene.window.isVisible(), key
        assert not [x for x in scene.window.findChildren(QWidget) if x.isVisible() and not _within(shown, x)], key
    assert scene.session is before
    assert len(scene.log.entries) == count


def _within(shown: Kiosk, widget: QWidget) -> bool:
    return widget is shown or shown.isAncestorOf(widget)


def test_a_key_pressed_on_the_page_beneath_does_nothing(stage: Stage) -> None:
    scene = turned(stage)
    for widget in (scene.page, scene.page.notes.field, scene.page.ring.seats[0], scene.window):
        QTest.keyClick(widget, Qt.Key.Key_Space)
        QTest.keyClick(widget, Qt.Key.Key_F12)
    assert scene.session.leg.phase.name == "Peak"
    assert not scene.session.prompt
    assert scene.page.presence.turned.kiosk is not None


def test_shortcuts_are_taken_before_they_do_anything(stage: Stage) -> None:
    scene = turned(stage)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    event.ignore()
    QApplication.sendEvent(kiosk(scene), event)
    assert event.isAccepted()


def test_the_window_stays_open_and_no_sheet_stays_over_it(stage: Stage) -> None:
    scene = stage(people=6).running()
    scene.house.shift.admit(scene.house.desk.actor, PIN)
    Dialog("Another name for Ash", scene.window).open()
    choose(scene, "Heron")
    scene.page.presence.turned.begin(scene.page.who)
    QApplication.processEvents()
    assert not [x for x in scene.window.findChildren(Dialog) if x.isVisible()]
    scene.window.close()
    assert scene.window.isVisible()
    assert scene.page.presence.turned.kiosk is not None


def test_emergency_works_and_gives_the_laptop_back_covered(stage: Stage) -> None:
    scene = turned(stage)
    scene.press("F9")
    assert scene.page.session.emergency is not None
    assert scene.window.before is None
    assert scene.page.isVisible()
    assert scene.page.isVisible()
    assert "ash" not in "\n".join(texts(scene.window)).lower()
    scene.press("F12")
    QTest.keyClicks(scene.focus, PIN)
    assert not scene.bridge.covered
    assert scene.house.desk.settings()[KEPT] == ""


def test_a_wrong_pin_does_not_and_after_five_the_passphrase_counts(stage: Stage, qtbot: QtBot) -> None:
    scene = turned(stage)
    scene.house.fittings.keyring.known["harbour demo circle"] = scene.house.desk.actor  # type: ignore[attr-defined]
    hands.press(kiosk(scene), "Give it back")
    for left in (4, 3, 2, 1):
        QTest.keyClicks(scene.focus, "111222")
        assert f"{left} {'try' if left == 1 else 'tries'} left" in hands.shown(kiosk(scene))
    QTest.keyClicks(scene.focus, "111222")
    assert "wrong five times" in hands.shown(kiosk(scene))
    QTest.keyClicks(scene.focus, "not this one")
    scene.press("Return")
    qtbot.waitUntil(lambda: "Wrong passphrase" in hands.shown(kiosk(scene)))
    assert scene.bridge.covered
    QTest.keyClicks(scene.focus, "harbour demo circle")
    scene.press("Return")
    qtbot.waitUntil(lambda: not scene.bridge.covered)
    assert scene.window.before is None


def test_without_a_pin_the_passphrase_of_whoever_gave_it_counts(stage: Stage, qtbot: QtBot) -> None:
    scene = turned(stage, pin=False)
    scene.house.fittings.keyring.known["another passphrase"] = Actor(  # type: ignore[attr-defined] # a stand-in
        MemberId("ana"), Role.COTHERAPIST
    )
    kiosk(scene).give_back()
    QTest.keyClicks(scene.focus, "another passphrase")
    scene.press("Return")
    qtbot.waitUntil(lambda: "Wrong passphrase" in hands.shown(kiosk(scene)))
    assert scene.page.presence.turned.kiosk is not None


def test_what_is_not_saved_stays_and_is_told(stage: Stage) -> None:
    scene = turned(stage)
    QTest.keyClicks(scene.focus, "7")
    scene.log.disk = "full"
    hands.press(kiosk(scene), "I am done")
    assert "It is not saved yet" in hands.shown(kiosk(scene))
    assert kiosk(scene).scales[0].chosen == 7
    scene.log.disk = "fine"
    hands.press(kiosk(scene), "I am done")
    assert last(scene, "Heron") == CheckIn(7, own=True)


def test_after_a_crash_the_page_is_covered(stage: Stage, qtbot: QtBot) -> None:
    scene = turned(stage)
    scene.pass_(MINUTES)
    assert scene.house.desk.settings()[KEPT] == "on"
    scene.bridge.covered = False  # nothing of a window outlives it
    window, page = Window(), CirclePage(scene.bridge, scene.preferences)
    qtbot.addWidget(window)
    window.follow(scene.bridge)
    window.show_pages([page], "Circle")
    assert scene.bridge.covered
    scene.page.presence.turned.give_back()


def test_it_is_given_to_somebody_in_an_open_circle_by_somebody_of_the_room(stage: Stage) -> None:
    scene = stage()
    scene.press("K", scene.page)
    assert "given to one person" in scene.window.status.words
    scene.running()
    scene.house.desk.actor = Actor(MemberId("jo"), Role.COORDINATOR)
    choose(scene, "Heron")
    scene.press("K")
    assert "this is for the" in scene.window.status.words
    assert scene.page.presence.turned.kiosk is None


def test_it_has_no_menu_that_could_paste_what_others_copied(stage: Stage) -> None:
    scene = turned(stage)
    for field in (kiosk(scene).word, kiosk(scene).secret):
        assert field.contextMenuPolicy() is Qt.ContextMenuPolicy.NoContextMenu
        assert not field.acceptDrops()


@pytest.mark.usefixtures("in_type")
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_all_of_it_is_in_sight(stage: Stage, scale: float) -> None:
    scene = stage(people=6, scale=scale).running()
    choose(scene, "Heron")
    scene.page.presence.turned.begin(scene.page.who)
    QApplication.processEvents()
    shown = kiosk(scene)
    for part in (*shown.scales, shown.word, shown.done):
        corner = part.mapTo(scene.window, part.rect().bottomRight())
        assert scene.window.rect().contains(corner), part.accessibleName()
        assert part.height() >= part.minimumSizeHint().height(), part.accessibleName()
