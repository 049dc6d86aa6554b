"""A night in a real room: sound from a real server, light at a real receiver, messages at a real broker; judged from
what they took down, and the plan.
"""

import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from kapcircle.desk.clock import SystemClock
from tests.drivers.brokers import Told, bulbs, mosquitto
from tests.drivers.ola import Frame, olad
from tests.engine import test_pulse
from tests.engine.sound_server import NEEDS_PULSE, Server
from tests.fakes import SilentRoom
from tests.story import light_judge as light
from tests.story import room_judge as sound
from tests.story.light_judge import Message, Timing
from tests.story.room_ears import Ears, pieces, since, watching
from tests.story.room_lamps import COLOURED, DOOR, LINES, SHELF, room_plan
from tests.story.room_night import NIGHTS
from tests.story.room_score import TARGET, Night
from tests.story.room_vault import open_house, prepare

pytestmark = NEEDS_PULSE

server = test_pulse.server
OUTPUT = "House speakers"
LATE = 0.6
"""Seconds by which a busy machine is late, with a sound server's buffer: how far the clocks of plan and recording
differ at most.
"""
TRACKS = 30


@dataclass
class Recorded:
    """What was taken down, in the time of the circle."""

    heard: sound.Heard
    elsewhere: float
    seen: list[Frame]
    told: list[Told]
    opened: float
    reports: list[str]
    took_over: float | None = None


def night_in_the_room(folder: Path, server: Server, which: str) -> tuple[Night, Recorded, list[float]]:
    story = NIGHTS[which]()
    vault = folder / "Night.kapcircle"
    tracks = story.pace.phases * story.pace.each
    server.plug_in("house", OUTPUT)
    with ExitStack() as stack:
        receiver = stack.enter_context(olad(1, 2))
        broker = stack.enter_context(mosquitto())
        references = prepare(vault, story, room_plan(receiver.host, broker.port, OUTPUT), tracks)
        played = stack.enter_context(bulbs(broker))
        seen = stack.enter_context(watching(receiver))
        ears = Ears(server, folder, "house", "room")
        stack.callback(ears.stop)
        window = Window(vault, which)
        stack.callback(window.kill)
        opened = window.opened()
        took_over = None
        for at, what in _happens(story):
            time.sleep(max(0.0, opened + at - time.monotonic()))
            if what == "crash":
                window.kill()
                window = Window(vault, which)
                stack.callback(window.kill)
                window.opened()
                took_over = time.monotonic() - opened
            elif what == "lost":
                ears.rest()
                server.pull_out("house")
            elif what == "back":
                server.plug_in("house", OUTPUT)
                ears.listen()
            elif what == "dies":
                played.dead.add(str(SHELF))
        time.sleep(max(0.0, opened + story.ends + story.after - 2 - time.monotonic()))
        ears.stop()
        window.done()
        reports = reports_of(vault)
        told = list(played.told)
    heard = sound.joined(*(sound.listen(pieces(file), began - opened, tracks) for began, file in ears.takes))
    return story, Recorded(heard, ears.elsewhere, seen, told, opened, reports, took_over), references


def _happens(story: Night) -> list[tuple[float, str]]:
    found = [(story.crash, "crash"), (story.dies, "dies")]
    if story.lost is not None:
        found += [(story.lost.begins, "lost"), (story.lost.ends, "back")]
    return sorted((at, what) for at, what in found if at is not None)


class Window:
    """The window's process."""

    def __init__(self, vault: Path, which: str) -> None:
        command = [sys.executable, "-m", "tests.story.room_window", str(vault), which]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    def opened(self) -> float:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the window did not come up"
        return float(line)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def done(self) -> None:
        """It ends by itself, and its engine with it."""
        assert self._process.wait(60) == 0


def reports_of(vault: Path) -> list[str]:
    """What the record says of the room."""
    house = open_house(vault, SystemClock(), lambda _: SilentRoom())
    try:
        session = next(s for cohort, _ in house.planning.cohorts() for s in house.planning.cohort(cohort).sessions)
        return [words for _, words in house.session(session).reports]
    finally:
        house.shut()


def judged(story: Night, found: Recorded, references: list[float]) -> None:
    verdict = sound.judge(found.heard, story.score(LATE, takes_over=True), references, TARGET, LATE, real=True)
    seen = light.judge(since(found.seen, found.opened), story.fades(LINES), COLOURED, Timing(LATE, LATE))
    first, last = found.opened - 0.2, found.opened + story.ends + story.after - 2
    told = [Message(x.at - found.opened, x.name, x.words, x.kept) for x in found.told if first < x.at < last]
    cues = story.cues(takeover=story.crash)
    posted = light.judge_messages(told, cues, (DOOR, SHELF), 1.5)
    for each in (verdict, seen, posted):
        print(sound.told(each.worst), *each.faults, sep="\n")
    assert found.elsewhere == 0.0, "nothing is re-routed"
    assert verdict.faults == []
    assert seen.faults == []
    assert posted.faults == []


@pytest.mark.timeout(300)
@pytest.mark.usefixtures("unhurried")
def test_a_minute_and_a_half(server: Server, tmp_path: Path) -> None:
    story, found, references = night_in_the_room(tmp_path, server, "moment")
    judged(story, found, references)
    assert [x for x in found.reports if OUTPUT in x]


@pytest.mark.soak
@pytest.mark.usefixtures("unhurried")
@pytest.mark.parametrize("which", ["four minutes", "ten minutes", "an hour"])
def test_a_night_with_a_crash_a_lost_output_and_a_dead_lamp(server: Server, tmp_path: Path, which: str) -> None:
    story, found, references = night_in_the_room(tmp_path, server, which)
    judged(story, found, references)
    assert len([x for x in found.reports if "Shelf does not answer" in x]) == 1
