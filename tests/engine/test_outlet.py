"""The sound goes to the card that was chosen and to no other; when it is away, time goes on and that is said."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis
from kapcircle.desk.orders import Beat, Output, Return
from kapcircle.engine import devices, outlet, soundserver, tap
from kapcircle.engine.devices import Card, Render, outputs
from kapcircle.engine.engine import Engine
from kapcircle.engine.outlet import Outlet
from kapcircle.engine.settings import SoundSettings
from tests.engine.sounds import constant, heard, play, recording, write


class Plug:
    """A card that takes frames when the test says so."""

    def __init__(self, render: Render, name: str = "speaker") -> None:
        self.frames = 0
        self.name: str | None = name
        self.render = render
        self.closed = False

    def pull(self, n: int = 480) -> np.ndarray:
        self.frames += n
        return self.render(n)

    def close(self) -> None:
        self.closed = True


class Socket:
    """Opens a plug, or says why not."""

    def __init__(self) -> None:
        self.why, self.name, self.plugs = "", "speaker", list[Plug]()

    def __call__(self, render: Render) -> Plug:
        if self.why:
            raise KnownError(self.why)
        self.plugs.append(Plug(render, self.name))
        return self.plugs[-1]


def until(true: Callable[[], object], meanwhile: Callable[[], object] = lambda: None) -> None:
    end = time.monotonic() + 5
    while not true():
        assert time.monotonic() < end, "waited in vain"
        meanwhile()
        time.sleep(0.01)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Quick, and without the sound server of whoever runs the tests."""

    def nobody() -> tuple[soundserver.Sink, ...]:
        raise soundserver.NoServer("none")

    monkeypatch.setattr(soundserver, "sinks", nobody)
    monkeypatch.setattr(outlet, "_AGAIN", 0.2)
    monkeypatch.setattr(outlet, "_STALLED", 0.3)
    monkeypatch.setattr(outlet, "_WARM", 0.4)


GONE = Output(None, "the output speaker has stopped", "speaker")
AWAY = "the output speaker is not there"
SHORT = SoundSettings(again=Millis(1_000), handover=Millis(2_000))


def test_a_card_that_stops_is_said_at_once_and_taken_again_when_it_is_back() -> None:
    engine, socket, said = Engine(), Socket(), list[Output]()
    out = Outlet(engine, socket, said.append)
    until(lambda: said == [Output("speaker")])
    first = socket.plugs[0]
    until(lambda: engine.frames >= 9600, first.pull)
    socket.why = AWAY
    until(lambda: len(said) == 2)
    assert said[1] == GONE
    assert first.closed
    before = engine.frames
    until(lambda: engine.frames > before + 9600)
    socket.why = ""
    until(lambda: said[-1] == Output("speaker"))
    assert len(said) == 3
    out.close()
    assert socket.plugs[-1].closed


def test_music_rises_over_the_handover_when_the_card_is_back_within_a_minute(tmp_path: Path) -> None:
    engine, socket, said = Engine(), Socket(), list[Output]()
    engine.tell(play(recording(write(tmp_path / "a.wav", constant(0.5, 0.5, 60)), 60)))
    out = Outlet(engine, socket, said.append, settings=SoundSettings(handover=Millis(8_000)))
    until(lambda: said)
    while np.abs(socket.plugs[0].pull()).max() < 0.499:
        pass
    until(lambda: len(said) == 3)
    assert said == [Output("speaker"), GONE, Output("speaker")]
    got = np.concatenate([socket.plugs[-1].pull()[:, 0] for _ in range(900)]) / 0.5
    assert 0 < got[0] < 0.02
    assert np.diff(got).max() < 0.001, "it rises without a step"
    assert got[192_000] == pytest.approx(0.7071, abs=0.02), "half of the power after half of the time"
    assert got[-1] == pytest.approx(1.0, abs=1e-4)
    out.close()
    engine.close()


def test_a_card_that_stops_costs_the_music_no_time() -> None:
    """Nothing asks the mixer for sound until the loss is noticed; then it catches up with what went by."""
    engine, socket, said = Engine(), Socket(), list[Output]()
    out = Outlet(engine, socket, said.append)
    until(lambda: said == [Output("speaker")])
    first = socket.plugs[0]
    begin, frames = time.monotonic(), engine.frames

    def ahead() -> float:
        """Seconds of sound beyond the time that passed."""
        return (engine.frames - frames) / 48_000 - (time.monotonic() - begin)

    def keep_pace() -> None:
        while ahead() < 0:
            first.pull()

    until(lambda: time.monotonic() > begin + 0.5, keep_pace)
    socket.why = AWAY
    until(lambda: GONE in said)
    until(lambda: ahead() > -0.15)
    time.sleep(0.3)
    assert ahead() < 0.15, "it goes on at its pace"
    out.close()


