"""A circle at its desk, heard through the engine in the time of a rehearsal."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from kapcircle.core import words
from kapcircle.core.ids import Millis
from kapcircle.core.rundown import Music, Rundown
from kapcircle.desk.conductor import Conductor
from kapcircle.desk.desk import Desk
from kapcircle.desk.orders import Order, Report
from kapcircle.desk.rehearsal import Rehearsal, SimulatedClock
from kapcircle.desk.stage import Setting, Stage
from kapcircle.engine.engine import Engine
from tests.desk.nights import NAME
from tests.engine.sounds import RATE, Samples, constant, write
from tests.fakes import FakePulse, SilentRoom, house
from tests.made_up import DEVICE, LOOKS, MARA, START, TRACKS, cue, names, phase, small_plan
from tests.memory import MemoryLog

LEVEL = 0.25
TIDE, SHORE = (cue(x.id, Music(x.title, (x.id,), Millis(2_000))) for x in TRACKS[:2])


class Sounding(SilentRoom):
    """A room with an engine."""

    def __init__(self) -> None:
        super().__init__()
        self.engine, self.sound = Engine(), [np.zeros((0, 2), np.float32)]

    def tell(self, order: Order) -> None:
        self.engine.tell(order)

    def reports(self) -> Sequence[Report]:
        return self.engine.reports()

    def pass_time(self, length: Millis) -> None:
        self.sound.append(self.engine.render(length * RATE // 1000))


def heard(media: Path, rundown: Rundown, script: str) -> tuple[Samples, list[str]]:
    """The gain of what was played, and the notices."""
    clock, room = SimulatedClock(START), Sounding()
    desk, plan = Desk(MemoryLog(), clock, DEVICE, names(), MARA), small_plan(rundown)
    stage = Stage(room, Setting(house().room, LOOKS, str(media)))
    conductor = Conductor(desk, NAME, stage, room, lambda: plan, FakePulse())
    rehearsal = Rehearsal(conductor, clock, room.pass_time)
    rehearsal.run(words.script(script))
    room.engine.close()
    return np.concatenate(room.sound)[:, 0] / LEVEL, rehearsal.report()["notices"]


@pytest.mark.parametrize("again", ["", "00:00:40 back\n00:00:50 go\n"])
def test_go_into_a_phase_whose_only_recording_is_gone_lets_the_music_go_on(tmp_path: Path, again: str) -> None:
    write(tmp_path / "tide.flac", constant(LEVEL, LEVEL, 180))
    rundown = Rundown((phase("Arrival", 1, TIDE), phase("Peak", 1, SHORE)))
    got, notices = heard(tmp_path, rundown, f"00:00:00 open\n00:00:20 go\n{again}00:01:00 close")
    assert np.ptp(got[10 * RATE :]) < 1e-4
    assert len(notices) == 1
    assert notices[0].startswith("Shore was skipped: shore.flac is missing.")
