"""A vault opened for one command of the command line, and what is named there found in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from kapcircle.app.stoppable import stoppable
from kapcircle.app.upkeep import passphrase
from kapcircle.app.vaults import furnish
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import MINUTE, CohortId, Instant, SessionId
from kapcircle.desk.clock import SystemClock
from kapcircle.desk.house import House
from kapcircle.store import vault as vaults


@contextmanager
def opened(path: Path) -> Iterator[House]:
    """The house of a vault, whose passphrase is asked for; shut when the command is done."""
    vaults.members(path)  # says that this is no vault before it asks for a passphrase
    with stoppable():
        house = furnish(vaults.unlock(path, passphrase(f"Passphrase of {path.name}: "), SystemClock().now()))
        said = ""
        try:
            yield house
        except (KnownError, Refused) as error:
            said = f"{error}\n"
            raise
        finally:
            try:
                house.shut()
            except KnownError as error:  # what went wrong before that is told as well
                raise KnownError(f"{said}{error}") from None


def cohort_of(house: House, wished: str) -> tuple[CohortId, str]:
    """The cohort of this id or name. Raises KnownError with those there are."""
    cohorts = house.planning.cohorts()
    found = [(cohort, name) for cohort, name in cohorts if wished in {cohort, name}]
    if len(found) != 1:
        there = "\n".join(f"  {cohort}  {name}" for cohort, name in cohorts) or "  none yet: begin one on the Plan page"
        several = "Several cohorts are" if found else "No cohort is"
        raise KnownError(f"{several} called “{wished}”. The cohorts of this vault:\n{there}")
    return found[0]


def session_of(house: House, wished: str) -> tuple[SessionId, str]:
    """The session on a calendar of this id or name. Raises KnownError with those there are."""
    planned = [x for cohort, _ in house.planning.cohorts() for x in house.planning.cohort(cohort).sessions.values()]
    found = [(x.session, x.name) for x in planned if wished in {x.session, x.name}]
    if len(found) != 1:
        there = "\n".join(f"  {x.session}  {x.name}" for x in planned) or "  none yet: plan one on the Plan page"
        several = "Several sessions are" if found else "No session is"
        raise KnownError(f"{several} called “{wished}”. The sessions of this vault:\n{there}")
    return found[0]


def local(at: Instant) -> int:
    """Minutes east of UTC at an instant, by the zone of this machine."""
    offset = datetime.fromtimestamp(at / 1000).astimezone().utcoffset()
    return 0 if offset is None else int(offset.total_seconds() * 1000) // MINUTE
