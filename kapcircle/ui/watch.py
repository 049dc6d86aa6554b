"""Keeps watch over a circle: what it would open with, what is not as it should be, and what needs an answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import MINUTE, CommandId, MemberId, PersonId
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Run, Session
from kapcircle.core.undo import advance
from kapcircle.desk.desk import Typed
from kapcircle.desk.trouble import trouble
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.panels.eyes import Eyes
from kapcircle.ui.panels.notes import NotesPanel
from kapcircle.ui.readiness import Readiness
from kapcircle.views.circle import Care, Eye, eyes
from kapcircle.views.presence import gaps
from kapcircle.views.times import span

SHAPES = {True: "good", False: "lost", None: "unseen"}
TONE, HEARD, NOT_HEARD = "Test tone", "I heard it", "I did not"


@dataclass(frozen=True, slots=True)
class _Noting:
    """A note that Enter was pressed on, until it stands in the log: pressed again, it is the same note."""

    text: str
    who: PersonId | None
    typed: Typed


ALARM = "alarm"


class Watch(QObject):
    """What the Circle page shows of the house around its session. `meant`: a key of a row about people was pressed, and
    which.
    """

    meant = Signal(object, str)

    covering = Signal()
    """Who covers whom should be shown."""

    def __init__(self, bridge: Bridge, readiness: Readiness, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._readiness = bridge, readiness
        self._noting: _Noting | None = None
        self._put_away: set[str] = set()
        self.session, self.title = Session(), ""
        self._answers: dict[str, Callable[[], object]] = {
            "check:Checks": readiness.look_again,
            "stay": self._stay,
            "cover": self.covering.emit,
        }

    def look_again(self) -> None:
        """Read the session anew; of one that is not open, what it would open with."""
        circle, house = self._bridge.circle, self._bridge.house
        if circle is None or self._bridge.sitting is None:
            self.session, self.title = Session(), ""
            return
        self.session = circle.session
        try:
            cohort, _ = house.planning.planned(self._bridge.sitting)
            self.title = house.planning.cohort(cohort).name
            if self.session.run is Run.WAITING:
                self.session = replace(self.session, plan=house.opening.plan(self._bridge.sitting))
        except KnownError:
            self.title = ""

    def show_eyes(self, panel: Eyes, everybody: Sequence[Care] | None = None) -> None:
        """What needs eyes, or before the circle opens: what was checked. `everybody`: how all are looked after now."""
        if self._bridge.circle is None:
            panel.show_eyes((), empty="No circle is open. Choose a session on the Plan page and take it to the Circle.")
            return
        waiting = self.session.run is Run.WAITING
        found = (
            *self._away(),
            *self._stayed(),
            *self._uncovered(),
            *self._by_the_log(everybody),
        )
        found = (*found, *(self._before() if waiting else self._room()))
        found = tuple(eye for eye in found if eye.key not in self._put_away)
        found = tuple(sorted(found, key=lambda eye: eye.shape != ALARM))  # nothing stands before an alarm
        title = "Before opening" if waiting else "Needs eyes next"
        empty = "Nobody needs you just now." if not waiting else "Nothing to check."
        panel.show_eyes(found, empty=empty, title=title)

    def _by_the_log(self, everybody: Sequence[Care] | None) -> tuple[Eye, ...]:
        """What needs eyes by the log, without what another row says at this moment."""
        bridge, said = self._bridge, {eye.why for eye in self._room()} | self._standing()
        alias = bridge.house.planning.alias
        found = eyes(self.session, bridge.now, bridge.zone, alias, everybody, covered=bridge.covered)
        return tuple(eye for eye in found if eye.why not in said)

    def _away(self) -> tuple[Eye, ...]:
        """The question after a restart or a sleep; music and light do not wait for its answer."""
        bridge, s = self._bridge, self.session
        if not bridge.away or s.run is not Run.RUNNING:
            return ()
        into = span(bridge.into)
        was = f"You were in {s.leg.phase.name}, {into} in. The laptop was away for {span(bridge.away)}. Continue?"
        return (Eye("away", "unseen", "Back again", was, deed="Yes, it counts", other="Yes, without it"),)

    def _stayed(self) -> tuple[Eye, ...]:
        """A phase that the circle entered by itself can be left again for a minute."""
        circle, s = self._bridge.circle, self.session
        if circle is None or s.run is not Run.RUNNING or advance(circle.desk.stream(circle.name).effective) is None:
            return ()
        ago = self._bridge.now - s.visit.entered
        if ago > MINUTE:
            return ()
        return (Eye("stay", "over", s.leg.phase.name, "entered by itself", f"{span(ago)} ago", deed="Go back"),)

    def _uncovered(self) -> tuple[Eye, ...]:
        """Whom nobody looks after, a break without a taker, a medical lead who is not back: never a silent gap."""
        bridge, s = self._bridge, self.session
        found = gaps(s, bridge.now, bridge.zone, self._called) if s.run is Run.RUNNING else ()
        return (Eye("cover", "late", "Cover", " ".join(found), deed="Team"),) if found else ()

    def _called(self, member: MemberId) -> str:
        """A member's name; covered, their role."""
        who = self._bridge.house.staff.members.get(member)
        if who is None or self._bridge.covered:
            return "Somebody of the team" if who is None else f"A {who.role.value}"
        return who.name

    def _before(self) -> tuple[Eye, ...]:
        """The list of the sheet that opens the circle, what is right in one row; the tone is answered here as well."""
        deeds = {"Checks": ("Check again", ""), "Sound heard": ("", "") if self._readiness.silent else self._tone()}
        right = [x.name for x in self._readiness.checks if x.good]
        wants = tuple(
            Eye(f"check:{x.name}", SHAPES[x.good], x.name, x.words, "", *deeds.get(x.name, ("", "")))
            for x in self._readiness.checks
            if not x.good
        )
        return (*wants, Eye("check:right", SHAPES[True], "In order", ", ".join(right))) if right else wants

    def _tone(self) -> tuple[str, str]:
        return (HEARD, NOT_HEARD) if self._readiness.played else (TONE, "")

    def _room(self) -> tuple[Eye, ...]:
        circle = self._bridge.circle
        if circle is None:
            return ()
        found = []
        if circle.output is not None and circle.output.device is None and not circle.sound.silent:
            found.append(Eye("output", "lost", "No sound output", circle.output.why))
        silent = (light for light in circle.lights.values() if not light.answers)
        lights = (Eye(f"light:{x.driver}", "lost", "Light", x.why or "does not answer") for x in silent)
        return (*found, *lights)

    def _standing(self) -> set[str]:
        """What is so still, and stands across the page or in a row of its own already."""
        circle = self._bridge.circle
        if circle is None:
            return set()
        dark = {f"Light: {x.why or f'{x.driver} does not answer'}" for x in circle.lights.values() if not x.answers}
        if (wrong := trouble(circle.sound, self._bridge.now)) is None:
            return dark
        output = circle.sound.output
        return {*dark, f"{wrong.says}.", output.why if output is not None else ""}

    def do(self, eye: Eye, deed: str) -> None:
        """Press a key of a row."""
        if eye.command is not None:
            self._bridge.do(eye.command)
        elif eye.people or eye.record is not None:
            self.meant.emit(eye, deed)
        elif eye.key == "away":
            self._bridge.come_back(counted=deed == eye.deed)
        elif deed in (HEARD, NOT_HEARD):
            self._readiness.heard = deed == HEARD
        elif deed == TONE:
            self._readiness.play()
        elif eye.shape == "prompt":
            self._put_away.add(eye.key)
        else:
            self._answers[eye.key]()

    def _stay(self) -> None:
        if self._bridge.circle is not None:
            self._bridge.attempt(self._bridge.circle.stay)

    def note(self, text: str, who: PersonId | None, draft: str, panel: NotesPanel) -> None:
        """Save a note, half-typed as `draft` until then; where that fails its words stay in the line."""
        circle = self._bridge.circle
        if circle is None:
            panel.trouble("No circle is open: the note is not saved.")
            return
        noting = self._noting
        if noting is None or (noting.text, noting.who, noting.typed.draft) != (text, who, draft):
            noting = _Noting(text, who, Typed(CommandId(circle.desk.fresh()), draft))
        self._noting = noting
        try:
            circle.do(c.Note(text, who), typed=noting.typed)
        except (KnownError, Refused) as error:
            panel.trouble(str(error))
        else:
            self.hear(panel, draft)

    def hear(self, panel: NotesPanel, draft: str) -> None:
        """The note that was on its way has arrived: the line is free, unless other words stand in it by now."""
        circle, noting = self._bridge.circle, self._noting
        if circle is None or noting is None or not circle.desk.stands(circle.name, noting.typed.command):
            return
        self._noting = None
        panel.trouble("")
        if (panel.field.text(), draft) == (noting.text, noting.typed.draft):
            panel.saved()
