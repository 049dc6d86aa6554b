from dataclasses import replace
from typing import Any

import pytest

from kapcircle.core.ids import CLOCK, CommandId, CueId, Instant, Millis, PersonId, PhaseId, TrackId
from kapcircle.core.light import LookDesign
from kapcircle.core.log import Entry, Stamp, Struck, Undone
from kapcircle.core.looping import Leave, Section
from kapcircle.core.session import events as e
from kapcircle.core.session.recording import WITHDRAWN
from kapcircle.core.session.state import Session
from kapcircle.core.staffing import RoundEnded
from kapcircle.core.tracks import Quality
from kapcircle.core.vitals import Vitals
from kapcircle.views.timeline import SHAPES, Moment, names, timeline
from tests.made_up import DEVICE, START, entries, folded, phase, small_plan

OPENED = (0, e.Opened(small_plan()))
KNOWN = names(folded(OPENED), lambda p: f"alias of {p}", lambda m: m.title())

TURNED = e.Turned(Quality.GROUND, CueId("ember"), (TrackId("tide"),), Millis(8_000), Millis(20_000))


def shown(*events: tuple[int, Any]) -> tuple[Moment, ...]:
    return timeline(entries(events), KNOWN)


@pytest.mark.parametrize(
    ("event", "kind", "words"),
    [
        (e.Opened(small_plan()), "phase", "Circle opened"),
        (e.PhaseEntered(PhaseId("peak")), "phase", "Entered Peak"),
        (e.PhaseEntered(PhaseId("peak"), continues=True), "phase", "Back in Peak"),
        (e.PhaseEntered(PhaseId("lost")), "phase", "Entered a phase"),
        (e.PhaseSkipped(PhaseId("return")), "phase", "Left out Return"),
        (e.PhaseInserted(phase("Rest", 5), PhaseId("peak")), "phase", "Inserted Rest, 5:00"),
        (e.Closed(), "phase", "Circle closed"),
        (e.CueFired(CueId("tide")), "cue", "tide, 2 recordings, crossfade 10 s"),
        (e.CueFired(CueId("lost")), "cue", "a cue"),
        (e.CueCalled(CueId("bowl")), "cue", "GO for Strike the bowl once."),
        (e.Held("late guest"), "hold", "Held: late guest"),
        (e.Held(), "hold", "Held"),
        (e.Explained("late guest"), "hold", "Held because: late guest"),
        (e.Resumed(), "hold", "Went on"),
        (e.Held("", PersonId("p1")), "hold", "Held for alias of p1"),
        (e.Held("bathroom", PersonId("p1")), "hold", "Held for alias of p1: bathroom"),
        (e.Explained("bathroom", PersonId("p1")), "hold", "Held for alias of p1 because: bathroom"),
        (e.Explained("", PersonId("p1")), "hold", "Held for alias of p1"),
        (e.Extended(Millis(300_000)), "time", "5:00 more time"),
        (e.Extended(Millis(-60_000)), "time", "1:00 taken"),
        (e.CameBack(Millis(42_000), counted=False), "report", "The laptop was away for 0:42, not counted"),
        (e.TimerStarted(1, Millis(300_000), "Vitals"), "time", "Vitals started, 5:00 down"),
        (e.TimerStarted(2, Millis(0)), "time", "Timer 2 started, counting up"),
        (e.TimerStopped(2), "time", "Timer 2 cleared"),
        (e.Hushed(), "room", "Hushed"),
        (e.Unhushed(), "room", "Back from the hush"),
        (e.Silenced(None), "room", "Silence until the next music"),
        (e.Silenced(Millis(60_000)), "room", "Silence for 1:00"),
        (e.FadedAll(Millis(500)), "room", "All sound faded over 0.5 s"),
        (TURNED, "room", "Music that grounds: Tide"),
        (replace(TURNED, tracks=(TrackId("gone"),)), "room", "Music that grounds: a recording"),
        (e.LookCalled("dawn", Millis(5_000)), "room", "Light to dawn over 5 s"),
        (e.LookTaken(LookDesign("dusk", 0.4)), "room", "Light dusk as it was edited"),
        (e.VolumeSet(0.62), "room", "Volume 62 %"),
        (e.TrackSkipped(TrackId("tide"), "unreadable"), "report", "Tide was skipped: unreadable"),
        (e.SectionLooped(Section(Millis(130_000), Millis(220_000))), "room", "The music kept from 2:10 to 3:40"),
        (
            e.SectionLooped(Section(Millis(1_000), Millis(9_000), track=TrackId("tide"))),
            "room",
            "Tide kept from 0:01 to 0:09",
        ),
        (e.LoopLeft(Leave.AT_ONCE), "room", "Music let go on, at once"),
        (e.Sought(TrackId("tide"), Millis(95_000)), "room", "Tide brought to 1:35"),
        (e.NextChosen(TrackId("tide"), TrackId("shore")), "room", "Shore put next"),
        (e.EmergencyCalled(), "emergency", "Emergency called"),
        (e.EmergencyCalled(PersonId("p1")), "emergency", "Emergency: alias of p1"),
        (e.NearLit(4), "emergency", "Working light near mat 4"),
        (e.RoomLit(), "emergency", "Working light in the whole room, music out"),
        (e.StoodDown(), "emergency", "Emergency stood down"),
        (e.Reported("No sound output."), "report", "No sound output."),
        (e.Noted("humming"), "note", "humming"),
        (e.Noted("humming", PersonId("p1")), "note", "alias of p1: humming"),
        (e.Noted("hums", None, Stamp(1, DEVICE)), "note", "Put right: hums"),
        (e.Noted("hums", PersonId("p1"), Stamp(1, DEVICE)), "note", "Put right: alias of p1: hums"),
        (e.Recorded(Vitals(120, 80, 72, 98), PersonId("p1")), "note", "alias of p1: 120/80, pulse 72, SpO2 98 %"),
        (e.Recorded(RoundEnded(), None, Stamp(1, DEVICE), ("late",)), "note", "Put right: round over; late"),
        (e.SeatTaken(PersonId("p1"), 9), "note", "alias of p1 sits on mat 9"),
    ],
)
def test_every_event_in_words(event: Any, kind: str, words: str) -> None:
    (moment,) = shown((0, event))
    assert (moment.kind, moment.words) == (kind, words)
    assert moment.shape
    assert moment.kind in SHAPES


