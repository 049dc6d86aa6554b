"""The programmes that a practice keeps: each save is another version, and a medical lead signs one version of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, assert_never

from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts, require
from kapcircle.core.ids import Instant, MemberId, ProgrammeId
from kapcircle.core.log import Entry, Stamp
from kapcircle.core.programme import ConsentText, Programme, Signed
from kapcircle.core.programme_checks import check_programme
from kapcircle.core.roles import Role

EDITORS = frozenset({Role.FACILITATOR, Role.COORDINATOR, Role.MEDICAL_LEAD})
"""Who may change a programme: programme setting."""

SIGNERS = frozenset({Role.MEDICAL_LEAD})


@dataclass(frozen=True, slots=True)
class SaveProgramme:
    """Keep a programme, edited from the version that it names; a new one names none yet."""

    programme: Programme


@dataclass(frozen=True, slots=True)
class SignProgramme:
    """Stand for the figures of this version."""

    programme: ProgrammeId
    version: int


@dataclass(frozen=True, slots=True)
class WithdrawSignature:
    """Stand for them no longer."""

    programme: ProgrammeId
    reason: str


Command = SaveProgramme | SignProgramme | WithdrawSignature


@dataclass(frozen=True, slots=True)
class ProgrammeSaved:
    """A version of a programme as it now is, not signed."""

    programme: Programme


@dataclass(frozen=True, slots=True)
class ProgrammeSigned:
    """A medical lead, by name, signed what was `saved` by that entry and nothing else."""

    programme: ProgrammeId
    version: int
    name: str
    saved: Stamp


@dataclass(frozen=True, slots=True)
class SignatureWithdrawn:
    """The signature counts no longer: the limits of this version do not act."""

    programme: ProgrammeId
    version: int
    reason: str


Event = ProgrammeSaved | ProgrammeSigned | SignatureWithdrawn


class Step(Enum):
    """What happened to a programme."""

    SAVED = "saved"
    SIGNED = "signed"
    WITHDRAWN = "signature withdrawn"


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of a programme's history. `words` is the reason for which a signature was withdrawn."""

    step: Step
    version: int
    by: MemberId
    at: Instant
    words: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A programme as it is now, which entry saved it, and how it came to be. Older bodies are in the log."""

    programme: Programme
    saved: Stamp
    history: tuple[Mark, ...] = ()


Programmes = Mapping[ProgrammeId, Kept]


def decide(s: Programmes, command: Command, facts: Facts, signer: str) -> tuple[Event, ...]:
    """What happens to a programme, or raise Refused with nothing changed. `signer` is the actor's name on the staff."""
    match command:
        case SaveProgramme(programme):
            require(facts, EDITORS, "Changing a programme")
            return _saved(s, programme)
        case SignProgramme(programme, version):
            require(facts, SIGNERS, "Signing a programme")
            return (_signed(_kept(s, programme), version, signer),)
        case WithdrawSignature(programme, reason):
            require(facts, SIGNERS, "Withdrawing a signature")
            return (_withdrawn(_kept(s, programme).programme, reason),)
        case _:
            assert_never(command)


def _saved(s: Programmes, given: Programme) -> tuple[Event, ...]:
    """The next version; what was not changed is not saved again."""
    was = s[given.id].programme if given.id in s else None
    if was is not None and was.version != given.version:
        raise Refused(
            f"{was.name}: version {was.version} was saved meanwhile, and you changed version {given.version}. "
            "Look at the newer one and make your changes there."
        )
    if any(x.programme.name.casefold() == given.name.strip().casefold() for i, x in s.items() if i != given.id):
        raise Refused(f"There is a programme called {given.name.strip()} already. Give this one another name.")
    if faults := check_programme(given):
        raise Refused(" ".join(x.words for x in faults))
    if was is not None and replace(given, signed=was.signed) == was:
        return ()
    version = 1 if was is None else was.version + 1
    others = [x.programme for i, x in s.items() if i != given.id]
    consents = tuple(_numbered(x, (*(() if was is None else (was,)), *others)) for x in given.consents)
    return (ProgrammeSaved(replace(given, name=given.name.strip(), version=version, consents=consents, signed=None)),)


def _numbered(text: ConsentText, kept: Iterable[Programme]) -> ConsentText:
    """A text has the number of the one of its kind that reads the same, in whichever programme; else a higher one than
    all of its kind: a signature names kind and number, and must mean one text in the whole practice.
    """
    known = [x for programme in kept for x in programme.consents if x.kind == text.kind]
    same = next((x.version for x in known if _wording(x) == _wording(text)), None)
    if same is not None:
        return replace(text, version=same)
    return replace(text, version=max(text.version, 1 + max((x.version for x in known), default=0)))


def _wording(text: ConsentText) -> tuple[str, str, tuple[str, ...]]:
    return text.title, text.text, text.teach_back


def _kept(s: Programmes, programme: ProgrammeId) -> Kept:
    if programme not in s:
        raise Refused("The practice keeps no such programme.")
    return s[programme]


def _signed(kept: Kept, version: int, signer: str) -> ProgrammeSigned:
    programme = kept.programme
    if version != programme.version:
        raise Refused(
            f"{programme.name}: version {programme.version} was saved since you read version {version}. "
            "Read that one, then sign it."
        )
    if programme.signed is not None:
        raise Refused(f"Version {version} is signed already, by {programme.signed.name}.")
    if not signer:
        raise Refused("A programme is signed by name, and yours is not on the list of staff in Settings.")
    return ProgrammeSigned(programme.id, version, signer, kept.saved)


def _withdrawn(programme: Programme, reason: str) -> SignatureWithdrawn:
    if programme.signed is None:
        raise Refused(f"Version {programme.version} of {programme.name} is not signed.")
    if not reason.strip():
        raise Refused("Say why the signature is withdrawn: it stays in the history.")
    return SignatureWithdrawn(programme.id, programme.version, reason.strip())


def evolve(s: Programmes, entry: Entry[Any]) -> Programmes:
    """The programmes after `entry`. A signature for what another save has replaced since counts for nothing."""
    match entry.event:
        case ProgrammeSaved(programme):
            history = s[programme.id].history if programme.id in s else ()
            mark = Mark(Step.SAVED, programme.version, entry.by, entry.at)
            return {**s, programme.id: Kept(programme, entry.stamp, (*history, mark))}
        case ProgrammeSigned(which, version, name, saved) if which in s and s[which].saved == saved:
            return _with(s, which, Signed(entry.by, name, entry.at), Mark(Step.SIGNED, version, entry.by, entry.at))
        case SignatureWithdrawn(which, version, reason) if which in s and s[which].programme.version == version:
            return _with(s, which, None, Mark(Step.WITHDRAWN, version, entry.by, entry.at, reason))
        case _:
            return s


def _with(s: Programmes, which: ProgrammeId, signed: Signed | None, mark: Mark) -> Programmes:
    kept = s[which]
    now = replace(kept, programme=replace(kept.programme, signed=signed), history=(*kept.history, mark))
    return {**s, which: now}
