"""Changes to a plan, each a new rundown: what the hands on the Plan page do."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from kapcircle.core.ids import CueId, PersonId, PhaseId
from kapcircle.core.rundown import Cue, Phase, Rundown

Fresh = Callable[[], str]
T = TypeVar("T")

Seats = Mapping[PersonId, int]
"""Who sits on which mat."""


def insert(rundown: Rundown, at: int, phase: Phase) -> Rundown:
    """The rundown with `phase` at place `at`, from 0."""
    return Rundown((*rundown.phases[:at], phase, *rundown.phases[at:]))


def put(rundown: Rundown, phase: Phase) -> Rundown:
    """The rundown with `phase` in place of the one of its id."""
    return Rundown(tuple(phase if p.id == phase.id else p for p in rundown.phases))


def without(rundown: Rundown, gone: Collection[PhaseId]) -> Rundown:
    """The rundown with some phases left out."""
    return Rundown(tuple(p for p in rundown.phases if p.id not in gone))


def shift(rundown: Rundown, chosen: Collection[PhaseId], by: int) -> Rundown:
    """The chosen phases one place up (`by` -1) or down (1), together; what stands at the edge stays."""
    phases = list(rundown.phases)
    order = range(len(phases)) if by < 0 else range(len(phases) - 1, -1, -1)
    for i in order:
        to = i + by
        if phases[i].id in chosen and 0 <= to < len(phases) and phases[to].id not in chosen:
            phases[i], phases[to] = phases[to], phases[i]
    return Rundown(tuple(phases))


def drop(rundown: Rundown, chosen: Collection[PhaseId], before: int) -> Rundown:
    """The chosen phases, in their order, let fall before the one that now stands at `before`."""
    return Rundown(let_fall(rundown.phases, lambda p: p.id in chosen, before))


def let_fall(things: Sequence[T], chosen: Callable[[T], bool], before: int) -> tuple[T, ...]:
    """The chosen things, in their order, let fall before the one that now stands at `before`."""
    moved = (x for x in things if chosen(x))
    above = (x for x in things[:before] if not chosen(x))
    below = (x for x in things[before:] if not chosen(x))
    return (*above, *moved, *below)


def duplicate(rundown: Rundown, chosen: Collection[PhaseId], fresh: Fresh) -> Rundown:
    """A copy of the chosen phases, under names of their own, after the last of them."""
    last = max(i for i, p in enumerate(rundown.phases) if p.id in chosen)
    copies = tuple(copy(p, fresh) for p in rundown.phases if p.id in chosen)
    return Rundown((*rundown.phases[: last + 1], *copies, *rundown.phases[last + 1 :]))


def copy(phase: Phase, fresh: Fresh) -> Phase:
    """The same phase as a new one, its cues included."""
    cues = tuple(replace(cue, id=CueId(fresh())) for cue in phase.cues)
    return replace(phase, id=PhaseId(fresh()), cues=cues)


def put_cue(phase: Phase, cue: Cue) -> Phase:
    """The phase with `cue` in place of the one of its id, or at the end."""
    if all(c.id != cue.id for c in phase.cues):
        return replace(phase, cues=(*phase.cues, cue))
    return replace(phase, cues=tuple(cue if c.id == cue.id else c for c in phase.cues))


def without_cue(phase: Phase, gone: CueId) -> Phase:
    """The phase without a cue."""
    return replace(phase, cues=tuple(c for c in phase.cues if c.id != gone))


def drop_cue(phase: Phase, cue: CueId, before: int) -> Phase:
    """The phase with a cue let fall before the one that now stands at `before`."""
    return replace(phase, cues=let_fall(phase.cues, lambda c: c.id == cue, before))


def swap(mats: Seats, person: PersonId, mat: int) -> Seats:
    """Who changes seats when a person takes this mat: whoever sits there gets theirs."""
    there = next((who for who, taken in mats.items() if taken == mat and who != person), None)
    return {person: mat} if there is None else {person: mat, there: mats[person]}


def reseat(mats: Seats, person: PersonId, before: int) -> Seats:
    """Who changes seats when a person is let fall before the one at `before`, in the order of the mats.

    The mats stay the same; those between move up or down by one.
    """
    seated = sorted(mats, key=lambda who: mats[who])
    order = let_fall(seated, lambda who: who == person, before)
    return {who: mat for who, mat in zip(order, sorted(mats.values()), strict=True) if mats[who] != mat}
