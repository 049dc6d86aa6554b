"""A frozen value with some of its fields changed, with slots and without."""

from dataclasses import FrozenInstanceError, dataclass

import pytest

from kapcircle.core.changed import replace
from kapcircle.core.ids import PersonId
from kapcircle.core.session.state import Seat, read_once
from tests.core.caring import CALM, HIGH, dosed


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


def test_a_reading_is_made_once_and_anew_after_whatever_it_goes_by_is_another() -> None:
    asked: list[tuple[str, int, str]] = []

    @read_once
    def reading(seat: Seat, words: str) -> str:
        asked.append((seat.person, len(seat.counted), words))
        return f"{seat.person} {len(seat.counted)} {words}"

    ward = dosed((5, CALM))
    first = ward.seat()
    assert [reading(first, "a"), reading(first, "a"), reading(replace(first, mat=9), "a")] == ["p1 4 a"] * 3
    assert len(asked) == 1
    assert reading(first, "b") == "p1 4 b"
    assert reading(replace(first, person=PersonId("p2")), "b") == "p2 4 b"
    stamp = ward.record(6, HIGH)
    assert reading(ward.seat(), "b") == "p1 5 b"
    ward.strike(stamp, 7)
    assert reading(ward.seat(), "b") == "p1 4 b"
    assert reading(first, "b") == "p1 4 b", "the seat as it was is asked as before"
