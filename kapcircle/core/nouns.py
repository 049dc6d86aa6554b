"""A stream that holds several nouns: each has its commands, events, rules, fold and rows in a module of its own, and is
a field of the state. What is asked of the stream goes to the noun that knows it, and changes that field alone.
"""

from collections.abc import Mapping
from typing import Any, get_args

from kapcircle.core.changed import replace
from kapcircle.core.facts import Facts
from kapcircle.core.ids import StreamId
from kapcircle.core.log import Entry
from kapcircle.core.picture import Row


def types(union: Any) -> tuple[type, ...]:
    """The classes of a union, or the one class that it is."""
    return get_args(union) or (union,)


class Nouns:
    """The nouns of one kind of stream, by the field of its state that each is: modules with `Command`, `Event`,
    `decide`, `evolve`, `parts` and `rows`. The first part of the name of a part is the field.
    """

    def __init__(self, **nouns: Any) -> None:
        self._nouns = nouns
        self._by_command = {each: name for name, noun in nouns.items() for each in types(noun.Command)}
        self._by_event: dict[type, list[str]] = {}
        for name, noun in nouns.items():
            for each in types(noun.Event):
                self._by_event.setdefault(each, []).append(name)
        self.commands, self.events = tuple(self._by_command), tuple(self._by_event)

    def decide(self, state: Any, command: Any, facts: Facts) -> tuple[Any, ...]:
        """What happens, or raise Refused with nothing changed."""
        name = self._by_command[type(command)]
        events: tuple[Any, ...] = self._nouns[name].decide(getattr(state, name), command, facts)
        return events

    def evolve(self, state: Any, entry: Entry[Any]) -> Any:
        """The state after `entry`: each noun that knows the event may change; one that none knows changes nothing."""
        names = self._by_event.get(type(entry.event), ())
        return replace(state, **{name: self._nouns[name].evolve(getattr(state, name), entry) for name in names})

    def parts(self, state: Any) -> Mapping[str, object]:
        """The frozen parts whose rows are asked for only when they change."""
        found = (noun.parts(getattr(state, name)) for name, noun in self._nouns.items())
        return {part: value for parts in found for part, value in parts.items()}

    def rows(self, stream: StreamId, state: Any, part: str) -> tuple[Row, ...]:
        """The rows of one part."""
        name = part.partition(":")[0]
        rows: tuple[Row, ...] = self._nouns[name].rows(stream, getattr(state, name), part)
        return rows
