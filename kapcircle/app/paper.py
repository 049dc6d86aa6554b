"""`kapcircle export`, `report`, `paper-pack` and the papers of the run of show: what leaves a vault as a file."""

from argparse import Namespace

from kapcircle.app.opened import cohort_of, local, opened, session_of
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import PersonId, SessionId
from kapcircle.desk.house import House

DONE = 0
NOT_ENCRYPTED = "It is not encrypted: keep it where it belongs."


def export(options: Namespace) -> int:
    """Write the attendance of a cohort as CSV."""
    with opened(options.vault) as house:
        cohort, name = cohort_of(house, options.cohort)
        count = house.paperwork.attendance(cohort, str(options.out), local)
        sessions = "1 session" if count == 1 else f"{count} sessions"
        print(f"{options.out.name} has the attendance of {name} at {sessions}. {NOT_ENCRYPTED}")
    return DONE


def report(options: Namespace) -> int:
    """Write the report of a session, the part of one person, or the key to it."""
    with opened(options.vault) as house:
        session, name = session_of(house, options.session)
        if options.key:
            paper = house.paperwork.key(session)
        else:
            only = None if options.person is None else _person(house, session, options.person)
            paper = house.paperwork.report(session, local, only)
        house.printouts.save(paper, str(options.out))
        what = "says who is who in" if options.key else "is the report of"
        print(f"{options.out.name} {what} {name}. {NOT_ENCRYPTED}")
    return DONE


def pack(options: Namespace) -> int:
    """Write the paper pack of a session."""
    with opened(options.vault) as house:
        session, name = session_of(house, options.session)
        house.printouts.save(house.paperwork.pack(session, local), str(options.out))
        print(f"{options.out.name} is the paper pack of {name}. {NOT_ENCRYPTED}")
        if lacking := house.paperwork.lacking:
            print(f"To be written on it by hand: {', '.join(lacking)}.")
    return DONE


def show(options: Namespace) -> int:
    """Write the return card, the rundown or the cue sheet of a session."""
    with opened(options.vault) as house:
        session, name = session_of(house, options.session)
        work = house.paperwork
        made = {"return-card": work.return_card, "rundown": work.rundown, "cue-sheet": work.cue_sheet}
        house.printouts.save(made[options.command](session, local), str(options.out))
        print(f"{options.out.name} is the {options.command.replace('-', ' ')} of {name}. {NOT_ENCRYPTED}")
    return DONE


def _person(house: House, session: SessionId, alias: str) -> PersonId:
    """Who has this alias in a session. Raises KnownError with those there are."""
    there = house.paperwork.people(session)
    found = [who for who, _ in there if house.planning.alias(who).casefold() == alias.casefold()]
    if len(found) != 1:
        listed = "\n".join(f"  {words}" for _, words in there) or "  nobody"
        raise KnownError(f"Nobody in this session is called “{alias}”. In it are:\n{listed}")
    return found[0]
