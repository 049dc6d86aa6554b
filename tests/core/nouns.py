"""A noun of the practice under test: decided and folded without a desk."""

from typing import Any

from kapcircle.core.facts import Actor
from kapcircle.core.ids import Instant, StreamId
from kapcircle.core.kinds import KINDS
from kapcircle.core.log import Stamp
from kapcircle.core.picture import Value
from tests.made_up import DEVICE, MARA, START, entries, facts


class Noun:
    """One stream of a kind."""

    def __init__(self, kind: str) -> None:
        self.kind = KINDS[kind]
        self.state = self.kind.start
        self.tick = 0

    def do(self, command: Any, actor: Actor = MARA, now: int = START, happened: int = START) -> tuple[Any, ...]:
        events = self.kind.decide(self.state, command, facts(now, actor))
        for event in events:
            self.fold(event, happened)
        return events

    def fold(self, event: Any, happened: int = START) -> None:
        (entry,) = entries([(0, event)])
        self.tick += 1
        stamp = Stamp(self.tick, DEVICE)
        self.state = self.kind.evolve(self.state, entry._replace(stamp=stamp, happened=Instant(happened)))

    def rows(self) -> list[tuple[str, dict[str, Value], dict[str, Value]]]:
        """Table, key and values of every row, but for how ready a person is: that is read off all nouns."""
        name = StreamId(f"{self.kind.name}:it")
        found = [row for part in self.kind.parts(self.state) for row in self.kind.rows(name, self.state, part)]
        found = [row for row in found if row.table != "readiness"]
        assert all(row.stream == name for row in found)
        return [(row.table, dict(row.key), dict(row.values)) for row in found]
