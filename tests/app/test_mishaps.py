"""What goes wrong in the program itself is said and noted, without a word about anybody, and the circle goes on."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from kapcircle.app.mishaps import LARGEST, QUIET_S, Mishaps, heard
from kapcircle.core.session import commands as c
from tests.ui.scene import Scene

SECRET = "Rowan is afraid"


class Key(QObject):
    """Something that is pressed."""

    pressed = Signal(str)


def broken(said: str) -> None:
    raise ValueError(said)


class Desk:
    """A circle that runs, and a window that hears of what goes wrong."""

    def __init__(self, folder: Path) -> None:
        self.scene, self.notes, self.at = Scene().running(), folder / "home" / "mishaps.txt", 1_000.0
        self.mishaps = Mishaps(self.notes, lambda: self.at)
        self.mishaps.said.connect(self.scene.window.status.fail)
        self.key = Key()
        self.key.pressed.connect(broken)

    @property
    def words(self) -> str:
        return self.scene.window.status.words

    @property
    def noted(self) -> str:
        return self.notes.read_text("utf-8") if self.notes.exists() else ""


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    with heard(made.mishaps):
        yield made
    made.scene.end()


def test_in_a_slot(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    desk.key.pressed.emit(SECRET)
    assert desk.words.startswith("A mistake of the program itself: all else goes on")
    assert str(desk.notes) in desk.words
    assert "ValueError\n  " in desk.noted
    assert "test_mishaps:" in desk.noted
    assert "broken" in desk.noted
    printed = capfd.readouterr()
    assert SECRET not in desk.words + desk.noted + printed.out + printed.err
    assert os.sep not in desk.noted, "a path may name who the laptop belongs to"
    desk.scene.do(c.Next())
    assert desk.scene.session.leg.phase.name == "Return"


def test_in_a_thread(desk: Desk, qtbot: QtBot, capfd: pytest.CaptureFixture[str]) -> None:
    thread = threading.Thread(target=broken, args=(SECRET,), name=SECRET)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: desk.words != "")
    assert "broken" in desk.noted
    printed = capfd.readouterr()
    assert SECRET not in desk.words + desk.noted + printed.out + printed.err


def test_the_same_over_and_over_does_not_bury_all_else(desk: Desk) -> None:
    def press() -> None:
        desk.key.pressed.emit(SECRET)

    for _ in range(2):
        press()
        desk.scene.window.status.say("Taken back: Next.")
        desk.at += QUIET_S / 3
    assert desk.words == "Taken back: Next."
    assert desk.noted.count("ValueError") == 1
    desk.at += QUIET_S
    press()
    assert desk.words.startswith("A mistake")


def test_the_notes_do_not_grow_for_ever(desk: Desk) -> None:
    desk.notes.parent.mkdir()
    desk.notes.write_text("x" * (LARGEST + 1), "utf-8")
    desk.key.pressed.emit(SECRET)
    assert desk.noted.startswith("ValueError")


def test_where_nothing_can_be_noted_it_is_said_all_the_same(desk: Desk) -> None:
    desk.notes.parent.write_bytes(b"in the way")
    desk.key.pressed.emit(SECRET)
    assert desk.words.endswith("you may try again.")


def test_who_ends_the_program_makes_no_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *told: ended.append(told[0]))
    monkeypatch.setattr(threading, "excepthook", lambda told: ended.append(told.exc_type))
    with heard(Mishaps(tmp_path / "mishaps.txt")):
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
        thread = threading.Thread(target=sys.exit)
        thread.start()
        thread.join()
    assert ended == [KeyboardInterrupt, SystemExit]
    assert not list(tmp_path.iterdir())


def test_the_real_window_goes_on(tmp_path: Path) -> None:
    code = f"""
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from kapcircle.app import window
def begin(program):
    def broken():
        raise ValueError({SECRET!r})
    def go_on():
        print(program.window.status.words)
        QApplication.exit(7)
    QTimer.singleShot(0, broken)
    QTimer.singleShot(100, go_on)
raise SystemExit(window._show(begin))
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 7, ran.stderr
    assert ran.stdout.startswith("A mistake of the program itself")
    assert SECRET not in ran.stderr
