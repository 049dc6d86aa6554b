"""Where a Hue bridge is, and which lamp is which there. Nothing of it needs a network."""

from dataclasses import dataclass

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import LampId
from kapcircle.drivers.hosts import check_host

HUE = "Hue"
"""The kind of every bulb of a bridge: what each can do, the bridge says."""

PORT = 443
PORTS = range(1, 65_536)


@dataclass(frozen=True, slots=True)
class Bridge:
    """Where a bridge is."""

    host: str
    port: int = PORT

    @property
    def called(self) -> str:
        """As people are told of it."""
        return f"The Hue bridge at {self.host}"


@dataclass(frozen=True, slots=True)
class HungThere:
    """A lamp, what people call it, and what it is called at the bridge."""

    lamp: LampId
    called: str
    name: str


def parse(text: str) -> Bridge:
    """The bridge in `hue:BRIDGE`, a name or an address, where it listens elsewhere with `:PORT` after it. Raises
    KnownError, saying what is expected.
    """
    scheme, _, rest = text.partition(":")
    host, _, port = rest.rpartition(":") if rest.count(":") == 1 or rest.startswith("[") else (rest, "", "")
    if rest.startswith("[") and rest.endswith("]"):
        host, port = rest, ""
    host = host.removeprefix("[").removesuffix("]").strip()
    if scheme != "hue" or not host or any(x in host for x in "/@ "):
        raise KnownError(f"{text}: write hue:BRIDGE, its name or its address, for example hue:192.0.2.10.")
    if port and not (port.isascii() and port.isdigit() and int(port) in PORTS):
        raise KnownError(f"{text}: the port after the last colon is a number from 1 to 65535, not {port!r}.")
    check_host(host, text)
    return Bridge(host, int(port) if port else PORT)
