"""The format that is kept for ever. A line of `golden.jsonl` never changes: a vault holds bodies like it.

A new event, or a new form of one: its value goes at the end of WRITTEN, and the line that the
last test then asks for at the end of the file. An older form keeps its line, and its value says how the program reads
it today.
"""

from pathlib import Path
from typing import Any

import pytest

from kapcircle.core.kinds import KINDS
from kapcircle.core.notes import Note
from kapcircle.core.session import events as e
from kapcircle.core.session.contents import KINDS as RECORD_KINDS
from kapcircle.store.codec import Codec
from tests.store.golden_written import WRITTEN

EVENTS = {each.__name__: each for kind in KINDS.values() for each in kind.events}
CODEC = Codec(EVENTS.values())
LINES = Path(__file__).with_name("golden.jsonl").read_text(encoding="utf-8").splitlines()


def split(line: str) -> tuple[str, str]:
    """The name of the event, and its body to the letter."""
    name, _, body = line.removeprefix('{"').removesuffix("}").partition('":')
    return name, body


def test_every_event_has_a_line_and_every_line_a_value() -> None:
    assert {name for name, _ in map(split, LINES)} == set(EVENTS)
    assert len(LINES) == len(WRITTEN)


def test_every_kind_of_record_has_a_line() -> None:
    assert {type(x.content) for x in WRITTEN if isinstance(x, e.Recorded)} == set(RECORD_KINDS) - {Note}


@pytest.mark.parametrize(("line", "value"), list(zip(LINES, WRITTEN, strict=False)))
def test_what_was_ever_written_is_read_as_what_it_meant(line: str, value: Any) -> None:
    assert CODEC.decode(*split(line)) == value


@pytest.mark.parametrize("value", WRITTEN)
def test_what_is_written_today_stands_in_the_file(value: Any) -> None:
    name, body = CODEC.encode(value)
    line = f'{{"{name}":{body}}}'
    assert line in LINES, f"put at the end of golden.jsonl:\n{line}"
