"""Laying out a calendar: every session of a programme at its week and day, one for each pod where it is the pods'."""

from collections.abc import Callable, Collection, Mapping

from kapcircle.core.attending import Pod
from kapcircle.core.cohort.calendar import Planned, PlanSession, StandsFor
from kapcircle.core.errors import Refused
from kapcircle.core.ids import DAY, MINUTE, Instant, PodId, SessionId
from kapcircle.core.programme import Level, PlannedSession, Programme

Zone = Callable[[Instant], int]
"""Minutes east of UTC at an instant."""


def lay_out(
    programme: Programme,
    first: Instant,
    zone: Zone,
    pods: Mapping[PodId, Pod],
    there: Collection[Planned],
    fresh: Callable[[], str],
) -> tuple[PlanSession, ...]:
    """The sessions of a programme from its `first` day on, all at that hour of the day, in the order of their days.

    What is `there` already stays as it is and is not laid out again. Raises Refused when there is nothing to lay out.
    """
    if not programme.sessions:
        raise Refused(f"“{programme.name}” has no sessions. Add them to the programme first.")
    if not pods and any(x.level is Level.POD for x in programme.sessions):
        raise Refused(f"“{programme.name}” has meetings of the pods. Begin the pods first, under Pods and team.")
    stand = {(x.stands_for.programme, x.stands_for.number, x.pod) for x in there if x.stands_for is not None}
    made = tuple(
        _planned(planned, StandsFor(programme.id, programme.version, number), pod, first, zone, fresh)
        for number, planned in sorted(enumerate(programme.sessions, 1), key=lambda x: _day(x[1]))
        for pod in (pods.values() if planned.level is Level.POD else (None,))
        if (programme.id, number, None if pod is None else pod.id) not in stand
    )
    if not made:
        raise Refused(f"All sessions of “{programme.name}” are on the calendar already.")
    return made


def _planned(
    planned: PlannedSession, of: StandsFor, pod: Pod | None, first: Instant, zone: Zone, fresh: Callable[[], str]
) -> PlanSession:
    return PlanSession(
        SessionId(fresh()),
        planned.title if pod is None else f"{planned.title} · {pod.name}",
        days_after(first, _day(planned), zone),
        planned.kind,
        None if pod is None else pod.id,
        planned.virtual,
        stands_for=of,
    )


def _day(planned: PlannedSession) -> int:
    return 7 * (planned.week - 1) + planned.day


def days_after(first: Instant, days: int, zone: Zone) -> Instant:
    """The same hour of the day so many days later: clocks may have changed in between."""
    later = Instant(first + days * DAY)
    return Instant(later + (zone(first) - zone(later)) * MINUTE)
