"""The parts of the Circle page and how they lie: for either hand, at every text size."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.overlay import Overlay
from kapcircle.ui.page import Page
from kapcircle.ui.panel import see_through
from kapcircle.ui.panels.eyes import Eyes
from kapcircle.ui.panels.notes import NotesPanel
from kapcircle.ui.panels.room import RoomStrip
from kapcircle.ui.panels.rundown import Rundown
from kapcircle.ui.panels.seat_ring import SeatRing
from kapcircle.ui.panels.sound_banner import SoundBanner
from kapcircle.ui.panels.standby import StandbyPanel
from kapcircle.ui.panels.strip import Strip
from kapcircle.ui.preferences import Preferences
from kapcircle.ui.scrolled import Scrolled

NARROW, SIDE, WIDE = 304, 344, 640
"""Width of the left column, of the right one, and of the right one in reading mode, at 100 %."""

WIDEST = 1.3
"""Columns grow with the text up to this, so that the clock keeps its place."""

USUAL, LEANEST, FULLEST = 1366, 0.86, 1.25
"""Width of the window at which columns are what they are called, and how far they shrink and grow with it."""

WAY = QBoxLayout.Direction


class Spread(Page):
    """Rundown and GO on one side, who needs eyes on the other, the ring between them, the room below."""

    dark = True

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preferences = preferences
        self.strip, self.rundown, self.standby = Strip(), Rundown(), StandbyPanel()
        self.ring, self.eyes, self.notes, self.room = SeatRing(), Eyes(), NotesPanel(), RoomStrip()
        self.banner = SoundBanner()
        self.reading = False
        self._overlays: tuple[Overlay, ...] = ()
        self._corner: tuple[Overlay, ...] = ()
        self._left, self._right, self._columns = QWidget(), QWidget(), QHBoxLayout()
        self._foot, self._noted = QScrollArea(), Scrolled(self.notes)
        self._build()

    def _build(self) -> None:
        self._columns.setContentsMargins(12, 8, 12, 4)
        self._columns.setSpacing(12)
        for side, upper, lower, weight in (
            (self._left, self.rundown, self.standby, 0),
            (self._right, self.eyes, self._noted, 2),
        ):
            stack = QVBoxLayout(side)
            stack.setContentsMargins(0, 0, 0, 0)
            stack.setSpacing(8)
            stack.addWidget(upper, 1)
            stack.addWidget(lower, weight)
        self._columns.addWidget(self._left)
        self._columns.addWidget(self.ring, 1)
        self._columns.addWidget(self._right)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.banner)
        layout.addLayout(self._columns, 1)
        layout.addWidget(self._foot)
        self._foot.setWidget(self.room)
        self._foot.setWidgetResizable(True)
        self._foot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._foot.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        see_through(self._foot)

    def lay_over(self, corner: Sequence[Overlay], *sheets: Overlay) -> None:
        """What may lie on the page: questions and forms in their corner, sheets in the middle."""
        self._corner = tuple(corner)
        self._overlays = (*corner, *sheets)
        self.banner.settled.connect(self.place_overlays)
        for overlay in self._overlays:
            if overlay.tall:
                overlay.settled.connect(lambda sheet=overlay: self.banner.be_brief(not sheet.isHidden()))
            overlay.settled.connect(self.place_overlays)

    def put_away_overlays(self) -> None:
        """Nothing lies on the page any more, nor what was typed there."""
        for overlay in self._overlays:
            overlay.put_away()

    def settle(self) -> None:
        """Lie for the hand that presses GO."""
        mirrored = self.preferences.left_handed
        self._columns.setDirection(WAY.RightToLeft if mirrored else WAY.LeftToRight)
        self.strip.mirror(mirrored)
        self.room.mirror(mirrored)
        self.set_widths()

    def set_widths(self) -> None:
        """Give the columns the width that the text needs."""
        scale = min(t.scale(), WIDEST) * min(max(LEANEST, self.width() / USUAL), FULLEST)
        self._left.setFixedWidth(int(NARROW * scale))
        self._right.setFixedWidth(int(WIDE if self.reading else SIDE * scale))
        self.room.fit(self.width())
        need = self.room.minimumSizeHint()
        bar = self._foot.horizontalScrollBar().sizeHint().height() if need.width() > self.width() else 0
        self._foot.setFixedHeight(need.height() + bar)
        self.place_overlays()

    def place_overlays(self) -> None:
        """A question lies over the notes, in the lower corner away from GO; sheets lie there too, beside the clock."""
        lines = self.layout()
        if not self._overlays or lines is None:
            return
        lines.activate()  # what is wrong with the sound has come, or has gone: nothing lies over its keys
        top, bottom = self._columns.geometry().top(), self._foot.y() - 4
        wide = self._right.width() if self.reading else min(self._right.width(), int(SIDE * WIDEST))
        left = 12 if self.preferences.left_handed else self.width() - wide - 12
        for lying in self._corner:
            high = min(max(lying.heightForWidth(wide), lying.sizeHint().height()), bottom - top)
            lying.setGeometry(left, bottom - high, wide, high)
        clock, beside = self.ring.clock, self._right.y() + self._noted.y()
        edge = clock.mapTo(self, clock.rect().topLeft()).x()
        room = edge if self.preferences.left_handed else self.width() - edge - clock.width()
        across = min(int(WIDE * t.scale()), room - 20)
        left = 12 if self.preferences.left_handed else self.width() - across - 12
        for sheet in self._overlays[len(self._corner) :]:
            need = bottom - sheet.body.totalMinimumHeightForWidth(across)
            at = top + 4 if sheet.tall else max(top + 4, min(beside, need))  # as high as it must be, over the eyes too
            sheet.setGeometry(left, at, across, bottom - at)

    def header(self) -> QWidget:
        return self.strip

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.set_widths()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.set_widths()
