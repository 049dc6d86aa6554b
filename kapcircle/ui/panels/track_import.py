"""Recordings on their way in: which is under way and how far, what became of each, and a key to think better of it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kapcircle.core.catalogue import Measures
from kapcircle.core.playlist import Track
from kapcircle.desk.fittings import Cancelled
from kapcircle.desk.importing import Came, Import, Progress
from kapcircle.ui import typeface as t
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.question import Notice
from kapcircle.ui.errand import Errand
from kapcircle.ui.forms import column, key, row, wrapped
from kapcircle.ui.label import Elided
from kapcircle.ui.theme import Tone, colour

Measured = tuple[Track, Measures]


class Bar(QWidget):
    """How much of something is done."""

    def __init__(self) -> None:
        super().__init__()
        self._part = 0.0
        self.setAccessibleName("Progress")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(120, 6)

    minimumSizeHint = sizeHint

    def show_part(self, part: float) -> None:
        """From 0 to 1."""
        self._part = part
        self.setAccessibleDescription(f"{part:.0%}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for part, tone in ((1.0, Tone.LINE), (self._part, Tone.ACCENT)):
            painter.setBrush(colour(self, tone))
            painter.drawRoundedRect(QRectF(0, 1, self.width() * part, 4), 2, 2)
        painter.end()


class _Carrier(QObject):
    """Carries words from the thread that imports to the window's. It lives as long as that thread."""

    progressed = Signal(object)
    came = Signal(object)


class TrackImport(QWidget):
    """`changed` says that the library is another. One import at a time."""

    changed = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge, self._library = bridge, bridge.house.library
        self._coming: Import | None = None
        self._cancelled = False
        self._errand: Errand | None = None
        self._every: list[Came] = []
        self._bar, self._words, self._result = Bar(), Elided("", Tone.SECOND, t.NOTE), wrapped("")
        self._result.setVisible(False)
        self._cancel = key("Cancel", self.cancel)
        self._more = key("What became of each…", self._tell)
        under_way = row(self._words, self._cancel)
        under_way.setStretch(0, 1)  # a long name is cut short before the key is
        self._under_way = QWidget()
        self._under_way.setLayout(column(under_way, self._bar, spacing=4))
        self._over = QWidget()
        said = row(self._result, self._more)
        said.setStretch(0, 1)
        self._over.setLayout(said)
        self.setLayout(column(self._under_way, self._over, spacing=4))
        bridge.leaving.connect(self.cancel)
        self._show(under_way=False)

    @property
    def busy(self) -> bool:
        """Whether something is on its way."""
        return self._errand is not None and self._errand.under_way

    @property
    def says(self) -> bool:
        """Whether there is anything to be read here."""
        return self.busy or not self._result.isHidden()

    def bring(self, paths: Sequence[str]) -> None:
        """Take in what these files and folders mean."""
        if self.busy or not paths:
            return
        coming, carrier = self._library.importing(), _Carrier()
        carrier.progressed.connect(self._on_progress)
        carrier.came.connect(self._on_came)
        self._go(lambda: coming.run(paths, carrier.progressed.emit, carrier.came.emit), self._on_done)
        self._coming = coming

    def measure(self, tracks: Sequence[Track]) -> None:
        """Listen anew to recordings that are there."""
        if self.busy or not tracks:
            return
        carrier, self._coming, self._cancelled = _Carrier(), None, False
        carrier.progressed.connect(self._on_progress)

        def run() -> Sequence[Measured]:
            found: list[Measured] = []
            for number, track in enumerate(tracks, 1):

                def heed(share: float, number: int = number, title: str = track.title) -> None:
                    if self._cancelled:
                        raise Cancelled
                    carrier.progressed.emit(Progress(number, len(tracks), title, share))

                try:
                    found.append((track, self._library.measure(track, heed)))
                except Cancelled:
                    break
            return found

        self._go(run, self._on_measured)

    def _go(self, act: Callable[[], object], done: Callable[[Any], None]) -> None:
        self._every = []
        self._words.say("Looking at what there is…")
        self._bar.show_part(0.0)
        self._show(under_way=True)
        self._errand = errand = Errand(lambda _: act())
        errand.done.connect(done)
        errand.failed.connect(self._on_failed)
        errand.start()

    def cancel(self) -> None:
        """The file under way leaves nothing behind; those before it stay."""
        self._cancelled = True
        if self._coming is not None:
            self._coming.cancel()
        self._words.say("Ending…")

    def _on_progress(self, progress: Progress) -> None:
        if not self._cancelled:
            self._words.say(f"{progress.number} of {progress.of} · {progress.name}")
        self._bar.show_part(progress.whole)

    def _on_came(self, one: Came) -> None:
        self._every.append(one)
        if self._bridge.attempt(lambda: self._library.keep(one)) and one.track is not None:
            self.changed.emit()

    def _on_done(self, every: Sequence[Came]) -> None:
        self._every = list(every)
        new, bad = sum(x.track is not None for x in every), sum(bool(x.why) for x in every)
        there = len(every) - new - bad
        counts = (
            f"{new} taken in" if new or not there else "nothing new",
            f"{there} there already" * bool(there),
            f"{bad} left out" * bool(bad),
        )
        words = ", ".join(filter(None, counts))
        said = f"Cancelled: {words}." if self._cancelled else f"{words.capitalize()}."
        self._finish(said, wrong=bool(bad))

    def _on_measured(self, found: Sequence[Measured]) -> None:
        for track, measures in found:
            self._bridge.attempt(partial(self._library.keep_measures, track.id, measures))
        self._finish(f"{len(found)} measured.")

    def _on_failed(self, words: str) -> None:
        self._finish(words, wrong=True)

    def _finish(self, words: str, *, wrong: bool = False) -> None:
        """Say what became of it; only what went wrong has the mark of it."""
        self._coming, self._cancelled = None, False
        self._result.say(f"▲ {words}" if wrong else words)
        self._result.set_tone(Tone.ACCENT if wrong else Tone.SECOND)
        self._result.setVisible(bool(words))
        self._more.setVisible(any(x.track is None for x in self._every))
        self._show(under_way=False)
        self.changed.emit()

    def _tell(self) -> None:
        every = sorted(self._every, key=lambda x: (not x.why, x.there is None))  # what was left out is looked for
        Notice("What became of each", tuple(x.words for x in every), self.window()).open()

    def _show(self, *, under_way: bool) -> None:
        self._under_way.setVisible(under_way)
        self._over.setVisible(not under_way and not self._result.isHidden())
        self.setVisible(under_way or not self._result.isHidden())
