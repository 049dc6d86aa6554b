"""Every command by name: what a few letters do, and what they never do."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis
from kapcircle.core.kinds import KINDS
from kapcircle.core.rundown import AtOffset, End, Prompt, Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.words import WORDS, parse
from kapcircle.desk.orders import Tone
from kapcircle.ui.actions import ACTIONS, HELD
from kapcircle.ui.commands import ACTIONS_OF
from kapcircle.ui.dialogs import show_papers
from kapcircle.ui.own_words import own_words
from tests import made_up
from tests.ui.scene import MINUTES, Scene, Stage, texts


def test_every_command_by_name(stage: Stage) -> None:
    scene = stage().running()
    scene.press("Ctrl+K", scene.page)
    line = scene.page.commands.line
    QTest.keyClicks(line, "extend 2:00")
    scene.press("Return")
    assert scene.session.visit.extra == 2 * MINUTES
    scene.press("Ctrl+K")
    QTest.keyClicks(line, "jump nine")
    scene.press("Return")
    assert scene.page.commands.isVisible()
    assert "write “jump N”" in scene.page.commands._trouble.text()


def test_the_first_letters_are_enough_for_a_command_without_words(stage: Stage) -> None:
    scene = stage().running()
    scene.press("Ctrl+K", scene.page)
    QTest.keyClicks(scene.page.commands.line, "hu")
    scene.press("Return")
    assert scene.session.murmur.on
    scene.press("Ctrl+K")
    QTest.keyClicks(scene.page.commands.line, "vol")
    scene.press("Return")
    assert scene.page.commands.line.text() == "volume "


class Typed:
    """The sheet of commands, which only tells what it would have done."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.sheet = scene, scene.page.commands
        self.done: list[str] = []
        self.sheet._obey, self.sheet._own = self._tell, {}

    def _tell(self, line: str) -> str:
        self.done.append(line)
        return ""

    def enter(self, text: str) -> str:
        """What was done after Enter; nothing when the line was only written out."""
        self.done.clear()
        self.sheet.open()
        QTest.keyClicks(self.sheet.line, text)
        self.scene.press("Return")
        return "".join(self.done)

    @property
    def line(self) -> str:
        return self.sheet.line.text()


def test_a_beginning_does_the_one_command_that_begins_so_and_else_nothing(stage: Stage) -> None:
    typed = Typed(stage().running())
    words = typed.sheet.words
    for name in words:
        for end in range(1, len(name) + 1):
            first = name[:end]
            begin = [other for other in words if other.startswith(first)]
            done = typed.enter(first)
            assert done in ("", name), f"{first} did {done}"
            assert not done or name == first or begin == [name], f"{first} means {begin}, and did {done}"
            assert done or typed.line.partition(" ")[0] in begin, f"{first} was written out as {typed.line}"


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("ext 2:00", "extend 2:00"),
        ("EXT 2:00", "extend 2:00"),
        ("vol 40", "volume 40"),
        ("ho someone needs air", "hold someone needs air"),
        ("hold", "hold"),
    ],
)
def test_what_follows_the_beginning_belongs_to_the_command(stage: Stage, text: str, done: str) -> None:
    assert Typed(stage().running()).enter(text) == done


@pytest.mark.parametrize(("text", "line"), [("e 2:00", "extend 2:00"), ("light", "near-light "), ("i", "insert ")])
def test_what_is_not_beyond_doubt_is_only_written_out(stage: Stage, text: str, line: str) -> None:
    typed = Typed(stage().running())
    assert typed.enter(text) == ""
    assert typed.line == line
    assert typed.sheet.isVisible()


def test_with_nothing_typed_enter_does_nothing(stage: Stage) -> None:
    typed = Typed(stage())
    assert typed.enter("") == ""
    typed.scene.press("Down")
    typed.scene.press("Return")
    assert (typed.done, typed.line) == ([], "open ")


SAMPLE = {
    "N": "1",
    "S": "1:00",
    "N S": "1 1:00",
    "NAME": "day",
    "NAME MIN": "Tea 5",
    "PCT": "40",
    "TEXT": "x",
    "TITLE": "x",
    "M:SS": "1:00",
}
BY_THE_PAGE = {c.ComeBack, c.Fire, c.Advance, c.Withdraw, c.Strike}
"""Commands of the page's own words: each is seen to be done below."""
NOBODYS = {
    c.SkipTrack: "the room's own",
    c.Report: "the room's own",
    c.KeepLevels: "the program's own",
    c.TakeLook: "the sheet's of looks",
    **dict.fromkeys((c.Record, c.Correct, c.Move, c.TakeSeat, c.PlaceSeat, c.LayAsRing), "a form's"),
}


