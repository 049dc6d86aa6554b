"""The dialog on agreements, intentions, library and feedback."""

import pytest
from PySide6.QtCore import QDate, QDateTime, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDateTimeEdit, QWidget

from kapcircle.core.cohort.feedback import Quote
from kapcircle.core.cohort.intentions import Intention
from kapcircle.core.cohort.library import Piece, PieceKind
from kapcircle.ui.cohort.circle_sheet import CircleSheet
from kapcircle.ui.dialogs.paper import PaperView
from kapcircle.ui.listing import Listing
from kapcircle.ui.text import Prose
from tests.ui.cohort_dialogs import choose, cohort, items, opened, part, people, pick, tick
from tests.ui.hands import field, press, shown, type_in
from tests.ui.planning import Desk, dialog

K, CONTROL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
pytestmark = pytest.mark.usefixtures("dialogs_close")


def test_agreements_are_kept_in_versions_and_each_yes_with_its_day(harbour: Desk) -> None:
    at = opened(harbour, "Community", "Agreements")
    wren, heron = people(harbour)
    text: Prose = part(at, Prose, "Agreements of the circle")
    text.setFocus()
    QTest.keyClicks(text, "We listen.")
    press(at, "Keep as a new version")
    press(at, "Said yes")
    day: QDateTimeEdit = part(at, QDateTimeEdit, "Day on which they said yes")
    day.setDate(QDate(2026, 1, 2))
    press(at, "Said yes")
    agreed = cohort(harbour).agreements
    assert (agreed.said_yes(wren) or (0, 0))[1] == harbour.bridge.now
    heard = QDateTime.fromMSecsSinceEpoch((agreed.said_yes(heron) or (0, 0))[1])
    assert heard.date() == QDate(2026, 1, 2)
    assert [x[2] for x in items(at, "Who said yes")] == ["✓ 15 Jan 2027", "✓ 2 Jan 2026"]
    text.setFocus()
    QTest.keyClicks(text, "Softly. ")
    press(at, "Keep as a new version")
    assert "Version 2" in shown(at)
    assert [x[2] for x in items(at, "Who said yes")] == ["not yet", "not yet"]


def test_agreements_that_are_being_written_are_not_lost(harbour: Desk) -> None:
    at = opened(harbour, "Community", "Agreements")
    text: Prose = part(at, Prose, "Agreements of the circle")
    text.setFocus()
    QTest.keyClicks(text, "We listen.")
    harbour.house.planning.enrol(harbour.cohort, "Owl")
    assert text.toPlainText() == "We listen."
    press(at, "Close")
    assert at.isVisible()
    assert "not kept yet" in shown(at)
    press(at, "Close")
    assert not at.isVisible()
    assert cohort(harbour).agreements.texts == ()


def test_an_intention_is_shared_only_by_its_tick(harbour: Desk) -> None:
    at = opened(harbour, "Community", "Intentions")
    wren, heron = people(harbour)
    type_in(at, "Intention", "to rest", enter=True)
    choose(at, "Intentions", "Heron")
    type_in(at, "Intention", "to listen", enter=True)
    tick(at, "May be shared with the circle").click()
    found = cohort(harbour).intentions
    assert found.of == {
        (harbour.session, wren): Intention("to rest"),
        (harbour.session, heron): Intention("to listen", shared=True),
    }
    assert found.shared(harbour.session) == {heron: "to listen"}
    type_in(at, "Intention", "", enter=True)
    assert items(at, "Intentions") == [("Wren", "to rest", "own"), ("Heron", "no intention yet", "")]


def written(at: QWidget, title: str, where: str) -> None:
    press(at, "New piece")
    type_in(at, "Title", title)
    type_in(at, "Where it is found", where)


def test_pieces_are_written_kept_given_and_removed(harbour: Desk) -> None:
    at = opened(harbour, "Community", "Library")
    press(at, "New piece")
    type_in(at, "Title", "Breaths")
    pick(at, "Kind", "Practice")
    words: Prose = part(at, Prose, "Words")
    words.setFocus()
    QTest.keyClicks(words, "In. Out.")
    press(at, "Keep")
    assert "Say where it is found" in shown(at)
    tick(at, "Ours: written by this practice").click()
    press(at, "Keep")
    (piece,) = cohort(harbour).library.pieces.values()
    assert piece == Piece(piece.id, "Breaths", PieceKind.PRACTICE, "In. Out.", ours=True)
    tick(at, "Given with this session").click()
    assert cohort(harbour).library.given_with(harbour.session) == (piece,)
    assert items(at, "Library") == [("Breaths", "practice · ours", "given")]
    press(at, "Remove")
    assert cohort(harbour).library.pieces == {}
    assert field(at, "Title").text() == ""