def test_a_card_that_never_took_a_frame_costs_the_music_no_time() -> None:
    engine, socket, said = Engine(), Socket(), list[Output]()
    socket.why = AWAY
    out = Outlet(engine, socket, said.append)
    until(lambda: engine.frames)
    begin, frames = time.monotonic(), engine.frames
    socket.why = ""
    until(lambda: said[-1:] == [Output("speaker")])
    socket.why = AWAY
    until(lambda: GONE in said)
    until(lambda: (engine.frames - frames) / 48_000 > time.monotonic() - begin - 0.15)
    out.close()


def test_after_a_longer_while_it_is_offered_and_only_a_press_takes_it() -> None:
    engine, socket, said, there = Engine(), Socket(), list[Output](), list[str]()
    out = Outlet(engine, socket, said.append, lambda: there, SHORT)
    until(lambda: said == [Output("speaker")])
    socket.why = AWAY
    until(lambda: len(said) == 3)
    assert said[1:] == [GONE, replace(GONE, back=Return.ON_PRESS)]
    socket.why, opened = "", len(socket.plugs)
    there.append("speaker")
    until(lambda: len(said) == 4)
    assert said[-1] == replace(GONE, back=Return.OFFERED)
    time.sleep(0.6)
    assert len(socket.plugs) == opened, "nothing is taken without a press"
    there.clear()
    until(lambda: said[-1] == replace(GONE, back=Return.ON_PRESS))
    there.append("speaker")
    until(lambda: said[-1] == replace(GONE, back=Return.OFFERED))
    out.reopen()
    until(lambda: said[-1] == Output("speaker"))
    out.close()


def test_a_press_that_finds_nothing_says_so_and_waits_another_minute() -> None:
    engine, socket, said = Engine(), Socket(), list[Output]()
    out = Outlet(engine, socket, said.append, settings=SHORT)
    until(lambda: said == [Output("speaker")])
    socket.why = AWAY
    until(lambda: len(said) == 3)
    out.reopen()
    until(lambda: len(said) == 4)
    assert said[-1] == Output(None, AWAY, "speaker")
    socket.why = ""
    until(lambda: said[-1] == Output("speaker"))
    out.close()


def test_a_press_starts_a_card_again_that_seems_well() -> None:
    engine, socket, said = Engine(), Socket(), list[Output]()
    out = Outlet(engine, socket, said.append)
    until(lambda: said)
    out.reopen()
    until(lambda: len(socket.plugs) == 2)
    until(lambda: socket.plugs[0].closed)
    assert said == [Output("speaker")], "it is where it was: there is nothing to say"
    out.close()


def test_ten_presses_while_music_plays_never_cut_it_and_do_not_keep_it_down(tmp_path: Path) -> None:
    engine, socket, said = Engine(), Socket(), list[Output]()
    engine.tell(play(recording(write(tmp_path / "a.wav", constant(0.5, 0.5, 90)), 90)))
    out = Outlet(engine, socket, said.append)
    until(lambda: said)
    first = socket.plugs[0]
    while np.abs(first.pull()).max() < 0.499:
        pass
    got = [first.pull()[:, 0]]

    def play_on() -> None:
        got.append(first.pull()[:, 0])

    out.reopen()
    until(lambda: len(socket.plugs) == 2, play_on)
    faded = np.concatenate(got) / 0.5
    assert faded[0] == pytest.approx(1.0, abs=1e-3)
    assert faded[-1] == 0, "it is closed once nothing is heard"
    assert np.abs(np.diff(faded)).max() < 0.001, "no step"
    for _ in range(10):
        out.reopen()
        until(lambda: socket.plugs[1].pull().any())
        time.sleep(0.15)
        socket.plugs[1].pull()
    assert len(socket.plugs) == 2, "what rises already is not sent back"
    assert said == [Output("speaker")]
    out.close()
    engine.close()


@pytest.mark.parametrize("music", [False, True])
def test_a_card_that_was_never_there_may_be_plugged_in_while_there_is_no_music(tmp_path: Path, music: bool) -> None:
    engine, socket, said = Engine(), Socket(), list[Output]()
    socket.why = AWAY
    if music:
        engine.tell(play(recording(write(tmp_path / "a.wav", constant(0.5, 0.5, 60)), 60)))
    out = Outlet(engine, socket, said.append, settings=SHORT)
    until(lambda: said == [Output(None, AWAY)])
    time.sleep(1.6)
    socket.why = ""
    if music:
        time.sleep(0.6)
        assert said[1:] == [Output(None, AWAY, back=Return.ON_PRESS)]
        out.reopen()
    until(lambda: said[-1] == Output("speaker"))
    out.close()
    engine.close()


