"""Which entries of a log count."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.core.ids import CommandId, Device, Instant, MemberId, StreamId, kind_of
from kapcircle.core.log import Entry, Stamp, Undone, effective

Written = Entry[str | Undone]


def entry(tick: int, command: str, undoes: str = "", device: str = "a") -> Written:
    event = Undone(tuple(CommandId(x) for x in undoes)) if undoes else command.upper()
    zero = Instant(0)
    return Entry(Stamp(tick, Device(device)), zero, zero, 0, MemberId("m"), CommandId(command), event)


def counting(entries: list[Written]) -> str:
    return "".join(x.command for x in effective(entries))


@pytest.mark.parametrize(
    ("entries", "count"),
    [
        ([], ""),
        ([entry(1, "x"), entry(2, "y")], "xy"),
        ([entry(2, "y"), entry(1, "x")], "xy"),
        ([entry(1, "y", device="b"), entry(1, "x", device="a")], "xy"),
        ([entry(1, "x"), entry(2, "y"), entry(3, "u", "x")], "yu"),
        ([entry(1, "x"), entry(2, "y"), entry(3, "u", "xy")], "u"),
        # All events of one command go together.
        ([entry(1, "x"), entry(2, "x"), entry(3, "u", "x")], "u"),
        # An undo undone, and that undone again.
        ([entry(1, "x"), entry(2, "u", "x"), entry(3, "v", "u")], "xv"),
        ([entry(1, "x"), entry(2, "u", "x"), entry(3, "v", "u"), entry(4, "w", "v")], "uw"),
        # Of what nobody knows there is nothing to take back.
        ([entry(1, "x"), entry(2, "u", "z")], "xu"),
    ],
)
def test_what_counts(entries: list[Written], count: str) -> None:
    assert counting(entries) == count


@given(st.lists(st.tuples(st.integers(0, 7), st.booleans()), max_size=12), st.randoms())
def test_the_order_of_arrival_changes_nothing(steps: list[tuple[int, bool]], chance: Random) -> None:
    names = "abcdefghijkl"
    log = [
        entry(n + 1, names[n], names[target] if is_undo and target < n else "")
        for n, (target, is_undo) in enumerate(steps)
    ]
    shuffled = list(log)
    chance.shuffle(shuffled)
    assert effective(shuffled) == effective(log)


def test_the_kind_of_a_stream() -> None:
    assert kind_of(StreamId("practice")) == "practice"
    assert kind_of(StreamId("session:1:2")) == "session"
