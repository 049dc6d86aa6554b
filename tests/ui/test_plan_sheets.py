"""Templates and sheets, on the Plan page."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapcircle.app.fit import SpreadsheetFiles
from kapcircle.core.errors import KnownError
from kapcircle.desk.fittings import Draft, MusicAway
from kapcircle.desk.house import PRACTICE
from kapcircle.desk.library import Library
from kapcircle.ui import typeface
from kapcircle.ui.dialogs.files import FileDialog
from kapcircle.ui.dialogs.question import Notice
from kapcircle.ui.dialogs.reading import Reading
from kapcircle.ui.dialogs.sheet_preview import SheetPreview, TemplateDialog
from kapcircle.ui.label import Label
from kapcircle.ui.panels.plan_import import MusicElsewhere
from kapcircle.ui.theme import ROOM, dress
from tests.ui.hands import field, press, shown
from tests.ui.planning import Desk, dialog

K = Qt.Key
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def real_sheets(desk: Desk) -> None:
    fittings = replace(desk.house.fittings, sheets=SpreadsheetFiles())
    desk.house.library = Library(desk.house.desk, PRACTICE, fittings)


def test_a_template_is_looked_at_first(desk: Desk) -> None:
    desk.choose("Arrival", "Peak")
    desk.press(K.Key_Delete)
    desk.page._imports.template()
    preview = dialog(TemplateDialog)
    assert "3 phases · 1 h 15" in shown(preview)
    assert desk.names == ["Return"]
    QTest.keyClick(preview.focusWidget(), K.Key_Return)
    assert desk.names == ["Arrival", "Peak", "Return"]


def test_a_sheet_is_looked_at_first_and_what_was_left_out_is_said(desk: Desk, qtbot: QtBot) -> None:
    desk.choose("Arrival", "Peak")
    desk.press(K.Key_Delete)
    desk.page._imports.read("/somewhere/plan.csv")
    qtbot.waitUntil(lambda: any(isinstance(w, SheetPreview) for w in QApplication.topLevelWidgets()))
    preview = dialog(SheetPreview)
    assert "“Colour” means nothing" in shown(preview)
    assert desk.names == ["Return"]
    QTest.keyClick(preview.focusWidget(), K.Key_Return)
    qtbot.waitUntil(lambda: len(desk.names) == 3)


def test_a_sheet_may_be_left(desk: Desk, qtbot: QtBot) -> None:
    before = desk.rundown
    desk.page._imports.read("/somewhere/plan.csv")
    qtbot.waitUntil(lambda: any(isinstance(w, SheetPreview) for w in QApplication.topLevelWidgets()))
    QTest.keyClick(dialog(SheetPreview), K.Key_Escape)
    assert desk.rundown == before


def test_a_bad_sheet_says_row_and_column_and_imports_nothing(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: str, media: str) -> Draft:
        raise KnownError("Nothing was imported.\nrow 7, column Minutes (B): “soon” is not a length")

    monkeypatch.setattr(desk.house.library, "read_sheet", refuse)
    before = desk.rundown
    desk.page._imports.read("/somewhere/plan.csv")
    qtbot.waitUntil(lambda: any(isinstance(w, Notice) for w in QApplication.topLevelWidgets()))
    said = dialog(Notice)
    assert "row 7, column Minutes (B)" in shown(said)
    press(said, "Close")
    assert desk.rundown == before


def test_music_that_is_not_beside_the_sheet_may_be_looked_for_in_another_folder(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet, music = tmp_path / "plan.csv", tmp_path / "music"
    sheet.write_text("Phase,Minutes,Music\nArrival,15,arrive.wav\n", "utf-8")
    music.mkdir()
    (music / "arrive.wav").touch()
    real_sheets(desk)
    desk.page._imports.read(str(sheet))
    qtbot.waitUntil(lambda: any(isinstance(w, MusicElsewhere) for w in QApplication.topLevelWidgets()))
    said = dialog(MusicElsewhere)
    assert "“arrive.wav” was not found" in shown(said)
    assert f"looked for in {tmp_path}." in shown(said).replace("\u200b", "")  # where a long name may break
    press(said, "Choose the music folder…")
    folder = dialog(FileDialog)
    assert isinstance(folder, FileDialog)
    folder.fileSelected.emit(str(music))
    folder.reject()
    qtbot.waitUntil(lambda: any(isinstance(w, SheetPreview) for w in QApplication.topLevelWidgets()))
    words = shown(dialog(SheetPreview))
    assert "1 recording will be copied" in words
    assert "▲" not in words, "nothing is wrong"
    dialog(SheetPreview).close()


def test_what_is_wrong_with_a_sheet_but_not_with_its_music_offers_no_folder(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = tmp_path / "plan.csv"
    sheet.write_text("Phase,Minutes\nArrival,soon\n", "utf-8")
    real_sheets(desk)
    desk.page._imports.read(str(sheet))
    qtbot.waitUntil(lambda: any(isinstance(w, Notice) for w in QApplication.topLevelWidgets()))
    assert "looked for" not in shown(dialog(Notice))
    press(dialog(Notice), "Close")


@pytest.mark.parametrize("away", [False, True])
def test_a_long_list_of_what_is_wrong_can_be_read_to_its_end(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, away: bool
) -> None:
    wrong = [f"row {n}, column Music (C): “a recording {n}.flac” was not found: what comes near" for n in range(40)]

    def refuse(path: str, media: str) -> Draft:
        raise (MusicAway if away else KnownError)("\n".join(wrong))

    monkeypatch.setattr(desk.house.library, "read_sheet", refuse)
    desk.page._imports.read("/somewhere/plan.csv")
    kind = MusicElsewhere if away else Notice
    qtbot.waitUntil(lambda: any(isinstance(w, kind) for w in QApplication.topLevelWidgets()))
    said = dialog(kind)
    qtbot.waitExposed(said)
    assert said.height() <= said.screen().availableSize().height() * 3 // 4
    (list_,) = said.findChildren(Reading)
    assert all(line in shown(said) for line in wrong)
    last = next(label for label in list_.findChildren(Label) if label.text() == wrong[-1])
    assert last.height() >= last.heightForWidth(last.width()), "no line is squeezed"
    list_.setFocus(Qt.FocusReason.TabFocusReason)
    assert list_.hasFocus()
    for _ in range(10):
        QTest.keyClick(list_, K.Key_PageDown)
    bottom = last.mapTo(list_.viewport(), last.rect().bottomLeft()).y()
    assert 0 < bottom <= list_.viewport().height()
    press(said, "Close")


def test_a_few_lines_take_no_more_room_than_they_need(desk: Desk) -> None:
    notice = Notice("One thing", ("Row 7 is wrong.",), desk.page)
    notice.open()
    (list_,) = notice.findChildren(Reading)
    assert list_.height() < 40
    assert notice.height() < 200
    assert list_.focusPolicy() == Qt.FocusPolicy.NoFocus
    press(notice, "Close")


def test_what_a_sheet_cannot_hold_is_listed_on_export(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        desk.house.library, "write_sheet", lambda path, rundown: ("Phase 2 “Peak”: the cue “bowl” (a prompt).",)
    )
    desk.page._imports.write("/somewhere/plan.xlsx", desk.rundown)
    qtbot.waitUntil(lambda: any(isinstance(w, Notice) for w in QApplication.topLevelWidgets()))
    said = dialog(Notice)
    assert "plan.xlsx is written, without what a sheet cannot hold" in shown(said)
    assert "the cue “bowl”" in shown(said)
    press(said, "Close")


def test_everything_grows_with_the_size_of_text_at_once(desk: Desk, qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = app.font()
    dress(app, ROOM)
    parts = [desk.page._people, field(desk.page, "Name of the session"), field(desk.page, "Phase")]
    small = [part.fontMetrics().height() for part in parts]
    wide = desk.page._people.width()
    try:
        typeface.set_type(app, before.family(), 2.0)
        qtbot.waitUntil(lambda: desk.page._people.width() > 1.5 * wide)
        grown = [part.fontMetrics().height() for part in parts]
        assert [a > 1.5 * b for a, b in zip(grown, small, strict=True)] == [True, True, True]
    finally:
        app.setFont(before)
        app.setStyleSheet("")
        app.setPalette(QPalette())
