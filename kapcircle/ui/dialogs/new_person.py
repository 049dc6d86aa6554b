"""Somebody new: an alias is enough to begin with."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.person.similar import alike
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.forms import Complaint, Field, key
from kapcircle.ui.key import Kind
from kapcircle.ui.text import Entry
from kapcircle.ui.theme import Tone

HINT = "What the room will see. Names and contacts come after."


class NewPerson(Dialog):
    """`begin` is given the alias, and may refuse. Aliases of others that are like it are told, and block nothing."""

    def __init__(self, begin: Callable[[str], None], others: tuple[str, ...], parent: QWidget | None) -> None:
        super().__init__("A new person", parent)
        self._begin, self._others = begin, others
        self._alias, self._like = Entry(), Complaint(Tone.SECOND)
        self._field = Field("Alias", self._alias, HINT)
        self._alias.textChanged.connect(self._compare)
        self.body.addWidget(self._field)
        self.body.addWidget(self._like)
        self.keys(key("Cancel", self.reject), key("Begin", self._take, kind=Kind.LIVE))
        self._alias.setFocus()

    def _compare(self, typed: str) -> None:
        found = [f"“{other}”: {why}" for other in self._others if typed.strip() and (why := alike(typed, other))]
        self._like.about(f"Close to {'; '.join(found[:3])}." if found else "")

    def _take(self) -> None:
        try:
            self._begin(self._alias.text())
        except (KnownError, Refused) as why:
            self._field.complain(str(why))
        else:
            self.accept()
