"""What the Circle page learns about its circle beside the log, and when."""

import pytest

from kapcircle.core.picture import Value
from kapcircle.core.session import commands as c
from tests import fakes
from tests.ui.scene import Stage


def test_no_key_of_a_running_circle_waits_for_the_tables(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    rows = fakes.MemoryLog.rows

    def spy(log: fakes.MemoryLog, table: str, **by: Value) -> list[dict[str, Value]]:
        read.append(table)
        return rows(log, table, **by)

    monkeypatch.setattr(fakes.MemoryLog, "rows", spy)
    scene = stage().running()
    read.clear()
    for command in (c.Go(), c.Hold(), c.Resume(), c.Hush()):
        scene.do(command)
        scene.pass_(1_000)
    assert read == []
    assert scene.page.watch.title == "Harbour circle"
