"""The medicine day of `MedicineDay` in the vault of the demo, as the window shows it."""

from collections.abc import Callable, Sequence

from kapcircle.core.ids import Instant, MemberId, PersonId, SessionId
from kapcircle.core.roles import Role
from kapcircle.core.staffing import Covering, EquipmentSigned, StaffHere
from kapcircle.desk.conductor import Conductor
from kapcircle.desk.house import House
from tests.memory import FakeClock
from tests.story.medicine_day import NURSE, THERAPIST, MedicineDay

STEP = 10_000


class DemoDay(MedicineDay):
    """The circle was sat down at already; whoever is more than the demo's twelve is made ready, too."""

    def __init__(
        self, house: House, session: SessionId, circle: Conductor, clock: FakeClock, tick: Callable[[], None]
    ) -> None:
        self._tick = tick
        self.house, self.session, self.circle, self.clock = house, session, circle, clock
        cohort, planned = house.planning.planned(session)
        self.people = {house.planning.alias(person): person for person in house.planning.cohort(cohort).mats}
        programme = house.programmes.of_cohort(house.planning.cohort(cohort).programme)
        assert planned.scheduled is not None
        for person in tuple(self.people.values())[12:]:
            self._make_ready(person, session, programme)

    @property
    def aliases(self) -> tuple[str, ...]:
        """Everybody, in the order of the mats."""
        return tuple(self.people)

    def team_comes(self) -> None:
        """All of the team are here; nurse and therapist look after a half each."""
        counting = {x.member: x.counts for x in self.state.plan.team}
        for member, who in self.house.staff.members.items():
            self.about_circle(StaffHere(member, who.name, who.role, counts=counting[member]))
        for n in range(3, -(-len(self.people) // 4)):  # one for each four people, as the programme asks
            self.about_circle(StaffHere(MemberId(f"sitter-{n}"), f"Sitter {n} (made up)", Role.COTHERAPIST))
        self.about_circle(EquipmentSigned(self.state.plan.programme.equipment))
        people = tuple(self.people.values())
        half = (len(people) + 1) // 2
        halves: Sequence[tuple[PersonId, ...]] = (people[:half], people[half:])
        for sitter, theirs in zip((NURSE, THERAPIST), halves, strict=True):
            self.about_circle(Covering(sitter.member, theirs))

    def later(self, minutes: float) -> None:
        """So much later; the page looks at the clock more often than it would take for a sleep of the laptop."""
        end = self.clock.at + int(minutes * 60_000)
        while self.clock.at < end:
            self.clock.at = min(end, self.clock.at + STEP)
            self._tick()

    def at(self, minutes: float) -> None:
        """Wait until so long after the circle was opened."""
        opened = self.state.opened
        assert opened is not None
        self.later((opened + minutes * 60_000 - Instant(self.clock.at)) / 60_000)
