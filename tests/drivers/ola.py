"""A real receiver: Debian's `olad`, with a configuration, ports and an end of its own.

Its universes are read through its web API; each frame that it takes it also hands on, as OSC, to a socket of ours.
"""

import fcntl
import json
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

OTHERS = (
    "artnet dummy espnet ftdidmx gpio karate kinet milinst nanoleaf opendmx openpixelcontrol pathport renard sandnet "
    "shownet spi stageprofi uartdmx usbdmx usbpro usbserial"
)
"""The plugins that the tests have no use for."""


@dataclass(frozen=True)
class Frame:
    """One frame as it left olad: seconds on the monotonic clock, and the slots."""

    at: float
    universe: int
    slots: bytes


@dataclass(frozen=True)
class Olad:
    """`host` is where to send to: olad takes no sACN on 127.0.0.1."""

    host: str
    web: str
    osc: socket.socket

    def slots(self, universe: int) -> bytes:
        """The 512 slots of a universe as olad has them now; none before the first packet."""
        return bytes(self.ask(f"get_dmx?u={universe}")["dmx"])

    def frame(self, seconds: float = 2.0) -> Frame | None:
        """The next frame that olad hands on; None if none comes in time."""
        self.osc.settimeout(seconds)
        try:
            message = self.osc.recv(2048)
        except TimeoutError:
            return None
        address, _, rest = message.partition(b"\0")
        blob = rest[rest.index(b",b\0\0") + 4 :]
        length = int.from_bytes(blob[:4], "big")
        return Frame(time.monotonic(), int(address.rpartition(b"/")[2]), blob[4 : 4 + length])

    def ask(self, path: str, **form: object) -> Any:
        data = urllib.parse.urlencode(form).encode() if form else None
        with urllib.request.urlopen(f"{self.web}/{path}", data, timeout=5) as answer:
            return json.load(answer)


@contextmanager
def olad(*universes: int) -> Iterator[Olad]:
    """olad with these universes as sACN inputs, run as nobody; skips the test where there is none.

    One at a time on a machine: E1.31 has one port.
    """
    if shutil.which("olad") is None:
        pytest.skip("olad is not installed (Debian: apt install ola)")
    host = _own_address()
    with (
        Path(__file__).open() as turn,
        tempfile.TemporaryDirectory() as folder,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as osc,
    ):
        fcntl.flock(turn, fcntl.LOCK_EX)
        osc.bind(("127.0.0.1", 0))
        web = _free_port()
        _configure(Path(folder), host, osc.getsockname()[1], len(universes))
        process = _start(folder, web)
        try:
            receiver = Olad(host, f"http://127.0.0.1:{web}", osc)
            _patch(receiver, process, universes, Path(folder) / "log")
            yield receiver
        finally:
            process.terminate()
            process.wait(10)


def _own_address() -> str:
    up = [name for name, state in psutil.net_if_stats().items() if state.isup]
    for address in (address for name in up for address in psutil.net_if_addrs().get(name, ())):
        if address.family == socket.AF_INET and not address.address.startswith("127."):
            return address.address
    pytest.skip("this machine has no network address but 127.0.0.1, where olad takes no sACN")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _configure(folder: Path, host: str, osc: int, count: int) -> None:
    files = dict.fromkeys(OTHERS.split(), "enabled = false")
    files["e131"] = f"enabled = true\nip = {host}\ninput_ports = {count}\noutput_ports = 0"
    files["osc"] = f"enabled = true\ninput_ports = 0\noutput_ports = {count}\nudp_listen_port = 0" + "".join(
        f"\nport_{n}_output_format = blob\nport_{n}_targets = 127.0.0.1:{osc}/dmx/universe/%d" for n in range(count)
    )
    for name, text in files.items():
        (folder / f"ola-{name}.conf").write_text(text + "\n")
    if os.geteuid() == 0:
        for path in (folder, *folder.iterdir()):
            os.chown(path, pwd.getpwnam("nobody").pw_uid, -1)


def _start(folder: Path | str, web: int) -> subprocess.Popen[bytes]:
    nobody = pwd.getpwnam("nobody")
    user = ["setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"]
    with (Path(folder) / "log").open("wb") as log:
        return subprocess.Popen(
            [
                *(user if os.geteuid() == 0 else []),
                *("olad", "--config-dir", str(folder), "--interface", "127.0.0.1", "--no-register-with-dns-sd"),
                *("--http-port", str(web), "--rpc-port", str(_free_port()), "--log-level", "3"),
            ],
            stdout=log,
            stderr=log,
            env=os.environ | {"HOME": str(folder)},
        )


def _patch(receiver: Olad, process: subprocess.Popen[bytes], universes: tuple[int, ...], log: Path) -> None:
    for universe in universes:
        free = _free_lines(receiver, process, log)
        pair = [min(x for x in free if side in x) for side in ("-I-", "-O-")]
        made = receiver.ask("new_universe", id=universe, name=f"test {universe}", add_ports=",".join(pair))
        assert made["ok"], made


def _free_lines(receiver: Olad, process: subprocess.Popen[bytes], log: Path) -> list[str]:
    """The ports that olad offers: of each device the next input, and its free outputs."""
    deadline = time.monotonic() + 10
    while True:
        try:
            return [port["id"] for port in receiver.ask("json/get_ports")]
        except OSError:
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.05)
