"""Circles for tests: one that runs without a desk, and a rundown with something of everything."""

from dataclasses import replace
from itertools import count

import pytest

from kapcircle.core.avoiding import Avoids
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor, Plan
from kapcircle.core.ids import CommandId, Instant, MemberId, Millis, PersonId, TrackId
from kapcircle.core.log import Entry, Stamp
from kapcircle.core.readiness import Readiness
from kapcircle.core.rundown import AtOffset, End, Look, Music, OnGo, Prompt, Rundown, Silence
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.session.decide import decide
from kapcircle.core.session.due import next_due
from kapcircle.core.session.evolve import evolve
from kapcircle.core.session.state import Session
from tests.made_up import DEVICE, MARA, MINUTES, START, cue, facts, phase, small_plan

SECONDS = 1_000


class Circle:
    """Decides and folds, at a time of its own; makes what falls due on the way."""

    def __init__(self, rundown: Rundown | None = None, plan: Plan | None = None) -> None:
        self.now = START
        self.plan = plan or small_plan(rundown)
        self.state = Session()
        self.entries: list[Entry[e.Event]] = []
        self.readiness: dict[PersonId, Readiness] = {}
        self.clinical: dict[MemberId, str] = {}
        self.avoids: dict[PersonId, Avoids] = {}
        self._numbers = count(1)

    def do(self, command: c.Command, actor: Actor = MARA, happened: int | None = None) -> tuple[e.Event, ...]:
        """Obey a command now; what follows from it is folded in."""
        number = next(self._numbers)
        at = self.now if happened is None else Instant(happened)
        known = facts(self.now, actor, self.plan, fresh=f"new-{number}")
        known = replace(known, readiness=self.readiness, happened=None if happened is None else at)
        known = replace(known, clinical=self.clinical, avoids=self.avoids)
        events = decide(self.state, command, known)
        for event in events:
            stamp = Stamp(len(self.entries) + 1, DEVICE)
            entry = Entry(stamp, self.now, at, 60, actor.member, CommandId(f"c{number}"), event)
            self.entries.append(entry)
            self.state = evolve(self.state, entry)
        return events

    def later(self, millis: float) -> Session:
        """So much later, with everything made on time that falls due."""
        end = Instant(self.now + int(millis))
        while (due := next_due(self.state, self.now)) is not None and due.at <= end:
            self.now = max(self.now, due.at)
            self.do(due.command, Actor(), happened=due.at)
        self.now = end
        return self.state

    def sleeps(self, millis: float) -> Session:
        """So much later, and nobody was there to make anything."""
        self.now = Instant(self.now + int(millis))
        return self.state


def opened(rundown: Rundown | None = None) -> Circle:
    """A circle that opened at START."""
    circle = Circle(rundown)
    circle.do(c.Open())
    return circle


def busy_rundown() -> Rundown:
    """Every kind of cue, trigger and end."""
    return Rundown(
        (
            phase("Arrival", 2, cue("dusk", Look("dusk")), end=End.OFFER, group="Before"),
            phase(
                "Settling",
                1,
                cue("shore", Music("shore", (TrackId("shore"), TrackId("lake")), Millis(8_000))),
                cue("breath", Prompt("Breathe out."), trigger=AtOffset(Millis(20_000))),
                cue("ember", Look("ember", Millis(30_000)), pre_wait=Millis(5_000)),
                end=End.ADVANCE,
                group="Before",
            ),
            phase(
                "Peak",
                3,
                cue("tide", Music("tide", (TrackId("tide"),)), pre_wait=Millis(3_000)),
                cue("hush", Silence(Millis(15_000)), trigger=AtOffset(Millis(60_000)), pre_wait=Millis(2_000)),
                cue("bowl", Prompt("Strike the bowl."), trigger=OnGo()),
                cue("lake", Music("lake", (TrackId("lake"), TrackId("gone"))), trigger=OnGo(), pre_wait=Millis(4_000)),
                cue("spare", Look("day"), armed=False),
                group="Deep",
            ),
            phase("Quiet", 1, cue("still", Silence()), end=End.ADVANCE, group="Deep", shrink=Millis(30 * SECONDS)),
            phase("Return", 2, cue("dawn", Look("dawn", Millis(60_000))), shrink=Millis(MINUTES)),
        )
    )


def refused(circle: Circle, command: c.Command, words: str, actor: Actor = MARA) -> None:
    was = circle.state
    with pytest.raises(Refused) as refusal:
        circle.do(command, actor)
    assert str(refusal.value) == words
    assert circle.state is was
