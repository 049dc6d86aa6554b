"""How the People page looks: every text can be read, nothing is cut, every target can be hit, at any size of text."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kapcircle import places
from kapcircle.core.person.contacts import Contacts, SetContacts
from kapcircle.core.person.identity import Names, SetNames
from kapcircle.core.person.standing import Status
from kapcircle.ui import typeface
from kapcircle.ui.forms import Roomy
from kapcircle.ui.key import LOW, Key
from kapcircle.ui.panels.people_desk import PeopleDesk
from kapcircle.ui.panels.person_sections import SECTIONS
from kapcircle.ui.theme import ROOM, dress
from tests.ui.entered import Entered
from tests.ui.hands import type_in
from tests.ui.people import Registry, the
from tests.ui.seen import Written, contrast, ground, labels

READABLE = 4.5
"""Least contrast of any text (WCAG 2.2, 1.4.3)."""

TITLES = [section.title for section in SECTIONS]


@pytest.fixture
def filled(entered: Entered) -> Iterator[Callable[[float], Registry]]:
    """A page with much on it, the text so many times as large."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = app.font()
    dress(app, ROOM)

    def make(scale: float) -> Registry:
        entered.window.resize(1366, 768)
        typeface.set_type(app, typeface.load(places.resources() / "fonts"), scale)
        registry = Registry(entered, "Ash", "Ask", "Wren", "Heron")
        registry.house.people.change(registry.people["Ash"], SetNames(Names("Ana Probe", "Ani", "she/her", 1980)))
        registry.house.people.change(registry.people["Ash"], SetContacts(Contacts("0660 1234567")))
        registry.house.people.stand(registry.people["Ash"], Status.PAUSED, "a family matter")
        registry.pick("Cohort", "Harbour")
        registry.choose("Ash")
        return registry

    yield make
    app.setFont(before)
    app.setStyleSheet("")


@pytest.mark.parametrize("title", TITLES)
def test_every_text_can_be_read(
    filled: Callable[[float], Registry], written: list[Written], title: str, qtbot: QtBot
) -> None:
    registry = filled(1.0)
    registry.turn(title)
    if title == "Contacts":
        type_in(registry.window, "Phone", "call me", enter=True)
    QApplication.processEvents()
    written.clear()
    image = registry.window.grab().toImage()
    found = [w for w in [*written, *labels(registry.window)] if image.rect().contains(w.where)]
    assert len(found) > 25
    low = [(w.words, round(contrast(w.colour, ground(image, w.where)), 2)) for w in found]
    assert not [(words, ratio) for words, ratio in low if ratio < READABLE]


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("title", TITLES)
def test_nothing_is_cut_and_all_can_be_hit_at_any_size_of_text(
    filled: Callable[[float], Registry], written: list[Written], scale: float, title: str, qtbot: QtBot
) -> None:
    registry = filled(scale)
    desk = the(registry.window, PeopleDesk)
    desk.turn_to(title)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: all(key.height() >= LOW for key in desk.findChildren(Key) if key.isVisible()))  # laid out
    written.clear()
    registry.window.grab()
    assert not {w.words for w in written if w.cut}
    tab = Qt.FocusPolicy.TabFocus
    inside = desk.findChildren(QWidget, "qt_spinbox_lineedit")
    stops = [w for w in desk.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & tab and w not in inside]
    assert len(stops) > 10
    assert not [(w.accessibleName(), w.height()) for w in stops if w.height() < LOW]
    assert not [type(w).__name__ for w in stops if not w.accessibleName()]
    (roomy,) = [x for x in desk.findChildren(Roomy) if x.isVisible()]
    assert roomy.horizontalScrollBar().maximum() == 0, "nobody has to look to the side"


def test_where_text_is_large_a_list_stands_in_for_the_keys_of_the_sections(
    filled: Callable[[float], Registry],
) -> None:
    registry = filled(2.0)
    registry.pick("Section", "Contacts")
    assert "HOW THEY ARE REACHED" in registry.said
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    typeface.set_type(app, app.font().family(), 1.0)
    registry.turn("Needs")
    assert "LANGUAGE AND ACCESS" in registry.said
