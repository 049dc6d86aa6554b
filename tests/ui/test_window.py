"""The window around the pages."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kapcircle.ui.bridge import Bridge
from kapcircle.ui.page import Page
from kapcircle.ui.status import Say
from kapcircle.ui.window import Window
from tests import fakes
from tests.ui.hands import press


class Plain(Page):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.refreshed = 0

    def refresh(self) -> None:
        self.refreshed += 1


def window(qtbot: QtBot, *names: str) -> tuple[Window, dict[str, Plain]]:
    shown = Window()
    qtbot.addWidget(shown)
    pages = {name: Plain(name) for name in names}
    shown.show_pages(list(pages.values()), names[0])
    shown.show()
    return shown, pages


def test_a_page_is_refreshed_when_it_is_turned_to(qtbot: QtBot) -> None:
    shown, pages = window(qtbot, "Plan", "Circle")
    assert (pages["Plan"].refreshed, pages["Circle"].refreshed) == (1, 0)
    press(shown, "Circle")
    assert shown.page is pages["Circle"]
    assert pages["Circle"].refreshed == 1


@pytest.mark.parametrize(("width", "height", "fills"), [(1366, 768, True), (1280, 900, True), (1920, 1040, False)])
def test_the_foot_of_the_window_is_on_the_screen(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, width: int, height: int, fills: bool
) -> None:
    shown, _ = window(qtbot, "Plan")
    shown.hide()
    monkeypatch.setattr(shown, "screen", lambda: SimpleNamespace(availableSize=lambda: QSize(width, height)))
    shown.come_up()
    assert shown.isMaximized() is fills
    assert shown.normalGeometry().height() <= height - 28, "a title bar stands above it"


def test_the_title_names_nobody(qtbot: QtBot) -> None:
    shown, _ = window(qtbot, "Plan")
    assert shown.windowTitle() == "KapCircle"


def test_what_is_refused_fails_or_is_worth_knowing_is_said_in_one_line(qtbot: QtBot) -> None:
    shown, pages = window(qtbot, "Plan")
    bridge = Bridge(fakes.house(), lambda _: 0)
    shown.follow(bridge)
    said = []
    for signal, words in (
        (bridge.refused, "The circle is held already."),
        (bridge.failed, "The disk is full."),
        (pages["Plan"].noticed, "Taken back."),
    ):
        signal.emit(words)
        said.append((shown.status.words, shown.status._kind, shown.status.accessibleDescription()))
    assert said == [
        ("The circle is held already.", Say.REFUSED, "Not now. The circle is held already."),
        ("The disk is full.", Say.FAILED, "Did not work. The disk is full."),
        ("Taken back.", Say.NOTICE, "Taken back."),
    ]


def test_covered_only_the_circle_can_be_seen(qtbot: QtBot) -> None:
    shown, pages = window(qtbot, "Plan", "Circle")
    bridge = Bridge(fakes.house(), lambda _: 0)
    shown.follow(bridge)
    shown.status.say("Ash is not in this circle.")
    bridge.cover()
    assert shown.page is pages["Circle"]
    assert shown.status.words == ""
    assert [key.isEnabled() for key in shown._names.values()] == [False, True]
    bridge.uncover()
    assert all(key.isEnabled() for key in shown._names.values())


def test_alone_nothing_else_can_be_reached(qtbot: QtBot) -> None:
    shown, _ = window(qtbot, "Plan", "Circle")
    only = QWidget()
    shown.show_alone(only)
    assert only.isVisible()
    assert not shown._header.isVisible()
    assert shown.page is None
