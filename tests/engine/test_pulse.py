"""Through a real sound server: what is played comes back from its monitor, and its death is noticed."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from kapcircle.core.ids import Millis
from kapcircle.desk.orders import Output, Report
from kapcircle.drivers.simulated import Simulated
from kapcircle.engine.devices import Card
from kapcircle.engine.fitting import Fitting
from kapcircle.engine.room import EngineRoom
from kapcircle.engine.settings import SoundSettings
from tests.engine.sounds import RATE, Samples, decibels, play, recording, write

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="PulseAudio is the sound server of Linux"),
    pytest.mark.skipif(
        not (shutil.which("pulseaudio") and shutil.which("parec")),
        reason="needs the Debian packages pulseaudio, pulseaudio-utils, libasound2-plugins and libportaudio2",
    ),
]

_BUFFER = 3.5
"""Seconds: a null sink that nobody has used yet takes two at once, and its first listener as much again."""
QUICK = SoundSettings(rise=1000.0)


class Server:
    """A sound server of our own with one output that nobody hears, as root or not."""

    def __init__(self, folder: Path) -> None:
        self._socket = folder / "socket"
        self._start()

    def _start(self) -> None:
        native = f"module-native-protocol-unix socket={self._socket} auth-anonymous=1"
        sink = f"module-null-sink sink_name=room rate={RATE} channels=2"
        options = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disallow-exit=yes"]
        self._process = subprocess.Popen(
            ["pulseaudio", *options, "-L", native, "-L", sink], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        end = time.monotonic() + 10
        while subprocess.run(["pactl", "info"], capture_output=True, check=False).returncode:
            if time.monotonic() > end:
                self.die()
                pytest.fail("PulseAudio did not start")
            time.sleep(0.05)

    def record(self, seconds: float) -> Samples:
        """What goes to the output from now on."""
        wanted = round(seconds * RATE) * 8
        command = ["parec", "-d", "room.monitor", "--format=float32le", f"--rate={RATE}", "--channels=2"]
        with subprocess.Popen([*command, "--latency-msec=20"], stdout=subprocess.PIPE) as parec:
            assert parec.stdout is not None
            raw = parec.stdout.read(wanted)
            parec.terminate()
        return np.frombuffer(raw, np.float32).reshape(-1, 2)

    def die(self) -> None:
        self._process.kill()
        self._process.wait()

    def again(self) -> None:
        self._socket.unlink(missing_ok=True)
        self._start()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    for name, value in {
        "XDG_RUNTIME_DIR": str(runtime),
        "HOME": str(tmp_path),
        "PULSE_SERVER": f"unix:{runtime / 'socket'}",
        "PULSE_COOKIE": str(tmp_path / "cookie"),
    }.items():
        monkeypatch.setenv(name, value)
    server = Server(runtime)
    yield server
    server.die()


@pytest.fixture
def room(server: Server) -> Iterator[EngineRoom]:
    room = EngineRoom(Fitting(Card, Simulated, settings=QUICK))
    wait_for(room, lambda r: isinstance(r, Output) and r.device is not None)
    yield room
    room.close(Millis(100)).join()


def wait_for(room: EngineRoom, wanted: Callable[[Report], bool], patience: float = 10.0) -> list[Report]:
    end, said = time.monotonic() + patience, list[Report]()
    while not any(map(wanted, said)):
        assert time.monotonic() < end, f"waited in vain; it said {said}"
        said += room.reports()
        time.sleep(0.02)
    return said


def sine(pitch: float, seconds: float) -> Samples:
    wave = 0.2 * np.sin(2 * np.pi * pitch * np.arange(round(seconds * RATE)) / RATE)
    return np.asarray(np.stack([wave, wave], axis=1), np.float32)


def strength(samples: Samples, pitch: float) -> float:
    """Amplitude of one pitch on the left."""
    turn = np.exp(-2j * np.pi * pitch * np.arange(len(samples)) / RATE)
    return float(2 * np.abs((samples[:, 0] * turn).mean()))


def test_what_is_played_comes_back_and_a_crossfade_is_level(room: EngineRoom, server: Server, tmp_path: Path) -> None:
    low, high = (recording(write(tmp_path / f"{p}.flac", sine(p, 30)), 30) for p in (300, 700))
    room.tell(play(low))
    time.sleep(_BUFFER)
    before = server.record(1)
    assert strength(before[RATE // 2 :], 300) == pytest.approx(0.2, rel=0.02)
    room.tell(play(high, fade=2))
    across = server.record(4)
    windows = across[: len(across) // 4800 * 4800].reshape(-1, 4800, 2)
    powers = [decibels(w) for w in windows]
    assert max(powers) - min(powers) < 1.0
    assert strength(across[-RATE // 2 :], 700) == pytest.approx(0.2, rel=0.02)
    assert strength(across[-RATE // 2 :], 300) < 1e-3
    middle = min(windows, key=lambda w: abs(strength(w, 300) - strength(w, 700)))
    assert strength(middle, 300) == pytest.approx(0.2 * 0.7071, rel=0.1)


def test_a_server_that_dies_is_noticed_and_taken_again_when_it_is_back(
    room: EngineRoom, server: Server, tmp_path: Path
) -> None:
    room.tell(play(recording(write(tmp_path / "a.flac", sine(300, 60)), 60)))
    time.sleep(_BUFFER)
    server.die()
    said = wait_for(room, lambda r: isinstance(r, Output) and r.device is None)
    assert "has stopped" in next(r.why for r in said if isinstance(r, Output))
    server.again()
    wait_for(room, lambda r: isinstance(r, Output) and r.device is not None, 15)
    time.sleep(_BUFFER)
    assert strength(server.record(1)[RATE // 2 :], 300) == pytest.approx(0.2, rel=0.05)


def test_an_output_that_is_not_there_is_said_and_nothing_else_is_taken(server: Server) -> None:
    room = EngineRoom(Fitting(partial(Card, name="Nowhere"), Simulated, settings=QUICK))
    said = wait_for(room, lambda r: isinstance(r, Output))
    assert [r for r in said if isinstance(r, Output)] == [Output(None, "the output Nowhere is not there")]
    room.close().join()
