"""The room: where its sound goes, how loud it may be, how its light is driven, and how dim it may become."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal

from kapcircle.core.rooms import Bulb, RoomPlan
from kapcircle.desk.lighting import Lighting, scheme_of
from kapcircle.desk.secrets import Secret
from kapcircle.ui.forms import Choice, Complaint, Field, key, row, wrapped
from kapcircle.ui.panel import Panel
from kapcircle.ui.panels.line_settings import LineSettings
from kapcircle.ui.panels.pairing import Pair
from kapcircle.ui.text import Entry
from kapcircle.ui.theme import Tone

OWN = "the system's own"
NONE = "none"
ANOTHER = "another room…"
LATER = "In a circle that runs, a change here begins at once, and sound and light move over slowly."


class RoomSettings(Panel):
    """`changed` brings the room as it was edited, `secret` an address with its user and password, `paired` one with
    what its bridge gave.
    """

    changed = Signal(object)
    secret = Signal(str, object)
    paired = Signal(str, object)
    went = Signal(object)
    """This laptop is in the room of this id; None: in one that begins now."""
    toned = Signal()
    """The test tone should be heard on the second output."""

    def __init__(self, lightings: Sequence[Lighting], pair: Pair) -> None:
        super().__init__("Room")
        self._room: RoomPlan | None = None
        self._outputs: tuple[str, ...] = ()
        self._kinds = {x.scheme: x.kinds for x in lightings}
        self._here, self._name, self._output = Choice([]), Entry(), Choice([])
        self._ceiling, self._floor, self._fallback = Entry(), Entry(), Entry(placeholder="as it is called on a phone")
        self._second, self._second_volume = Choice([]), Entry()
        self._tone = key("Test tone", self.toned.emit)
        self._tone.setAccessibleName("Test tone on the second output")
        self._light = LineSettings("Light", lightings, pair)
        self._more = LineSettings("More light", [x for x in lightings if x.driven], pair, optional=True)
        self._complaint = Complaint()
        self.body.addLayout(row(Field("This laptop is in", self._here), Field("Name", self._name)))
        self.body.addWidget(Field("Sound output", self._output))
        beside = row(Field("Second output", self._second), Field("Its volume, %", self._second_volume), self._tone)
        beside.setStretch(0, 2)
        beside.setAlignment(self._tone, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(beside)
        self.body.addLayout(row(Field("Volume at most, %", self._ceiling), Field("Light at least, %", self._floor)))
        self.body.addWidget(Field("Fallback playlist, if the laptop fails", self._fallback))
        self.body.addWidget(self._light)
        self.body.addWidget(self._more)
        self.body.addWidget(self._complaint)
        self.body.addWidget(wrapped(LATER, Tone.THIRD))
        self.body.addStretch(1)
        self._join()

    def _join(self) -> None:
        self._here.activated.connect(lambda _: self.went.emit(self._here.chosen))
        self._name.settled.connect(lambda typed: self._change(name=typed.strip()))
        self._output.activated.connect(lambda _: self._change(output=self._output.chosen))
        self._second.activated.connect(lambda _: self._change(second=self._second.chosen))
        self._second_volume.settled.connect(self._percent("second_volume", "The volume of the second output"))
        self._ceiling.settled.connect(self._percent("ceiling", "The volume"))
        self._floor.settled.connect(self._percent("floor", "The light"))
        self._fallback.settled.connect(lambda typed: self._change(fallback=typed.strip()))
        self._light.changed.connect(self._take_light)
        self._more.changed.connect(self._take_more)
        for line in (self._light, self._more):
            line.secret.connect(self.secret)
            line.paired.connect(self.paired)

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

    def _take_light(self, address: str) -> None:
        if self._room is not None:
            self._change(light=address, bulbs=self._moved(self._room, self._room.light, address))

    def _take_more(self, address: str) -> None:
        """The second line; there may be others after it, which are set elsewhere and stay."""
        if self._room is not None:
            was, *others = self._room.lines or ("",)
            lines = (address, *others) if address else tuple(others)
            self._change(lines=lines, bulbs=self._moved(self._room, was, address))

    def _moved(self, room: RoomPlan, was: str, now: str) -> tuple[Bulb, ...]:
        """The bulbs of a line whose address is another now; where there are none of their kind, they are gone."""
        kinds = self._kinds.get(scheme_of(now), ())
        left = (x for x in room.bulbs if x.line != was or x.kind in kinds)
        return tuple(replace(x, line=now) if x.line == was else x for x in left)

    def _change(self, **values: object) -> None:
        if self._room is not None:
            self.changed.emit(replace(self._room, **values))  # type: ignore[arg-type] # the names of the fields are ours

    def offer_outputs(self, names: Sequence[str]) -> None:
        """The outputs there are; the one that is set stays on the list when it is not plugged in."""
        self._outputs = tuple(names)
        self._show_outputs()

    def _show_outputs(self) -> None:
        room = self._room
        self._offer(self._output, OWN, room.output if room is not None else "")
        self._offer(self._second, NONE, room.second if room is not None else "")
        self._tone.setEnabled(room is not None and bool(room.second))

    def _offer(self, choice: Choice, nothing: str, kept: str) -> None:
        missing = [(kept, f"{kept} (not there now)")] if kept and kept not in self._outputs else []
        choice.offer([("", nothing), *((name, name) for name in self._outputs), *missing])
        choice.choose(kept)

    def show_room(
        self, room: RoomPlan, rooms: Iterable[RoomPlan], trouble: str, secret: Callable[[str], Secret]
    ) -> None:
        """Show the room as it is kept, one of these `rooms`; `trouble` says why a change was not, `secret` who may use
        a line.
        """
        self._room = room
        self._here.offer([*((x.id, x.name) for x in rooms), (None, ANOTHER)])
        self._here.choose(room.id)
        self._name.show_text(room.name)
        self._ceiling.show_text(f"{room.ceiling * 100:g}")
        self._second_volume.show_text(f"{room.second_volume * 100:g}")
        self._floor.show_text(f"{room.floor * 100:g}")
        self._fallback.show_text(room.fallback)
        self._light.show_line(room.light, secret)
        self._more.show_line(room.lines[0] if room.lines else "", secret)
        self._show_outputs()
        self._complaint.about(trouble)
