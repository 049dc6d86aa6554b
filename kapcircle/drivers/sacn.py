"""Light over the network as streaming ACN (ANSI E1.31-2018): levels and nothing else leave the laptop."""

import math
import socket
import struct
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis
from kapcircle.core.light import LampLevel
from kapcircle.core.rooms import UNIVERSES, PatchRow
from kapcircle.desk.aside import Aside
from kapcircle.drivers.hosts import check_host
from kapcircle.drivers.patch import check_patch, encode

PORT = 5568
"""ACN_SDT_MULTICAST_PORT (9.2)."""

SOURCE = b"KapCircle"
PRIORITY = 100
"""What receivers take for a source without priority (6.2.3)."""

TERMINATED = 0x40
"""Stream_Terminated (6.2.6)."""

REPEATS = 3
"""Packets with unchanged levels before any may be left out (6.6.2), and packets that end a stream (6.2.6)."""

OPENING = 21
"""Packets at the beginning of a stream of which none is left out. A receiver that still counts with an engine that has
just died passes over as many as twenty of the next one's (6.7.2).
"""

KEEP_ALIVE = 0.9
"""Seconds between packets while nothing changes: 0.8 to 1.0 (6.6.2). Receivers give a source up after 2.5 (6.7.1)."""

RETRY = 1.0
"""Seconds before a line that failed is opened again."""

DOUBT = 4.0
"""Seconds without a failure after which a line counts as good again: two refreshes of a still light, and a retry."""

_PACKET = struct.Struct("!HH12sHI16s HI64sBHBBH HBBHHH513s")
"""Root layer (5), framing layer (6.2), DMP layer (7): 638 octets."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where light goes: a receiver's name or IP address, or `multicast`; and the universe where a patch names none."""

    host: str
    universe: int


def parse(text: str) -> Address:
    """The address in `sacn:HOST:UNIVERSE`. Raises KnownError, saying what is expected."""
    scheme, _, rest = text.partition(":")
    host, _, universe = rest.rpartition(":")
    if scheme != "sacn" or not host:
        raise KnownError(f"{text}: write sacn:HOST:UNIVERSE, for example sacn:192.0.2.10:1 or sacn:multicast:1.")
    if not (universe.isascii() and universe.isdigit() and int(universe) in UNIVERSES):
        raise KnownError(f"{text}: the universe after the last colon is a number from 1 to 63999, not {universe!r}.")
    check_host(host, text)
    return Address(host.removeprefix("[").removesuffix("]"), int(universe))


def packet(cid: UUID, universe: int, sequence: int, slots: bytes, *, ended: bool = False) -> bytes:
    """An E1.31 data packet with 512 slots after the start code 0; `sequence` counts modulo 256."""
    return _PACKET.pack(
        0x0010, 0, b"ASC-E1.17", 0x7000 | 622, 4, cid.bytes,
        0x7000 | 600, 2, SOURCE, PRIORITY, 0, sequence % 256, TERMINATED if ended else 0, universe,
        0x7000 | 523, 2, 0xA1, 0, 1, 513, b"\0" + slots,
    )  # fmt: skip


def multicast_group(universe: int) -> str:
    """239.255.high.low (9.3.1)."""
    return f"239.255.{universe >> 8}.{universe & 255}"


Place = tuple[socket.AddressFamily, socket.SocketKind, int, str, tuple[str | int, ...] | tuple[int, bytes]]
"""What a socket is made of and connected to."""


