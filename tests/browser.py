"""A real browser without a screen, driven by its own protocol: what a tablet does with a page."""

from __future__ import annotations

import asyncio
import base64
import json
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp
import pytest

CHROMIUM = shutil.which("chromium")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: apt-get install chromium")

QUIET = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--remote-debugging-port=0",
)
PATIENCE_S = 20.0


class Browser:
    """One page of it."""

    def __init__(self, place: str) -> None:
        """`place` is where it listens for its protocol."""
        self._numbers = count(1)
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.errors: list[str] = []
        """What the page complained of: scripts that failed, and what a policy of content refused."""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="browser")
        self._thread.start()
        self._wait(self._connect(place))
        for domain in ("Page", "Runtime", "Log"):
            self.do(f"{domain}.enable")

    def _wait(self, what: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(PATIENCE_S)

    async def _connect(self, place: str) -> None:
        self._web = aiohttp.ClientSession()
        async with self._web.get(f"http://{place}/json/list") as answer:
            pages = [page for page in await answer.json() if page["type"] == "page"]
        self._socket = await self._web.ws_connect(pages[0]["webSocketDebuggerUrl"], max_msg_size=0)
        self._reader = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for message in self._socket:
            said = json.loads(message.data)
            if "id" in said:
                self._answers.pop(said["id"]).set_result(said)
            elif said["method"] == "Runtime.exceptionThrown":
                self.errors.append(said["params"]["exceptionDetails"]["text"])
            elif said["method"] == "Log.entryAdded" and said["params"]["entry"]["source"] in {"security", "violation"}:
                self.errors.append(said["params"]["entry"]["text"])

    def do(self, method: str, **params: Any) -> Any:
        """One command of the protocol."""
        return self._wait(self._do(method, params))

    async def _do(self, method: str, params: dict[str, Any]) -> Any:
        number = next(self._numbers)
        self._answers[number] = answer = self._loop.create_future()
        await self._socket.send_json({"id": number, "method": method, "params": params})
        said = await answer
        assert "error" not in said, said
        return said["result"]

    def ask(self, script: str) -> Any:
        """The value of an expression in the page."""
        answer = self.do("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def go(self, place: str) -> None:
        """Open a page, and wait until it stands."""
        self.do("Page.navigate", url=place)
        self.until(lambda: self.ask("document.readyState") == "complete" and self.ask("location.href") != "about:blank")

    def text(self, name: str) -> str:
        """What a part of the page says; empty while there is none."""
        return str(self.ask(f"(document.getElementById({name!r}) || {{textContent: ''}}).textContent"))

    def type_code(self, code: str) -> None:
        """Fill in the form, and send it."""
        self.ask(f"document.getElementById('code').value = {code!r}; document.querySelector('button').click()")

    def until(self, true: Callable[[], object], seconds: float = PATIENCE_S, meanwhile: float = 0.02) -> float:
        """Wait for it; returns how many seconds it took."""
        began = time.monotonic()
        while not _holds(true):
            assert time.monotonic() - began < seconds, self.ask("document.body.innerText")
            time.sleep(meanwhile)
        return time.monotonic() - began

    def photograph(self, path: Path, wide: int, high: int) -> None:
        """Save a picture of the page."""
        self.do("Emulation.setDeviceMetricsOverride", width=wide, height=high, deviceScaleFactor=1, mobile=False)
        shot = self.do("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(shot["data"]))

    def close(self) -> None:
        """Let go of it."""
        self._wait(self._leave())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _leave(self) -> None:
        await self._socket.close()
        await self._reader
        await self._web.close()


def _holds(true: Callable[[], object]) -> bool:
    """A page that is about to be another one has no answer for an instant."""
    try:
        return bool(true())
    except AssertionError:
        return False


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """A browser with a folder of its own; it ends with the block."""
    assert CHROMIUM is not None
    process = subprocess.Popen(
        [CHROMIUM, *QUIET, f"--user-data-dir={folder / 'browser'}", "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        port = folder / "browser" / "DevToolsActivePort"
        end = time.monotonic() + PATIENCE_S
        while not (port.exists() and port.read_text().count("\n")):
            assert time.monotonic() < end, "the browser did not begin"
            time.sleep(0.05)
        made = Browser(f"127.0.0.1:{port.read_text().splitlines()[0]}")
        try:
            yield made
        finally:
            made.do("Browser.close")
            made.close()
    finally:
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
