from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kapcircle.core.ids import CommandId, Device, StreamId
from kapcircle.core.log import Undone
from kapcircle.store.check import check, rebuild
from kapcircle.store.database import Access
from kapcircle.store.vault import Vault, unlock
from tests.store.vaults import (
    CIRCLE,
    CODEC,
    NOW,
    PASSPHRASE,
    PRACTICE,
    SOON,
    batch,
    entry,
    fill,
    flip,
    fold_rows,
    log_of,
    make,
)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made = make(tmp_path)
    fill(made, *range(1, 21))
    log = log_of(made)
    log.append(batch(entry(21, Undone((CommandId("command 3"),)))))
    assert log.append(batch(entry(22, Undone((CommandId("a"),))), stream=PRACTICE)).wait(SOON)
    log.close(SOON)
    yield made
    made.lock()


def alter(vault: Vault, sql: str, *values: Any) -> None:
    """What a hand with the key could do."""
    with closing(vault.connect(Access.WRITE)) as db:
        for trigger in ("entry_is_kept", "entry_is_only_erased"):
            db.execute(f"DROP TRIGGER {trigger}")
        assert db.execute(sql, values).rowcount == 1


def test_a_vault_that_nobody_touched_is_well(vault: Vault) -> None:
    assert check(vault, CODEC, fold_rows).all == []


ALTERED = [
    ("body = replace(body, 'word 7', 'word 8')", "its body was altered"),
    ("salt = zeroblob(32)", "its body was altered"),
    ("happened = happened - 60000", "it was altered"),
    ("by = 'somebody'", "it was altered"),
    ("zone = 0", "it was altered"),
    ("type = 'Heard'", "it was altered"),
    ("command = 'x'", "it was altered"),
    ("hash = zeroblob(32)", "it was altered"),
]


@pytest.mark.parametrize(("change", "said"), ALTERED)
def test_one_altered_entry_is_found_and_named(vault: Vault, change: str, said: str) -> None:
    alter(vault, f"UPDATE entry SET {change} WHERE tick = 7")
    found = [each for each in check(vault, CODEC, fold_rows).all if not each.startswith("table")]
    assert found[0].startswith(f"entry 7 of device {vault.device} in {CIRCLE}: {said}")
    assert len(found) == (2 if change.startswith("hash") else 1), "and not all that come after it"


def test_an_entry_that_was_taken_out_is_missed_by_the_next(vault: Vault) -> None:
    alter(vault, "DELETE FROM entry WHERE tick = 7")
    found = check(vault, CODEC, fold_rows).all
    assert f"entry 8 of device {vault.device} in {CIRCLE}: it was altered, or the entry before it is missing" in found


def test_an_entry_that_was_emptied_is_found_and_named(vault: Vault) -> None:
    with closing(vault.connect(Access.WRITE)) as db:
        db.execute("UPDATE entry SET body = '', salt = x'' WHERE tick = 7")
    rebuild(vault, CODEC, fold_rows)
    assert check(vault, CODEC, fold_rows).all == [
        f"entry 7 of device {vault.device} in {CIRCLE}: its body was taken out"
    ]


def test_entries_that_were_cut_off_at_the_end_are_missed_by_a_backup(vault: Vault) -> None:
    made = vault.back_up(NOW)
    alter(vault, "DELETE FROM entry WHERE tick = 22")
    rebuild(vault, CODEC, fold_rows)
    vault.lock()
    again = unlock(vault.path, PASSPHRASE, NOW)
    fill(again, 40)
    (said,) = check(again, CODEC, fold_rows).all
    assert said.startswith(f"the {made.label} has entries to 22 that the log has not"), "also once others came after"
    again.lock()


def test_a_table_that_was_dropped_is_named(vault: Vault) -> None:
    with closing(vault.connect(Access.WRITE)) as db:
        db.execute("DROP TABLE session_note")
    assert check(vault, CODEC, fold_rows).all == ["table session_note is missing"]


def test_each_device_has_a_chain_of_its_own_in_each_stream(vault: Vault) -> None:
    log = log_of(vault)
    for tick, (device, stream) in enumerate([("x", CIRCLE), ("y", CIRCLE), ("x", PRACTICE), ("x", CIRCLE)], 30):
        assert log.append(batch(entry(tick, Undone(()), device=Device(device)), stream=StreamId(stream))).wait(SOON)
    log.close(SOON)
    assert check(vault, CODEC, fold_rows).all == []


TABLES = [
    ("UPDATE session_note SET text = 'never said' WHERE tick = 4", 2),
    ("DELETE FROM session_note WHERE tick = 4", 1),
    ("INSERT INTO cohort (cohort, stream, name) VALUES ('c', 'cohort:c', 'nobody made it')", 1),
    ("DELETE FROM undone WHERE tick = 21", 1),
    ("UPDATE session_note SET struck = 'x' WHERE tick = 4", 2),
]


@pytest.mark.parametrize(("change", "lines"), TABLES)
def test_tables_that_differ_from_the_log_are_named_and_can_be_rebuilt(vault: Vault, change: str, lines: int) -> None:
    with closing(vault.connect(Access.WRITE)) as db:
        db.execute(change)
    found = check(vault, CODEC, fold_rows).all
    assert len(found) == lines
    assert all(each.startswith("table ") for each in found)
    assert not any("never said" in each for each in found), "what a person said is not printed"
    rebuild(vault, CODEC, fold_rows)
    assert check(vault, CODEC, fold_rows).all == []


def test_a_rebuild_makes_the_same_tables(vault: Vault) -> None:
    def content() -> list[dict[str, Any]]:
        with closing(vault.connect(Access.READ)) as db:
            return [
                row for table in ("session_note", "undone") for row in db.query(f"SELECT * FROM {table} ORDER BY tick")
            ]

    before = content()
    assert len(before) == 22
    rebuild(vault, CODEC, fold_rows)
    assert content() == before


def test_a_rebuild_that_fails_leaves_the_tables_as_they_were(vault: Vault) -> None:
    def broken(stream: StreamId, entries: Any) -> Any:
        if stream == PRACTICE:
            return fold_rows(stream, entries)
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError):
        rebuild(vault, CODEC, broken)
    assert check(vault, CODEC, fold_rows).all == []


def test_an_altered_byte_of_the_file_is_found_wherever_it_is(vault: Vault) -> None:
    pages = vault.path.stat().st_size // 4096
    for page in range(1, pages):
        flip(vault.path, page * 4096 + 2000)
        assert check(vault, CODEC, fold_rows).all, f"page {page + 1}"
        flip(vault.path, page * 4096 + 2000)
    assert check(vault, CODEC, fold_rows).all == []
