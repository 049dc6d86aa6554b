"""The values of `golden.jsonl`, line for line; `test_golden.py` holds the program to them."""

from dataclasses import replace
from typing import Any

from kapcircle.core import (
    alarms,
    attendance,
    checkin,
    details,
    dose,
    incident,
    leaving,
    observation,
    practice,
    programmes,
    questions,
    staffing,
    vitals,
)
from kapcircle.core.attending import Duty, Other, OtherRole, Pod, TeamMember
from kapcircle.core.catalogue import TrackAdded
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
from kapcircle.core.light import Lamp
from kapcircle.core.log import Stamp, Struck, Undone
from kapcircle.core.observation import Touch
from kapcircle.core.person import identity
from kapcircle.core.playlist import Track
from kapcircle.core.programme import (
    BoosterPolicy,
    Cited,
    ConsentText,
    DoseRange,
    FollowUpPoint,
    InstrumentPlan,
    IntegrationWindow,
    Level,
    Limit,
    Maintenance,
    Measure,
    Moment,
    PlannedSession,
    Programme,
    RatioBand,
    Route,
    RouteClock,
    ScreeningItem,
    SessionKind,
    Signed,
    Urgency,
    VitalsSchedule,
)
from kapcircle.core.roles import Role
from kapcircle.core.rooms import Bulb, PatchRow, RoomPlan
from kapcircle.core.rundown import AtOffset, Cue, End, Look, Music, OnEntry, OnGo, Phase, Prompt, Rundown, Silence
from kapcircle.core.session import events as e
from kapcircle.core.session.contents import Content
from kapcircle.core.tracks import Quality, SuddenRise
from tests.store.golden_after import AFTER
from tests.store.golden_music import MUSIC
from tests.store.golden_people import PEOPLE
from tests.store.golden_playing import PLAYED

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
HERBST = Programme(
    ProgrammeId("g1"),
    "Herbst",
    2,
    "In autumn.",
    "A paper",
    5,
    (PlannedSession("Peak", SessionKind.MEDICINE, 2, 3, Level.POD, True, "Group IM day", "Own"),),
    1,
    4,
    0,
    VitalsSchedule(Millis(1), (Millis(2), Millis(3)), Millis(4), Millis(5), Millis(6), "Label"),
    (Limit(Measure.SPO2, Moment.AFTER, Urgency.NOW, 92.5, None, "Score"),),
    (DoseRange(Route.IM, 0.5, 1.0, "mg", "Trial"),),
    (RouteClock(Route.SUBLINGUAL, Millis(7), Millis(8), Millis(9), "Leaflet"),),
    Millis(10),
    Millis(11),
    Millis(12),
    25,
    Millis(24),
    (RatioBand(6, 0.5, "Rule"), RatioBand(4)),
    IntegrationWindow(Millis(13), Millis(16), Millis(14), Millis(15), "Own"),
    (FollowUpPoint("Nächster Tag", Millis(17), "Own"),),
    BoosterPolicy(Millis(18), Millis(19), 3, Millis(20), "Trial"),
    Maintenance(Millis(21), 8, "Own"),
    (InstrumentPlan("PHQ-9", "baseline", "Own"),),
    (ScreeningItem("psychosis", "Voices?", True, True, "", "Own"),),
    Millis(22),
    Millis(23),
    (ConsentText("touch", "Touch", 3, "None, or a hand.", ("How I say no",), False),),
    ("AED",),
    8,
    True,
    (Cited("weeks", "A paper"),),
)

