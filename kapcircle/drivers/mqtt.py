"""Bulbs behind a broker (MQTT 3.1.1): each is told target and duration in one message, and fades by itself.

Like the frames, the client's own thread only puts a word into the box of the thread that knows the bulbs.
"""

import ssl
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty
from typing import Any

from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.reasoncodes import ReasonCode

from kapcircle.core.gliding import Leg
from kapcircle.desk.secrets import Secret
from kapcircle.drivers.broker import Broker, Hung
from kapcircle.drivers.telling import Aim, Telling

KEEP_ALIVE = 10
"""Seconds between signs of life; a broker that is silent for longer is gone. Programme setting."""

BACK_OFF = (1, 30)
"""Seconds between two tries to connect, the first and the longest: programme setting."""

PATIENCE = 10.0
"""Seconds in which a bulb that was told something says how it is, or does not answer: programme setting."""

PROMPT = 0.5
"""Seconds that a message may have waited; after more, the bulb is told anew as one of which nothing is known."""


@dataclass(slots=True)
class _Bulb:
    """`waits` is what it is to be told next, `flies` the number of the message that the broker has not taken yet."""

    hung: Hung
    waits: Leg | None = None
    since: float = 0.0
    flies: int | None = None
    asked: float | None = None
    away: bool = False

    def want(self, leg: Leg, now: float) -> None:
        self.waits, self.since = leg, now


@dataclass(frozen=True, slots=True)
class _Linked:
    """The broker takes messages, or `why` not."""

    why: str


@dataclass(frozen=True, slots=True)
class _Lost:
    """The broker took messages, and does so no longer; or has just refused us."""


@dataclass(frozen=True, slots=True)
class _Taken:
    number: int


@dataclass(frozen=True, slots=True)
class _Heard:
    topic: str
    body: bytes
    retained: bool


_Word = Aim | _Linked | _Lost | _Taken | _Heard


class Mqtt(Telling[_Bulb]):
    """Tells the bulbs of one broker. Nothing that is told is kept there for later, and no bulb has more than one
    message under way: what is newest wins.
    """

    turn, last = 0.1, 1.0

    def __init__(
        self,
        broker: Broker,
        hung: Sequence[Hung],
        secret: Secret,
        name: str,
        clock: Callable[[], float] = time.monotonic,
        dark: str = "",
    ) -> None:
        """`name` is this engine's own at the broker; `dark` is what to say of lamps that hang on no line. Begins to
        connect at once, and goes on trying; nothing is raised.
        """
        super().__init__("bulbs", [_Bulb(x) for x in hung], clock, dark)
        self._broker = broker
        self._client = self._make(secret, name)
        self._thread.start()

    # the client's own thread: a word into the box, and nothing else

    def _make(self, secret: Secret, name: str) -> Client:
        client = Client(CallbackAPIVersion.VERSION2, client_id=name)
        client.reconnect_delay_set(*BACK_OFF)
        if secret.user:
            client.username_pw_set(secret.user, secret.password or None)
        client.on_connect = self._on_connect
        client.on_connect_fail = lambda *_: self._box.put(_Linked(self._words(sys.exc_info()[1])))
        client.on_disconnect = self._on_disconnect
        client.on_publish = lambda _client, _data, number, *_: self._box.put(_Taken(number))
        client.on_message = lambda _client, _data, message: self._box.put(
            _Heard(message.topic, bytes(message.payload), message.retain)
        )
        try:
            if self._broker.tls:
                client.tls_set_context(ssl.create_default_context(cafile=secret.ca or None))
        except OSError as error:
            self._box.put(_Linked(f"{secret.ca}: the certificate of the authority cannot be read ({error.strerror})."))
            return client
        client.connect_async(self._broker.host, self._broker.port, KEEP_ALIVE)
        client.loop_start()
        return client

    def _on_connect(self, client: Client, _data: Any, _flags: Any, code: ReasonCode, _properties: Any) -> None:
        if code.is_failure:
            self._box.put(_Linked(f"{self._at} refuses us ({code}): check user and password in the settings."))
            return
        topics = [x.hung.kind.topics(x.hung.name) for x in self._lamps.values()]
        if wanted := sorted({(t, 1) for x in topics for t in (x.state, x.availability) if t}):
            client.subscribe(wanted)
        self._box.put(_Linked(""))

    def _on_disconnect(self, _client: Client, _data: Any, _flags: Any, _code: ReasonCode, _properties: Any) -> None:
        self._box.put(_Lost())

    @property
    def _at(self) -> str:
        return f"The broker at {self._broker.host}"

    def _words(self, error: BaseException | None) -> str:
        if isinstance(error, ssl.SSLCertVerificationError):
            return f"{self._at} has a certificate that this laptop does not trust: choose the file of its authority."
        if isinstance(error, ssl.SSLError):
            return f"{self._at} does not speak TLS there: check the port."
        if isinstance(error, ConnectionRefusedError):
            return f"{self._at} does not take messages: switch it on there, or check the port."
        why = getattr(error, "strerror", None) or "no answer"
        return f"{self._at} cannot be reached ({why}): check cable, network and address."

    # the thread that knows the bulbs

    def _take(self, word: _Word, now: float) -> None:
        match word:
            case Aim():
                super()._take(word, now)
            case _Linked(why):
                self._link(why, now)
            case _Lost():
                if self._linked:
                    self._link(f"{self._at} has gone: it is tried again. Check broker and network.", now)
            case _Taken(number):
                for bulb in self._lamps.values():
                    if bulb.flies == number:
                        bulb.flies = None
                        bulb.asked = bulb.asked or now
            case _Heard(topic, body, retained):
                self._listen(topic, body, retained, now)

    def _link(self, why: str, now: float) -> None:
        """Of bulbs whose broker was away nobody knows how they are."""
        self._linked, self._trouble = not why, why
        for bulb in self._lamps.values():
            bulb.flies = bulb.asked = None
            if self._linked:
                self._again(bulb, now)

    def _told(self) -> bool:
        now = self._clock()
        for bulb in self._lamps.values():
            self._tell(bulb, now)
        return False

    def _tell(self, bulb: _Bulb, now: float) -> None:
        if not self._linked or bulb.flies is not None or bulb.waits is None:
            return
        leg, hung = bulb.waits, bulb.hung
        if now - bulb.since > PROMPT:
            leg = self._gliding.again(hung.lamp, now) or leg
        bulb.waits = None
        topic = hung.kind.topics(hung.name).command
        sent = self._client.publish(topic, hung.kind.message(leg.to, max(0.0, leg.ends - now)), qos=1)
        bulb.flies = sent.mid

    def _listen(self, topic: str, body: bytes, retained: bool, now: float) -> None:
        for bulb in self._lamps.values():
            topics = bulb.hung.kind.topics(bulb.hung.name)
            if topic == topics.availability:
                was, bulb.away = bulb.away, b"offline" in body
                if was and not bulb.away:
                    self._again(bulb, now)
            elif topic == topics.state and not retained:
                if self._silent(bulb, now):
                    self._again(bulb, now)
                bulb.asked, bulb.away = None, False

    def _silent(self, bulb: _Bulb, now: float) -> bool:
        return bulb.away or (bulb.asked is not None and now - bulb.asked > PATIENCE)

    def _mute(self) -> str:
        return self._words(None)

    def _leave(self) -> None:
        until = time.monotonic() + self.last
        while self._linked and any(x.flies is not None for x in self._lamps.values()) and time.monotonic() < until:
            with suppress(Empty):
                if (word := self._box.get(timeout=self.turn)) is not None:
                    self._take(word, self._clock())
        self._client.disconnect()
        self._client.loop_stop()
