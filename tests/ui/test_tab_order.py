"""Where Tab leads among parts that are made later than what stands below them: from above, the way one reads."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kapcircle.ui.key import Key
from kapcircle.ui.pages.review import Review
from kapcircle.ui.panels.programmes import ProgrammesDialog
from tests.ui.entered import Entered
from tests.ui.people import the
from tests.ui.programme_sheet import Sheet
from tests.ui.scene import Stage


def after(part: QWidget) -> QWidget:
    """Where Tab leads from a part."""
    part.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(part, Qt.Key.Key_Tab)
    found: QWidget | None = part.window().focusWidget()
    assert found is not None
    return found


def test_from_the_corner_of_the_ring_it_goes_to_the_seat_and_on_to_the_notes(stage: Stage) -> None:
    page = stage().running().page
    assert after(page.ring.turn) is page.ring.seats[0]
    assert after(page.ring.seats[0]) is page.notes.field
    page.choose(page.ring.seats[2].view.person)
    assert after(page.ring.turn) is page.ring.seats[2]


def test_the_fields_of_a_programme_come_before_the_keys_below_them(begun: Sheet) -> None:
    sheet = begun.root
    assert isinstance(sheet, ProgrammesDialog)
    for part in ("Outline", "Vitals and limits", "Outline"):
        sheet.turn_to(part)
        first = after(sheet._parts)
        assert sheet._page(part).isAncestorOf(first), (part, type(first), first.accessibleName())
        assert not isinstance(first, Key)


def test_what_is_looked_for_comes_before_the_circles(entered: Entered) -> None:
    review = the(entered.window, Review)
    assert review.found.line.nextInFocusChain() is review._circles
