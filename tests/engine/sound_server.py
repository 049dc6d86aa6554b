"""A real sound server for tests, with outputs that nobody hears and that can be unplugged."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from kapcircle.desk.orders import Report
from kapcircle.engine.room import EngineRoom
from tests.engine.sounds import RATE, Samples

NEEDS_PULSE = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="PulseAudio is the sound server of Linux"),
    pytest.mark.skipif(
        not (shutil.which("pulseaudio") and shutil.which("parec")),
        reason="needs the Debian packages pulseaudio, pulseaudio-utils, libasound2-plugins and libportaudio2",
    ),
]

BUFFER = 3.5
"""Seconds: a null sink that nobody has used yet takes two at once, and its first listener as much again."""


def described(name: str, title: str) -> str:
    """The arguments of a null sink."""
    properties = f"""sink_properties=\'device.description="{title}"\' """.strip()
    return f"sink_name={name} rate={RATE} channels=2 {properties}"


class Server:
    """A sound server of our own with an output that nobody hears, as root or not; others come and go."""

    def __init__(self, folder: Path) -> None:
        self._socket = folder / "socket"
        self._modules: dict[str, str] = {}
        self._start()

    def _start(self) -> None:
        native = f"module-native-protocol-unix socket={self._socket} auth-anonymous=1"
        sink = f"module-null-sink {described('room', 'Laptop')}"
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

    def plug_in(self, name: str, title: str) -> None:
        """Another output is there, and the system's own choice."""
        said = subprocess.run(
            ["pactl", "load-module", "module-null-sink", *described(name, title).split(" ", 3)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        self._modules[name] = said.stdout.strip()
        subprocess.run(["pactl", "set-default-sink", name], check=True)

    def pull_out(self, name: str) -> None:
        """It has gone, and what played there with it or to the next one."""
        subprocess.run(["pactl", "unload-module", self._modules.pop(name)], check=True)

    def record(self, seconds: float, name: str = "room") -> Samples:
        """What goes to an output from now on."""
        wanted = round(seconds * RATE) * 8
        command = ["parec", "-d", f"{name}.monitor", "--format=float32le", f"--rate={RATE}", "--channels=2"]
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


@contextmanager
def serving(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server that this test and its processes find, and no other."""
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    for name, value in {
        "XDG_RUNTIME_DIR": str(runtime),
        "HOME": str(folder),
        "PULSE_SERVER": f"unix:{runtime / 'socket'}",
        "PULSE_COOKIE": str(folder / "cookie"),
    }.items():
        monkeypatch.setenv(name, value)
    server = Server(runtime)
    try:
        yield server
    finally:
        server.die()


def wait_for(room: EngineRoom, wanted: Callable[[Report], bool], patience: float = 10.0) -> list[Report]:
    """All that a room says until it says what is wanted."""
    end, said = time.monotonic() + patience, list[Report]()
    while not any(map(wanted, said)):
        assert time.monotonic() < end, f"waited in vain; it said {said}"
        said += room.reports()
        time.sleep(0.02)
    return said


def sine(pitch: float, seconds: float) -> Samples:
    """A soft tone."""
    wave = 0.2 * np.sin(2 * np.pi * pitch * np.arange(round(seconds * RATE)) / RATE)
    return np.asarray(np.stack([wave, wave], axis=1), np.float32)


def strength(samples: Samples, pitch: float) -> float:
    """Amplitude of one pitch on the left."""
    turn = np.exp(-2j * np.pi * pitch * np.arange(len(samples)) / RATE)
    return float(2 * np.abs((samples[:, 0] * turn).mean()))
