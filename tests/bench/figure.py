"""A figure of the bench: what was measured, beside its yardstick in the same run."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """`limit` counts yardsticks when `times` is true, else it is in `unit`; more than that is too much."""

    what: str
    measured: float
    unit: str
    limit: float
    yardstick: float | None = None
    beside: str = ""
    times: bool = False

    @property
    def value(self) -> float:
        """What the limit is held against."""
        return self.measured / self.yardstick if self.times and self.yardstick else self.measured

    @property
    def met(self) -> bool:
        return self.value <= self.limit
