"""A session with something of everything, as its papers need it."""

from dataclasses import replace
from typing import Any

from kapcircle.core.ids import Millis
from kapcircle.core.rundown import AtOffset, End, Look, Music, OnGo, Prompt, Rundown, Silence
from kapcircle.core.session import commands as c
from kapcircle.views.name_lint import Called, by_mat
from kapcircle.views.printed import Facts, Heading, Large, Lines, Paper, Text, Title, Together
from kapcircle.views.show_paper import Show
from tests.core.circles import Circle
from tests.made_up import LOOKS, MINUTES, START, TRACKS, cue, phase, small_plan

TIDE, SHORE, LAKE = TRACKS
CALLED = Called("Wren", (3,), ("Renate Beispiel",), ("Ana Probe",))

RUNDOWN = Rundown(
    (
        phase("Arrival", 15, cue("dusk", Look("dusk")), end=End.OFFER, group="Before", note="Wren sits by the door."),
        phase(
            "Peak",
            40,
            cue("welcome", Prompt("Say that all is well.")),
            cue("tide", Music("tide", (TIDE.id, SHORE.id))),
            cue("ember", Look("ember", Millis(60_000))),
            cue("bowl", Prompt("Strike the bowl for Renate."), trigger=OnGo()),
            cue("still", Silence(Millis(2 * MINUTES)), trigger=AtOffset(Millis(20 * MINUTES)), pre_wait=Millis(5_000)),
            cue("spare", Music("spare", ()), armed=False),
            group="Deep",
            note="Nobody speaks.",
        ),
        phase("Rest", 10, group="Deep", end=End.ADVANCE),
        phase("Return", 20, cue("quiet", Silence()), cue("dawn", Look("aurora")), shrink=Millis(5 * MINUTES)),
    )
)


def show(**more: Any) -> Show:
    """The session on the evening before."""
    plan = small_plan(RUNDOWN)
    made = Show("Harbour", plan, lambda _: 60, START, LOOKS, "", (), lint=by_mat([CALLED]))
    return replace(made, **more)


def running(minutes: float, *then: c.Command) -> Show:
    """The session as it runs, so many minutes after it was opened and went on to its peak at 15."""
    circle = Circle(RUNDOWN)
    circle.do(c.Open())
    circle.later(min(15, minutes) * MINUTES)
    if minutes >= 15:
        circle.do(c.Go())
        circle.later((minutes - 15) * MINUTES)
    for command in then:
        circle.do(command)
    return show(entries=tuple(circle.entries), s=circle.state, printed=circle.now, plan=circle.state.plan)


def flat(paper: Paper) -> list[Any]:
    """Its parts, those that stay together too."""
    return [x for part in paper.parts for x in (part.parts if isinstance(part, Together) else (part,))]


def words(paper: Paper) -> str:
    """All that stands on it."""
    said: list[str] = []
    for part in flat(paper):
        match part:
            case Title(text) | Heading(text) | Text(text) | Large(text):
                said.append(text)
            case Lines(names, rows, _):
                said += [" | ".join(names), *(" | ".join(row) for row in rows)]
            case Facts(rows):
                said += [f"{name}: {text}" for name, text in rows]
    return "\n".join(said)
