"""The People page under hands: the list, one person's sections, and what is kept of them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from kapcircle.core.catalogue import AddTrack
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId
from kapcircle.core.observation import Touch
from kapcircle.core.person.contacts import Contacts, EmergencyContact, Escort, Escorts, SetContacts
from kapcircle.core.person.identity import Names, SetNames
from kapcircle.core.person.needs import Access, CareNotes
from kapcircle.core.person.preferences import Demographics, Preferences
from kapcircle.core.person.standing import Status
from kapcircle.core.roles import Role
from kapcircle.desk.house import PRACTICE
from kapcircle.ui.dialogs.new_person import NewPerson
from kapcircle.ui.forms import Roomy
from kapcircle.ui.panels.cohort_panel import CohortPanel
from kapcircle.ui.panels.people_desk import PeopleDesk
from kapcircle.ui.panels.person_sections import SECTIONS
from kapcircle.ui.tick import Tick
from tests.made_up import TRACKS
from tests.ui.entered import Entered
from tests.ui.hands import field, press, type_in
from tests.ui.people import Registry, over, the


@pytest.fixture
def registry(entered: Entered) -> Registry:
    return Registry(entered, "Wren", "Heron", "Ash")


# the page itself


def test_a_practice_without_people_says_how_to_begin(entered: Entered) -> None:
    registry = Registry(entered)
    assert "Nobody yet" in registry.said
    press(registry.window, "New person…")
    asked = over(NewPerson)
    type_in(asked, "Alias", "Juniper", enter=True)
    assert registry.listed == ["Juniper"]
    assert "in no cohort yet" in registry.said
    assert registry.house.people.person(registry.who("Juniper")).standing.status is Status.ENQUIRED


def test_a_new_alias_that_is_like_another_is_warned_of_and_one_that_is_none_is_refused(registry: Registry) -> None:
    press(registry.window, "New person…")
    asked = over(NewPerson)
    type_in(asked, "Alias", "Ask")
    assert "▲ Close to “Ash”: one letter different." in [x.text() for x in asked.findChildren(type(asked._like))]
    type_in(asked, "Alias", "", enter=True)
    assert asked.isVisible()
    assert "Give the participant an alias." in registry.said
    type_in(asked, "Alias", "Ask", enter=True)
    assert registry.listed == ["Ash", "Ask", "Heron", "Wren"]


def test_covered_the_page_cannot_be_seen(registry: Registry) -> None:
    registry.house.people.change(registry.people["Ash"], SetNames(Names("Ana Probe")))
    press(registry.window, "New person…")
    bridge = registry.entered.program.bridge
    assert bridge is not None
    bridge.cover()
    assert registry.entered.page == "Circle"
    assert "Ana Probe" not in registry.said
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, NewPerson) and w.isVisible()]


@pytest.mark.parametrize("people", [6, 16, 40])
def test_the_page_lies_in_a_window_of_1366_by_768(entered: Entered, in_type: None, qtbot: QtBot, people: int) -> None:
    entered.window.resize(1366, 768)
    registry = Registry(entered, *(f"Person {n}" for n in range(people)))
    assert len(registry.listed) == people
    for section in SECTIONS:
        registry.turn(section.title)
        areas = [x for x in registry.window.findChildren(Roomy) if x.isVisible()]
        assert [(a.verticalScrollBar().maximum(), a.horizontalScrollBar().maximum()) for a in areas] == [(0, 0)]


# the list


def test_the_list_is_searched_as_one_types(registry: Registry) -> None:
    registry.house.people.change(registry.people["Heron"], SetNames(Names("Renate Beispiel")))
    registry.house.people.change(registry.people["Ash"], SetContacts(Contacts("+43 660 1234567")))
    for typed, found in (("w", ["Wren"]), ("renate", ["Heron"]), ("660 123", ["Ash"]), ("", ["Ash", "Heron", "Wren"])):
        registry.search.setText(typed)
        assert registry.listed == found
    registry.search.setText("nobody")
    assert registry.listed == []
    assert "Nobody answers to this search, cohort and status." in registry.said
    press(registry.window, "Show everybody")
    assert registry.listed == ["Ash", "Heron", "Wren"]


def test_slash_searches_arrows_choose_enter_opens_and_esc_clears(registry: Registry) -> None:
    registry.grid.setFocus()
    QTest.keyClicks(registry.window.focusWidget(), "/")
    assert registry.search.hasFocus()
    registry.key(Qt.Key.Key_Down)
    assert "Heron" in registry.said
    assert registry.grid.currentIndex().row() == 1
    registry.key(Qt.Key.Key_Up)
    registry.key(Qt.Key.Key_Up)
    assert registry.grid.currentIndex().row() == 0
    registry.search.setText("wren")
    registry.key(Qt.Key.Key_Return)
    at = registry.window.focusWidget()
    assert isinstance(at, QLineEdit)
    assert (at.accessibleName(), at.text()) == ("Alias", "Wren")
    QTest.keyClicks(registry.search, "x")
    QTest.keyClick(registry.search, Qt.Key.Key_Escape)
    assert registry.search.text() == ""
    assert len(registry.listed) == 3


def test_enter_on_the_list_opens_too(registry: Registry) -> None:
    registry.turn("Contacts")
    registry.choose("Wren")
    registry.key(Qt.Key.Key_Return)
    assert registry.window.focusWidget().accessibleName() == "Phone"


def test_cohort_and_status_narrow_the_list(registry: Registry) -> None:
    autumn = registry.house.planning.begin_cohort("Autumn")
    registry.house.planning.enrol(autumn, "Elm")
    registry.house.people.stand(registry.people["Ash"], Status.PAUSED)
    assert registry.column("Cohort") == ["Harbour", "Autumn", "Harbour", "Harbour"]
    registry.pick("Cohort", "Harbour")
    assert registry.listed == ["Ash", "Heron", "Wren"]
    assert registry.column("Cohort") == [], "it is the same for all"
    registry.pick("Status", "paused")
    assert registry.listed == ["Ash"]
    assert "1 of 4" in registry.said


def test_a_heading_sorts_and_turns_the_order_round_and_so_does_the_choice(registry: Registry) -> None:
    header = registry.grid.horizontalHeader()
    header.sectionClicked.emit(registry.grid.titles.index("Mat"))
    assert registry.listed == ["Wren", "Heron", "Ash"]
    header.sectionClicked.emit(registry.grid.titles.index("Mat"))
    assert registry.listed == ["Ash", "Heron", "Wren"]
    registry.pick("Order", "by alias, last first")
    assert registry.listed == ["Wren", "Heron", "Ash"]


def test_names_are_on_the_list_only_when_asked_for(registry: Registry) -> None:
    registry.house.people.change(registry.people["Ash"], SetNames(Names("Ana Probe", "Ani")))
    assert registry.column("Name") == []
    (names,) = [x for x in registry.window.findChildren(Tick) if x.text() == "Names"]
    names.click()
    assert registry.column("Name") == ["Ani · Ana Probe", "", ""]


def test_aliases_that_are_easily_mixed_up_are_told_on_the_list_and_with_the_person(registry: Registry) -> None:
    registry.house.planning.enrol(registry.entered.cohort, "Ask")
    registry.choose("Ash")
    assert "▲ Close to Ask (mat 4): one letter different." in registry.said
    assert "Easily mixed up" not in registry.said
    registry.pick("Cohort", "Harbour")
    assert "▲ Easily mixed up: “Ash” and “Ask”: one letter different." in registry.said


def test_on_the_plan_page_too_an_alias_that_is_like_another_is_warned_of(registry: Registry) -> None:
    registry.window.turn_to("Plan")
    (panel,) = [x for x in registry.window.findChildren(CohortPanel) if x.isVisible()]
    panel.people.added.emit("Ask", None)
    assert registry.window.status.words == "Close to Ash (mat 3): one letter different."
    panel.people.added.emit("", None)
    panel.people.left.emit(registry.who("Ash"))
    panel.people.added.emit("", None)
    assert {"Guest 1", "Guest 2"} <= {x.alias for x in registry.house.people.listed()}
    panel.people.named.emit(registry.who("Wren"), "Heran")
    assert registry.window.status.words == "Close to Heron (mat 2): one letter different."


def test_the_chosen_one_stays_chosen_when_the_list_changes(registry: Registry) -> None:
    registry.choose("Heron")
    registry.house.planning.enrol(registry.entered.cohort, "Alder")
    assert registry.listed == ["Alder", "Ash", "Heron", "Wren"]
    assert registry.grid.currentIndex().row() == 2
    assert field(registry.window, "Alias").text() == "Heron"


# one person


def test_every_field_of_every_section_is_kept_when_one_leaves_it(registry: Registry) -> None:
    registry.choose("Ash")
    window = registry.window
    for name, words in (
        ("Chosen name", "Ani"), ("Legal name", "Ana Probe"), ("Pronouns", "she/her"), ("Year of birth", "1980"),
        ("Gender", "a woman"), ("Work", "carpenter"),
    ):  # fmt: skip
        type_in(window, name, words, enter=True)
    registry.turn("Contacts")
    for name, words in (
        ("Phone", "0660 1234567"), ("E-mail", "ani@example.org"), ("Emergency contact", "Ben Probe"),
        ("Relation", "brother"), ("Emergency phone", "0660 222222"), ("First escort", "Cem Probe"),
        ("First escort's phone", "0660 333333"),
    ):  # fmt: skip
        type_in(window, name, words, enter=True)
    registry.write("Address", "Hafen 1")
    registry.turn("Needs")
    type_in(window, "Language", "German", enter=True)
    registry.write("Allergies", "nuts")
    registry.write("Medication", "an inhaler\nvitamins")
    registry.turn("Preferences")
    registry.pick("Touch", Touch.HAND.value)
    (lyrics,) = [x for x in window.findChildren(Tick) if x.text() == "No lyrics" and x.isVisible()]
    lyrics.click()
    registry.write("What helps then", "a blanket")
    kept = registry.person("Ash")
    assert kept.identity.names == Names("Ana Probe", "Ani", "she/her", 1980)
    assert kept.preferences.demographics == Demographics(gender="a woman", work="carpenter")
    assert kept.contacts.contacts == Contacts("0660 1234567", "ani@example.org", "Hafen 1")
    assert kept.contacts.emergency == EmergencyContact("Ben Probe", "brother", "0660 222222")
    assert kept.contacts.escorts == Escorts(Escort("Cem Probe", "0660 333333"))
    assert kept.needs.access == Access("German")
    assert kept.needs.notes == CareNotes("nuts", ("an inhaler", "vitamins"))
    assert kept.preferences.preferences == Preferences(no_lyrics=True, touch=Touch.HAND, helps="a blanket")
    assert "Ani · she/her · mat 3, Harbour" in registry.said


def test_a_recording_that_is_not_for_them_is_typed_by_its_title_or_a_part_of_it(registry: Registry) -> None:
    for track in TRACKS:
        registry.house.desk.do((PRACTICE, AddTrack(track)))
    registry.choose("Ash")
    registry.turn("Preferences")
    registry.write("Not this one", "shore\n\n tid")
    kept = registry.person("Ash").preferences.preferences
    assert kept.avoided == (TRACKS[1].id, TRACKS[0].id)
    registry.choose("Wren")
    registry.choose("Ash")
    texts = registry.window.findChildren(QPlainTextEdit)
    assert [x.toPlainText() for x in texts if x.accessibleName() == "Not this one"] == ["Shore\nTide"]
    registry.write("Not this one", "Shore\nwhale")
    assert "“whale” is no title of the music library" in registry.said
    assert registry.person("Ash").preferences.preferences.avoided == kept.avoided, "nothing is half done"


def test_what_is_refused_stays_in_its_field_with_why_and_keeps_nothing_else_back(registry: Registry) -> None:
    registry.choose("Ash")
    registry.turn("Contacts")
    type_in(registry.window, "Phone", "call me", enter=True)
    type_in(registry.window, "E-mail", "ash@example.org", enter=True)
    assert "▲ “c” is no part of a phone number. Write figures, as in +43 660 1234567." in registry.said
    assert field(registry.window, "Phone").text() == "call me"
    assert registry.person("Ash").contacts.contacts == Contacts(email="ash@example.org")
    registry.choose("Wren")
    assert field(registry.window, "Phone").text() == ""
    assert "no part of a phone number" not in registry.said
    registry.choose("Ash")
    assert field(registry.window, "Phone").text() == "call me", "and it waits for one to come back"
    type_in(registry.window, "Phone", "0660 1234567", enter=True)
    assert "no part of a phone number" not in registry.said
    assert registry.person("Ash").contacts.contacts.phone == "0660 1234567"


@pytest.mark.parametrize(
    ("name", "words", "why"),
    [
        ("Year of birth", "eighty", "“eighty” is no year. Write four figures."),
        ("Year of birth", "80", "80 cannot be. Write four figures, 1907 to 2027."),
        ("Alias", "wren", "“wren” is somebody's alias in this cohort already. Choose another."),
        ("Alias", "", "Give the participant an alias."),
    ],
)
def test_a_complaint_stands_under_its_field(registry: Registry, name: str, words: str, why: str) -> None:
    registry.choose("Ash")
    type_in(registry.window, name, words, enter=True)
    assert f"▲ {why}" in registry.said
    assert registry.person("Ash").identity.names == Names()
    assert registry.person("Ash").alias == "Ash"


def test_what_is_half_typed_goes_to_the_one_it_was_typed_for(registry: Registry) -> None:
    registry.choose("Ash")
    registry.turn("Contacts")
    type_in(registry.window, "Phone", "0660 1234567")
    the(registry.window, PeopleDesk)._list.step(1)  # the focus has not left the field
    assert field(registry.window, "Phone").text() == ""
    assert registry.person("Ash").contacts.contacts.phone == "0660 1234567"
    registry.search.setFocus()
    assert registry.person("Heron").contacts.contacts.phone == ""


def test_what_is_half_typed_is_kept_when_the_vault_is_locked(registry: Registry) -> None:
    registry.choose("Ash")
    type_in(registry.window, "Legal name", "Ana Probe")
    registry.entered.program.wish_lock()
    assert registry.person("Ash").identity.names.legal == "Ana Probe"


def test_undo_goes_first_to_the_text_then_to_what_was_kept(registry: Registry) -> None:
    registry.choose("Ash")
    type_in(registry.window, "Legal name", "Ana Probe", enter=True)
    field(registry.window, "Legal name").setFocus()
    type_in(registry.window, "Legal name", "Ana Muster")
    registry.key(Qt.Key.Key_Z, control=True)
    assert registry.person("Ash").identity.names.legal == "Ana Probe"
    field(registry.window, "Legal name").setText("Ana Probe")
    registry.choose("Wren")
    registry.key(Qt.Key.Key_Z, control=True)
    assert registry.person("Ash").identity.names.legal == ""
    assert field(registry.window, "Alias").text() == "Ash", "and it is shown where"
    QTest.keyClick(registry.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert registry.person("Ash").identity.names.legal == "Ana Probe"


def test_undo_of_a_plan_says_where_it_was_seen(registry: Registry) -> None:
    planning, cohort, session = registry.house.planning, registry.entered.cohort, registry.entered.session
    planned = planning.cohort(cohort).sessions[session]
    planning.change_session(cohort, replace(planned, name="Evening"))
    registry.grid.setFocus()
    registry.key(Qt.Key.Key_Z, control=True)
    assert planning.cohort(cohort).sessions[session].name == "Medicine"
    assert registry.window.status.words == "This changed a plan, on the Plan page."


def test_undo_on_the_plan_page_says_that_it_was_seen_here(registry: Registry) -> None:
    registry.house.people.change(registry.people["Ash"], SetNames(Names("Ana Probe")))
    registry.window.turn_to("Plan")
    assert registry.window.page is not None
    QTest.keyClick(registry.window.page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert registry.person("Ash").identity.names == Names()
    assert registry.window.status.words == "This changed Ash, on the People page."


def test_with_nothing_to_undo_that_is_said(entered: Entered) -> None:
    registry = Registry(entered)
    bridge = entered.program.bridge
    assert bridge is not None
    entered.house.desk.actor = Actor(MemberId("other"), Role.FACILITATOR)
    QTest.keyClick(registry.window.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert registry.window.status.words == "There is nothing to undo since you came in."
