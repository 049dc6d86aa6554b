"""`kapcircle enrol`: everybody on a sheet into a cohort, or nobody, unless the good rows are asked for."""

from argparse import Namespace

from kapcircle.app.opened import cohort_of, opened
from kapcircle.core.newcomer import Newcomer
from kapcircle.core.roster_sheet import Roster
from kapcircle.desk.house import House

ENROLLED, REFUSED = 0, 1


def enrol(options: Namespace) -> int:
    """Read the sheet, say what is wrong with it, and enrol whom it names."""
    with opened(options.vault) as house:
        return _enrol(house, options)


def _enrol(house: House, options: Namespace) -> int:
    cohort, name = cohort_of(house, options.cohort)
    roster = house.people.roster(house.people.read_sheet(str(options.file)), cohort)
    not_taken = (f"▲ {roster.not_taken}",) if roster.not_taken else ()
    for line in (*not_taken, *roster.notices, *roster.problems):
        print(line)
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


def _count(people: tuple[Newcomer, ...]) -> str:
    return "1 person" if len(people) == 1 else f"{len(people)} people"


def _bad(rows: int) -> str:
    return "no row is bad" if not rows else "1 row is bad" if rows == 1 else f"{rows} rows are bad"


def _left_out(roster: Roster) -> str:
    bad = [str(row.number) for row in roster.rows if row.problems]
    return f"; left out: row {', '.join(bad)}" if bad else ""
