"""A window without a screen, in real time: gives the commands of a night as they come, until it is killed or done.

Says when the circle opened, on the clock that all processes of a machine share.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from kapcircle.core.ids import Millis
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Run
from kapcircle.desk.clock import SystemClock
from kapcircle.desk.conductor import Conductor
from kapcircle.desk.rehearsal import obey
from tests.story.room_night import NIGHTS
from tests.story.room_vault import meant, open_house

SETTLING = 5.0
"""Seconds in which outputs and lamps have answered, and a null sink has emptied its first two seconds."""
TURN = 0.05


def main(path: str, which: str) -> None:
    story = NIGHTS[which]()
    clock = SystemClock()
    house = open_house(Path(path), clock)
    session = house.running() or next(
        s for cohort, _ in house.planning.cohorts() for s in house.planning.cohort(cohort).sessions
    )
    circle = house.circle(session)
    circle.begin()
    if circle.session.run is Run.WAITING:
        wait(circle, lambda: circle.output is not None and circle.output.device is not None)
        until(circle, time.monotonic() + SETTLING)
        circle.do(c.Open())
    assert circle.session.opened is not None
    opened = time.monotonic() - (clock.now() - circle.session.opened) / 1000
    print(opened, flush=True)
    begun = time.monotonic() - opened
    for at, command in story.lines:
        if at > begun:
            until(circle, opened + at)
            obey(circle, meant(command, house, circle))
    until(circle, opened + story.ends + story.after)
    house.get_up(Millis(200))
    house.shut()


def until(circle: Conductor, end: float) -> None:
    wait(circle, lambda: time.monotonic() >= end)


def wait(circle: Conductor, true: Callable[[], bool]) -> None:
    """As a window does: a look at the clock some times a second."""
    while not true():
        circle.tick()
        time.sleep(TURN)


if __name__ == "__main__":
    main(*sys.argv[1:])
