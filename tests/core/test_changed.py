"""A frozen value with some of its fields changed, with slots and without."""

from dataclasses import FrozenInstanceError, dataclass

import pytest

from kapcircle.core.changed import replace
from tests.core.caring import CALM, dosed


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


def test_what_a_copy_takes_along_is_never_taken_for_its_own() -> None:
    """What a seat keeps of its records lies beside the records it was made of."""
    ward = dosed()
    before = ward.seat().counted
    assert ward.seat().counted is before
    ward.record(5, CALM)
    assert [x.content for x in ward.seat().counted] == [*(x.content for x in before), CALM]
    assert replace(ward.seat(), mat=9).counted is ward.seat().counted
    assert replace(ward.seat(), records=()).counted == ()
