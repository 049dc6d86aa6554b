from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from kapcircle.core.ids import CommandId, Device, StreamId
from kapcircle.core.log import Stamp, Undone
from kapcircle.core.picture import Change, Row
from kapcircle.desk.ports import Batch, Log
from kapcircle.store.database import Access
from kapcircle.store.log import VaultLog
from kapcircle.store.vault import Vault
from tests.store.vaults import CIRCLE, PRACTICE, SOON, Said, batch, entry, log_of, make


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made = make(tmp_path)
    yield made
    made.lock()


@pytest.fixture
def log(vault: Vault) -> Iterator[VaultLog]:
    opened = log_of(vault)
    yield opened
    opened.close(SOON)


def test_it_is_what_the_desk_asks_for(log: VaultLog) -> None:
    port: Log = log
    assert port.read(CIRCLE) == []


def test_what_was_appended_is_read_in_order_of_stamps(log: VaultLog) -> None:
    late, early, twin = entry(9, Said("late")), entry(2), entry(9, device=Device("a"))
    for each in (late, early, twin):
        assert log.append(batch(each)).wait(SOON)
    assert log.read(CIRCLE) == [early, twin, late]


def test_streams_are_apart(log: VaultLog) -> None:
    other = StreamId("session:2")
    strangers = (StreamId("sessionless"), StreamId("cohort:1"), PRACTICE)
    for tick, stream in enumerate((other, CIRCLE, *strangers), 1):
        assert log.append(batch(entry(tick), stream=stream)).wait(SOON)
    assert [each.stamp.tick for each in log.read(other)] == [1]


def test_the_streams_beside_an_entry_are_those_of_its_command_on_its_device(log: VaultLog) -> None:
    person = StreamId("person:1")
    mine = [(person, entry(4, command="one")), (PRACTICE, entry(5, command="one")), (CIRCLE, entry(6, command="one"))]
    around = [(StreamId("cohort:1"), entry(3)), (StreamId("cohort:2"), entry(7)), (StreamId("cohort:3"), entry(8))]
    log.append(Batch((*around, *mine)))
    again = entry(9, command="one", device=Device("another"))
    assert log.append(batch(again, stream=StreamId("cohort:4"))).wait(SOON)
    assert log.beside(mine[1][1]) == {person, CIRCLE}
    assert log.beside(mine[0][1]) == {PRACTICE, CIRCLE}
    assert log.beside(around[0][1]) == set()


def test_the_last_tick_is_over_all_streams(log: VaultLog) -> None:
    assert log.last_tick() == 0
    log.append(batch(entry(7)))
    assert log.append(batch(entry(3), stream=PRACTICE)).wait(SOON)
    assert log.last_tick() == 7


def test_a_batch_is_written_whole_or_not_at_all(log: VaultLog) -> None:
    bad = Row(CIRCLE, "session_note", (("session", "s"), ("tick", 1), ("device", "d")), {"text": None})
    saving = log.append(Batch(((CIRCLE, entry(1)), (PRACTICE, entry(2))), Change(write=(bad,))))
    with pytest.raises(driver.IntegrityError):
        saving.wait(SOON)
    assert saving.done()
    assert log.read(CIRCLE) == log.read(PRACTICE) == []
    assert log.append(batch(entry(1))).wait(SOON), "and the next is not held up by it"


def test_one_stamp_is_never_given_twice(log: VaultLog) -> None:
    assert log.append(batch(entry(1))).wait(SOON)
    with pytest.raises(driver.IntegrityError):
        log.append(batch(entry(1), stream=PRACTICE)).wait(SOON)


def test_rows_are_updated_where_they_are_and_dropped_by_their_key(log: VaultLog) -> None:
    def row(person: str, mat: int) -> Row:
        return Row(StreamId("cohort:1"), "participant", (("cohort", "1"), ("person", person)), {"mat": mat})

    log.append(Batch((), Change(write=(row("a", 1), row("b", 2)))))
    assert log.append(Batch((), Change(write=(row("a", 5),), drop=(row("b", 2),)))).wait(SOON)
    assert log.rows("participant", cohort="1") == [{"cohort": "1", "person": "a", "stream": "cohort:1", "mat": 5}]
    assert log.rows("participant", person="b") == []
    assert log.rows("session_run", closed=None) == []


def test_a_null_is_found_by_none(log: VaultLog) -> None:
    row = Row(CIRCLE, "session_run", (("session", "s"),), {"state": "running", "closed": None, "planned_ms": 1})
    assert log.append(Batch((), Change(write=(row,)))).wait(SOON)
    assert [each["session"] for each in log.rows("session_run", closed=None)] == ["s"]


def test_settings_and_drafts_are_plain_values_kept_apart(log: VaultLog) -> None:
    log.keep("mirror", "/stick")
    log.keep("mirror", "/other")
    log.draft("note", "half a sent")
    log.draft("form", "x")
    assert log.draft("form", "").wait(SOON)
    assert log.settings() == {"mirror": "/other"}
    assert log.drafts() == {"note": "half a sent"}


def test_a_query_finds_what_was_taken_back(log: VaultLog) -> None:
    undo = entry(3, Undone((CommandId("a"), CommandId("b"))))
    assert log.append(batch(undo)).wait(SOON)
    assert [(each["command"], each["tick"]) for each in log.rows("undone", stream=CIRCLE)] == [("a", 3), ("b", 3)]


def test_what_is_acknowledged_is_there_for_the_next_who_opens(vault: Vault) -> None:
    first = log_of(vault)
    assert first.append(batch(entry(1))).wait(SOON)
    second = log_of(vault)
    assert [each.stamp for each in second.read(CIRCLE)] == [Stamp(1, Device("laptop"))]
    second.close(SOON)
    first.close(SOON)
    assert {path.name for path in vault.path.parent.glob("*.kapcircle*")} == {
        f"demo.kapcircle{each}" for each in ("", ".keys", ".lock")
    }


ALTERATIONS = [
    "DELETE FROM entry",
    "UPDATE entry SET body = '{}'",
    "UPDATE entry SET at = at + 1",
    "UPDATE entry SET body = '', salt = x'', tick = 9",
    "UPDATE entry SET body = '', salt = x'', hash = zeroblob(32)",
    "UPDATE entry SET body = ''",
    "INSERT OR REPLACE INTO entry SELECT stream, tick, device, 0, 0, 0, '', '', '', body, salt, seal, hash FROM entry",
]


@pytest.mark.parametrize("sql", ALTERATIONS)
def test_the_log_only_grows(vault: Vault, log: VaultLog, sql: str) -> None:
    assert log.append(batch(entry(1))).wait(SOON)
    db = vault.connect(Access.WRITE)
    with pytest.raises(driver.IntegrityError):
        db.execute(sql)
    db.close()


def test_the_file_lets_nobody_empty_more_than_body_and_salt(vault: Vault, log: VaultLog) -> None:
    assert log.append(batch(entry(1))).wait(SOON)
    db = vault.connect(Access.WRITE)
    db.execute("UPDATE entry SET body = '', salt = x''")
    assert list(db.query("SELECT body, length(salt) AS salt, length(seal) AS seal FROM entry")) == [
        {"body": "", "salt": 0, "seal": 32}
    ]
    db.close()
    assert log.read(CIRCLE)[0].event.body == ""
