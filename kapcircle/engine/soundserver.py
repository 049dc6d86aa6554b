"""Outputs of a Linux desktop's sound server (PulseAudio, or PipeWire in its place), by the names that people see.

Through ALSA, which is all that PortAudio knows, such a server plays on somewhere else when a loudspeaker is unplugged:
out of the laptop itself. A stream that says it must not be moved ends instead.
"""

import ctypes as ct
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kapcircle.core.errors import KnownError
from kapcircle.engine.settings import RATE

if TYPE_CHECKING:  # a window that lists its outputs needs nothing that decodes
    from kapcircle.engine.reader import Frames

_PATIENCE = 2.0
"""Seconds for a server of this machine to answer."""
_LATENCY = 0.1
"""Seconds of buffer asked of the server, as of any other card."""
_BYTES = 8
"""Of a frame: two channels of float32."""

# What follows is written in the headers of libpulse: def.h, context.h, sample.h.
_NO_AUTOSPAWN = 0x1
_READY, _FAILED = 4, 5
_STREAM_READY = 2
_FLOAT32LE = 5
_DONT_MOVE, _ADJUST_LATENCY = 0x200, 0x2000
_DEFAULT = 0xFFFFFFFF


class _SampleSpec(ct.Structure):
    _fields_ = (("format", ct.c_int), ("rate", ct.c_uint32), ("channels", ct.c_uint8))


class _BufferAttr(ct.Structure):
    _fields_ = tuple((name, ct.c_uint32) for name in ("maxlength", "tlength", "prebuf", "minreq", "fragsize"))


class _SinkInfo(ct.Structure):
    """The beginning of it."""

    _fields_ = (("name", ct.c_char_p), ("index", ct.c_uint32), ("description", ct.c_char_p))


class _ServerInfo(ct.Structure):
    """The beginning of it."""

    _fields_ = (
        *((name, ct.c_char_p) for name in ("user", "host", "version", "server")),
        ("spec", _SampleSpec),
        ("default_sink", ct.c_char_p),
    )


_SINK = ct.CFUNCTYPE(None, ct.c_void_p, ct.POINTER(_SinkInfo), ct.c_int, ct.c_void_p)
_SERVER = ct.CFUNCTYPE(None, ct.c_void_p, ct.POINTER(_ServerInfo), ct.c_void_p)
_WRITE = ct.CFUNCTYPE(None, ct.c_void_p, ct.c_size_t, ct.c_void_p)


class NoServer(KnownError):  # noqa: N818 - an answer that leads on, not a fault
    """There is no sound server here: cards are reached without one."""


@dataclass(frozen=True, slots=True)
class Sink:
    """An output of the server: `name` is its own, `title` what people see, `chosen` the system's own choice."""

    name: str
    title: str
    chosen: bool = False


def sinks() -> tuple[Sink, ...]:
    """All outputs there are now, the system's own choice first. Raises NoServer."""
    with _connection() as connection:
        return connection.sinks()


class ServerCard:
    """An output of the server, by its title; None is the system's own choice. It stays there, or ends.

    Raises NoServer where there is none, KnownError where there is no such output.
    """

    def __init__(self, render: Callable[[int], "Frames"], name: str | None = None) -> None:
        self.frames = 0
        self._render = render
        self._on_write = _WRITE(self._write)
        self._connection = _Connection()
        try:
            sink = self._connection.sink(name)
            self.name: str | None = sink.title
            self._stream = self._connection.play(sink, self._on_write)
        except BaseException:
            self._connection.close()
            raise

    def _write(self, stream: int, room: int, _: object) -> None:
        n = room // _BYTES
        if n:
            body = self._render(n).tobytes()
            _library().pa_stream_write(stream, body, len(body), None, 0, 0)
            self.frames += n

    def close(self) -> None:
        """Take no more."""
        self._connection.close()


@contextmanager
def _connection() -> Iterator["_Connection"]:
    connection = _Connection()
    try:
        yield connection
    finally:
        connection.close()


