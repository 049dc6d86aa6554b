"""One row of a list of people and the newcomer it says, or what is wrong with each of its cells."""

import re
from dataclasses import dataclass

from kapcircle.core.cells import Cell, text
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import Instant
from kapcircle.core.mats import MOST_MATS
from kapcircle.core.newcomer import Newcomer
from kapcircle.core.person import contacts, typed
from kapcircle.core.person.contacts import Contacts, EmergencyContact, Escort, Escorts
from kapcircle.core.person.identity import Names, checked_alias
from kapcircle.core.person.needs import Access, CareNotes
from kapcircle.core.row_cells import RowCells

_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")

_YES = ("yes", "y", "true", "x", "1", "ja", "oui", "sí", "si", "da")
_NO = ("", "no", "n", "false", "0", "-", "nein", "non", "ne")


@dataclass(slots=True, kw_only=True)
class NewcomerReading(RowCells):
    """Takes the cells of one row of a list of people. `others` and `pods`: aliases and pods of the cohort as it is."""

    others: tuple[str, ...]
    pods: tuple[str, ...]
    now: Instant
    clinical: bool

    def newcomer(self) -> Newcomer:
        """The newcomer of this row; means nothing once there are problems."""
        self.refuse_beyond()
        names = self._names()
        return Newcomer(
            self._alias(names),
            names,
            Contacts(self._phone("Phone"), self.take("E-mail", _email, ""), self._prose("Address")),
            EmergencyContact(self._line("Emergency contact"), self._line("Relation"), self._phone("Emergency phone")),
            self._escorts(),
            Access(self._line("Language", 60), self.take("Interpreter", _yes, False), self._prose("Access needs")),
            self._notes(),
            self.take("Mat", _mat, None),
            self.take("Pod", self._pod, ""),
        )

    def _line(self, column: str, most: int = typed.LONGEST_LINE) -> str:
        return self.take(column, lambda x: typed.line(text(x), column, most), "")

    def _prose(self, column: str) -> str:
        return self.take(column, lambda x: typed.prose(text(x), column), "")

    def _phone(self, column: str) -> str:
        return self.take(column, lambda x: typed.phone(text(x), column), "")

    def _names(self) -> Names:
        given, family = self._line("First name"), self._line("Last name")
        legal = self._line("Legal name") or f"{given} {family}".strip()
        year = self.take("Year of birth", self._year, None)
        return Names(legal, self._line("Chosen name"), self._line("Pronouns", 40), year)

    def _year(self, cell: Cell) -> int | None:
        words = text(cell)
        found = set(_YEAR.findall(words))
        if words and len(found) != 1:
            raise KnownError(f"“{words}” says no year of four figures")
        return typed.birth_year(int(found.pop()), self.now) if found else None

    def _alias(self, names: Names) -> str:
        """What the room will call them; without such a column, their chosen or first name."""
        if "Alias" in self.header.columns:
            return self.take("Alias", self._checked, "")
        column = next(x for x in ("Chosen name", "First name", "Legal name") if x in self.header.columns)
        first = (names.chosen or names.legal).split()[:1]
        return self.take(column, lambda _: self._checked(" ".join(first)), "")

    def _checked(self, cell: Cell) -> str:
        if not (alias := text(cell)):
            raise KnownError("is empty: what will the room call this person?")
        return checked_alias(alias, self.others)

    def _pod(self, cell: Cell) -> str:
        words = text(cell)
        found = [pod for pod in self.pods if pod.casefold() == words.casefold()]
        if words and not found:
            there = f"there are: {', '.join(self.pods)}" if self.pods else "this cohort has none yet"
            raise KnownError(f"there is no pod “{words}”; {there}")
        return found[0] if found else ""

    def _escorts(self) -> Escorts:
        first = Escort(self._line("Escort"), self._phone("Escort phone"))
        second = Escort(self._line("Second escort"), self._phone("Second escort phone"))
        try:
            return contacts.checked_escorts(Escorts(first, second))
        except Refused as refusal:
            self.complain_of("Second escort", str(refusal))
            return Escorts()

    def _notes(self) -> CareNotes:
        if not self.clinical:
            return CareNotes()
        return CareNotes(self._prose("Allergies"), self.take("Medication", _items, ()))


def _email(cell: Cell) -> str:
    return typed.email(text(cell))


def _items(cell: Cell) -> tuple[str, ...]:
    return typed.items(tuple(re.split(r"[\n;]", text(cell))), "Medication")


def _yes(cell: Cell) -> bool:
    word = text(cell).casefold()
    if word not in (*_YES, *_NO):
        raise KnownError(f"“{text(cell)}”: write yes or no")
    return word in _YES


def _mat(cell: Cell) -> int | None:
    words = text(cell)
    if not words:
        return None
    if not words.isdecimal() or not 1 <= int(words) <= MOST_MATS:
        raise KnownError(f"“{words}”: mats are numbered 1 to {MOST_MATS}")
    return int(words)
