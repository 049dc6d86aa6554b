from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kapcircle.store.files import SUFFIX
from kapcircle.ui.dialogs.files import SHEETS, VAULT_SUFFIX, VAULTS, FileDialog, ask_folder, ask_open, ask_save
from kapcircle.ui.dialogs.question import Question
from kapcircle.ui.key import LOW
from kapcircle.ui.theme import ROOM, dress
from tests.ui.hands import press


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> Iterator[QWidget]:
    dress(qapp, ROOM)
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    yield made
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())


def asked(page: QWidget) -> tuple[Question, list[str]]:
    question = Question("Close the circle?", "The music fades.", "Close", "Stay", page)
    answers: list[str] = []
    question.agreed.connect(lambda: answers.append("agreed"))
    question.open()
    return question, answers


def test_a_question_is_answered_by_its_deed_alone(page: QWidget) -> None:
    question, answers = asked(page)
    press(question, "Close")
    assert answers == ["agreed"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_esc_and_enter_give_the_safe_answer(page: QWidget, key: Qt.Key) -> None:
    question, answers = asked(page)
    QTest.keyClick(question.focusWidget(), key)
    assert answers == []
    assert not question.isVisible()


def test_dialogs_are_as_dark_as_their_window_from_the_first_frame(page: QWidget) -> None:
    question, _ = asked(page)
    files = ask_open(page, SHEETS, lambda _: None)
    for dialog in (question, files):
        assert dialog.palette().color(QPalette.ColorRole.Window) == QColor(ROOM.window)
        middle = dialog.grab().toImage().pixelColor(4, 4)
        assert middle.lightness() < 60
        dialog.reject()


def test_file_dialogs_are_our_own_with_a_neutral_title(page: QWidget) -> None:
    for dialog in (
        ask_open(page, SHEETS, lambda _: None),
        ask_folder(page, lambda _: None),
        ask_save(page, SHEETS, "xlsx", "Medicine.xlsx", lambda _: None),
    ):
        assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
        assert dialog.windowTitle() == "KapCircle"
        dialog.reject()


@pytest.mark.parametrize("ask", [lambda page: ask_open(page, SHEETS, print), lambda page: ask_folder(page, print)])
def test_a_file_dialog_has_keys_that_can_be_seen_and_hit(page: QWidget, ask: Callable[[QWidget], FileDialog]) -> None:
    dialog = ask(page)
    QApplication.processEvents()
    keys: list[QAbstractButton] = [w for w in dialog.findChildren(QAbstractButton) if w.isVisible()]
    assert len(keys) == 6
    assert not [(w.objectName(), w.height()) for w in keys if w.height() < LOW]
    said = [w.text() for w in keys] + [w.text() for w in dialog.findChildren(QLabel)]
    assert not [words for words in said if "&" in words]
    for key in (w for w in keys if not w.icon().isNull()):
        image = key.icon().pixmap(16).toImage()
        pixels = [image.pixelColor(x, y) for x in range(16) for y in range(16)]
        inks = [pixel for pixel in pixels if pixel.alpha() > 120]
        assert inks, key.objectName()
        assert all(abs(ink.red() - QColor(ROOM.second).red()) < 4 for ink in inks), key.objectName()
    dialog.reject()


def test_what_was_chosen_is_told_and_where_it_lay_is_written_down_nowhere(page: QWidget, tmp_path: Path) -> None:
    folder = tmp_path / "somebodys-records"
    folder.mkdir()
    (folder / "plan.csv").write_text("Phase,Minutes\n")
    chosen: list[str] = []
    dialog = ask_open(page, SHEETS, chosen.append)
    dialog.setDirectory(str(folder))
    dialog.selectFile(str(folder / "plan.csv"))
    dialog.accept()
    assert chosen == [str(folder / "plan.csv")]
    QApplication.sendPostedEvents(None, 52)
    QApplication.processEvents()
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    said = " ".join(str(kept.value(key)) for key in kept.allKeys())
    assert "somebodys-records" not in said


def test_the_page_looks_for_vaults_as_the_store_names_them() -> None:
    assert f".{VAULT_SUFFIX}" == SUFFIX
    assert f"*{SUFFIX}" in VAULTS
