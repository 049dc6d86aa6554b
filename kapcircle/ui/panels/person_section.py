"""What every section of a person's page is, and forms that keep each field at once when one leaves it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import PersonId
from kapcircle.core.person.state import Person
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.forms import Choice, Field, column, tall_enough, wrapped
from kapcircle.ui.label import caption
from kapcircle.ui.text import Entry, Prose
from kapcircle.ui.tick import Tick

NOT_YOURS = "This is for the clinical roles; a coordinator does not see it."

Part = Entry | Prose | Tick | Choice
"""A line, some lines, a box to tick, one of several things."""


class Section(QWidget):
    """One section of what is known of a participant. A new one is a class like this, and a line in `SECTIONS`."""

    title = ""
    """What its key says."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.bridge = bridge

    def show_person(self, person: PersonId) -> None:
        """Show somebody as they are now."""
        raise NotImplementedError

    def lie(self, *, narrow: bool) -> None:
        """Lie in a column that is `narrow` for its text, or not."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A field of a form: `name` is that of the field of the value it asks for, `first.phone` of a value within.

    `shown` makes of what is kept what stands in the field, `read` the other way round: it may raise KnownError.
    """

    name: str
    label: str
    part: Callable[[], Part] = Entry
    hint: str = ""
    wide: bool = False
    shown: Callable[[Any], Any] = field(default=lambda kept: kept)
    read: Callable[[Any], Any] = field(default=lambda typed: typed)


def prose() -> Part:
    """A field of some lines."""
    return Prose(3)


class Form(QWidget):
    """Some fields of one value. Each is kept when one leaves it; what is refused stays in its field, with why.

    `value` is what is kept of a person, `command` keeps another. What is `clinical` is shown to clinical roles only.
    """

    def __init__(
        self,
        heading: str,
        asks: Sequence[Ask],
        value: Callable[[Person], Any],
        command: Callable[[Any], object],
        bridge: Bridge,
        *,
        clinical: bool = False,
    ) -> None:
        super().__init__()
        self._asks, self._value, self._command, self._clinical = asks, value, command, clinical
        self._people = bridge.house.people
        self._person: PersonId | None = None
        self._refused: dict[tuple[PersonId, str], tuple[Any, str]] = {}
        self._parts = {ask.name: ask.part() for ask in asks}
        self._fields = {ask.name: Field(ask.label, self._parts[ask.name], ask.hint) for ask in asks}
        self._not_yours, self._inside = wrapped(NOT_YOURS), QWidget()
        self._grid, self._beside = QGridLayout(self._inside), QWidget()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(8)
        self._grid.addWidget(self._beside, 0, 1)  # else a field alone would be wider than where there are two
        self.lie(narrow=False)
        for ask in asks:
            _when_settled(self._parts[ask.name], lambda ask=ask: self._settle(ask))  # type: ignore[misc] # a default binds it
        bridge.leaving.connect(self._settle_all)
        self.setFocusProxy(self._parts[asks[0].name])
        self.setLayout(column(caption(heading), self._not_yours, self._inside, spacing=8))

    def lie(self, *, narrow: bool) -> None:
        """Two fields beside one another, or one below the other."""
        sides, place = 1 if narrow else 2, 0
        for ask in self._asks:
            wide = sides if ask.wide else 1
            place += -place % wide
            self._grid.addWidget(self._fields[ask.name], place // sides, place % sides, 1, wide)
            place += wide
        for side in (0, 1):
            self._grid.setColumnStretch(side, int(side < sides))
        self._grid.setHorizontalSpacing(16 if sides == 2 else 0)
        self._beside.setVisible(sides == 2 and place == 1)
        tall_enough(*self._parts.values())

    def show_person(self, person: PersonId) -> None:
        """Show what is kept of somebody, and where something was refused what was typed."""
        another = person != self._person
        if another:
            self._turn_to(person)
        may = not self._clinical or self._people.clinical
        self._inside.setVisible(may)
        self._not_yours.setVisible(not may)
        value = self._value(self._people.person(person))
        for ask in self._asks:
            part, (typed, words) = self._parts[ask.name], self._refused.get((person, ask.name), (None, ""))
            if another or not words:
                _show(part, ask.shown(_get(value, ask.name)) if may else _show_nothing(part), at_once=another)
            if another and isinstance(part, Entry | Prose) and words:
                _type(part, typed)
            self._fields[ask.name].complain(words)

    def _turn_to(self, person: PersonId) -> None:
        """Of another person nothing that is typed here may stay: it is kept for the one it was typed for."""
        left, self._person = self._person, person
        typed = self._half_typed
        for part in self._parts.values():
            _show(part, _show_nothing(part), at_once=True)
        if left is not None:
            for ask, words in typed:
                self._keep(left, ask, words)

    def _settle_all(self) -> None:
        for ask, _ in self._half_typed:
            self._settle(ask)

    @property
    def _half_typed(self) -> list[tuple[Ask, str]]:
        texts = [(ask, part) for ask in self._asks if isinstance(part := self._parts[ask.name], Entry | Prose)]
        return [(ask, _typed(part)) for ask, part in texts if _typed(part) != part.shown]

    def _settle(self, ask: Ask) -> None:
        """Keep one field; the others are as they are kept, whatever stands in them."""
        if self._person is not None:
            self._keep(self._person, ask, _typed(self._parts[ask.name]))
            self.show_person(self._person)

    def _keep(self, person: PersonId, ask: Ask, typed: Any) -> None:
        try:
            value = self._value(self._people.person(person))
            self._refused.pop((person, ask.name), None)
            self._people.change(person, self._command(_with(value, ask.name, ask.read(typed))))
        except (KnownError, Refused) as why:
            self._refused[person, ask.name] = (typed, str(why).removeprefix(f"{ask.label}: "))


def _when_settled(part: Part, act: Callable[[], None]) -> None:
    match part:
        case Entry() | Prose():
            part.settled.connect(lambda _: act())
        case Tick():
            part.clicked.connect(lambda _: act())
        case Choice():
            part.activated.connect(lambda _: act())


def _typed(part: Part) -> Any:
    match part:
        case Entry():
            return part.text()
        case Prose():
            return part.toPlainText()
        case Tick():
            return part.isChecked()
        case Choice():
            return part.chosen


def _show(part: Part, value: Any, *, at_once: bool) -> None:
    match part:
        case Entry() | Prose():
            if at_once:
                _type(part, value)
            part.show_text(value)
        case Tick():
            part.setChecked(value)
        case Choice():
            part.choose(value)


def _type(part: Entry | Prose, words: str) -> None:
    if isinstance(part, Entry):
        part.setText(words)
    else:
        part.setPlainText(words)


def _show_nothing(part: Part) -> Any:
    """What stands in a field that is not shown: it is not there to be found either."""
    return "" if isinstance(part, Entry | Prose) else None if isinstance(part, Choice) else False


def _get(value: Any, name: str) -> Any:
    for each in name.split("."):
        value = getattr(value, each)
    return value


def _with(value: Any, name: str, new: Any) -> Any:
    first, _, rest = name.partition(".")
    return replace(value, **{first: _with(getattr(value, first), rest, new) if rest else new})
