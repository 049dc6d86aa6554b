"""Seconds that pass when a test says so."""


class Clock:
    """Asked like a function; moved by hand."""

    def __init__(self, now: float = 1_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        """Whoever waits on this clock moves it."""
        self.now += seconds
