"""The shape of data in a file, said once and used both ways: to read it strictly, and to write it.

Whatever does not fit is a KnownError that names the place, as `day.json: limits[2].high`, and what should stand there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis


class Shape(Protocol):
    """How one kind of value stands in a file."""

    def read(self, value: object, where: str) -> Any:
        """The value that stands there. Raises KnownError."""
        ...

    def write(self, value: Any) -> Any:
        """What stands there for a value."""
        ...


def wrong(where: str, words: str, value: object) -> KnownError:
    """What should stand at a place, and what does."""
    return KnownError(f"{where.rstrip(':')}: must be {words}, not {value!r}.")


def within(where: str, key: str) -> str:
    """The place of a key in an object; a file's own place ends with a colon."""
    return f"{where} {key}" if where.endswith(":") else f"{where}.{key}"


@dataclass(frozen=True, slots=True)
class Words:
    """A text; it may be empty only where that says something."""

    empty: bool = False

    def read(self, value: object, where: str) -> str:
        """Raises KnownError."""
        if not isinstance(value, str) or not (self.empty or value.strip()):
            raise wrong(where, "words", value)
        return value

    def write(self, value: str) -> str:
        """As it is."""
        return value


@dataclass(frozen=True, slots=True)
class Number:
    """A number within bounds, both included."""

    least: float
    most: float

    def read(self, value: object, where: str) -> float:
        """Raises KnownError."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not self.least <= value <= self.most:
            raise wrong(where, f"a number from {self.least:g} to {self.most:g}", value)
        return float(value)

    def write(self, value: float) -> float:
        """Whole numbers without a point."""
        return int(value) if value == int(value) else value


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number within bounds, both included."""

    least: int
    most: int

    def read(self, value: object, where: str) -> int:
        """Raises KnownError."""
        if isinstance(value, bool) or not isinstance(value, int) or not self.least <= value <= self.most:
            raise wrong(where, f"a whole number from {self.least} to {self.most}", value)
        return value

    def write(self, value: int) -> int:
        """As it is."""
        return value


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time in so many of `unit`."""

    unit: Millis
    most: float

    def read(self, value: object, where: str) -> Millis:
        """Raises KnownError."""
        return Millis(round(Number(0, self.most).read(value, where) * self.unit))

    def write(self, value: Millis) -> float:
        """In its unit."""
        return Number(0, self.most).write(value / self.unit)


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    def read(self, value: object, where: str) -> bool:
        """Raises KnownError."""
        if not isinstance(value, bool):
            raise wrong(where, "true or false", value)
        return value

    def write(self, value: bool) -> bool:
        """As it is."""
        return value


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of an enumeration, by its word."""

    kind: type[Enum]

    def read(self, value: object, where: str) -> Enum:
        """Raises KnownError."""
        for each in self.kind:
            if each.value == value:
                return each
        raise wrong(where, " or ".join(str(x.value) for x in self.kind), value)

    def write(self, value: Enum) -> Any:
        """Its word."""
        return value.value


@dataclass(frozen=True, slots=True)
class Many:
    """Several of a shape, in order."""

    of: Shape

    def read(self, value: object, where: str) -> tuple[Any, ...]:
        """Raises KnownError."""
        if not isinstance(value, list):
            raise wrong(where, "a list", value)
        return tuple(self.of.read(each, f"{where}[{i}]") for i, each in enumerate(value))

    def write(self, value: tuple[Any, ...]) -> list[Any]:
        """In order."""
        return [self.of.write(each) for each in value]


@dataclass(frozen=True, slots=True)
class Record:
    """An object whose keys are the fields of `kind`; those that are not `needed` may be left out, and None is."""

    kind: type
    fields: Mapping[str, Shape]
    needed: tuple[str, ...] = ()

    def values(self, value: object, where: str) -> dict[str, Any]:
        """The fields that are given. Raises KnownError."""
        if not isinstance(value, dict):
            raise wrong(where, f"an object with {', '.join(self.fields)}", value)
        if unknown := sorted(set(value) - set(self.fields)):
            raise KnownError(f"{within(where, unknown[0])}: not known. Known are {', '.join(self.fields)}.")
        for key in self.needed:
            if key not in value:
                raise KnownError(f"{within(where, key)}: is missing.")
        return {key: self.fields[key].read(each, within(where, key)) for key, each in value.items()}

    def read(self, value: object, where: str) -> Any:
        """Raises KnownError."""
        return self.kind(**self.values(value, where))

    def write(self, value: Any) -> dict[str, Any]:
        """All fields that say something."""
        given = ((key, shape, getattr(value, key)) for key, shape in self.fields.items())
        return {key: shape.write(each) for key, shape, each in given if each is not None}
