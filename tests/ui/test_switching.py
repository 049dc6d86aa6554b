"""Another member takes the desk: with keys only, in two strokes, and without a name on a covered screen."""

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kapcircle.core.errors import KnownError
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Run
from kapcircle.ui.label import Label
from kapcircle.ui.switching import HINT
from tests.fakes import FakeKeyring
from tests.made_up import MARA
from tests.ui.hands import press, shown
from tests.ui.scene import Scene, Stage, texts

JON = Actor(MemberId("jon"), Role.COTHERAPIST)
CORA = Actor(MemberId("cora"), Role.COORDINATOR)
MARAS, JONS, CORAS, WRONG = "402917", "830164", "591826", "111222"
STAFF = {MARA: "Mara", JON: "Jon", CORA: "Cora"}


class Manned(Scene):
    """A circle that runs, three on the staff, Mara at the desk; `ready` have a PIN."""

    def __init__(self, *ready: Actor) -> None:
        super().__init__()
        for actor, name in STAFF.items():
            assert actor.role is not None
            self.house.staff.add(actor.member, name, actor.role)
        self.keyring.known = {f"the words of {name}": actor for actor, name in STAFF.items()}
        for actor in ready:
            self.house.shift.admit(actor, {MARA: MARAS, JON: JONS, CORA: CORAS}[actor])
        self.running()
        self.page.setFocus()
        self.page.refresh()

    @property
    def keyring(self) -> FakeKeyring:
        assert isinstance(self.house.fittings.keyring, FakeKeyring)
        return self.house.fittings.keyring

    @property
    def acting(self) -> Actor:
        return self.house.desk.actor

    def types(self, words: str) -> None:
        QTest.keyClicks(self.focus, words)

    def presses(self, *keys: str) -> None:
        for key in keys:
            self.press(key)

    def asked(self) -> str:
        """What is asked; empty for nothing."""
        return shown(self.page.ask) if self.page.ask.isVisible() else ""


@pytest.fixture
def manned(qtbot: QtBot) -> Iterator[Callable[..., Manned]]:
    made: list[Manned] = []

    def make(*ready: Actor) -> Manned:
        made.append(Manned(*ready))
        return made[-1]

    yield make
    for scene in made:
        scene.end()


# --- in sight ---


def test_two_strokes_and_the_desk_is_anothers(manned: Callable[..., Manned]) -> None:
    scene = manned(MARA, JON, CORA)
    assert scene.page.strip.who.text() == "Mara, facilitator"
    scene.presses("F4", "3", *CORAS)
    assert scene.acting == CORA
    assert not scene.page.ask.isVisible(), "the sixth digit is enough"
    assert scene.page.strip.who.text() == "Cora, coordinator"
    assert scene.window.status.words == "At the desk: Cora, coordinator."
    assert scene.page.hasFocus()


def test_rules_and_entries_follow_the_one_at_the_desk(manned: Callable[..., Manned]) -> None:
    scene = manned(MARA, CORA)
    scene.presses("F4", "2")
    assert "Who takes the desk?" in scene.asked(), "2 is Jon's number, who has no PIN"
    scene.presses("3", *CORAS)
    at = scene.session.at
    scene.press("Space")
    assert "this is for the co-therapist or facilitator" in scene.window.status.words
    assert scene.session.at == at
    scene.do(c.Note("quiet"))
    assert scene.bridge.circle is not None
    assert scene.house.desk.stream(scene.bridge.circle.name).entries[-1].by == CORA.member


def test_the_numbers_are_those_of_the_question_and_no_timers(manned: Callable[..., Manned]) -> None:
    scene = manned(MARA, JON)
    scene.press("F4")
    scene.presses("9", "Space", "M")
    assert "Who takes the desk?" in scene.asked()
    scene.press("2")
    assert "Jon, co-therapist" in scene.asked()
    assert scene.session.timers == (None, None, None)


