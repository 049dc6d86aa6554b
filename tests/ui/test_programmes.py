"""The sheet of programmes: begun, edited with faults in place, saved, signed by a medical lead, looked back on."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId
from kapcircle.core.programme import SETTING, Measure
from kapcircle.core.roles import Role
from kapcircle.desk.programmes import Programmes
from kapcircle.ui.dialogs.question import Question
from kapcircle.ui.grid import Grid
from kapcircle.ui.key import Key
from kapcircle.ui.label import Label
from kapcircle.ui.listing import Listing
from kapcircle.ui.panels.programme_forms import Figures, NewProgramme, Sign, Withdraw
from kapcircle.ui.panels.programmes import ProgrammesDialog
from kapcircle.ui.tick import Tick
from tests.fakes import FakeProgrammeFiles
from tests.made_up import MARA
from tests.ui import hands
from tests.ui.planning import Desk, dialog
from tests.ui.scene import Stage

IRIS = Actor(MemberId("iris"), Role.MEDICAL_LEAD)
JON = Actor(MemberId("jon"), Role.COTHERAPIST)
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


class Sheet:
    """The sheet as it lies on the Plan page, and what hands do on it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        for actor, name in ((MARA, "Mara"), (IRIS, "Dr Iris"), (JON, "Jon")):
            assert actor.role is not None
            desk.house.staff.add(actor.member, name, actor.role)
        self.root: QWidget = QWidget()

    @property
    def rooms(self) -> Programmes:
        return self.desk.house.programmes

    def open(self, actor: Actor = MARA) -> None:
        self.desk.house.desk.actor = actor
        hands.press(self.desk.page, "Edit…")
        self.root = dialog(ProgrammesDialog)
        self.root.activateWindow()
        QApplication.processEvents()

    def close(self) -> None:
        hands.press(self.root, "Close")
        QApplication.processEvents()

    def begin(self) -> None:
        (key,) = [k for k in self.root.findChildren(Key) if k.isVisibleTo(self.root) and k.text() in {"New…", BEGIN}]
        key.click()
        hands.press(dialog(NewProgramme), "Begin with it")
        self.root.activateWindow()
        QApplication.processEvents()

    def part(self, name: str) -> None:
        parts = self.listing("Parts of the programme")
        at = [x.name for x in parts.items].index(name)
        parts.setCurrentIndex(parts.model().index(at, 0))

    def listing(self, name: str) -> Listing:
        (found,) = [x for x in self.root.findChildren(Listing) if x.accessibleName() == name]
        return found

    @property
    def lines(self) -> list[tuple[str, str]]:
        return [(x.name, x.under) for x in self.listing("Programmes").items]

    @property
    def counted(self) -> dict[str, str]:
        """How many faults each part has."""
        return {x.name: x.beside for x in self.listing("Parts of the programme").items if x.beside}

    def grid(self, name: str) -> Grid:
        (found,) = [x for x in self.root.findChildren(Grid) if x.accessibleName() == name]
        return found

    def column(self, name: str, at: int = 0) -> list[str]:
        model = self.grid(name).model()
        return [model.index(row, at).data() for row in range(model.rowCount())]

    def key(self, words: str) -> Key:
        (found,) = [k for k in self.root.findChildren(Key) if k.isVisibleTo(self.root) and k.text() == words]
        return found

    @property
    def words(self) -> str:
        return hands.shown(self.root)


BEGIN = "Begin a programme…"


def acts(sheet: Sheet) -> bool:
    """Whether the limits of the first programme act."""
    return sheet.rooms.kept[0].limits_hold


@pytest.fixture
def sheet(desk: Desk) -> Iterator[Sheet]:
    made = Sheet(desk)
    yield made
    for lying in [x for x in QApplication.topLevelWidgets() if isinstance(x, ProgrammesDialog)]:
        lying.reject()


@pytest.fixture
def begun(sheet: Sheet) -> Sheet:
    """One programme, saved once by the facilitator."""
    sheet.open()
    sheet.begin()
    hands.press(sheet.root, "Save as version 1")
    return sheet


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


def test_a_facilitator_is_told_who_signs(begun: Sheet) -> None:
    assert not begun.key("Sign…").isEnabled()
    assert "A medical lead signs it." in begun.words


def test_a_medical_lead_signs_under_the_figures_that_are_read_back(begun: Sheet) -> None:
    begun.close()
    begun.open(IRIS)
    hands.press(begun.root, "Sign…")
    sign = dialog(Sign)
    words = hands.shown(sign)
    for figure in (
        "systolic after the dose above 160 mmHg: tell the medical lead",
        "systolic after the dose above 180 mmHg: tell the medical lead now",
        "Vital signs due after the dose, min: 15, 30, 40, 60",
        "Observed at least, min: 120",
        "Equipment: Oxygen",
    ):
        assert figure in words
    assert "Signed by Dr Iris." in words
    hands.press(sign, "Sign")
    assert "Read the figures, then tick that you stand for them." in hands.shown(sign)
    assert not acts(begun)
    (tick,) = sign.findChildren(Tick)
    tick.click()
    hands.press(sign, "Sign")
    assert acts(begun)
    assert begun.lines == [("Small programme", "✓ version 1, signed")]
    assert "✓ Version 1, signed by Dr Iris on 2027-01-15" in begun.words


