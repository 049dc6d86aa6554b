from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kapcircle.store import chain
from kapcircle.store.chain import Line

texts, whole = st.text(max_size=20), st.integers(-(2**63), 2**63 - 1)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    salt, body = draw(st.binary(min_size=32, max_size=32)), draw(st.text(min_size=1, max_size=40))
    cells: list[Any] = [draw(texts), draw(whole), draw(texts), draw(whole), draw(whole), draw(whole)]
    return Line(*(*cells, draw(texts), draw(texts), draw(texts), body, salt, chain.seal(salt, body)))


@given(lines(), lines(), st.sampled_from([each for each in Line.__slots__ if each not in {"body", "salt"}]))
def test_no_column_can_change_unseen(line: Line, other: Line, column: str) -> None:
    altered = replace(line, **{column: getattr(other, column)})
    same = altered == line
    assert (chain.link(chain.START, altered) == chain.link(chain.START, line)) == same


@given(lines(), st.text(min_size=1, max_size=40))
def test_a_body_cannot_change_unseen(line: Line, body: str) -> None:
    assert chain.sealed(line)
    assert chain.sealed(replace(line, body=body)) == (body == line.body)


@given(lines(), lines())
def test_an_entry_hangs_on_the_one_before_it(first: Line, second: Line) -> None:
    before = chain.link(chain.START, first)
    assert chain.link(before, second) != chain.link(chain.START, second)


@given(lines())
def test_an_emptied_body_leaves_the_chain_whole_and_is_seen_all_the_same(line: Line) -> None:
    emptied = replace(line, body="", salt=b"")
    assert chain.link(chain.START, emptied) == chain.link(chain.START, line)
    for altered in (emptied, replace(line, body=""), replace(line, salt=b"")):
        assert not chain.sealed(altered)


def test_neighbouring_columns_do_not_run_into_one_another() -> None:
    salt = bytes(32)
    one = Line("s", 1, "ab", 1, 1, 0, "c", "d", "e", "x", salt, chain.seal(salt, "x"))
    other = replace(one, device="a", by="bc")
    assert chain.link(chain.START, one) != chain.link(chain.START, other)
