"""What the Circle page does by name and no script does: answers to what needs eyes, notes, seats, what is shown."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import PersonId
from kapcircle.core.session import commands as c
from kapcircle.core.session.due import offered
from kapcircle.ui.actions import ACTIONS, Action
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.commands import OwnWord
from kapcircle.ui.dialogs.clock_page import ClockPageDialog
from kapcircle.ui.panels.seat_ring import SeatRing
from kapcircle.ui.preferences import Preferences
from kapcircle.ui.readiness import Readiness
from kapcircle.ui.sounding import Sounding
from kapcircle.ui.trailing import Trailing

NO_CIRCLE = "No circle is open. Choose one on the Plan page."


class Page(Protocol):
    """What the words need of the Circle page."""

    ring: SeatRing
    readiness: Readiness
    preferences: Preferences
    sounding: Sounding
    trailing: Trailing
    finding: Any
    """A signal: what was written with these words should be shown."""

    def window(self) -> QWidget:
        """The window that it is in."""

    def act(self, name: str, repeated: bool) -> None:
        """Do the action of a key."""

    def choose(self, who: PersonId | None) -> None:
        """Show one participant beside the ring; None: everyone."""

    def show_programmes(self) -> None:
        """Show the programmes of the practice."""

    def change_mat(self, typed: str) -> str:
        """Seat the chosen participant on another mat; returns what is wrong, or nothing."""


def own_words(page: Page, bridge: Bridge) -> Mapping[str, OwnWord]:
    """By their names."""
    words = (
        OwnWord("count", "", "The time that the laptop was away counts", lambda _: _away(bridge, counted=True)),
        OwnWord("leave-out", "", "The time that the laptop was away does not count", lambda _: _away(bridge)),
        OwnWord("make", "", "Make what is late: a cue, or the way on to the next phase", lambda _: _late(bridge)),
        OwnWord("withdraw", "", "Withdraw the record that you have just written", lambda _: _withdraw(page)),
        OwnWord("strike", "", "Strike the latest record in sight, with a reason", lambda _: _strike(page)),
        *(OwnWord(_named(x), "", f"{x.title}; with a number: of that mat", _records(page, x.name)) for x in RECORDED),
        OwnWord("seat", "N", "Choose the participant on mat N", lambda rest: _seat(page, rest)),
        OwnWord("mat", "N", "The chosen participant goes to mat N; whoever sits there takes theirs", page.change_mat),
        OwnWord("here", "", "The chosen participant arrived; again: late, absent", _acts(page, "attendance")),
        OwnWord("not-today", "", "The chosen participant takes no medicine today", _acts(page, "opt out")),
        OwnWord("latecomer", "", "A seat for somebody of the cohort who has none", _acts(page, "latecomer")),
        OwnWord("team", "", "Who of the team is here, who covers whom, who is away", _acts(page, "team")),
        OwnWord("round", "", "A round of check-ins, in the order of the mats", _acts(page, "round")),
        OwnWord("kiosk", "", "Give the laptop to the chosen participant for their own check-in", _acts(page, "kiosk")),
        OwnWord("place", "", "Move the chosen mat with the arrows", _acts(page, "place")),
        OwnWord("ring", "", "Lay all mats as a ring", lambda _: _as_ring(bridge)),
        OwnWord("wait-for", "N REASON", "Hold the circle for whoever sits on mat N", partial(_wait, page, bridge)),
        OwnWord("what-happened", "", "Incidents and near misses of this circle", _acts(page, "incidents")),
        OwnWord("everyone", "", "Choose nobody: the notes of the whole circle", lambda _: _everyone(page)),
        OwnWord("find", "WORDS", "Notes, observations, incidents with these words", partial(_find, page, bridge)),
        OwnWord("programmes", "", "The programmes: sessions, limits and who signed them", lambda _: _programmes(page)),
        *(OwnWord(name, "", words, partial(_paper, page, bridge, name)) for name, words in PAPERS.items()),
        OwnWord("follow-up", "", "Who is to be contacted, and since when", lambda _: _follow_up(page, bridge)),
        OwnWord("switch", "", "Another takes the desk", _acts(page, "switch")),
        OwnWord("reading", "", "Reading mode: the chosen one and the note, large", _acts(page, "reading")),
        OwnWord("trends", "", "Everybody’s vitals as charts; again: the ring", _acts(page, "trends")),
        OwnWord("keys", "", "All keys, and changing them", _acts(page, "keys")),
        OwnWord("screen", "", "Phase and clock on a second screen; again: away", _acts(page, "front")),
        OwnWord("clock-page", "", "The clock for others, on this network", lambda _: _clock_page(page, bridge)),
        OwnWord("tone", "", "Let a soft test tone be heard", lambda _: _tone(page, bridge)),
        OwnWord("restart-sound", "", "Start the sound again, or play where it was before", _acts(page, "sound")),
        OwnWord(
            "play-elsewhere", "", "Choose another sound output, of those there are now", lambda _: _elsewhere(page)
        ),
        OwnWord("lock", "", "Lock the vault, outside a running circle", _acts(page, "lock")),
        OwnWord("quit", "", "Close the window", _acts(page, "quit")),
    )
    return {word.name: word for word in words}


RECORDED = tuple(x for x in ACTIONS.values() if x.seat and x.name != "note")
"""What is recorded by a letter; a note is a script's command, too."""


