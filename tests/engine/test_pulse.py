"""Through a real sound server: what is played comes back from its monitor, and its death is noticed."""

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from kapcircle.core.ids import Millis
from kapcircle.desk.orders import Output
from kapcircle.drivers.simulated import Simulated
from kapcircle.engine.devices import Card, OpenDevice, open_output
from kapcircle.engine.fitting import Fitting
from kapcircle.engine.room import EngineRoom
from kapcircle.engine.settings import SoundSettings
from tests.engine.sound_server import BUFFER, NEEDS_PULSE, Server, serving, sine, strength, wait_for
from tests.engine.sounds import RATE, decibels, play, recording, write

pytestmark = NEEDS_PULSE

QUICK = SoundSettings(rise=1000.0, handover=Millis(1_000))


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with serving(tmp_path, monkeypatch) as server:
        yield server


@pytest.fixture(params=[Card, open_output])
def room(server: Server, request: pytest.FixtureRequest) -> Iterator[EngineRoom]:
    """Through ALSA, as PortAudio does it, and without."""
    output: OpenDevice = request.param
    room = EngineRoom(Fitting(output, Simulated, settings=QUICK))
    wait_for(room, lambda r: isinstance(r, Output) and r.device is not None)
    yield room
    room.close(Millis(100)).join()


def test_what_is_played_comes_back_and_a_crossfade_is_level(room: EngineRoom, server: Server, tmp_path: Path) -> None:
    low, high = (recording(write(tmp_path / f"{p}.flac", sine(p, 30)), 30) for p in (300, 700))
    room.tell(play(low))
    time.sleep(BUFFER)
    before = server.record(1)
    assert strength(before[RATE // 2 :], 300) == pytest.approx(0.2, rel=0.02)
    room.tell(play(high, fade=2))
    across = server.record(4)
    windows = across[: len(across) // 4800 * 4800].reshape(-1, 4800, 2)
    powers = [decibels(w) for w in windows]
    assert max(powers) - min(powers) < 1.0
    assert strength(across[-RATE // 2 :], 700) == pytest.approx(0.2, rel=0.02)
    assert strength(across[-RATE // 2 :], 300) < 1e-3
    middle = min(windows, key=lambda w: abs(strength(w, 300) - strength(w, 700)))
    assert strength(middle, 300) == pytest.approx(0.2 * 0.7071, rel=0.1)


def test_a_server_that_dies_is_noticed_and_taken_again_when_it_is_back(
    room: EngineRoom, server: Server, tmp_path: Path
) -> None:
    room.tell(play(recording(write(tmp_path / "a.flac", sine(300, 60)), 60)))
    time.sleep(BUFFER)
    server.die()
    said = wait_for(room, lambda r: isinstance(r, Output) and r.device is None)
    assert "has stopped" in next(r.why for r in said if isinstance(r, Output))
    server.again()
    wait_for(room, lambda r: isinstance(r, Output) and r.device is not None, 15)
    time.sleep(BUFFER)
    assert strength(server.record(1)[RATE // 2 :], 300) == pytest.approx(0.2, rel=0.05)


def test_an_output_that_is_not_there_is_said_and_nothing_else_is_taken(server: Server) -> None:
    room = EngineRoom(Fitting(partial(open_output, name="Nowhere"), Simulated, settings=QUICK))
    said = wait_for(room, lambda r: isinstance(r, Output))
    assert [r for r in said if isinstance(r, Output)] == [Output(None, "the output Nowhere is not there")]
    room.close().join()