def test_when_the_system_s_own_choice_has_changed_it_is_not_followed() -> None:
    """Headphones pulled out are no reason to fill the room."""
    engine, socket, said = Engine(), Socket(), list[Output]()
    out = Outlet(engine, socket, said.append)
    until(lambda: said == [Output("speaker")])
    socket.name = "laptop"
    until(lambda: len(socket.plugs) >= 3)
    assert said[1:] == [GONE]
    until(lambda: all(plug.closed for plug in socket.plugs))
    out.close()


def test_without_a_card_time_goes_on_at_its_pace() -> None:
    engine, socket, said = Engine(), Socket(), list[Output]()
    socket.why = "this computer has no sound output"
    out = Outlet(engine, socket, said.append)
    until(lambda: engine.frames)
    begin, frames = time.monotonic(), engine.frames

    def ahead() -> float:
        """Seconds of sound beyond the time that passed: never more than a block, and less where the machine is busy."""
        return (engine.frames - frames) / 48_000 - (time.monotonic() - begin)

    while time.monotonic() < begin + 1.0:
        assert ahead() < 0.1
        time.sleep(0.01)
    until(lambda: ahead() > -0.1)
    out.close()
    assert said == [Output(None, "this computer has no sound output")]
    assert any(isinstance(r, Beat) for r in engine.reports())


def test_two_devices_never_drain_the_engine_at_once() -> None:
    """While a card is only being opened, it gets silence and takes no time."""
    engine, socket = Engine(), Socket()
    taken: list[int] = []

    def eager(render: Render) -> Plug:
        plug, before = socket(render), engine.frames
        plug.pull(48_000)
        taken.append(engine.frames - before)
        return plug

    out = Outlet(engine, eager, lambda _: None)
    until(lambda: taken)
    out.close()
    assert taken[0] < 48_000


def test_music_comes_up_softly_when_the_card_is_back(tmp_path: Path) -> None:
    engine, socket, said = Engine(), Socket(), list[Output]()
    socket.why = "away"
    engine.tell(play(recording(write(tmp_path / "a.wav", constant(0.5, 0.5, 60)), 60)))
    heard(engine, 5)
    out = Outlet(engine, socket, said.append)
    until(lambda: said)
    socket.why = ""
    until(lambda: len(said) == 2)
    first = socket.plugs[-1].pull()
    assert 0 < np.abs(first).max() < 0.02
    out.close()
    engine.close()


@pytest.mark.parametrize(("asleep", "soft"), [(3600.0, True), (0.5, False)])
def test_music_comes_up_softly_after_the_machine_was_asleep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asleep: float, soft: bool
) -> None:
    engine, socket, said, sleep = Engine(), Socket(), list[Output](), [7.0]
    monkeypatch.setattr(tap, "slept", lambda: sleep[0])
    engine.tell(play(recording(write(tmp_path / "a.wav", constant(0.5, 0.5, 60)), 60)))
    out = Outlet(engine, socket, said.append)
    until(lambda: said)
    plug = socket.plugs[-1]
    while np.abs(plug.pull()).max() < 0.49:
        pass
    sleep[0] += asleep
    assert (np.abs(plug.pull()).max() < 0.02) == soft
    out.close()
    engine.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_mixer_that_fails_is_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then the process ends, and its window begins another."""
    monkeypatch.setattr(outlet, "_WARM", 0.1)
    engine, socket = Engine(), Socket()
    socket.why = "away"
    monkeypatch.setattr(engine, "render", lambda _: 1 / 0)
    out = Outlet(engine, socket, lambda _: None)
    until(lambda: out.broken)
    out.close()


SPEAKERS = [
    {"name": "microphone", "max_output_channels": 0},
    {"name": "default", "max_output_channels": 32},
    {"name": "hall", "max_output_channels": 2},
    {"name": "hall", "max_output_channels": 2},
]


def portaudio(default: int) -> ModuleType:
    library = ModuleType("sounddevice")
    library.__dict__.update(
        query_devices=lambda: SPEAKERS, default=SimpleNamespace(device=(0, default)), PortAudioError=OSError
    )
    return library


def test_outputs_are_named_once_the_system_s_own_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "_portaudio", lambda: portaudio(2))
    assert outputs() == ("hall", "default")


@pytest.mark.parametrize(
    ("chosen", "default", "why"),
    [("gone", 1, "the output gone is not there"), (None, -1, "this computer has no sound output")],
)
def test_another_output_is_never_taken_instead(
    monkeypatch: pytest.MonkeyPatch, chosen: str | None, default: int, why: str
) -> None:
    monkeypatch.setattr(devices, "_portaudio", lambda: portaudio(default))
    with pytest.raises(KnownError, match=why):
        Card(lambda n: np.zeros((n, 2), np.float32), chosen)


def test_a_missing_library_is_said_and_not_an_accident(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> ModuleType:
        raise OSError("PortAudio library not found")

    monkeypatch.setattr(devices, "import_module", missing)
    assert outputs() == ()
    with pytest.raises(KnownError, match="libportaudio2"):
        Card(lambda n: np.zeros((n, 2), np.float32))
