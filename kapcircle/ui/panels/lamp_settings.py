"""The lamps of the room, and where each hangs on the line."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kapcircle.core.errors import Refused
from kapcircle.core.ids import LampId
from kapcircle.core.light import Lamp
from kapcircle.core.mats import mats_text, parse_mats
from kapcircle.core.rooms import Bulb, PatchRow, RoomPlan
from kapcircle.desk.fittings import Outlets
from kapcircle.desk.lighting import FoundLamp, scheme_of
from kapcircle.ui.forms import Choice, Complaint, Field, column, key, row, wrapped
from kapcircle.ui.key import Key, Kind
from kapcircle.ui.listing import Item, Listing
from kapcircle.ui.panel import Panel
from kapcircle.ui.text import Entry

PLAIN = (
    "While no lamp has a channel of its own, lamp n is a 16-bit level on channels 2n−1 and 2n. "
    "Once one has, only lamps with a channel are driven."
)

TRY = "Half bright within two seconds, and back. Not while somebody sits at a circle."

NEAR = "In an emergency they alone can be lit, within three seconds; a bulb takes up to five."


class LampSettings(Panel):
    """`changed` brings the room with its lamps as edited, `tried` the lamp that somebody wants to see; `looks` asks for
    the plan of them all.
    """

    changed = Signal(object)
    tried = Signal(str)
    looks = Signal()

    def __init__(self, outlets: Outlets, fresh: Callable[[], str]) -> None:
        super().__init__("Lamps")
        self._fresh = fresh
        self._kinds = {x.scheme: x.kinds for x in outlets.lightings() if x.bulbs}
        self._room: RoomPlan | None = None
        self._lamps_there: tuple[FoundLamp, ...] = ()
        self._list, self._complaint = Listing("Lamps"), Complaint()
        self._name, self._universe, self._channel = Entry(), Entry(), Entry(placeholder="none")
        self._mats = Entry(placeholder="3, 4")
        self._kind = Choice([(kind, kind) for kind in outlets.kinds()])
        self._bulb, self._sort = Entry(placeholder="none"), Choice([])
        self._found, self._bulbs = Choice([]), QWidget()
        self._there = Field("Lamp of the bridge", self._found)
        self._there.hide()
        typed = (Field("Bulb, as it is called there", self._bulb), Field("Kind of bulb", self._sort))
        self._bulbs.setLayout(column(self._there, *typed))
        self.body.addWidget(wrapped(PLAIN))
        self.body.addWidget(self._list, 1)
        self.body.addWidget(Field("Name", self._name))
        self.body.addWidget(Field("Near mats", self._mats, NEAR))
        parts = (Field("Universe", self._universe), Field("First channel", self._channel), Field("Kind", self._kind))
        self.body.addLayout(row(*parts))
        self.body.addWidget(self._bulbs)
        self.body.addWidget(self._complaint)
        self.body.addLayout(row(*self._keys(), None))
        self.body.addLayout(row(key("Plan and looks…", self.looks.emit), None))
        self._list.chosen.connect(lambda _: self._show_lamp())
        self._name.settled.connect(self._rename)
        self._mats.settled.connect(self._be_near)
        for entry in (self._universe, self._channel):
            entry.settled.connect(lambda _: self._hang())
        self._kind.activated.connect(lambda _: self._hang())
        self._bulb.settled.connect(lambda _: self._name_bulb())
        self._sort.activated.connect(lambda _: self._name_bulb())
        self._found.activated.connect(lambda _: self._choose_bulb())

    @property
    def _trying(self) -> Key:
        made = key("Try", self._try)
        made.setToolTip(TRY)
        return made

    def _keys(self) -> tuple[Key, ...]:
        return (
            key("Add", self._add),
            key("Remove", self._remove, kind=Kind.QUIET),
            self._trying,
        )

    def show_room(self, room: RoomPlan) -> None:
        """Show the lamps as they are kept."""
        self._room = room
        self._list.offer([Item(lamp.id, lamp.name, _place(room, lamp.id)) for lamp in room.lamps])
        kinds = dict.fromkeys(kind for x in room.addresses for kind in self._kinds.get(scheme_of(x), ()))
        self._sort.offer([(kind, kind) for kind in kinds])
        self._bulbs.setVisible(bool(kinds))
        self._show_lamp()

    def offer_found(self, lamps: Sequence[FoundLamp]) -> None:
        """The lamps that a bridge says it has."""
        self._found.offer([(None, "none"), *((x, f"{x.name} · {x.can}") for x in lamps)])
        self._there.setVisible(bool(lamps))
        self._lamps_there = tuple(lamps)
        self._show_bulb()

    def _show_lamp(self) -> None:
        lamp, hung = self._lamp, self._row
        self._name.show_text(lamp.name if lamp is not None else "")
        self._mats.show_text(mats_text(lamp.mats) if lamp is not None else "")
        self._universe.show_text(str(hung.universe) if hung is not None else "1")
        self._channel.show_text(str(hung.channel) if hung is not None else "")
        self._kind.choose(hung.kind if hung is not None else "level16")
        self._show_bulb()
        self._complaint.about("")

    def _show_bulb(self) -> None:
        bulb = self._named
        self._bulb.show_text(bulb.name if bulb is not None else "")
        self._sort.choose(bulb.kind if bulb is not None else self._sort.first)
        same = (x for x in self._lamps_there if bulb is not None and (x.name, x.kind) == (bulb.name, bulb.kind))
        self._found.choose(next(same, None))

    def complain(self, words: str) -> None:
        """Say what is wrong, or what a lamp that was tried had to say."""
        self._complaint.about(words)

    def _line(self, kind: str) -> str | None:
        """The line where bulbs of this kind hang: the one where this lamp's bulb does, if it may."""
        lines = [x for x in (self._room.addresses if self._room is not None else ()) if self._fits(kind, x)]
        known = self._named
        return known.line if known is not None and known.line in lines else next(iter(lines), None)

    def _fits(self, kind: str, address: str) -> bool:
        return kind in self._kinds.get(scheme_of(address), ())

    @property
    def _named(self) -> Bulb | None:
        bulbs = self._room.bulbs if self._room is not None else ()
        return next((x for x in bulbs if x.lamp == self._list.current), None)

    @property
    def _lamp(self) -> Lamp | None:
        lamps = self._room.lamps if self._room is not None else ()
        return next((lamp for lamp in lamps if lamp.id == self._list.current), None)

    @property
    def _row(self) -> PatchRow | None:
        return _hung(self._room, self._list.current) if self._room is not None else None

    def _rename(self, typed: str) -> None:
        room, lamp = self._room, self._lamp
        if room is not None and lamp is not None:
            named = tuple(replace(x, name=typed.strip()) if x.id == lamp.id else x for x in room.lamps)
            self.changed.emit(replace(room, lamps=named))

    def _be_near(self, typed: str) -> None:
        room, lamp = self._room, self._lamp
        if room is None or lamp is None:
            return
        try:
            near = parse_mats(typed)
        except Refused as refusal:
            self._complaint.about(str(refusal))
        else:
            marked = tuple(replace(x, mats=near) if x.id == lamp.id else x for x in room.lamps)
            self.changed.emit(replace(room, lamps=marked))

    def _hang(self) -> None:
        room, lamp = self._room, self._lamp
        if room is None or lamp is None:
            return
        others = tuple(x for x in room.patch if x.lamp != lamp.id)
        channel, universe = self._channel.text().strip(), self._universe.text().strip() or "1"
        if not channel:
            if self._row is not None:
                self.changed.emit(replace(room, patch=others))
        elif channel.isdecimal() and universe.isdecimal():
            hung = PatchRow(lamp.id, int(universe), int(channel), self._kind.chosen)
            self.changed.emit(replace(room, patch=(*others, hung)))
        else:
            self._complaint.about("A universe goes from 1 to 63999, a channel from 1 to 512.")

    def _name_bulb(self) -> None:
        self._hang_bulb(self._bulb.text().strip(), self._sort.chosen)

    def _choose_bulb(self) -> None:
        found: FoundLamp | None = self._found.chosen
        self._hang_bulb("" if found is None else found.name, self._sort.chosen if found is None else found.kind)

    def _hang_bulb(self, name: str, kind: str) -> None:
        room, lamp, line = self._room, self._lamp, self._line(kind)
        if room is None or lamp is None or line is None:
            return
        others = tuple(x for x in room.bulbs if x.lamp != lamp.id)
        if name:
            self.changed.emit(replace(room, bulbs=(*others, Bulb(lamp.id, line, name, kind))))
        elif self._named is not None:
            self.changed.emit(replace(room, bulbs=others))

    def _try(self) -> None:
        if (lamp := self._lamp) is not None:
            self.tried.emit(lamp.id)

    def _add(self) -> None:
        if self._room is not None:
            names = {lamp.name for lamp in self._room.lamps}
            name = next(f"Lamp {n}" for n in range(1, 1000) if f"Lamp {n}" not in names)
            lamp = Lamp(LampId(self._fresh()), name)
            self.changed.emit(replace(self._room, lamps=_spread((*self._room.lamps, lamp))))
            self._list.choose(lamp.id)
            self._show_lamp()

    def _remove(self) -> None:
        room, lamp = self._room, self._lamp
        if room is not None and lamp is not None:
            left = tuple(x for x in room.lamps if x.id != lamp.id)
            patch = tuple(x for x in room.patch if x.lamp != lamp.id)
            bulbs = tuple(x for x in room.bulbs if x.lamp != lamp.id)
            self.changed.emit(replace(room, lamps=_spread(left), patch=patch, bulbs=bulbs))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self._list.hasFocus():
            self._remove()
        else:
            super().keyPressEvent(event)


def _spread(lamps: tuple[Lamp, ...]) -> tuple[Lamp, ...]:
    """The lamps evenly across the picture of the room, in their order."""
    return tuple(replace(lamp, place=(i + 0.5) / len(lamps)) for i, lamp in enumerate(lamps))


def _hung(room: RoomPlan, lamp: LampId | None) -> PatchRow | None:
    return next((x for x in room.patch if x.lamp == lamp), None)


def _place(room: RoomPlan, lamp: LampId) -> str:
    hung, bulb = _hung(room, lamp), next((x for x in room.bulbs if x.lamp == lamp), None)
    said = [f"universe {hung.universe} · from channel {hung.channel} · {hung.kind}"] if hung is not None else []
    said += [f"bulb {bulb.name} · {bulb.kind}"] if bulb is not None else []
    return " · ".join(said) or "no channel of its own"
