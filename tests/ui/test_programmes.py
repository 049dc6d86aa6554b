"""The sheet of programmes: begun, edited with faults in place, saved."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from kapcircle.core.programme import SETTING, Measure
from kapcircle.ui.key import Key
from kapcircle.ui.label import Label
from kapcircle.ui.panels.programme_forms import NewProgramme
from kapcircle.ui.panels.programmes import ProgrammesDialog
from kapcircle.ui.tick import Tick
from tests.ui import hands
from tests.ui.planning import dialog
from tests.ui.programme_sheet import BEGIN, JON, Sheet
from tests.ui.scene import Stage

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_first_programme_is_begun_from_a_shipped_one_and_saved(sheet: Sheet) -> None:
    sheet.open()
    assert "No programme yet" in sheet.words
    sheet.begin()
    assert sheet.lines == [("Small programme", "▲ not saved yet")]
    assert list(sheet.rooms.kept) == []
    hands.press(sheet.root, "Save as version 1")
    assert sheet.lines == [("Small programme", "▲ version 1, not signed")]
    assert "▲ Version 1, not signed: its limits do not act" in sheet.words
    assert [x.version for x in sheet.rooms.kept] == [1]


def test_what_is_shipped_says_what_it_is_before_it_is_begun(sheet: Sheet) -> None:
    sheet.open()
    sheet.key(BEGIN).click()
    words = hands.shown(dialog(NewProgramme))
    assert "Made up for the tests." in words
    assert "4 weeks, 4 sessions, 3 of them medicine" in words
    assert "No limit in it acts before a medical lead of the practice has signed it." in words
    dialog(NewProgramme).close()


def test_what_cannot_be_read_is_said_at_its_field_and_changes_nothing(begun: Sheet) -> None:
    hands.type_in(begun.root, "Weeks", "some", enter=True)
    assert "▲ Type a whole number, as in 3." in begun.words
    assert not begun.key("Save as version 2").isEnabled()
    hands.type_in(begun.root, "Weeks", "6", enter=True)
    assert "Type a whole number" not in begun.words
    assert begun.key("Save as version 2").isEnabled()


def test_a_fault_stands_at_its_field_and_is_counted_and_nothing_is_saved_with_it(begun: Sheet) -> None:
    hands.type_in(begun.root, "Medicine sessions at most", "9", enter=True)
    assert "▲ Outline: the cap of medicine sessions is 3 to 6, not 9." in begun.words
    assert begun.counted == {"Outline": "▲ 1"}
    hands.press(begun.root, "Save as version 2")
    assert begun.rooms.kept[0].version == 1, "Enter in a field and Save itself"
    hands.type_in(begun.root, "Medicine sessions at most", "4", enter=True)
    assert begun.counted == {}
    hands.press(begun.root, "Save as version 2")
    assert begun.rooms.kept[0].medicine_cap == 4


def test_a_fault_in_a_list_is_marked_in_its_row_and_at_its_field(begun: Sheet) -> None:
    begun.part("Vitals and limits")
    hands.type_in(begun.root, "Above", "1600", enter=True)
    assert begun.column("Limits") == ["▲ systolic", "▲ systolic"]
    assert "1600 is not between 40 and 300 mmHg." in begun.words
    assert begun.counted == {"Vitals and limits": "▲ 2"}


def test_a_figure_that_is_changed_is_the_practices_own(begun: Sheet) -> None:
    hands.type_in(begun.root, "Where it comes from: Weeks", "A paper", enter=True)
    assert hands.field(begun.root, "Where it comes from: Weeks").text() == "A paper"
    hands.type_in(begun.root, "Weeks", "7", enter=True)
    assert hands.field(begun.root, "Where it comes from: Weeks").text() == SETTING


def test_a_list_is_edited_by_keys(begun: Sheet) -> None:
    begun.part("Vitals and limits")
    limits = begun.grid("Limits")
    limits.setFocus()
    QTest.keyClick(limits, Qt.Key.Key_Down, ALT)
    assert begun.column("Limits", 2) == ["above 180 mmHg", "above 160 mmHg"]
    QTest.keyClick(limits, Qt.Key.Key_Insert)
    assert begun.column("Limits", 2) == ["above 180 mmHg", "above 160 mmHg", "no range yet mmHg"]
    assert "give it a lowest or a highest value" in begun.words
    measure = next(x for x in begun.root.findChildren(QComboBox) if x.accessibleName() == "Measure")
    measure.setCurrentIndex([x.value for x in Measure].index("SpO2"))
    measure.activated.emit(measure.currentIndex())
    hands.type_in(begun.root, "Below", "94", enter=True)
    assert begun.column("Limits", 2)[-1] == "below 94 %"
    limits.setFocus()
    QTest.keyClick(limits, Qt.Key.Key_Up, ALT)
    QTest.keyClick(limits, Qt.Key.Key_Up)
    QTest.keyClick(limits, Qt.Key.Key_Delete)
    assert begun.column("Limits", 2) == ["below 94 %", "above 160 mmHg"]
    hands.press(begun.root, "Save as version 2")
    assert [x.measure for x in begun.rooms.kept[0].limits] == [Measure.SPO2, Measure.SYSTOLIC]


def test_a_list_is_emptied_and_begun_again(begun: Sheet) -> None:
    begun.part("Consents")
    hands.press(begun.root, "Remove")
    assert "None yet." in begun.words
    assert not begun.key("Remove").isEnabled()
    hands.press(begun.root, "Add a text")
    assert begun.column("Texts") == ["new"]
    assert begun.root.focusWidget() is hands.field(begun.root, "Kind")


def test_long_texts_and_boxes_are_fields_too(begun: Sheet) -> None:
    begun.part("Consents")
    text = next(x for x in begun.root.findChildren(QPlainTextEdit) if x.accessibleName() == "What is signed")
    text.setFocus()
    text.setPlainText("Our counsel's words.")
    hands.field(begun.root, "Title").setFocus()
    (needed,) = [x for x in begun.root.findChildren(Tick) if x.text() == "Needed before medicine"]
    needed.click()
    hands.press(begun.root, "Save as version 2")
    consent = begun.rooms.kept[0].consents[0]
    assert (consent.text, consent.required, consent.version) == ("Our counsel's words.", False, 2)


def test_a_change_is_taken_back_and_brought_back(begun: Sheet) -> None:
    hands.type_in(begun.root, "Weeks", "8", enter=True)
    begun.listing("Programmes").setFocus()
    QTest.keyClick(begun.root, Qt.Key.Key_Z, CTRL)
    assert hands.field(begun.root, "Weeks").text() == "4"
    assert not begun.key("Save as version 2").isEnabled()
    QTest.keyClick(begun.root, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert hands.field(begun.root, "Weeks").text() == "8"


def test_what_was_changed_and_not_saved_is_there_again(begun: Sheet) -> None:
    hands.type_in(begun.root, "Medicine sessions at most", "9", enter=True)
    begun.begin()
    begun.close()
    assert [x.version for x in begun.rooms.kept] == [1]
    begun.open()
    assert begun.lines == [
        ("Small programme", "▲ version 1, not signed · changed"),
        ("Small programme (2)", "▲ not saved yet"),
    ]
    assert hands.field(begun.root, "Medicine sessions at most").text() == "9"
    hands.press(begun.root, "Discard changes")
    assert hands.field(begun.root, "Medicine sessions at most").text() == "6"
    begun.listing("Programmes").setCurrentIndex(begun.listing("Programmes").model().index(1, 0))
    hands.press(begun.root, "Discard changes")
    assert begun.lines == [("Small programme", "▲ version 1, not signed")]
    assert begun.rooms.drafts() == {}


def test_a_co_therapist_looks_and_changes_nothing(begun: Sheet) -> None:
    begun.close()
    begun.open(JON)
    assert "To look at: the coordinator, a facilitator or the medical lead changes it." in begun.words
    assert hands.field(begun.root, "Weeks").isReadOnly()
    begun.part("Vitals and limits")
    assert not begun.key("Add a limit").isEnabled()
    limits = begun.grid("Limits")
    limits.setFocus()
    for key, modifier in ((Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Down, ALT)):
        QTest.keyClick(limits, key, modifier)
    QTest.keyClick(limits, Qt.Key.Key_Insert)
    assert begun.column("Limits", 2) == ["above 160 mmHg", "above 180 mmHg"]


def test_a_refusal_is_said_on_the_sheet(begun: Sheet) -> None:
    hands.press(begun.root, "Duplicate")
    hands.type_in(begun.root, "Name", "Small programme", enter=True)
    hands.press(begun.root, "Save as version 1")
    assert "▲ There is a programme called Small programme already." in begun.words
    assert len(begun.rooms.kept) == 1


def test_everything_on_every_part_has_a_name(begun: Sheet) -> None:
    for name in [x.name for x in begun.listing("Parts of the programme").items]:
        begun.part(name)
        QApplication.processEvents()
        typed = (QLineEdit, QPlainTextEdit, QComboBox, Tick, Key)
        everything: list[QWidget] = begun.root.findChildren(QWidget)
        parts = [x for x in everything if isinstance(x, typed) and x.isVisibleTo(begun.root)]
        assert all(x.accessibleName() for x in parts), name


def test_nothing_on_it_diagnoses_advises_or_monitors(begun: Sheet) -> None:
    for name in [x.name for x in begun.listing("Parts of the programme").items]:
        begun.part(name)
        words = " ".join(x.text() for x in begun.root.findChildren(Label) if x.isVisibleTo(begun.root)).lower()
        for never in ("diagnos", "monitor", "recommend", "you should", "give "):
            assert never not in words, (name, never)


def test_it_is_opened_by_its_word_on_the_circle_page(stage: Stage, qtbot: QtBot) -> None:
    scene = stage()
    scene.page.commands.open()
    QTest.keyClicks(scene.page.commands.line, "programmes")
    QTest.keyClick(scene.page.commands.line, Qt.Key.Key_Return)
    opened = dialog(ProgrammesDialog)
    assert "No programme yet" in hands.shown(opened)
    hands.press(opened, "Close")
