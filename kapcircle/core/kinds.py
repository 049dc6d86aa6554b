"""The kinds of streams, and of each its rules, its fold and its rows: what is not here is not read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from kapcircle.core import cohort, person, practice
from kapcircle.core.facts import Facts
from kapcircle.core.ids import StreamId
from kapcircle.core.log import Entry
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


def _types(union: Any) -> tuple[type, ...]:
    return get_args(union) or (union,)


def _of(name: str, start: Any, noun: Any) -> Kind:
    return Kind(
        name,
        start,
        _types(noun.Command),
        _types(noun.Event),
        noun.decide,
        noun.evolve,
        noun.parts,
        noun.rows,
    )


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        _of("practice", practice.Practice(), practice),
        _of("cohort", cohort.Cohort(), cohort),
        _of("person", person.Person(), person),
        Kind(
            "session",
            Session(),
            _types(session_commands.Command),
            _types(session_events.Event),
            session_decide.decide,
            session_evolve.evolve,
            session_rows.parts,
            session_rows.rows,
        ),
    )
}