class _Connection:
    """To the server, with a thread of the library's own. Raises NoServer."""

    def __init__(self) -> None:
        self._pa = _library()
        self._loop = self._pa.pa_threaded_mainloop_new()
        self._context = self._pa.pa_context_new(self._pa.pa_threaded_mainloop_get_api(self._loop), b"KapCircle")
        self._stream: int | None = None
        self._closed = False
        begun = self._pa.pa_context_connect(self._context, None, _NO_AUTOSPAWN, None) == 0
        self._pa.pa_threaded_mainloop_start(self._loop)
        if not (begun and self._until(lambda: self._state() in (_READY, _FAILED)) and self._state() == _READY):
            self.close()
            raise NoServer("there is no sound server")

    def _state(self) -> int:
        return int(self._pa.pa_context_get_state(self._context))

    def _until(self, true: Callable[[], bool]) -> bool:
        """Wait for the library's thread; False when the time is up."""
        end = time.monotonic() + _PATIENCE
        while True:
            with self._locked():
                if true():
                    return True
            if time.monotonic() > end:
                return False
            time.sleep(0.002)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self._pa.pa_threaded_mainloop_lock(self._loop)
        try:
            yield
        finally:
            self._pa.pa_threaded_mainloop_unlock(self._loop)

    def sinks(self) -> tuple[Sink, ...]:
        """All outputs there are now, the system's own choice first."""
        found: list[tuple[str, str]] = []
        default: list[str] = []
        done: list[int] = []

        def on_sink(_context: int, info: Any, end: int, _: object) -> None:
            if end:
                done.append(end)
            else:
                found.append((_text(info[0].name), _text(info[0].description)))

        def on_server(_context: int, info: Any, _: object) -> None:
            default.append(_text(info[0].default_sink) if info else "")

        called = _SERVER(on_server), _SINK(on_sink)
        with self._locked():
            asked = (
                self._pa.pa_context_get_server_info(self._context, called[0], None),
                self._pa.pa_context_get_sink_info_list(self._context, called[1], None),
            )
        answered = self._until(lambda: bool(default and done))
        with self._locked():
            for operation in filter(None, asked):
                self._pa.pa_operation_cancel(operation)
                self._pa.pa_operation_unref(operation)
        if not answered:
            raise NoServer("the sound server does not answer")
        titles = [title for _, title in found]
        named = (Sink(n, t if titles.count(t) == 1 else f"{t} ({n})", n == default[0]) for n, t in found)
        return tuple(sorted(named, key=lambda sink: not sink.chosen))

    def sink(self, title: str | None) -> Sink:
        """The output of this title; None: the system's own choice. Raises KnownError."""
        for sink in self.sinks():
            if sink.chosen if title is None else sink.title == title:
                return sink
        raise KnownError(f"the output {title} is not there" if title else "this computer has no sound output")

    def play(self, sink: Sink, on_write: Any) -> int:
        """A stream to an output, which asks `on_write` for frames. Raises KnownError."""
        spec = _SampleSpec(_FLOAT32LE, RATE, 2)
        buffer = _BufferAttr(_DEFAULT, round(RATE * _LATENCY) * _BYTES, _DEFAULT, _DEFAULT, _DEFAULT)
        with self._locked():
            stream = self._stream = self._pa.pa_stream_new(self._context, b"Music", ct.byref(spec), None)
            self._pa.pa_stream_set_write_callback(stream, on_write, None)
            flags = _DONT_MOVE | _ADJUST_LATENCY
            self._pa.pa_stream_connect_playback(
                stream, sink.name.encode(), ct.byref(buffer), flags, None, None
            )  # a failure is seen in its state
        settled = self._until(lambda: self._pa.pa_stream_get_state(stream) >= _STREAM_READY)
        if not settled or self._pa.pa_stream_get_state(stream) != _STREAM_READY:
            raise KnownError(f"the output {sink.title} cannot be opened: the sound server refuses it")
        return int(stream)

    def close(self) -> None:
        """Once: what was played and not yet heard is left out."""
        if self._closed:
            return
        self._closed = True
        self._pa.pa_threaded_mainloop_stop(self._loop)  # its thread has ended: nobody else touches what follows
        if self._stream is not None:
            self._pa.pa_stream_set_write_callback(self._stream, _WRITE(0), None)
            self._pa.pa_stream_disconnect(self._stream)
            self._pa.pa_stream_unref(self._stream)
        self._pa.pa_context_disconnect(self._context)
        self._pa.pa_context_unref(self._context)
        self._pa.pa_threaded_mainloop_free(self._loop)


def _text(raw: bytes | None) -> str:
    return (raw or b"").decode("utf-8", "replace")


_POINTERS = ("pa_threaded_mainloop_new", "pa_threaded_mainloop_get_api", "pa_context_new", "pa_stream_new")
_OPERATIONS = ("pa_context_get_server_info", "pa_context_get_sink_info_list")
_TAKES = {
    "pa_threaded_mainloop_get_api": (ct.c_void_p,),
    "pa_threaded_mainloop_start": (ct.c_void_p,),
    "pa_threaded_mainloop_stop": (ct.c_void_p,),
    "pa_threaded_mainloop_lock": (ct.c_void_p,),
    "pa_threaded_mainloop_unlock": (ct.c_void_p,),
    "pa_threaded_mainloop_free": (ct.c_void_p,),
    "pa_context_new": (ct.c_void_p, ct.c_char_p),
    "pa_context_connect": (ct.c_void_p, ct.c_char_p, ct.c_int, ct.c_void_p),
    "pa_context_get_state": (ct.c_void_p,),
    "pa_context_disconnect": (ct.c_void_p,),
    "pa_context_unref": (ct.c_void_p,),
    "pa_context_get_server_info": (ct.c_void_p, _SERVER, ct.c_void_p),
    "pa_context_get_sink_info_list": (ct.c_void_p, _SINK, ct.c_void_p),
    "pa_operation_cancel": (ct.c_void_p,),
    "pa_operation_unref": (ct.c_void_p,),
    "pa_stream_new": (ct.c_void_p, ct.c_char_p, ct.c_void_p, ct.c_void_p),
    "pa_stream_set_write_callback": (ct.c_void_p, _WRITE, ct.c_void_p),
    "pa_stream_connect_playback": (ct.c_void_p, ct.c_char_p, ct.c_void_p, ct.c_int, ct.c_void_p, ct.c_void_p),
    "pa_stream_get_state": (ct.c_void_p,),
    "pa_stream_write": (ct.c_void_p, ct.c_char_p, ct.c_size_t, ct.c_void_p, ct.c_int64, ct.c_int),
    "pa_stream_disconnect": (ct.c_void_p,),
    "pa_stream_unref": (ct.c_void_p,),
}


@cache
def _library() -> Any:
    """The client library of the server. Raises NoServer where it is not installed."""
    if sys.platform != "linux":
        raise NoServer("there is no sound server")
    try:
        library = ct.CDLL("libpulse.so.0")
    except OSError as error:
        raise NoServer("there is no sound server") from error
    for name, takes in _TAKES.items():
        getattr(library, name).argtypes = takes
    for name in (*_POINTERS, *_OPERATIONS):
        getattr(library, name).restype = ct.c_void_p
    return library
