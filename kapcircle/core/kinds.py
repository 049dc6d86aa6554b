"""The kinds of streams, and of each its rules, its fold and its rows: what is not here is not read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kapcircle.core import practice
from kapcircle.core.cohort import state as cohort
from kapcircle.core.facts import Facts
from kapcircle.core.ids import StreamId
from kapcircle.core.log import Entry, Undone
from kapcircle.core.nouns import Nouns, types
from kapcircle.core.person import ready
from kapcircle.core.person import state as person
from kapcircle.core.picture import Row
from kapcircle.core.session import commands as session_commands
from kapcircle.core.session import decide as session_decide
from kapcircle.core.session import events as session_events
from kapcircle.core.session import evolve as session_evolve
from kapcircle.core.session import rows as session_rows
from kapcircle.core.session.state import Session


@dataclass(frozen=True, slots=True)
class Kind:
    """What a stream of a kind is: where it starts, its rules, how it folds, and its rows."""

    name: str
    start: Any
    commands: tuple[type, ...]
    events: tuple[type, ...]
    decide: Callable[[Any, Any, Facts], tuple[Any, ...]]
    evolve: Callable[[Any, Entry[Any]], Any]
    parts: Callable[[Any], Mapping[str, object]]
    rows: Callable[[StreamId, Any, str], tuple[Row, ...]]


def _of(name: str, start: Any, noun: Any) -> Kind:
    return Kind(
        name,
        start,
        types(noun.Command),
        types(noun.Event),
        noun.decide,
        noun.evolve,
        noun.parts,
        noun.rows,
    )


def _several(name: str, start: Any, nouns: Nouns) -> Kind:
    events = (*nouns.events, Undone)
    return Kind(name, start, nouns.commands, events, nouns.decide, nouns.evolve, nouns.parts, nouns.rows)


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        _of("practice", practice.Practice(), practice),
        _several("cohort", cohort.Cohort(), cohort.NOUNS),
        replace(_several("person", person.Person(), person.NOUNS), parts=ready.parts, rows=ready.rows),
        Kind(
            "session",
            Session(),
            types(session_commands.Command),
            types(session_events.Event),
            session_decide.decide,
            session_evolve.evolve,
            session_rows.parts,
            session_rows.rows,
        ),
    )
}
