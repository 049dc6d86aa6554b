"""A cue on its way to a bulb: from the order to the engine to a subscriber of the broker, beside bare paho-mqtt."""

import statistics
import time
from collections.abc import Callable
from functools import partial
from threading import Event
from uuid import UUID

from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion

from kapcircle.core.ids import LampId, Millis, RoomId
from kapcircle.core.light import Lamp, LampLevel
from kapcircle.core.rooms import Bulb, RoomPlan
from kapcircle.desk.orders import Show
from kapcircle.drivers.lights import open_lights
from kapcircle.engine.devices import NullClock
from kapcircle.engine.fitting import Fitting
from kapcircle.engine.room import EngineRoom
from tests.bench.figure import Figure
from tests.drivers.brokers import Mosquitto, mosquitto

CUES = 100
LAMP = LampId("door")
TOPIC, KIND = "zigbee2mqtt/door/set", "zigbee2mqtt"


def mqtt() -> Figure:
    """An order waits for the next frame, 22.7 ms at most and 5.7 more; the limit leaves 20 for the way."""
    with mosquitto() as broker:
        ours, bare = cue(broker), publish(broker)
    return Figure("MQTT cue, order to the broker's subscriber: p99", ours, "ms", 50, bare, "bare paho-mqtt p99")


def cue(broker: Mosquitto) -> float:
    """99th percentile, in ms: a new look each time, in the middle of the fade before it."""
    hub = f"mqtt:127.0.0.1:{broker.port}"
    plan = RoomPlan(RoomId("r"), "Bench", (Lamp(LAMP, "Door"),), light=hub, bulbs=(Bulb(LAMP, hub, "door", KIND),))
    with_bulb = Fitting(NullClock, partial(open_lights, plan, UUID(int=1)))
    room = EngineRoom(with_bulb)
    heard = Subscriber(broker)
    room.tell(Show((LampLevel(LAMP, 0.1),), Millis(30_000)))
    heard.waits(30.0)
    times = []
    for n in range(CUES):
        time.sleep(0.1 + 0.0013 * (n % 17))  # at another place between two frames each time
        times.append(heard.after(partial(room.tell, Show((LampLevel(LAMP, 0.2 + n / 500),), Millis(30_000)))))
    heard.close()
    room.close().join()
    return p99(times)


def publish(broker: Mosquitto) -> float:
    """The same for a bare client, in ms."""
    heard, client = Subscriber(broker), Client(CallbackAPIVersion.VERSION2)
    client.connect("127.0.0.1", broker.port)
    client.loop_start()
    times = []
    for _ in range(CUES):
        time.sleep(0.02)
        times.append(heard.after(lambda: client.publish(TOPIC, "{}", qos=1)))
    client.disconnect()
    client.loop_stop()
    heard.close()
    return p99(times)


class Subscriber:
    """Whoever listens at the broker."""

    def __init__(self, broker: Mosquitto) -> None:
        self._heard, self._at = Event(), 0.0
        self._client = Client(CallbackAPIVersion.VERSION2)
        ready = Event()
        self._client.on_message = lambda *_: self._note()
        self._client.on_subscribe = lambda *_: ready.set()
        self._client.connect("127.0.0.1", broker.port)
        self._client.loop_start()
        self._client.subscribe(TOPIC, qos=1)
        ready.wait(5)

    def _note(self) -> None:
        self._at = time.perf_counter()
        self._heard.set()

    def waits(self, seconds: float) -> None:
        if not self._heard.wait(seconds):
            raise TimeoutError
        self._heard.clear()

    def after(self, act: Callable[[], object]) -> float:
        """Milliseconds from an act to its message."""
        began = time.perf_counter()
        act()
        self.waits(5.0)
        return 1000 * (self._at - began)

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()


def p99(times: list[float]) -> float:
    return statistics.quantiles(times, n=100)[98]
