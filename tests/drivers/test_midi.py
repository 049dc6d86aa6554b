"""MIDI without a device: mido's own messages, through a port that a test plays on. Not tried on hardware."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from kapcircle.core.errors import KnownError
from kapcircle.drivers import midi
from kapcircle.drivers.midi import Midi, pressed, system
from kapcircle.ui.guard import HOLD_MS


@dataclass(frozen=True)
class Message:
    """As mido's, where that is not installed."""

    type: str
    note: int = 0
    velocity: int = 0
    control: int = 0
    value: int = 0


def message(kind: str, **values: int) -> Any:
    """A message of mido, or one that looks the same."""
    try:
        import mido
    except ImportError:
        return Message(kind, **values)
    return mido.Message(kind, **values)


@pytest.mark.parametrize(
    ("messages", "keys"),
    [
        (
            [message("note_on", note=60, velocity=90), message("note_off", note=60)],
            [("note 60", True), ("note 60", False)],
        ),
        (
            [message("note_on", note=60, velocity=9), message("note_on", note=60, velocity=0)],
            [("note 60", True), ("note 60", False)],
        ),
        ([message("control_change", control=64, value=127)], [("controller 64", True)]),
        (
            [message("control_change", control=7, value=x) for x in (10, 63, 64, 80, 127, 90, 63, 20)],
            [("controller 7", True), ("controller 7", False)],
        ),
        ([message("note_on", note=60, velocity=90), message("note_on", note=60, velocity=90)], [("note 60", True)]),
        ([message("note_off", note=60), message("pitchwheel")], []),
    ],
    ids=["note", "note let go of by a velocity of none", "pedal", "a pedal that travels", "told twice", "nothing"],
)
def test_what_a_message_means_as_a_key(messages: list[Any], keys: list[tuple[str, bool]]) -> None:
    down: set[str] = set()
    said = [each for x in messages for each in pressed(x, down)]
    assert said == [(f"MIDI {key}", on) for key, on in keys]


@dataclass
class Pad:
    """Ports in which there is one device, while it is plugged in."""

    there: bool = True
    broken: bool = False
    opened: int = 0
    closed: int = 0
    looked: int = 0
    sent: list[Any] = field(default_factory=list)

    def get_input_names(self) -> list[str]:
        self.looked += 1
        return ["Pad 4", "Pad 4"] if self.there else ["Other"]

    def open_input(self, name: str) -> "Pad":
        if self.broken:
            raise OSError("it is taken")
        assert name == "Pad 4"
        self.opened += 1
        return self

    def iter_pending(self) -> list[Any]:
        sent, self.sent = self.sent, []
        return sent

    def close(self) -> None:
        self.closed += 1


@pytest.fixture
def pad(monkeypatch: pytest.MonkeyPatch) -> Pad:
    monkeypatch.setattr(midi, "AGAIN_S", 0.05)
    monkeypatch.setattr(midi, "POLL_S", 0.005)
    return Pad()


@pytest.fixture
def followed(pad: Pad) -> Iterator[tuple[Midi, list[tuple[str, bool]]]]:
    made, heard = Midi(lambda: pad), list[tuple[str, bool]]()
    made.follow("Pad 4", lambda key, on: heard.append((key, on)))
    yield made, heard
    made.leave()


def until(true: Callable[[], object]) -> None:
    end = time.monotonic() + 5
    while not true():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_what_a_device_says_is_heard(pad: Pad, followed: tuple[Midi, list[tuple[str, bool]]]) -> None:
    made, heard = followed
    until(lambda: pad.opened)
    pad.sent = [message("note_on", note=36, velocity=90), message("note_off", note=36)]
    until(lambda: heard == [("MIDI note 36", True), ("MIDI note 36", False)])
    assert made.trouble() == ""


def test_a_device_that_goes_and_comes_back_is_heard_again(
    pad: Pad, followed: tuple[Midi, list[tuple[str, bool]]]
) -> None:
    made, heard = followed
    until(lambda: pad.opened)
    pad.sent = [message("note_on", note=36, velocity=90)]
    until(lambda: heard)
    pad.there = False
    until(lambda: made.trouble() == "Pad 4 is not there.")
    assert heard[-1] == ("MIDI note 36", False), "nothing stays pressed on a pad that is gone"
    pad.there = True
    until(lambda: pad.opened == 2 and made.trouble() == "")
    pad.sent = [message("control_change", control=64, value=127)]
    until(lambda: heard[-1] == ("MIDI controller 64", True))


def test_a_device_is_watched_for_as_long_as_a_hold_takes() -> None:
    assert HOLD_MS / 1000 < midi.AGAIN_S


def test_one_that_is_unplugged_while_it_is_held_lets_go_before_that_is_an_emergency(
    pad: Pad, monkeypatch: pytest.MonkeyPatch, followed: tuple[Midi, list[tuple[str, bool]]]
) -> None:
    _, heard = followed
    until(lambda: pad.opened)
    monkeypatch.setattr(midi, "AGAIN_S", 60.0)
    pad.sent = [message("note_on", note=36, velocity=90)]
    until(lambda: heard)
    pad.there = False
    gone = time.monotonic()
    until(lambda: heard[-1] == ("MIDI note 36", False))
    assert time.monotonic() - gone < HOLD_MS / 1000 / 3


def test_a_pedal_that_stays_down_for_long_is_not_looked_for_all_the_time(
    pad: Pad, monkeypatch: pytest.MonkeyPatch, followed: tuple[Midi, list[tuple[str, bool]]]
) -> None:
    _, heard = followed
    until(lambda: pad.opened)
    monkeypatch.setattr(midi, "AGAIN_S", 0.2)
    monkeypatch.setattr(midi, "THERE_S", 0.01)
    pad.sent = [message("control_change", control=64, value=127)]
    until(lambda: heard)
    time.sleep(0.5)
    before = pad.looked
    time.sleep(0.5)
    assert pad.looked - before <= 3


def test_one_that_cannot_be_opened_is_said_and_tried_again(pad: Pad) -> None:
    pad.broken = True
    made = Midi(lambda: pad)
    made.follow("Pad 4", lambda *_: None)
    until(lambda: made.trouble() == "Pad 4 cannot be opened: it is taken")
    pad.broken = False
    until(lambda: pad.opened)
    made.leave()
    assert (pad.closed, made.trouble()) == (1, "")
    assert "midi" not in {thread.name for thread in threading.enumerate()}


def test_each_device_is_listed_once(pad: Pad) -> None:
    assert Midi(lambda: pad).devices() == ("Pad 4",)


def test_a_laptop_without_midi_says_so(pad: Pad, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_: Pad) -> list[str]:
        raise OSError("no sequencer")

    monkeypatch.setattr(Pad, "get_input_names", none)
    with pytest.raises(KnownError, match="MIDI does not answer on this laptop: no sequencer"):
        Midi(lambda: pad).devices()


def test_without_the_packages_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mido", None)
    with pytest.raises(KnownError, match=r"pip install kapcircle\[midi\]"):
        Midi(system).devices()
    made = Midi(system)
    made.follow("Pad 4", lambda *_: None)
    until(lambda: "pip install" in made.trouble())
    made.leave()
