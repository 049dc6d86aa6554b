"""Looks that a practice makes: kept beside those that are shipped, and given back again. A look of the same name as a
shipped one stands in its place.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from kapcircle.core.colour import normal
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts, require
from kapcircle.core.ids import LampId
from kapcircle.core.light import WORKING, Colour, LookDesign
from kapcircle.core.roles import Role
from kapcircle.core.rooms import RoomPlan

MAKERS = frozenset({Role.FACILITATOR, Role.COTHERAPIST, Role.COORDINATOR})
"""Who may make looks: programme setting."""

LONGEST = 40
"""Letters in the name of a look: programme setting."""

WORK = 0.5
"""The least level of the look that an emergency calls, perceived: programme setting."""


@dataclass(frozen=True, slots=True)
class SaveLook:
    """Keep a look; one that was called otherwise is that no more."""

    design: LookDesign
    was: str = ""


@dataclass(frozen=True, slots=True)
class RemoveLook:
    """Keep a look no more; a shipped one of this name is as it was shipped again."""

    name: str


@dataclass(frozen=True, slots=True)
class LookSaved:
    """A look as it now is."""

    design: LookDesign


@dataclass(frozen=True, slots=True)
class LookRemoved:
    """The practice has no look of its own of this name any more."""

    name: str


Command = SaveLook | RemoveLook
Event = LookSaved | LookRemoved
Looks = Mapping[str, LookDesign]


def decide(kept: Looks, command: Command, facts: Facts) -> tuple[Event, ...]:
    """What happens to the looks, or raise Refused with nothing changed."""
    require(facts, MAKERS, "Changing a look")
    match command:
        case SaveLook(design, was):
            made = checked(design)
            _free(kept, made.name, was)
            gone = (LookRemoved(was),) if was in kept and was != made.name else ()
            return () if kept.get(made.name) == made and not gone else (*gone, LookSaved(made))
        case RemoveLook(name):
            if name not in kept:
                raise Refused(f"“{name}” is no look that this practice has made: a shipped one stays.")
            return (LookRemoved(name),)
        case _:
            assert_never(command)


def evolve(kept: Looks, event: Event) -> Looks:
    """The looks after an event of theirs."""
    match event:
        case LookSaved(design):
            return {**kept, design.name: design}
        case LookRemoved(name):
            return {other: design for other, design in kept.items() if other != name}
        case _:
            assert_never(event)


def merged(shipped: Looks, kept: Looks) -> dict[str, LookDesign]:
    """All looks by name, the darkest first: what the practice has made stands before what is shipped."""
    looks = {**shipped, **kept}
    return dict(sorted(looks.items(), key=lambda item: (item[1].level, item[0])))


def as_opened(looks: Looks, designs: Iterable[LookDesign]) -> dict[str, LookDesign]:
    """The looks of a circle: its own before those that the practice has now."""
    return {**looks, **{design.name: design for design in designs}}


def checked(design: LookDesign) -> LookDesign:
    """The look as it is kept: its name without blanks about it, each colour with 1 as its largest part. Raises Refused
    with all that is wrong.
    """
    named = replace(design, name=" ".join(design.name.split()))
    if wrong := list(_wrong(named)):
        raise Refused("; ".join(wrong))
    colours = {lamp: normal(colour) for lamp, colour in design.colours.items()}
    return replace(named, colour=normal(design.colour), colours=colours, levels=dict(design.levels))


def strangers(design: LookDesign, room: RoomPlan) -> tuple[LampId, ...]:
    """Lamps of a look that the room does not have: they are kept, for they may come back, and nobody sees them."""
    here = {lamp.id for lamp in room.lamps}
    return tuple(lamp for lamp in {**design.levels, **design.colours} if lamp not in here)


def _free(kept: Looks, name: str, was: str) -> None:
    same = next((x for x in kept if x.casefold() == name.casefold() and x not in (name, was)), None)
    if same is not None or (was and name != was and name in kept):
        raise Refused(f"There is already a look called “{same or name}”. Give this one another name.")


def _wrong(design: LookDesign) -> Iterator[str]:
    if not design.name:
        yield "The look needs a name"
    if len(design.name) > LONGEST:
        yield f"The name of a look has at most {LONGEST} letters, not {len(design.name)}"
    for where, level in _levels(design):
        if not 0 <= level <= 1:
            yield f"{where} must be between 0 and 100 %, not {100 * level:g} %"
        elif design.name == WORKING and level < WORK:
            yield f"{where} must be at least {100 * WORK:.0f} % in “{WORKING}”: an emergency calls this look"
    for where, colour in (("The colour", design.colour), *((f"Lamp {x}", y) for x, y in design.colours.items())):
        if not _is_colour(colour):
            yield f"{where} must be red, green and blue from 0 to 1, not all 0: not {colour}"


def _levels(design: LookDesign) -> Iterator[tuple[str, float]]:
    yield "The level", design.level
    yield from ((f"Lamp {lamp}", level) for lamp, level in design.levels.items())


def _is_colour(colour: Colour) -> bool:
    return all(0 <= x <= 1 for x in colour) and max(colour) > 0