PROGRAMME = Programme(
    ProgrammeId("g1"),
    "Twelve weeks",
    3,
    "A circle that meets.",
    "made up",
    6,
    (PlannedSession("First", SessionKind.MEDICINE, 4, 1, Level.POD, True, "Group IM day"),),
    3,
    6,
    2,
    VitalsSchedule(Millis(1), (Millis(2), Millis(3)), Millis(4), Millis(5), Millis(6), "made up"),
    (Limit(Measure.SPO2, Moment.AFTER, Urgency.NOW, 92.0, None, "made up"),),
    (DoseRange(Route.SUBLINGUAL, 1.0, 2.5, "mg/kg", "made up"),),
    (RouteClock(Route.IM, Millis(1), Millis(2), Millis(3), "made up"),),
    ratio=(RatioBand(2, 1.0), RatioBand(4)),
    follow_ups=(FollowUpPoint("Next day", Millis(86_400_000)),),
    instruments=(InstrumentPlan("Check-in", "each session"),),
    screening=(ScreeningItem("psychosis", "Is there active psychosis?", True, True, "", "made up"),),
    consents=(ConsentText("ketamine", "Ketamine", 2, "Made up.", ("What may happen?",), True),),
    equipment=("Oxygen",),
    signed=Signed(MemberId("m3"), "Dr. Ilić", Instant(1_800_000_000_000)),
)
RECORDS: tuple[Content, ...] = (
    vitals.Vitals(120, 80, 72, 98, 14, 36.6, 70.5),
    vitals.VitalsNotTaken(vitals.WhyNot.ASLEEP, "eyes shut"),
    alarms.Acknowledged(Stamp(3, Device("laptop")), "told the medical lead", "Dr. Ilić"),
    dose.DoseOrdered(Route.IM, 50.0, "Dr. Ilić", True, True, "as agreed"),
    dose.DoseGiven(Route.IM, 50.0, "left deltoid", "L1", "Jonas", "Ana", "Heron", 3, True, True, None, True),
    dose.MedicineGiven("oxygen", "2 l/min", "mask", "Jonas", "Ana", "ten minutes"),
    checkin.CheckIn(1, 2, 3, 4, 5, "calm", False, True),
    observation.Observed(observation.Depth.DEEP, 4, 5, 0, observation.Preset.RESTROOM_OUT, "Ana", "slow"),
    observation.TouchAgreed(observation.Touch.HAND),
    attendance.Attended(attendance.Attendance.LATE, "traffic"),
    attendance.Readied(("no escort",), "sister is on her way"),
    attendance.NotToday("slept badly", True),
    attendance.SentHome("taxi"),
    questions.DayQuestions(True, "Dr. Ilić", "stays, no medicine", "none", "as usual", False, "4 h", "no"),
    incident.Incident("fall", incident.Severity.MILD, incident.Relation.POSSIBLE, "sat down", True),
    leaving.ReadyToLeave(),
    leaving.Discharged(
        leaving.Aldrete(2, 2, 2, 2, 2), True, True, True, 1, True, "Sister", True, True, True, ("JK", "AN"), ("t",), "x"
    ),
    leaving.LeftAgainstAdvice("not to drive", "Jonas", "sister"),
    leaving.Transferred("hospital", "ambulance", "sheet given"),
    leaving.LeftUnseen("Ana"),
    leaving.EscortTrouble("late", "second contact called"),
    staffing.StaffHere(MemberId("m3"), "Dr. Ilić", Role.MEDICAL_LEAD, True, False),
    staffing.Covering(MemberId("m2"), (PersonId("p1"), PersonId("p2"))),
    staffing.OnBreak(MemberId("m2"), MemberId("m1"), True),
    staffing.LeadAway(Instant(1_800_000_600_000), "pager"),
    staffing.HandedOver(MemberId("m1"), MemberId("m2"), ("vitals of mat 3",)),
    staffing.EquipmentSigned(("oxygen",)),
    staffing.RoomOverridden(("ratio",), "fifth sitter on the stairs"),
    staffing.RoundBegan(Millis(120_000)),
)

OPENED = (
    e.Opened(PLAN),
    e.Opened(replace(PLAN, programme=PROGRAMME, touch=((PersonId("p1"), Touch.HAND),))),
    e.Opened(FULL),
    e.Opened(replace(FULL, laid=((7, 0.25, 0.75),))),
)
"""Whenever what a plan holds is written otherwise, all of these are."""

