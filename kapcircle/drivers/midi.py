"""A MIDI pedal or pad, by mido and python-rtmidi where they are installed. Not tried on hardware."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, Protocol

from kapcircle.core.errors import KnownError
from kapcircle.desk.remote import Heard

INSTALL = "MIDI needs two more packages: pip install kapcircle[midi], then start KapCircle again."
DOWN = 64
"""A controller from here on is a pedal that is down: the MIDI specification's own line for switches."""
AGAIN_S = 2.0
"""How often a device that is away is looked for."""
THERE_S = 0.1
"""The same while something may be held on one: unplugged it says nothing, and must not go on to be an emergency. For
AGAIN_S from its press, which is longer than any hold.
"""
POLL_S = 0.02
"""How often what came in is looked at: unseen by a foot, and no load."""
ENDS_S = 5.0


class Port(Protocol):
    """An open input of mido."""

    def iter_pending(self) -> Iterable[Any]:
        """The messages that came in."""

    def close(self) -> None:
        """Let go of it."""


class Ports(Protocol):
    """What of mido is used."""

    def get_input_names(self) -> list[str]:
        """The inputs there are."""

    def open_input(self, name: str) -> Port:
        """Open one. Raises OSError."""


def system() -> Ports:
    """The inputs of this laptop. Raises KnownError where the packages are not installed."""
    try:
        import mido
        import rtmidi  # noqa: F401 - mido would only say so when a device is looked for
    except ImportError as error:
        raise KnownError(INSTALL) from error
    ports: Ports = mido
    return ports


def pressed(message: Any, down: set[str]) -> Iterator[tuple[str, bool]]:
    """What a message means as a key, with those that are `down`: a controller that goes on moving is one press."""
    match message.type:
        case "note_on" | "note_off":
            key, on = f"MIDI note {message.note}", message.type == "note_on" and message.velocity > 0
        case "control_change":
            key, on = f"MIDI controller {message.control}", message.value >= DOWN
        case _:
            return
    if on != (key in down):
        (down.add if on else down.discard)(key)
        yield key, on


class Midi:
    """Follows one input in a thread of its own. `ports` finds what a laptop has."""

    def __init__(self, ports: Callable[[], Ports] = system) -> None:
        self._ports = ports
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._trouble = ""

    def devices(self) -> Sequence[str]:
        """The inputs there are now. Raises KnownError where nothing can be looked for."""
        ports = self._ports()
        try:
            return tuple(dict.fromkeys(ports.get_input_names()))
        except OSError as error:
            raise KnownError(f"MIDI does not answer on this laptop: {error}") from error

    def follow(self, device: str, heard: Heard) -> None:
        """Listen to this one."""
        self.leave()
        self._stop = threading.Event()
        self._trouble = f"{device} has not answered yet."
        self._thread = threading.Thread(target=self._listen, args=(device, heard, self._stop), name="midi", daemon=True)
        self._thread.start()

    def trouble(self) -> str:
        """Why nothing is heard."""
        return self._trouble

    def leave(self) -> None:
        """Hear nothing any more."""
        thread, self._thread = self._thread, None
        self._stop.set()
        if thread is not None:
            thread.join(ENDS_S)
        self._trouble = ""

    def _listen(self, device: str, heard: Heard, stop: threading.Event) -> None:
        """Until told to stop: open it, hear it until it is away, look for it again."""
        try:
            ports = self._ports()
        except KnownError as error:
            self._trouble = str(error)
            return
        while not stop.is_set():
            try:
                self._hear(ports, device, heard, stop)
            except OSError as error:
                self._trouble = f"{device} cannot be opened: {error}"
            stop.wait(AGAIN_S)

    def _hear(self, ports: Ports, device: str, heard: Heard, stop: threading.Event) -> None:
        if device not in ports.get_input_names():
            self._trouble = f"{device} is not there."
            return
        port, down, since, held = ports.open_input(device), set[str](), 0.0, AGAIN_S
        self._trouble = ""
        try:
            while not stop.wait(POLL_S):
                for message in port.iter_pending():
                    for key, on in pressed(message, down):
                        heard(key, on)
                        held = 0.0 if on else held
                since, held = since + POLL_S, held + POLL_S
                if since >= (THERE_S if down and held < AGAIN_S else AGAIN_S):
                    since = 0.0
                    if device not in ports.get_input_names():
                        self._trouble = f"{device} is not there."
                        return
        finally:
            for key in sorted(down):
                heard(key, False)  # nobody can know whether the foot is still on it
            with suppress(OSError):
                port.close()
