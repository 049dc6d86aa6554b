"""The programmes of the practice: begun from a shipped one, edited, signed, and followed by cohorts."""

import json
from contextlib import suppress
from dataclasses import dataclass, replace

from kapcircle.core.errors import KnownError
from kapcircle.core.facts import require
from kapcircle.core.ids import Instant, ProgrammeId, StreamId
from kapcircle.core.practice import Practice
from kapcircle.core.programme import NO_PROGRAMME, Programme
from kapcircle.core.programme_files import read_draft, write_draft
from kapcircle.core.programmes import (
    EDITORS,
    SIGNERS,
    Kept,
    ProgrammeSaved,
    SaveProgramme,
    SignProgramme,
    Step,
    WithdrawSignature,
)
from kapcircle.desk.desk import Desk
from kapcircle.desk.fittings import Fittings

DRAFT = "programme"
"""What the name of a draft of one begins with."""


@dataclass(frozen=True, slots=True)
class Told:
    """A line of a programme's history, with the name of who did it; empty where the staff does not know them."""

    step: Step
    version: int
    by: str
    at: Instant
    words: str = ""


class Programmes:
    """All that the practice keeps, in the order in which they were first saved."""

    def __init__(self, desk: Desk, practice: StreamId, fittings: Fittings) -> None:
        self._desk, self._practice, self._fittings = desk, practice, fittings

    @property
    def _state(self) -> Practice:
        state: Practice = self._desk.stream(self._practice).state
        return state

    @property
    def kept(self) -> tuple[Programme, ...]:
        """Each as it is now."""
        return tuple(x.programme for x in self._state.programmes.values())

    @property
    def templates(self) -> tuple[str, ...]:
        """What is shipped to begin from."""
        return tuple(self._fittings.programmes)

    def template(self, name: str) -> Programme:
        """A shipped programme, to be saved as one's own. Its figures are examples."""
        return self._fittings.programmes[name](self._desk.fresh)

    def copy(self, programme: Programme) -> Programme:
        """The same as another programme, not saved and not signed."""
        new = ProgrammeId(self._desk.fresh())
        return replace(programme, id=new, name=self._free(programme.name), version=1, signed=None)

    def _free(self, name: str) -> str:
        """The name, or the first of `name (2)`, `name (3)` that no other programme has."""
        taken = {x.name.casefold() for x in self.kept}
        names = (name, *(f"{name} ({n})" for n in range(2, len(taken) + 3)))
        return next(x for x in names if x.casefold() not in taken)

    def of_cohort(self, programme: ProgrammeId | None) -> Programme:
        """What a cohort follows that says so, in its newest version; NO_PROGRAMME where it follows none."""
        kept = self._state.programmes.get(programme) if programme is not None else None
        return kept.programme if kept is not None else NO_PROGRAMME

    def get(self, programme: ProgrammeId) -> Programme:
        """One as it is now. Raises KnownError where the practice keeps no such programme."""
        return self._kept(programme).programme

    def _kept(self, programme: ProgrammeId) -> Kept:
        if programme not in self._state.programmes:
            raise KnownError("The practice keeps no such programme.")
        return self._state.programmes[programme]

    @property
    def may_edit(self) -> bool:
        """Whether the one at the desk may change programmes."""
        return self._desk.actor.role in EDITORS

    @property
    def may_sign(self) -> bool:
        """Whether the one at the desk may sign them."""
        return self._desk.actor.role in SIGNERS

    def save(self, programme: Programme) -> Programme:
        """Keep it as the next version, not signed; returns what is kept. Raises Refused with every fault."""
        self._desk.do((self._practice, SaveProgramme(programme)))
        self.discard(programme.id)
        return self.get(programme.id)

    def sign(self, programme: ProgrammeId, version: int) -> None:
        """The one at the desk stands for this version. Raises Refused."""
        self._desk.do((self._practice, SignProgramme(programme, version)))

    def withdraw(self, programme: ProgrammeId, reason: str) -> None:
        """Take the signature back. Raises Refused."""
        self._desk.do((self._practice, WithdrawSignature(programme, reason)))

    def history(self, programme: ProgrammeId) -> tuple[Told, ...]:
        """Who saved, signed and withdrew, the latest first."""
        staff = self._state.staff
        marks = reversed(self._kept(programme).history)
        return tuple(Told(x.step, x.version, staff[x.by].name if x.by in staff else "", x.at, x.words) for x in marks)

    def version(self, programme: ProgrammeId, version: int) -> Programme:
        """An earlier version as it was saved. Raises KnownError where there was none."""
        for entry in reversed(self._desk.stream(self._practice).effective):
            match entry.event:
                case ProgrammeSaved(saved) if (saved.id, saved.version) == (programme, version):
                    return saved
        raise KnownError(f"There is no version {version} of this programme.")

    # what is being edited

    def drafts(self) -> dict[ProgrammeId, Programme]:
        """Programmes that were changed and not saved, new ones too; one that cannot be read is left out."""
        kept = self._desk.drafts()
        found: dict[ProgrammeId, Programme] = {}
        for name, words in kept.items():
            kind, _, which = name.partition(":")
            if kind == DRAFT and words:
                with suppress(KnownError, ValueError):
                    found[ProgrammeId(which)] = read_draft(ProgrammeId(which), json.loads(words))
        return found

    def draft(self, programme: Programme) -> None:
        """Keep what was changed and is not saved."""
        self._desk.draft(f"{DRAFT}:{programme.id}", json.dumps(write_draft(programme), ensure_ascii=False))

    def discard(self, programme: ProgrammeId) -> None:
        """Forget what was changed and not saved."""
        self._desk.draft(f"{DRAFT}:{programme}", "")

    # files

    def read(self, path: str) -> Programme:
        """A programme from a file, not saved and not signed. Raises Refused for a role, KnownError for the file."""
        require(self._desk.facts(), EDITORS, "Changing a programme")
        programme = self._fittings.programme_files.read(path, self._desk.fresh)
        return replace(programme, name=self._free(programme.name))

    def write(self, path: str, programme: Programme) -> None:
        """Write a programme to a file, without its signature. Raises KnownError with nothing written."""
        self._fittings.programme_files.write(path, programme)
