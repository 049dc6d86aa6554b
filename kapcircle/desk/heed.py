"""How something slow says how far it is, and how it is ended."""

from collections.abc import Callable

Heed = Callable[[float], None]
"""Is told which share of something slow is done, from 0 to 1; what it raises ends it with nothing half done."""
