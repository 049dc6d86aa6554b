import threading

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapcircle.core.errors import KnownError, Refused
from kapcircle.ui.errand import Errand


def test_it_runs_beside_the_window_and_tells_in_it(qtbot: QtBot) -> None:
    where: list[object] = []
    errand = Errand(lambda _: threading.current_thread())
    errand.done.connect(lambda thread: where.extend((thread, QThread.currentThread())))
    with qtbot.waitSignal(errand.done):
        errand.start()
    ran, told = where
    assert ran is not threading.main_thread()
    app = QApplication.instance()
    assert app is not None
    assert told == app.thread()
    assert not errand.under_way


@pytest.mark.parametrize("error", [KnownError("The disk is full."), Refused("Not now.")])
def test_what_is_known_is_said(qtbot: QtBot, error: Exception) -> None:
    def act(_: object) -> None:
        raise error

    errand = Errand(act)
    with qtbot.waitSignal(errand.failed) as failed:
        errand.start()
    assert failed.args == [str(error)]


def test_a_bug_of_ours_is_raised_where_it_is_seen_and_the_form_is_free_again(qtbot: QtBot) -> None:
    def act(_: object) -> None:
        raise ZeroDivisionError

    errand = Errand(act)
    with qtbot.capture_exceptions() as raised, qtbot.waitSignal(errand.failed) as failed:
        errand.start()
    assert "Something went wrong in the program itself" in failed.args[0]
    qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError
