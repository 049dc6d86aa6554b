"""After sessions, on the People page: contacts, the window, practices, another session, and what each role reads."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from kapcircle.core.facts import Actor
from kapcircle.core.ids import PersonId
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.contact import ContactForm
from kapcircle.ui.dialogs.files import FileDialog
from kapcircle.ui.dialogs.form import Form
from kapcircle.ui.dialogs.paper import PaperView
from kapcircle.ui.dialogs.practice_plan import PracticePlan
from kapcircle.ui.dialogs.question import Question
from kapcircle.ui.key import Key
from kapcircle.ui.panels.follow_up import FollowUp
from kapcircle.ui.panels.person_after import After as Section
from kapcircle.ui.tick import Tick
from tests.after import After
from tests.core import people as p
from tests.ui.hands import press, shown, type_in
from tests.ui.people import over
from tests.ui.readying import choose


class Page:
    """The section of one person, a day after their session."""

    def __init__(self, qtbot: QtBot) -> None:
        self.after = After()
        self.after.at(24)
        self.bridge = Bridge(self.after.house, lambda _: 60)
        self.section = Section(self.bridge)
        qtbot.addWidget(self.section)
        self.section.resize(860, 1200)
        self.section.show()
        self.look_at(self.after.wren)

    def look_at(self, person: PersonId) -> None:
        self.section.show_person(person)
        QApplication.processEvents()

    def act(self, actor: Actor) -> None:
        self.after.act(actor)
        self.bridge.switched.emit()

    @property
    def said(self) -> str:
        QApplication.processEvents()
        return shown(self.section)

    def press(self, name: str) -> None:
        """Press a key by the name that a screen reader says."""
        QApplication.processEvents()
        keys = [x for x in self.section.findChildren(Key) if x.accessibleName() == name and x.isVisibleTo(self.section)]
        assert keys, f"no key is called {name}"
        keys[0].click()
        QApplication.processEvents()

    def names(self) -> list[str]:
        QApplication.processEvents()
        return [x.accessibleName() for x in self.section.findChildren(Key) if x.isVisibleTo(self.section)]

    def end(self) -> None:
        for dialog in self.section.findChildren(QDialog):
            dialog.reject()
        self.bridge.deleteLater()


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[Page]:
    made = Page(qtbot)
    yield made
    made.end()


def write(root: QWidget, words: str) -> None:
    """Type into the only field of some lines."""
    (field,) = [x for x in root.findChildren(QPlainTextEdit) if x.isVisibleTo(root)]
    field.setPlainText(words)


def test_a_next_day_contact_from_due_to_made(page: Page) -> None:
    assert "Next day\nDue. From 16 Jan 2027 05:00, late after 16 Jan 2027 13:00" in page.said
    page.press("Record… Next day")
    form = over(ContactForm)
    press(form, "Keep")
    assert "why it was not asked" in shown(form), "nothing is lost, and it says what is wrong"
    choose(form, "The practice's own safety question", False)
    write(form, "Slept well.")
    press(form, "Keep")
    assert "Next day: spoken to by phone\n16 Jan 2027 09:00, Mara. Safety question: no. Slept well." in page.said
    assert "contact 16 Jan 2027 09:00" in page.said
    assert "Record… Next day" not in page.names()


def test_a_yes_asks_whom_it_was_told_and_raises_the_flag(page: Page) -> None:
    page.press("Record… Next day")
    form = over(ContactForm)
    assert "Told to" not in shown(form)
    choose(form, "The practice's own safety question", True)
    form._fit()
    press(form, "Keep")
    assert "name the licensed clinician" in shown(form)
    type_in(form, "Told to, a licensed clinician by name", "Dr Fern")
    press(form, "Keep")
    assert page.after.house.readying.person(page.after.wren).safety.open


def test_not_reached_stays_due_and_closed_does_not(page: Page) -> None:
    page.press("Record… Next day")
    form = over(ContactForm)
    choose(form, "Outcome", "missed")
    form._fit()
    assert "safety question" not in shown(form)
    press(form, "Keep")
    assert "Due; tried once" in page.said
    page.press("Record… Next day")
    form = over(ContactForm)
    choose(form, "Outcome", "closed")
    form._fit()
    assert "By whom" not in shown(form)
    write(form, "Does not wish to be called.")
    press(form, "Keep")
    assert "Next day: closed without a contact" in page.said


def test_another_contact_settles_nothing_and_a_contact_can_be_struck(page: Page) -> None:
    page.press("Another contact…")
    form = over(ContactForm)
    type_in(form, "What for", "Asked about the lift")
    press(form, "Keep")
    assert "Record… Next day" in page.names()
    page.press("Strike… Asked about the lift: spoken to by phone")
    strike = over(Form)
    type_in(strike, "Why it is wrong", "another's")
    press(strike, "Strike")
    assert "Asked about the lift: spoken to by phone (struck)" in page.said
    assert "Struck: another's" in page.said


def test_a_coordinator_sees_that_contacts_are_due_and_made_and_no_words(page: Page) -> None:
    page.press("Record… Next day")
    form = over(ContactForm)
    choose(form, "The practice's own safety question", False)
    write(form, "Slept well.")
    press(form, "Keep")
    page.after.aftercare.ask(page.after.wren, "One more.")
    slots = page.after.aftercare.propose(page.after.wren, page.after.medicine, ["thought"], lambda _: 60)
    page.after.aftercare.plan(page.after.wren, page.after.medicine, slots, "Mara")
    page.act(p.ANA)
    said = page.said
    for words in (
        "Next day: spoken to by phone\n16 Jan 2027 09:00",
        "A request waits for the prescriber",
        "Practice 1",
    ):
        assert words in said
    for words in ("Slept", "Safety question", "One more", "A thought", "Sessions with medicine", "30 days"):
        assert words not in said
    assert not [x for x in page.names() if x.startswith("Strike")]
    page.look_at(page.after.heron)
    page.press("Record… Next day")
    assert over(ContactForm)._outcome.count() == 2, "closing without a contact is for clinical roles"


def test_the_window_is_called_a_setting_and_says_what_falls_inside(page: Page) -> None:
    said = page.said
    assert "Programme setting, not a measured state: 0 to 120 h since the dose, 24 to 72 h highlighted." in said
    assert "Open, highlighted, 24 h since the dose; no contact in it yet." in said
    assert "○ Integration 1, 17 Jan 2027 09:00" in said
    page.look_at(page.after.linden)
    assert "No session with medicine yet" in page.said
    assert "Programme setting, not a measured state" in page.said


def test_practices_are_chosen_planned_and_ticked_off(page: Page) -> None:
    assert "No practices are planned" in page.said
    page.press("Plan practices…")
    plan = over(PracticePlan)
    press(plan, "Plan them")
    assert "whom to call" in shown(plan).casefold()
    (tick,) = [x for x in plan.findChildren(Tick) if x.text() == "A breath, 5 min"]
    tick.setFocus()
    QApplication.processEvents()
    assert "1. Breathe." in shown(plan), "its steps are read beside"
    tick.click()
    assert "8 times, from 16 Jan 2027 09:00 to 19 Jan 2027 19:00." in shown(plan)
    type_in(plan, "Whom to call", "Mara, 0660 1234567")
    press(plan, "Plan them")
    assert "When it is too much: Mara, 0660 1234567" in page.said
    page.press("Done 1  A breath")
    page.press("Not done 2  A breath")
    assert "1 of 8 done, 1 not done" in page.said
    page.press("Strike… 1  A breath")
    strike = over(Form)
    type_in(strike, "Why it is wrong", "another's")
    press(strike, "Strike")
    assert "0 of 8 done, 1 not done" in page.said


@pytest.mark.parametrize(
    ("wish", "words"), [("Show…", b"Harbour: Wren, 8 practices"), ("Calendar file…", b"Practice 1")]
)
def test_a_plan_goes_to_a_file_after_a_warning(page: Page, wish: str, words: bytes) -> None:
    after = page.after
    slots = after.aftercare.propose(after.wren, after.medicine, ["breath"], lambda _: 60)
    after.aftercare.plan(after.wren, after.medicine, slots, "Mara")
    page.press(wish)
    asked, way = (PaperView, "Save as PDF…") if wish == "Show…" else (Question, "Choose where…")
    sheet = over(asked)
    assert "not encrypted" in shown(sheet)
    press(sheet, way)
    dialog = over(FileDialog)
    dialog.fileSelected.emit("/documents/plan")
    dialog.reject()
    assert words in after.papers["/documents/plan"]


def test_a_request_waits_until_the_prescriber_answers(page: Page) -> None:
    page.press("Ask the prescriber…")
    form = over(Form)
    assert "not signed: nothing is held against them" in shown(form)
    assert "Ask about urinary symptoms" in shown(form)
    write(form, "One more, in May.")
    press(form, "Ask")
    assert "Waits for the prescriber" in page.said
    assert "Answer… One more, in May." not in page.names()
    page.act(p.ILIC)
    page.press("Answer… One more, in May.")
    form = over(Form)
    press(form, "Keep the answer")
    assert "Choose yes or no" in shown(form)
    choose(form, "Answer", True)
    write(form, "In May, after a talk.")
    press(form, "Keep the answer")
    assert "Dr Ilić, 16 Jan 2027 09:00: yes. In May, after a talk." in page.said
    page.press("Strike… One more, in May.")
    strike = over(Form)
    type_in(strike, "Why it is wrong", "another's")
    press(strike, "Strike")
    assert "Waits for the prescriber" in page.said


def test_their_own_words_are_read_and_not_written_here(page: Page) -> None:
    after = page.after
    community = after.house.planning.community
    community.set_intention(after.cohort, after.medicine, after.wren, "to rest", shared=True)
    community.tell(after.cohort, None, after.wren, "I came home.")
    assert "Intention for Medicine 1\nto rest" in page.said
    assert "Feedback on Harbour as a whole\nI came home." in page.said
    page.look_at(after.heron)
    assert "I came home" not in page.said
    page.look_at(after.wren)
    page.act(p.ANA)
    assert "I came home" not in page.said


def test_the_follow_up_of_everyone_opens_from_here(page: Page) -> None:
    page.press("Follow-up of everyone…")
    follow = over(FollowUp)
    QTest.keyClick(follow, Qt.Key.Key_Escape)
