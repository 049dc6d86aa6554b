"""Whether enough of the team are here for the medicine in the room: a reading of the programme's own table."""

from typing import NamedTuple

from kapcircle.core.dose import DoseGiven, DoseOrdered
from kapcircle.core.programme import Programme, RatioBand
from kapcircle.core.record import of
from kapcircle.core.roles import Role
from kapcircle.core.session import people
from kapcircle.core.session.state import Seat, Session
from kapcircle.core.session.team import team


class Ratio(NamedTuple):
    """So many with medicine, so many of the team who count, how many people each may sit with at most, and so many
    others in the room who count like the team.
    """

    people: int
    staff: int
    most: int
    others: int = 0

    @property
    def met(self) -> bool:
        """Whether there are enough."""
        return self.people <= (self.staff + self.others) * self.most

    @property
    def who(self) -> str:
        """`2 of the team and 1 other`."""
        others = f" and {self.others} {'other' if self.others == 1 else 'others'}" if self.others else ""
        return f"{self.staff} of the team{others}"


def ratio(s: Session, programme: Programme) -> Ratio | None:
    """Those who are here and take medicine today, ready or not, against the band of the largest dose; None for a
    programme without a table. On a break, or as a medical lead who is away, nobody counts.
    """
    if not programme.ratio:
        return None
    found = team(s)
    inside = [x for x in s.seats.values() if people.here(x) and (people.ready(x) is not None or people.doses(x))]
    staff = sum(1 for x in found.here if x.counts and x.member not in found.breaks and not _away(x.role, found.away))
    others = sum(1 for x in found.others.values() if x.here and x.counts)
    return Ratio(len(inside), staff, band(programme.ratio, _largest(inside)).people, others)


def _away(role: Role, away: object) -> bool:
    return role is Role.MEDICAL_LEAD and away is not None


def _largest(seats: list[Seat]) -> float | None:
    """The largest dose in the room in mg/kg, of those given, else of those ordered; None where it is not known."""
    given = [(x.mg, people.weight(seat)) for seat in seats for _, x in of(seat.counted, DoseGiven)]
    ordered = [(x.mg, people.weight(seat)) for seat in seats for _, x in of(seat.counted, DoseOrdered)]
    known = [mg / kg if kg else None for mg, kg in given or ordered]
    return max((each or 0.0 for each in known), default=None) if all(known) else None


def band(bands: tuple[RatioBand, ...], largest: float | None) -> RatioBand:
    """The band of a dose; of one that nobody knows, or that is above every band, the one with the fewest people."""
    strictest = min(bands, key=lambda x: x.people)
    if largest is None:
        return strictest
    fits = [x for x in bands if x.up_to is None or largest <= x.up_to]
    return min(fits, key=lambda x: float("inf") if x.up_to is None else x.up_to, default=strictest)
