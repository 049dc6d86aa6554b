"""Each key, sent to each widget of the Circle page that can have the focus, against a table."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from kapcircle.core.rundown import End, Rundown
from kapcircle.core.session import commands as c
from kapcircle.ui.actions import ACTIONS, Where
from kapcircle.ui.guard import HELD_DOWN, MOVED_ON, TOO_SOON
from kapcircle.ui.keyboard import ARROWS
from tests.made_up import phase
from tests.ui.scene import MINUTES, Scene, Stage

PAGE = {
    "Space": "go",
    "H": "hold",
    "+": "more",
    "=": "more",
    "Shift++": "more",
    "Shift+=": "more",
    "Ctrl+Shift++": "more 5",
    "Ctrl+Shift+=": "more 5",
    "PgUp": "more 5",
    "Ctrl+=": "more 5",
    "Ctrl++": "more 5",
    "-": "less",
    "PgDown": "less 5",
    "Ctrl+-": "less 5",
    "Shift+H": "hold",
    "M": "hush",
    "S": "silence",
    **dict.fromkeys(("U", "Ctrl+U"), "turn"),
    **dict(zip(("Alt+S", "Alt+D", "Alt+G", "Alt+L"), ("soften", "deepen", "ground", "lift"), strict=True)),
    "N": "note",
    "P": "attendance",
    "X": "opt out",
    "J": "latecomer",
    "B": "team",
    "G": "round",
    "K": "kiosk",
    "Y": "place",
    "V": "vitals",
    "C": "check-in",
    "O": "observation",
    "D": "dose",
    "A": "acknowledge",
    "T": "touch",
    "Q": "questions",
    "I": "incident",
    "F": "song",
    "F7": "incidents",
    "R": "ready",
    "L": "leaving",
    "W": "wrong person",
    "Ctrl+1": "timer 1",
    "Ctrl+2": "timer 2",
    "Ctrl+3": "timer 3",
    "Ctrl+Z": "undo",
    "E": "loop",
    ",": "nudge back",
    ".": "nudge on",
    "Shift+N": "next track",
    **dict.fromkeys(("Left", "Up"), "before"),
    **dict.fromkeys(("Right", "Down"), "after"),
}
ALWAYS = {
    "Ctrl+Return": "go always",
    "Ctrl+Enter": "go always",
    "Shift+F8": "fade all",
    "F5": "sound",
    "Ctrl+K": "commands",
    "F1": "keys",
    "F2": "reading",
    "F3": "trends",
    "F4": "switch",
    "F9": "emergency",
    "F10": "front",
    "F12": "cover",
    "Ctrl+L": "lock",
    "Ctrl+Q": "quit",
    "Esc": "leave",
}
LETTERS = {*"NVCODATQIFWPXJBRKYGLHMSUE", *"+=-,.", "Shift++", "Shift+=", "Shift+H", "Shift+N"}
NOBODY = ("Return", "Tab", "G", "Ctrl+S", "F11")
FREE = {**PAGE, **ALWAYS}
MOVES_ITSELF = {key: name for key, name in FREE.items() if key not in ARROWS}


def focusable(scene: Scene) -> dict[str, QWidget]:
    """Every widget in sight that Tab or a click can give the focus to, by what it is called."""
    found = scene.window.findChildren(QWidget)
    return {
        f"{type(w).__name__} {w.accessibleName()}": w
        for w in found
        if w.focusPolicy() != Qt.FocusPolicy.NoFocus and w.isVisible() and w.isEnabled()
    }


def expected(scene: Scene, widget: QWidget) -> dict[str, str]:
    if widget is scene.page.notes.field:
        return ALWAYS
    return MOVES_ITSELF if widget is scene.page.room.volume else FREE


def sent(scene: Scene, key: str, widget: QWidget) -> str:
    """The action that a key does while the widget has the focus."""
    done: list[str] = []
    keyboard = scene.page._keyboard
    assert keyboard is not None
    keyboard._act, before = (lambda name, _: done.append(name)), keyboard._act
    scene.press(key, widget)
    keyboard._act = before
    return done[0] if done else ""


def test_each_key_at_each_widget(stage: Stage) -> None:
    scene = stage().running()
    widgets = focusable(scene)
    assert len(widgets) >= 12, sorted(widgets)
    assert "Key Circle" in widgets, "the names of the pages, too"
    for name, widget in widgets.items():
        wanted = expected(scene, widget)
        got = {key: sent(scene, key, widget) for key in (*FREE, *(k for k in NOBODY if k not in {"Return", "Tab"}))}
        assert {k: v for k, v in got.items() if v} == wanted, name


def test_covered_no_letter_is_a_command_and_every_other_key_is_what_it_was(stage: Stage) -> None:
    scene = stage().running()
    scene.bridge.cover()
    for name, widget in focusable(scene).items():
        wanted = {key: action for key, action in expected(scene, widget).items() if key not in LETTERS}
        got = {}
        for key in FREE:
            got[key] = sent(scene, key, widget)
            assert scene.page.ask.isVisible() is (key in LETTERS), key
            scene.page.ask.put_away()
        assert {k: v for k, v in got.items() if v} == wanted, name


def test_the_table_names_every_action(stage: Stage) -> None:
    keyed = {name: action for name, action in ACTIONS.items() if action.keys}
    assert set(FREE.values()) == set(keyed)
    assert set(ALWAYS.values()) == {n for n, a in keyed.items() if a.where is not Where.PAGE}


@pytest.mark.parametrize("ask", ["hold", "silence", "timer 1", "switch", "commands", "keys"])
def test_while_something_is_asked_only_the_urgent_keys_work(stage: Stage, ask: str) -> None:
    scene = stage().running()
    scene.page.act(ask, False)
    lying = next(x for x in (scene.page.ask, scene.page.commands, scene.page.keys) if x.isVisible())
    inside = [w for w in lying.findChildren(QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus and w.isVisible()]
    assert inside
    for widget in inside:
        got = {key: sent(scene, key, widget) for key in FREE}
        assert {k: v for k, v in got.items() if v} == ALWAYS, widget.accessibleName()


def test_a_question_without_a_field_takes_no_letters_and_space_answers_nothing(stage: Stage) -> None:
    scene = stage().running()
    scene.do(c.Emergency())
    scene.press("F9", scene.page)
    scene.press("F9")
    assert isinstance(scene.window.focusWidget(), QAbstractButton)
    for key in ("Space", "H", "M", "N"):
        scene.press(key)
        assert scene.page.ask.isVisible(), key
        assert scene.page.ask.accessibleName() == "Is the emergency over?", key
    assert scene.session.at == 1


def test_space_never_presses_a_key_and_enter_does(stage: Stage) -> None:
    scene = stage().running()
    scene.do(c.Go())
    hush = scene.page.room.keys["hush"]
    scene.press("Space", hush)
    assert not scene.session.murmur.on
    assert scene.session.leg.phase.name == "Return", "Space is GO"
    scene.press("Return", hush)
    assert scene.session.murmur.on


def test_in_the_note_field_letters_type_and_undo_takes_text_back(stage: Stage) -> None:
    scene = stage().running()
    field = scene.page.notes.field
    scene.press("N", scene.page)
    assert field.hasFocus()
    QTest.keyClicks(field, "hum m+1 ")
    assert field.text() == "hum m+1 "
    scene.press("Ctrl+Z")
    assert field.text() != "hum m+1 "
    assert scene.session.at == 1, "nothing of the show was undone"


def test_the_go_key_says_which_key_it_is(stage: Stage) -> None:
    scene = stage().running()
    go = scene.page.standby.go
    scene.page.setFocus()
    assert go.accessibleDescription() == "Key Space"
    scene.press("N")
    assert go.accessibleDescription() == "Key Ctrl+Enter"
    scene.press("Esc")
    assert go.accessibleDescription() == "Key Space"
    assert scene.page.notes.field.text() == ""


def test_ctrl_enter_is_go_in_a_field_and_saves_no_note(stage: Stage) -> None:
    scene = stage().running()
    scene.press("N", scene.page)
    QTest.keyClicks(scene.page.notes.field, "half a")
    scene.press("Ctrl+Return")
    assert scene.session.prompt == "Strike the bowl once."
    assert scene.page.notes.field.text() == "half a"
    assert not scene.session.lines


def test_go_calls_the_cue_then_enters_the_next_phase(stage: Stage) -> None:
    scene = stage().running()
    scene.page.setFocus()
    scene.press("Space")
    assert (scene.session.leg.phase.name, scene.session.prompt) == ("Peak", "Strike the bowl once.")
    scene.pass_(1_000)
    scene.press("Space")
    assert scene.session.leg.phase.name == "Return"


def test_go_held_down_goes_once_and_says_so(stage: Stage) -> None:
    scene = stage().running()
    page = scene.page
    page.setFocus()
    QTest.keyPress(page, Qt.Key.Key_Space)
    scene.pass_(3_000)
    page.act("go", True)
    assert page.standby.go.why == HELD_DOWN
    assert scene.session.at == 1
    QTest.keyPress(page, Qt.Key.Key_Space)
    assert scene.session.at == 1, "a key that is not let go of is the same press"
    QTest.keyRelease(page, Qt.Key.Key_Space)
    scene.pass_(1_000)
    scene.press("Space")
    assert scene.session.at == 2


def test_go_twice_within_a_second_goes_once(stage: Stage) -> None:
    scene = stage().running()
    scene.page.setFocus()
    scene.press("Space")
    scene.pass_(900)
    scene.press("Space")
    assert (scene.session.at, scene.page.standby.go.why) == (1, TOO_SOON)
    QTest.mouseClick(scene.page.standby.go, Qt.MouseButton.LeftButton)
    assert scene.session.at == 1, "the guard is the key's, by mouse too"


def test_go_that_meant_the_step_the_circle_took_by_itself_does_not_take_the_next(stage: Stage) -> None:
    plan = Rundown(tuple(phase(name, 1, end=End.ADVANCE) for name in ("One", "Two", "Three")))
    scene = stage(rundown=plan)
    scene.do(c.Open())
    scene.page.setFocus()
    scene.pass_(MINUTES + 300)
    assert scene.session.at == 1
    scene.press("Space")
    assert (scene.session.at, scene.page.standby.go.why) == (1, MOVED_ON)
    scene.pass_(1_000)
    scene.press("Space")
    assert scene.session.at == 2


def held(scene: Scene, key: Qt.Key, text: str = "", *, pairs: int = 5) -> None:
    """A key held down as some X servers tell it: pairs of release and press, none of them marked as a repeat."""
    kinds = [(QEvent.Type.KeyPress, 5_000)]
    kinds += [(kind, 5_500 + 33 * n) for n in range(pairs) for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress)]
    for kind, at in (*kinds, (QEvent.Type.KeyRelease, 6_500)):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        event.setTimestamp(at)
        QApplication.sendEvent(scene.focus, event)


def test_a_key_held_down_toggles_once_however_the_system_tells_it(stage: Stage) -> None:
    scene = stage().running()
    scene.page.setFocus()
    states = []
    for key, text in ((Qt.Key.Key_M, "m"), (Qt.Key.Key_F12, ""), (Qt.Key.Key_F12, "")):
        held(scene, key, text)
        states.append((scene.session.murmur.on, scene.bridge.covered))
    assert states == [(True, False), (True, True), (True, True)]
    assert scene.page.ask.accessibleName() == "Your passphrase", "asked once"
    scene.press("Esc")
    scene.bridge.uncover()
    scene.page.room.keys["hush"].setFocus()
    held(scene, Qt.Key.Key_Return)
    assert not scene.session.murmur.on, "a key on the page is pressed once, too"


def test_a_key_held_down_types_nothing_into_the_question_it_opens(stage: Stage) -> None:
    scene = stage().running()
    scene.page.setFocus()
    held(scene, Qt.Key.Key_H, "h")
    assert scene.session.holding
    assert [field.text() for field in scene.page.ask.fields] == ["", ""]
    QTest.keyClicks(scene.window.focusWidget(), "hush")
    assert [field.text() for field in scene.page.ask.fields] == ["hush", ""], "a letter typed is a letter"


def test_a_key_that_is_lost_with_the_focus_locks_nothing(stage: Stage) -> None:
    scene = stage().running()
    scene.page.setFocus()
    QTest.keyPress(scene.page, Qt.Key.Key_Space)
    scene.page.notes.field.setFocus()
    scene.page.setFocus()
    scene.pass_(2_000)
    scene.press("Space")
    assert scene.session.at == 2


@pytest.mark.parametrize(
    ("key", "extra"),
    [("+", 1), ("=", 1), ("Shift++", 1), ("PgUp", 5), ("Ctrl+=", 5), ("-", -1), ("PgDown", -5), ("Ctrl+-", -5)],
)
def test_time_is_given_and_taken(stage: Stage, key: str, extra: int) -> None:
    scene = stage().running()
    scene.press(key, scene.page)
    assert scene.session.visit.extra == extra * MINUTES


def test_hold_holds_at_once_and_asks_for_the_reason_afterwards(stage: Stage) -> None:
    scene = stage().running()
    scene.press("H", scene.page)
    scene.pass_(20_000)
    assert (scene.session.holding, scene.session.reason) == (True, ""), "the clock stands while it is asked"
    QTest.keyClicks(scene.window.focusWidget(), "someone needs air")
    scene.press("Return")
    assert (scene.session.holding, scene.session.reason) == (True, "someone needs air")
    assert "someone needs air" in scene.page.ring.clock.accessibleDescription()
    assert scene.page.hasFocus()
    scene.press("H")
    assert not scene.session.holding


@pytest.mark.parametrize("key", ["Esc", "Return"])
def test_a_hold_needs_no_reason(stage: Stage, key: str) -> None:
    scene = stage().running()
    scene.press("H", scene.page)
    scene.press(key)
    assert (scene.session.holding, scene.session.reason) == (True, "")
    assert not scene.page.ask.isVisible()


def test_a_hold_is_taken_back_with_its_reason(stage: Stage) -> None:
    scene = stage().running()
    scene.press("H", scene.page)
    QTest.keyClicks(scene.window.focusWidget(), "someone needs air")
    scene.press("Return")
    scene.press("Ctrl+Z")
    assert not scene.session.holding
    scene.do(c.Hold())
    assert scene.session.reason == ""


def test_esc_only_ever_closes_or_leaves(stage: Stage) -> None:
    scene = stage().running()
    scene.page.choose(scene.who("Ash"))
    scene.press("F2", scene.page)
    scene.press("H")
    before = scene.session
    states = []
    for _ in range(4):
        scene.press("Esc")
        states.append((scene.page.ask.isVisible(), scene.page.reading, scene.page.who is not None))
    assert states == [(False, True, True), (False, False, True), (False, False, False), (False, False, False)]
    assert scene.session == before
    assert scene.window.isVisible()


def test_arrow_keys_go_round_the_seats(stage: Stage) -> None:
    scene = stage(people=3).running()
    chosen = []
    scene.page.setFocus()
    for key in ("Right", "Right", "Down", "Right", "Left", "Up"):
        scene.press(key)
        assert scene.page.who is not None
        chosen.append(scene.house.planning.alias(scene.page.who))
    assert chosen == ["Wren", "Heron", "Ash", "Wren", "Ash", "Heron"]
    seat = scene.window.focusWidget()
    assert seat is not None
    assert seat.accessibleName() == "Heron, mat 2"


def test_tab_goes_round_and_comes_back(stage: Stage) -> None:
    scene = stage().running()
    scene.page.setFocus()
    met = []
    for _ in range(40):
        QTest.keyClick(scene.focus, Qt.Key.Key_Tab)
        met.append(QApplication.focusWidget())
    wanted = {w for w in focusable(scene).values() if w is not scene.page}
    assert wanted <= set(met)
    assert all(w.accessibleName() for w in wanted)
