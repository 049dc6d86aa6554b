"""The way to a Hue bridge: HTTPS to an address in the room's network, to one certificate that is known since pairing.

What is known of that certificate: its subject's common name is the bridge's id, and it is signed by the bridge itself
or, since 2025, by the vendor's authority (https://developers.meethue.com/develop/application-design-guidance/using-https/,
behind a login; told in https://github.com/openhab/openhab-addons/issues/19337 and
https://github.com/ebaauw/homebridge-hue/issues/362). Neither kind names the address, so no usual check can hold. The
vendor advises to pin it at the first contact; so its SHA-256 is kept with the key, and compared before the key is said.
Whoever stands in for the bridge while it is paired is trusted: pair in a network that is your own. A bridge that is
replaced or reset, or is given a new certificate by an update, must be paired again.
"""

import hmac
import json
import socket
import ssl
from dataclasses import dataclass, field
from hashlib import sha256
from http.client import HTTPException, HTTPSConnection
from typing import Any

from cryptography import x509
from cryptography.x509.oid import NameOID

from kapcircle.core.errors import KnownError
from kapcircle.drivers.hue_address import Bridge

PATIENCE = 4.0
"""Seconds that a bridge is given for one answer: programme setting."""

IDLE = 3.0
"""Seconds after which a connection is made anew rather than trusted to be still open: programme setting."""

MOST = 4_000_000
"""Bytes of an answer that are read: a full bridge has some hundred kilobytes. Programme setting."""

FORBIDDEN = frozenset({401, 403})
BUSY = frozenset({429, 503})
"""What a bridge says that is asked too much, or by too many (openhue-api, and aiohue's `HueBridgeV2.request`)."""


class Away(KnownError):  # noqa: N818 - said of a bridge
    """The bridge does not answer, or not as one."""


class Stranger(Away):
    """What answers has another certificate than the bridge had when it was paired."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The status of HTTP, and what the bridge said: anything that JSON can hold."""

    status: int
    said: Any = field(repr=False)


class _Connection(HTTPSConnection):
    """Shows its certificate's SHA-256, and is closed before a word is said where it is not `pin`."""

    def __init__(self, bridge: Bridge, pin: str) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # compared below instead
        super().__init__(bridge.host, bridge.port, timeout=PATIENCE, context=context)
        self._bridge, self._pin = bridge, pin
        self.shown, self.name = "", ""

    def connect(self) -> None:
        super().connect()
        body = self.sock.getpeercert(binary_form=True) or b""
        self.shown = sha256(body).hexdigest()
        if self._pin and not hmac.compare_digest(self.shown, self._pin):
            self.close()
            raise Stranger(
                f"{self._bridge.called} has another certificate than when it was paired. Was it reset, replaced or "
                "brought up to date? Then pair it again; else something else stands in its place."
            )
        self.name = _common_name(body)


def _common_name(body: bytes) -> str:
    try:
        names = x509.load_der_x509_certificate(body).subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    except ValueError:
        return ""
    return str(names[0].value).lower() if names else ""


class Talk:
    """Questions to one bridge, one after another, from one thread."""

    def __init__(self, bridge: Bridge, pin: str = "", key: str = "") -> None:
        """Without a `pin` the first certificate is taken, and only that from then on."""
        self._bridge, self._pin, self._key = bridge, pin, key
        self._line: _Connection | None = None
        self._last = 0.0
        self.name = ""

    @property
    def pin(self) -> str:
        """SHA-256 of the certificate, in hexadecimal; empty before anything was asked of a bridge without one."""
        return self._pin

    def ask(self, method: str, path: str, now: float, body: object = None) -> Answer:
        """What the bridge says; `now` in seconds of any clock. Nothing is said twice. Raises Away."""
        if now - self._last > IDLE:
            self.close()
        self._last = now
        try:
            return self._ask(method, path, body)
        except Away:
            self.close()
            raise
        except (OSError, HTTPException, ValueError) as error:
            self.close()
            raise Away(_words(self._bridge, error)) from None  # what was asked has the key in it

    def _ask(self, method: str, path: str, body: object) -> Answer:
        line = self._line = self._line or _Connection(self._bridge, self._pin)
        headers = {"Content-Type": "application/json"} | ({"hue-application-key": self._key} if self._key else {})
        line.request(method, path, None if body is None else json.dumps(body).encode(), headers)
        self._pin, self.name = self._pin or line.shown, line.name or self.name
        answer = line.getresponse()
        said = answer.read(MOST)
        if answer.status in FORBIDDEN | BUSY:
            return Answer(answer.status, None)
        return Answer(answer.status, json.loads(said))

    def close(self) -> None:
        """Let go of the connection; the next question makes another."""
        if self._line is not None:
            self._line.close()
            self._line = None


def _words(bridge: Bridge, error: Exception) -> str:
    if isinstance(error, ssl.SSLError | HTTPException | ValueError):
        return f"What is at {bridge.host} does not answer as a Hue bridge: check its address."
    if isinstance(error, ConnectionRefusedError):
        return f"What is at {bridge.host} is no Hue bridge, or an old round one: check its address."
    if isinstance(error, socket.gaierror):
        return f"{bridge.called} is not found by that name: give its address, as the Hue app shows it."
    return f"{bridge.called} does not answer: check its cable and its address."
