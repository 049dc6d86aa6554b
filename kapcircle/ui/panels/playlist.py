"""The playlist of a music cue: recordings of the library, put in order, against the length of the phase."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kapcircle.core.avoiding import Avoids
from kapcircle.core.catalogue import Catalogue
from kapcircle.core.editing import let_fall
from kapcircle.core.ids import TrackId
from kapcircle.core.looping import Section
from kapcircle.core.playlist import Track
from kapcircle.core.rundown import Music
from kapcircle.core.tracks import Quality
from kapcircle.ui import typeface as t
from kapcircle.ui.dialogs.dialog import Dialog, room_over
from kapcircle.ui.forms import Choice, Complaint, Field, column, key, row
from kapcircle.ui.key import Kind, is_enter
from kapcircle.ui.label import Label, caption
from kapcircle.ui.listing import Item, Listing
from kapcircle.ui.ordered import Ordered
from kapcircle.ui.panels.people_list import Search
from kapcircle.ui.text import Entry
from kapcircle.views.avoided import heed
from kapcircle.views.music import Wish, described, flaws, listed
from kapcircle.views.times import span

WIDE, TALL = 760, 600
"""The sheet, at a text size of 100 %, as far as the window has room."""
LEAST = 90
"""No list becomes lower than this."""


class Found(Listing):
    """The library. Enter or a double click takes what is chosen."""

    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.taken.emit()
        else:
            super().keyPressEvent(event)


class Plays(Ordered):
    """The playlist. Del leaves out what is chosen."""

    dropped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)


class PlaylistDialog(Dialog):
    """`taken` brings the music as it was put together."""

    taken = Signal(object)

    def __init__(
        self,
        phase: str,
        music: Music,
        catalogue: Catalogue,
        fits: Callable[[Music], str],
        avoids: Collection[Avoids],
        parent: QWidget,
    ) -> None:
        """`fits` says in words how music fits into the phase; what somebody who comes `avoids` is marked."""
        super().__init__(f"Music of “{phase}”", parent)
        self._music, self._catalogue, self._fits, self._avoids = music, catalogue, fits, avoids
        self._search, self._quality = Search("", "Title, artist, tag or licence"), Choice(_qualities())
        self._found, self._plays = Found("In the library"), Plays("Plays")
        self._name, self._said, self._trouble = Entry(music.source), Label(""), Complaint()
        self._build()
        self._join()
        self._look()
        self._show()
        self._search.setFocus()

    def _build(self) -> None:
        scale = t.scale()
        room = room_over(self.parentWidget(), QSize(int(WIDE * scale), int(TALL * scale)))
        self.setMinimumWidth(room.width())
        self.resize(room)
        self._said.setWordWrap(True)
        for part in (self._found, self._plays):
            part.setMinimumHeight(LEAST)
        looked = row(Field("Search", self._search), Field("Quality", self._quality))
        for place, stretch in enumerate((3, 2)):
            looked.setStretch(place, stretch)
        add = key("Add", self._add)
        add.setAccessibleDescription("Add what is chosen in the library at the end of the playlist")
        up = key("Up", lambda: self._step(-1), "Alt+↑", Kind.QUIET)
        down = key("Down", lambda: self._step(2), "Alt+↓", Kind.QUIET)
        left = column(caption("In the library"), looked, self._found, row(add, None))
        right = column(caption("Plays"), Field("Called", self._name), self._plays)
        right.addLayout(row(up, down, None, key("Leave out", self._drop, "Del", Kind.QUIET)))
        for half in (left, right):
            half.setStretch(2, 1)  # to the list
        both = row(left, right, spacing=16)
        for side in (0, 1):
            both.setStretch(side, 1)
        self.body.addLayout(both, 1)
        self.body.addWidget(self._said)
        self.body.addWidget(self._trouble)
        self.keys(key("Cancel", self.reject), key("Use these", self._take, kind=Kind.LIVE))

    def _join(self) -> None:
        self._search.textChanged.connect(lambda _: self._look())
        self._search.entered.connect(self._add)
        self._search.stepped.connect(self._move_on)
        self._quality.activated.connect(lambda _: self._look())
        self._found.taken.connect(self._add)
        self._found.doubleClicked.connect(lambda _: self._add())
        self._plays.moved.connect(self._move)
        self._plays.dropped.connect(self._drop)

    # what is shown

    def _look(self) -> None:
        wish = Wish(self._search.text(), self._quality.chosen)
        self._found.offer([self._item(self._catalogue.tracks[x.key], x.key) for x in listed(self._catalogue, wish)])

    def _show(self, chosen: int | None = None) -> None:
        """A recording may come twice: what stands on the list is known by its place."""
        tracks = [self._catalogue.tracks.get(which) for which in self._music.tracks]
        self._plays.offer([self._item(track, at) for at, track in enumerate(tracks)])
        if chosen is not None:
            self._plays.choose(chosen)
        self._said.say(self._fits(self._music) if self._music.tracks else "Nothing is in the playlist yet.")
        self._trouble.about("")

    def _item(self, track: Track | None, name: object) -> Item:
        if track is None:
            return Item(name, "Not in this vault", "choose another recording")
        wrong = ", ".join(flaw.value for flaw in flaws(track))
        said = (heed(track, self._avoids), f"▲ {wrong}" if wrong else "", described(track))
        return Item(name, track.title, " · ".join(filter(None, said)) or "nothing was said of it", span(track.lasts))

    def _move_on(self, by: int) -> None:
        keys = [item.key for item in self._found.items]
        if self._found.current in keys:
            self._found.choose(keys[min(max(0, keys.index(self._found.current) + by), len(keys) - 1)])

    # what is done

    def _put(self, tracks: Sequence[TrackId], chosen: int | None) -> None:
        loop = self._music.loop
        kept = loop if loop is not None and (loop.track or self._music.tracks[0]) in tracks else None
        self._music = replace(self._music, tracks=tuple(tracks), loop=kept and _of_its_own(kept, self._music))
        self._show(chosen)

    def _add(self) -> None:
        which = self._found.current
        if which is not None:
            self._put([*self._music.tracks, which], len(self._music.tracks))

    def _drop(self) -> None:
        at = self._plays.current
        if at is not None:
            left = [track for place, track in enumerate(self._music.tracks) if place != at]
            self._put(left, min(at, len(left) - 1) if left else None)

    def _step(self, by: int) -> None:
        at = self._plays.current
        if at is not None and 0 <= at + by <= len(self._music.tracks):
            self._move(at, at + by)

    def _move(self, at: int, before: int) -> None:
        places = tuple(range(len(self._music.tracks)))
        order = let_fall(places, lambda x: x == at, before)
        self._put([self._music.tracks[place] for place in order], order.index(at))

    def _take(self) -> None:
        if not self._music.tracks:
            self._trouble.about("Add a recording, or close without one.")
            return
        self.taken.emit(replace(self._music, source=self._name.text().strip() or self._music.source))
        self.accept()


def _of_its_own(section: Section, music: Music) -> Section:
    """A section of the first recording stays that of this one, wherever it stands."""
    return replace(section, track=section.track or music.tracks[0])


def _qualities() -> list[tuple[Quality | None, str]]:
    return [(None, "Every quality"), *((quality, quality.value) for quality in Quality)]
