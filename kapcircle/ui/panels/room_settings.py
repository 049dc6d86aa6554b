"""The room: where its sound goes, how loud it may be, how its light is driven, and how dim it may become."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal

from kapcircle.core.rooms import RoomPlan
from kapcircle.ui.forms import Choice, Complaint, Field, row, wrapped
from kapcircle.ui.panel import Panel
from kapcircle.ui.text import Entry
from kapcircle.ui.theme import Tone

OWN = "the system's own"
LIGHTS = (("simulated", "simulated, on the page"), ("sacn", "sACN (E1.31)"))
LATER = "In a circle that runs, sound and light move over at once, by a slow crossfade."


class RoomSettings(Panel):
    """`changed` brings the room as it was edited."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__("Room")
        self._room: RoomPlan | None = None
        self._outputs: tuple[str, ...] = ()
        self._name, self._output, self._light = Entry(), Choice([]), Choice(LIGHTS)
        self._ceiling, self._floor = Entry(), Entry()
        self._host, self._universe = Entry(placeholder="multicast"), Entry(placeholder="1")
        self._complaint = Complaint()
        self._where = (Field("Receiver, or multicast", self._host), Field("Universe", self._universe))
        self.body.addWidget(Field("Name", self._name))
        self.body.addWidget(Field("Sound output", self._output))
        self.body.addLayout(row(Field("Volume at most, %", self._ceiling), Field("Light at least, %", self._floor)))
        self.body.addWidget(Field("Light", self._light))
        where = row(*self._where)
        where.setStretch(0, 2)
        where.setStretch(1, 1)
        self.body.addLayout(where)
        self.body.addWidget(self._complaint)
        self.body.addWidget(wrapped(LATER, Tone.THIRD))
        self.body.addStretch(1)
        self._join()

    def _join(self) -> None:
        self._name.settled.connect(lambda typed: self._change(name=typed.strip()))
        self._output.activated.connect(lambda _: self._change(output=self._output.chosen))
        self._ceiling.settled.connect(self._percent("ceiling", "The volume"))
        self._floor.settled.connect(self._percent("floor", "The light"))
        self._light.activated.connect(lambda _: self._address())
        self._host.settled.connect(lambda _: self._address())
        self._universe.settled.connect(lambda _: self._address())

    def _percent(self, field: str, what: str) -> Callable[[str], None]:
        def take(typed: str) -> None:
            number = typed.strip().rstrip("%").strip().replace(",", ".")
            try:
                part = float(number) / 100
            except ValueError:
                self._complaint.about(f"{what} goes from 0 to 100 %: “{typed}” is no number.")
                return
            self._change(**{field: part})

        return take

    def _address(self) -> None:
        if self._light.chosen == "simulated":
            self._change(light="simulated")
        else:
            host, universe = self._host.text().strip() or "multicast", self._universe.text().strip() or "1"
            self._change(light=f"sacn:{host}:{universe}")

    def _change(self, **values: object) -> None:
        if self._room is not None:
            self.changed.emit(replace(self._room, **values))  # type: ignore[arg-type]

    def offer_outputs(self, names: Sequence[str]) -> None:
        """The outputs there are; the one that is set stays on the list when it is not plugged in."""
        self._outputs = tuple(names)
        self._show_outputs()

    def _show_outputs(self) -> None:
        kept = self._room.output if self._room is not None else ""
        missing = [(kept, f"{kept} (not there now)")] if kept and kept not in self._outputs else []
        self._output.offer([("", OWN), *((name, name) for name in self._outputs), *missing])
        self._output.choose(kept)

    def show_room(self, room: RoomPlan, trouble: str = "") -> None:
        """Show the room as it is kept; `trouble` says why a change was not."""
        self._room = room
        kind, _, rest = room.light.partition(":")
        host, _, universe = rest.rpartition(":")
        self._name.show_text(room.name)
        self._ceiling.show_text(f"{room.ceiling * 100:g}")
        self._floor.show_text(f"{room.floor * 100:g}")
        self._light.choose(kind)
        self._host.show_text(host)
        self._universe.show_text(universe)
        for part in self._where:
            part.setVisible(kind != "simulated")
        self._show_outputs()
        self._complaint.about(trouble)
