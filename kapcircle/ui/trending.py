"""The charts of the circle on its page: everybody's in the room of the ring, the chosen one's beside their records.

They are made when they are first wanted, and read off the session only while somebody can see them.
"""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from kapcircle.core.ids import MINUTE, Instant, PersonId
from kapcircle.core.session.state import Session
from kapcircle.ui import typeface as t
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.panels.notes import NotesPanel
from kapcircle.ui.panels.seat_ring import SeatRing

if TYPE_CHECKING:  # a page is shown before anybody asks for a chart
    from kapcircle.ui.panels.small_chart import SmallChart
    from kapcircle.ui.panels.trends import TrendsPanel
    from kapcircle.views.trends import Trend

HIGH, LEFT = 152, 96
"""Height of the chart of the chosen one, and the least it leaves to their records, at a text size of 100 %."""


class Page(Protocol):
    """What the charts need of the Circle page."""

    ring: SeatRing
    notes: NotesPanel
    who: PersonId | None

    @property
    def session(self) -> Session:
        """The circle."""

    def choose(self, who: PersonId | None) -> None:
        """Show one participant beside the ring; None: everyone."""


class Trending(QObject):
    """`left` when the ring is in sight again."""

    left = Signal()

    def __init__(self, page: Page, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._bridge = page, bridge
        self.panel: TrendsPanel | None = None
        self.small: SmallChart | None = None
        self._trends: tuple[Trend, ...] = ()
        self._minute = -1
        self._told: object = None
        """What the panel was shown last."""
        bridge.changed.connect(self._forget)
        bridge.seated.connect(self._seated)
        page.ring.turning.connect(self.toggle)

    @property
    def shown(self) -> bool:
        """Whether charts lie in the room of the ring."""
        return self.panel is not None and self._page.ring.instead is self.panel

    def toggle(self) -> None:
        """Charts instead of the ring; again: the ring."""
        if self.shown:
            self.put_away()
        else:
            self._open().wall.focus()

    def show_large(self, who: PersonId) -> None:
        """Show the chart of one person large."""
        self._open().show_large(who)

    def put_away(self) -> None:
        """Show the ring again; the next time all charts stand there."""
        if self.panel is not None and self.shown:
            self._page.ring.show_instead(None)
            self.panel.gather()
            self.left.emit()

    def leave(self) -> None:
        """One step back: from one chart to all of them, from there to the ring."""
        if self.panel is not None and self.panel.large:
            self.panel.show_all()
        else:
            self.put_away()

    def step(self, by: int) -> None:
        """Choose the next person in mat order, or the one before."""
        people = [trend.person for trend in self._trends]
        if self.panel is not None and people:
            at = people.index(self._page.who) if self._page.who in people else -1 if by > 0 else 0
            self._page.choose(people[(at + by) % len(people)])
            self.panel.focus()

    def look_again(self) -> None:
        """Show the charts that are in sight as they are now; what is covered is covered at once, in sight or not."""
        if self.panel is not None and (self.panel.isVisible() or self._bridge.covered):
            self._tell(self.panel)
        if not self._roomy:
            self._hide_small()
        elif self._page.ring.isVisible():
            self._show_small()

    # what they show

    def _open(self) -> "TrendsPanel":
        from kapcircle.ui.panels.trends import TrendsPanel

        if self.panel is None:
            self.panel = TrendsPanel(self._bridge.zone, self._page.ring)
            self.panel.chosen.connect(self._page.choose)
            self.panel.seen.connect(self.look_again)
        self._page.ring.show_instead(self.panel)
        return self.panel

    def _now(self) -> "tuple[Trend, ...]":
        """The charts as of this minute; read once between two changes."""
        from kapcircle.views.circle_trends import circle_trends

        minute = self._bridge.now // MINUTE
        if minute != self._minute:
            self._minute = minute
            alias = self._bridge.house.planning.alias
            self._trends = circle_trends(self._page.session, alias, Instant(minute * MINUTE))
        return self._trends

    def _tell(self, panel: "TrendsPanel") -> None:
        trends = self._now() if panel.isVisible() else self._trends
        told = (trends, self._page.who, self._bridge.covered)
        if told != self._told:
            self._told = told
            panel.show_trends(*told)

    def _forget(self) -> None:
        self._minute = -1

    def _seated(self) -> None:
        self._forget()
        self.put_away()

    @property
    def _roomy(self) -> bool:
        """Whether the column of the chosen one has room for a chart, and may show it."""
        least = (HIGH + LEFT) * t.scale()
        return self._page.who is not None and not self._bridge.covered and self._page.notes.room >= least

    def _show_small(self) -> None:
        from kapcircle.views.trend_axes import axes

        trend = next((trend for trend in self._now() if trend.person == self._page.who), None)
        if trend is None or not trend.readings:
            self._hide_small()
            return
        small = self._made(trend)
        small.setFixedHeight(int(HIGH * t.scale()))
        small.show_trend(trend, axes([trend]), chosen=False, covered=False)
        small.show()

    def _hide_small(self) -> None:
        if self.small is not None:
            self.small.hide()

    def _made(self, trend: "Trend") -> "SmallChart":
        from kapcircle.ui.panels.small_chart import SmallChart

        if self.small is None:
            self.small = SmallChart(trend, self._bridge.zone)
            self.small.clicked.connect(lambda: None if self._page.who is None else self.show_large(self._page.who))
            self._page.notes.hold(self.small)
        return self.small
