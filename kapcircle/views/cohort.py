"""A cohort in words: its people by pod, its programme and whether its figures are signed, its calendar."""

from collections.abc import Sequence
from dataclasses import dataclass

from kapcircle.core.cohort.calendar import Planned
from kapcircle.core.cohort.counting import people_of
from kapcircle.core.cohort.state import Cohort
from kapcircle.core.ids import PersonId, PodId
from kapcircle.core.programme import Programme


@dataclass(frozen=True, slots=True)
class PodLine:
    """A pod and who is in it, in the order of the mats; `pod` None: those who are in none."""

    pod: PodId | None
    name: str
    people: tuple[PersonId, ...]


def pod_lines(s: Cohort) -> tuple[PodLine, ...]:
    """The people of a cohort pod by pod, those without one last."""
    pods = tuple(PodLine(pod.id, pod.name, people_of(s, pod.id)) for pod in s.pods.values())
    none = people_of(s, None)
    return (*pods, PodLine(None, "No pod", none)) if none else pods


def pod_at(lines: Sequence[PodLine], before: int) -> tuple[PodId | None, int]:
    """Which pod, and which place in it from 0, is before the line `before` of a list that names each pod over its
    people; above all names it is the first pod's first place.
    """
    tops = [sum(1 + len(x.people) for x in lines[:i]) for i in range(len(lines))]
    line, top = next((x, top) for x, top in zip(lines, tops, strict=True) if before <= top + 1 + len(x.people))
    return line.pod, max(0, before - top - 1)


def programme_words(programme: Programme | None) -> tuple[str, str]:
    """What a cohort follows, and how far its figures count."""
    if programme is None:
        return "No programme", "choose"
    return programme.name, "signed" if programme.limits_hold else "unsigned"


def session_words(s: Cohort, planned: Planned, hour: str) -> str:
    """When a session is, of which kind, whose, and whether it is online."""
    whose = "" if planned.pod is None or planned.pod not in s.pods else s.pods[planned.pod].name
    return " · ".join(x for x in (hour, planned.kind.value, "online" if planned.virtual else "", whose) if x)


def people(count: int) -> str:
    """So many people, in words."""
    return {0: "nobody yet", 1: "1 person"}.get(count, f"{count} people")


def listed(names: Sequence[str]) -> str:
    """Names as one writes them one after the other."""
    return ", ".join(names)
