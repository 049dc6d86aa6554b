"""Looks in another room, by the role of its lamps."""

from hypothesis import given
from hypothesis import strategies as st

from kapcircle.core.ids import LampId, RoomId
from kapcircle.core.light import WARM, Lamp, LookDesign, levels
from kapcircle.core.looks_copied import copy_looks
from kapcircle.core.rooms import RoomPlan

BLUE = (0.0, 0.2, 1.0)


def room(*lamps: tuple[str, str]) -> RoomPlan:
    """Lamps from left to right, each by id and role."""
    hung = (Lamp(LampId(x), f"Lamp {x}", n / len(lamps), role=role) for n, (x, role) in enumerate(lamps))
    return RoomPlan(RoomId("r"), "Room", tuple(hung))


def one(design: LookDesign, there: RoomPlan, here: RoomPlan) -> LookDesign:
    return copy_looks((design,), there, here).designs[0]


def test_a_lamp_shines_as_the_one_of_its_role_did() -> None:
    there, here = room(("a", "key"), ("b", "altar")), room(("x", "Altar "), ("y", "key"), ("z", "key"))
    design = LookDesign("dusk", 0.3, WARM, {LampId("a"): 0.6}, {LampId("b"): BLUE})
    copied = one(design, there, here)
    assert copied == LookDesign("dusk", 0.3, WARM, {LampId("y"): 0.6, LampId("z"): 0.6}, {LampId("x"): BLUE})


def test_two_into_four_and_four_into_two_go_from_left_to_right() -> None:
    two, four = room(("a", "key"), ("b", "key")), room(*((x, "key") for x in "wxyz"))
    design = LookDesign("dusk", 0.3, WARM, {LampId("a"): 0.1, LampId("b"): 0.2})
    there = one(design, two, four)
    assert there.levels == {"w": 0.1, "x": 0.1, "y": 0.2, "z": 0.2}
    assert one(there, four, two) == design


def test_a_role_that_is_missing_is_named_once_and_so_is_a_lamp_that_has_none_there() -> None:
    there, here = room(("a", "Exit"), ("b", "exit"), ("c", "key"), ("d", "door")), room(("x", "key"), ("y", ""))
    design = LookDesign("dusk", 0.3, WARM, {LampId("a"): 0.1, LampId("b"): 0.2, LampId("c"): 0.2})
    copied = copy_looks((design,), there, here)
    assert copied.missing == ("Exit",), "nothing is lost with the door: it shone with the others"
    assert copied.plain == ("Lamp y",)


ROLES = st.sampled_from(["key", "corner", "altar", "exit"])


@given(st.lists(ROLES, min_size=1, max_size=12), st.data())
def test_into_a_room_with_as_many_lamps_of_each_role_or_more_and_back_every_level_is_kept(
    roles: list[str], data: st.DataObject
) -> None:
    there = room(*((f"a{n}", role) for n, role in enumerate(roles)))
    more = data.draw(st.lists(st.sampled_from(roles), max_size=12))
    here = room(*((f"b{n}", role) for n, role in enumerate(data.draw(st.permutations([*roles, *more])))))
    some = data.draw(st.dictionaries(st.sampled_from([x.id for x in there.lamps]), st.floats(0, 1)))
    design = LookDesign("dusk", 0.3, WARM, some, dict.fromkeys(some, BLUE))
    back = one(one(design, there, here), here, there)
    assert levels(back, there.lamps, lift=0, floor=0) == levels(design, there.lamps, lift=0, floor=0)