def signed(begun: Sheet) -> None:
    begun.close()
    begun.desk.house.desk.actor = IRIS
    begun.rooms.sign(begun.rooms.kept[0].id, 1)
    begun.open(IRIS)


def test_a_signed_one_is_saved_only_after_what_is_lost_was_said(begun: Sheet) -> None:
    signed(begun)
    hands.type_in(begun.root, "Weeks", "5", enter=True)
    assert "✓ Version 1, signed by Dr Iris" in begun.words, "what is kept is signed until it is saved"
    assert not begun.key("Sign…").isEnabled()
    begun.key("Save as version 2").click()
    question = dialog(Question)
    assert "Version 1 is signed. Version 2 is not: its limits do not act" in hands.shown(question)
    hands.press(question, "Not yet")
    assert begun.rooms.kept[0].version == 1
    begun.key("Save as version 2").click()
    hands.press(dialog(Question), "Save")
    assert (begun.rooms.kept[0].version, begun.rooms.kept[0].limits_hold) == (2, False)


def test_the_next_signature_shows_first_what_changed_since_the_last(begun: Sheet) -> None:
    signed(begun)
    hands.type_in(begun.root, "Weeks", "5", enter=True)
    begun.key("Save as version 2").click()
    hands.press(dialog(Question), "Save")
    hands.press(begun.root, "Sign…")
    words = hands.shown(dialog(Sign))
    assert "CHANGED SINCE VERSION 1, THE ONE SIGNED LAST" in words
    assert "− Outline: Weeks: 4\n+ Outline: Weeks: 5" in words
    hands.press(dialog(Sign), "Cancel")


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


def test_it_goes_out_as_a_file_and_comes_in_unsigned(begun: Sheet) -> None:
    signed(begun)
    assert isinstance(begun.root, ProgrammesDialog)
    files = begun.desk.house.fittings.programme_files
    assert isinstance(files, FakeProgrammeFiles)
    begun.root.write("out.json")
    assert list(files.files) == ["out.json"]
    begun.root.read("gone.json")
    assert "▲ gone.json cannot be read." in begun.words
    begun.root.read("out.json")
    assert begun.lines[-1] == ("Small programme (2)", "▲ not saved yet")


def test_its_history_says_who_and_what(begun: Sheet) -> None:
    signed(begun)
    hands.type_in(begun.root, "Weeks", "5", enter=True)
    begun.key("Save as version 2").click()
    hands.press(dialog(Question), "Save")
    begun.part("History")
    history = begun.listing("History")
    assert [x.name for x in history.items] == [
        "Version 2 saved by Dr Iris",
        "Version 1 signed by Dr Iris",
        "Version 1 saved by Mara",
    ]
    assert "− Outline: Weeks: 4\n+ Outline: Weeks: 5" in begun.words
    history.setCurrentIndex(history.model().index(2, 0))
    assert "The first version." in begun.words
    hands.press(begun.root, "Its figures…")
    assert "Weeks: 4" in hands.shown(dialog(Figures))
    hands.press(dialog(Figures), "Close")
    history.setCurrentIndex(history.model().index(1, 0))
    assert "WHAT IT CHANGED" not in begun.words


def test_an_older_version_is_brought_back_as_a_new_one(begun: Sheet) -> None:
    hands.type_in(begun.root, "Weeks", "5", enter=True)
    hands.press(begun.root, "Save as version 2")
    begun.part("History")
    history = begun.listing("History")
    history.setCurrentIndex(history.model().index(1, 0))
    hands.press(begun.root, "Bring it back")
    hands.press(begun.root, "Save as version 3")
    assert (begun.rooms.kept[0].version, begun.rooms.kept[0].weeks) == (3, 4)
    assert next(x.name for x in history.items) == "Version 3 saved by Mara"


def test_a_signature_is_withdrawn_with_a_reason(begun: Sheet) -> None:
    signed(begun)
    begun.part("History")
    hands.press(begun.root, "Withdraw the signature…")
    asked = dialog(Withdraw)
    hands.press(asked, "Withdraw")
    assert "Say why: it stays in the history." in hands.shown(asked)
    hands.type_in(asked, "Reason", "The cuff was wrong.")
    hands.press(asked, "Withdraw")
    assert not begun.rooms.kept[0].limits_hold
    assert begun.listing("History").items[0].under.endswith("The cuff was wrong.")
    assert "▲ Version 1, not signed: its limits do not act" in begun.words


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
