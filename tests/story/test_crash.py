"""The window is killed at random moments: what was acknowledged is there, and the circle is where it was."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from kapcircle.app.vaults import codec, furnish
from kapcircle.core.ids import Instant, Millis
from kapcircle.core.playlist import place
from kapcircle.core.roles import Role
from kapcircle.core.session.timing import remaining, running, timer_reads
from kapcircle.core.session.wanted import wanted
from kapcircle.desk.clock import SystemClock
from kapcircle.desk.orders import Play, Rise
from kapcircle.desk.stream import fold_rows
from kapcircle.store import check as checks
from kapcircle.store import vault as vaults
from kapcircle.store.keys import Cost
from tests.fakes import SilentRoom, small_rundown

PASSPHRASE = "a made-up passphrase"
CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
KILLS = 50
WITH_ENGINE = ("engine",)
"""Every tenth victim has the real engine: its process takes longer to start than the victim lives."""
HANDOVER = 30.0
"""Seconds after which an engine that was sent away has faded and ended."""


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "Victim.kapcircle"
    opened, _ = vaults.create(path, "Mara", PASSPHRASE, SystemClock().now(), role=Role.FACILITATOR, cost=CHEAP)
    house = furnish(opened, room=lambda _: SilentRoom())
    cohort = house.planning.begin_cohort("Harbour")
    house.planning.plan_session(cohort, "Medicine", None, small_rundown())
    house.shut()
    yield path
    for process in psutil.process_iter(["cmdline"]):
        if str(path) in " ".join(process.info["cmdline"] or ()):
            with suppress(psutil.Error):
                process.kill()


def _engines(of: psutil.Process) -> list[psutil.Process]:
    return [child for child in of.children() if "spawn_main" in " ".join(child.cmdline())]


def _alive(engines: list[psutil.Process]) -> list[psutil.Process]:
    """Without those that have ended and that nobody has collected yet."""
    return [e for e in engines if e.is_running() and e.status() != psutil.STATUS_ZOMBIE]


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_killed_fifty_times(vault: Path) -> None:
    chance = random.Random(7)
    last_tick, acknowledged = 0, ""
    engines: list[psutil.Process] = []
    for n in range(KILLS):
        victim = subprocess.Popen(
            [sys.executable, "-m", "tests.story.victim", str(vault), PASSPHRASE, str(n), *WITH_ENGINE[n % 10 :]],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert victim.stdout is not None
        assert victim.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, 0.3))
        engines += _engines(psutil.Process(victim.pid))
        victim.send_signal(signal.SIGKILL)
        said = [line.split() for line in victim.stdout.read().splitlines() if line.count(" ") == 1]
        victim.wait()
        victim.stdout.close()
        if said:
            last_tick, acknowledged = int(said[-1][0]), said[-1][1]
    assert _alive(engines), "the room goes on when the window dies"
    deadline = time.monotonic() + HANDOVER
    while len(_alive(engines)) > 1 and time.monotonic() < deadline:
        time.sleep(0.5)
    assert len(_alive(engines)) == 1, "each new engine sends the one before away"
    for engine in _alive(engines):
        engine.kill()

    opened = vaults.unlock(vault, PASSPHRASE, Instant(0))
    room = SilentRoom()
    house = furnish(opened, room=lambda _: room)
    session = house.running()
    assert session is not None
    away = house.away(session)
    assert 0 <= away < 60_000
    circle = house.circle(session)
    entries = house.desk.stream(circle.name).entries
    assert acknowledged in {x.command for x in entries}
    assert last_tick <= max(x.stamp.tick for x in entries)
    circle.begin()
    now = house.desk.clock.now()
    s = circle.session
    assert remaining(s.leg, now) + running(s.visit, now) == s.leg.phase.planned + s.visit.extra
    assert room.told[0] == Rise(Millis(20_000))
    heard = wanted(s, now).sound
    where = place(heard.playlist, Millis(now - heard.since))
    play = next(x for x in room.told if isinstance(x, Play))
    assert bool(play.recordings) == (where is not None)
    if s.timers[0] is not None:
        assert timer_reads(s.timers[0], now) <= 600_000
    house.shut()
    opened = vaults.unlock(vault, PASSPHRASE, Instant(0))
    try:
        assert checks.check(opened, codec(), fold_rows) == []
    finally:
        opened.lock()
