"""A line to the lamps: how it is driven, where it goes, and who may use it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kapcircle.desk.lighting import Lighting, scheme_of
from kapcircle.desk.secrets import Secret
from kapcircle.ui import forms
from kapcircle.ui.forms import Choice, Field, column, row, wrapped
from kapcircle.ui.panels.pairing import Pair, Pairing
from kapcircle.ui.text import Entry

NONE = "none"
KEPT_THERE = "Kept in the vault, and told to nobody but this broker."


class HiddenEntry(Entry):
    """An entry that shows dots, and is never offered to the memory of an input method."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", placeholder, parent)
        self.setEchoMode(forms.Secret.EchoMode.Password)
        self.setInputMethodHints(forms.Secret().inputMethodHints())


class LineSettings(QWidget):
    """`changed` brings the address as edited, nothing for no line; `secret` the address with user and password,
    `paired` the address with what its bridge gave.
    """

    changed = Signal(str)
    secret = Signal(str, object)
    paired = Signal(str, object)

    def __init__(self, name: str, lightings: Sequence[Lighting], pair: Pair, *, optional: bool = False) -> None:
        super().__init__()
        self._lightings = {x.scheme: x for x in lightings}
        none = [("", NONE)] if optional else []
        self._light = Choice([*none, *((x.scheme, x.title) for x in lightings)])
        self._parts = {x.scheme: [Entry(placeholder=plain) for _, plain in x.parts] for x in lightings}
        self._fields = {x.scheme: self._named(x) for x in lightings}
        self._user, self._password = Entry(placeholder=NONE), HiddenEntry(placeholder=NONE)
        self._authority = Entry(placeholder="the system's own")
        self._who = QWidget()
        self._pairing, self._note = Pairing(pair), wrapped("")
        self._pairing.paired.connect(self.paired)
        self._address = ""
        self._lay_out(name)
        self._light.activated.connect(lambda _: self._type())
        for part in (x for parts in self._parts.values() for x in parts):
            part.settled.connect(lambda _: self._type())
        for part in (self._user, self._password, self._authority):
            part.settled.connect(lambda _: self._keep())

    def _named(self, lighting: Lighting) -> list[Field]:
        parts = self._parts[lighting.scheme]
        return [Field(name, part) for (name, _), part in zip(lighting.parts, parts, strict=True)]

    def _lay_out(self, name: str) -> None:
        """The first part of an address, mostly a name, is the widest."""
        lines = []
        for fields in self._fields.values():
            lines.append(row(*fields))
            for place in range(len(fields)):
                lines[-1].setStretch(place, 1 if place else 2)
        user, password = Field("User", self._user), Field("Password", self._password, KEPT_THERE)
        self._trusted = Field("Certificate of its authority, as a file", self._authority)
        self._who.setLayout(column(row(user, password), self._trusted))
        self.setLayout(column(Field(name, self._light), *lines, self._note, self._who, self._pairing))

    def show_line(self, address: str, secret: Callable[[str], Secret]) -> None:
        """Show a line as it is kept; nothing is no line."""
        self._address, scheme = address, scheme_of(address)
        self._light.choose(scheme)
        for other, fields in self._fields.items():
            for field in fields:
                field.setVisible(other == scheme)
        lighting = self._lightings.get(scheme)
        if lighting is not None:
            for part, words in zip(self._parts[scheme], lighting.typed(address), strict=False):
                part.show_text(words)
        kept = secret(address) if lighting is not None and lighting.bulbs else Secret()
        self._who.setVisible(lighting is not None and lighting.bulbs and not lighting.paired)
        self._pairing.setVisible(lighting is not None and lighting.paired)
        self._pairing.show_line(address, kept)
        self._note.say(lighting.note if lighting is not None else "")
        self._note.setVisible(lighting is not None and bool(lighting.note))
        self._trusted.setVisible(scheme == "mqtts")
        for part, words in ((self._user, kept.user), (self._password, kept.password), (self._authority, kept.ca)):
            part.show_text(words)

    def _type(self) -> None:
        lighting = self._lightings.get(self._light.chosen)
        parts = [] if lighting is None else [part.text() for part in self._parts[lighting.scheme]]
        self.changed.emit("" if lighting is None else lighting.address(parts))

    def _keep(self) -> None:
        typed = Secret(self._user.text().strip(), self._password.text(), self._authority.text().strip())
        self.secret.emit(self._address, typed)
