"""One recording: how it swells, what is wrong with it, where it is heard from and to, and what people say of it."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kapcircle.core.catalogue import HOUSE_LUFS, Description, description_of
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis
from kapcircle.core.lengths import seconds
from kapcircle.core.playlist import Track
from kapcircle.core.tracks import Feel, Quality
from kapcircle.ui import typeface as t
from kapcircle.ui.forms import Choice, Complaint, Field, key, row
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Elided, Label
from kapcircle.ui.panel import Panel
from kapcircle.ui.text import Entry
from kapcircle.ui.theme import Tone
from kapcircle.ui.tick import Tick
from kapcircle.ui.waveform import Waveform
from kapcircle.views.music import measured, warnings
from kapcircle.views.times import span

WORDS: tuple[tuple[Any, str], ...] = ((None, "nobody has said"), (False, "none"), (True, "sung or spoken"))


class TrackForm(Panel):
    """`described` brings what is now said of the recording; the keys each wish one thing."""

    described = Signal(object)
    measured = Signal()
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._track: Track | None = None
        self._title, self._measured = Elided("", size=t.TITLE, weight=t.SEMIBOLD), Label("", Tone.SECOND, t.NOTE)
        self._measured.setWordWrap(True)  # one line of it would be wider than the page in large type
        self._wave, self._trouble, self._wrong = Waveform(), Complaint(), Complaint()
        self._begins, self._ends = Entry(), Entry(placeholder="its end")
        self._texts = {name: Entry() for name in ("title", "artist", "licence", "source")}
        self._texts["tags"] = Entry(placeholder="free words, with commas between")
        self._qualities = {quality: Tick(quality.value) for quality in Quality}
        self._words, self._feel = Choice(WORDS), Choice([(None, "nobody has said"), *((x, x.value) for x in Feel)])
        self._build()
        self._join()

    def _build(self) -> None:
        whole = key("Whole", lambda: self._cue(Millis(0), None), kind=Kind.QUIET)
        whole.setAccessibleDescription("Hear the whole recording")
        begins, ends = Field("Begins at", self._begins), Field("Ends at", self._ends)
        texts = {name: Field(name.capitalize(), part) for name, part in self._texts.items()}
        for part in (self._title, self._measured, self._wave):
            self.body.addWidget(part)
        cues = row(begins, ends, whole)
        cues.setStretch(0, 1)
        cues.setStretch(1, 1)
        cues.setAlignment(whole, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(cues)
        for complaint in (self._trouble, self._wrong):
            self.body.addWidget(complaint)
        self.body.addLayout(_two(texts["title"], texts["artist"]))
        self.body.addWidget(Label("Leads to", Tone.SECOND, t.NOTE))
        self.body.addLayout(row(*self._qualities.values(), None, spacing=4))
        self.body.addLayout(_two(Field("Words", self._words), Field("Tempo feel", self._feel)))
        self.body.addLayout(_two(texts["licence"], texts["source"]))
        self.body.addWidget(texts["tags"])
        measure = key("Measure again", self.measured.emit, kind=Kind.QUIET)
        remove = key("Take off the list", self.removed.emit, kind=Kind.QUIET)
        self.body.addLayout(row(measure, remove, None, spacing=4))
        self.setFocusProxy(self._texts["title"])

    def _join(self) -> None:
        for name, part in self._texts.items():
            part.settled.connect(lambda typed, name=name: self._say(**{name: _read(name, typed)}))
        for tick in self._qualities.values():
            tick.clicked.connect(lambda _: self._take_qualities())
        self._words.activated.connect(lambda _: self._say(words=self._words.chosen))
        self._feel.activated.connect(lambda _: self._say(feel=self._feel.chosen))
        self._begins.settled.connect(lambda _: self._typed())
        self._ends.settled.connect(lambda _: self._typed())
        self._wave.moved.connect(self._show_cues)
        self._wave.settled.connect(self._cue)

    def show_track(self, track: Track, target: float = HOUSE_LUFS, trouble: str = "") -> None:
        """Show a recording; `trouble` says why a change was not kept."""
        self._track = track
        said = description_of(track)
        self._title.say(track.title)
        self._measured.say(measured(track, target))
        self._wave.show_track(track)
        self._show_cues(track.begins, Millis(track.begins + track.lasts))
        self._trouble.about(trouble)
        self._wrong.about("\n▲ ".join(warned.words for warned in warnings(track, target)))
        for name, part in self._texts.items():
            part.show_text(_write(getattr(said, name)))
        for quality, tick in self._qualities.items():
            tick.setChecked(quality in said.qualities)
        self._words.choose(said.words)
        self._feel.choose(said.feel)

    def _show_cues(self, begins: Millis, ends: Millis) -> None:
        self._begins.show_text(_moment(begins))
        self._ends.show_text(_moment(ends))

    # what is said

    def _typed(self) -> None:
        try:
            begins = _moment_of(self._begins.text()) or Millis(0)
            ends = _moment_of(self._ends.text())
        except KnownError as why:
            self._trouble.about(f"{str(why).capitalize()}.")
            return
        self._cue(begins, ends)

    def _cue(self, begins: Millis, ends: Millis | None) -> None:
        whole = self._track is not None and ends == self._track.length
        self._say(begins=begins, ends=None if whole else ends)

    def _take_qualities(self) -> None:
        self._say(qualities=tuple(quality for quality, tick in self._qualities.items() if tick.isChecked()))

    def _say(self, **values: Any) -> None:
        if self._track is not None:
            said: Description = replace(description_of(self._track), **values)
            self.described.emit(said)


def _two(left: QWidget, right: QWidget) -> Any:
    line = row(left, right)
    line.setStretch(0, 1)
    line.setStretch(1, 1)
    return line


def _read(name: str, typed: str) -> str | tuple[str, ...]:
    return tuple(typed.split(",")) if name == "tags" else typed


def _write(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _moment(at: Millis) -> str:
    """As it is typed: minutes and seconds, with tenths where there are any."""
    tenth = at // 100 % 10
    return f"{span(at)}.{tenth}" if tenth else span(at)


def _moment_of(typed: str) -> Millis | None:
    """A moment as typed, with tenths after the seconds; None for nothing. Raises KnownError."""
    words, _, tenths = typed.strip().partition(".")
    if ":" not in words:
        return seconds(typed) if typed.strip() else None
    if tenths and not (tenths.isascii() and tenths.isdecimal() and len(tenths) == 1):
        raise KnownError(f"“{typed}” is no moment: type it as 3:12 or 3:12.5")
    return Millis(seconds(words) + int(tenths or 0) * 100)
