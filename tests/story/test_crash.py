"""The window is killed at random moments: what was acknowledged is there, and the circle is where it was."""

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil
import pytest
import soundfile

from kapcircle.app.vaults import codec, furnish
from kapcircle.core.ids import Instant, Millis, TrackId
from kapcircle.core.roles import Role
from kapcircle.core.rundown import Look, Rundown
from kapcircle.desk.clock import SystemClock
from kapcircle.desk.conductor import Conductor
from kapcircle.desk.orders import Rise
from kapcircle.desk.stream import Stream, fold_rows
from kapcircle.store import check as checks
from kapcircle.store import vault as vaults
from kapcircle.store.keys import Cost
from tests.fakes import SilentRoom
from tests.made_up import cue, phase
from tests.story.victim import Reading, reading, take_over

PASSPHRASE = "a made-up passphrase"
CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
KILLS = 50
WITH_ENGINE, RESTING = 10, 2
"""Every tenth victim has the real engine, whose process takes longer to start than the victim lives. Every second one
gives its commands before it is ready, and then only looks: so nothing can lie between its last word and its death.
"""
TOLERANCE_MS = 100
HANDOVER = 30.0
"""Seconds after which an engine that was sent away has faded and ended."""


def begin(vault: Path, folder: Path) -> None:
    """A session on the calendar, with twenty seconds of music in two of its phases."""
    opened, _ = vaults.create(vault, "Mara", PASSPHRASE, SystemClock().now(), role=Role.FACILITATOR, cost=CHEAP)
    house = furnish(opened, room=lambda _: SilentRoom())
    soundfile.write(folder / "hum.flac", np.full(20 * 48_000, 0.001), 48_000)
    taken = house.library.take_in({TrackId("hum"): str(folder / "hum.flac")})
    music = house.library.playlist("hum", taken, Millis(1_000))
    rundown = Rundown(
        (
            phase("Arrival", 15, cue("hum", music), cue("dusk", Look("dusk"))),
            phase("Peak", 40, cue("hum again", music), cue("ember", Look("ember", Millis(60_000)))),
            phase("Return", 20, cue("dawn", Look("dawn"))),
        )
    )
    house.planning.plan_session(house.planning.begin_cohort("Harbour"), "Medicine", None, rundown)
    house.shut()


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "Victim.kapcircle"
    begin(path, tmp_path)
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


@dataclass
class Death:
    """A victim that was killed: all it said, and the engines that it had."""

    said: list[Reading]
    engines: list[psutil.Process]


def kill(vault: Path, n: int, after: float) -> Death:
    """Start a victim, and kill it so many seconds after it is ready."""
    how = ("engine",) * (n % WITH_ENGINE == 0) + ("rests",) * (n % RESTING == 1)
    command = [sys.executable, "-m", "tests.story.victim", str(vault), PASSPHRASE, str(n), *how]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as victim:
        assert victim.stdout is not None
        lines = [victim.stdout.readline()]
        while '"ready"' not in lines[-1]:
            assert lines[-1], "the victim did not come up"
            lines.append(victim.stdout.readline())
        time.sleep(after)
        engines = _engines(psutil.Process(victim.pid))
        victim.send_signal(signal.SIGKILL)
        lines += victim.stdout.readlines()
    return Death([Reading(**json.loads(line)) for line in lines if line.endswith("\n")], engines)


def near(shown: int | None, should: int | None) -> bool:
    if shown is None or should is None:
        return shown is should
    return abs(shown - should) <= TOLERANCE_MS


def goes_on(before: Reading, after: Reading) -> None:
    """`after` shows what `before` became in the time between, by the times that two processes read for themselves."""
    gone = after.now - before.now
    assert gone >= 0
    assert (after.tick, after.phase, after.goes, after.look) == (before.tick, before.phase, before.goes, before.look)
    assert near(after.clock, before.clock + gone * before.goes), (before, after)
    assert near(after.timer, None if before.timer is None else before.timer - gone), (before, after)
    if before.sound is not None or not before.quiet:  # else a silence may have ended by itself meanwhile
        assert near(after.sound, None if before.sound is None else before.sound + gone), (before, after)


def honest(said: Reading) -> None:
    """Its instant is that of the laptop, and what the room was told on taking over lies where the music should be."""
    early, late = said.wall
    assert early - TOLERANCE_MS <= said.now <= late + TOLERANCE_MS
    if said.told is not None:
        assert bool(said.told) == (said.sound is not None)
    if said.told and said.sound is not None:
        into, begun = said.told
        assert said.sound - (said.now - begun) - TOLERANCE_MS <= into <= said.sound + TOLERANCE_MS


def by_the_log(circle: Conductor, said: Reading) -> None:
    """What a window showed with its last breath is what the log gives for that instant."""
    entries = [x for x in circle.desk.stream(circle.name).entries if x.stamp.tick <= said.tick]
    then = reading(said.step, said.tick, Stream(circle.name, entries).state, Instant(said.now))
    for part in ("phase", "goes", "clock", "timer", "sound", "quiet", "look"):
        assert getattr(then, part) == getattr(said, part), part


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_killed_fifty_times(vault: Path) -> None:
    chance = random.Random(7)
    deaths = [kill(vault, n, chance.uniform(0, 0.3)) for n in range(KILLS)]
    engines = [engine for death in deaths for engine in death.engines]
    assert _alive(engines), "the room goes on when the window dies"
    deadline = time.monotonic() + HANDOVER
    while len(_alive(engines)) > 1 and time.monotonic() < deadline:
        time.sleep(0.5)
    assert len(_alive(engines)) == 1, "each new engine sends the one before away"
    for engine in _alive(engines):
        engine.kill()

    room = SilentRoom()
    house = furnish(vaults.unlock(vault, PASSPHRASE, Instant(0)), room=lambda _: room)
    session = house.running()
    assert session is not None
    assert 0 <= house.away(session) < 60_000
    circle = house.circle(session)
    last = take_over(circle, room)
    assert room.told[0] == Rise(Millis(20_000))

    acknowledged = {command for death in deaths for said in death.said for command in said.commands}
    assert len(acknowledged) > KILLS
    assert acknowledged <= {x.command for x in circle.desk.stream(circle.name).entries}
    taken_over = [*(death.said[0] for death in deaths[1:]), last]
    for n, (death, after) in enumerate(zip(deaths, taken_over, strict=True)):
        by_the_log(circle, death.said[-1])
        if n % RESTING == 1:
            goes_on(death.said[-1], after)
    for said in (last, *(said for death in deaths for said in death.said)):
        honest(said)
    house.shut()
    opened = vaults.unlock(vault, PASSPHRASE, Instant(0))
    try:
        assert checks.check(opened, codec(), fold_rows).all == []
    finally:
        opened.lock()
