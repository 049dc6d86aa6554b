"""One stream of the log, folded."""

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kapcircle.core.cohort.about import CohortNamed
from kapcircle.core.cohort.calendar import SessionDropped, SessionPlanned
from kapcircle.core.cohort.roster import Enrolled
from kapcircle.core.ids import CommandId, Device, Instant, MemberId, PersonId, SessionId, StreamId
from kapcircle.core.log import Entry, Stamp, Undone
from kapcircle.core.picture import Row
from kapcircle.core.session import events as e
from kapcircle.desk.stream import EVERY, Stream, fold_rows
from tests.made_up import START

NAME = StreamId("cohort:spring")
NIGHT = StreamId("session:night")


def entry(tick: int, event: Any, device: str = "a", at: int = 0) -> Entry[Any]:
    instant = Instant(START + at)
    return Entry(Stamp(tick, Device(device)), instant, instant, 0, MemberId("m"), CommandId(f"{device}{tick}"), event)


def named(tick: int, device: str = "a") -> Entry[Any]:
    return entry(tick, CohortNamed(f"{device}{tick}"), device)


def undo(tick: int, *commands: str, device: str = "a") -> Entry[Any]:
    return entry(tick, Undone(tuple(CommandId(x) for x in commands)), device)


def test_a_new_stream_is_empty() -> None:
    stream = Stream(NAME)
    assert (stream.state, stream.entries, stream.effective, stream.latest) == (stream.kind.start, [], [], 0)


def test_the_latest_instant_is_not_that_of_the_last_entry() -> None:
    assert Stream(NAME, [entry(1, CohortNamed("x"), at=900), entry(2, CohortNamed("y"), at=500)]).latest == START + 900


def test_an_entry_that_is_known_changes_nothing() -> None:
    stream = Stream(NAME, [named(1), named(2)])
    stream.add([named(1), named(2), named(3), named(3)])
    assert len(stream.entries) == 3
    assert stream.state.name == "a3"


def test_a_late_entry_takes_its_place() -> None:
    stream = Stream(NAME, [named(1), named(5)])
    stream.add([named(3, "b")])
    assert [x.stamp.tick for x in stream.entries] == [1, 3, 5]
    assert stream.state.name == "a5"


def test_an_undo_and_its_undo() -> None:
    stream = Stream(NAME, [named(1), named(2)])
    stream.add([undo(3, "a2")])
    assert stream.state.name == "a1"
    stream.add([undo(4, "a3")])
    assert stream.state.name == "a2"


def test_what_comes_with_an_undo_and_after_it_is_folded_too() -> None:
    log = [entry(n, Enrolled(PersonId(f"p{n}"), n)) for n in (1, 2)]
    new = [undo(3, "a2"), entry(4, Enrolled(PersonId("p4"), 4))]
    stream = Stream(NAME, log)
    stream.add(new)
    assert stream.state.mats == {"p1": 1, "p4": 4}
    assert stream.effective == Stream(NAME, [*log, *new]).effective


@pytest.mark.parametrize("target", [1, EVERY - 1, EVERY, EVERY + 1, 2 * EVERY, 2 * EVERY + 3])
def test_an_undo_from_any_checkpoint(target: int) -> None:
    entries = [entry(n, Enrolled(PersonId(f"p{n}"), n)) for n in range(1, 2 * EVERY + 4)]
    stream = Stream(NAME, entries)
    gone = undo(len(entries) + 1, f"a{target}")
    stream.add([gone])
    assert PersonId(f"p{target}") not in stream.state.mats
    assert stream.state == Stream(NAME, [*entries, gone]).state
    stream.add([named(len(entries) + 2)])
    assert len(stream.state.mats) == len(entries) - 1


