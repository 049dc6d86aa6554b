"""Bulbs that are told what to show by a message: the topics and the words of each kind."""

import json
import math
from collections.abc import Callable
from dataclasses import dataclass

from kapcircle.core.light import Colour, LampLevel, emission, lightness
from kapcircle.drivers.white import kelvin, mired, xy


@dataclass(frozen=True, slots=True)
class Topics:
    """Where a bulb is told, where it says how it is, and where it is said to be there; the last may be none."""

    command: str
    state: str
    availability: str = ""


@dataclass(frozen=True, slots=True)
class BulbKind:
    """A sort of bulb; `words` makes a message of what to show and in how many seconds."""

    topics: Callable[[str], Topics]
    words: Callable[[LampLevel, float], dict[str, object]]

    def message(self, shown: LampLevel, seconds: float) -> str:
        """One message with target and duration, as JSON."""
        return json.dumps(self.words(shown, seconds))


def _zigbee(name: str) -> Topics:
    """https://www.zigbee2mqtt.io/guide/usage/mqtt_topics_and_messages.html, with the base topic as it is by default."""
    base = f"zigbee2mqtt/{name}"
    return Topics(f"{base}/set", base, f"{base}/availability")


def _home(name: str) -> Topics:
    """A command topic as Home Assistant's MQTT lights have it; the state beside it as in its examples and in ESPHome.

    https://www.home-assistant.io/integrations/light.mqtt/#json-schema
    """
    base, _, last = name.rpartition("/")
    return Topics(name, f"{base}/state" if last == "command" else base)


def _transition(seconds: float) -> float:
    """Tenths of a second, as Zigbee has them (Zigbee Cluster Library, 3.10.2.4.1); never shorter than asked."""
    return math.ceil(seconds * 10 - 1e-6) / 10


def _base(level: float, full: int, seconds: float) -> dict[str, object]:
    """A bulb's brightness is taken for perceived brightness: its own curve makes light of it."""
    if level <= 0:
        return {"state": "OFF", "transition": _transition(seconds)}
    return {"state": "ON", "brightness": max(1, round(level * full)), "transition": _transition(seconds)}


def _coloured(
    full: int, colour: Callable[[Colour], dict[str, object]]
) -> Callable[[LampLevel, float], dict[str, object]]:
    def words(shown: LampLevel, seconds: float) -> dict[str, object]:
        said = _base(lightness(min(1.0, max(emission(shown)))), full, seconds)
        return said | {"color": colour(shown.colour)} if "brightness" in said else said

    return words


def _white(full: int) -> Callable[[LampLevel, float], dict[str, object]]:
    def words(shown: LampLevel, seconds: float) -> dict[str, object]:
        said = _base(shown.level, full, seconds)
        return said | {"color_temp": mired(kelvin(shown.colour))} if "brightness" in said else said

    return words


def _by_xy(colour: Colour) -> dict[str, object]:
    x, y = xy(colour)
    return {"x": round(x, 4), "y": round(y, 4)}


def _by_rgb(colour: Colour) -> dict[str, object]:
    most = max(colour)
    return {name: round(255 * _encoded(part / most)) for name, part in zip("rgb", colour, strict=True)}


def _encoded(part: float) -> float:
    """The sRGB transfer function (IEC 61966-2-1)."""
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


BULB_KINDS: dict[str, BulbKind] = {
    "zigbee2mqtt": BulbKind(_zigbee, _coloured(254, _by_xy)),
    "zigbee2mqtt white": BulbKind(_zigbee, _white(254)),
    "Home Assistant": BulbKind(_home, _coloured(255, _by_rgb)),
    "Home Assistant white": BulbKind(_home, _white(255)),
}
"""Of zigbee2mqtt a bulb has its friendly name; of Home Assistant the command topic of a light with the JSON schema."""