WRITTEN: tuple[Any, ...] = (
    practice.StaffAdded(MemberId("m1"), "Mara", Role.FACILITATOR),
    practice.StaffAdded(MemberId("m2"), "Jonas", Role.COTHERAPIST),
    practice.StaffAdded(MemberId("m3"), "Dr. Ilić", Role.MEDICAL_LEAD),
    practice.StaffAdded(MemberId("m4"), "Ana", Role.COORDINATOR),
    practice.StaffLeft(MemberId("m2")),
    practice.RoomSaved(ROOM),
    TrackAdded(TRACKS[0]),
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
    e.Opened(PLAN),
    e.PhaseInserted(PHASES[0], PhaseId("f2")),
    calendar.RundownSaved(SessionId("s1"), Rundown((*PHASES[1:], replace(PHASES[2], medicine=True)))),
    calendar.RundownSaved(SessionId("s1"), Rundown(PHASES[1:])),
    e.Opened(replace(PLAN, programme=PROGRAMME, touch=((PersonId("p1"), Touch.HAND),))),
    e.EmergencyCalled(),
    e.EmergencyCalled(PersonId("p2")),
    e.NearLit(3),
    e.RoomLit(),
    practice.RoomSaved(ROOM),
    practice.RoomSaved(replace(ROOM, lamps=(Lamp(LampId("l1"), "Window", 0.25, (3, 4)),))),
    e.SeatTaken(PersonId("p9"), 9),
    e.SeatPlaced(PersonId("p9"), 0.25, 0.75),
    *(e.Recorded(content, PersonId("p1")) for content in RECORDS),
    e.Recorded(staffing.RoundEnded(), None, Stamp(7, Device("laptop")), ("recorded outside gate: not marked ready",)),
    programmes.ProgrammeSaved(HERBST),
    programmes.ProgrammeSigned(ProgrammeId("g1"), 2, "Dr. Ilić", Stamp(7, Device("laptop"))),
    programmes.SignatureWithdrawn(ProgrammeId("g1"), 2, "A slip in one figure."),
    e.Opened(PLAN),
    e.Opened(replace(PLAN, programme=PROGRAMME, touch=((PersonId("p1"), Touch.HAND),))),
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
    *PEOPLE,
    *(e.Held("bathroom"), e.Explained("a call from home")),
    *(e.Held("bathroom", PersonId("p1")), e.Explained("a call from home", PersonId("p1"))),
    e.LaidAsRing(),
    details.PracticeNamed(
        details.Details("Circle house", "Hafen 1, 1010 Wien, 2nd floor", "144", "142\n147", "Jonas", "Dr. Ilić", "Ana")
    ),
    details.PracticeNamed(details.Details()),
    *AFTER,
    practice.Exported("session report", "s1"),
    # as they are written since mats lie where they lay at the session before
    *OPENED,
    e.Recorded(staffing.OtherHere(OtherId("o1"), "Ira", OtherRole.INTERPRETER, False, True)),
    e.Recorded(dose.DoseSigned(Stamp(3, Device("laptop"))), PersonId("p1")),
    e.Recorded(dose.DoseSigned(Stamp(3, Device("laptop")), "signed on paper"), PersonId("p1")),
    # as they are written since the integration window says how often a contact falls in it
    *OPENED,
    programmes.ProgrammeSaved(HERBST),
    programmes.ProgrammeSaved(replace(HERBST, integration=replace(HERBST.integration, every=Millis(25)))),
    # as they are written since a recording has cue points, qualities, and what was measured of it
    TrackAdded(TRACKS[0]),
    TrackAdded(
        replace(
            TRACKS[0],
            begins=Millis(1_500),
            ends=Millis(170_000),
            qualities=(Quality.SOFTEN, Quality.GROUND),
            words=False,
            loudness=-19.75,
            peak=-2.5,
            rises=(SuddenRise(Millis(61_000), 13.5),),
        )
    ),
    *OPENED,
    # as they are written since a music cue may keep a section until GO
    *OPENED,
    e.PhaseInserted(PHASES[0], PhaseId("f2")),
    *PLAYED,
    e.Sounded((-21, -20, -120, None, -33, -32)),
    e.Sounded(()),
    # as they are written since a room names a playlist to fall back on
    practice.RoomSaved(ROOM),
    practice.RoomSaved(replace(ROOM, lamps=(Lamp(LampId("l1"), "Window", 0.25, (3, 4)),), fallback="Tides, offline")),
    practice.RoomSaved(replace(ROOM, lamps=(Lamp(LampId("l1"), "Window", 0.25, (3, 4)),))),
    # as they are written since a room may have a second output
    practice.RoomSaved(ROOM),
    practice.RoomSaved(replace(ROOM, lamps=(replace(ROOM.lamps[0], mats=(3, 4)),))),
    practice.RoomSaved(replace(ROOM, second="Headphones", second_volume=0.5)),
    # as they are written since a room may have several lines to its lamps
    practice.RoomSaved(ROOM),
    practice.RoomSaved(replace(ROOM, lamps=(Lamp(LampId("l1"), "Window", 0.25, (3, 4)),))),
    practice.RoomSaved(
        replace(
            ROOM,
            lines=("mqtts:192.0.2.20:8883",),
            bulbs=(Bulb(LampId("l1"), "mqtts:192.0.2.20:8883", "window bulb", "zigbee2mqtt"),),
        )
    ),
    # as they are written since a recording has an artist, a licence and a source, and its sound is known
    *OPENED,
    *MUSIC,
    practice.RoomSaved(replace(ROOM, lamps=(Lamp(LampId("l1"), "Window", 0.25, (3, 4)),), fallback="Tides, offline")),
    practice.RoomSaved(replace(ROOM, second="Headphones", second_volume=0.5)),
)
