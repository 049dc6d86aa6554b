"""The one door by which a paper leaves the vault, as a file or by a printer. Each is noted first; a look is not.

None of it is encrypted once it is out: whoever asks for it is told so.
"""

from collections.abc import Callable
from dataclasses import dataclass

from kapcircle.core.facts import require
from kapcircle.core.ids import Instant, StreamId
from kapcircle.core.log import Stamp
from kapcircle.core.picture import Value
from kapcircle.core.practice import Export, Exported
from kapcircle.core.roles import CLINICAL
from kapcircle.desk.desk import Desk
from kapcircle.desk.fittings import Pages, Papers

Rows = Callable[..., list[dict[str, Value]]]


@dataclass(frozen=True, slots=True)
class Printout:
    """A paper, or what was attached, in memory: its bytes, what it is, and of which session, cohort or person.

    One that is `urgent` goes along with somebody who is on their way: where the disk is slow it is noted in memory.
    """

    body: bytes
    what: str
    of: str
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """What left the vault: when, by whose hand, what, and the alias or name of whom or what it was about."""

    key: Stamp
    at: Instant
    by: str
    what: str
    of: str


class Printouts:
    """Raises KnownError with nothing let out: where it cannot be noted, or cannot be written."""

    def __init__(self, desk: Desk, practice: StreamId, papers: Papers, rows: Rows) -> None:
        self._desk, self._practice, self._papers, self._rows = desk, practice, papers, rows

    def save(self, printout: Printout, path: str) -> None:
        """Write it to a file, whole."""
        self._note(printout, printout.what)
        self._papers.save(path, printout.body)

    def note_print(self, printout: Printout) -> None:
        """It is about to be printed: nothing is given to a printer before this."""
        self._note(printout, f"{printout.what}, printed")

    def pages(self, body: bytes) -> Pages:
        """What a PDF looks like. Raises KnownError where it is damaged or locked with a password."""
        return self._papers.pages(body)

    def left(self) -> tuple[Left, ...]:
        """All that has left, the latest first. Raises Refused for a role that has none of these papers."""
        require(self._desk.facts(), CLINICAL, "Reading what has left the vault")
        stream = self._desk.stream(self._practice)
        staff, called = stream.state.staff, self._called()
        return tuple(
            Left(x.stamp, x.at, staff[x.by].name if x.by in staff else "", x.event.what, called.get(x.event.of, ""))
            for x in reversed(stream.entries)
            if isinstance(x.event, Exported)
        )

    def _called(self) -> dict[str, str]:
        """What sessions, cohorts and people are called, by id."""
        names = (("session", "name"), ("cohort", "name"), ("person", "alias"))
        return {str(row[table]): str(row[name]) for table, name in names for row in self._rows(table)}

    def _note(self, printout: Printout, what: str) -> None:
        self._desk.do((self._practice, Export(what, printout.of)), record=not printout.urgent)
