"""Each person's own clock, from their own first dose: what is usually seen when by their route, and what is due when.

It says what is usually seen, and measures nobody. All of it goes by when a dose was given, not by when it was written
down.
"""

from dataclasses import dataclass
from enum import Enum

from kapcircle.core.dose import DoseGiven, DoseOrdered
from kapcircle.core.ids import MINUTE, Instant, Millis, PersonId
from kapcircle.core.programme import Programme, Route, RouteClock
from kapcircle.core.record import of
from kapcircle.core.session import people
from kapcircle.core.session.state import Seat

USUAL = "This is what is usually seen, not a measurement."


class Stage(Enum):
    """Where on the usual course a person is by their clock."""

    BEFORE_ONSET = "before onset"
    ONSET = "onset"
    PEAK = "peak"
    RETURN = "return"
    BACK = "back"


def _usual(route: Route, onset: int, peak: int, back: int, source: str) -> RouteClock:
    return RouteClock(route, Millis(onset * MINUTE), Millis(peak * MINUTE), Millis(back * MINUTE), source)


PLAIN = (
    _usual(Route.IM, 5, 20, 60, "onset within 5 min, about 60 min in all: a clinic's leaflet; peak: programme setting"),
    _usual(
        Route.SUBLINGUAL,
        20,
        40,
        120,
        "onset 15 to 20 min, a peak of about 40 min, fading over 1 to 2 h: a clinic's leaflet; "
        "the minutes within that: programme setting",
    ),
    _usual(
        Route.IV,
        5,
        40,
        90,
        "pressure peaks 30 to 40 min into an infusion of 40 min (741 infusions) and is back within 1.5 h "
        "(Szarmach et al. 2020); onset: programme setting",
    ),
)
"""Where the programme has none. Of the oral route no figure was found: there is none."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A person's clock: since when, by which route, and what is `usual` (None: not known for this route).

    `observed_until` is the least observation, from the last dose on. `supplement` is when a supplementary dose that is
    ordered is usually given; None: none is ordered, or it was given.
    """

    person: PersonId
    route: Route
    started: Instant
    usual: RouteClock | None
    observed_until: Instant
    supplement: Instant | None = None

    @property
    def onset(self) -> Instant | None:
        """When the onset usually is."""
        return None if self.usual is None else Instant(self.started + self.usual.onset)

    @property
    def peak(self) -> Instant | None:
        """When the peak usually is."""
        return None if self.usual is None else Instant(self.started + self.usual.peak)

    @property
    def returning(self) -> Instant | None:
        """When the return usually begins: half way from the peak to being back. Programme setting."""
        return None if self.usual is None else Instant(self.started + (self.usual.peak + self.usual.back) // 2)

    @property
    def back(self) -> Instant | None:
        """When they are usually back."""
        return None if self.usual is None else Instant(self.started + self.usual.back)

    def since(self, now: Instant) -> Millis:
        """How long since the dose; 0 where clocks differ."""
        return Millis(max(0, now - self.started))

    def stage(self, now: Instant) -> Stage | None:
        """Where they usually are by now; None where that is not known."""
        if self.usual is None:
            return None
        begins = (self.onset, self.peak, self.returning, self.back)
        return tuple(Stage)[sum(1 for at in begins if at is not None and at <= now)]

    def part(self, now: Instant) -> float:
        """How much of the usual course is over, 0 to 1; where that is not known, of the least observation."""
        whole = self.observed_until - self.started if self.usual is None else self.usual.back
        return min(1.0, self.since(now) / max(1, whole))


def usual(programme: Programme, route: Route) -> RouteClock | None:
    """What is usually seen by a route: as the programme says, else the plain figures."""
    return next((x for x in (*programme.clocks, *PLAIN) if x.route is route), None)


def clock(seat: Seat, programme: Programme) -> Clock | None:
    """A person's own clock; None before their first dose."""
    given = people.doses(seat)
    if not given:
        return None
    (first, dose), (last, _) = given[0], given[-1]
    return Clock(
        seat.person,
        dose.route,
        first.happened,
        usual(programme, dose.route),
        Instant(last.happened + programme.minimum_observation),
        _supplement(seat, programme, first.happened, [x for _, x in given]),
    )


def _supplement(seat: Seat, programme: Programme, started: Instant, given: list[DoseGiven]) -> Instant | None:
    ordered = any(x.supplement for _, x in of(seat.counted, DoseOrdered))
    if not ordered or any(x.supplement for x in given):
        return None
    return Instant(started + programme.booster_point)


def under_medicine(seat: Seat, programme: Programme, now: Instant) -> bool:
    """Whether medicine is usually still felt, from the last dose on; where that is not known, as long as they are to be
    observed. Nobody who has left is watched.
    """
    last = people.last_dose(seat)
    if last is None or people.left(seat) is not None:
        return False
    known = usual(programme, last[1].route)
    return now < last[0].happened + (programme.minimum_observation if known is None else known.back)
