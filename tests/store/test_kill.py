"""`kill -9` at any moment: what was acknowledged is there."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kapcircle.store import soundness
from kapcircle.store.vault import unlock
from tests.store.vaults import CIRCLE, NOW, PASSPHRASE, SOON, log_of, make

KILLS = 8

WRITES = """
import sys
from pathlib import Path
from kapcircle.core.ids import Device
from kapcircle.core.picture import Change
from kapcircle.desk.ports import Batch
from kapcircle.store.vault import unlock
from tests.store.vaults import *

vault = unlock(Path(sys.argv[1]), PASSPHRASE, NOW)
log = log_of(vault)
tick = log.last_tick()
print(tick, flush=True)
while True:
    tick += 1
    new = entry(tick, device=vault.device)
    log.append(Batch(((CIRCLE, new),), Change(write=fold_rows(CIRCLE, [new])))).wait(SOON)
    print(tick, flush=True)
"""


@pytest.mark.slow
def test_what_was_acknowledged_survives_every_kill(tmp_path: Path) -> None:
    vault = make(tmp_path)
    vault.lock()
    chance = random.Random(7)
    for _ in range(KILLS):
        acknowledged = _write_and_kill(vault.path, chance.randrange(1, 60))
        again = unlock(vault.path, PASSPHRASE, NOW)
        log = log_of(again)
        ticks = [each.stamp.tick for each in log.read(CIRCLE)]
        assert ticks == list(range(1, len(ticks) + 1))
        assert len(ticks) in (acknowledged, acknowledged + 1)
        assert [row["tick"] for row in log.rows("session_note")] == ticks, "and the tables go with the log"
        log.close(SOON)
        for search in (soundness.damage, soundness.faults):
            assert search(vault.path, again.key("database")) == []
        again.lock()


def _write_and_kill(path: Path, after: int) -> int:
    """The last tick that the writer had seen acknowledged."""
    with subprocess.Popen([sys.executable, "-c", WRITES, str(path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        seen = [process.stdout.readline() for _ in range(after)]
        os.kill(process.pid, signal.SIGKILL)
        return int((seen + process.stdout.read().splitlines())[-1])
