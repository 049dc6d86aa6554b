"""The registry of streams."""

import pytest

from kapcircle.core.kinds import KINDS, Kind
from kapcircle.core.log import Undone


def test_the_kinds() -> None:
    assert {name: kind.name for name, kind in KINDS.items()} == {
        x: x for x in ("practice", "cohort", "person", "session")
    }


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda x: x.name)
def test_a_kind_names_plain_types_and_can_be_undone(kind: Kind) -> None:
    assert kind.commands
    assert Undone in kind.events
    assert all(isinstance(x, type) for x in (*kind.commands, *kind.events))
    assert len({x.__name__ for x in kind.events}) == len(kind.events)


def test_one_event_name_means_one_thing_over_all_streams() -> None:
    named: dict[str, type] = {}
    for kind in KINDS.values():
        for event in kind.events:
            assert named.setdefault(event.__name__, event) is event
