"""Bulbs behind a broker (MQTT 3.1.1): each is told target and duration in one message, and fades by itself.

A thread of its own knows all about the bulbs. Frames, and the client's thread, only put a word into its box: neither
waits, whatever becomes of the network.
"""

import ssl
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.reasoncodes import ReasonCode

from kapcircle.core.gliding import Gliding, Leg
from kapcircle.core.ids import Millis
from kapcircle.core.light import LampLevel
from kapcircle.desk.secrets import Secret
from kapcircle.drivers.broker import Broker, Hung

KEEP_ALIVE = 10
"""Seconds between signs of life; a broker that is silent for longer is gone. Programme setting."""

BACK_OFF = (1, 30)
"""Seconds between two tries to connect, the first and the longest: programme setting."""

PATIENCE = 10.0
"""Seconds in which a bulb that was told something says how it is, or does not answer: programme setting."""

PROMPT = 0.5
"""Seconds that a message may have waited; after more, the bulb is told anew as one of which nothing is known."""

BEATS = 1.0
"""Seconds without a frame after which this engine no longer speaks for the lamps: another has taken them over."""

TURN = 0.1
"""Seconds between two looks at what is due."""

LAST = 1.0
"""Seconds that the last messages are given."""


@dataclass(slots=True)
class _Bulb:
    """`waits` is what it is to be told next, `flies` the number of the message that the broker has not taken yet."""

    hung: Hung
    waits: Leg | None = None
    since: float = 0.0
    flies: int | None = None
    asked: float | None = None
    away: bool = False


@dataclass(frozen=True, slots=True)
class _Aim:
    levels: tuple[LampLevel, ...]
    fade: Millis
    emergency: bool


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


_Word = _Aim | _Linked | _Lost | _Taken | _Heard


class Mqtt:
    """Tells the bulbs of one broker. Nothing that is told is kept there for later, and no bulb has more than one
    message under way: what is newest wins.
    """

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
        self._broker, self._clock, self._dark = broker, clock, dark
        self._bulbs = {x.lamp: _Bulb(x) for x in hung}
        self._gliding = Gliding()
        self._box: SimpleQueue[_Word | None] = SimpleQueue()
        self._linked, self._trouble = False, ""
        self._framed = self._began = clock()
        self._said: tuple[bool, str] = (True, "")
        self._client = self._make(secret, name)
        self._thread = Thread(target=self._run, name="bulbs", daemon=True)
        self._thread.start()

    def aim(self, levels: tuple[LampLevel, ...], fade: Millis, emergency: bool) -> None:
        self._framed = self._clock()
        self._box.put(_Aim(levels, fade, emergency))

    def send(self, levels: tuple[LampLevel, ...], still: bool) -> None:  # noqa: ARG002 - the bulbs fade by themselves
        """Says only that the frames go on."""
        self._framed = self._clock()

    def answers(self) -> tuple[bool, str]:
        """Whether the broker takes messages, and every bulb says how it is when it was told something."""
        return self._said

    def close(self) -> None:
        """Bulbs stay as they were told to be."""
        self._box.put(None)
        self._thread.join(2 * LAST)

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
        topics = [x.hung.kind.topics(x.hung.name) for x in self._bulbs.values()]
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

    def _run(self) -> None:
        going = True
        while going:
            going = self._hear()
            now = self._clock()
            for leg in self._gliding.due(now):
                self._want(leg, now)
            for bulb in self._bulbs.values():
                self._tell(bulb, now)
            self._said = self._answer(now)
        self._leave()

    def _hear(self) -> bool:
        """What is in the box; waits a turn for a first word. False: it is time to go."""
        try:
            word = self._box.get(timeout=TURN)
            while word is not None:
                self._take(word, self._clock())
                word = self._box.get_nowait()
        except Empty:
            return True
        return False

    def _take(self, word: _Word, now: float) -> None:
        match word:
            case _Aim(levels, fade, emergency):
                here = tuple(x for x in levels if x.lamp in self._bulbs)
                self._gliding.show(here, fade, emergency, now)
            case _Linked(why):
                self._link(why, now)
            case _Lost():
                if self._linked:
                    self._link(f"{self._at} has gone: it is tried again. Check broker and network.", now)
            case _Taken(number):
                for bulb in self._bulbs.values():
                    if bulb.flies == number:
                        bulb.flies = None
                        bulb.asked = bulb.asked or now
            case _Heard(topic, body, retained):
                self._listen(topic, body, retained, now)

    def _link(self, why: str, now: float) -> None:
        """Of bulbs whose broker was away nobody knows how they are."""
        self._linked, self._trouble = not why, why
        for bulb in self._bulbs.values():
            bulb.flies = bulb.asked = None
            if self._linked:
                self._again(bulb, now)

    def _again(self, bulb: _Bulb, now: float) -> None:
        if now - self._framed < BEATS and (leg := self._gliding.again(bulb.hung.lamp, now)) is not None:
            self._want(leg, now)

    def _want(self, leg: Leg, now: float) -> None:
        bulb = self._bulbs[leg.to.lamp]
        bulb.waits, bulb.since = leg, now

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
        for bulb in self._bulbs.values():
            topics = bulb.hung.kind.topics(bulb.hung.name)
            if topic == topics.availability:
                was, bulb.away = bulb.away, b"offline" in body
                if was and not bulb.away:
                    self._again(bulb, now)
            elif topic == topics.state and not retained:
                if self._silent(bulb, now):
                    self._again(bulb, now)
                bulb.asked, bulb.away = None, False

    @staticmethod
    def _silent(bulb: _Bulb, now: float) -> bool:
        return bulb.away or (bulb.asked is not None and now - bulb.asked > PATIENCE)

    def _answer(self, now: float) -> tuple[bool, str]:
        if not self._linked:
            connecting = not self._trouble and now - self._began < PATIENCE
            return connecting, "" if connecting else self._trouble or self._words(None)
        names = [bulb.hung.called for bulb in self._bulbs.values() if self._silent(bulb, now)]
        said = [f"{_listed(names)} {'does' if len(names) == 1 else 'do'} not answer: switched off?"] if names else []
        said += [self._dark] if self._dark else []
        return not said, " ".join(said)

    def _leave(self) -> None:
        """What is under way has a moment to arrive."""
        until = time.monotonic() + LAST
        while self._linked and any(x.flies is not None for x in self._bulbs.values()) and time.monotonic() < until:
            with suppress(Empty):
                if (word := self._box.get(timeout=TURN)) is not None:
                    self._take(word, self._clock())
        self._client.disconnect()
        self._client.loop_stop()


def _listed(names: Sequence[str]) -> str:
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"
