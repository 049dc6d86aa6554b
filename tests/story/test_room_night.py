"""A whole night in the room, judged from what was recorded of it: sound, light, messages, and the plan."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kapcircle.app.room import Offline
from kapcircle.core.ids import Instant, Millis, SessionId
from kapcircle.core.light import LampLevel
from kapcircle.core.rooms import PatchRow
from kapcircle.core.session import commands as c
from kapcircle.core.words import Named
from kapcircle.desk.house import House
from kapcircle.desk.ports import LightDriver
from kapcircle.desk.rehearsal import Rehearsal, SimulatedClock, obey
from kapcircle.drivers.patch import encode
from kapcircle.drivers.simulated import Simulated
from kapcircle.engine.light import Fader
from tests.made_up import START
from tests.story import light_judge as light
from tests.story import room_judge as sound
from tests.story.light_judge import Frame, Timing
from tests.story.room_lamps import COLOURED, LINES, room_plan
from tests.story.room_music import pieces
from tests.story.room_night import TEN_MINUTES, THREE_HOURS, WHOLE, night
from tests.story.room_score import CLOSE, TARGET, Night, Pace
from tests.story.room_vault import meant, open_house, prepare

TRACKS = 30


class Recorded(Offline):
    """A room that writes down what it sounds and shines; `begins` is when, since the circle opened."""

    def __init__(self, file: Path, patch: tuple[PatchRow, ...], begins: float, found: tuple[LampLevel, ...]) -> None:
        super().__init__(file, Simulated())
        self.engine.fader = Fader(start=found)
        self._begins, self._patch = begins, patch
        self.frames: list[Frame] = []

    def _shine(self, light: LightDriver, elapsed: float) -> None:
        self.levels = self.engine.light_frame(elapsed)
        for universe, slots in encode(self.levels, self._patch).items():
            self.frames.append(Frame(self._begins + self._passed / 1000, universe, slots[:110]))


def run(house: House, session: SessionId, room: Recorded, lines: list[tuple[float, Named]], ends: float) -> None:
    """Give the commands in their time, and let time pass until `ends`."""
    circle, clock = house.circle(session), house.desk.clock
    assert isinstance(clock, SimulatedClock)
    drive = Rehearsal(circle, clock, room.pass_time, step=Millis(1_000))
    circle.begin()
    for at, command in lines:
        drive._until(Instant(START + round(1000 * at)))
        obey(circle, meant(command, house, circle))
    drive._until(Instant(START + round(1000 * ends)))


def rehearsed(folder: Path, story: Night) -> tuple[sound.Heard, list[Frame], list[float]]:
    """The night at full speed; in its middle the process is dropped, and another goes on from what is on the disk."""
    assert story.crash is not None
    plan = room_plan()
    references = prepare(folder / "Night.kapcircle", story, plan, TRACKS)
    before = [(0.0, c.Open()), *(x for x in story.lines if x[0] < story.crash)]
    after = [x for x in story.lines if x[0] >= story.crash]
    clock = SimulatedClock(START)
    first = Recorded(folder / "first.wav", plan.patch, 0.0, ())
    house = open_house(folder / "Night.kapcircle", clock, lambda _: first)
    session = next(s for cohort, _ in house.planning.cohorts() for s in house.planning.cohort(cohort).sessions)
    run(house, session, first, before, story.crash)
    house.desk.settle()
    (folder / "again").mkdir()
    for path in folder.glob("Night.kapcircle*"):
        shutil.copy(path, folder / "again")
    (folder / "again/media").symlink_to(folder / "media")
    house.shut()

    begins = story.crash + story.pace.away
    clock = SimulatedClock(Instant(START + round(1000 * begins)))
    second = Recorded(folder / "second.wav", plan.patch, begins, first.levels)
    house = open_house(folder / "again/Night.kapcircle", clock, lambda _: second)
    running = house.running()
    assert running == session
    run(house, running, second, after, story.ends + CLOSE + 12)
    house.shut()
    takes = [(folder / "first.wav", 0.0, story.crash), (folder / "second.wav", begins, None)]
    heard = [sound.listen(pieces(file, lasts), at, TRACKS) for file, at, lasts in takes]
    return sound.joined(*heard), [*first.frames, *second.frames], references


def judged(folder: Path, pace: Pace) -> None:
    story = night(pace, WHOLE, real=False)
    heard, frames, references = rehearsed(folder, story)
    score = story.score(0.1, takes_over=False)
    verdict = sound.judge(heard, score, references, TARGET, 0.1)
    seen = light.judge(frames, story.fades(LINES), COLOURED, Timing(0.03, 0.001, real=False))
    print(sound.told(verdict.worst), sound.told(seen.worst), sep="\n")
    assert verdict.faults == []
    assert seen.faults == []
    assert verdict.worst["steady stretches"] == len(score.steady) > 25
    assert verdict.worst["crossfades"] > 20
    assert seen.worst["fades"] == 2 * len(story.fades(LINES))


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.usefixtures("unhurried")
def test_a_night_of_eleven_minutes(tmp_path: Path) -> None:
    judged(tmp_path, replace(TEN_MINUTES, away=8))


@pytest.mark.soak
@pytest.mark.usefixtures("unhurried")
def test_a_night_of_three_hours(tmp_path: Path) -> None:
    judged(tmp_path, THREE_HOURS)
