import os
import sys
from pathlib import Path

import pytest

from kapcircle.core.ids import LampId, Millis
from kapcircle.core.light import LampLevel
from kapcircle.engine.afterglow import Afterglow, Glowing
from tests.seconds import Clock

SHOWN = (LampLevel(LampId("1"), 0.25), LampLevel(LampId("2"), 0.5, (1.0, 0.0, 0.5)))
LIGHT = "sacn:192.0.2.10:1"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "room.light"


class Lamps:
    def __init__(self) -> None:
        self.sent: list[tuple[LampLevel, ...]] = []
        self.closed = False

    def aim(self, levels: tuple[LampLevel, ...], fade: Millis, emergency: bool) -> None:
        pass

    def send(self, levels: tuple[LampLevel, ...], still: bool) -> None:
        self.sent.append(levels)

    def answers(self) -> tuple[bool, str]:
        return False, "a cable is loose"

    def close(self) -> None:
        self.closed = True


def noted(file: Path, clock: Clock) -> None:
    glow = Afterglow(file, LIGHT, clock)
    Glowing(Lamps(), glow).send(SHOWN, still=True)
    glow.written(5)


@pytest.mark.parametrize(("later", "known"), [(0.0, True), (1.4, True), (1.6, False), (-0.1, False)])
def test_the_next_engine_knows_what_lamps_still_hold(file: Path, clock: Clock, later: float, known: bool) -> None:
    noted(file, clock)
    clock.now += later
    assert Afterglow(file, LIGHT, clock).levels() == (SHOWN if known else ())


def test_other_lamps_are_not_meant(file: Path, clock: Clock) -> None:
    noted(file, clock)
    assert Afterglow(file, "sacn:192.0.2.11:1", clock).levels() == ()


@pytest.mark.parametrize(("still", "seconds", "notes"), [(False, 1.0, 20), (True, 10.0, 20)])
def test_notes_are_few(
    file: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, still: bool, seconds: float, notes: int
) -> None:
    written: list[float] = []
    monkeypatch.setattr(Path, "replace", lambda *_: written.append(clock.now))
    glow = Afterglow(file, LIGHT, clock)
    for _ in range(round(seconds * 44)):
        glow.note(SHOWN, still)
        glow.written(5)
        clock.now += 1 / 44
    assert notes * 0.7 <= len(written) <= notes


def test_the_end_of_a_fade_is_noted_at_once(file: Path, clock: Clock) -> None:
    glow = Afterglow(file, LIGHT, clock)
    glow.note((), still=False)
    glow.note(SHOWN, still=False)
    glow.written(5)
    assert Afterglow(file, LIGHT, clock).levels() == ()
    glow.note(SHOWN, still=True)
    glow.written(5)
    assert Afterglow(file, LIGHT, clock).levels() == SHOWN


def test_lamps_that_were_let_go_of_are_dark(file: Path, clock: Clock) -> None:
    lamps = Lamps()
    driver = Glowing(lamps, Afterglow(file, LIGHT, clock))
    driver.send(SHOWN, still=True)
    assert driver.answers() == (False, "a cable is loose")
    driver.close()
    assert lamps.sent == [SHOWN]
    assert lamps.closed
    assert Afterglow(file, LIGHT, clock).levels() == ()
    assert not list(file.parent.iterdir())


@pytest.mark.parametrize("text", ["", "{", "[]", '{"light": "x"}', '{"light": "sacn:192.0.2.10:1", "at": "noon"}'])
def test_a_note_that_cannot_be_read_says_nothing(file: Path, clock: Clock, text: str) -> None:
    file.write_text(text)
    assert Afterglow(file, LIGHT, clock).levels() == ()


def test_without_a_file_nothing_is_noted_or_known(clock: Clock) -> None:
    glow = Afterglow(None, LIGHT, clock)
    glow.note(SHOWN, still=True)
    glow.forget()
    assert glow.levels() == ()


def test_a_folder_that_is_gone_stops_no_light(tmp_path: Path, clock: Clock) -> None:
    lamps = Lamps()
    driver = Glowing(lamps, Afterglow(tmp_path / "gone" / "room.light", LIGHT, clock))
    driver.send(SHOWN, still=False)
    driver.close()
    assert lamps.sent == [SHOWN]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_no_frame_waits_for_a_note_and_the_newest_is_written_when_the_disk_is_back(file: Path, clock: Clock) -> None:
    """A pipe that nobody reads stands in for a disk that does not answer."""
    pipe = file.with_suffix(".new")
    os.mkfifo(pipe)
    lamps, glow = Lamps(), Afterglow(file, LIGHT, clock)
    driver = Glowing(lamps, glow)
    driver.send((), still=False)
    for _ in range(10):
        clock.now += 1
        driver.send(SHOWN, still=False)
    assert len(lamps.sent) == 11
    with pipe.open() as disk:
        assert '"levels": []' in disk.read()
    glow.written(5)
    assert Afterglow(file, LIGHT, clock).levels() == SHOWN
