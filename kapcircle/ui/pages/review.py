"""The Review page: planned against actual, and what happened, of every circle that was opened. Kept for ever."""

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QWidget

from kapcircle.core.ids import MINUTE, Instant, MemberId, PersonId, SessionId, StreamId, kind_of, stream_of
from kapcircle.core.looks_kept import as_opened
from kapcircle.core.session.state import Run, Session
from kapcircle.desk.archive import Ran
from kapcircle.ui import typeface as t
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.files import TABLES, ask_save
from kapcircle.ui.dialogs.from_paper import FromPaper
from kapcircle.ui.dialogs.papers import PapersDialog
from kapcircle.ui.empty import Empty
from kapcircle.ui.forms import Roomy, column, key, row
from kapcircle.ui.label import Label
from kapcircle.ui.listing import SEEK, Item, Listing
from kapcircle.ui.page import Page
from kapcircle.ui.panel import Panel
from kapcircle.ui.panels.actuals import Actuals
from kapcircle.ui.panels.found import Found
from kapcircle.ui.panels.plan_head import words_of
from kapcircle.ui.panels.sounded import SoundedPanel
from kapcircle.ui.panels.timeline import TimelinePanel
from kapcircle.ui.tabs import lead_on
from kapcircle.ui.theme import Tone
from kapcircle.views.review import review, sheet, total, zone_of
from kapcircle.views.sounded import sounded, spoken
from kapcircle.views.timeline import names, timeline
from kapcircle.views.times import Zone, beyond, whole

if TYPE_CHECKING:  # charts are loaded when they are first asked for
    from kapcircle.ui.panels.trends import TrendsPanel

WORDS = "When a circle was opened, it stands here: each phase as planned and as it went, and every moment of it."
LEFT = (200, 300)
"""Least and largest width of the list, at a text size of 100 %: it is as wide as its names."""

LEAST, STACKED = (1200, 650), (860, 720)
LARGE = 1.2
"""From this text size on, the moments stand below the phases, and the keys below the title: beside one another they
would not be seen together."""


VITALS, MOMENTS = "Vitals", "Phases and moments"
"""What the key beside the title leads to."""

