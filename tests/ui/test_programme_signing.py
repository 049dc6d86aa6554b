"""A programme is signed by a medical lead under its figures, withdrawn with a reason, and looked back on."""

from kapcircle.ui.dialogs.question import Question
from kapcircle.ui.panels.programme_forms import Figures, Sign, Withdraw
from kapcircle.ui.panels.programmes import ProgrammesDialog
from kapcircle.ui.tick import Tick
from tests.fakes import FakeProgrammeFiles
from tests.ui import hands
from tests.ui.planning import dialog
from tests.ui.programme_sheet import IRIS, Sheet, signed


def acts(sheet: Sheet) -> bool:
    """Whether the limits of the first programme act."""
    return sheet.rooms.kept[0].limits_hold


def test_a_facilitator_is_told_who_signs(begun: Sheet) -> None:
    assert not begun.key("Sign…").isEnabled()
    assert "A medical lead signs it: F4 on the Circle page gives them the desk." in begun.words


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
    assert "✓ Version 1, signed by Dr Iris on 15 Jan 2027" in begun.words


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
