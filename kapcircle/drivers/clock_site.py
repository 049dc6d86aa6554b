"""What a browser meets at the clock page: a form for the code, the page, and a stream of what it shows. Read only."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from aiohttp import web
from aiohttp.http import HttpProcessingError

from kapcircle.core.ids import Instant
from kapcircle.drivers.clock_door import Answer, Door
from kapcircle.views.clockface import Face
from kapcircle.views.public_clock import PublicClock

COOKIE = "clock"
BEAT_S = 5.0
"""How often a page that shows the same hears that the laptop is there: it waits for less than three of these."""
READERS = 16
"""Pages open at once, of all devices: programme setting."""
FORM = 256
"""Bytes of a form with six digits; no more is read."""
ASKED_S = 10.0
"""Whoever has not asked for anything by then, or not sent the form to its end, is hung up on: programme setting."""

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), screen-wake-lock=(self)",
    "Referrer-Policy": "same-origin",  # with none at all a browser would not say, either, that the form is ours
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

SAID = {
    Answer.WRONG: (403, "That is not the code. It stands on the laptop: Settings, Clock for others."),
    Answer.WAIT: (429, "Too many wrong codes. Wait a minute, then try again."),
}

KINDS = {"clock.css": "text/css", "clock.js": "text/javascript"}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def written(clock: PublicClock, now: Instant) -> bytes:
    """A message of the stream: what is shown, and what time the laptop has."""
    values = {name: value.value if isinstance(value, Face) else value for name, value in asdict(clock).items()}
    return f"data: {json.dumps({**values, 'now': now})}\n\n".encode()


class Site:
    """Belongs to one loop. `host` is what a browser must have been told to look for; `files` are what it is sent."""

    def __init__(self, host: str, door: Door, clock: PublicClock, now: Callable[[], Instant], files: Path) -> None:
        self._host, self._door, self._clock, self._now = host, door, clock, now
        self._files = {name: (files / name).read_bytes() for name in ("code.html", "clock.html", *KINDS)}
        self._awake: set[asyncio.Event] = set()
        self._over = False

    @property
    def readers(self) -> int:
        """How many pages are open."""
        return len(self._awake)

    def show(self, clock: PublicClock) -> None:
        """Tell every page."""
        self._clock = clock
        self._wake()

    def end(self) -> None:
        """Let every page go."""
        self._over = True
        self._wake()

    def _wake(self) -> None:
        for event in self._awake:
            event.set()

    def app(self) -> web.Application:
        """The routes, and what holds for each of them."""
        app = web.Application(client_max_size=FORM, middlewares=[self._guard])
        app.on_response_prepare.append(_sign)
        app.add_routes(
            [
                web.get("/", self._page, allow_head=False),
                web.post("/", self._enter),
                web.get("/events", self._events, allow_head=False),
                *(web.get(f"/{name}", self._file, allow_head=False) for name in KINDS),
            ]
        )
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Only who looks for this very address is answered: a page elsewhere may call itself by another name."""
        if isinstance(request.protocol, Caller):
            request.protocol.asked = True
        origin = request.headers.get("Origin")
        if request.host != self._host or origin not in (None, f"http://{self._host}"):
            return web.Response(status=421, text="Not here.")
        try:
            return await handler(request)
        except web.HTTPException as error:
            return web.Response(status=error.status, text=error.reason)

    def _known(self, request: web.Request) -> bool:
        return self._door.knows(request.cookies.get(COOKIE, ""))

    async def _page(self, request: web.Request) -> web.StreamResponse:
        return self._html("clock.html") if self._known(request) else self._form("")

    def _form(self, said: str, status: int = 200) -> web.Response:
        return self._html("code.html", status, {b"<!-- said -->": said.encode()})

    def _html(self, name: str, status: int = 200, put: Mapping[bytes, bytes] | None = None) -> web.Response:
        body = self._files[name]
        for place, words in (put or {}).items():
            body = body.replace(place, words)
        return web.Response(body=body, status=status, content_type="text/html", charset="utf-8")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        name = request.path.removeprefix("/")
        return web.Response(body=self._files[name], content_type=KINDS[name], charset="utf-8")

    async def _enter(self, request: web.Request) -> web.StreamResponse:
        if request.content_type != "application/x-www-form-urlencoded":
            return web.Response(status=415, text="A form is sent here.")
        try:
            async with asyncio.timeout(ASKED_S):
                body = await request.read()
        except (TimeoutError, ConnectionError, web.RequestPayloadError):
            return web.Response(status=400, text="Not here.", headers={"Connection": "close"})
        typed = parse_qs(body.decode("utf-8", "replace")).get("code", [""])[0]
        answer = self._door.knock(request.remote or "?", typed)
        if answer is not Answer.RIGHT:
            status, said = SAID[answer]
            return self._form(said, status)
        response = web.Response(status=303, headers={"Location": "/"})
        response.set_cookie(COOKIE, self._door.admit(), httponly=True, samesite="Strict", path="/")
        return response

    async def _events(self, request: web.Request) -> web.StreamResponse:
        if not self._known(request):
            return web.Response(status=401, text="The code is asked for first.")
        if self.readers >= READERS:
            return web.Response(status=503, text="Too many pages are open.")
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream; charset=utf-8"})
        await response.prepare(request)
        awake = asyncio.Event()
        self._awake.add(awake)
        try:
            await self._tell(response, awake)
        except ConnectionError:
            pass  # it went away
        finally:
            self._awake.discard(awake)
        return response

    async def _tell(self, response: web.StreamResponse, awake: asyncio.Event) -> None:
        """Send what is shown, at once when it changes: a slow reader misses what was in between, and nobody waits."""
        await response.write(b"retry: 2000\n\n")
        while not self._over:
            awake.clear()
            await response.write(written(self._clock, self._now()))
            try:
                await asyncio.wait_for(awake.wait(), BEAT_S)
            except TimeoutError:
                continue


class Caller(web.RequestHandler):
    """One connection. What is no request is not said back, and no stranger writes into the program's messages."""

    __slots__ = ("asked",)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody has called. Lines that are held and never used would keep others out."""
        super().connection_made(transport)
        self.asked = False
        self._loop.call_later(ASKED_S, self._look)

    def _look(self) -> None:
        if not self.asked:
            self.force_close()

    def log_exception(self, *words: Any, **more: Any) -> None:
        """Write down what went wrong in us, and not what a stranger sent or that it went away."""
        if not isinstance(more.get("exc_info"), (web.RequestPayloadError, ConnectionError)):
            super().log_exception(*words, **more)

    def handle_error(
        self,
        request: web.BaseRequest,  # noqa: ARG002 - as it is called
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,  # noqa: ARG002 - as it is called
    ) -> web.StreamResponse:
        """Answer what cannot be read, or what went wrong in us, and hang up."""
        if not isinstance(exc, HttpProcessingError):
            self.log_exception("The clock page failed.", exc_info=exc)
        response = web.Response(status=status, text="Not here.", headers={**HEADERS, "Server": "clock"})
        response.force_close()
        return response


async def _sign(_: web.Request, response: web.StreamResponse) -> None:
    """What every answer carries; which program answers is nobody's business."""
    response.headers.update(HEADERS)
    response.headers.popall("Server", None)
