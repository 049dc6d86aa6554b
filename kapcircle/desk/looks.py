"""The looks of the practice and where its lamps hang: made, taken back, copied by role from another room."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.facts import require
from kapcircle.core.ids import LampId, StreamId
from kapcircle.core.light import LookDesign
from kapcircle.core.looks_copied import Copied, copy_looks
from kapcircle.core.looks_files import read_room_looks, write_room_looks
from kapcircle.core.looks_kept import MAKERS, RemoveLook, SaveLook, merged
from kapcircle.core.practice import Practice, SaveRoom
from kapcircle.core.rooms import RoomPlan
from kapcircle.core.rundown import Look
from kapcircle.desk.desk import Desk
from kapcircle.desk.fittings import Fittings
from kapcircle.desk.planning import Planning
from kapcircle.desk.visit import Place, Visit

LARGEST = 1_000_000
"""Bytes of a file of looks: 40 looks of 40 lamps have a tenth of it."""


class Looks:
    """All that is done here can be taken back, apart from the plans of cohorts."""

    def __init__(
        self,
        desk: Desk,
        practice: StreamId,
        fittings: Fittings,
        planning: Planning,
        room: Callable[[], RoomPlan],
    ) -> None:
        self._desk, self._practice, self._fittings, self._planning = desk, practice, fittings, planning
        self._room, self._visit = room, Visit(desk)
        self._place = Place(None, practice=practice)

    @property
    def _kept(self) -> Mapping[str, LookDesign]:
        state: Practice = self._desk.stream(self._practice).state
        return state.looks

    @property
    def all(self) -> dict[str, LookDesign]:
        """Every look by its name, the darkest first."""
        return merged(self._fittings.looks, self._kept)

    def own(self, name: str) -> bool:
        """Whether the practice has made this look, or another of a shipped one."""
        return name in self._kept

    def shipped(self, name: str) -> bool:
        """Whether a look of this name is shipped."""
        return name in self._fittings.looks

    @property
    def may_make(self) -> bool:
        """Whether the one at the desk may make looks."""
        return self._desk.actor.role in MAKERS

    def free(self, name: str) -> str:
        """The name, or the first of `name 2`, `name 3` that no look has."""
        taken = {x.casefold() for x in self.all}
        names = (name, *(f"{name} {n}" for n in range(2, len(taken) + 3)))
        return next(x for x in names if x.casefold() not in taken)

    def save(self, design: LookDesign, was: str = "") -> None:
        """Keep a look; `was` is what it was called, nothing for a new one. Raises Refused with nothing changed."""
        name = " ".join(design.name.split())
        taken = next((x for x in self.all if x.casefold() == name.casefold() and x != was), None)
        if taken is not None:
            raise Refused(f"There is already a look called “{taken}”. Give this one another name.")
        if was and name != was and (places := self.used(was)):
            raise Refused(f"“{was}” is in use and keeps its name: {_listed(places)}. Duplicate it instead.")
        self._visit.do(self._place, (self._practice, SaveLook(design, was)))

    def remove(self, name: str) -> None:
        """Have a look no more; a shipped one is as it was shipped again. Raises Refused."""
        self._visit.do(self._place, (self._practice, RemoveLook(name)))

    def used(self, name: str) -> tuple[str, ...]:
        """Where plans that were not run yet call a look: session and phase, by name."""
        return tuple(
            f"{planned.name}, {phase.name}"
            for which, _ in self._planning.cohorts()
            for planned in self._planning.cohort(which).sessions.values()
            for phase in planned.rundown.phases
            if any(isinstance(cue.content, Look) and cue.content.name == name for cue in phase.cues)
        )

    def save_room(self, room: RoomPlan) -> None:
        """Keep where lamps hang, their roles and near mats. Raises Refused."""
        if room != self._room():
            self._visit.do(self._place, (self._practice, SaveRoom(room)))

    # taken back

    def undo(self) -> None:
        """Take the latest change here back. Raises Refused where there is none."""
        self._visit.undo()

    def redo(self) -> None:
        """Bring back what was taken back last. Raises Refused where there is nothing."""
        self._visit.redo()

    # files

    def write(self, path: str) -> None:
        """Write every look and the lamps' places and roles to a file. Raises KnownError with nothing written."""
        made = write_room_looks(self._room(), tuple(self.all.values()))
        words = json.dumps(made, ensure_ascii=False, indent=2, allow_nan=False)
        self._fittings.papers.save(path, f"{words}\n".encode())

    def read(self, path: str) -> Copied:
        """The looks of another room as they would be here. Raises KnownError naming file and key."""
        require(self._desk.facts(), MAKERS, "Taking looks in")
        file, body = self._fittings.papers.read(path, LARGEST)
        try:
            data = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise KnownError(f"{file}: this is no file of looks: {error}.") from error
        room, designs = read_room_looks(data, file)
        return self._beside(copy_looks(designs, room, self._room()))

    def of_room(self, there: RoomPlan) -> Copied:
        """Every look as it would be here, each lamp as the one with its role in another room of the practice."""
        return self._beside(copy_looks(tuple(self.all.values()), there, self._room()))

    def _beside(self, copied: Copied) -> Copied:
        """What a look of the same name holds of lamps in other rooms stays there."""
        here = {lamp.id for lamp in self._room().lamps}
        kept = {name.casefold(): design for name, design in self.all.items()}
        return replace(copied, designs=tuple(_joined(x, kept.get(x.name.casefold()), here) for x in copied.designs))

    def take_in(self, designs: Sequence[LookDesign]) -> None:
        """Keep several looks at once; one that has the name of another here stands in its place. Raises Refused."""
        here = {name.casefold(): name for name in self.all}
        named = (replace(x, name=here.get(x.name.casefold(), x.name)) for x in designs)
        changed = tuple(SaveLook(x, x.name) for x in named if self.all.get(x.name) != x)
        self._visit.do(self._place, *((self._practice, command) for command in changed))


def _joined(design: LookDesign, was: LookDesign | None, here: Collection[LampId]) -> LookDesign:
    if was is None:
        return design
    levels = {lamp: level for lamp, level in was.levels.items() if lamp not in here}
    colours = {lamp: colour for lamp, colour in was.colours.items() if lamp not in here}
    return replace(design, levels={**levels, **design.levels}, colours={**colours, **design.colours})


def _listed(places: Sequence[str]) -> str:
    more = len(places) - 3
    return "; ".join(places[:3]) + (f"; and {more} more" if more > 0 else "")
