"""A broker of messages: its address, and which lamp is which bulb there. Nothing of it needs a network."""

from dataclasses import dataclass

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import LampId
from kapcircle.drivers.bulbs import BulbKind
from kapcircle.drivers.hosts import check_host

PORTS = range(1, 65_536)


@dataclass(frozen=True, slots=True)
class Broker:
    """Where the messages go."""

    host: str
    port: int
    tls: bool


@dataclass(frozen=True, slots=True)
class Hung:
    """A lamp, what people call it, what its bulb is called there, and its kind."""

    lamp: LampId
    called: str
    name: str
    kind: BulbKind


def parse(text: str) -> Broker:
    """The broker in `mqtt:HOST:PORT` or, with TLS, `mqtts:HOST:PORT`. Raises KnownError, saying what is expected."""
    scheme, _, rest = text.partition(":")
    host, _, port = rest.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if scheme not in {"mqtt", "mqtts"} or not host.strip() or any(x in host for x in "/@ "):
        raise KnownError(f"{text}: write mqtt:HOST:PORT, or mqtts:HOST:PORT for TLS, for example mqtt:192.0.2.10:1883.")
    if not (port.isascii() and port.isdigit() and int(port) in PORTS):
        raise KnownError(f"{text}: the port after the last colon is a number from 1 to 65535, not {port!r}.")
    check_host(host, text)
    return Broker(host, int(port), scheme == "mqtts")
