"""What is unusual about a cohort: said, and never in the way."""

from collections.abc import Iterator
from dataclasses import dataclass

from kapcircle.core.cohort.counting import company_of, leads_of, over_the_cap, people_of
from kapcircle.core.cohort.state import Cohort
from kapcircle.core.ids import OtherId, PersonId, PodId

COHORT = (6, 40)
"""The fewest and the most of a cohort. 20 to 40 in the Roots to Thrive model (Dames et al. 2025,
doi 10.3389/fpsyt.2025.1568017, as summarised); from 6 on: programme setting.
"""

POD = (3, 8)
"""The fewest and the most of a pod: programme setting."""


@dataclass(frozen=True, slots=True)
class Caution:
    """What is unusual, and about whom: a person, a pod, somebody else, or the whole cohort (None)."""

    about: PersonId | PodId | OtherId | None
    words: str


def cautions(s: Cohort, cap: int | None = None) -> tuple[Caution, ...]:
    """All that is unusual; `cap` is the most medicine sessions of the programme that the cohort follows."""
    return (*_of_size(s), *_of_pods(s), *_of_others(s), *(() if cap is None else _of_cap(s, cap)))


def _of_size(s: Cohort) -> Iterator[Caution]:
    count, (least, most) = len(s.mats), COHORT
    if count and not least <= count <= most:
        yield Caution(None, f"{_people(count)}: a cohort usually has {least} to {most}.")


def _of_pods(s: Cohort) -> Iterator[Caution]:
    least, most = POD
    for pod in s.pods.values():
        if not least <= (count := len(people_of(s, pod.id))) <= most:
            yield Caution(pod.id, f"{_people(count)}, usually {least} to {most}.")
        if not leads_of(s, pod.id):
            yield Caution(pod.id, "No lead yet.")
    if s.pods and (without := people_of(s, None)):
        yield Caution(None, f"{_people(len(without))} without a pod.")


def _of_others(s: Cohort) -> Iterator[Caution]:
    """Whoever comes to a session has said yes to confidentiality before."""
    coming = {other.id: other for session in s.sessions for other in company_of(s, session)}
    for other in coming.values():
        if other.agreed is None:
            yield Caution(other.id, "No yes to confidentiality yet.")


def _of_cap(s: Cohort, cap: int) -> Iterator[Caution]:
    for who, count in over_the_cap(s, cap):
        yield Caution(who, f"{count} medicine sessions on the calendar: the programme's cap is {cap}.")


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people" if count else "Nobody"
