"""A programme in words: whether it is signed, every figure as it is read back before signing, what a save changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from kapcircle.core.programme import Programme
from kapcircle.core.programme_checks import Fault
from kapcircle.core.programmes import Step
from kapcircle.views import times
from kapcircle.views.programme_blanks import SOURCES, Section, shown, value_of
from kapcircle.views.programme_sections import sections

INERT = "not signed: its limits do not act"


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of what is signed for. `source` says where it comes from."""

    section: str
    words: str
    source: str = ""


def version(programme: Programme) -> str:
    """Which one it is: `version 3`."""
    return f"version {programme.version}"


def standing(programme: Programme, zone: times.Zone) -> str:
    """Whether its limits act, and who stands for them: `signed by Dr Iris on 30 Nov 2026`."""
    if programme.signed is None:
        return INERT
    return f"signed by {programme.signed.name} on {times.day(programme.signed.at, zone)}"


def holds(programme: Programme) -> str:
    """What is in it, in a line: `12 weeks, 21 sessions, 3 of them medicine; 11 limits, 14 screening questions`."""
    p = programme
    outline = f"{_many(p.weeks, 'week')}, {_many(len(p.sessions), 'session')}, {p.medicine_sessions} of them medicine"
    parts = ((p.limits, "limit"), (p.screening, "screening question"), (p.consents, "consent text"))
    return f"{outline}; {', '.join(_many(len(things), name) for things, name in parts)}."


def _many(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"


def figures(programme: Programme) -> tuple[Figure, ...]:
    """Everything that a signature stands for, in the order of the form."""
    return tuple(figure for section in sections() for figure in _figures(programme, section))


def _figures(programme: Programme, section: Section) -> list[Figure]:
    found = [
        Figure(section.name, f"{blank.called}: {shown(programme, blank)}", _source(programme, blank.field))
        for blank in section.blanks
        if blank.figure
    ]
    for records in section.records:
        found += [
            Figure(section.name, records.aloud(record), getattr(record, "source", ""))
            for record in value_of(programme, records.field)
        ]
    if section.name == "Room and staff":
        found += [Figure(section.name, f"Equipment: {thing}") for thing in programme.equipment]
    return found


def _source(programme: Programme, field: str) -> str:
    head, _, rest = field.partition(".")
    source: str = value_of(programme, f"{head}.source" if rest else f"{SOURCES}{field}")
    return source


def changes(before: Programme, after: Programme) -> tuple[str, ...]:
    """What another version says otherwise, a line each: `−` what it says no more, `+` what it says instead."""
    was, now = _lines(before), _lines(after)
    gone, new = set(was) - set(now), set(now) - set(was)
    lines = [f"− {line}" for line in was if line in gone] + [f"+ {line}" for line in now if line in new]
    if not lines and before != after:
        lines.append("Only words were changed: a name, a description, a text, or a source.")
    return tuple(lines)


def _lines(programme: Programme) -> list[str]:
    return [f"{x.section}: {x.words}" for x in figures(programme)]


def step_words(step: Step, version: int, by: str) -> str:
    """A line of the history: `Version 2 signed by Dr Iris`."""
    who = f" by {by}" if by else ""
    if step is Step.WITHDRAWN:
        return f"Signature of version {version} withdrawn{who}"
    return f"Version {version} {step.value}{who}"


def faults_at(faults: Sequence[Fault], field: str) -> str:
    """What is wrong at a field itself, not within it."""
    return " ".join(x.words for x in faults if x.field == field)


def faults_of(faults: Sequence[Fault], section: Section) -> tuple[Fault, ...]:
    """What is wrong on a page."""
    plain = {blank.field for blank in section.blanks}
    lists = {records.field for records in section.records}
    return tuple(x for x in faults if x.field in plain or x.field.partition("[")[0] in lists)


def faults_within(faults: Sequence[Fault], field: str, place: int) -> tuple[Fault, ...]:
    """What is wrong with one record of a list, each at the field of the record; empty: the record itself."""
    here = f"{field}[{place}]"
    return tuple(
        Fault(x.field.removeprefix(here).removeprefix("."), x.words)
        for x in faults
        if x.field == here or x.field.startswith(f"{here}.")
    )