def test_every_command_can_be_given_by_name() -> None:
    lines = [*(f"{w.name} {SAMPLE.get(w.usage, '')}" for w in WORDS.values()), "timer 1 off"]
    by_name = {type(parse(line)) for line in lines}
    assert set(KINDS["session"].commands) <= by_name | BY_THE_PAGE | set(NOBODYS)


def test_every_key_has_its_command(stage: Stage) -> None:
    sheet = stage().page.commands
    assert set(ACTIONS_OF) <= set(sheet.words)
    reached = {action for actions in ACTIONS_OF.values() for action in actions}
    assert reached == set(ACTIONS) - {"commands", "leave", HELD}, "this very sheet, what closes it, what is held down"


def say(scene: Scene, line: str) -> str:
    """Give a command by name; what is wrong with it."""
    scene.page.commands.open()
    QTest.keyClicks(scene.page.commands.line, line)
    scene.press("Return")
    return scene.page.commands._trouble.text() if scene.page.commands.isVisible() else ""


@pytest.mark.parametrize(("line", "into"), [("count", "10:42"), ("leave-out", "10:00")])
def test_the_time_away_is_answered_by_name(stage: Stage, line: str, into: str) -> None:
    scene = stage().running()
    assert "was not away" in say(scene, line)
    scene.press("Esc")
    scene.clock.pass_(42_000)
    scene.bridge.tick()
    assert say(scene, line) == ""
    assert f"{into} in" in scene.page.rundown.accessibleDescription()


def test_what_is_late_is_made_by_name(stage: Stage) -> None:
    bell = made_up.cue("bell", Prompt("Ring."), trigger=AtOffset(Millis(30_000)))
    scene = stage(rundown=Rundown((made_up.phase("Rest", 1, bell, end=End.ADVANCE), made_up.phase("Return", 20))))
    scene.do(c.Open())
    assert say(scene, "make") == "Nothing is late."
    scene.press("Esc")
    scene.clock.pass_(MINUTES + 10_000)
    scene.bridge.tick()
    assert say(scene, "make") == ""
    assert scene.session.prompt == "Ring."
    assert say(scene, "make") == ""
    assert scene.session.leg.phase.name == "Return"


def test_notes_are_withdrawn_and_struck_by_name(stage: Stage) -> None:
    scene = stage().running()
    assert say(scene, "strike") == "There is no record here."
    scene.press("Esc")
    scene.do(c.Note("the wrong one"))
    assert say(scene, "withdraw") == ""
    scene.do(c.Note("another"))
    scene.pass_(MINUTES)
    assert "Strike it instead" in say(scene, "withdraw")
    scene.press("Esc")
    assert say(scene, "strike") == ""
    assert "“another”" in "\n".join(texts(scene.page.ask))
    QTest.keyClicks(scene.window.focusWidget(), "wrong person")
    scene.press("Return")
    assert [line.struck for line in scene.session.lines] == ["withdrawn", "wrong person"]


def test_seats_and_what_is_shown_by_name(stage: Stage) -> None:
    scene = stage().running()
    chosen = []
    for line in ("seat 3", "everyone"):
        assert say(scene, line) == ""
        chosen.append(scene.page.who)
    assert chosen == [scene.who("Ash"), None]
    assert say(scene, "seat 30") == "Nobody sits on mat 30."
    scene.press("Esc")
    say(scene, "reading")
    assert scene.page.reading
    say(scene, "tone")
    assert Tone() in scene.room.told
    say(scene, "keys")
    assert scene.page.keys.isVisible()
    scene.press("Esc")
    say(scene, "switch")
    assert scene.page.ask.accessibleName() == "Who takes the desk?"


def test_locking_closing_and_the_second_screen_by_name(stage: Stage, qtbot: QtBot) -> None:
    scene = stage().running()
    with qtbot.waitSignal(scene.page.locking):
        say(scene, "lock")
    say(scene, "screen")
    assert "There is no second screen" in scene.window.status.words
    say(scene, "quit")
    assert scene.page.ask.accessibleName() == "Close the window?"


def test_the_papers_of_the_run_of_show_by_name(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = stage().running()
    asked: list[str] = []
    monkeypatch.setattr(show_papers, "show", lambda bridge, session, sort, over: asked.append(sort))
    for line in ("return-card", "rundown", "cue-sheet"):
        assert say(scene, line) == ""
    assert asked == ["return card", "rundown", "cue sheet"]

    def refuse(*_: object) -> None:
        raise KnownError("The disk is gone.")

    monkeypatch.setattr(show_papers, "show", refuse)
    assert say(scene, "rundown") == "The disk is gone."
    scene.press("Esc")
    words = own_words(scene.page, scene.bridge)
    scene.bridge.cover()
    assert words["return-card"].act("") == "Names are covered. Uncover them first."
    scene.bridge.sitting = None
    assert "No circle is open" in words["return-card"].act("")
