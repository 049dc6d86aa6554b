"""What a room that comes back from silence lets be heard: by a new window, and by an engine after one that died."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from kapcircle.core.ids import Instant, Millis, RoomId
from kapcircle.core.outputs import Heard, Murmur, Output, Seen
from kapcircle.core.playlist import Playlist, Track
from kapcircle.core.rooms import RoomPlan
from kapcircle.desk.orders import Order
from kapcircle.desk.stage import Setting, Stage
from kapcircle.engine.engine import Engine
from kapcircle.engine.fades import amplitude
from kapcircle.engine.wanted import Sent, Wanted
from tests.engine.sounds import RATE, Samples, constant, heard, recording, write
from tests.fakes import SilentRoom
from tests.made_up import LOOKS

LEVEL = 0.25
NOW = Instant(7_000)
BACK = Millis(20_000)


def told(folder: Path, volume: float, hushed: bool) -> Sequence[Order]:
    """What a window says that resumes a circle."""
    file = recording(write(folder / "tide.wav", constant(LEVEL, 0, 60)), 60)
    music = Heard(Playlist((Track(file.track, "Tide", file.length, suffix=".wav"),)), Instant(0), Millis(1_000))
    room = SilentRoom()
    stage = Stage(room, Setting(RoomPlan(RoomId("room"), "Room", ceiling=0.8), LOOKS, str(folder)))
    stage.begin(Output(music, Seen("dusk"), Murmur(hushed, NOW, Millis(2_000)), volume), NOW, resumes=True)
    return room.told


def asked_again(orders: Sequence[Order]) -> Sequence[Order]:
    """What an engine is asked that takes over from one that was told these."""
    wanted = Wanted()
    for order in orders:
        wanted = wanted.told(Sent(0.0, order))
    return [sent.order for sent in wanted.again(0.0, BACK)]


def gains(orders: Sequence[Order], seconds: float) -> Samples:
    engine = Engine()
    for order in orders:
        engine.tell(order)
    out = heard(engine, seconds)[:, 0] / LEVEL
    engine.close()
    return out


@pytest.mark.parametrize("hushed", [False, True])
@pytest.mark.parametrize("volume", [0.8, 0.5, 0.1, 0.02])
@pytest.mark.parametrize("which", ["window", "engine"])
def test_music_that_comes_back_is_never_louder_than_it_will_be(
    tmp_path: Path, volume: float, hushed: bool, which: str
) -> None:
    orders = told(tmp_path, volume, hushed)
    got = gains(orders if which == "window" else asked_again(orders), 22)
    goal = volume * (amplitude(-18) if hushed else 1.0)
    assert got.max() <= goal * 1.0001
    assert got[-1] == pytest.approx(goal, rel=1e-4)
    assert np.abs(np.diff(got)).max() < 0.003
    assert got[RATE * 10] == pytest.approx(goal * 0.7071, rel=1e-3), "over the whole of the twenty seconds"
