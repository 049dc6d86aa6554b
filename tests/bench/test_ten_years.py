from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from kapcircle.app.vaults import codec
from kapcircle.core.ids import Millis, kind_of
from kapcircle.desk.clock import SystemClock
from kapcircle.desk.stream import fold_rows
from kapcircle.store.check import check
from kapcircle.store.database import Access
from kapcircle.store.lines import touched
from kapcircle.store.log import VaultLog
from kapcircle.store.vault import unlock
from tests.bench import ten_years


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten years in small: every kind of stream, every table."""
    said: list[str] = []
    path = ten_years.build(tmp_path_factory.mktemp("ten"), ten_years.history(3, 12, 6, 8), said.append)
    assert "entries" in said[-1]
    return path


def test_ten_years_are_a_vault_as_the_program_would_have_written_it(small: Path) -> None:
    vault = unlock(small, ten_years.PASSPHRASE, SystemClock().now())
    assert check(vault, codec(), fold_rows).all == []
    with closing(vault.connect(Access.READ)) as db:
        streams = Counter(kind_of(stream) for stream in touched(db))
    assert streams == {"practice": 1, "person": 12, "cohort": 3, "session": 6}
    log = VaultLog(small, vault.key("database"), codec())
    assert len(log.rows("session_note")) == 6 * 8
    assert len(log.rows("session_run", state="over")) == 6
    log.close(Millis(1000))
    vault.lock()
