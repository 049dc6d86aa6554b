"""The clock page for others: aiohttp in a thread and a loop of its own, on the one address that was chosen."""

import asyncio
import ipaddress
import os
import socket
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import psutil
from aiohttp import web

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Instant
from kapcircle.desk.sharing import Address, Shared
from kapcircle.drivers.clock_door import Door, new_code
from kapcircle.drivers.clock_site import Site
from kapcircle.views.clockface import Face
from kapcircle.views.public_clock import NO_CIRCLE, PublicClock

LEAST, MOST = 1024, 65_535
"""Ports that a program may take without rights of its own; 0 is any, for tests."""
LOOKS_S = 10.0
"""How often it is asked whether the laptop still has the address."""
ENDS_S = 5.0
"""How long it may take to begin or to end; it takes milliseconds."""
CALLERS = 64
"""Connections at once: programme setting."""
SILENT_MS = 20_000
"""A device that takes nothing for so long has gone."""
STOPPED = "The clock page has stopped. Switch it off and on again."


def addresses() -> tuple[Address, ...]:
    """The addresses of this laptop, its own loop last; none that needs the name of a network beside it."""
    found = [
        Address(network, each.address, ipaddress.ip_address(each.address).is_loopback)
        for network, several in psutil.net_if_addrs().items()
        for each in several
        if each.family in (socket.AF_INET, socket.AF_INET6) and "%" not in each.address
        if not ipaddress.ip_address(each.address).is_link_local
    ]
    return tuple(sorted(found, key=lambda x: (x.own, ":" in x.address, x.network)))


class LanClock:
    """Off until it is opened. `now` is the desk's clock, `files` the folder of what a browser is sent."""

    def __init__(self, files: Path, now: Callable[[], Instant]) -> None:
        self._files, self._now = files, now
        self._clock = PublicClock(Face.WAITING, NO_CIRCLE)
        self._service: _Service | None = None

    def addresses(self) -> Sequence[Address]:
        """The addresses of this laptop."""
        return addresses()

    def open(self, address: str, port: int) -> Shared:
        """Listen, with a new code. Raises KnownError with nothing opened."""
        self.close()
        listener = _listen(address, port)
        shared = Shared(address, listener.getsockname()[1], new_code())
        door = Door(shared.code, time.monotonic)
        site = Site(shared.place.removeprefix("http://"), door, self._clock, self._now, self._files)
        self._service = _Service(shared, site, listener)
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


class _Service:
    """The page while it is on. Made and asked by any thread; all the rest happens in its own."""

    def __init__(self, shared: Shared, site: Site, listener: socket.socket) -> None:
        self._shared, self._site, self._listener = shared, site, listener
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._trouble = ""
        self._thread = threading.Thread(target=self._run, name="clock page", daemon=True)
        self._thread.start()

    def shared(self) -> Shared:
        """How it is."""
        trouble = self._trouble if self._thread.is_alive() else STOPPED
        return replace(self._shared, readers=self._site.readers, trouble=trouble)

    def show(self, clock: PublicClock) -> None:
        self._call(self._site.show, clock)

    def end(self) -> None:
        self._call(self._site.end)
        self._call(self._stop.set)
        self._thread.join(ENDS_S)

    def _call(self, act: Callable[..., None], *given: object) -> None:
        with suppress(RuntimeError):  # the loop is closed: it has ended by itself
            self._loop.call_soon_threadsafe(act, *given)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._listener.close()
            self._loop.close()

    async def _serve(self) -> None:
        runner = web.AppRunner(self._site.app(), access_log=None, handle_signals=False, shutdown_timeout=1.0)
        await runner.setup()
        try:
            server = await self._loop.create_server(partial(_answer, runner.server), sock=self._listener)
            while not self._stop.is_set():
                await self._look()
            server.close()  # nobody else; whoever reads is let go below
        finally:
            await runner.cleanup()

    async def _look(self) -> None:
        """Whether anybody can reach this laptop: a network that is gone takes its address along."""
        gone = self._shared.address not in {x.address for x in addresses()}
        self._trouble = f"This laptop no longer has the address {self._shared.address}." if gone else ""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stop.wait(), LOOKS_S)


def _answer(server: web.Server | None) -> asyncio.Protocol:
    """Somebody has called; of too many at once the next is hung up on: they would take files that the vault needs."""
    return server() if server is not None and len(server.connections) < CALLERS else _HungUp()


class _HungUp(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.close()
