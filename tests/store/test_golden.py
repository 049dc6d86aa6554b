"""The format that is kept for ever. A line of `golden.jsonl` never changes: a vault holds bodies like it.

A new event, or a new form of one: its value goes at the end of WRITTEN, and the line that the last test then asks for
at the end of the file. An older form keeps its line, and its value says how the program reads it today.
"""

from pathlib import Path
from typing import Any

import pytest

from kapcircle.core import cohort, practice
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
    PersonId,
    PhaseId,
    RoomId,
    SessionId,
    TrackId,
)
from kapcircle.core.kinds import KINDS
from kapcircle.core.light import Lamp
from kapcircle.core.log import Stamp, Struck, Undone
from kapcircle.core.person import contacts, identity, needs, preferences, standing
from kapcircle.core.playlist import Track
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
    cohort.CohortNamed("Spring"),
    cohort.Enrolled(PersonId("p1"), 3),
    cohort.LeftCohort(PersonId("p1")),
    cohort.SessionPlanned(SessionId("s1"), "Medicine 2 of 3", Instant(1_800_000_000_000)),
    cohort.SessionPlanned(SessionId("s2"), "Some day"),
    cohort.SessionDropped(SessionId("s1")),
    cohort.SessionsOrdered((SessionId("s2"), SessionId("s1"))),
    cohort.RundownSaved(SessionId("s1"), Rundown(PHASES[1:])),
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
    identity.NamesSet(identity.Names("Renate Beispiel", "Wren", "she/her", 1980)),
    identity.NamesSet(identity.Names("Renate Beispiel")),
    standing.StatusSet(standing.Status.ENQUIRED, Instant(1_800_000_000_000)),
    standing.StatusSet(standing.Status.SCREENED, Instant(1_800_000_000_000)),
    standing.StatusSet(standing.Status.ENROLLED, Instant(1_800_000_000_000)),
    standing.StatusSet(standing.Status.PAUSED, Instant(1_800_000_000_000), "family"),
    standing.StatusSet(standing.Status.WITHDRAWN, Instant(1_800_000_000_000)),
    standing.StatusSet(standing.Status.COMPLETED, Instant(1_800_000_000_000)),
    contacts.ContactsSet(contacts.Contacts("0660 1234567", "wren@example.org", "Hafen 1\n1010 Wien")),
    contacts.EmergencyContactSet(contacts.EmergencyContact("Ana Probe", "sister", "0660 7654321")),
    contacts.EscortsSet(contacts.Escorts(contacts.Escort("Ben Probe", "0660 2222222"))),
    needs.AccessSet(needs.Access("Bosnian", True, "a chair")),
    needs.CareNotesSet(needs.CareNotes("nuts", ("an inhaler",))),
    preferences.PreferencesSet(
        preferences.Preferences("bells", True, preferences.Touch.HAND, "slammed doors", "a blanket")
    ),
    preferences.PreferencesSet(preferences.Preferences(touch=preferences.Touch.NONE)),
    preferences.PreferencesSet(preferences.Preferences(touch=preferences.Touch.ASK)),
    preferences.PreferencesSet(preferences.Preferences(touch=preferences.Touch.SHOULDER)),
    preferences.PreferencesSet(preferences.Preferences()),
    preferences.DemographicsSet(preferences.Demographics("a woman", "", "", "", "carpenter", "grew up at sea")),
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
