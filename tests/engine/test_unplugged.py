"""The plug of the loudspeaker slips out while people lie with closed eyes."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from kapcircle.core.ids import Millis
from kapcircle.desk.orders import Master, Output, Reopen, Return, Second, SecondVolume, Unheard
from kapcircle.drivers.simulated import Simulated
from kapcircle.engine.devices import open_output, outputs
from kapcircle.engine.fitting import Fitting
from kapcircle.engine.room import EngineRoom
from kapcircle.engine.settings import SoundSettings
from tests.engine.sound_server import BUFFER, NEEDS_PULSE, Server, serving, sine, strength, wait_for
from tests.engine.sounds import RATE, Samples, play, recording, write

pytestmark = NEEDS_PULSE

USB, PHONES = "USB speaker", "Headphones"
GONE = Output(None, f"the output {USB} has stopped", USB)
SETTINGS = SoundSettings(again=Millis(8_000), handover=Millis(4_000))


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with serving(tmp_path, monkeypatch) as server:
        server.plug_in("usb", USB)
        yield server


def playing(folder: Path, fitting: Fitting) -> EngineRoom:
    """A room in which music plays, long enough for the null sinks to have settled."""
    room = EngineRoom(fitting)
    room.tell(SecondVolume(0.5))
    room.tell(play(recording(write(folder / "a.flac", sine(300, 120)), 120)))
    wait_for(room, lambda r: r == Output(USB))
    time.sleep(BUFFER + 1)
    return room


def heard(samples: Samples) -> float:
    return float(np.abs(samples).max())


@pytest.mark.parametrize("name", [None, USB], ids=["the system's own choice", "by name"])
def test_nothing_comes_out_of_the_laptop_and_the_music_rises_when_the_plug_is_back(
    server: Server, tmp_path: Path, name: str | None
) -> None:
    assert outputs() == (USB, "Laptop")
    room = playing(tmp_path, Fitting(partial(open_output, name=name), Simulated, settings=SETTINGS))
    assert strength(server.record(1, "usb")[RATE // 2 :], 300) == pytest.approx(0.2, rel=0.02)
    with ThreadPoolExecutor(1) as ear:
        laptop = ear.submit(server.record, 4, "room")
        time.sleep(0.5)
        server.pull_out("usb")
        assert GONE in wait_for(room, lambda r: isinstance(r, Output), 2.0), "it is said at once"
        assert heard(laptop.result()) == 0.0
    server.plug_in("usb", USB)
    wait_for(room, lambda r: r == Output(USB), 4.0)
    back = server.record(9, "usb")
    levels = np.abs(back[: len(back) // 2400 * 2400, 0]).reshape(-1, 2400).max(axis=1)
    sounding = levels[levels > 0.002]
    assert np.diff(sounding).max() < 0.02, "it rises without a step"
    assert strength(back[-RATE // 2 :], 300) == pytest.approx(0.2, rel=0.02)
    room.close(Millis(100)).join()


def test_after_longer_it_is_offered_and_one_press_brings_it_back(server: Server, tmp_path: Path) -> None:
    settings = replace(SETTINGS, again=Millis(1_500))
    room = playing(tmp_path, Fitting(partial(open_output, name=USB), Simulated, settings=settings))
    server.pull_out("usb")
    wait_for(room, lambda r: r == replace(GONE, back=Return.ON_PRESS))
    server.plug_in("usb", USB)
    wait_for(room, lambda r: r == replace(GONE, back=Return.OFFERED))
    assert heard(server.record(3, "usb")) == 0.0
    room.tell(Reopen())
    wait_for(room, lambda r: r == Output(USB), 3.0)
    assert strength(server.record(9, "usb")[-RATE // 2 :], 300) == pytest.approx(0.2, rel=0.02)
    room.close(Millis(100)).join()


def test_a_second_output_carries_the_same_and_its_loss_never_touches_the_first(server: Server, tmp_path: Path) -> None:
    server.plug_in("phones", PHONES)
    first, second = (partial(open_output, name=name) for name in (USB, PHONES))
    room = playing(tmp_path, Fitting(first, Simulated, settings=SETTINGS, second=second))
    assert strength(server.record(1, "usb")[RATE // 2 :], 300) == pytest.approx(0.2, rel=0.02)
    assert strength(server.record(3, "phones")[-RATE // 2 :], 300) == pytest.approx(0.1, rel=0.02)
    with ThreadPoolExecutor(1) as ear:
        usb = ear.submit(server.record, 10, "usb")
        time.sleep(1)
        server.pull_out("phones")
        lost = Second(Output(None, f"the output {PHONES} has stopped", PHONES))
        wait_for(room, lambda r: r == lost, 3.0)
        server.plug_in("phones", PHONES)
        wait_for(room, lambda r: r == Second(Output(PHONES)), 5.0)
        whole = usb.result()
    assert np.abs(np.diff(whole[:, 0], n=2)).max() < 0.0005, "without a click"
    parts = whole[: len(whole) // 480 * 480, 0].reshape(-1, 480)
    assert np.abs(parts).max(axis=1).min() > 0.19, "without a gap"
    room.close(Millis(100)).join()


def test_music_of_which_no_file_can_be_read_is_said_and_quiet_music_is_not(server: Server, tmp_path: Path) -> None:
    room = EngineRoom(Fitting(partial(open_output, name=USB), Simulated, settings=SETTINGS))
    faint = recording(write(tmp_path / "faint.flac", sine(300, 30) * 1e-4), 30)
    room.tell(play(faint))
    time.sleep(BUFFER + 5)
    room.tell(Master(0.0, Millis(100)))
    time.sleep(5)
    assert not [r for r in room.reports() if isinstance(r, Unheard)]
    room.tell(play())
    room.tell(Master(1.0, Millis(100)))
    time.sleep(1)
    room.tell(play(recording(tmp_path / "missing.flac", 30)))
    said = wait_for(room, lambda r: isinstance(r, Unheard), 5.0)
    assert Unheard("the music is down, and nobody asked for that") in said
    room.tell(play(recording(write(tmp_path / "b.flac", sine(300, 30)), 30)))
    wait_for(room, lambda r: r == Unheard(""), 3.0)
    room.close(Millis(100)).join()
