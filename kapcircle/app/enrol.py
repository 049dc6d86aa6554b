"""`kapcircle enrol`: everybody on a sheet into a cohort, or nobody, unless the good rows are asked for."""

from argparse import Namespace
from pathlib import Path

from kapcircle.app.upkeep import passphrase
from kapcircle.app.vaults import furnish
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import CohortId
from kapcircle.core.newcomer import Newcomer
from kapcircle.core.roster_sheet import Roster
from kapcircle.desk.clock import SystemClock
from kapcircle.desk.house import House
from kapcircle.store import vault as vaults

ENROLLED, REFUSED = 0, 1


def enrol(options: Namespace) -> int:
    """Read the sheet, say what is wrong with it, and enrol whom it names."""
    path: Path = options.vault
    vaults.members(path)  # says that this is no vault before it asks for a passphrase
    house = furnish(vaults.unlock(path, passphrase(f"Passphrase of {path.name}: "), SystemClock().now()))
    try:
        return _enrol(house, options)
    finally:
        house.shut()


def _enrol(house: House, options: Namespace) -> int:
    cohort, name = _cohort(house, options.cohort)
    roster = house.people.roster(house.people.read_sheet(str(options.file)), cohort)
    print(*roster.notices, *roster.problems, sep="\n", end="\n" if roster.notices or roster.problems else "")
    good, bad = roster.good, len(roster.rows) - len(roster.good)
    if options.dry_run:
        print(f"Nothing was changed. {_count(good)} could be enrolled in {name}; {_bad(bad)}.")
    elif bad and not options.good_rows:
        print(f"Nobody was enrolled: {_bad(bad)}. Correct the sheet, or enrol the {len(good)} good with --good-rows.")
    elif good:
        house.people.enrol_all(cohort, good)
        print(f"Enrolled in {name}: {_count(good)}{_left_out(roster)}.")
    else:
        print(f"Nobody was enrolled: {_bad(bad)}.")
    return REFUSED if bad and not (options.good_rows and good) else ENROLLED


def _cohort(house: House, wished: str) -> tuple[CohortId, str]:
    """The cohort of this id or name. Raises KnownError with those there are."""
    cohorts = house.planning.cohorts()
    found = [(cohort, name) for cohort, name in cohorts if wished in {cohort, name}]
    if len(found) != 1:
        there = "\n".join(f"  {cohort}  {name}" for cohort, name in cohorts) or "  none yet: begin one on the Plan page"
        several = "Several cohorts are" if found else "No cohort is"
        raise KnownError(f"{several} called “{wished}”. The cohorts of this vault:\n{there}")
    return found[0]


def _count(people: tuple[Newcomer, ...]) -> str:
    return "1 person" if len(people) == 1 else f"{len(people)} people"


def _bad(rows: int) -> str:
    return "no row is bad" if not rows else "1 row is bad" if rows == 1 else f"{rows} rows are bad"


def _left_out(roster: Roster) -> str:
    bad = [str(row.number) for row in roster.rows if row.problems]
    return f"; left out: row {', '.join(bad)}" if bad else ""
