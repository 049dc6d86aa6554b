"""A window without a screen, at a real engine whose card and lamp write down what reaches them, until it is killed."""

import time
from functools import partial
from pathlib import Path

from kapcircle.app.room import Live
from kapcircle.app.vaults import furnish
from kapcircle.core.ids import Instant, Millis
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Run
from kapcircle.core.session.timing import running, timer_reads
from kapcircle.desk import stage
from kapcircle.desk.clock import SystemClock
from kapcircle.engine.settings import SoundSettings
from kapcircle.store import vault as vaults
from tests.engine.stand_ins import fitting, lines

QUICK = SoundSettings(rise=1000.0, alone=Millis(30_000), dusk=Millis(1_000), handover=Millis(1_500))
RISE = Millis(2_000)


def main(path: str, passphrase: str) -> None:
    """Says the time of day, the phase clock, a timer, and how long nobody was there, all in milliseconds."""
    stage.RISE = RISE
    folder = Path(path).parent
    live = partial(Live, lambda _: fitting(folder, QUICK))
    house = furnish(vaults.unlock(Path(path), passphrase, Instant(0)), SystemClock(), live)
    session = house.running() or next(
        s for cohort, _ in house.planning.cohorts() for s in house.planning.cohort(cohort).sessions
    )
    away = house.away(session)
    circle = house.circle(session)
    circle.begin()
    if circle.session.run is Run.WAITING:
        dark = circle.lamps(house.desk.clock.now())[0].level
        while circle.beat is None or lines(folder / "light")[-1].value < dark:
            circle.tick()
            time.sleep(0.05)
        circle.do(c.Open())
        circle.do(c.StartTimer(1, Millis(600_000)))
    now, s = house.desk.clock.now(), circle.session
    assert s.timers[0] is not None
    print(round(time.time() * 1000), running(s.visit, now), timer_reads(s.timers[0], now), away, flush=True)
    while True:
        circle.tick()
        time.sleep(0.1)
