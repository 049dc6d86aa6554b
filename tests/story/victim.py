"""A window without a screen: runs a circle until it is killed, and says what was acknowledged and what it shows.

Each line is JSON: a `Reading`, all of it at one instant.
"""

import json
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from kapcircle.app.room import live_room
from kapcircle.app.vaults import furnish
from kapcircle.core.errors import Refused
from kapcircle.core.ids import Instant, Millis
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Run, Session
from kapcircle.core.session.timing import running, timer_reads
from kapcircle.core.session.wanted import wanted
from kapcircle.desk.clock import SystemClock
from kapcircle.desk.conductor import Conductor
from kapcircle.desk.desk import NotSavedError
from kapcircle.desk.orders import Play
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


@dataclass(frozen=True)
class Reading:
    """What a window shows at `now`, by the log as far as `tick`; `commands` are those acknowledged since the last.

    `wall` is the system's time just before and after. `sound` is how far the playlist is in, None where there is none.
    """

    step: str
    tick: int
    now: int
    wall: Sequence[float]
    phase: str
    goes: bool
    clock: int
    timer: int | None
    sound: int | None
    quiet: bool
    look: str
    commands: Sequence[str] = ()
    told: Sequence[int] | None = None
    """On taking over: where the room was told to begin the playlist, and an instant before that; none for no music."""


def reading(step: str, tick: int, s: Session, now: Instant, wall: Sequence[float] = ()) -> Reading:
    """A circle as it is at an instant."""
    out, timer = wanted(s, now), s.timers[0]
    return Reading(
        step,
        tick,
        now,
        wall,
        s.leg.phase.name,
        not s.holding,
        running(s.visit, now),
        None if timer is None else timer_reads(timer, now),
        now - out.sound.since if out.sound.playlist.tracks else None,
        s.quiet is not None,
        f"{out.light.look} since {out.light.since}",
    )


def read(circle: Conductor, step: str) -> Reading:
    """The circle as it is now."""
    before = time.time() * 1000
    now = circle.desk.clock.now()
    tick = circle.desk.stream(circle.name).entries[-1].stamp.tick
    return reading(step, tick, circle.session, now, (before, time.time() * 1000))


def take_over(circle: Conductor, room: SilentRoom | None) -> Reading:
    """Begin, and say what the room was told, if it is one that listens."""
    begun = circle.desk.clock.now()
    circle.begin()
    if circle.session.run is Run.WAITING:
        circle.do(c.Open())
        until_saved(circle)
        return read(circle, "opened")
    if room is None:
        return read(circle, "took over")
    told = [(play.into, begun) for play in room.told if isinstance(play, Play) and play.recordings]
    return replace(read(circle, "took over"), told=told[0] if told else ())


def say(reading: Reading) -> None:
    print(json.dumps(asdict(reading)), flush=True)


def main(path: str, passphrase: str, seed: str, *how: str) -> None:
    chance = random.Random(seed)
    vault = vaults.unlock(Path(path), passphrase, Instant(0))
    room = SilentRoom()
    house = furnish(vault, SystemClock(), live_room(vault.path, silent=True) if "engine" in how else lambda _: room)
    session = house.running() or next(
        s for cohort, _ in house.planning.cohorts() for s in house.planning.cohort(cohort).sessions
    )
    circle = house.circle(session)
    say(take_over(circle, None if "engine" in how else room))
    if "rests" in how:
        for _ in range(chance.randrange(1, 9)):
            act(circle, chance)
    until_saved(circle)
    say(read(circle, "ready"))
    while True:
        if "rests" in how:
            say(read(circle, "rests"))
        else:
            act(circle, chance)
        time.sleep(chance.uniform(0, 0.02))


def until_saved(circle: Conductor) -> None:
    """What a slow disk has not taken yet may die with us: nothing that is shown before is held against the log."""
    while circle.desk.not_saved_since is not None:
        time.sleep(0.01)
        circle.desk.settle()


def act(circle: Conductor, chance: random.Random) -> None:
    """Give a command; what is on the disk then is acknowledged."""
    stream = circle.desk.stream(circle.name)
    known = len(stream.entries)
    try:
        circle.do(chance.choice(CHOICES))
    except (Refused, NotSavedError):
        circle.tick()
    if circle.desk.not_saved_since is None:
        say(replace(read(circle, "did"), commands=[x.command for x in stream.entries[known:]]))


if __name__ == "__main__":
    main(*sys.argv[1:])
