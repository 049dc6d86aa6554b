"""What others see of a circle, told to the clock page while that is on. No phase has anybody’s name there."""

from kapcircle.core.ids import Instant, PersonId, StreamId
from kapcircle.core.practice import Practice
from kapcircle.core.session.state import Session
from kapcircle.desk.desk import Desk
from kapcircle.desk.planning import Planning
from kapcircle.desk.sharing import ClockPage
from kapcircle.views.name_lint import Lint, withheld
from kapcircle.views.public_clock import PublicClock, public_clock
from kapcircle.views.times import Zone


class Others:
    """Whoever is not at the desk."""

    def __init__(self, desk: Desk, practice: StreamId, planning: Planning, page: ClockPage) -> None:
        self._desk, self._practice, self._planning, self._page = desk, practice, planning, page
        self._names: tuple[frozenset[PersonId], Lint] | None = None
        desk.listen(self._changed)

    def _changed(self, _: frozenset[StreamId]) -> None:
        self._names = None

    def seen(self, s: Session | None, now: Instant, zone: Zone) -> PublicClock:
        """What they may see of a circle, None where there is none."""
        return public_clock(s, now, zone, Lint() if s is None else self._lint(s))

    def tell(self, s: Session | None, now: Instant, zone: Zone) -> None:
        """Show it to them, if the page is on."""
        if self._page.shared() is not None:
            self._page.show(self.seen(s, now, zone))

    def _lint(self, s: Session) -> Lint:
        people = frozenset((*s.seats, *(person for person, _ in s.plan.mats)))
        if self._names is None or self._names[0] != people:
            practice: Practice = self._desk.stream(self._practice).state
            staff = (member.name for member in practice.staff.values())
            self._names = people, withheld((*map(self._planning.alias, sorted(people)), *staff))
        return self._names[1]
