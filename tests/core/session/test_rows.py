"""A circle as rows of the tables."""

from typing import Any

from kapcircle.core.attendance import Attendance, Attended, SentHome
from kapcircle.core.ids import Instant, Millis, PersonId, StreamId
from kapcircle.core.picture import Value
from kapcircle.core.session import commands as c
from kapcircle.core.session.rows import parts, rows
from tests.core.circles import SECONDS, Circle, busy_rundown, opened
from tests.made_up import MINUTES, START

NAME = StreamId("session:it")


def table(circle: Circle, name: str) -> list[dict[str, Value]]:
    found = [row for part in parts(circle.state) for row in rows(NAME, circle.state, part)]
    assert all(row.stream == NAME and row.key[0] == ("session", "it") for row in found)
    return [{**dict(row.key[1:]), **row.values} for row in found if row.table == name]


def test_before_opening_there_is_one_row() -> None:
    circle = Circle()
    assert table(circle, "session_run") == [
        {"state": "waiting", "opened": None, "closed": None, "phase": None, "planned_ms": 0}
    ]
    assert list(parts(circle.state)) == ["head", "record"]


def test_how_far_the_circle_is() -> None:
    circle = opened()
    circle.do(c.Go())
    head: dict[str, Any] = {"state": "running", "opened": START, "closed": None, "phase": "Peak"}
    assert table(circle, "session_run") == [{**head, "planned_ms": 75 * MINUTES}]
    circle.later(MINUTES)
    circle.do(c.Close())
    over = {**head, "state": "over", "closed": START + MINUTES, "planned_ms": 75 * MINUTES}
    assert table(circle, "session_run") == [over]


def test_planned_against_actual_once_a_phase_is_left() -> None:
    circle = opened()
    circle.later(MINUTES)
    circle.do(c.Hold())
    circle.later(30 * SECONDS)
    circle.do(c.Go())
    circle.later(MINUTES)
    circle.do(c.Insert("Tea", Millis(MINUTES)))
    circle.do(c.Back())
    circle.do(c.Jump(4))
    circle.do(c.Close())
    keys = ("phase", "position", "entered", "actual_ms", "held_ms", "over_ms", "skipped", "inserted")
    assert [tuple(row[k] for k in keys) for row in table(circle, "session_phase")] == [
        ("arrival", 0, START, 90_000, 30_000, 90_000 - 15 * MINUTES, 0, 0),
        ("peak", 1, START + 90_000, 60_000, 0, 60_000 - 40 * MINUTES, 0, 0),
        ("new-4", 2, None, None, None, None, 0, 1),
        ("return", 3, START + 150_000, 0, 0, -20 * MINUTES, 0, 0),
    ]


def test_a_phase_under_way_has_no_actual_yet() -> None:
    circle = opened()
    circle.do(c.Skip())
    arrival, peak, _ = table(circle, "session_phase")
    assert (arrival["entered"], arrival["actual_ms"], arrival["over_ms"]) == (START, None, None)
    assert (peak["entered"], peak["skipped"]) == (None, 1)


def test_the_cues_as_made() -> None:
    circle = opened(busy_rundown())
    circle.do(c.Go())
    circle.sleeps(21 * SECONDS)
    circle.later(0)
    assert table(circle, "session_cue") == [
        {"cue": "dusk", "made": START, "name": "dusk", "kind": "look", "due": START},
        {"cue": "shore", "made": START, "name": "shore", "kind": "music", "due": START},
        {"cue": "breath", "made": START + 21_000, "name": "breath", "kind": "prompt", "due": START + 20_000},
    ]


def test_notes_of_the_circle_and_of_a_seat() -> None:
    circle = opened()
    circle.do(c.Note("Nine came."))
    circle.do(c.Note("Asleep.", PersonId("p2")))
    circle.do(c.Strike(circle.entries[-1].stamp, "other word", "Sleeps."))
    shared = {"device": "laptop", "at": START, "happened": START, "by": "mara", "marks": None}
    plain, right = ({"replaces_tick": n, "replaces_device": d} for n, d in ((None, None), (5, "laptop")))
    assert table(circle, "session_note") == [
        {**shared, **plain, "tick": 4, "person": None, "text": "Nine came.", "struck": None},
        {**shared, **plain, "tick": 5, "person": "p2", "text": "Asleep.", "struck": "other word"},
        {**shared, **right, "tick": 7, "person": "p2", "text": "Sleeps.", "struck": None},
    ]


def test_how_somebody_attended() -> None:
    circle = opened()
    for minute, said in ((1, Attendance.ARRIVED), (11, Attendance.LEFT_EARLY), (21, Attendance.LATE)):
        circle.now = Instant(START + minute * MINUTES)
        circle.do(c.Record(Attended(said, "bus"), PersonId("p1")))
    first, second, *_ = table(circle, "session_presence")
    arrived = {"person": "p1", "status": "late", "words": "bus", "arrived": START + MINUTES}
    assert first == {**arrived, "left": None, "present_ms": 10 * MINUTES, "since": START + 21 * MINUTES}
    nothing = {"status": None, "words": "", "arrived": None, "left": None, "present_ms": 0, "since": None}
    assert second == {"person": "p2", **nothing}
    circle.now = Instant(START + 31 * MINUTES)
    circle.do(c.Record(SentHome("taxi"), PersonId("p1")))
    assert table(circle, "session_presence")[0]["left"] == START + 31 * MINUTES


def test_a_part_that_did_not_change_is_the_same_object() -> None:
    circle = opened()
    before = parts(circle.state)
    circle.do(c.Note("Asleep.", PersonId("p2")))
    after = parts(circle.state)
    assert {part for part in before if before[part] is not after[part]} == {"head", "seat:p2"}
