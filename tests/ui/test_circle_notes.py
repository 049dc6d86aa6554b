"""Notes on the Circle page: saved once or kept in the line, withdrawn, struck, and written right."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui import hands
from tests.ui.scene import Scene, Stage, press, texts


def test_a_note_is_saved_for_the_chosen_one_and_can_be_withdrawn_then_only_struck(stage: Stage) -> None:
    scene = stage().running()
    scene.page.choose(scene.who("Ash"))
    field = scene.page.notes.field
    QTest.keyClicks(field, "humming with the music")
    QTest.keyClick(field, Qt.Key.Key_Return)
    (line,) = scene.session.seats[scene.who("Ash")].lines
    assert (line.text, field.text()) == ("humming with the music", "")
    press(scene.page, "withdraw")
    assert scene.session.seats[scene.who("Ash")].lines[0].struck == "withdrawn"
    QTest.keyClicks(field, "asks for water")
    QTest.keyClick(field, Qt.Key.Key_Return)
    scene.pass_(31_000)
    press(scene.page, "strike")
    QTest.keyClicks(scene.window.focusWidget(), "it was Heron")
    scene.press("Return")
    assert [x.struck for x in scene.session.seats[scene.who("Ash")].lines] == ["withdrawn", "it was Heron"]
    said = list(texts(scene.page.notes))
    assert ("struck: it was Heron" in said, "withdrawn" in said) == (True, True)


def test_a_note_that_is_not_saved_keeps_its_words(stage: Stage) -> None:
    scene = stage().running()
    scene.log.disk = "full"
    field = scene.page.notes.field
    QTest.keyClicks(field, "tears, hand held")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "tears, hand held"
    assert any("Not saved" in words for words in texts(scene.page.notes))


def test_a_note_in_mid_write_stands_once_however_often_enter_is_pressed(stage: Stage) -> None:
    scene = stage().running()
    field = scene.page.notes.field
    scene.log.disk = "stuck"
    QTest.keyClicks(field, "tears, hand held")
    for _ in range(3):
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert "It will appear" in "\n".join(texts(scene.page.notes))
    scene.log.mend()
    scene.pass_(1_000)
    assert [line.text for line in scene.session.lines] == ["tears, hand held"]
    assert field.text() == ""
    assert "It will appear" not in "\n".join(texts(scene.page.notes))
    QTest.keyClicks(field, "tears, hand held")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert len(scene.session.lines) == 2, "the same words may be written again"


def test_words_that_were_changed_meanwhile_stay_when_the_first_arrive(stage: Stage) -> None:
    scene = stage().running()
    field = scene.page.notes.field
    scene.log.disk = "stuck"
    QTest.keyClicks(field, "tears")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, ", hand held")
    scene.log.mend()
    scene.pass_(1_000)
    assert ([line.text for line in scene.session.lines], field.text()) == (["tears"], "tears, hand held")
    assert "It will appear" not in "\n".join(texts(scene.page.notes))


def struck(scene: Scene, words: str) -> None:
    """A note that can no longer be withdrawn, and the question why it is wrong."""
    QTest.keyClicks(scene.page.notes.field, words)
    QTest.keyClick(scene.page.notes.field, Qt.Key.Key_Return)
    scene.pass_(31_000)
    press(scene.page, "strike")


def test_what_is_right_is_written_in_the_same_stroke(stage: Stage) -> None:
    scene = stage().running()
    scene.page.choose(scene.who("Ash"))
    struck(scene, "asks for tea")
    why, right = scene.page.ask.fields
    QTest.keyClicks(why, "misheard")
    QTest.keyClicks(right, "asks for water")
    scene.press("Return", right)
    wrong, new = scene.session.seats[scene.who("Ash")].lines
    assert (wrong.struck, new.text, new.replaces) == ("misheard", "asks for water", wrong.stamp)
    assert "asks for water" in list(texts(scene.page.notes))


def test_a_strike_that_is_not_saved_keeps_its_words(stage: Stage) -> None:
    scene = stage().running()
    struck(scene, "asks for tea")
    scene.log.disk = "full"
    QTest.keyClicks(scene.page.ask.fields[0], "misheard")
    scene.press("Return")
    assert "Not saved" in hands.shown(scene.page.ask)
    scene.log.mend()
    scene.press("Return")
    assert [line.struck for line in scene.session.lines] == ["misheard"]


def test_fifty_thousand_letters_are_pasted_kept_whole_and_hold_nothing_up(stage: Stage) -> None:
    """Qt takes 32 767 letters and says nothing of the rest."""
    scene = stage().running()
    scene.page.choose(scene.who("Ash"))
    text = ("Wren said <b>hello</b> \U0001f30a é " * 2_000)[:50_000].strip()
    QApplication.clipboard().setText(text)
    QTest.keyClick(scene.page.notes.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(scene.page.notes.field, Qt.Key.Key_Return)
    (line,) = scene.session.seats[scene.who("Ash")].lines
    assert line.text == text
    (row,) = [row for row in scene.page.trailing.rows() if row.note]
    assert len(row.text) < 1_300, "of so much the trail has the beginning, the Review page all"
    assert row.text.endswith(" …")
    scene.page.trailing.strike(row)
    assert scene.page.rect().contains(scene.page.ask.geometry())
