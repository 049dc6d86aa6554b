"""One row of a sheet and the phase it says, or what is wrong with each of its cells."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

from kapcircle.core.cells import Cell, Covered, blank, text
from kapcircle.core.cue_names import cue_name
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import DAY, SECOND, CueId, Millis, PhaseId, TrackId
from kapcircle.core.lengths import clock, minutes, seconds
from kapcircle.core.row_cells import RowCells
from kapcircle.core.rundown import CROSSFADE, DANGER, FADE, WARN, Content, Cue, End, Look, Music, Phase, Silence

SILENCE = "silence"
LONGEST_CROSSFADE = Millis(600 * SECOND)
"""Programme setting."""

LONGEST_FADE = Millis(1800 * SECOND)
"""The longest fade of light without visible steps."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the words of a sheet are held against: the names of looks, where recordings are, and fresh ids.

    `find` gives the recordings of a file or folder in their order, and raises KnownError if there are none.
    """

    looks: Collection[str]
    find: Callable[[str], tuple[TrackId, ...]]
    fresh: Callable[[], str]


@dataclass(slots=True, kw_only=True)
class RowReading(RowCells):
    """Takes the cells of one row of a rundown."""

    known: Known

    def phase(self) -> Phase:
        """The phase of this row; means nothing once there are problems."""
        self.refuse_beyond()
        planned = self.take("Minutes", self._planned, DAY)
        warn, danger = self._thresholds()
        return Phase(
            PhaseId(self.known.fresh()),
            self.take("Phase", _name, ""),
            planned,
            self.take("End", _end, End.HOLD),
            self.take("Group", _group, ""),
            warn=warn,
            danger=danger,
            note=self.take("Note", text, ""),
            shrink=self.take("Shrink", partial(self._shrink, planned), Millis(0)),
            cues=self._cues(),
            medicine=self.take("Medicine", _yes, False),
        )

    def idle(self) -> list[str]:
        """The columns whose figure has nothing to act on in this row."""
        pairs = (("Crossfade", "Music"), ("Fade", "Look"))
        return [fade for fade, of in pairs if not blank(self.cell(fade)) and blank(self.cell(of))]

    def _cues(self) -> tuple[Cue, ...]:
        crossfade = self.take("Crossfade", partial(self._fade, CROSSFADE, LONGEST_CROSSFADE), CROSSFADE)
        fade = self.take("Fade", partial(self._fade, FADE, LONGEST_FADE), FADE)
        contents = (
            self.take("Music", partial(self._music, crossfade), None),
            self.take("Look", partial(self._look, fade), None),
        )
        return tuple(Cue(CueId(self.known.fresh()), cue_name(x), x) for x in contents if x)

    def _planned(self, cell: Cell) -> Millis:
        if not text(cell):
            raise KnownError("is empty: how long is this phase planned to be?")
        if not (length := minutes(cell, decimal_comma=self.grid.decimal_comma)):
            raise KnownError("is zero: a phase needs a length (a formula that was never reckoned is zero, too)")
        return length

    def _thresholds(self) -> tuple[Millis, Millis]:
        """Warning and danger; one that is left open does not get in the way of the other."""
        warn = self.take("Warn", self._minutes, None)
        danger = self.take("Danger", partial(self._danger, warn), None)
        warn = Millis(max(WARN, danger or 0)) if warn is None else warn
        return warn, min(DANGER, warn) if danger is None else danger

    def _danger(self, warn: Millis | None, cell: Cell) -> Millis | None:
        danger = self._minutes(cell)
        if danger is not None and warn is not None and danger > warn:
            raise KnownError(f"{clock(danger)} before the end is earlier than the warning, {clock(warn)} before it")
        return danger

    def _minutes(self, cell: Cell) -> Millis | None:
        return minutes(cell, decimal_comma=self.grid.decimal_comma) if text(cell) else None

    def _shrink(self, planned: Millis, cell: Cell) -> Millis:
        match text(cell).casefold():
            case "" | "no" | "false":
                return Millis(0)
            case "yes" | "true":
                return Millis(planned // 2)
        most = minutes(cell, decimal_comma=self.grid.decimal_comma)
        if most > planned:
            raise KnownError(f"{clock(most)} is more than the phase has")
        return most

    def _fade(self, otherwise: Millis, longest: Millis, cell: Cell) -> Millis:
        if not text(cell):
            return otherwise
        length = seconds(cell, decimal_comma=self.grid.decimal_comma)
        if length > longest:
            raise KnownError(f"{text(cell)} is too long: {longest // SECOND} seconds at most")
        return length

    def _music(self, crossfade: Millis, cell: Cell) -> Content | None:
        name = text(cell)
        if not name:
            return None
        if name.casefold() == SILENCE:
            return Silence(fade=crossfade)
        return Music(name, self.known.find(name), crossfade)

    def _look(self, fade: Millis, cell: Cell) -> Look | None:
        name = text(cell)
        if not name:
            return None
        looks = {look.casefold(): look for look in self.known.looks} | {look: look for look in self.known.looks}
        look = looks.get(name) or looks.get(name.casefold())
        if look is None:
            raise KnownError(f"there is no look “{name}”; there are: {', '.join(self.known.looks)}")
        return Look(look, fade)


def _name(cell: Cell) -> str:
    name = text(cell)
    if not name:
        raise KnownError("is empty: every phase needs a name (a line of totals is not one)")
    return name


def _group(cell: Cell) -> str:
    return text(cell.top if isinstance(cell, Covered) else cell)


def _yes(cell: Cell) -> bool:
    word = text(cell).casefold()
    if word not in {"", "no", "false", "yes", "true"}:
        raise KnownError(f"“{text(cell)}” is neither yes nor no: is medicine given in this phase?")
    return word in {"yes", "true"}


def _end(cell: Cell) -> End:
    word = text(cell).casefold()
    if word not in ("", *(end.value for end in End)):
        raise KnownError(f"“{text(cell)}” is not an end: hold, offer or advance")
    return End(word or End.HOLD)
