"""The cues of one phase of the plan."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from kapcircle.core.cue_names import cue_name
from kapcircle.core.editing import drop_cue, put_cue, without_cue
from kapcircle.core.ids import CueId
from kapcircle.core.rundown import Content, Cue, Look, Music, Phase, Prompt, Silence
from kapcircle.ui.forms import Complaint, key, row
from kapcircle.ui.listing import Item
from kapcircle.ui.ordered import Ordered
from kapcircle.ui.panel import Panel
from kapcircle.ui.panels.cue_form import CueForm
from kapcircle.ui.theme import Tone
from kapcircle.views.cues import SHAPES, what, when
from kapcircle.views.fields import with_content
from kapcircle.views.plan import Problem

SEEN = 3
"""Cues in sight before the list scrolls."""


class CueList(Panel):
    """`changed` brings the phase with its cues as edited; `music` asks for a file or (True) a folder, `playlist` for
    recordings of the library.
    """

    changed = Signal(object)
    music = Signal(bool)
    playlist = Signal()

    def __init__(self, looks: Sequence[str], fresh: Callable[[], str]) -> None:
        super().__init__("Cues")
        self._looks, self._fresh = tuple(looks), fresh
        self._phase: Phase | None = None
        self._list, self._form = Ordered("Cues"), CueForm(looks)
        self._problems, self._remarks = Complaint(), Complaint(Tone.SECOND)
        self._add = (
            key("♪ Music", lambda: self._new(Music("Music", ()))),
            key("○ Silence", lambda: self._new(Silence())),
            key("☀ Look", lambda: self._new(Look(self._looks[0] if self._looks else ""))),
            key("” Prompt", lambda: self._new(Prompt("Words for the facilitator"))),
        )
        self.body.addLayout(row(*self._add, None, spacing=4))
        for part in (self._list, self._problems, self._remarks, self._form):
            self.body.addWidget(part)
        self._list.chosen.connect(lambda _: self._form.show_cue(self.cue))
        self._list.moved.connect(self._move)
        self._form.changed.connect(self._put)
        self._form.removed.connect(self._remove)
        self._form.music.connect(self.music)
        self._form.playlist.connect(self.playlist)

    @property
    def cue(self) -> Cue | None:
        """The cue that is chosen."""
        cues = self._phase.cues if self._phase is not None else ()
        return next((cue for cue in cues if cue.id == self._list.current), None)

    def offer_looks(self, looks: Sequence[str]) -> None:
        """The looks there are now, for a cue to name."""
        if tuple(looks) != self._looks:
            self._looks = tuple(looks)
            self._form.offer_looks(self._looks)

    def show_cues(self, phase: Phase | None, problems: tuple[Problem, ...]) -> None:
        """Show the cues of a phase, and what is wrong with them."""
        self._phase = phase
        cues = phase.cues if phase is not None else ()
        self._list.offer([Item(c.id, f"{SHAPES[type(c.content)]}  {what(c.content)}", when(c)) for c in cues])
        self._list.setVisible(bool(cues))
        self._list.setFixedHeight(self._list.height_of(min(len(cues), SEEN)))
        self._form.show_cue(self.cue)
        for add in self._add:
            add.setEnabled(phase is not None)
        of_cues = [p for p in problems if p.field == "cues"]
        self._problems.about(" ".join(p.words for p in of_cues if p.stops))
        self._remarks.about(" ".join(p.words for p in of_cues if not p.stops))

    def _new(self, content: Content) -> None:
        if self._phase is not None:
            cue = Cue(CueId(self._fresh()), cue_name(content), content)
            self._put(cue)
            self._list.choose(cue.id)
            self._form.show_cue(self.cue)

    def _put(self, cue: Cue) -> None:
        if self._phase is not None:
            self.changed.emit(put_cue(self._phase, cue))

    def _move(self, cue: CueId, before: int) -> None:
        if self._phase is not None and (after := drop_cue(self._phase, cue, before)) != self._phase:
            self.changed.emit(after)

    def take_music(self, music: Music) -> None:
        """Give the chosen cue these recordings."""
        if self.cue is not None:
            self._put(with_content(self.cue, music))

    def _remove(self) -> None:
        if self._phase is not None and self.cue is not None:
            self.changed.emit(without_cue(self._phase, self.cue.id))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self._list.hasFocus():
            self._remove()
        else:
            super().keyPressEvent(event)