def test_a_number_is_the_one_on_the_team_sheet_and_whoever_is_beyond_nine_has_a_key_without_one(
    manned: Callable[..., Manned],
) -> None:
    scene = manned(MARA, JON, CORA)
    others = [Actor(MemberId(f"m{n}"), Role.COTHERAPIST) for n in range(4, 13)]
    for actor in others:
        scene.house.staff.add(actor.member, f"Sitter {actor.member[1:]}", Role.COTHERAPIST)
        scene.house.shift.admit(actor, MARAS)
    scene.press("F4")
    hints = {key.text().split(",")[0]: key._hint for key in scene.page.ask.keys}
    assert (hints["Jon"], hints["Sitter 9"], hints["Sitter 10"], hints["Sitter 12"]) == ("2", "9", "", "")
    (last,) = (x for x in scene.page.ask.keys if x.text().startswith("Sitter 12"))
    for _ in scene.page.ask.keys:
        if scene.focus is last:
            break
        scene.press("Tab")
    scene.presses("Return", *MARAS)
    assert scene.acting == others[-1]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_of_a_long_list_the_one_with_the_focus_is_in_sight_and_no_key_is_squeezed(stage: Stage, scale: float) -> None:
    """Sixteen are more than the column holds: the list scrolls, the keys below it stay."""
    scene = stage(scale=scale).running()
    for n in range(1, 17):
        scene.house.staff.add(MemberId(f"m{n}"), f"Sitter Longname-{n}", Role.COTHERAPIST)
        scene.house.shift.admit(Actor(MemberId(f"m{n}"), Role.COTHERAPIST), MARAS)
    scene.press("F4", scene.page)
    ask, reached = scene.page.ask, []
    for key in ask.keys:
        assert key.height() >= key.sizeHint().height(), "squeezed"
        assert scene.focus is key, "Tab goes through them as they stand"
        assert key.visibleRegion().boundingRect() == key.rect(), f"{key.text()} is not in sight"
        reached.append(key.text().split(",")[0])
        scene.press("Tab")
    assert reached[:16] == [f"Sitter Longname-{n}" for n in range(1, 17)]
    assert reached[-1] == "Leave it"
    words = next(x for x in ask.findChildren(Label) if x.text() == HINT)
    assert words.visibleRegion().boundingRect() == words.rect(), "no bar lies over the ends of its lines"


def test_esc_leaves_and_changes_nothing(manned: Callable[..., Manned]) -> None:
    scene = manned(MARA, JON)
    scene.presses("F4", "2", *JONS[:5], "Esc")
    assert not scene.page.ask.isVisible()
    assert scene.acting == MARA
    scene.presses("F4", "Esc")
    assert scene.session.run is Run.RUNNING


def test_a_wrong_pin_says_what_is_left_and_the_fifth_asks_for_the_passphrase(manned: Callable[..., Manned]) -> None:
    scene = manned(MARA, JON)
    scene.presses("F4", "2")
    for left in ("4 tries", "3 tries", "2 tries", "1 try"):
        scene.presses(*WRONG)
        assert f"{left} left" in scene.asked()
    scene.presses(*WRONG)
    assert "wrong five times" in scene.asked()
    assert "Your passphrase" in scene.asked()
    assert scene.acting == MARA
    scene.presses("Esc", "F4")
    assert "Jon" not in scene.asked()


def test_by_passphrase_the_first_time_then_by_pin(manned: Callable[..., Manned], qtbot: QtBot) -> None:
    scene = manned()
    scene.presses("F4", "0", "Return")
    assert "Type your passphrase." in scene.asked()
    scene.types("the words of nobody")
    scene.press("Return")
    qtbot.waitUntil(lambda: "Wrong passphrase" in scene.asked())
    scene.types("the words of Jon")
    scene.press("Return")
    qtbot.waitUntil(lambda: "A PIN for Jon, co-therapist" in scene.asked())
    scene.presses(*JONS, "Tab", *CORAS, "Return")
    assert "not the same" in scene.asked()
    scene.presses(*"123456", "Return", *"123456", "Return")
    assert "too easy" in scene.asked()
    assert scene.acting == MARA
    scene.presses(*JONS, "Tab", *JONS, "Return")
    assert scene.acting == JON
    assert not scene.page.ask.isVisible()


def test_my_first_pin_needs_no_passphrase_and_another_one_does(manned: Callable[..., Manned], qtbot: QtBot) -> None:
    scene = manned()
    scene.press("F4")
    assert "Set your PIN before you leave the desk" in scene.asked()
    scene.presses("P", *MARAS, "Return", *MARAS, "Return")
    assert scene.house.staff.ready == (MARA.member,)
    scene.presses("F4", "P")
    scene.types("the words of Jon")
    scene.press("Return")
    qtbot.waitUntil(lambda: "Wrong passphrase" in scene.asked())
    scene.types("the words of Mara")
    scene.press("Return")
    qtbot.waitUntil(lambda: "A PIN for Mara" in scene.asked())


