"""A noun of the practice under test: decided and folded without a desk."""

from typing import Any

from kapcircle.core.facts import Actor
from kapcircle.core.ids import StreamId
from kapcircle.core.kinds import KINDS
from kapcircle.core.picture import Value
from tests.made_up import MARA, entries, facts


class Noun:
    """One stream of a kind."""

    def __init__(self, kind: str) -> None:
        self.kind = KINDS[kind]
        self.state = self.kind.start

    def do(self, command: Any, actor: Actor = MARA) -> tuple[Any, ...]:
        events = self.kind.decide(self.state, command, facts(actor=actor))
        for event in events:
            self.fold(event)
        return events

    def fold(self, event: Any) -> None:
        (entry,) = entries([(0, event)])
        self.state = self.kind.evolve(self.state, entry)

    def rows(self) -> list[tuple[str, dict[str, Value], dict[str, Value]]]:
        """Table, key and values of every row."""
        name = StreamId(f"{self.kind.name}:it")
        found = [row for part in self.kind.parts(self.state) for row in self.kind.rows(name, self.state, part)]
        assert all(row.stream == name for row in found)
        return [(row.table, dict(row.key), dict(row.values)) for row in found]
