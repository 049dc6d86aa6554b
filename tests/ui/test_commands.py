"""Every command by name: what a few letters do, and what they never do."""

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest

from kapcircle.core.words import WORDS
from tests.ui.scene import MINUTES, Scene

Stage = Callable[..., Scene]


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
        self.sheet._obey = self._tell

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
    for name in WORDS:
        for end in range(1, len(name) + 1):
            first = name[:end]
            begin = [other for other in WORDS if other.startswith(first)]
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


@pytest.mark.parametrize(("text", "line"), [("e 2:00", "extend 2:00"), ("light", "hush "), ("i", "insert ")])
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
