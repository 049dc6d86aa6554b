"""The whole program in a real room: a GO goes out of a real sound server, a look arrives at a real receiver."""

import os
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from kapcircle.app import fit
from kapcircle.app.vaults import furnish
from kapcircle.core.ids import Millis
from kapcircle.core.light import levels
from kapcircle.core.roles import Role
from kapcircle.core.rooms import rehearsal_patch
from kapcircle.core.session import commands as c
from kapcircle.desk.clock import SystemClock
from kapcircle.desk.conductor import Conductor
from kapcircle.desk.rooms import EIGHT_LAMPS
from kapcircle.drivers.patch import encode
from kapcircle.store import vault as vaults
from kapcircle.store.keys import Cost
from tests.app.listening import VOLUME, csv_sheet, tone_file
from tests.drivers.ola import olad
from tests.engine import test_pulse
from tests.engine.sound_server import NEEDS_PULSE, Server, strength

pytestmark = pytest.mark.slow

server = test_pulse.server
CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PITCH = 500.0
BUFFER = 3.5
"""Seconds that a null sink may take at first."""
SLOW = 7.0
"""Seconds in which the quick fade is over, whatever sinks and a busy machine add, and the slow one is not."""


def pass_time(circle: Conductor, seconds: float) -> None:
    """As the window does: a look at the clock ten times a second."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        circle.tick()
        time.sleep(0.1)


@pytest.mark.skipif(sys.platform != "linux", reason="PulseAudio is the sound server of Linux")
@NEEDS_PULSE[-1]
def test_go_is_heard_at_the_volume_and_the_close_fades_it(server: Server, tmp_path: Path) -> None:
    tone_file(tmp_path / "tone.flac", PITCH, 40)
    sheet = csv_sheet(tmp_path / "plan.csv", ("Quiet", 5), ("Loud", 5, "", "", "tone.flac", 1))
    path, now = tmp_path / "Vault.kapcircle", SystemClock().now()
    vault, _ = vaults.create(path, "Mara", "a made-up passphrase", now, role=Role.FACILITATOR, cost=CHEAP)
    house = furnish(vault)
    try:
        rundown = house.library.adopt(house.library.read_sheet(str(sheet), str(tmp_path))).rundown
        circle = house.circle(
            house.planning.plan_session(house.planning.begin_cohort("Harbour"), "Medicine", None, rundown)
        )
        circle.begin()
        circle.do(c.Open())
        pass_time(circle, BUFFER)
        assert circle.output is not None
        assert circle.output.device is not None
        assert strength(server.record(0.5), PITCH) < 1e-4
        circle.do(c.Go())
        pass_time(circle, BUFFER + 5)
        (track,) = house.practice.tracks.values()
        wanted = 0.2 * 10 ** (track.gain / 20) * VOLUME
        assert strength(server.record(1)[24_000:], PITCH) == pytest.approx(wanted, rel=0.03)
        assert circle.beat is not None
        assert circle.beat.track == track.id
        circle.do(c.FadeAll())
        circle.do(c.FadeAll())
        pressed = time.monotonic()
        while strength(server.record(0.5), PITCH) > 1e-4:
            assert time.monotonic() - pressed < SLOW, "the slow fade, not the quick one"
            pass_time(circle, 0.1)
        house.get_up(Millis(200))
    finally:
        house.shut()


def test_looks_of_a_rehearsal_arrive_lamp_by_lamp(tmp_path: Path) -> None:
    sheet = csv_sheet(
        tmp_path / "plan.csv", ("One", 1, "", "", "", "", "day", 10), ("Two", 1, "", "", "", "", "ember", 20)
    )
    patch = rehearsal_patch([lamp.id for lamp in EIGHT_LAMPS], 7)
    shipped = fit.looks()
    day, ember = (
        encode(levels(shipped[name], EIGHT_LAMPS, lift=0.0, floor=0.02), patch)[7][:16] for name in ("day", "ember")
    )
    with olad(7) as receiver:
        options = ("--rundown", str(sheet), "--speed", "20", "--light", f"sacn:{receiver.host}:7")
        command = [sys.executable, "-m", "kapcircle", "rehearse", *options, "--report", str(tmp_path / "report.json")]
        with subprocess.Popen(command, env=os.environ, stdout=subprocess.PIPE, text=True) as rehearsal:
            seen = []
            while rehearsal.poll() is None:
                if (frame := receiver.frame(0.2)) is not None:
                    seen.append(frame.slots[:16])
    assert rehearsal.returncode == 0
    assert seen.index(day) < len(seen) - 1 - seen[::-1].index(ember)
    first = [int.from_bytes(slots[:2], "big") for slots in seen[: seen.index(day) + 1]]
    assert all(a <= b for a, b in pairwise(first)), "from the dark up"
    assert len(set(first)) > 5, "and not at once"
    assert day != ember


def test_a_receiver_that_does_not_answer_is_a_notice(tmp_path: Path) -> None:
    sheet = csv_sheet(tmp_path / "plan.csv", ("One", 0.1, "", "", "", "", "day", 1))
    options = ("--rundown", str(sheet), "--speed", "10", "--light", "sacn:127.0.0.1:1")
    command = [sys.executable, "-m", "kapcircle", "rehearse", *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0
    assert "Notice: 127.0.0.1 does not take light data (sACN)" in done.stdout
