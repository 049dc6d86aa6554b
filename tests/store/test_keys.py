import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import MemberId
from kapcircle.core.roles import Role
from kapcircle.store import files, keys, recovery
from kapcircle.store.fresh import uuid7
from kapcircle.store.keys import Cost, Keys, Member, Slot, Spare

SLOT = Slot(Member(MemberId("m"), "Ana Ç", Role.MEDICAL_LEAD), Cost(8, 1, 1), b"salt", b"public", b"data", b"own")
KEYS = Keys("vault", (SLOT,), Spare(b"salt", b"box"))


def test_a_keys_file_comes_back_as_it_was() -> None:
    assert keys.parse(keys.serialise(KEYS), "x.keys") == KEYS


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"file": "something else", "format": 1}', b"\xff\xfe"])
def test_what_is_no_keys_file_is_said(content: bytes) -> None:
    with pytest.raises(KnownError, match=r"x\.keys is damaged"):
        keys.parse(content, "x.keys")


@pytest.mark.parametrize(
    "change",
    [
        {"vault": "other"},
        {"slots": []},
        {"slots": "none"},
        {"recovery": {}},
        {"sum": ""},
    ],
)
def test_a_keys_file_that_changed_is_said(change: dict[str, Any]) -> None:
    content = {**json.loads(keys.serialise(KEYS)), **change}
    with pytest.raises(KnownError, match="is damaged"):
        keys.parse(json.dumps(content).encode(), "x.keys")


def test_a_file_is_replaced_whole_and_leaves_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "a"
    files.write_whole(path, b"one")
    files.write_whole(path, b"two")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a", b"two")]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="cannot be written"):
        keys.write(tmp_path / "nowhere" / "a.kapcircle", KEYS)


@given(st.binary(min_size=16, max_size=16))
def test_a_recovery_key_survives_paper(secret: bytes) -> None:
    text = recovery.text(secret)
    assert [len(group) for group in text.split("-")] == [4] * 8
    sloppy = f"  {text.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')}\n"
    assert recovery.parse(text) == recovery.parse(sloppy) == secret


@given(st.binary(min_size=16, max_size=16), st.integers(0, 31), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_character_is_noticed(secret: bytes, place: int, digit: str) -> None:
    digits = recovery.text(secret).replace("-", "")
    typed = digits[:place] + digit + digits[place + 1 :]
    if typed != digits:
        with pytest.raises(KnownError, match="mistyped"):
            recovery.parse(typed)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "8 groups of 4; here are 0"),
        ("ABCD-EFGH", "here are 8 characters"),
        ("ABCD-" * 7 + "ABC", "here are 31 characters"),
        ("ABCD-EUGH" + "-ABCD" * 6, "no U: look at group 2"),
        ("ABCD-EFGH" + "-ABC?" * 6, r"no \?: look at group 3"),
        ("0000-" * 7 + "0000", "mistyped somewhere"),
    ],
)
def test_a_mistyped_recovery_key_is_met_with_advice(typed: str, message: str) -> None:
    with pytest.raises(KnownError, match=message):
        recovery.parse(typed)


def test_new_ids_are_version_7_and_sort_by_time() -> None:
    ids = [uuid7() for _ in range(1000)]
    assert len(set(ids)) == 1000
    assert all(each[14] == "7" and each[19] in "89ab" for each in ids)
    assert [each[:13] for each in ids] == sorted(each[:13] for each in ids)
