"""Who is in a cohort, on which mat, and in which pod."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import assert_never

from kapcircle.core.attending import Pod
from kapcircle.core.changed import replace
from kapcircle.core.cohort.words import named
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts
from kapcircle.core.ids import PersonId, PodId, StreamId
from kapcircle.core.log import Entry
from kapcircle.core.mats import check_mat
from kapcircle.core.picture import Row


@dataclass(frozen=True, slots=True)
class Enrol:
    """Take a person in, on this mat."""

    person: PersonId
    mat: int


@dataclass(frozen=True, slots=True)
class Seat:
    """Some of the cohort change mats, all at once."""

    mats: tuple[tuple[PersonId, int], ...]


@dataclass(frozen=True, slots=True)
class Leave:
    """A person leaves the cohort."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class NamePod:
    """Begin a pod, or give one another name."""

    pod: PodId
    name: str


@dataclass(frozen=True, slots=True)
class DropPod:
    """A pod is one no more; its people stay in the cohort."""

    pod: PodId


@dataclass(frozen=True, slots=True)
class ChoosePod:
    """Put a person into a pod, or into none."""

    person: PersonId
    pod: PodId | None


Command = Enrol | Seat | Leave | NamePod | DropPod | ChoosePod


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A person is in the cohort, on this mat."""

    person: PersonId
    mat: int


@dataclass(frozen=True, slots=True)
class LeftCohort:
    """A person is no longer in the cohort, nor in a pod of it."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class PodNamed:
    """A pod has this name."""

    pod: PodId
    name: str


@dataclass(frozen=True, slots=True)
class PodDropped:
    """A pod is one no more."""

    pod: PodId


@dataclass(frozen=True, slots=True)
class PodChosen:
    """A person is in this pod, or in none."""

    person: PersonId
    pod: PodId | None


Event = Enrolled | LeftCohort | PodNamed | PodDropped | PodChosen


@dataclass(frozen=True, slots=True)
class Roster:
    """People on mats; those who have a pod, in `pod_of`; those who `left`."""

    mats: Mapping[PersonId, int] = field(default_factory=dict)
    pods: Mapping[PodId, Pod] = field(default_factory=dict)
    pod_of: Mapping[PersonId, PodId] = field(default_factory=dict)
    left: frozenset[PersonId] = frozenset()


def decide(s: Roster, command: Command, _: Facts) -> tuple[Event, ...]:
    """What happens to the people of the cohort, or raise Refused with nothing changed."""
    match command:
        case Enrol(person, mat):
            return (Enrolled(person, _free(s, person, mat)),)
        case Seat(mats):
            return _seated(s, mats)
        case Leave(person):
            return (LeftCohort(member(s, person)),)
        case NamePod(pod, name):
            return (PodNamed(pod, _apart(s, pod, named(name, "pod"))),)
        case DropPod(pod):
            return (PodDropped(known_pod(s, pod)),)
        case ChoosePod(person, pod):
            chosen = None if pod is None else known_pod(s, pod)
            return () if s.pod_of.get(member(s, person)) == chosen else (PodChosen(person, chosen),)
        case _:
            assert_never(command)


def _free(s: Roster, person: PersonId, mat: int) -> int:
    check_mat(mat)
    if any(taken == mat for who, taken in s.mats.items() if who != person):
        raise Refused(f"Mat {mat} is taken.")
    return mat


def _seated(s: Roster, mats: tuple[tuple[PersonId, int], ...]) -> tuple[Enrolled, ...]:
    """Those who move stand up together, then each sits down on a mat that is free."""
    moving = {member(s, person) for person, _ in mats}
    room = replace(s, mats={who: mat for who, mat in s.mats.items() if who not in moving})
    for person, mat in mats:
        room = replace(room, mats={**room.mats, person: _free(room, person, mat)})
    return tuple(Enrolled(person, mat) for person, mat in mats)


def _apart(s: Roster, pod: PodId, name: str) -> str:
    if any(other.name.casefold() == name.casefold() for other in s.pods.values() if other.id != pod):
        raise Refused(f"There is a pod “{name}” already. Give this one another name.")
    return name


def member(s: Roster, person: PersonId) -> PersonId:
    """A person of the cohort. Raises Refused for anyone else."""
    if person not in s.mats:
        raise Refused("This participant is not in the cohort.")
    return person


def known_pod(s: Roster, pod: PodId) -> PodId:
    """A pod of the cohort. Raises Refused for any other."""
    if pod not in s.pods:
        raise Refused("This pod is not in the cohort.")
    return pod


def evolve(s: Roster, entry: Entry[Event]) -> Roster:
    """The people of the cohort after `entry`."""
    match entry.event:
        case Enrolled(person, mat):
            return replace(s, mats={**s.mats, person: mat}, left=s.left - {person})
        case LeftCohort(person):
            mats = {p: m for p, m in s.mats.items() if p != person}
            return replace(s, mats=mats, pod_of=_without(s.pod_of, person), left=s.left | {person})
        case PodNamed(pod, name):
            return replace(s, pods={**s.pods, pod: Pod(pod, name)})
        case PodDropped(pod):
            pods = {k: v for k, v in s.pods.items() if k != pod}
            return replace(s, pods=pods, pod_of={who: its for who, its in s.pod_of.items() if its != pod})
        case PodChosen(person, pod) if pod is not None and pod in s.pods and person in s.mats:
            return replace(s, pod_of={**s.pod_of, person: pod})
        case PodChosen(person):
            return replace(s, pod_of=_without(s.pod_of, person))
        case _:
            assert_never(entry.event)


def _without(pod_of: Mapping[PersonId, PodId], person: PersonId) -> Mapping[PersonId, PodId]:
    """The same mapping where the person had none: its rows need not be asked for."""
    return {who: pod for who, pod in pod_of.items() if who != person} if person in pod_of else pod_of


def parts(s: Roster) -> Mapping[str, object]:
    """The frozen parts whose rows are asked for only when they change."""
    return {"roster:mats": s.mats, "roster:pods": s.pods, "roster:pod of": s.pod_of}


def rows(stream: StreamId, s: Roster, part: str) -> tuple[Row, ...]:
    """The rows of one part."""
    cohort = ("cohort", stream.partition(":")[2])
    match part.partition(":")[2]:
        case "mats":
            return tuple(
                Row(stream, "participant", (cohort, ("person", person)), {"mat": mat}) for person, mat in s.mats.items()
            )
        case "pods":
            return tuple(
                Row(stream, "pod", (("pod", pod.id),), {"cohort": cohort[1], "name": pod.name})
                for pod in s.pods.values()
            )
        case _:
            return tuple(
                Row(stream, "pod_member", (cohort, ("person", person)), {"pod": pod})
                for person, pod in s.pod_of.items()
            )