def test_no_event_of_a_circle_is_without_words() -> None:
    silent = {Struck, e.SeatPlaced, e.LaidAsRing, e.Sounded}
    cases = {type(case.values[0]) for case in _cases()}
    assert cases | silent | {Undone} == set(e.Event.__args__)


def _cases() -> Any:
    (mark,) = [m for m in test_every_event_in_words.pytestmark if m.name == "parametrize"]
    return [pytest.param(*case) for case in mark.args[1]]


def test_the_hour_is_that_of_the_desk_then() -> None:
    assert shown((5_000, e.Hushed()))[0].clock == "09:00:05"


def test_what_the_program_did_itself_is_said() -> None:
    own = [x._replace(by=CLOCK) for x in entries([(0, e.Closed())])]
    assert timeline(own, KNOWN)[0].by == "by itself"
    assert shown((0, e.Closed()))[0].by == "Mara"


def test_a_cue_made_late_and_a_note_written_later_say_so() -> None:
    late: list[Entry[Any]] = [
        x._replace(at=Instant(x.at + 120_000)) for x in entries([(0, e.CueFired(CueId("ember"))), (0, e.Noted("fine"))])
    ]
    cue, note = timeline(late, KNOWN)
    assert (cue.words, cue.clock) == ("ember, fade 60 s, 2:00 late", "09:00:00")
    assert note.words == "fine (written at 09:02)"


def test_a_struck_note_stays_with_its_reason() -> None:
    (note, *rest) = shown((0, e.Noted("wrong mat")), (9, Struck(entries([(0, 0)])[0].stamp, "not theirs")))
    assert (note.words, note.struck, rest) == ("wrong mat", "struck: not theirs", [])


def test_a_withdrawn_note_is_not_said_to_be_struck() -> None:
    note, *_ = shown((0, e.Noted("wrong mat")), (9, Struck(entries([(0, 0)])[0].stamp, WITHDRAWN)))
    assert note.struck == "withdrawn"


@pytest.mark.parametrize(
    ("event", "shape"),
    [
        (e.Hushed(), "♪"),
        (e.FadedAll(Millis(8_000)), "♪"),
        (TURNED, "♪"),
        (e.VolumeSet(0.5), "♪"),
        (e.Silenced(None), "○"),
        (e.LookCalled("dawn", Millis(5_000)), "☀"),
        (e.CueFired(CueId("ember")), "☀"),
    ],
)
def test_sound_and_light_have_shapes_of_their_own(event: Any, shape: str) -> None:
    assert shown((0, event))[0].shape == shape


def test_what_was_taken_back_is_marked_and_brought_back_it_is_not() -> None:
    events = [(0, e.Hushed()), (10, Undone((CommandId("c1"),)))]
    first, second = shown(*events)
    assert (first.struck, second.kind) == ("taken back", "undo")
    again = shown(*events, (20, Undone((CommandId("c2"),))))
    assert [x.struck for x in again] == ["", "taken back", ""]


def test_lines_stand_in_the_order_they_happened() -> None:
    earlier, later = entries([(60_000, e.Hushed()), (90_000, e.Noted("before that"))])
    recalled = later._replace(happened=Instant(START))
    assert [x.words[:6] for x in timeline([earlier, recalled], KNOWN)] == ["before", "Hushed"]


def test_an_empty_circle_has_no_lines() -> None:
    assert timeline([], names(Session(), str, str)) == ()
