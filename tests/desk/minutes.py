"""Circles whose phases last a minute each, and what came of them."""

from typing import Any

from kapcircle.core.ids import Millis, TrackId
from kapcircle.core.rundown import AtOffset, End, Look, Music, OnGo, Prompt, Rundown
from kapcircle.core.session import commands as c
from tests.desk.nights import Night, night_of
from tests.made_up import cue, phase

BELL = cue("bell", Prompt("Ring."), trigger=AtOffset(Millis(30_000)))
GONG = cue("gong", Look("day"), trigger=OnGo(), pre_wait=Millis(5_000))
TIDE = cue("tide", Music("tide", (TrackId("tide"),), Millis(4_000)))
LAKE = cue("lake", Music("lake", (TrackId("lake"),), Millis(4_000)))


def rundown(*ends: End) -> Rundown:
    """A minute each: the first with tide, the second with lake; a bell half a minute into each; a gong on GO."""
    music = ((TIDE,), (LAKE,), ())
    return Rundown(tuple(phase(f"P{n}", 1, *music[n], BELL, GONG, end=end) for n, end in enumerate(ends)))


def night(*ends: End) -> Night:
    return night_of(c.Open(), rundown=rundown(*ends))


def told(night: Night, kind: type) -> list[Any]:
    return [order for order in night.room.told if isinstance(order, kind)]


def events(night: Night) -> list[Any]:
    return [x.event for x in night.stream.entries]
