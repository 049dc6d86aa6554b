"""Plan of the room and looks on one sheet: lamps where they hang, and how each look has them.

Every change of a lamp is kept at once; a look is kept when it is saved. Nothing reaches the lamps unasked.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import LampId
from kapcircle.core.light import Lamp, LampLevel, LookDesign
from kapcircle.core.looks_copied import Copied
from kapcircle.core.mats import mats_text, parse_mats
from kapcircle.core.rooms import RoomPlan
from kapcircle.core.session import commands as c
from kapcircle.ui import typeface as t
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.dialog import Dialog, room_over
from kapcircle.ui.dialogs.files import LOOKS, ask_open, ask_save
from kapcircle.ui.dialogs.question import Question
from kapcircle.ui.draft import Draft
from kapcircle.ui.forms import Choice, Complaint, Field, column, key, row, scrolling, wrapped
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Label, caption
from kapcircle.ui.listing import Item
from kapcircle.ui.panels.lamp_plan import LampPlan
from kapcircle.ui.panels.look_drafts import LookDrafts
from kapcircle.ui.panels.look_editor import LookEditor
from kapcircle.ui.panels.look_list import LookList
from kapcircle.ui.text import REDO, UNDO, Entry
from kapcircle.ui.theme import Tone
from kapcircle.views.looks import Mat, drawn, mats_of, roles_in_use, spots, under, without_lamp
from kapcircle.views.times import left as time_left

SIZE = QSize(1300, 720)
SIDE = 236
"""Width of the columns beside the plan, at a text size of 100 %."""

HELP = (
    "Tab: the next lamp. Arrows move it, with Shift further. A: all lamps. Ctrl and click: several. "
    "A dot: unlike the look."
)
WRITTEN = "Written to {file}. In the other vault, open this sheet and press From another room…"
RUNS = (
    "The lamps of the circle that runs would fade to “{name}” within a few seconds, and back to what the circle wants "
    "after two minutes at most, or when you press Back. The next change of light in the circle ends it too."
)
TAKES = (
    "“{name}” in this circle is then as it is saved here. Where it is lit, the lamps fade to it within a few seconds. "
    "Undo on the Circle page takes it back."
)

UNSAVED = (
    "Changed and not saved: {names}. It is here again when you come back. Until it is saved, circles have the look "
    "as it was."
)
EDITED = "looks"
"""The name under which the looks that were changed and not saved are kept."""


class LooksDialog(Dialog):
    """One look is edited at a time; others that were changed stay so until they are saved or reverted, also when the
    program ends in between.
    """

    def __init__(self, bridge: Bridge, parent: QWidget | None) -> None:
        super().__init__("Plan of the room and looks", parent)
        self._bridge, self._house, self._looks = bridge, bridge.house, bridge.house.looks
        self._edited = LookDrafts(self)
        self._draft = Draft(self._edited, bridge.house.desk, EDITED)
        self._list, self._plan, self._editor = LookList(), LampPlan(), LookEditor()
        self._role, self._near = Entry(placeholder="key"), Entry(placeholder="3, 4")
        self._roles = wrapped("", Tone.THIRD)
        self._dark, self._trying = Label("", Tone.SECOND, t.NOTE), Label("", Tone.ACCENT, t.NOTE)
        for words in (self._dark, self._trying):
            words.setWordWrap(True)
        self._trouble, self._told = Complaint(), ""
        self._remove = key("Remove", self._ask_remove, kind=Kind.QUIET)
        self._revert = key("Revert", self._drop, kind=Kind.QUIET)
        self._save = key("Save look", self._keep, kind=Kind.LIVE)
        self._on, self._off = key("On the lamps", self._ask_lamps), key("Back", self._back, kind=Kind.QUIET)
        self._use = key("Use in this circle now…", self._ask_use)
        others = [(x, f"From {x.name}…") for x in self._house.rooms.others]
        self._rooms = Choice([(None, "From a room…"), *others])
        self._rooms.setMinimumContentsLength(11)
        self._rooms.setAccessibleName("Looks of another room")
        self._rooms.setVisible(bool(others))
        self._build()
        self._mats = self._known_mats()
        self._refresh()
        self._list.choose(next(iter(self._edited.all), self._list.current))
        self._show()
        self._list.setFocus()

    # how it is built

    def _build(self) -> None:
        self.resize(room_over(self.parentWidget(), SIZE * t.scale()))
        whole = row(self._left(), self._middle(), self._right(), spacing=16)
        whole.setStretch(1, 1)
        self.body.addLayout(whole, 1)
        self.body.addWidget(self._trouble)
        files = (key("To a file…", self._write, kind=Kind.QUIET), key("From a file…", self._read, kind=Kind.QUIET))
        self.body.addLayout(row(*files, self._rooms, None, self._use, self._off, self._on, key("Close", self.reject)))
        self._list.chosen.connect(lambda _: self._show())
        self._plan.chosen.connect(lambda _: self._show())
        self._plan.moved.connect(self._hang)
        self._rooms.activated.connect(lambda _: self._copy_room())
        self._editor.changed.connect(self._edit)
        self._role.settled.connect(lambda typed: self._change_lamps(lambda lamp: replace(lamp, role=typed.strip())))
        self._near.settled.connect(self._mark)
        self._bridge.ticked.connect(self._look)
        self._bridge.leaving.connect(self._draft.keep)
        self._bridge.changed.connect(self._on_changed)

    def _left(self) -> QWidget:
        quiet = Kind.QUIET
        keys = row(key("New", self._new), key("Duplicate", self._copy, kind=quiet), None, spacing=4)
        return _side(column(self._list, keys, row(self._remove, None)))

    def _middle(self) -> QWidget:
        middle = QWidget()
        stack = column(self._plan, wrapped(HELP, Tone.THIRD), self._dark, self._trying)
        stack.setStretch(0, 1)
        stack.setContentsMargins(0, 0, 0, 0)
        middle.setLayout(stack)
        return middle

    def _right(self) -> QWidget:
        lamps = QWidget()
        stack = column(caption("Chosen lamps"), Field("Role", self._role), self._roles, Field("Near mats", self._near))
        stack.setContentsMargins(0, 0, 0, 0)
        lamps.setLayout(stack)
        self._lamps = lamps
        inner = QWidget()
        parts = column(self._editor, row(self._revert, None, self._save), lamps, None, spacing=12)
        parts.setContentsMargins(0, 0, 10, 0)
        inner.setLayout(parts)
        return _side(column(scrolling(inner)))

    def _known_mats(self) -> Callable[[RoomPlan], tuple[Mat, ...]]:
        """The mats of the circle at the desk, else of the latest one."""
        ran = next(iter(self._house.circles()), None)
        session = self._bridge.session or (None if ran is None else self._house.session(ran.session))
        return lambda room: () if session is None else mats_of(session, room)

    # what is shown

    @property
    def _design(self) -> LookDesign | None:
        name = self._list.current
        return self._edited.all.get(name) or self._looks.all.get(name)

    def _refresh(self) -> None:
        """Show everything as it is kept, and what is being edited."""
        kept = self._looks.all
        self._edited.leave_out(kept)
        shown = {name: self._edited.all.get(name, design) for name, design in kept.items()}
        self._list.show_lights({name: drawn(LampLevel(LampId(""), x.level, x.colour)) for name, x in shown.items()})
        self._list.offer([Item(name, name, self._under(name, x)) for name, x in shown.items()])
        self._show()

    def _on_changed(self, _: object) -> None:
        self._refresh()

    def _under(self, name: str, design: LookDesign) -> str:
        own, shipped = self._looks.own(name), self._looks.shipped(name)
        return under(design, own=own, shipped=shipped, edited=name in self._edited.all)

    def _show(self) -> None:
        design, room = self._design, self._house.room
        if design is None:
            return
        mats = self._mats(room)
        self._plan.show_room(spots(room, design), mats)
        self._editor.show_look(design, room, self._plan.lamps)
        dark = without_lamp(mats)
        self._dark.say(dark)
        self._dark.setVisible(bool(dark))
        edited = self._list.current in self._edited.all
        self._save.setEnabled(edited and self._looks.may_make)
        self._revert.setEnabled(edited)
        self._on.setEnabled(bool(room.lamps))
        own = self._looks.own(self._list.current)
        self._remove.setEnabled(own)
        self._remove.set_words("As it was shipped" if own and self._looks.shipped(self._list.current) else "Remove")
        self._show_lamps(room)
        self._look()

    def _show_lamps(self, room: RoomPlan) -> None:
        chosen = [lamp for lamp in room.lamps if lamp.id in self._plan.lamps]
        self._lamps.setEnabled(bool(chosen))
        self._role.show_text(_same([lamp.role for lamp in chosen]))
        self._near.show_text(_same([mats_text(lamp.mats) for lamp in chosen]))
        self._roles.say(f"In use or usual: {', '.join(roles_in_use(room.lamps))}")

    def _look(self) -> None:
        """What is on the lamps, and for how long."""
        rest, trying = self._house.trying.left(self._bridge.now), self._house.trying
        words = f"On the lamps, {time_left(rest)} left" if trying.on else ""
        self._trying.say(f"{words}. ▲ {trying.trouble}" if trying.trouble else words or self._told)
        self._off.setVisible(trying.on)
        session, name = self._bridge.session, self._list.current
        here = session is not None and self._bridge.runs and name not in self._edited.all
        self._use.setVisible(here and session is not None and self._looks.all.get(name) not in session.plan.designs)

    # what a hand does

    def _attempt(self, act: Callable[[], object]) -> bool:
        self._told = ""
        try:
            act()
        except (KnownError, Refused) as why:
            self._trouble.about(str(why))
            return False
        self._trouble.about("")
        return True

    def _edit(self, design: LookDesign) -> None:
        self._edited.put(self._list.current, design)
        self._refresh()

    def _keep(self) -> None:
        design, was = self._design, self._list.current
        if design is not None and self._attempt(lambda: self._looks.save(design, was)):
            self._edited.drop(was)
            self._refresh()
            self._list.choose(" ".join(design.name.split()))
            self._show()

    def _drop(self) -> None:
        self._edited.drop(self._list.current)
        self._trouble.about("")
        self._refresh()

    def _new(self) -> None:
        self._begin(LookDesign(self._looks.free("new look"), 0.3))

    def _copy(self) -> None:
        if (design := self._design) is not None:
            self._begin(replace(design, name=self._looks.free(design.name)))

    def _begin(self, design: LookDesign) -> None:
        if self._attempt(lambda: self._looks.save(design)):
            self._refresh()
            self._list.choose(design.name)
            self._show()

    def _ask_remove(self) -> None:
        name = self._list.current
        places = self._looks.used(name)
        if not places or self._looks.shipped(name):
            self._take_away(name)
            return
        words = f"It is in use and nothing would light there: {'; '.join(places)}."
        self._ask(f"Remove “{name}”?", words, "Remove it", lambda: self._take_away(name))

    def _take_away(self, name: str) -> None:
        if self._attempt(lambda: self._looks.remove(name)):
            self._edited.drop(name)
        self._refresh()

    def _hang(self, lamp: LampId, place: float, depth: float) -> None:
        self._save_lamps(lambda x: replace(x, place=place, depth=depth) if x.id == lamp else x)

    def _mark(self, typed: str) -> None:
        try:
            near = parse_mats(typed)
        except Refused as refusal:
            self._trouble.about(str(refusal))
        else:
            self._change_lamps(lambda lamp: replace(lamp, mats=near))

    def _change_lamps(self, turn: Callable[[Lamp], Lamp]) -> None:
        chosen = self._plan.lamps
        self._save_lamps(lambda lamp: turn(lamp) if lamp.id in chosen else lamp)

    def _save_lamps(self, turn: Callable[[Lamp], Lamp]) -> None:
        room = self._house.room
        changed = replace(room, lamps=tuple(turn(lamp) for lamp in room.lamps))
        self._attempt(lambda: self._house.change_lamps(lambda: self._looks.save_room(changed)))
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(UNDO):
            self._attempt(lambda: self._house.change_lamps(self._looks.undo))
            self._refresh()
        elif event.matches(REDO):
            self._attempt(lambda: self._house.change_lamps(self._looks.redo))
            self._refresh()
        else:
            super().keyPressEvent(event)

    # the real lamps

    def _ask_lamps(self) -> None:
        design = self._design
        if design is None:
            return
        if self._house.running() is None:
            self._try(design, asked=False)
        else:
            words = RUNS.format(name=design.name)
            self._ask("On the lamps of the circle?", words, "On the lamps", lambda: self._try(design, asked=True))

    def _try(self, design: LookDesign, *, asked: bool) -> None:
        self._attempt(lambda: self._house.try_look(design, asked=asked))
        self._look()

    def _back(self) -> None:
        self._house.trying.end()
        self._look()

    def _ask_use(self) -> None:
        design = self._looks.all.get(self._list.current)
        if design is not None:
            words = TAKES.format(name=design.name)
            self._ask("Use it in this circle now?", words, "Use it", lambda: self._take_up(design))

    def _take_up(self, design: LookDesign) -> None:
        self._bridge.do(c.TakeLook(design))
        self._look()

    def _ask(self, heading: str, words: str, deed: str, then: Callable[[], object]) -> None:
        question = Question(heading, words, deed, "Leave it", self)
        question.agreed.connect(then)
        question.open()

    # files

    def _write(self) -> None:
        ask_save(self, LOOKS, "json", "looks.json", self._write_to)

    def _read(self) -> None:
        ask_open(self, LOOKS, self._read_from)

    def _write_to(self, path: str) -> None:
        if self._attempt(lambda: self._looks.write(path)):
            self._told = WRITTEN.format(file=path)
        self._look()

    def _read_from(self, path: str) -> None:
        self._attempt(lambda: self._bring(self._looks.read(path)))

    def _copy_room(self) -> None:
        there = self._rooms.chosen
        self._rooms.choose(None)
        if there is not None:
            self._attempt(lambda: self._bring(self._looks.of_room(there)))

    def _bring(self, copied: Copied) -> None:
        """By role; it is said first what this room does not have."""
        names = ", ".join(design.name for design in copied.designs)
        said = [f"Looks of the same name are replaced: {names}."]
        if copied.missing:
            said.append(f"No lamp here has the role {', '.join(copied.missing)}: what they did is left out.")
        if copied.plain:
            said.append(f"As each look as a whole: {', '.join(copied.plain)}.")
        self._ask("Take these looks in?", " ".join(said), "Take them in", lambda: self._take_in(copied))

    def _take_in(self, copied: Copied) -> None:
        if self._attempt(lambda: self._looks.take_in(copied.designs)):
            self._edited.drop(*(design.name for design in copied.designs))
        self._refresh()

    # leaving

    def reject(self) -> None:
        """What was changed and not saved is asked about, and is there again next time; the lamps go back."""
        self._plan.keep()
        if not self._edited.all:
            self._leave()
            return
        words = UNSAVED.format(names=", ".join(self._edited.all))
        self._ask("Close without saving?", words, "Close", self._leave)

    def _leave(self) -> None:
        self._draft.keep()
        self._house.trying.end()
        super().reject()


def _side(stack: QVBoxLayout) -> QWidget:
    side = QWidget()
    side.setFixedWidth(int(SIDE * min(t.scale(), 1.5)))
    side.setLayout(stack)
    return side


def _same(words: list[str]) -> str:
    """What all have in common; nothing where they differ."""
    return words[0] if len(set(words)) == 1 else ""
