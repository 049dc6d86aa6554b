"""What the People page shows once it is wanted: the list, the one who is chosen, and their sections."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from kapcircle.core.ids import PersonId
from kapcircle.ui import typeface as t
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.new_person import NewPerson
from kapcircle.ui.empty import Empty
from kapcircle.ui.forms import Choice, key, row, scrolling
from kapcircle.ui.key import Key, Kind
from kapcircle.ui.panel import Panel
from kapcircle.ui.panels.follow_up import FollowUp
from kapcircle.ui.panels.list_desk import LARGE, ListDesk, Widths
from kapcircle.ui.panels.people_import import Enrolment
from kapcircle.ui.panels.people_list import PeopleList
from kapcircle.ui.panels.person_head import PersonHead
from kapcircle.ui.panels.person_section import Section
from kapcircle.ui.panels.person_sections import SECTIONS
from kapcircle.views.people import Listed, close_to

WORDS = (
    "A person has an alias for the room; names, contacts and needs are kept here and are seen on no other page. "
    "Begin with one, or enrol a whole sheet."
)
ELSEWHERE = "This changed a plan, on the Plan page."


class PeopleDesk(ListDesk):
    """One person at the right. Where text is large, fields stand one below the other, and a list stands in for the keys
    of the sections.
    """

    usual, narrow = Widths(470, (1080, 460)), Widths(320, (660, 460))

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._people = bridge.house.people
        self._list, self._head = PeopleList(), PersonHead()
        self._listed: tuple[Listed, ...] = ()
        self._sections: dict[str, Section] = {}
        self._keys: dict[str, Key] = {}
        self._which = Choice([(section.title, section.title) for section in SECTIONS])
        self._which.setAccessibleName("Section")
        self._one = QStackedWidget()
        self._enrolment = Enrolment(bridge, lambda: self._list.cohort, self)
        self._build()
        self._join()

    def _build(self) -> None:
        person = Panel()
        keys = [self._key(section) for section in SECTIONS]
        person.body.addWidget(self._head)
        person.body.addSpacing(4)
        person.body.addLayout(row(*keys, None, spacing=4))
        person.body.addWidget(self._which)
        person.body.addSpacing(4)
        person.body.addWidget(self._one, 1)
        nobody = Empty("Nobody is chosen", "Choose somebody on the list to see what is known of them.")
        self.stand(self._empty(), self._list, nobody, person)

    def lie(self, width: int, *, large: bool) -> None:
        self._list.widen(width)
        for each in self._keys.values():
            each.setVisible(not large)
        self._which.setVisible(large)
        for section in self._sections.values():
            section.lie(narrow=large)

    def _key(self, section: type[Section]) -> Key:
        made = key(section.title, lambda: self.turn_to(section.title), kind=Kind.QUIET)
        made.setCheckable(True)
        self._keys[section.title] = made
        return made

    def _empty(self) -> Empty:
        begin = key("New person…", self.begin, kind=Kind.LIVE)
        return Empty("Nobody yet", WORDS, begin, key("Enrol from a sheet…", self._enrolment.bring))

    def _join(self) -> None:
        self._list.chosen.connect(lambda _: self._show_person())
        self._list.opened.connect(self._open)
        self._list.begun.connect(self.begin)
        self._list.enrolled.connect(self._enrolment.bring)
        self._list.followed.connect(lambda: FollowUp(self._bridge, self.window()).open())
        self._enrolment.noticed.connect(self.noticed)
        self._enrolment.enrolled.connect(self._show_new)
        self._which.activated.connect(lambda _: self.turn_to(self._which.chosen))
        self.turn_to(SECTIONS[0].title)

    # what is shown

    def refresh(self) -> None:
        self._listed = people = self._people.listed()
        self._stack.setCurrentIndex(1 if people else 0)
        self._list.show_people(people, self._bridge.house.planning.cohorts())
        self._show_person()

    def _show_person(self) -> None:
        one = next((x for x in self._listed if x.key == self._list.person), None)
        self._middle.setCurrentIndex(0 if one is None else 1)
        if one is not None:
            self._head.show_person(one, close_to(one, self._listed))
            self._section.show_person(one.key)

    def turn_to(self, title: str) -> None:
        """Show a section, made when it is first wanted."""
        if title not in self._sections:
            made = next(section for section in SECTIONS if section.title == title)(self._bridge)
            made.lie(narrow=t.scale() >= LARGE)
            self._sections[title] = made
            self._one.addWidget(scrolling(made))
        self._one.setCurrentIndex(list(self._sections).index(title))
        self._which.choose(title)
        for other, each in self._keys.items():
            each.setChecked(other == title)
        self._show_person()

    @property
    def _section(self) -> Section:
        return list(self._sections.values())[self._one.currentIndex()]

    # what is done

    def begin(self) -> None:
        """Ask for the alias of somebody new."""

        def begun(alias: str) -> None:
            person = self._people.begin(alias)
            self.refresh()
            self._list.reveal(person)
            self.turn_to(SECTIONS[0].title)

        NewPerson(begun, tuple(x.alias for x in self._listed), self).open()

    def _show_new(self, people: tuple[PersonId, ...]) -> None:
        self.refresh()
        self._list.reveal(people[0])
        self._show_person()

    def _open(self) -> None:
        """The hand goes on to the first field of the one who is chosen."""
        if self._list.person is not None:
            self._section.setFocus(Qt.FocusReason.TabFocusReason)

    def search(self) -> None:
        self._list.search()

    def turn_back(self, *, redo: bool) -> None:
        """It may be about somebody else than the one who is looked at, or about a plan."""
        planning = self._bridge.house.planning

        def show() -> None:
            place = planning.redo() if redo else planning.undo()
            self.refresh()
            if place.person is not None and place.person in {x.key for x in self._listed}:
                self._list.reveal(place.person)
                self._show_person()
            elif place.session is not None:
                self.noticed.emit(ELSEWHERE)

        self._bridge.attempt(show)
