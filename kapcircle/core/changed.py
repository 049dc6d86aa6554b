"""A frozen value with some of its fields changed.

A fold makes one new state for each entry, which is most of its work: a value without slots is copied ten times as fast.
"""

import dataclasses
from typing import TYPE_CHECKING, Any

__all__ = ["replace"]

if TYPE_CHECKING:
    from dataclasses import replace  # the same signature, checked field by field
else:

    def replace(value: Any, /, **changes: Any) -> Any:
        """The value with these fields changed. Its class has no `__post_init__`."""
        try:
            fields = value.__dict__
        except AttributeError:
            return dataclasses.replace(value, **changes)
        made = object.__new__(value.__class__)
        object.__setattr__(made, "__dict__", fields | changes)
        return made
