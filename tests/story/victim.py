"""A window without a screen: runs a circle with its real engine until it is killed, saying what was acknowledged."""

import random
import sys
import time
from pathlib import Path

from kapcircle.app.room import live_room
from kapcircle.app.vaults import furnish
from kapcircle.core.errors import Refused
from kapcircle.core.ids import Instant, Millis
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Run
from kapcircle.desk.clock import SystemClock
from kapcircle.store import vault as vaults
from tests.fakes import SilentRoom

CHOICES: tuple[c.Command, ...] = (
    c.Go(),
    c.Back(),
    c.Jump(1),
    c.Hold("a moment"),
    c.Resume(),
    c.Extend(Millis(30_000)),
    c.Hush(),
    c.Unhush(),
    c.Silence(Millis(5_000)),
    c.FadeAll(),
    c.CallLook("dusk"),
    c.CallLook("ember"),
    c.SetVolume(0.4),
    c.StartTimer(1, Millis(600_000)),
    c.Note("a made-up line"),
)


def main(path: str, passphrase: str, seed: str, engine: str = "") -> None:
    chance = random.Random(seed)
    vault = vaults.unlock(Path(path), passphrase, Instant(0))
    house = furnish(vault, SystemClock(), live_room(vault.path, silent=True) if engine else lambda _: SilentRoom())
    session = house.running() or next(
        s for cohort, _ in house.planning.cohorts() for s in house.planning.cohort(cohort).sessions
    )
    circle = house.circle(session)
    circle.begin()
    if circle.session.run is Run.WAITING:
        circle.do(c.Open())
    print("ready", flush=True)
    while True:
        try:
            circle.do(chance.choice(CHOICES))
        except Refused:
            circle.tick()
        last = circle.desk.stream(circle.name).entries[-1]
        if house.desk.not_saved_since is None:
            print(last.stamp.tick, last.command, flush=True)
        time.sleep(chance.uniform(0, 0.02))


if __name__ == "__main__":
    main(*sys.argv[1:])
