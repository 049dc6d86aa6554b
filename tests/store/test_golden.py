"""The format that is kept for ever. A line of `golden.jsonl` never changes: a vault holds bodies like it.

A new event, or a new form of one: its value goes at the end of WRITTEN, and the line that the last test then asks for
at the end of the file. An older form keeps its line, and its value says how the program reads it today.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kapcircle.core import practice
from kapcircle.core.attending import Duty, Other, OtherRole, Pod, TeamMember
from kapcircle.core.cohort import about, agreements, calendar, company, feedback, intentions, library, roster, team
from kapcircle.core.facts import Plan
from kapcircle.core.ids import (
    CohortId,
    CommandId,
    CueId,
    Device,
    Instant,
    LampId,
    MemberId,
    Millis,
    OtherId,
    PersonId,
    PhaseId,
    PieceId,
    PodId,
    ProgrammeId,
    RoomId,
    SessionId,
    TrackId,
)
from kapcircle.core.kinds import KINDS
from kapcircle.core.light import Lamp
from kapcircle.core.log import Stamp, Struck, Undone
from kapcircle.core.person import identity
from kapcircle.core.playlist import Track
from kapcircle.core.programme import SessionKind
from kapcircle.core.roles import Role
from kapcircle.core.rooms import PatchRow, RoomPlan
from kapcircle.core.rundown import AtOffset, Cue, End, Look, Music, OnEntry, OnGo, Phase, Prompt, Rundown, Silence
from kapcircle.core.session import events as e
from kapcircle.store.codec import Codec

EVENTS = {each.__name__: each for kind in KINDS.values() for each in kind.events}
CODEC = Codec(EVENTS.values())
LINES = Path(__file__).with_name("golden.jsonl").read_text(encoding="utf-8").splitlines()

CUES = (
    Cue(
        CueId("q1"),
        "Tide",
        Music("Tide", (TrackId("t1"), TrackId("t2")), Millis(8_000)),
        OnEntry(),
        Millis(1_500),
        False,
    ),
    Cue(CueId("q2"), "Stille", Silence(Millis(60_000), Millis(9_000)), AtOffset(Millis(30_000))),
    Cue(CueId("q3"), "Quiet", Silence()),
    Cue(CueId("q4"), "Glühen", Look("ember", Millis(1_800_000)), OnGo()),
    Cue(CueId("q5"), "Bowl", Prompt("Strike the bowl “once”.")),
)
PHASES = (
    Phase(
        PhaseId("f1"),
        "Peak",
        Millis(2_400_000),
        End.ADVANCE,
        "Deep",
        False,
        Millis(90_000),
        Millis(30_000),
        "No words.",
        Millis(300_000),
        CUES,
    ),
    Phase(PhaseId("f2"), "Return", Millis(1_200_000), End.OFFER),
    Phase(PhaseId("f3"), "Tea", Millis(600_000), End.HOLD),
)
TRACKS = (
    Track(TrackId("t1"), "Tide", Millis(180_000), -3.25, ".wav", "09az"),
    Track(TrackId("t2"), "Shore", Millis(1)),
)
PLAN = Plan(
    "Medicine 2 of 3",
    Rundown(PHASES),
    Instant(1_800_000_000_000),
    ((PersonId("p1"), 1), (PersonId("p2"), 7)),
    TRACKS,
    ("ember", "day"),
    0.35,
    0.9,
)
POD = Pod(PodId("tide"), "Tide")
TEAM = (
    TeamMember(MemberId("m3"), Duty.MEDICAL_LEAD, False),
    TeamMember(MemberId("m1"), Duty.NURSE, True, (PodId("tide"), PodId("shore"))),
)
OTHERS = (
    Other(OtherId("o1"), "Ira", OtherRole.INTERPRETER, PersonId("p1"), Instant(1_799_000_000_000), True),
    Other(OtherId("o2"), "Ola", OtherRole.OBSERVER),
)
FULL = replace(PLAN, kind=SessionKind.MEDICINE, pod=POD, team=TEAM, company=OTHERS)
ROOM = RoomPlan(
    RoomId("r1"),
    "Gartensaal",
    (Lamp(LampId("l1"), "Window", 0.25),),
    0.02,
    0.8,
    "USB Speaker",
    "sacn:239.255.0.1:1",
    (PatchRow(LampId("l1"), 1, 3, "level16"),),
)

WRITTEN: tuple[Any, ...] = (
    practice.StaffAdded(MemberId("m1"), "Mara", Role.FACILITATOR),
    practice.StaffAdded(MemberId("m2"), "Jonas", Role.COTHERAPIST),
    practice.StaffAdded(MemberId("m3"), "Dr. Ilić", Role.MEDICAL_LEAD),
    practice.StaffAdded(MemberId("m4"), "Ana", Role.COORDINATOR),
    practice.StaffLeft(MemberId("m2")),
    practice.RoomSaved(ROOM),
    practice.TrackAdded(TRACKS[0]),
    practice.CohortListed(CohortId("spring")),
    about.CohortNamed("Spring"),
    roster.Enrolled(PersonId("p1"), 3),
    roster.LeftCohort(PersonId("p1")),
    calendar.SessionPlanned(SessionId("s1"), "Medicine 2 of 3", Instant(1_800_000_000_000)),
    calendar.SessionPlanned(SessionId("s2"), "Some day"),
    calendar.SessionDropped(SessionId("s1")),
    calendar.SessionsOrdered((SessionId("s2"), SessionId("s1"))),
    calendar.RundownSaved(SessionId("s1"), Rundown(PHASES[1:])),
    identity.AliasSet("Heron"),
    e.Opened(PLAN),
    e.PhaseEntered(PhaseId("f1"), True),
    e.CueCalled(CueId("q4")),
    e.CueFired(CueId("q1")),
    e.Held("bathroom"),
    e.Explained("a call from home"),
    e.Resumed(),
    e.Extended(Millis(-60_000)),
    e.PhaseSkipped(PhaseId("f2")),
    e.PhaseInserted(PHASES[0], PhaseId("f2")),
    e.Closed(),
    e.CameBack(Millis(42_000), False),
    e.Hushed(),
    e.Unhushed(),
    e.Silenced(Millis(15_000)),
    e.Silenced(None),
    e.FadedAll(Millis(8_000)),
    e.LookCalled("dawn", Millis(5_000)),
    e.VolumeSet(0.3),
    e.EmergencyCalled(),
    e.StoodDown(),
    e.TimerStarted(2, Millis(600_000), "door"),
    e.TimerStopped(2),
    e.TrackSkipped(TrackId("t1"), "damaged"),
    e.Reported("Sound goes to Built-in."),
    e.Noted("Asleep.", PersonId("p1"), Stamp(12, Device("laptop"))),
    e.Noted("Nine came."),
    Struck(Stamp(12, Device("laptop")), "wrong mat"),
    Undone((CommandId("c1"), CommandId("c2"))),
    # as they are written since sessions have a kind and a pod
    calendar.SessionPlanned(SessionId("s1"), "Medicine 2 of 3", Instant(1_800_000_000_000)),
    calendar.SessionPlanned(SessionId("s2"), "Some day"),
    calendar.SessionPlanned(
        SessionId("s3"),
        "Medicine 2 · Tide",
        Instant(1_800_000_000_000),
        SessionKind.MEDICINE,
        PodId("tide"),
        True,
        "https://circle.example",
        calendar.StandsFor(ProgrammeId("rtt"), 2, 7),
    ),
    e.Opened(PLAN),
    e.Opened(FULL),
    about.ProgrammeFollowed(ProgrammeId("rtt")),
    roster.PodNamed(PodId("tide"), "Tide"),
    roster.PodDropped(PodId("tide")),
    roster.PodChosen(PersonId("p1"), PodId("tide")),
    roster.PodChosen(PersonId("p1"), None),
    team.TeamJoined(TEAM[1]),
    team.TeamLeft(MemberId("m1")),
    company.OtherWelcomed(OTHERS[0]),
    company.OtherWelcomed(OTHERS[1]),
    company.OtherExcused(OtherId("o1")),
    company.CompanyChosen(SessionId("s1"), (OtherId("o1"), OtherId("o2"))),
    agreements.AgreementsWritten(2, "We listen.\nNo advice."),
    agreements.AgreementsAccepted(PersonId("p1"), 2, Instant(1_799_000_000_000)),
    intentions.IntentionSet(PersonId("p1"), SessionId("s1"), "to rest", True),
    library.PieceKept(library.Piece(PieceId("b1"), "Breaths", library.PieceKind.PRACTICE, "In. Out.", "", True)),
    library.PieceKept(library.Piece(PieceId("b2"), "A poem", where="The blue book, page 12")),
    library.PieceDropped(PieceId("b1")),
    library.PiecesGiven(SessionId("s1"), (PieceId("b1"), PieceId("b2"))),
    feedback.FeedbackGiven(PersonId("p1"), SessionId("s1"), "It was quiet."),
    feedback.FeedbackGiven(PersonId("p1"), None, "I came home.", feedback.Quote.ANONYMOUS),
)


def split(line: str) -> tuple[str, str]:
    """The name of the event, and its body to the letter."""
    name, _, body = line.removeprefix('{"').removesuffix("}").partition('":')
    return name, body


def test_every_event_has_a_line_and_every_line_a_value() -> None:
    assert {name for name, _ in map(split, LINES)} == set(EVENTS)
    assert len(LINES) == len(WRITTEN)


@pytest.mark.parametrize(("line", "value"), list(zip(LINES, WRITTEN, strict=False)))
def test_what_was_ever_written_is_read_as_what_it_meant(line: str, value: Any) -> None:
    assert CODEC.decode(*split(line)) == value


@pytest.mark.parametrize("value", WRITTEN)
def test_what_is_written_today_stands_in_the_file(value: Any) -> None:
    name, body = CODEC.encode(value)
    line = f'{{"{name}":{body}}}'
    assert line in LINES, f"put at the end of golden.jsonl:\n{line}"