def test_who_leaves_the_question_while_it_is_checked_gets_nothing(
    manned: Callable[..., Manned], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene, may_go = manned(), threading.Event()

    def slow(passphrase: str, member: MemberId | None = None) -> Actor:
        assert may_go.wait(5)
        if passphrase == "no":
            raise KnownError("Wrong passphrase.")
        return JON

    monkeypatch.setattr(scene.keyring, "recognise", slow)
    scene.presses("F4", "0")
    scene.types("the words of Jon")
    scene.press("Return")
    assert "Looking whose it is" in scene.asked()
    scene.types("more")
    scene.press("Return")
    assert scene.page.ask.fields[0].text() == "the words of Jon", "one at a time"
    scene.presses("Esc", "F4", "0")
    scene.types("no")
    scene.press("Return")
    assert "Try again in a moment" in scene.asked()
    may_go.set()
    errand = scene.page.deeds.switching._errand
    assert errand is not None
    qtbot.waitUntil(lambda: not errand.under_way)
    assert "Your passphrase" in scene.asked()
    assert scene.acting == MARA


def test_closing_the_circle_forgets_every_pin(manned: Callable[..., Manned]) -> None:
    scene = manned(MARA, JON)
    scene.do(c.Close())
    scene.press("F4", scene.page)
    assert "Jon" not in scene.asked()


# --- covered ---


def names(scene: Scene) -> list[str]:
    said = "\n".join(texts(scene.window)).lower()
    return [name for name in STAFF.values() if name.lower() in said]


def test_covered_nobody_is_named_and_a_number_and_pin_uncover(manned: Callable[..., Manned]) -> None:
    scene = manned(MARA, JON)
    scene.press("F12")
    assert scene.page.strip.who.text() == "facilitator"
    assert names(scene) == []
    scene.press("F4")
    assert names(scene) == []
    assert "Set my PIN" not in scene.asked()
    assert [key.text() for key in scene.page.ask.keys[:2]] == ["facilitator, at the desk", "co-therapist"]
    scene.press("2")
    assert names(scene) == []
    scene.presses(*WRONG)
    assert scene.bridge.covered
    assert names(scene) == []
    scene.presses(*JONS)
    assert (scene.bridge.covered, scene.acting) == (False, JON)
    assert scene.page.strip.who.text() == "Jon, co-therapist"


def test_covered_by_passphrase_nobody_is_named_either(manned: Callable[..., Manned], qtbot: QtBot) -> None:
    scene = manned(MARA)
    scene.presses("F12", "F4", "0")
    scene.types("the words of Jon")
    scene.press("Return")
    qtbot.waitUntil(lambda: "Choose a PIN" in scene.asked())
    assert names(scene) == []
    scene.presses(*JONS, "Tab", *JONS, "Return")
    assert (scene.bridge.covered, scene.acting) == (False, JON)


def test_covering_puts_a_list_of_names_away(manned: Callable[..., Manned]) -> None:
    scene = manned(MARA, JON)
    scene.press("F4")
    scene.bridge.cover()
    assert scene.asked() == ""
    assert names(scene) == []


def test_f12_asks_for_the_pin_of_who_is_at_the_desk(manned: Callable[..., Manned]) -> None:
    scene = manned(MARA, JON)
    scene.presses("F12", "F12", *JONS)
    assert scene.bridge.covered
    assert "4 tries left" in scene.asked()
    scene.presses(*MARAS)
    assert not scene.bridge.covered


def test_a_pin_that_became_void_does_not_open_the_screen(manned: Callable[..., Manned], qtbot: QtBot) -> None:
    scene = manned(MARA)
    scene.presses("F12", "F12", *(WRONG * 5))
    assert "wrong five times" in scene.asked()
    scene.presses("Esc", "F12")
    assert scene.bridge.covered
    scene.types("the words of Jon")
    scene.press("Return")
    qtbot.waitUntil(lambda: "Wrong passphrase" in scene.asked())
    assert scene.bridge.covered
    scene.types("the words of Mara")
    scene.press("Return")
    qtbot.waitUntil(lambda: not scene.bridge.covered)
    assert scene.acting == MARA
    assert scene.asked() == ""


def test_pins_that_ended_with_the_circle_leave_it_covered(manned: Callable[..., Manned]) -> None:
    scene = manned(MARA)
    scene.press("F12")
    scene.do(c.Close())
    scene.press("F12")
    assert scene.bridge.covered
    assert "Your passphrase" in scene.asked()


def test_who_has_no_pin_uncovers_by_passphrase(manned: Callable[..., Manned], qtbot: QtBot) -> None:
    scene = manned(JON)
    scene.presses("F12", "F12")
    assert scene.bridge.covered
    assert "With a PIN, six digits do" in scene.asked()
    scene.presses("Esc", "F12")
    scene.types("the words of Jon")
    scene.press("Return")
    qtbot.waitUntil(lambda: "Wrong passphrase" in scene.asked())
    scene.types("the words of Mara")
    scene.press("Return")
    qtbot.waitUntil(lambda: not scene.bridge.covered)
    assert scene.acting == MARA


def test_who_has_forgotten_the_pin_uncovers_by_passphrase(manned: Callable[..., Manned], qtbot: QtBot) -> None:
    scene = manned(MARA)
    scene.presses("F12", "F12")
    press(scene.page.ask, "By passphrase")
    assert names(scene) == []
    scene.types("the words of Mara")
    scene.press("Return")
    qtbot.waitUntil(lambda: not scene.bridge.covered)
    scene.presses("F12", "F12", *MARAS)
    assert not scene.bridge.covered
