"""The clock page while it is on: aiohttp in a thread and a loop of its own. Loaded when it is switched on."""

import asyncio
import logging
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial

from aiohttp import web

from kapcircle.desk.sharing import Shared
from kapcircle.drivers.addresses import addresses
from kapcircle.drivers.clock_site import Caller, Site
from kapcircle.views.public_clock import PublicClock

LOOKS_S = 10.0
"""How often it is asked whether the laptop still has the address."""
ENDS_S = 5.0
"""How long it may take to begin or to end; it takes milliseconds."""
CALLERS = 64
"""Connections at once: programme setting."""
KEPT_S = 60.0
"""How long a connection that asks nothing more is kept."""
STOPPED = "The clock page has stopped. Switch it off and on again."


class Service:
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
        """What is shown from now on."""
        self._call(self._site.show, clock)

    def end(self) -> None:
        """Listen no longer."""
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
            server = await self._loop.create_server(partial(_answer, runner.server, self._loop), sock=self._listener)
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


def _answer(server: web.Server | None, loop: asyncio.AbstractEventLoop) -> asyncio.Protocol:
    """Somebody has called; of too many at once the next is hung up on: they would take files that the vault needs."""
    if server is None or len(server.connections) >= CALLERS:
        return _HungUp()
    quiet = logging.getLogger("kapcircle.clock_page.access")
    quiet.disabled = True  # who reads the clock is written down nowhere
    return Caller(server, loop=loop, access_log=quiet, keepalive_timeout=KEPT_S, auto_decompress=False)


class _HungUp(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.close()
