"""What was begun in a circle and not saved."""

import pytest

from kapcircle.core.ids import SessionId
from kapcircle.core.session.state import Session
from kapcircle.views.half_typed import half_typed
from tests.core.circles import opened

S1 = SessionId("s1")


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((), ""),
        (("note s2 p1", "programme:s1x"), ""),
        (("note s1",), "Something is begun and not saved. "),
        (("note s1 p4",), "Something is begun and not saved (mat 4). "),
        (("form vitals s1 p1", "note s1 p4", "note s1"), "3 entries are begun and not saved (mat 1, 4). "),
    ],
)
def test_it_is_told_by_how_many_and_where(names: tuple[str, ...], said: str) -> None:
    assert half_typed(opened().state, S1, names).startswith(said)
    assert bool(said) or half_typed(Session(), S1, names) == ""
