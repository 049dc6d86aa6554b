"""Short practices: what is shipped, how strictly a file is read, and when they stand in somebody's days."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.app.fit import boosters
from kapcircle.core.boosters import LONGEST, STOP, Booster, Modality, Slot, lay, numbered, read_booster, times
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import DAY, MINUTE, Instant, Millis
from kapcircle.core.programme import HOUR, BoosterPolicy
from tests.fakes import BOOSTERS
from tests.made_up import START

SHIPPED = boosters()
GOOD = {"title": "A walk", "modality": "somatic", "minutes": 10, "about": "Slowly.", "steps": ["Walk."]}
SPRING, AUTUMN = Instant(1_806_195_600_000), Instant(1_824_944_400_000)
"""01:00 UTC on 28 March and on 31 October 2027, when clocks in Vienna change."""


def vienna(at: Instant) -> int:
    return 120 if SPRING <= at < AUTUMN else 60


def local(at: Instant) -> tuple[int, int]:
    """Day since the epoch and hour, as clocks in Vienna show them."""
    shown = at + vienna(at) * MINUTE
    assert shown % HOUR == 0
    return shown // DAY, shown % DAY // HOUR


def test_every_modality_has_short_practices_in_plain_words() -> None:
    assert 12 <= len(SHIPPED) <= 18
    assert {x.modality for x in SHIPPED} == set(Modality)
    assert len({x.title for x in SHIPPED}) == len(SHIPPED)
    for booster in SHIPPED:
        assert MINUTE <= booster.minutes <= LONGEST * MINUTE
        assert 3 <= len(booster.steps) <= 8


CLAIMS = ("heal", "cure", "proven", "effective", "treat", "dose", "ketamine", "diagnos", "must")


@pytest.mark.parametrize("word", CLAIMS)
def test_they_claim_nothing_and_advise_no_medicine(word: str) -> None:
    said = json.dumps([[x.title, x.about, x.steps] for x in SHIPPED]).casefold()
    assert word not in said
    assert STOP.startswith("Stop when it is too much")


def test_a_good_file_is_read() -> None:
    assert read_booster("walk.json", GOOD) == Booster(
        "walk", "A walk", Modality.SOMATIC, Millis(10 * MINUTE), "Slowly.", ("Walk.",)
    )


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"minutes": 21}, "walk.json: minutes: must be a number from 0 to 20, not 21"),
        ({"minutes": 0.5}, "walk.json: minutes: a practice takes at least one minute"),
        ({"modality": "magic"}, "walk.json: modality: must be CBT or "),
        ({"steps": []}, "walk.json: steps: a practice has at least one step"),
        ({"steps": ["Walk.", " "]}, r"walk.json: steps\[1\]: must be words"),
        ({"claim": "It works."}, "walk.json: claim: not known"),
        ({"title": ""}, "walk.json: title: must be words"),
    ],
)
def test_a_bad_file_says_where(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(KnownError, match=words):
        read_booster("walk.json", {**GOOD, **changed})


def test_nothing_may_be_left_out() -> None:
    for key in GOOD:
        with pytest.raises(KnownError, match=f"{key}: is missing"):
            read_booster("walk.json", {k: v for k, v in GOOD.items() if k != key})


@pytest.mark.parametrize("changes", [SPRING, AUTUMN])
def test_the_hours_of_the_day_stay_when_clocks_change(changes: Instant) -> None:
    """A dose at 14:00 on the Friday before: from 14:00 on Saturday to the same instant on Wednesday."""
    dosed = Instant(changes - 36 * HOUR - vienna(Instant(changes - 36 * HOUR)) * MINUTE + HOUR)
    day, hour = local(dosed)
    found = [local(x) for x in times(BoosterPolicy(), dosed, vienna)]
    assert hour == 14
    later = [(day + n, h) for n in (2, 3, 4) for h in (9, 19)]
    assert found == [(day + 1, 19), *later, (day + 5, 9)]


@pytest.mark.parametrize(("a_day", "hours"), [(1, {9}), (2, {9, 19}), (3, {9, 14, 19}), (0, set())])
def test_practices_are_spread_over_the_day(a_day: int, hours: set[int]) -> None:
    policy = BoosterPolicy(opens=DAY, closes=Millis(5 * DAY), a_day=a_day)
    assert {local(x)[1] for x in times(policy, SPRING, vienna)} == hours


@given(st.integers(0, 400 * 24), st.integers(0, 200), st.integers(0, 200), st.integers(1, 4))
def test_no_practice_is_outside_the_policy_and_none_of_a_whole_day_is_missing(
    hours: int, opens: int, lasts: int, a_day: int
) -> None:
    dosed = Instant(START + hours * HOUR)
    policy = BoosterPolicy(Millis(opens * HOUR), Millis((opens + lasts) * HOUR), a_day)
    found = times(policy, dosed, vienna)
    assert all(dosed + policy.opens <= x < dosed + policy.closes for x in found)
    assert list(found) == sorted(set(found))
    assert len(found) >= a_day * (lasts // 25 - 1)


def test_practices_come_by_turns_under_numbers_from_one() -> None:
    at = tuple(Instant(START + n) for n in range(4))
    slots = lay(BOOSTERS[:2], at)
    assert [(x.number, x.booster, x.at) for x in slots] == [
        (1, "thought", at[0]),
        (2, "breath", at[1]),
        (3, "thought", at[2]),
        (4, "breath", at[3]),
    ]
    assert lay((), at) == ()
    assert lay(BOOSTERS, ()) == ()


@given(st.lists(st.integers(0, 6), unique=True), st.lists(st.integers(0, 6), unique=True))
def test_a_number_is_never_given_to_another_practice(first: list[int], second: list[int]) -> None:
    def made(days: list[int]) -> list[Slot]:
        return [Slot(n, Instant(day), "walk", "Walk", Millis(1)) for n, day in enumerate(days, 1)]

    before, after = made(first), numbered(made(second), made(first))
    known = {x.number: x.at for x in before}
    assert [x.at for x in after] == second
    assert len({x.number for x in after}) == len(after)
    assert all(known.get(x.number, x.at) == x.at for x in after)
    assert all(x.number in known for x in after if x.at in first)
