from kapcircle.core.ids import CueId, Instant, Millis, PersonId, TrackId
from kapcircle.core.rundown import AtOffset, End, Look, Prompt, Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.session.state import Session
from kapcircle.views.circle import Badge, SeatView, eyes, seats
from tests.made_up import MINUTES, START, cue, folded, phase, small_plan

M = MINUTES
NAMES = {"p1": "Wren", "p2": "Heron", "p3": "Ash", "p4": "Juniper"}


def utc(_: Instant) -> int:
    return 0


def alias(person: PersonId) -> str:
    return NAMES[person]


def run(*events: tuple[int, object], day: Rundown | None = None) -> Session:
    plan = small_plan(day)
    return folded((0, e.Opened(plan)), (0, e.PhaseEntered(plan.rundown.phases[0].id)), *events)


def test_seats_in_mat_order_before_and_after_opening() -> None:
    planned, opened = seats(Session(plan=small_plan()), alias), seats(run(), alias)
    assert planned == opened
    assert [(s.mat, s.alias) for s in opened] == [(1, "Wren"), (2, "Heron"), (3, "Ash"), (4, "Juniper")]


def test_covered_seats_have_numbers_and_no_names() -> None:
    shown = seats(run(), alias, covered=True)
    assert [(s.mat, s.alias, s.spoken) for s in shown][:2] == [(1, "", "mat 1"), (2, "", "mat 2")]


def test_a_seat_is_spoken_with_all_that_is_known() -> None:
    seat = SeatView(PersonId("p4"), 4, "Juniper", "161/98", 3, 0.2, Badge("alarm", "outside the range"))
    assert seat.spoken == "Juniper, mat 4, 161/98, depth 3 of 4, outside the range"
    assert SeatView(PersonId("p4"), 4, "Juniper", absent=True).spoken == "Juniper, mat 4, not today"


def test_nothing_needs_eyes() -> None:
    assert eyes(run(), Instant(START), utc) == ()


def test_emergency_comes_first_then_what_is_late_then_the_prompt() -> None:
    late = cue("lamps", Look("day"), trigger=AtOffset(Millis(M)))
    day = Rundown((phase("Rest", 5, late, end=End.ADVANCE), phase("Return", 20)))
    s = run((10, e.EmergencyCalled()), day=day)
    found = eyes(s, Instant(START + 6 * M), utc)
    assert [(x.who, x.when, x.deed) for x in found] == [
        ("Emergency", "since 08:00", ""),
        ("lamps", "5:00 late", "Make it"),
        ("Return", "1:00 late", "Enter"),
    ]
    assert [x.command for x in found[1:]] == [c.Fire(CueId("lamps")), c.Advance()]


def test_a_prompt_is_a_note_and_is_covered() -> None:
    day = Rundown((phase("Peak", 40, cue("bowl", Prompt("Strike the bowl."))),))
    s = run((0, e.CueFired(CueId("bowl"))), day=day)
    assert [(x.why, x.when) for x in eyes(s, Instant(START + 61_000), utc)] == [("Strike the bowl.", "1:01 ago")]
    assert eyes(s, Instant(START), utc, covered=True) == ()


def test_what_the_room_reports_stands_for_five_minutes_the_newest_first_and_once() -> None:
    said = "The sound and light engine has ended (signal 9) and is started again."
    s = run(
        (1_000, e.Reported(said)),
        (2_000, e.TrackSkipped(TrackId("tide"), "it cannot be read")),
        (2_500, e.TrackSkipped(TrackId("tide"), "it cannot be read")),
        (3_000, e.Reported(said)),
    )
    rows = [(x.who, x.why, x.when) for x in eyes(s, Instant(START + 43_000), utc, covered=True)]
    assert rows == [
        ("Sound and light", said, "0:40 ago"),
        ("Sound and light", "Tide was skipped: it cannot be read", "0:41 ago"),
    ]
    assert len(eyes(s, Instant(START + 5 * M + 2_000), utc)) == 1
    assert eyes(s, Instant(START + 5 * M + 3_000), utc) == ()