def test_an_undo_folds_again_only_from_the_checkpoint_before_it() -> None:
    entries = [entry(n, Enrolled(PersonId(f"p{n}"), n)) for n in range(1, 3 * EVERY)]
    stream = Stream(NAME, entries)
    folded = 0
    evolve = stream.kind.evolve

    def counting(state: Any, entry: Entry[Any]) -> Any:
        nonlocal folded
        folded += 1
        return evolve(state, entry)

    stream.kind = type(stream.kind)(
        **{n: getattr(stream.kind, n) for n in stream.kind.__slots__} | {"evolve": counting}
    )
    stream.add([undo(3 * EVERY, f"a{3 * EVERY - 1}")])
    assert 0 < folded <= EVERY


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 2 * EVERY + 40), st.lists(st.integers(1, 600), max_size=4), st.integers(20, 200), st.randoms())
def test_entries_in_any_order_come_to_the_same(length: int, undone: list[int], lump: int, chance: Random) -> None:
    log = [entry(n, Enrolled(PersonId(f"p{n % 30}"), n)) for n in range(1, length + 1)]
    log += [undo(length + 1 + k, f"a{n}") for k, n in enumerate(undone)]
    whole = Stream(NAME, log)
    chance.shuffle(log)
    stream = Stream(NAME)
    for at in range(0, len(log), lump):
        stream.add(log[at : at + lump])
    assert stream.state == whole.state
    assert stream.effective == whole.effective


def test_a_preview_changes_nothing() -> None:
    stream = Stream(NAME, [named(1)])
    assert stream.preview([named(2)]).name == "a2"
    assert stream.preview([undo(2, "a1")]).name == ""
    assert stream.preview([]) is stream.state
    assert stream.state.name == "a1"
    assert len(stream.entries) == 1


# --- the picture ---


def apply(tables: dict[Any, Row], stream: Stream, entries: list[Entry[Any]]) -> None:
    change = stream.picture(stream.preview(entries))
    for row in change.drop:
        del tables[row.table, row.key]
    for row in change.write:
        tables[row.table, row.key] = row
    stream.add(entries)


def same_as_fold(tables: dict[Any, Row], stream: Stream) -> None:
    assert tables == {(row.table, row.key): row for row in fold_rows(stream.name, stream.entries)}


def test_a_stream_without_entries_has_no_rows() -> None:
    assert fold_rows(NAME, []) == ()


@pytest.mark.parametrize(
    ("name", "event"),
    [
        (NAME, Enrolled(PersonId("p"), 1)),
        (NAME, Undone(())),
        (NIGHT, e.Noted("before opening")),
        (NIGHT, e.VolumeSet(0.1)),
        (StreamId("person:ann"), Undone(())),
        (StreamId("practice"), Undone(())),
    ],
)
def test_the_very_first_entry_writes_all_rows_of_the_stream(name: StreamId, event: Any) -> None:
    tables: dict[Any, Row] = {}
    stream = Stream(name)
    apply(tables, stream, [entry(1, event)])
    same_as_fold(tables, stream)


def test_rows_come_and_go() -> None:
    tables: dict[Any, Row] = {}
    stream = Stream(NAME)
    steps: list[Any] = [
        CohortNamed("Spring"),
        SessionPlanned(SessionId("one"), "One"),
        Enrolled(PersonId("ann"), 1),
        SessionDropped(SessionId("one")),
        Undone((CommandId("a4"),)),
        Undone((CommandId("a2"), CommandId("a4"))),
        Undone((CommandId("a6"),)),
    ]
    for tick, event in enumerate(steps, 1):
        apply(tables, stream, [entry(tick, event)])
        same_as_fold(tables, stream)
    assert {table for table, _ in tables} == {"cohort", "participant", "session"}


def test_only_what_changed_is_written() -> None:
    stream = Stream(NAME, [named(1), entry(2, SessionPlanned(SessionId("one"), "One"))])
    change = stream.picture(stream.preview([entry(3, SessionPlanned(SessionId("two"), "Two"))]))
    assert [row.key for row in change.write] == [(("session", "two"),)]
    assert change.drop == ()
