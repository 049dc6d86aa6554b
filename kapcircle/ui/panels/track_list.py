"""The recordings of the practice: found as one types, of one quality or with one thing wrong, in any order."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kapcircle.core.catalogue import Catalogue
from kapcircle.core.ids import TrackId
from kapcircle.core.tracks import Quality
from kapcircle.ui import typeface as t
from kapcircle.ui.forms import Choice, Complaint, column, key, row, tall_enough, wrapped
from kapcircle.ui.grid import Grid
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Label, caption
from kapcircle.ui.panel import Panel
from kapcircle.ui.panels.people_list import Search
from kapcircle.ui.table import Column
from kapcircle.ui.text import Entry
from kapcircle.ui.theme import Tone
from kapcircle.views.music import ORDERS, Flaw, Shown, Wish, listed

FIGURE = 64
"""Width of the field of a loudness, at a text size of 100 %."""

AIM = "From the next circle on. Softer is lower: −23 to −27."
WRONG = "Wrong"
"""By how much is wrong with it a recording may be sorted, too."""


class TrackGrid(Grid):
    """A click on a heading sorts by it, another turns the order round."""

    sorted_by = Signal(str)

    def __init__(self) -> None:
        columns = (
            Column("Title", lambda x: f"{x.title}\n{' · '.join(filter(None, (x.artist, x.said)))}".rstrip("\n")),
            Column("Length", lambda x: x.length, figure=True),
            Column("LUFS", lambda x: x.loud, figure=True),
            Column(WRONG, lambda x: f"▲ {x.flawed}" if x.flawed else ""),
        )
        super().__init__("Recordings", columns, (0, 74, 58, 196), _ink)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        self.titles = ["Title", "Length", "Loudness", WRONG]
        header.sectionClicked.connect(lambda at: self.sorted_by.emit(self.titles[at]))

    def show_tracks(self, tracks: Sequence[Shown], wish: Wish, track: TrackId | None) -> None:
        """Show these, one of them chosen."""
        order = Qt.SortOrder.DescendingOrder if wish.down else Qt.SortOrder.AscendingOrder
        at = self.titles.index(wish.by) if wish.by in self.titles else -1
        self.horizontalHeader().setSortIndicator(at, order)
        self.verticalHeader().setDefaultSectionSize(int(46 * t.scale()))
        with QSignalBlocker(self):
            self.show_rows(tracks)
        self.mark(next((i for i, x in enumerate(tracks) if x.key == track), None))

    def mark(self, at: int | None) -> None:
        """This row is the chosen one, or none is; nobody is told."""
        with QSignalBlocker(self):
            self.clearSelection()
            if at is not None:
                self.selectRow(at)


def _ink(_: Any, at: int) -> Tone:
    return (Tone.TEXT, Tone.SECOND, Tone.SECOND, Tone.ACCENT)[at]


class TrackList(Panel):
    """`chosen` says which is to be shown; the keys each wish one thing."""

    chosen = Signal()
    files_wished = Signal()
    folder_wished = Signal()
    measuring_wished = Signal()
    aimed = Signal(str)
    undo = Signal()
    redo = Signal()

    def __init__(self, coming: QWidget) -> None:
        """`coming` shows what is on its way in."""
        super().__init__()
        self.setAccessibleName("Music")
        self._catalogue, self._wish = Catalogue(), Wish()
        self._shown: tuple[Shown, ...] = ()
        self._track: TrackId | None = None
        self._search, self._grid = Search("", "Title, artist, tag or licence"), TrackGrid()
        self._quality, self._flaw, self._sort = Choice(_qualities()), Choice(_flaws()), Choice(_orders())
        self._count, self._old = Label("", Tone.SECOND, t.NOTE), Complaint()
        self._target, self._nothing = Entry(), QWidget()
        self._trouble = Complaint()
        self._measure = key("Measure them", self.measuring_wished.emit, kind=Kind.QUIET)
        self._build(coming)
        self._join()

    def _build(self, coming: QWidget) -> None:
        self._search.setAccessibleName("Search")
        for part, name in ((self._quality, "Quality"), (self._flaw, "Wrong"), (self._sort, "Order")):
            part.setAccessibleName(name)
        wishes = row(self._quality, self._flaw, self._sort)
        for i in range(3):
            wishes.setStretch(i, 1)
        words = wrapped("No recording answers to this search and these filters.")
        self._nothing.setLayout(column(words, row(key("Show every recording", self._everything), None), None))
        self.body.addLayout(row(caption("Music"), None, self._count))
        self.body.addWidget(coming)
        self.body.addWidget(self._search)
        self.body.addLayout(wishes)
        self.body.addWidget(self._grid, 1)
        self.body.addWidget(self._nothing, 1)
        old = row(self._old, self._measure)
        old.setStretch(0, 1)
        self.body.addLayout(old)
        files = key("Bring in files…", self.files_wished.emit)
        folder = key("A folder…", self.folder_wished.emit, kind=Kind.QUIET)
        undo = key("Undo", self.undo.emit, "Ctrl+Z", Kind.QUIET)
        redo = key("Redo", self.redo.emit, kind=Kind.QUIET)
        self.body.addLayout(row(files, folder, None, undo, redo, spacing=4))
        self.body.addLayout(self._aim())
        self.body.addWidget(self._trouble)
        self.setFocusProxy(self._grid)

    def _aim(self) -> QHBoxLayout:
        """How loud the house hears its recordings: a figure, named at its left, explained at its right."""
        name, hint = Label("Heard at, LUFS", Tone.SECOND, t.NOTE), wrapped(AIM, Tone.THIRD)
        name.setBuddy(self._target)
        self._target.setAccessibleName(name.text())
        self._target.setAccessibleDescription(AIM)
        aim = row(name, self._target, hint)
        aim.setStretch(2, 1)
        return aim

    def _join(self) -> None:
        self._search.textChanged.connect(lambda typed: self._wished(typed=typed))
        self._search.stepped.connect(self.step)
        self._grid.chosen.connect(lambda x: self._choose(x.key))
        self._grid.sorted_by.connect(lambda by: self._wished(by=by, down=by == self._wish.by and not self._wish.down))
        self._quality.activated.connect(lambda _: self._take_quality(self._quality.chosen))
        self._flaw.activated.connect(lambda _: self._wished(flaw=self._flaw.chosen))
        self._sort.activated.connect(lambda _: self._wished(by=self._sort.chosen[0], down=self._sort.chosen[1]))
        self._target.settled.connect(self.aimed)

    def show_tracks(self, catalogue: Catalogue) -> None:
        """Show what is wished for of these."""
        self._catalogue = catalogue
        self._target.show_text(f"{catalogue.target:g}".replace("-", "−"))
        old = sum(not track.sound for track in catalogue.listed.values())
        self._old.about(f"{old} not measured yet: nobody knows how loud." if old else "")
        self._measure.setVisible(bool(old))
        self._show()

    def complain(self, words: str) -> None:
        """Say why the loudness could not be set so."""
        self._trouble.about(words)

    def _show(self) -> None:
        self._shown = listed(self._catalogue, self._wish)
        if self._track not in {x.key for x in self._shown}:
            self._track = self._shown[0].key if self._shown else None
        self._grid.show_tracks(self._shown, self._wish, self._track)
        self._sort.choose((self._wish.by, self._wish.down))
        for part, there in ((self._grid, bool(self._shown)), (self._nothing, not self._shown)):
            part.setVisible(there)
        self._count.say(f"{len(self._shown)} of {len(self._catalogue.listed)}")

    def widen(self, width: int, *, narrow: bool) -> None:
        """Be as wide as this, without figures where it is `narrow`; its fields are as high as the text asks."""
        self.setFixedWidth(width)
        for figures in (1, 2):
            self._grid.setColumnHidden(figures, narrow)
        tall_enough(self._search, self._target)
        self._target.setFixedWidth(int(FIGURE * t.scale()))

    @property
    def track(self) -> TrackId | None:
        """Which is chosen."""
        return self._track

    def reveal(self, track: TrackId) -> None:
        """Choose one; where it is not among those that are shown, show every recording."""
        self._track = track
        if track not in {x.key for x in listed(self._catalogue, self._wish)}:
            self._forget()
        self._show()

    def search(self) -> None:
        """The hand goes to the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def step(self, by: int) -> None:
        """The one before or after."""
        keys = [x.key for x in self._shown]
        if self._track in keys:
            at = min(max(0, keys.index(self._track) + by), len(keys) - 1)
            self._grid.mark(at)
            self._choose(keys[at])

    def _everything(self) -> None:
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)  # the key that was pressed goes
        self._forget()
        self._wished()

    def _forget(self) -> None:
        """Nothing is looked for any more."""
        self._wish = Wish(by=self._wish.by, down=self._wish.down)
        self._quality.choose(None)
        self._flaw.choose(None)
        with QSignalBlocker(self._search):
            self._search.clear()

    def _choose(self, track: TrackId) -> None:
        self._track = track
        self.chosen.emit()

    def _take_quality(self, wished: Quality | bool | None) -> None:
        """One of the qualities, or whether there are words in it."""
        if isinstance(wished, Quality):
            self._wished(quality=wished, words=None)
        else:
            self._wished(quality=None, words=wished)

    def _wished(self, **wish: Any) -> None:
        before = self._track
        self._wish = replace(self._wish, **wish)
        self._show()
        if self._track != before:
            self.chosen.emit()


def _qualities() -> list[tuple[Any, str]]:
    return [(None, "Every quality"), *((x, x.value) for x in Quality), (False, "without words"), (True, "with words")]


def _flaws() -> list[tuple[Any, str]]:
    return [(None, "Right or wrong"), *((flaw, flaw.value) for flaw in Flaw)]


def _orders() -> list[tuple[Any, str]]:
    """By everything, both ways round."""
    names = (*ORDERS, WRONG)
    return [((x, down), f"by {x.lower()}{', last first' * down}") for x in names for down in (False, True)]
