"""Who is here, in words: on a seat, on the sheet of the team, and where nobody covers."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kapcircle.core.attending import Other
from kapcircle.core.ids import Instant, MemberId, OtherId, PersonId
from kapcircle.core.programme import Programme
from kapcircle.core.roles import Role
from kapcircle.core.session.presence import presence_of
from kapcircle.core.session.ratio import ratio
from kapcircle.core.session.state import Seat, Session
from kapcircle.core.session.team import CoverGap, Lack, Team, cover_gaps, team
from kapcircle.core.staffing import OtherHere, StaffHere
from kapcircle.views.initials import initials
from kapcircle.views.times import Zone, hour, span

DIGITS = 9
"""Keys from 1 to 9: who has a higher number has none."""

NOBODY = "—"
"""Stands where a sitter's initials would."""

Called = Callable[[MemberId], str]
"""The name of a member of the team."""


def sitter(found: Team, person: PersonId) -> str:
    """Initials of who looks after somebody now, or NOBODY."""
    member = found.sitter_of(person)
    if member is None:
        return NOBODY
    said = found.known.get(member)
    return initials(said.name if said else member)


def mats(s: Session, persons: tuple[PersonId, ...]) -> str:
    """`3, 5–7`: the mats of some people, the shortest way."""
    return runs_of(s.seats[person].mat for person in persons if person in s.seats)


def runs_of(numbers: Iterable[int]) -> str:
    """`3, 5–7`: numbers of mats, the shortest way."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(_run(run) for run in runs)


def _run(run: list[int]) -> str:
    match run:
        case [one]:
            return str(one)
        case [one, two]:
            return f"{one}, {two}"
        case _:
            return f"{run[0]}–{run[-1]}"


def on_mats(s: Session, persons: tuple[PersonId, ...]) -> str:
    """`mat 3`, `mats 3, 5–7`."""
    return f"mat{'s' if len(persons) > 1 else ''} {mats(s, persons)}"


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member of the team on the sheet, or another in the room: their number, name, role, whether they are here, whom
    they have, and what else is to be said.
    """

    key: MemberId | OtherId
    number: int
    name: str
    role: str
    here: str
    covers: str
    more: str


def numbered(s: Session, staff: Sequence[MemberId]) -> tuple[MemberId, ...]:
    """The staff in the order of their numbers, which are the same in every list and form: the team of the circle first,
    then the others of the practice.
    """
    planned = [x.member for x in s.plan.team if x.member in staff]
    return tuple(dict.fromkeys((*planned, *staff)))


def by_number(order: Sequence[MemberId], members: Iterable[MemberId]) -> list[MemberId]:
    """Some members in the order of their numbers; strangers to the staff come last."""
    return sorted(members, key=lambda x: order.index(x) if x in order else len(order))


def digit(order: Sequence[MemberId], member: MemberId) -> str:
    """The key that chooses a member wherever they are listed: their number. Nothing beyond nine, nor for a stranger."""
    return next((str(n) for n, each in enumerate(order[:DIGITS], 1) if each == member), "")


def member_rows(
    s: Session,
    members: dict[MemberId, tuple[str, Role]],
    now: Instant,
    zone: Zone,
    called: Called,
    company: Sequence[Other] = (),
) -> tuple[MemberRow, ...]:
    """Everyone on the staff, in their order, and then the others in the room."""
    found = team(s)
    staff = tuple(
        MemberRow(
            member,
            n,
            name,
            role.value,
            _here(found.known.get(member)),
            mats(s, found.people_of(member)),
            _more(found, member, now, zone, called),
        )
        for n, (member, (name, role)) in enumerate(members.items(), 1)
    )
    return (*staff, *(_other(s, found, other, n) for n, other in enumerate(company, len(staff) + 1)))


def _other(s: Session, found: Team, other: Other, number: int) -> MemberRow:
    whom = "" if other.whom not in s.seats else f" for {on_mats(s, (other.whom,))}"
    said, asked = found.others.get(other.id), "" if other.agreed else "no confidentiality"
    more = ", ".join(x for x in (_here(said), asked) if x) if asked else ""
    return MemberRow(other.id, number, other.name, f"{other.role.value}{whom}", _here(said), "", more)


def _here(said: StaffHere | OtherHere | None) -> str:
    if said is None:
        return ""
    if not said.here:
        return "gone"
    return "here" if said.counts else "here, not counted"


def _more(found: Team, member: MemberId, now: Instant, zone: Zone, called: Called) -> str:
    taken, said = found.breaks.get(member), found.known.get(member)
    if taken is not None:
        return f"on a break for {span(now - taken.since)}, {called(taken.taker)} has their people"
    if said is not None and said.role is Role.MEDICAL_LEAD and found.away is not None:
        return away(found, zone)
    stands = [called(other) for other, x in found.breaks.items() if x.taker == member]
    return f"for {', '.join(stands)}" if stands else ""


def away(found: Team, zone: Zone) -> str:
    """`away until 14:20, pager`."""
    if found.away is None:
        return ""
    reached = f", {found.away.reached}" if found.away.reached else ""
    return f"away until {hour(found.away.until, zone)}{reached}"


def gap_words(s: Session, gap: CoverGap, zone: Zone, called: Called) -> str:
    """A gap as a sentence, with mats and without a participant's name."""
    match gap.lack:
        case Lack.LEAD:
            until = "" if gap.since is None else f", expected {hour(gap.since, zone)}"
            return f"The medical lead is not back{until}."
        case Lack.TAKER:
            who = "" if gap.member is None else called(gap.member)
            return f"{who} is on a break, and nobody has {on_mats(s, gap.people)}."
        case _:
            return f"Nobody looks after {on_mats(s, gap.people)}."


def gaps(s: Session, now: Instant, zone: Zone, called: Called) -> tuple[str, ...]:
    """Everything that nobody covers, in sentences."""
    return tuple(gap_words(s, gap, zone, called) for gap in cover_gaps(s, now))


def ratio_words(s: Session, programme: Programme) -> str:
    """How many with medicine and how many of the team, and whether that is enough; nothing without a table."""
    found = ratio(s, programme)
    if found is None:
        return ""
    verdict = "met" if found.met else "not met"
    return f"Ratio {verdict}: {found.people} with medicine and {found.who}, one for each {found.most}."


def minutes_here(seat: Seat, now: Instant) -> str:
    """`here for 1:05:00` altogether; nothing for whoever has not been here."""
    found = presence_of(seat)
    return f"here for {span(found.lasted(now))}" if found.stays else ""
