import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.core import editing
from kapcircle.core.ids import CueId, PersonId, PhaseId
from kapcircle.core.rundown import Look, Phase, Rundown
from tests.made_up import cue, names, phase, small_rundown


def plan(letters: str) -> Rundown:
    return Rundown(tuple(phase(x, 5) for x in letters))


def letters(rundown: Rundown) -> str:
    return "".join(p.name for p in rundown.phases)


def ids(letters: str) -> set[PhaseId]:
    return {PhaseId(x.lower()) for x in letters}


@pytest.mark.parametrize(
    ("chosen", "by", "after"),
    [
        ("B", -1, "BACDE"),
        ("B", 1, "ACBDE"),
        ("BC", -1, "BCADE"),
        ("BD", 1, "ACBED"),
        ("A", -1, "ABCDE"),
        ("E", 1, "ABCDE"),
        ("AB", -1, "ABCDE"),
        ("DE", 1, "ABCDE"),
    ],
)
def test_phases_move_together_and_stop_at_the_edge(chosen: str, by: int, after: str) -> None:
    assert letters(editing.shift(plan("ABCDE"), ids(chosen), by)) == after


@pytest.mark.parametrize(
    ("chosen", "before", "after"),
    [("A", 3, "BCADE"), ("E", 0, "EABCD"), ("BD", 5, "ACEBD"), ("C", 2, "ABCDE"), ("C", 3, "ABCDE")],
)
def test_phases_dragged_fall_before_the_one_under_the_hand(chosen: str, before: int, after: str) -> None:
    assert letters(editing.drop(plan("ABCDE"), ids(chosen), before)) == after


@given(st.sets(st.sampled_from("ABCDE")), st.sampled_from([-1, 1]), st.integers(0, 5))
def test_moving_loses_no_phase(chosen: set[str], by: int, before: int) -> None:
    some = ids("".join(chosen))
    assert sorted(letters(editing.shift(plan("ABCDE"), some, by))) == list("ABCDE")
    assert sorted(letters(editing.drop(plan("ABCDE"), some, before))) == list("ABCDE")


def test_a_copy_follows_the_last_that_was_chosen_and_shares_no_name_with_it() -> None:
    before = small_rundown()
    after = editing.duplicate(before, {before.phases[0].id, before.phases[1].id}, names("new"))
    assert [p.name for p in after.phases] == ["Arrival", "Peak", "Arrival", "Peak", "Return"]
    every = [p.id for p in after.phases] + [str(c.id) for p in after.phases for c in p.cues]
    assert len(set(every)) == len(every)
    assert [c.content for c in after.phases[3].cues] == [c.content for c in before.phases[1].cues]


def test_a_phase_is_inserted_put_in_place_and_left_out() -> None:
    rundown = editing.insert(plan("AB"), 1, phase("X", 3))
    assert letters(rundown) == "AXB"
    renamed = Phase(PhaseId("x"), "Y", rundown.phases[1].planned)
    assert letters(editing.put(rundown, renamed)) == "AYB"
    assert letters(editing.without(rundown, ids("AB"))) == "X"


def test_a_cue_is_added_changed_and_left_out() -> None:
    empty, dusk, dawn = phase("A", 5), cue("one", Look("dusk")), cue("one", Look("dawn"))
    with_one = editing.put_cue(empty, dusk)
    with_two = editing.put_cue(with_one, cue("two", Look("day")))
    assert [c.id for c in with_two.cues] == ["one", "two"]
    assert editing.put_cue(with_two, dawn).cues == (dawn, with_two.cues[1])
    assert editing.without_cue(with_two, dusk.id).cues == with_two.cues[1:]


def test_a_cue_falls_before_another() -> None:
    three = phase("A", 5, *(cue(name, Look("day")) for name in "xyz"))
    assert [c.id for c in editing.drop_cue(three, CueId("z"), 0).cues] == ["z", "x", "y"]
    assert [c.id for c in editing.drop_cue(three, CueId("x"), 2).cues] == ["y", "x", "z"]


ANN, BEN, EVE, IDA = (PersonId(name) for name in ("ann", "ben", "eve", "ida"))
SEATED = {BEN: 2, ANN: 1, EVE: 4, IDA: 9}


@pytest.mark.parametrize(
    ("person", "mat", "changes"),
    [(ANN, 4, {ANN: 4, EVE: 1}), (ANN, 3, {ANN: 3}), (ANN, 1, {ANN: 1})],
)
def test_who_sits_there_takes_the_mat_of_who_comes(person: PersonId, mat: int, changes: editing.Seats) -> None:
    assert editing.swap(SEATED, person, mat) == changes


@pytest.mark.parametrize(
    ("person", "before", "changes"),
    [
        (IDA, 0, {IDA: 1, ANN: 2, BEN: 4, EVE: 9}),
        (ANN, 3, {BEN: 1, EVE: 2, ANN: 4}),
        (BEN, 1, {}),
        (BEN, 2, {}),
    ],
)
def test_who_falls_between_others_takes_a_mat_that_is_there(
    person: PersonId, before: int, changes: editing.Seats
) -> None:
    assert editing.reseat(SEATED, person, before) == changes
