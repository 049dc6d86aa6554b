"""The clock page for others, on the one address that was chosen. What it takes to listen is loaded when it is on."""

import os
import socket
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Instant
from kapcircle.desk.sharing import Address, Shared
from kapcircle.drivers.addresses import addresses
from kapcircle.drivers.clock_door import Door, new_code
from kapcircle.views.clockface import Face
from kapcircle.views.public_clock import NO_CIRCLE, PublicClock

if TYPE_CHECKING:
    from kapcircle.drivers.clock_service import Service

LEAST, MOST = 1024, 65_535
"""Ports that a program may take without rights of its own; 0 is any, for tests."""
SILENT_MS = 20_000
"""A device that takes nothing for so long has gone."""


class LanClock:
    """Off until it is opened. `now` is the desk's clock, `files` the folder of what a browser is sent."""

    def __init__(self, files: Path, now: Callable[[], Instant]) -> None:
        self._files, self._now = files, now
        self._clock = PublicClock(Face.WAITING, NO_CIRCLE)
        self._service: Service | None = None

    def addresses(self) -> Sequence[Address]:
        """The addresses of this laptop."""
        return addresses()

    def open(self, address: str, port: int) -> Shared:
        """Listen, with a new code. Raises KnownError with nothing opened."""
        from kapcircle.drivers.clock_service import Service
        from kapcircle.drivers.clock_site import Site

        self.close()
        listener = _listen(address, port)
        shared = Shared(address, listener.getsockname()[1], new_code())
        door = Door(shared.code, time.monotonic)
        site = Site(shared.place.removeprefix("http://"), door, self._clock, self._now, self._files)
        self._service = Service(shared, site, listener)
        return shared

    def show(self, clock: PublicClock) -> None:
        """What is shown from now on."""
        if clock != self._clock:
            self._clock = clock
            if self._service is not None:
                self._service.show(clock)

    def shared(self) -> Shared | None:
        """How it is."""
        return None if self._service is None else self._service.shared()

    def close(self) -> None:
        """Listen no longer."""
        service, self._service = self._service, None
        if service is not None:
            service.end()


def _listen(address: str, port: int) -> socket.socket:
    here = [x.address for x in addresses()]
    if address not in here:
        raise KnownError(
            f"{address or 'No address'}: choose one that this laptop has now, {', '.join(here) or 'none'}."
        )
    if port and not LEAST <= port <= MOST:
        raise KnownError(f"Port {port}: choose a number from {LEAST} to {MOST}.")
    listener = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
    if os.name == "posix":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # switched off and on again at once
    try:
        listener.bind((address, port))
        listener.listen()
    except OSError as error:
        listener.close()
        why = f"{address}, port {port}, cannot be used: {error.strerror}. Another program may have it; choose another."
        raise KnownError(why) from error
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, SILENT_MS)  # each that it accepts has it, too
    listener.setblocking(False)
    return listener
