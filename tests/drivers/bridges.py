"""A played Hue bridge: HTTPS on loopback with a certificate of its own, and answers as the vendor's documentation has
them (https://www.openhue.io/api, https://developers.meethue.com/develop/hue-api-v2/). It is no bridge, and knows no
more of one than stands there.
"""

import json
import ssl
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kapcircle.drivers.hue_address import Bridge

ID = "001788FFFE23BFC2"
KEY = "aSecretKeyThatNobodyGuesses-0123456789AB"

NOT_PRESSED = [{"error": {"type": 101, "address": "", "description": "link button not pressed"}}]
GAMUT_C = {"red": {"x": 0.6915, "y": 0.3083}, "green": {"x": 0.17, "y": 0.7}, "blue": {"x": 0.1532, "y": 0.0475}}


def light(number: int, name: str, *, white: bool = True, colour: bool = True) -> dict[str, Any]:
    """A lamp as `GET /clip/v2/resource/light` has it."""
    said: dict[str, Any] = {
        "id": f"light-{number}",
        "id_v1": f"/lights/{number}",
        "owner": {"rid": f"device-{number}", "rtype": "device"},
        "metadata": {"name": name, "archetype": "sultan_bulb", "function": "mixed"},
        "on": {"on": False},
        "dimming": {"brightness": 100.0, "min_dim_level": 0.2},
        "dynamics": {
            "status": "none",
            "status_values": ["none", "dynamic_palette"],
            "speed": 0.0,
            "speed_valid": False,
        },
        "alert": {"action_values": ["breathe"]},
        "mode": "normal",
        "type": "light",
    }
    if white:
        schema = {"mirek_minimum": 153, "mirek_maximum": 454}
        said["color_temperature"] = {"mirek": None, "mirek_valid": False, "mirek_schema": schema}
    if colour:
        said["color"] = {"xy": {"x": 0.325, "y": 0.15}, "gamut": GAMUT_C, "gamut_type": "C"}
    return said


def group(number: int, rtype: str, *children: int) -> dict[str, Any]:
    """A room, whose children are devices, or a zone, whose children are lamps."""
    kind = {"device": "room", "light": "zone"}[rtype]
    return {
        "id": f"{kind}-{number}",
        "type": kind,
        "children": [{"rid": f"{rtype}-{n}", "rtype": rtype} for n in children],
        "services": [{"rid": f"group-{number}", "rtype": "grouped_light"}],
        "metadata": {"name": f"{kind} {number}", "archetype": "living_room"},
    }


@dataclass(frozen=True)
class Told:
    at: float
    what: str
    words: dict[str, Any]

    @property
    def seconds(self) -> float:
        return float(self.words["dynamics"]["duration"]) / 1000


@dataclass
class PlayedBridge:
    """`busy` is how many commands it still has no time for, `lost` the lamps that it cannot reach, `soft_off` those
    that somebody else switched off.
    """

    lights: list[dict[str, Any]]
    rooms: list[dict[str, Any]] = field(default_factory=list)
    zones: list[dict[str, Any]] = field(default_factory=list)
    port: int = 0
    key: str = KEY
    pressed: bool = False
    model: str = "BSB002"
    id: str = ID
    busy: int = 0
    slow: float = 0.0
    lost: set[str] = field(default_factory=set)
    soft_off: set[str] = field(default_factory=set)
    told: list[Told] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    pairings: list[Any] = field(default_factory=list)

    @property
    def bridge(self) -> Bridge:
        return Bridge("127.0.0.1", self.port)

    @property
    def address(self) -> str:
        return f"hue:127.0.0.1:{self.port}"

    def of(self, number: int) -> list[Told]:
        return [x for x in self.told if x.what == f"light/light-{number}"]

    def get(self, path: str) -> tuple[int, Any]:
        if path == "/api/0/config":
            return 200, {"name": "Hue Bridge", "bridgeid": self.id, "modelid": self.model, "apiversion": "1.67.0"}
        what = path.removeprefix("/clip/v2/resource/")
        data = {"light": self.lights, "room": self.rooms, "zone": self.zones, "zigbee_connectivity": self._reached()}
        return 200, {"errors": [], "data": data[what]}

    def _reached(self) -> list[dict[str, Any]]:
        owners = [x["owner"] for x in self.lights]
        status = {True: "connectivity_issue", False: "connected"}
        return [
            {"id": f"zigbee-{n}", "owner": x, "status": status[x["rid"] in self.lost], "type": "zigbee_connectivity"}
            for n, x in enumerate(owners)
        ]

    def put(self, path: str, words: dict[str, Any]) -> tuple[int, Any]:
        what = path.removeprefix("/clip/v2/resource/")
        self.told.append(Told(time.monotonic(), what, words))
        if self.busy:
            self.busy -= 1
            return 429, {"errors": [{"description": "Too Many Requests"}], "data": []}
        kind, _, name = what.partition("/")
        done = [{"rid": name, "rtype": kind}]
        if kind == "light" and name not in {x["id"] for x in self.lights}:
            return 404, {"errors": [{"description": "Not Found"}], "data": []}
        if name.replace("light-", "device-") in self.lost:
            why = "device (light) has communication issues, command (.on.on) may not have effect"
            return 207, {"errors": [{"description": why}], "data": done}
        if name in self.soft_off and "on" not in words:
            why = 'device (light) is "soft off", command (.dimming.brightness) may not have effect'
            return 207, {"errors": [{"description": why}], "data": done}
        return 200, {"errors": [], "data": done}

    def post(self, words: Any) -> tuple[int, Any]:
        self.pairings.append(words)
        if not self.pressed:
            return 200, NOT_PRESSED
        return 200, [{"success": {"username": self.key}}]


@contextmanager
def bridge(played: PlayedBridge, *, name: str = ID.lower(), port: int = 0) -> Iterator[PlayedBridge]:
    """Plays a bridge whose certificate is made for `name`, until the end."""

    class Hands(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def _answer(self, status: int, said: Any) -> None:
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _said(self) -> Any:
            return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

        def _known(self) -> bool:
            played.asked.append(self.path)
            played.keys.append(self.headers.get("hue-application-key", ""))
            return self.path.startswith("/api") or played.keys[-1] == played.key

        def do_GET(self) -> None:
            self._answer(*played.get(self.path) if self._known() else (403, {"errors": [{"description": "no"}]}))

        def do_PUT(self) -> None:
            words = self._said()
            time.sleep(played.slow)
            self._answer(*played.put(self.path, words) if self._known() else (403, {"errors": []}))

        def do_POST(self) -> None:
            self._answer(*played.post(self._said()))

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Whoever finds a strange certificate hangs up."""

    server = Server(("127.0.0.1", port), Hands)
    with tempfile.TemporaryDirectory() as folder:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*_certificate(Path(folder), name))
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    played.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield played
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """Signed by itself, as bridges of the second kind have it."""
    secret, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "NL"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Philips Hue"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(secret.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365))
        .sign(secret, hashes.SHA256())
    )
    chain, own = folder / "chain.pem", folder / "own.pem"
    chain.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    own.write_bytes(secret.private_bytes(*plain))
    return chain, own
