"""The circles that were opened, read from the tables: none of them is folded for a list."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kapcircle.core.ids import Instant, SessionId
from kapcircle.core.picture import Value
from kapcircle.core.session.state import Run

Rows = Callable[..., list[dict[str, Value]]]


@dataclass(frozen=True, slots=True)
class Ran:
    """A circle that was opened; without `closed` it still runs."""

    session: SessionId
    name: str
    cohort: str
    opened: Instant
    closed: Instant | None


def circles(rows: Rows) -> tuple[Ran, ...]:
    """Every circle that was opened, the latest first."""
    sessions = {str(row["session"]): row for row in rows("session")}
    cohorts = {str(row["cohort"]): str(row["name"]) for row in rows("cohort")}
    ran = [_ran(row, sessions.get(str(row["session"]), {}), cohorts) for row in rows("session_run")]
    return tuple(sorted((x for x in ran if x is not None), key=lambda x: x.opened, reverse=True))


def running(rows: Rows) -> SessionId | None:
    """The circle that was opened last and is not closed."""
    found = rows("session_run", state=Run.RUNNING.value)
    latest = max(found, key=lambda row: int(row["opened"] or 0), default=None)
    return None if latest is None else SessionId(str(latest["session"]))


def latest(rows: Rows, sessions: Iterable[SessionId]) -> SessionId | None:
    """Which of these was opened last; None where none was."""
    ran = [row for session in sessions for row in rows("session_run", session=session) if row["opened"] is not None]
    found = max(ran, key=lambda row: int(row["opened"] or 0), default=None)
    return None if found is None else SessionId(str(found["session"]))


def _ran(run: Mapping[str, Value], planned: Mapping[str, Value], cohorts: Mapping[str, str]) -> Ran | None:
    opened, closed = run["opened"], run["closed"]
    if opened is None:
        return None
    return Ran(
        SessionId(str(run["session"])),
        str(planned.get("name") or "A session taken off the calendar"),
        cohorts.get(str(planned.get("cohort")), ""),
        Instant(int(opened)),
        None if closed is None else Instant(int(closed)),
    )
