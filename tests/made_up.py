"""Made-up circles: a member of staff, a small rundown and its plan, entries at offsets from one instant."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count
from typing import Any

from kapcircle.core.facts import Actor, Facts, Plan
from kapcircle.core.ids import (
    DAY,
    CommandId,
    CueId,
    Device,
    Instant,
    MemberId,
    Millis,
    PersonId,
    PhaseId,
    ProgrammeId,
    TrackId,
)
from kapcircle.core.light import LookDesign
from kapcircle.core.log import Entry, Stamp
from kapcircle.core.playlist import Track
from kapcircle.core.programme import (
    ConsentText,
    DoseRange,
    FollowUpPoint,
    InstrumentPlan,
    Limit,
    Measure,
    Moment,
    PlannedSession,
    Programme,
    Route,
    RouteClock,
    ScreeningItem,
    SessionKind,
    Urgency,
)
from kapcircle.core.roles import Role
from kapcircle.core.rundown import Cue, End, Look, Music, OnGo, Phase, Prompt, Rundown
from kapcircle.core.session.evolve import evolve
from kapcircle.core.session.state import Session

START = Instant(1_800_000_000_000)
DEVICE = Device("laptop")
MARA = Actor(MemberId("mara"), Role.FACILITATOR)
MINUTES = 60_000


LOOKS = {
    name: LookDesign(name, level)
    for name, level in {"dark": 0.0, "ember": 0.08, "dusk": 0.25, "dawn": 0.4, "day": 0.8, "working": 1.0}.items()
}


def names(prefix: str = "id") -> Callable[[], str]:
    """Names that come in order."""
    numbers = count(1)
    return lambda: f"{prefix}-{next(numbers):04d}"


def track(name: str, minutes: float = 3) -> Track:
    return Track(TrackId(name), name.title(), Millis(int(minutes * MINUTES)))


TRACKS = (track("tide"), track("shore", 4), track("lake", 5))


def cue(name: str, content: Any, **more: Any) -> Cue:
    return Cue(CueId(name), name, content, **more)


def phase(name: str, minutes: float, *cues: Cue, **more: Any) -> Phase:
    return Phase(PhaseId(name.lower()), name, Millis(int(minutes * MINUTES)), cues=cues, **more)


def small_rundown() -> Rundown:
    """Three phases: arrival with dusk light, a peak with music and a cue on GO, and a return that may shrink."""
    return Rundown(
        (
            phase("Arrival", 15, cue("dusk", Look("dusk")), end=End.OFFER, note="Tea is ready."),
            phase(
                "Peak",
                40,
                cue("tide", Music("tide", (TrackId("tide"), TrackId("shore")))),
                cue("ember", Look("ember", Millis(60_000))),
                cue("bowl", Prompt("Strike the bowl once."), trigger=OnGo()),
                note="Lights low. Nobody speaks.",
            ),
            phase("Return", 20, cue("dawn", Look("dawn", Millis(240_000))), shrink=Millis(5 * MINUTES)),
        )
    )


def small_plan(rundown: Rundown | None = None) -> Plan:
    mats = tuple((PersonId(f"p{n}"), n) for n in range(1, 5))
    return Plan(
        "Medicine 2 of 3", rundown or small_rundown(), START, mats, TRACKS, tuple(LOOKS), volume=0.5, ceiling=0.8
    )


def small_programme(name: str = "small") -> Programme:
    """Four weeks with one of everything: a preparation, three medicine sessions, two limits, one route."""
    medicine = tuple(PlannedSession(f"Medicine {n}", SessionKind.MEDICINE, n + 1) for n in (1, 2, 3))
    return Programme(
        ProgrammeId(name),
        "Small programme",
        about="Made up for the tests.",
        weeks=4,
        sessions=(PlannedSession("Preparation", SessionKind.PREPARATION, 1), *medicine),
        limits=(
            Limit(Measure.SYSTOLIC, Moment.AFTER, Urgency.TELL, high=160.0),
            Limit(Measure.SYSTOLIC, Moment.AFTER, Urgency.NOW, high=180.0),
        ),
        doses=(DoseRange(Route.IM, 0.5, 1.0),),
        clocks=(RouteClock(Route.IM, Millis(5 * MINUTES), Millis(20 * MINUTES), Millis(60 * MINUTES)),),
        follow_ups=(FollowUpPoint("Next day", DAY),),
        instruments=(InstrumentPlan("PHQ-9", "baseline"),),
        screening=(ScreeningItem("psychosis", "Are there psychotic symptoms now?", excludes=True, hard=True),),
        consents=(ConsentText("treatment", "Taking part", 1, "What is planned.", ("What will happen",)),),
        equipment=("Oxygen",),
    )


def facts(
    now: int = START,
    actor: Actor = MARA,
    plan: Plan | None = None,
    fresh: str = "fresh",
    aliases: tuple[str, ...] = (),
) -> Facts:
    return Facts(actor, Instant(now), fresh, plan or small_plan(), aliases=aliases)


def entries(events: Iterable[tuple[int, Any]], by: MemberId = MARA.member) -> list[Entry[Any]]:
    """Entries at these offsets from START, each a command of its own."""
    return [
        Entry(Stamp(n, DEVICE), Instant(START + at), Instant(START + at), 60, by, CommandId(f"c{n}"), event)
        for n, (at, event) in enumerate(events, 1)
    ]


def folded(*events: tuple[int, Any]) -> Session:
    """The circle after events at these offsets from START."""
    s = Session()
    for entry in entries(events):
        s = evolve(s, entry)
    return s