PAPERS = {
    "return-card": "On paper: what to do when music, light or laptop fail, from now on",
    "rundown": "On paper: the phases of this circle",
    "cue-sheet": "On paper: the cues of this circle",
}


def _named(action: Action) -> str:
    return action.name.replace(" ", "-")


def _records(page: Page, action: str) -> Callable[[str], str]:
    def act(rest: str) -> str:
        wrong = _seat(page, rest) if rest else ""
        if not wrong:
            page.act(action, False)
        return wrong

    return act


def _acts(page: Page, action: str) -> Callable[[str], str]:
    def act(_: str) -> str:
        page.act(action, False)
        return ""

    return act


def _clock_page(page: Page, bridge: Bridge) -> str:
    ClockPageDialog(bridge, page.preferences, page.window()).open()
    return ""


def _away(bridge: Bridge, *, counted: bool = False) -> str:
    if not bridge.away:
        return "The laptop was not away, or it is answered already."
    bridge.come_back(counted=counted)
    return ""


def _late(bridge: Bridge) -> str:
    late = () if bridge.circle is None else offered(bridge.circle.session, bridge.now)
    if not late:
        return "Nothing is late."
    bridge.do(late[0].command)
    return ""


def _withdraw(page: Page) -> str:
    row = next((row for row in page.trailing.rows() if row.link == "withdraw"), None)
    if row is None:
        return "No record of yours here that may be withdrawn is younger than half a minute. Strike it instead."
    page.trailing.withdraw(row)
    return ""


def _strike(page: Page) -> str:
    row = next((row for row in page.trailing.rows() if row.link), None)
    if row is None:
        return "There is no record here."
    page.trailing.strike(row)
    return ""


def _find(page: Page, bridge: Bridge, words: str) -> str:
    if bridge.covered:
        return "Names are covered. Uncover first, then look for words."
    page.finding.emit(words)
    return ""


def _programmes(page: Page) -> str:
    page.show_programmes()
    return ""


def _paper(page: Page, bridge: Bridge, name: str, _: str) -> str:
    from kapcircle.ui.dialogs.show_papers import show

    session = bridge.sitting
    if session is None:
        return NO_CIRCLE
    if bridge.covered:
        return "Names are covered. Uncover them first."
    try:
        show(bridge, session, name.replace("-", " "), page.ring.window())
    except (KnownError, Refused) as error:
        return str(error)
    return ""


def _follow_up(page: Page, bridge: Bridge) -> str:
    from kapcircle.ui.panels.follow_up import FollowUp

    if bridge.covered:
        return "Names are covered. Uncover them first."
    FollowUp(bridge, page.ring.window()).open()
    return ""


def _seat(page: Page, rest: str) -> str:
    who = next((seat.view.person for seat in page.ring.seats if str(seat.view.mat) == rest), None)
    if who is None:
        return f"Nobody sits on mat {rest}."
    page.choose(who)
    return ""


def _wait(page: Page, bridge: Bridge, rest: str) -> str:
    mat, _, reason = rest.partition(" ")
    who = next((seat.view.person for seat in page.ring.seats if str(seat.view.mat) == mat), None)
    if who is None:
        return f"Nobody sits on mat {mat}." if mat else "Name a mat, as in: wait-for 3 air."
    bridge.do(c.Hold(reason.strip(), who))
    return ""


def _as_ring(bridge: Bridge) -> str:
    bridge.do(c.LayAsRing())
    return ""


def _everyone(page: Page) -> str:
    page.choose(None)
    return ""


def _elsewhere(page: Page) -> str:
    page.sounding.elsewhere()
    return ""


def _tone(page: Page, bridge: Bridge) -> str:
    if bridge.circle is None:
        return NO_CIRCLE
    page.readiness.play()
    return ""
