"""The fields of one cue: what changes in the room, and when."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from kapcircle.core.errors import KnownError
from kapcircle.core.rundown import Cue, Look, Music, Prompt, Silence
from kapcircle.ui.forms import Choice, Complaint, Field, column, key, row
from kapcircle.ui.key import Kind
from kapcircle.ui.text import Entry
from kapcircle.ui.tick import Tick
from kapcircle.views.fields import ENTRY, GO, OFFSET, cue_text, cue_with, trigger_name, trigger_of, with_content

TRIGGERS = ((ENTRY, "on entry"), (OFFSET, "at a time"), (GO, "on GO"))
ENTRIES = {
    "length": "For minutes (empty: until music)",
    "text": "Words",
    "fade": "Fade s",
    "after": "At minute",
    "pre_wait": "Wait s",
    "loop": "Loop until GO",
}
HINTS = {"loop": "2:10–3:40, or 2:10–3:40 at once"}
"""What may be typed, where its name does not say it."""
SHOWN: dict[type, frozenset[str]] = {
    Music: frozenset({"fade", "loop"}),
    Silence: frozenset({"length", "fade"}),
    Look: frozenset({"fade"}),
    Prompt: frozenset({"text"}),
}


class CueForm(QWidget):
    """`changed` brings the cue as it was edited; `music` asks for a file or (True) a folder, `playlist` for tracks of
    the library.
    """

    changed = Signal(object)
    removed = Signal()
    music = Signal(bool)
    playlist = Signal()

    def __init__(self, looks: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cue: Cue | None = None
        self._entries = {field: Entry(placeholder=HINTS.get(field, "")) for field in ENTRIES}
        self._fields: dict[str, Field] = {field: Field(name, self._entries[field]) for field, name in ENTRIES.items()}
        self._look, self._when = Choice([(name, name) for name in looks]), Choice(TRIGGERS)
        self._fields |= {"look": Field("Look", self._look), "when": Field("When", self._when)}
        self._files = QWidget()
        self._armed, self._complaint = Tick("Armed"), Complaint()
        self._build()
        self._join()

    def _build(self) -> None:
        tracks = key("Tracks…", self.playlist.emit)
        tracks.setAccessibleDescription("Recordings of the music library, in order")
        files = (key("File…", lambda: self.music.emit(False)), key("Folder…", lambda: self.music.emit(True)))
        self._files.setLayout(column(None, row(tracks, *files, None, spacing=4)))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        places = {
            "look": (1, 0, 4),
            "length": (1, 0, 4),
            "text": (1, 0, 6),
            "fade": (1, 4, 2),
            "when": (2, 0, 2),
            "after": (2, 2, 2),
            "pre_wait": (2, 4, 2),
            "loop": (3, 0, 6),
        }
        grid.addWidget(self._files, 1, 0, 1, 4)
        for field, (line, at, wide) in places.items():
            grid.addWidget(self._fields[field], line, at, 1, wide)
        for i in range(6):
            grid.setColumnStretch(i, 1)
        remove = key("Remove this cue", self.removed.emit, kind=Kind.QUIET)
        self.setLayout(column(grid, self._complaint, row(self._armed, None, remove)))

    def _join(self) -> None:
        for field, entry in self._entries.items():
            entry.settled.connect(self._typing(field))
        self._look.activated.connect(lambda _: self._call(self._look.chosen))
        self._when.activated.connect(lambda _: self._set(self._when.chosen))
        self._armed.clicked.connect(self._arm)

    def _typing(self, field: str) -> Callable[[str], None]:
        return lambda typed: self._take(field, typed)

    def _take(self, field: str, typed: str) -> None:
        if self._cue is None:
            return
        try:
            changed = cue_with(self._cue, field, typed)
        except KnownError as error:
            self._complaint.about(f"{ENTRIES[field]}: {error}")
            return
        self._complaint.about("")
        if changed != self._cue:
            self.changed.emit(changed)
        else:
            self._show_texts(self._cue)

    def _call(self, look: str) -> None:
        if self._cue is not None and isinstance(self._cue.content, Look):
            self.changed.emit(with_content(self._cue, replace(self._cue.content, name=look)))

    def _set(self, trigger: str) -> None:
        if self._cue is not None and trigger_name(self._cue.trigger) != trigger:
            self.changed.emit(replace(self._cue, trigger=trigger_of(trigger)))

    def _arm(self, armed: bool) -> None:
        if self._cue is not None:
            self.changed.emit(replace(self._cue, armed=armed))

    def offer_looks(self, looks: Sequence[str]) -> None:
        """The looks there are now."""
        self._look.offer([(name, name) for name in looks])

    def show_cue(self, cue: Cue | None) -> None:
        """Show a cue; nothing where there is none."""
        if cue is None or self._cue is None or cue.id != self._cue.id:
            for entry in self._entries.values():
                entry.setModified(False)
        self._cue = cue
        self.setVisible(cue is not None)
        self._complaint.about("")
        if cue is None:
            return
        content = cue.content
        for field in ENTRIES:
            self._fields[field].setVisible(field in SHOWN[type(content)] or field == "pre_wait")
        self._fields["after"].setVisible(trigger_name(cue.trigger) == OFFSET)
        self._fields["look"].setVisible(isinstance(content, Look))
        self._files.setVisible(isinstance(content, Music))
        self._look.choose(content.name if isinstance(content, Look) else None)
        self._when.choose(trigger_name(cue.trigger))
        self._armed.setChecked(cue.armed)
        self._show_texts(cue)

    def _show_texts(self, cue: Cue) -> None:
        for field, entry in self._entries.items():
            entry.show_text(cue_text(cue, field))
