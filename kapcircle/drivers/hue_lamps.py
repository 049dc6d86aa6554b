"""What a Hue bridge says of its lamps, rooms and zones, and the words in which a lamp is told what to show.

Sources: https://developers.meethue.com/develop/hue-api-v2/api-reference/ (behind a login), as https://www.openhue.io/api
and https://github.com/home-assistant-libs/aiohue (`v2/models`) give it.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kapcircle.core.light import LampLevel, emission, lightness
from kapcircle.drivers.white import kelvin, mired, xy

Point = tuple[float, float]
Triangle = tuple[Point, Point, Point]
"""Red, green and blue, in CIE 1931 xy."""

GAMUTS: Mapping[str, Triangle] = {
    "A": ((0.704, 0.296), (0.2151, 0.7106), (0.138, 0.08)),
    "B": ((0.675, 0.322), (0.409, 0.518), (0.167, 0.04)),
    "C": ((0.6915, 0.3083), (0.17, 0.7), (0.1532, 0.0475)),
}
"""For lamps of which the bridge says the type alone: the vendor's first products in colour only (A), its first bulbs
(B), and bulbs since (C). A and B from the vendor's note on RGB and xy for its SDK
(https://github.com/PhilipsHue/PhilipsHueSDKiOS, ApplicationDesignNotes), C as bridges themselves say it.
"""

MIREK = (153, 500)
"""The ends of colour temperature where a lamp says none that can be (aiohue, `MirekSchema`)."""

STEP = 0.1
"""Seconds: a bridge takes durations in steps of 100 ms (aiohue, `DynamicsFeaturePut`)."""

LONGEST = 6000.0
"""Seconds: the longest duration (the same)."""

CONNECTED = "connected"
"""What `zigbee_connectivity` says of a lamp that answers; everything else it says of one that may not."""


@dataclass(frozen=True, slots=True)
class Light:
    """A lamp at the bridge; `device` is what it is a part of. `gamut` where it has colours and says which, `mirek` the
    ends of its colour temperature; where it has neither it only dims.
    """

    id: str
    device: str
    name: str
    coloured: bool = False
    gamut: Triangle | None = None
    mirek: tuple[int, int] | None = None
    sort: str = ""

    @property
    def can(self) -> str:
        """What it can do, in words."""
        if self.coloured:
            return f"colour, gamut {self.sort}" if self.sort in GAMUTS else "colour"
        return "colour temperature" if self.mirek else "dims"

    def words(self, shown: LampLevel) -> dict[str, object]:
        """What it should show. Its brightness is taken for perceived brightness; one that has no colours shows the
        level alone.
        """
        if shown.level <= 0:
            return {"on": {"on": False}}
        level = lightness(min(1.0, max(emission(shown)))) if self.coloured else shown.level
        said: dict[str, object] = {"on": {"on": True}, "dimming": {"brightness": max(0.4, round(100 * level, 2))}}
        if self.coloured:
            x, y = inside(xy(shown.colour), self.gamut)
            return said | {"color": {"xy": {"x": round(x, 4), "y": round(y, 4)}}}
        if self.mirek:
            low, high = self.mirek
            said["color_temperature"] = {"mirek": min(high, max(low, mired(kelvin(shown.colour))))}
        return said


@dataclass(frozen=True, slots=True)
class Group:
    """All lamps of a room or a zone, and what they are told by together."""

    id: str
    lights: frozenset[str]


def duration(seconds: float) -> dict[str, object]:
    """How long the bridge's own fade takes: in milliseconds, never shorter than asked but for what no bridge can."""
    return {"dynamics": {"duration": round(1000 * STEP * math.ceil(min(LONGEST, seconds) / STEP - 1e-6))}}


def read_lights(said: Any) -> tuple[Light, ...]:
    """The lamps in an answer about `light`. Raises ValueError where it is none."""
    try:
        return tuple(_light(x) for x in said["data"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("an answer about lamps that is none") from error


def _light(said: Mapping[str, Any]) -> Light:
    colour, white = said.get("color"), said.get("color_temperature")
    return Light(
        said["id"],
        said["owner"]["rid"],
        said["metadata"]["name"],
        colour is not None,
        None if colour is None else _gamut(colour),
        None if white is None else _ends(white.get("mirek_schema") or {}),
        "" if colour is None else str(colour.get("gamut_type", "")),
    )


def _gamut(colour: Mapping[str, Any]) -> Triangle | None:
    corners = colour.get("gamut")
    if corners is None:
        return GAMUTS.get(str(colour.get("gamut_type")))
    red, green, blue = ((float(corners[x]["x"]), float(corners[x]["y"])) for x in ("red", "green", "blue"))
    return red, green, blue


def _ends(schema: Mapping[str, Any]) -> tuple[int, int]:
    low, high = int(schema.get("mirek_minimum", 0)), int(schema.get("mirek_maximum", 0))
    return (low or MIREK[0]), (high if low < high < 65_535 else MIREK[1])


def read_groups(rooms: Any, zones: Any, lights: Sequence[Light]) -> tuple[Group, ...]:
    """The rooms and zones in answers about them; the children of a room are devices, those of a zone lamps or devices.
    Raises ValueError where an answer is none.
    """
    try:
        found = (_group(x, lights) for x in (*rooms["data"], *zones["data"]))
        return tuple(x for x in found if x is not None and x.lights)
    except (KeyError, TypeError) as error:
        raise ValueError("an answer about rooms that is none") from error


def _group(said: Mapping[str, Any], lights: Sequence[Light]) -> Group | None:
    children = {x["rid"] for x in said["children"]}
    service = next((x["rid"] for x in said["services"] if x["rtype"] == "grouped_light"), None)
    held = frozenset(x.id for x in lights if x.id in children or x.device in children)
    return None if service is None else Group(service, held)


def read_away(said: Any) -> frozenset[str]:
    """The devices that may not hear what they are told, of an answer about `zigbee_connectivity`. Raises ValueError
    where it is none.
    """
    try:
        return frozenset(x["owner"]["rid"] for x in said["data"] if x["status"] != CONNECTED)
    except (KeyError, TypeError) as error:
        raise ValueError("an answer about connections that is none") from error


def inside(point: Point, gamut: Triangle | None) -> Point:
    """The colour that a lamp can show: the point, or the nearest on the edge of its triangle."""
    if gamut is None or _within(point, gamut):
        return point
    edges = zip(gamut, (*gamut[1:], gamut[0]), strict=True)
    return min((_nearest(point, a, b) for a, b in edges), key=lambda x: math.dist(x, point))


def _within(point: Point, gamut: Triangle) -> bool:
    sides = [_cross(a, b, point) for a, b in zip(gamut, (*gamut[1:], gamut[0]), strict=True)]
    return all(x >= 0 for x in sides) or all(x <= 0 for x in sides)


def _cross(a: Point, b: Point, point: Point) -> float:
    return (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])


def _nearest(point: Point, a: Point, b: Point) -> Point:
    dx, dy = b[0] - a[0], b[1] - a[1]
    along = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / (dx * dx + dy * dy)
    part = min(1.0, max(0.0, along))
    return a[0] + part * dx, a[1] + part * dy