class _Host:
    """A receiver by its address, or by its name, which is looked up aside: that may take seconds, and light goes on."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._aside, self._asked = Aside("name of a receiver"), False
        self._answer: Place | OSError | None = None

    def place(self) -> Place | None:
        """Where it is; None while its name is being looked up. Raises OSError."""
        with suppress(socket.gaierror):
            return _look_up(self.name, socket.AI_NUMERICHOST)
        if not self._asked:
            self._asked, self._answer = True, None
            self._aside.do(self._ask)
        if (answer := self._answer) is None:
            return None
        self._asked = False
        if isinstance(answer, OSError):
            raise answer
        return answer

    def _ask(self) -> None:
        try:
            self._answer = _look_up(self.name)
        except OSError as error:
            self._answer = error


class _Line:
    """One universe to one receiver. A connected socket, so that a receiver's refusal comes back to us."""

    def __init__(self, host: str, universe: int, cid: UUID) -> None:
        self._host = _Host(multicast_group(universe) if host == "multicast" else host)
        self._universe = universe
        self._cid = cid
        self._sequence = 0
        self._socket: socket.socket | None = None
        self._failed_at = -math.inf
        self._why = ""

    def send(self, slots: bytes, now: float, *, ended: bool = False) -> None:
        if now < self._failed_at + RETRY:
            return
        data = packet(self._cid, self._universe, self._sequence, slots, ended=ended)
        try:
            if (line := self._open()) is not None:
                self._sequence += 1
                line.send(data)
        except BlockingIOError:
            return  # the system's buffer is full: the next frame is newer than this one
        except OSError as error:
            self.close()
            self._failed_at, self._why = now, _words(self._host.name, error)

    def _open(self) -> socket.socket | None:
        if self._socket is None and (place := self._host.place()) is not None:
            self._socket = _connect(place)
        return self._socket

    def trouble(self, now: float) -> str:
        """Why the line failed of late; empty if it did not."""
        return self._why if now < self._failed_at + DOUBT else ""

    def close(self) -> None:
        if self._socket:
            self._socket.close()
            self._socket = None


class Sacn:
    """Streams a patch to a receiver: every frame while light changes, about once a second while it does not.

    A line that fails is opened again each second and never stops the frames; `answers` tells.
    """

    def __init__(
        self,
        host: str,
        patch: Iterable[PatchRow],
        cid: UUID,
        clock: Callable[[], float] = time.monotonic,
        dark: str = "",
    ) -> None:
        """`cid` is this laptop's own and never changes; `clock` in seconds; `dark` is what to say of lamps that the
        patch leaves out. Raises KnownError for a bad patch.
        """
        self._patch = check_patch(patch)
        self._clock = clock
        self._lines = {row.universe: _Line(host, row.universe, cid) for row in self._patch}
        self._slots: dict[int, bytes] = {}
        self._dark = dark
        self._repeats = self._sent = 0
        self._sent_at = -math.inf

    def aim(self, levels: tuple[LampLevel, ...], fade: Millis, emergency: bool) -> None:
        """Receivers know no fades: each frame says where the lamps are."""

    def send(self, levels: tuple[LampLevel, ...], still: bool) -> None:
        slots, now = encode(levels, self._patch), self._clock()
        self._repeats = self._repeats + 1 if still and slots == self._slots else 0
        if self._sent < OPENING or self._repeats <= REPEATS or now >= self._sent_at + KEEP_ALIVE:
            self._slots, self._sent_at, self._sent = slots, now, self._sent + 1
            self._put(now)

    def answers(self) -> tuple[bool, str]:
        """There is no answer in sACN: True means that neither network nor receiver has refused a packet of late, and
        that every lamp hangs on one.
        """
        now = self._clock()
        why = next((why for line in self._lines.values() if (why := line.trouble(now))), self._dark)
        return not why, why

    def close(self) -> None:
        """End the streams, so that receivers need not wait for silence."""
        for _ in range(REPEATS if self._slots else 0):
            self._put(self._clock(), ended=True)
        self._slots = {}
        for line in self._lines.values():
            line.close()

    def _put(self, now: float, *, ended: bool = False) -> None:
        for universe, slots in self._slots.items():
            self._lines[universe].send(slots, now, ended=ended)


def _look_up(host: str, flags: int = 0) -> Place:
    return socket.getaddrinfo(host, PORT, type=socket.SOCK_DGRAM, flags=flags)[0]


def _connect(place: Place) -> socket.socket:
    """From any free port, never 5568: a receiver on the same machine keeps its own."""
    family, kind, protocol, _, address = place
    line = socket.socket(family, kind, protocol)
    try:
        line.setblocking(False)
        line.connect(address)
    except OSError:
        line.close()
        raise
    return line


def _words(host: str, error: OSError) -> str:
    if isinstance(error, ConnectionRefusedError):
        return f"{host} does not take light data (sACN): switch it on there, or check the address."
    return f"{host} cannot be reached ({error.strerror}): check cable, network and address."
