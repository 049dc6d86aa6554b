"""Ways to drive a room's light, and how their addresses are written. What an engine starts with after a crash is short:
it loads this, and not what a whole house is fitted with.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lighting:
    """A way to drive a room's light, and how its addresses are written.

    `form` is the pattern: `sacn:HOST:UNIVERSE`, or one word. `parts` are the names of what follows the first word, each
    with what stands there unless something is typed. Light that is not `driven` is only seen on the page. Lamps are
    `bulbs` of these `kinds` with names there; else they hang on channels. Whoever reaches bulbs may need a password, or
    the line is `paired` first, by a button. `note` is what has to be said where it is chosen.
    """

    form: str
    title: str
    parts: tuple[tuple[str, str], ...] = ()
    driven: bool = True
    bulbs: bool = False
    kinds: tuple[str, ...] = ()
    paired: bool = False
    note: str = ""

    @property
    def scheme(self) -> str:
        """What its addresses begin with."""
        return scheme_of(self.form)

    def address(self, typed: Sequence[str]) -> str:
        """The address of these parts as typed."""
        given = (words.strip() or plain for words, (_, plain) in zip(typed, self.parts, strict=True))
        return ":".join((self.scheme, *given))

    def typed(self, address: str) -> tuple[str, ...]:
        """The parts of an address; colons that are too many belong to the first, as in an IPv6 address."""
        return tuple(address.partition(":")[2].rsplit(":", len(self.parts) - 1)) if self.parts else ()


def scheme_of(address: str) -> str:
    """What says which driver an address is for."""
    return address.partition(":")[0]


BUTTON = 30.0
"""Seconds in which the button of a bridge may be pressed: so long its key is there to be had."""


@dataclass(frozen=True, slots=True)
class FoundLamp:
    """A lamp that a line says it has: its name there, its kind of bulb, and what it can do, in words."""

    name: str
    kind: str
    can: str
