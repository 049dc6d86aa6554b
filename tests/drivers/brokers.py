"""A real broker: Debian's `mosquitto`, with a configuration, a port and an end of its own; and played bulbs."""

import json
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion

USER, PASSWORD = "circle", "a word that nobody guesses"


@dataclass
class Mosquitto:
    """`ca` is the file of the authority that signed its certificate, if it speaks TLS."""

    port: int
    folder: Path
    ca: str = ""
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [_program(), "-c", str(self.folder / "conf")], stdout=log, stderr=log, cwd=self.folder
            )
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            with socket.socket() as line:
                if line.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            assert self.process.poll() is None, (self.folder / "log").read_text()
            time.sleep(0.02)
        raise AssertionError("mosquitto does not listen")

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(10)
            self.process = None


@contextmanager
def mosquitto(*, password: bool = False, tls: bool = False, running: bool = True) -> Iterator[Mosquitto]:
    """A broker on loopback; skips the test where there is none. Leaves nothing behind."""
    _program()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        lines = [f"listener {port} 127.0.0.1", "persistence false", f"allow_anonymous {str(not password).lower()}"]
        if shutil.which("id") and subprocess.check_output(["id", "-u"]).strip() == b"0":
            lines.append("user root")
        if password:
            words = folder / "words"
            subprocess.run(["mosquitto_passwd", "-b", "-c", str(words), USER, PASSWORD], check=True)
            lines.append(f"password_file {words}")
        broker = Mosquitto(port, folder)
        if tls:
            broker.ca = _certify(folder)
            lines += [f"certfile {folder / 'cert'}", f"keyfile {folder / 'key'}"]
        (folder / "conf").write_text("\n".join(lines) + "\n")
        try:
            if running:
                broker.start()
            yield broker
        finally:
            broker.stop()


def _program() -> str:
    found = shutil.which("mosquitto") or shutil.which("mosquitto", path="/usr/sbin")
    if found is None:
        pytest.skip("mosquitto is not installed (Debian: apt install mosquitto)")
    return found


def _certify(folder: Path) -> str:
    """An authority, and a certificate of it for 127.0.0.1."""
    now = datetime.now(UTC)

    def made(name: str, issuer: str, public: Any, signer: Any, *, authority: bool) -> x509.Certificate:
        build = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
            .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        )
        return build.sign(signer, hashes.SHA256())

    ours, theirs = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    pem = serialization.Encoding.PEM
    root = made("Test authority", "Test authority", ours.public_key(), ours, authority=True)
    leaf = made("127.0.0.1", "Test authority", theirs.public_key(), ours, authority=False)
    (folder / "ca").write_bytes(root.public_bytes(pem))
    (folder / "cert").write_bytes(leaf.public_bytes(pem))
    (folder / "key").write_bytes(
        theirs.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return str(folder / "ca")


@dataclass
class Told:
    """A message as it came: seconds on the monotonic clock, the bulb, what it is told; whether the broker kept it."""

    at: float
    name: str
    words: dict[str, Any]
    kept: bool


@dataclass
class Played:
    """Bulbs behind zigbee2mqtt: those that live say how they are when they are told something."""

    client: Client
    told: list[Told] = field(default_factory=list)
    dead: set[str] = field(default_factory=set)

    def of(self, name: str) -> list[Told]:
        return [x for x in self.told if x.name == name]

    def say(self, topic: str, words: str, *, retain: bool = False) -> None:
        self.client.publish(topic, words, qos=1, retain=retain).wait_for_publish(5)

    def hear(self, message: MQTTMessage) -> None:
        name = message.topic.removeprefix("zigbee2mqtt/").removesuffix("/set")
        words = json.loads(message.payload)
        self.told.append(Told(time.monotonic(), name, words, message.retain))
        if name not in self.dead:
            self.client.publish(message.topic.removesuffix("/set"), json.dumps({"state": words["state"]}), qos=0)


@contextmanager
def bulbs(broker: Mosquitto, *dead: str, topic: str = "zigbee2mqtt/+/set") -> Iterator[Played]:
    client = Client(CallbackAPIVersion.VERSION2)
    played, ready = Played(client, dead=set(dead)), threading.Event()
    client.on_subscribe = lambda *_: ready.set()
    client.on_message = lambda _client, _data, message: played.hear(message)
    client.username_pw_set(USER, PASSWORD)
    if broker.ca:
        client.tls_set_context(ssl.create_default_context(cafile=broker.ca))
    client.connect("127.0.0.1", broker.port)
    client.loop_start()
    client.subscribe(topic, qos=1)
    assert ready.wait(5)
    try:
        yield played
    finally:
        client.disconnect()
        client.loop_stop()
