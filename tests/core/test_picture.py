"""What turns one picture into another."""

from kapcircle.core.ids import StreamId
from kapcircle.core.picture import Change, Row, Value, change


def row(key: str, value: Value, table: str = "note") -> Row:
    return Row(StreamId("session:1"), table, (("id", key),), {"value": value})


def test_a_change_writes_what_is_new_or_different_and_drops_what_is_gone() -> None:
    before = (row("a", 1), row("b", 1), row("c", 1))
    after = (row("b", 1), row("c", 2), row("d", 1), row("b", 9, table="seat"))
    assert change(before, after) == Change(after[1:], (row("a", 1),))


def test_nothing_changes_into_itself() -> None:
    rows = (row("a", 1), row("b", None))
    assert change(rows, rows) == Change()
    assert change((), ()) == Change()