def test_a_piece_that_is_being_written_is_kept_when_another_is_chosen(harbour: Desk) -> None:
    at = opened(harbour, "Community", "Library")
    written(at, "One", "page 1")
    written(at, "Two", "page 2")
    choose(at, "Library", "One")
    assert [x.title for x in cohort(harbour).library.pieces.values()] == ["One", "Two"]
    type_in(at, "Title", "First")
    choose(at, "Library", "Two")
    assert [x.title for x in cohort(harbour).library.pieces.values()] == ["First", "Two"]
    assert field(at, "Title").text() == "Two"
    type_in(at, "Title", "")
    choose(at, "Library", "First")
    assert "Give the piece a name." in shown(at)
    assert (part(at, Listing, "Library").items[1].name, field(at, "Title").text()) == ("Two", "")
    press(at, "Close")
    assert at.isVisible(), "what cannot be kept is not let go without a word"


def test_a_new_piece_that_cannot_be_kept_stays_in_the_form(harbour: Desk) -> None:
    at = opened(harbour, "Community", "Library")
    written(at, "One", "page 1")
    press(at, "Keep")
    written(at, "Two", "")
    choose(at, "Library", "One")
    assert field(at, "Title").text() == "Two"
    harbour.house.planning.enrol(harbour.cohort, "Owl")
    assert field(at, "Title").text() == "Two"
    assert [x.title for x in cohort(harbour).library.pieces.values()] == ["One"]


def test_words_are_told_and_not_quoted_unless_it_is_said(harbour: Desk) -> None:
    at = opened(harbour, "Community", "Feedback")
    wren, heron = people(harbour)
    words: Prose = part(at, Prose, "Their words")
    words.setFocus()
    QTest.keyClicks(words, "I came home.")
    choose(at, "Feedback", "Heron")
    assert words.toPlainText() == ""
    words.setFocus()
    QTest.keyClicks(words, "Thank you.")
    pick(at, "Quotation", "May be quoted without")
    told = cohort(harbour).feedback.told
    assert {who: (x.words, x.quote) for (_, who), x in told.items()} == {
        wren: ("I came home.", Quote.NO),
        heron: ("Thank you.", Quote.ANONYMOUS),
    }
    pick(at, "Of", "Medicine")
    words.setFocus()
    QTest.keyClicks(words, "Quiet.")
    QTest.keyClick(at, K.Key_Escape)
    assert cohort(harbour).feedback.told[harbour.session, heron].words == "Quiet.", "closing puts down what is in hand"


def test_who_left_is_still_asked(harbour: Desk) -> None:
    wren, _ = people(harbour)
    harbour.house.planning.leave(harbour.cohort, wren)
    at = opened(harbour, "Community", "Feedback")
    assert [x[0] for x in items(at, "Feedback")] == ["Heron", "Wren (left)"]


def test_a_dialog_on_a_cohort_that_is_undone_closes(harbour: Desk) -> None:
    other = harbour.house.planning.begin_cohort("Lakeside")
    harbour.page.choose_cohort(other)
    at = opened(harbour, "Pods and team", "Pods")
    QTest.keyClick(at, K.Key_Z, CONTROL)
    assert not at.isVisible()


@pytest.mark.parametrize("section", ["Intentions", "Library"])
def test_the_sheet_for_the_circle_is_printed_where_it_is_made(harbour: Desk, section: str) -> None:
    at = opened(harbour, "Community", section)
    (sheet,) = [x for x in at.findChildren(CircleSheet) if x.isVisibleTo(at)]
    press(sheet, "Sheet for the circle…")
    assert "There is nothing to print yet" in shown(at)
    harbour.house.planning.community.write_agreements(harbour.cohort, "We listen.")
    press(sheet, "Sheet for the circle…")
    assert "There is nothing to print yet" not in shown(at)
    paper = dialog(PaperView)
    assert "Medicine for the circle" in shown(paper)
    QTest.keyClick(paper, K.Key_Escape)


def test_without_a_session_there_is_no_sheet(harbour: Desk) -> None:
    for session in tuple(cohort(harbour).sessions):
        harbour.house.planning.drop_session(harbour.cohort, session)
    at = opened(harbour, "Community", "Library")
    (sheet,) = [x for x in at.findChildren(CircleSheet) if x.isVisibleTo(at)]
    assert not next(x for x in sheet.findChildren(QAbstractButton)).isEnabled()
