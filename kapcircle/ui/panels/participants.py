"""The participants of a cohort, pod by pod, and the fields of the one who is chosen."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kapcircle.core.ids import PersonId, PodId
from kapcircle.ui import typeface as t
from kapcircle.ui.forms import Choice, Complaint, Field, column, key, row, wrapped
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Elided, Label
from kapcircle.ui.listing import Item
from kapcircle.ui.ordered import Loose
from kapcircle.ui.text import Entry
from kapcircle.ui.theme import Tone
from kapcircle.views.cohort import PodLine, pod_at

LEAST = 64
"""Height of the list, in a window as low as the page allows."""

NO_POD = PodId("")
"""The heading over those who are in no pod."""


class Seated(NamedTuple):
    """A participant as the list shows them."""

    alias: str
    mat: int
    pod: PodId | None = None


class Participants(QWidget):
    """Each signal is one wish. While no participant is chosen the fields are those of a new one: aliases are typed one
    after the other, into the pod whose name is chosen if one is. Choosing somebody makes the fields theirs, and says so
    above them; Esc goes back.
    """

    added = Signal(str, object)
    """The alias that was typed, empty where none was; and the pod that they come into."""
    named = Signal(object, str)
    seated = Signal(object, str)
    moved = Signal(object, object, int)
    """A person, the pod in which they were let fall, and before which place in it, from 0."""
    put = Signal(object, object)
    """A person, and the pod that was chosen for them."""
    left = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._list = Loose("Participants")
        self._who, self._back = Elided(), Label("Esc: new", Tone.SECOND, t.NOTE)
        self._alias, self._mat, self._pod = Entry(), Entry(), Choice([])
        self._edited: PersonId | None = None
        self._lines: tuple[PodLine, ...] = ()
        self._people: dict[PersonId, Seated] = {}
        self._nobody = wrapped(
            "Nobody yet. Type alias after alias, Enter after each; the ring on the Circle page seats them."
        )
        self._complaint = Complaint()
        self._add, self._remove = key("Add", self._add_person), key("Remove", self._leave, kind=Kind.QUIET)
        self._build()
        self._join()

    def _build(self) -> None:
        self._list.setMinimumHeight(LEAST)
        self._mat.setFixedWidth(56)
        self._pod.setAccessibleName("Pod")
        self._pod.setMinimumContentsLength(4)
        self._nobody.setAlignment(Qt.AlignmentFlag.AlignTop)  # it keeps the place of what will stand there
        about = row(self._who, self._back)
        about.setStretch(0, 1)
        fields = row(Field("Alias", self._alias), Field("Mat", self._mat))
        fields.setStretch(0, 1)
        keys = row(self._add, self._remove, self._pod)
        keys.setStretch(2, 1)
        body = column(self._nobody, self._list, about, fields, self._complaint, keys)
        for i in (0, 1):
            body.setStretch(i, 1)
        self.setLayout(body)

    def _join(self) -> None:
        self._list.chosen.connect(lambda _: self._show_person())
        self._list.moved.connect(self._fall)
        self._alias.settled.connect(self._rename)
        self._alias.returnPressed.connect(self._enter)
        self._mat.settled.connect(lambda typed: self.seated.emit(self.person, typed))
        self._pod.activated.connect(lambda _: self.put.emit(self.person, self._pod.chosen))

    def show_people(self, people: dict[PersonId, Seated], lines: Sequence[PodLine]) -> None:
        """Show these people, pod by pod; a cohort without pods is one list without a heading."""
        self._people, self._lines = people, tuple(lines)
        pods = [line for line in lines if line.pod is not None]
        self._list.offer(list(self._items(headed=bool(pods))))
        self._list.setVisible(bool(people or pods))
        self._nobody.setVisible(not people and not pods)
        self._pod.offer([(None, "No pod"), *((line.pod, line.name) for line in pods)])
        self._pod.setVisible(bool(pods))
        self._show_person()

    def _items(self, *, headed: bool) -> list[Item]:
        items: list[Item] = []
        for line in self._lines:
            if headed:
                items.append(Item(line.pod or NO_POD, line.name, beside=str(len(line.people)), heading=True))
            mats = ((who, self._people[who]) for who in line.people)
            items += (Item(who, x.alias, beside=f"mat {x.mat}") for who, x in mats)
        return items

    def _fall(self, key: PersonId | PodId, before: int) -> None:
        if key not in self._people:
            self._list.offer(self._list.items)  # the names of pods stay where they are
            return
        headed = any(line.pod is not None for line in self._lines)
        pod, place = pod_at(self._lines, before) if headed else (None, before)
        self.moved.emit(key, pod, place)

    def _show_person(self) -> None:
        """The fields of the one who is chosen. Those of a new one keep what is typed there."""
        person = self.person
        alias, mat, pod = self._people[person] if person is not None else ("", "", self.pod)
        if person != self._edited:
            self._edited = person
            self._alias.setText(alias)
            self._alias.show_text(alias)
        elif person is not None:
            self._alias.show_text(alias)
        self._mat.show_text(str(mat))
        self._pod.choose(pod)
        self._say_who(f"{alias}, mat {mat}" if person is not None else "")
        self._complaint.about("")

    def _say_who(self, chosen: str) -> None:
        """Say whose the fields are, to eyes and to a screen reader."""
        pod = next((line.name for line in self._lines if line.pod is not None and line.pod == self.pod), "")
        new = f"New participant in {pod}" if pod else "New participant"
        self._who.say(chosen or new)
        self._alias.setPlaceholderText("" if chosen else "Enter adds")
        told = f"Enter renames {chosen}. Esc goes to a new participant." if chosen else "Enter adds a new participant."
        self._alias.setAccessibleDescription(told)
        self._back.setVisible(bool(chosen))
        for part in (self._mat, self._remove, self._pod):
            part.setEnabled(bool(chosen))

    @property
    def person(self) -> PersonId | None:
        """The participant that is chosen; None while the fields are those of a new one."""
        current = self._list.current
        return current if current in self._people else None

    @property
    def pod(self) -> PodId | None:
        """The pod whose name is chosen, that a new participant comes into."""
        current = self._list.current
        return current if current not in self._people and current != NO_POD else None

    def ready(self) -> None:
        """Empty fields for a new participant, the hand in them; the pod whose name is chosen stays so."""
        pod = self.pod
        self._alias.setText("")
        self._alias.setFocus(Qt.FocusReason.OtherFocusReason)
        self._list.choose(pod)
        self._show_person()

    def clear(self) -> None:
        """Another cohort: nobody is chosen, and nothing typed."""
        self._list.choose(None)
        self._alias.setText("")

    def reveal(self, person: PersonId) -> None:
        """Bring a participant into sight on the list."""
        self._list.reveal(person)

    def complain(self, words: str) -> None:
        """Say what is wrong with a participant."""
        self._complaint.about(words)

    def _rename(self, typed: str) -> None:
        if self.person is not None:
            self.named.emit(self.person, typed)

    def _enter(self) -> None:
        if self.person is None and self._alias.text().strip():
            self.added.emit(self._alias.text().strip(), self.pod)

    def _add_person(self) -> None:
        """What is typed is the alias of a new one; an alias that is on the list already only leads to empty fields."""
        typed = self._alias.text().strip()
        if self.person is not None and typed in {"", self._alias.shown}:
            self.ready()
        else:
            self.added.emit(typed, self.pod)

    def _leave(self) -> None:
        if self.person is not None:
            if self._remove.hasFocus():  # it goes dead with nobody chosen
                self._alias.setFocus(Qt.FocusReason.OtherFocusReason)
            self.left.emit(self.person)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._list.current is not None:
            self._list.choose(None)
            self.ready()
        elif event.key() == Qt.Key.Key_Delete and self._list.hasFocus():
            self._leave()
        else:
            super().keyPressEvent(event)
