"""Rooms and looks, as they are written: events of the golden lines."""

from dataclasses import replace

from kapcircle.core import looks_kept, practice
from kapcircle.core.ids import LampId, RoomId
from kapcircle.core.light import Lamp, LookDesign
from kapcircle.core.rooms import Bulb, PatchRow, RoomPlan
from kapcircle.core.session import events as e

ROOM = RoomPlan(
    RoomId("r1"),
    "Gartensaal",
    (Lamp(LampId("l1"), "Window", 0.25),),
    0.02,
    0.8,
    "USB Speaker",
    "sacn:239.255.0.1:1",
    (PatchRow(LampId("l1"), 1, 3, "level16"),),
)
NEAR = replace(ROOM, lamps=(Lamp(LampId("l1"), "Window", 0.25, (3, 4)),))
FALLS_BACK = replace(NEAR, fallback="Tides, offline")
SECOND = replace(ROOM, second="Headphones", second_volume=0.5)
LINED = replace(
    ROOM,
    lines=("mqtts:192.0.2.20:8883",),
    bulbs=(Bulb(LampId("l1"), "mqtts:192.0.2.20:8883", "window bulb", "zigbee2mqtt"),),
)
HUNG = replace(ROOM, lamps=(Lamp(LampId("l1"), "Window", 0.25, (3, 4), 0.75, "key"),))
DUSK = LookDesign(
    "dusk", 0.3, (1.0, 0.5, 0.125), {LampId("l1"): 0.5}, {LampId("l1"): (0.25, 0.5, 1.0), LampId("l2"): (1.0, 1.0, 1.0)}
)

LOOKS = (
    *(practice.RoomSaved(room) for room in (ROOM, NEAR, FALLS_BACK, SECOND, LINED, HUNG)),
    looks_kept.LookSaved(DUSK),
    looks_kept.LookRemoved("dusk"),
    e.LookTaken(DUSK),
)