ACROSS, DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class Review(Page):
    """Shows one circle."""

    name = "Review"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._house = bridge, bridge.house
        self._shown: SessionId | None = None
        self._second = -1
        self._circles, self._stack = Listing("Circles"), QStackedWidget()
        self._title, self._sums = Label(size=t.LEAD, weight=t.SEMIBOLD), Label("", Tone.SECOND)
        self._over = Label("", Tone.SECOND, weight=t.MEDIUM)
        self._actuals, self._timeline, self.sounded = Actuals(), TimelinePanel(), SoundedPanel()
        self.found, self._inner = Found(bridge), QStackedWidget()
        self._turn, self._middle = key(VITALS, self.turn), QStackedWidget()
        self.trends: TrendsPanel | None = None
        self._who: PersonId | None = None
        self._zone: Zone = bridge.zone
        self._build()
        self._circles.chosen.connect(self._choose)
        self.found.looking.connect(lambda looks: self._inner.setCurrentIndex(1 if looks else 0))
        self.found.opened.connect(self.choose)
        bridge.changed.connect(self._on_changed)
        bridge.ticked.connect(self._on_tick)
        self.setFocusProxy(self._circles)

    def _build(self) -> None:
        self._left = left = Panel("Circles")
        left.body.addWidget(self._circles)
        left.body.insertWidget(0, self.found.line)
        self._body = row(self._actuals, self._timeline, spacing=12)
        self._body.setStretch(0, 2)
        self._body.setStretch(1, 3)
        phases, rows = QWidget(), column(self._body, self.sounded, spacing=12)
        rows.setStretch(0, 1)
        phases.setLayout(rows)
        self._middle.addWidget(phases)
        self._head = self._headed()
        middle = column(self._head, self._middle)
        middle.setStretch(1, 1)
        circle = QWidget()
        circle.setLayout(middle)
        inner = self._inner
        for part in (circle, self.found):
            inner.addWidget(part)
        full = QWidget()
        beside = row(left, inner, spacing=12)
        beside.setContentsMargins(12, 12, 12, 8)
        beside.setStretch(1, 1)
        full.setLayout(beside)
        self._roomy = Roomy(full, *LEAST)
        self._roomy.resized.connect(self._lie)
        self._lie(t.scale())
        self._stack.addWidget(Empty("No circle yet", WORDS))
        self._stack.addWidget(self._roomy)
        self.setLayout(column(self._stack))
        lead_on(self.found.line, (self._circles,))

    def _headed(self) -> QHBoxLayout:
        paper, entered = key("On paper…", self._ask_paper), key("Enter from paper…", self._enter)
        paper.setAccessibleDescription("The report, the key to it, and sheets for one person, as PDF.")
        entered.setAccessibleDescription("What was written by hand, with the times at which it happened.")
        titles = column(self._title, row(self._sums, self._over, None), spacing=2)
        return row(titles, row(None, self._turn, entered, paper, key("Export CSV…", self._export)))

    def _lie(self, scale: float) -> None:
        """Lay the parts out for a text size and the names that are listed."""
        least, largest = (int(x * scale) for x in LEFT)
        edge = self._left.body.contentsMargins()
        whole = self._circles.width_of_all() + edge.left() + edge.right()
        self._left.setFixedWidth(min(max(least, whole), largest))
        large = scale >= LARGE
        for part in (self._body, self._head):
            part.setDirection(DOWN if large else ACROSS)
        self._roomy.need(*(STACKED if large else LEAST))

    @property
    def _session(self) -> Session:
        return Session() if self._shown is None else self._house.session(self._shown)

    def refresh(self) -> None:
        """Show everything as it is now."""
        circles = self._house.circles()
        if self._shown not in {ran.session for ran in circles}:
            self._shown = circles[0].session if circles else None
        self._circles.offer([Item(ran.session, ran.name, _under(ran)) for ran in circles])
        self._circles.choose(self._shown)
        self._lie(t.scale())
        self._stack.setCurrentIndex(1 if circles else 0)
        self._show()

    def choose(self, session: SessionId) -> None:
        """Show this circle."""
        self._shown = session
        self.found.leave()
        self.refresh()

    def turn(self) -> None:
        """Charts of everybody's vitals instead of phases and moments; again: those."""
        if self._middle.currentIndex():
            self._middle.setCurrentIndex(0)
            self._turn.set_words(VITALS)
        else:
            trends = self._made()
            self._middle.setCurrentWidget(trends)
            self._turn.set_words(MOMENTS)
            self._show_trends()
            trends.focus()

    def _made(self) -> "TrendsPanel":
        from kapcircle.ui.panels.trends import TrendsPanel

        if self.trends is None:
            self.trends = TrendsPanel(self._local)
            self.trends.chosen.connect(self._attend)
            self._middle.addWidget(self.trends)
        return self.trends

    def _attend(self, who: PersonId) -> None:
        self._who = who
        self._show_trends()

    def _show_trends(self) -> None:
        """Read off the session only while it is looked at."""
        from kapcircle.views.circle_trends import circle_trends

        if self.trends is not None and self._middle.currentWidget() is self.trends:
            s, now = self._session, self._bridge.now
            trends = circle_trends(s, self._house.planning.alias, Instant(now // MINUTE * MINUTE))
            self.trends.show_trends(trends, self._who)

    def _local(self, at: Instant) -> int:
        """The zone that this circle was held in."""
        return self._zone(at)

    def _choose(self, session: SessionId | None) -> None:
        self._shown = session
        self.found.leave()
        self._who = None
        if self.trends is not None:
            self.trends.gather()
        self._show()

    def _show(self) -> None:
        if self._shown is None:
            return
        self._show_times()
        s, entries = self._session, self._house.desk.stream(stream_of("session", self._shown)).entries
        self._timeline.show_moments(timeline(entries, names(s, self._house.planning.alias, self._member)))
        looks = as_opened(self._house.looks.all, s.plan.designs)
        picture = sounded(s, entries, self._bridge.now, looks)
        self.sounded.show_sounded(picture, self._local, spoken(picture, s, self._local))
        self._show_trends()

    def _show_times(self) -> None:
        s, now = self._session, self._bridge.now
        sums = total(s, now)
        self._title.say(s.plan.name)
        held = f" · held {whole(sums.held)}" if sums.held else ""
        runs = " · running" if s.run is Run.RUNNING else ""
        self._sums.say(f"planned {whole(sums.planned)} · actual {whole(sums.actual)}{held}{runs}")
        self._over.say(beyond(sums.actual, sums.planned) if s.run is Run.OVER else "")
        self._over.set_tone(Tone.ACCENT if sums.over > 0 else Tone.IN_ORDER)
        entries = self._house.desk.stream(stream_of("session", self._shown or "")).entries
        self._zone = zone_of(entries, self._bridge.zone(now))
        self._actuals.show_lines(review(s, now), self._zone)

    def _member(self, member: MemberId) -> str:
        known = self._house.practice.staff.get(member)
        return known.name if known is not None else "someone"

    def _on_changed(self, streams: frozenset[StreamId]) -> None:
        if self.isVisible() and "session" in {kind_of(s) for s in streams}:
            self.refresh()

    def _on_tick(self) -> None:
        second = self._bridge.now // 1000
        if self.isVisible() and second != self._second and self._session.run is Run.RUNNING:
            again = second // 60 != self._second // 60
            self._second = second
            self._show_times()
            if again:
                self._show_trends()

    def look_for(self, words: str) -> None:
        """Look for what was written with these words."""
        self.refresh()
        self.found.look_for(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, from the wall of charts, leads back to phases and moments."""
        if event.key() == Qt.Key.Key_Escape and self._middle.currentIndex():
            self.turn()
        elif event.text() == SEEK:
            self.found.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.found.line.selectAll()
        else:
            super().keyPressEvent(event)

    def _ask_paper(self) -> None:
        if self._shown is not None:
            dialog = PapersDialog(self._bridge, self._shown, self._session.plan.name, self.window())
            dialog.left.connect(self.noticed)
            dialog.open()

    def _enter(self) -> None:
        if self._shown is not None:
            FromPaper(self._bridge, self._shown, self._session.plan.name, self.window()).open()

    def _export(self) -> None:
        s = self._session
        ask_save(self, TABLES, "csv", f"{s.plan.name}.csv", self.write)

    def write(self, path: str) -> None:
        """Write planned against actual as CSV."""
        s, now = self._session, self._bridge.now
        entries = self._house.desk.stream(stream_of("session", self._shown or "")).entries
        rows = sheet(s, now, zone_of(entries, self._bridge.zone(now)))
        if self._bridge.attempt(lambda: self._house.write_table(path, rows)):
            self.noticed.emit(f"{PurePath(path).name} is written.")


def _under(ran: Ran) -> str:
    when = words_of(Instant(ran.opened))
    return when if ran.closed is not None else f"{when} · running"
