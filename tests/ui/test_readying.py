"""Getting people ready, on the page: what is recorded, what is refused, and who reads what."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from kapcircle.core.ids import DAY, Instant, PersonId
from kapcircle.core.person.documents import DocumentKind
from kapcircle.core.person.screening import Said
from kapcircle.ui import typeface
from kapcircle.ui.dialogs.form import Form
from kapcircle.ui.dialogs.paper import PaperView
from kapcircle.ui.dialogs.question import Question
from kapcircle.ui.key import Key
from kapcircle.ui.panels.consents_section import ConsentDialog
from kapcircle.ui.panels.documents_section import DocumentsSection
from kapcircle.ui.panels.screening_section import ScreeningDialog
from kapcircle.ui.signature_pad import SignaturePad
from kapcircle.ui.tick import Tick
from tests.core import people as p
from tests.made_up import START
from tests.ui.hands import field, press, shown, type_in
from tests.ui.readying import WAVE, Room, choose, draw, over


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[Room]:
    made = Room(qtbot)
    yield made
    made.end()


# --- consents ---


def test_a_consent_is_read_said_back_signed_and_kept(room: Room) -> None:
    room.press("Ask… Treatment")
    sheet = over(room, ConsentDialog)
    assert "What the treatment is." in shown(sheet)
    assert "Version 2" in shown(sheet)
    press(sheet, "Says yes")
    assert "tick each line" in shown(sheet), "and the sheet stays"
    for tick in sheet.findChildren(Tick):
        tick.click()
    press(sheet, "Says yes")
    assert "a yes is signed" in shown(sheet)
    (pad,) = sheet.findChildren(SignaturePad)
    draw(pad, *WAVE)
    type_in(sheet, "Witness", "Jonas")
    press(sheet, "Says yes")
    given = room.person.consents.given("treatment")
    assert given is not None
    assert given.witness == "Jonas"
    assert len(room.house.readying.strokes(given.signature)[0]) == 3
    assert pad.strokes == (), "nothing of it stays on the pad"
    assert "yes, 15 Jan 2027, version 2" in room.says()


def test_who_cannot_draw_signs_by_a_typed_name(room: Room) -> None:
    room.press("Ask… Touch")
    sheet = over(room, ConsentDialog)
    type_in(sheet, "Or the typed name", "Wren Made-Up")
    type_in(sheet, "Witness", "Jonas")
    press(sheet, "Says yes")
    given = room.person.consents.given("touch")
    assert given is not None
    assert (given.typed, given.signature) == ("Wren Made-Up", "")


def test_a_no_is_kept_and_may_become_a_yes(room: Room) -> None:
    room.press("Ask… Recording")
    press(over(room, ConsentDialog), "Says no")
    assert "no, 15 Jan 2027" in room.says()
    room.press("Ask… Recording")
    assert over(room, ConsentDialog).isVisible()


def test_covering_puts_the_sheet_away_with_what_was_drawn(room: Room) -> None:
    room.press("Ask… Treatment")
    sheet = over(room, ConsentDialog)
    (pad,) = sheet.findChildren(SignaturePad)
    draw(pad, *WAVE)
    sheet.reject()
    assert pad.strokes == ()
    assert room.person.consents.records == ()


def test_a_withdrawal_blocks_what_comes(room: Room) -> None:
    room.consent()
    room.press("Withdraw… Treatment")
    press(over(room, Form), "Withdraw")
    assert "withdrawn, 15 Jan 2027" in room.says()
    assert "■ Treatment: said no, or withdrawn" in room.says()
    room.press("Show… Treatment")
    assert "it is not encrypted" in shown(over(room, PaperView)), "what was signed stays readable"


def test_a_consent_is_shown_and_written_beside_a_warning(room: Room) -> None:
    room.consent()
    room.press("Show… Treatment")
    view = over(room, PaperView)
    assert "it is not encrypted" in shown(view)
    press(view, "Save as PDF…")
    dialog = over(room, QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit("/paper/consent.pdf")
    assert room.papers["/paper/consent.pdf"] == b"Harbour: Wren said yes to Treatment"


# --- screening, clearance, safety ---


def test_a_form_is_kept_when_every_question_has_an_answer(room: Room) -> None:
    room.press("Screen…")
    sheet = over(room, ScreeningDialog)
    press(sheet, "Keep the screening")
    assert "4 questions have no answer yet." in shown(sheet)
    for item in p.ITEMS:
        choose(sheet, item.question, Said.YES if item is p.SUBSTANCES else Said.NO)
    QApplication.processEvents()
    (exception,) = [x for x in sheet.findChildren(Tick) if x.isVisible()]
    exception.click()
    press(sheet, "Keep the screening")
    assert "say in a few words why the exception holds" in shown(sheet)
    type_in(sheet, f"More on: {p.SUBSTANCES.question}", "It is what brought them.")
    press(sheet, "Keep the screening")
    assert "Holds until 14 Jul 2027" in room.says()
    assert "yes, with its exception. It is what brought them. Waits for the medical lead's decision" in room.says()
    assert [x.said for x in room.person.screening.answers] == [Said.NO, Said.NO, Said.YES, Said.NO]


def test_an_exception_goes_when_the_answer_is_no(room: Room) -> None:
    room.press("Screen…")
    sheet = over(room, ScreeningDialog)
    choose(sheet, p.SUBSTANCES.question, Said.YES)
    (exception,) = [x for x in sheet.findChildren(Tick) if x.isVisible()]
    exception.click()
    choose(sheet, p.SUBSTANCES.question, Said.NO)
    assert not exception.isVisible()
    assert not exception.isChecked()


def test_the_medical_lead_decides_on_an_answer(room: Room) -> None:
    room.house.readying.screen(room.wren, p.answers(liver=Said.YES), START)
    assert not [k for k in room.page.findChildren(Key) if k.text() == "Decide…"]
    room.act(p.ILIC)
    room.press("Decide… Disease of the liver?")
    form = over(room, Form)
    press(form, "Keep the decision")
    assert "Choose what the decision is." in shown(form)
    choose(form, "Decision", True)
    type_in(form, "What it rests on", "Values of last week seen.")
    press(form, "Keep the decision")
    assert "decided: Values of last week seen" in room.says()
    assert "Disease of the liver?" not in [gap.words for gap in room.house.readying.gaps(room.wren, room.session)]


def test_a_clearance_and_its_withdrawal(room: Room) -> None:
    room.act(p.ILIC)
    room.press("Record a clearance…")
    form = over(room, Form)
    assert field(form, "Prescriber").text() == "Dr Ilić"
    type_in(form, "Limits", "bed at the door")
    press(form, "Keep the clearance")
    assert "Dr Ilić, 15 Jan 2027" in room.says()
    assert "Limits: bed at the door" in room.says()
    room.press("Withdraw…")
    form = over(room, Form)
    press(form, "Withdraw")
    assert "Say why the clearance is withdrawn." in shown(form)
    type_in(form, "Why", "new medication")
    press(form, "Withdraw")
    assert "No clearance that holds" in room.says()


def test_a_facilitator_writes_down_the_clearance_of_one_who_is_not_here(room: Room) -> None:
    room.press("Record a clearance…")
    form = over(room, Form)
    type_in(form, "Prescriber", "Dr Far Away")
    press(form, "Keep the clearance")
    assert "Dr Far Away, not of this practice, 15 Jan 2027" in room.says()


def test_a_record_is_struck_with_its_reason(room: Room) -> None:
    room.house.readying.screen(room.wren, p.answers(), START)
    room.press("Strike… Screened on 15 Jan 2027")
    form = over(room, Form)
    type_in(form, "Why it is wrong", "another's")
    press(form, "Strike")
    assert "No screening yet" in room.says()
    assert "Screened on 15 Jan 2027 (struck)" in room.says()


def test_a_struck_clearance_and_a_struck_consent_stay_readable(room: Room) -> None:
    room.consent()
    room.press("Record a clearance…")
    form = over(room, Form)
    type_in(form, "Prescriber", "Dr Far Away")
    press(form, "Keep the clearance")
    for name, words in (
        ("Strike… Dr Far Away, not of this practice, 15 Jan 2027", "Dr Far Away, 15 Jan 2027 (struck)"),
        ("Strike… Treatment", "Treatment (struck)"),
    ):
        room.press(name)
        form = over(room, Form)
        type_in(form, "Why it is wrong", "another's")
        press(form, "Strike")
        assert words in room.says()
    assert room.says().count("Struck: another's") == 2


def test_a_flag_stands_until_a_clinician_has_decided(room: Room) -> None:
    room.press("Raise a flag…")
    form = over(room, Form)
    type_in(form, "What was said", "Yes to the question")
    press(form, "Raise the flag")
    assert "Waits for a licensed clinician" in room.says()
    assert "A safety flag waits" in room.says()
    room.press("Decide… Yes to the question")
    form = over(room, Form)
    press(form, "Keep the decision")
    assert "Choose whether the person may go on." in shown(form)
    choose(form, "So", True)
    type_in(form, "Licensed clinician, name and licence", "Dr Fern")
    type_in(form, "What was decided", "seen today")
    press(form, "Keep the decision")
    assert "Dr Fern: seen today" in room.says()
    assert "A safety flag waits" not in room.says()


# --- ride, preparation, documents ---


def test_ride_and_escort_of_a_session(room: Room) -> None:
    room.press("Name ride and escort… Medicine")
    form = over(room, Form)
    type_in(form, "Ride home, by what", "Taxi")
    type_in(form, "Escort, who takes them home", "Reed")
    type_in(form, "Escort's telephone", "12")
    press(form, "Keep")
    assert "is no telephone number" in shown(form)
    type_in(form, "Escort's telephone", "01234 567890")
    press(form, "Keep")
    assert "Taxi, escort Reed, 01234 567890" in room.says()


def test_preparation_elsewhere_counts_until_it_is_struck(room: Room) -> None:
    room.press("Preparation elsewhere…")
    form = over(room, Form)
    type_in(form, "Where and with whom", "By video")
    press(form, "Count it")
    assert "Lacks one preparation meeting" not in room.says()
    room.press("Strike… Preparation: By video")
    form = over(room, Form)
    type_in(form, "Why it is wrong", "another's")
    press(form, "Strike")
    assert "Struck: another's" in room.says()
    assert "Lacks one preparation meeting" in room.says()


def png() -> bytes:
    image, buffer = QImage(40, 20, QImage.Format.Format_RGB32), QBuffer()
    image.fill(QColor("#335577"))
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # the stubs know paths only
    return bytes(buffer.data().data())


def attach(room: Room, name: str, body: bytes) -> None:
    room.papers[name] = body
    room.press("Attach…")
    dialog = over(room, QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(name)
    dialog.reject()


def test_a_picture_is_shown_in_the_program(room: Room) -> None:
    attach(room, "letter.png", png())
    room.press("Open letter.png")
    viewer = over(room, PaperView)
    assert "letter.png" in shown(viewer)
    assert "Page 1 of 1" in shown(viewer)


def test_a_text_is_shown_in_the_program(room: Room) -> None:
    attach(room, "letter.txt", "Grüße".encode())
    room.press("Open letter.txt")
    (page,) = over(room, PaperView).findChildren(QPlainTextEdit)
    assert page.toPlainText() == "Grüße"
    assert page.isReadOnly()


@pytest.mark.parametrize("body", [b"%PDF-1.7 words", b"\xff\xfe\x00", b"MZ\x00\x01"])
def test_what_cannot_be_shown_is_copied_out_after_a_warning(room: Room, body: bytes) -> None:
    attach(room, "letter.pdf", body)
    room.press("Open letter.pdf")
    assert "ave a copy and" in room.says()
    room.press("Save a copy… letter.pdf")
    warning = over(room, Question)
    assert "it is not encrypted" in shown(warning)
    press(warning, "Choose where…")
    dialog = over(room, QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit("/paper/copy.pdf")
    assert room.papers["/paper/copy.pdf"] == body


def test_a_file_that_cannot_be_read_is_named(room: Room) -> None:
    (documents,) = room.page.findChildren(DocumentsSection)
    documents.attach("away.png")
    assert "away.png cannot be read." in room.says()
    attach(room, "letter.txt", b"words")
    assert "away.png" not in room.says()


def test_a_struck_document_stays_readable(room: Room) -> None:
    attach(room, "letter.txt", b"words")
    room.press("Strike… letter.txt")
    form = over(room, Form)
    type_in(form, "Why it is wrong", "another's")
    press(form, "Strike")
    assert "letter.txt (struck)" in room.says()
    room.press("Open letter.txt (struck)")
    assert over(room, PaperView).isVisible()


# --- who reads what ---


def test_a_coordinator_sees_yes_or_no(room: Room) -> None:
    readying = room.house.readying
    readying.screen(room.wren, p.answers(psychosis=Said.YES), START)
    readying.flag(room.wren, "Yes to the question")
    room.papers["secret name.txt"] = b"words"
    readying.attach(room.wren, "secret name.txt", DocumentKind.RECORD)
    room.act(p.ILIC)
    readying.clear(room.wren, "Dr Ilić", START, Instant(START + DAY), "bed at the door", outside=False)
    for words in ("psychosis", "Yes to the question", "secret name.txt", "bed at the door"):
        assert words in room.says(), words
    room.act(p.ANA)
    said = room.says()
    for words in ("psychosis", "Yes to the question", "secret name", "bed at the door", "safety flag", "Excluded"):
        assert words not in said, words
    assert "Screened on 15 Jan 2027" in said
    assert "Medical record" in said
    assert "Something clinical is open. Ask the medical lead." in said
    deeds = {k.text() for k in room.page.findChildren(Key) if k.isVisibleTo(room.page)}
    assert not deeds & {"Screen…", "Screen again…", "Strike…", "Decide…", "Open", "Save a copy…", "Withdraw…"}


def test_nobody_chosen_shows_nothing(room: Room) -> None:
    room.consent()
    room.page.show_person(None)
    assert "yes, 2027" not in room.says()
    room.page.show_person(PersonId("stranger"))
    assert "No session is planned yet" in room.says()


def test_at_twice_the_text_size_everything_is_below_one_another_and_nothing_is_cut(
    room: Room, qapp: QApplication, in_type: None
) -> None:
    room.consent()
    typeface.set_type(qapp, qapp.font().family(), 2.0)
    room.page.resize(1340, 760)
    QApplication.processEvents()
    sections = {type(x).__name__: x for x in room.page.sections}
    assert sections["ConsentsSection"].mapTo(room.page, QPoint(0, 0)).x() < 100
    for key in room.page.findChildren(Key):
        if key.isVisibleTo(room.page):
            assert key.mapTo(room.page, QPoint(key.width(), 0)).x() <= room.page.width(), key.accessibleName()
    room.press("Ask… Touch")
    sheet = over(room, ConsentDialog)
    assert sheet.width() <= 1366
