"""Where the sound goes: a card by its name, or a clock alone when there is none."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from threading import Event, Thread
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol

from kapcircle.core.errors import KnownError
from kapcircle.engine import soundserver
from kapcircle.engine.settings import RATE

if TYPE_CHECKING:  # a window that lists its outputs needs nothing that decodes
    from kapcircle.engine.reader import Frames

Render = Callable[[int], "Frames"]

_BLOCK = 480
"""Frames asked of the mixer at once: 10 ms."""
_LATENCY = 0.1
"""Seconds of buffer asked of the card: what a busy laptop needs, and nobody waits for."""


class Device(Protocol):
    """Takes frames from `render` at its own pace, from its making until `close`."""

    frames: int
    """Frames taken so far."""
    name: str | None
    """What people call it; None when nobody hears it."""

    def close(self) -> None:
        """Take no more."""


OpenDevice = Callable[[Render], Device]
"""Begins to play. Raises KnownError."""


class Card:
    """An output of the system, by name; None is the system's own choice. Never another than the one asked for."""

    def __init__(self, render: Render, name: str | None = None) -> None:
        portaudio = _portaudio()
        number, found = _find(portaudio, name)
        self.name: str | None = found
        self.frames = 0
        self._render = render
        try:
            self._stream = portaudio.OutputStream(
                device=number, samplerate=RATE, channels=2, dtype="float32", blocksize=_BLOCK,
                latency=_LATENCY, callback=self._fill, extra_settings=_shared(portaudio),
            )  # fmt: skip
            self._stream.start()
        except portaudio.PortAudioError as why:
            raise KnownError(f"the output {self.name} cannot be opened: {why}") from why

    def _fill(self, out: "Frames", n: int, _time: Any, _status: Any) -> None:
        out[:] = self._render(n)
        self.frames += n

    def close(self) -> None:
        with suppress(Exception):  # a card that was pulled out cannot be closed either, and is gone all the same
            self._stream.abort()
            self._stream.close()


class NullClock:
    """No card: time goes on, nobody hears it. What was asked of nobody `since` then, in seconds of the monotonic clock,
    is made up for first.
    """

    def __init__(self, render: Render, since: float | None = None) -> None:
        self.frames = 0
        self.name: str | None = None
        self._render, self._stop = render, Event()
        self._since = time.monotonic() if since is None else since
        self._thread = Thread(target=self._run, name="null clock", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._stop.wait(max(0.0, self._since + self.frames / RATE - time.monotonic())):
            self._render(_BLOCK * 4)
            self.frames += _BLOCK * 4

    def close(self) -> None:
        self._stop.set()
        self._thread.join()


_ANY = ("default", "pulse", "pipewire", "sysdefault")
"""What ALSA calls a sound server: wherever it likes, and elsewhere when that has gone."""


def open_output(render: Render, name: str | None = None) -> Device:
    """Play on an output of the system, by name; None is the system's own choice. Never another. Raises KnownError.

    Where a sound server has it, its stream is tied to it; a card that no server has is opened without one.
    """
    try:
        known = [sink.title for sink in soundserver.sinks()]
        if name is None or name in _ANY or name in known:
            return soundserver.ServerCard(render, None if name in _ANY else name)
    except soundserver.NoServer:
        pass
    return Card(render, name)


def outputs() -> tuple[str, ...]:
    """The names of all outputs there are now, the system's own choice first. Empty without a card.

    Asked of a sound server where there is one. Else no card of this process may be playing: PortAudio begins anew.
    """
    with suppress(soundserver.NoServer):
        return tuple(sink.title for sink in soundserver.sinks())
    try:
        portaudio = _portaudio()
        default = _find(portaudio, None)[1]
    except KnownError:
        return ()
    names = [d["name"] for d in portaudio.query_devices() if d["max_output_channels"] >= 2]
    return tuple(dict.fromkeys([default, *names]))


def _portaudio() -> ModuleType:
    """The library with a fresh list of devices: it makes one only when it starts."""
    try:
        with _hushed():
            portaudio = import_module("sounddevice")
            portaudio._terminate()  # noqa: SLF001 - the only way to a new list; harmless, since no stream is open
            portaudio._initialize()  # noqa: SLF001 - likewise
    except OSError as why:
        raise KnownError("the sound library PortAudio is missing: install libportaudio2") from why
    return portaudio


def _find(portaudio: ModuleType, name: str | None) -> tuple[int, str]:
    devices = [(i, d) for i, d in enumerate(portaudio.query_devices()) if d["max_output_channels"] >= 2]
    default = portaudio.default.device[1]
    found = [(i, d["name"]) for i, d in devices if (i == default if name is None else d["name"] == name)]
    if not found:
        raise KnownError(f"the output {name} is not there" if name else "this computer has no sound output")
    return found[0]


def _shared(portaudio: ModuleType) -> Any:
    """Windows gives a card at its own rate only, unless it is asked to convert."""
    return portaudio.WasapiSettings(auto_convert=True) if sys.platform == "win32" else None


@contextmanager
def _hushed() -> Iterator[None]:
    """ALSA writes each device that it does not find on standard error; that is no news to anybody."""
    kept, null = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(null, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(null)
