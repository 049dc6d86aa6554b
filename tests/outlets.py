"""A stand-in for where sound and light can go."""

import time
from collections.abc import Sequence

from kapcircle.core.errors import KnownError
from kapcircle.core.rooms import RoomPlan
from kapcircle.desk.heed import Heed
from kapcircle.desk.lighting import FoundLamp, Lighting
from kapcircle.desk.secrets import Secret


class FakeOutlets:
    """Two speakers, and every patch is good."""

    def outputs(self) -> Sequence[str]:
        return ("Built-in", "USB Speaker")

    def lightings(self) -> Sequence[Lighting]:
        return (
            Lighting("simulated", "simulated, on the page", driven=False),
            Lighting(
                "sacn:HOST:UNIVERSE", "sACN (E1.31)", (("Receiver, or multicast", "multicast"), ("Universe", "1"))
            ),
            Lighting(
                "mqtts:HOST:PORT",
                "MQTT with TLS",
                (("Broker", "localhost"), ("Port", "8883")),
                bulbs=True,
                kinds=("zigbee2mqtt",),
            ),
            Lighting(
                "hue:BRIDGE",
                "Philips Hue",
                (("Bridge", "philips-hue.local"),),
                bulbs=True,
                kinds=("Hue",),
                paired=True,
                note="Not tried on hardware.",
            ),
        )

    def kinds(self) -> Sequence[str]:
        return ("level8", "level16")

    def bulbs(self) -> Sequence[str]:
        return ("zigbee2mqtt", "Hue")

    pressed = ""
    """What pairing says; nothing: the button is never pressed."""

    def pair(self, address: str, heed: Heed) -> Secret:
        for n in range(101):
            heed(n / 100)
            if self.pressed:
                return Secret("001788fffe23bfc2", self.pressed, pin="ab12")
            time.sleep(0.02)
        raise KnownError("The button was not pressed. Press the round button on the bridge, then Pair.")

    def found(self, address: str, secret: Secret) -> Sequence[FoundLamp]:
        return (
            (FoundLamp("Altar", "Hue", "colour, gamut C"), FoundLamp("Door", "Hue", "dims")) if secret.password else ()
        )

    def check(self, room: RoomPlan) -> None:
        pass
