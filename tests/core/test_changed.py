"""A frozen value with some of its fields changed, with slots and without."""

from dataclasses import FrozenInstanceError, dataclass

import pytest

from kapcircle.core.changed import replace


@dataclass(frozen=True)
class Loose:
    name: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Slotted:
    name: str
    number: int = 0


@pytest.mark.parametrize("kind", [Loose, Slotted])
def test_a_changed_value_is_another_and_the_first_stays(kind: type[Loose]) -> None:
    first = kind("a", 1)
    assert replace(first, number=2) == kind("a", 2)
    assert replace(first, name="b", number=3) == kind("b", 3)
    assert first == kind("a", 1)


def test_what_was_made_is_as_frozen_as_what_it_was_made_of() -> None:
    made = replace(Loose("a"), number=2)
    with pytest.raises(FrozenInstanceError):
        made.number = 3  # type: ignore[misc]
