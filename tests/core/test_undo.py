"""Show undo: which command it takes back, and what goes with it."""

import pytest

from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import CLOCK, CommandId, Device, Instant, MemberId, Millis, PersonId, PhaseId, TrackId
from kapcircle.core.kinds import KINDS
from kapcircle.core.log import Entry, Stamp, Struck, Undone, effective
from kapcircle.core.roles import Role
from kapcircle.core.rundown import AtOffset, End, OnGo, Prompt, Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.undo import SHOW, Candidate, advance, candidate, permit
from tests.core.circles import SECONDS, Circle, opened
from tests.made_up import DEVICE, MARA, MINUTES, START, cue, facts, phase

NEVER = {
    e.CameBack: "a time away",
    e.EmergencyCalled: "an emergency",
    e.NearLit: "an emergency",
    e.RoomLit: "an emergency",
    e.StoodDown: "an emergency",
    e.TimerStarted: "a timer is stopped, not undone",
    e.TimerStopped: "a timer is stopped, not undone",
    e.Explained: "the reason of a hold goes with it",
    e.TrackSkipped: "what the room said",
    e.Reported: "what the room said",
    e.Sounded: "what was heard",
    e.Noted: "a record",
    e.Recorded: "a record",
    e.SeatTaken: "who sits where is said anew",
    e.SeatPlaced: "who sits where is said anew",
    e.LaidAsRing: "who sits where is said anew",
    Struck: "a record",
    Undone: "an undo",
}


def test_every_event_is_of_the_show_or_has_a_reason_not_to_be() -> None:
    assert set(SHOW) | set(NEVER) == set(KINDS["session"].events)
    assert not set(SHOW) & set(NEVER)


def found(circle: Circle) -> Candidate:
    result = candidate(effective(circle.entries), DEVICE)
    assert result is not None
    return result


@pytest.mark.parametrize(
    "command",
    [
        c.Note("Pale.", PersonId("p1")),
        c.Emergency(),
        c.StartTimer(1, Millis(0)),
        c.StopTimer(1),
        c.ComeBack(Millis(5)),
        c.SkipTrack(TrackId("tide"), "damaged"),
        c.Report("No sound."),
        c.KeepLevels((-20,)),
    ],
)
def test_these_are_passed_over(command: c.Command) -> None:
    circle = opened()
    circle.do(c.SetVolume(0.1))
    circle.do(command)
    assert found(circle).event == e.VolumeSet(0.1)


def test_a_whole_command_with_its_first_event() -> None:
    circle = opened()
    circle.later(SECONDS)
    circle.do(c.Go())
    assert found(circle) == Candidate(
        (CommandId("c2"),), Instant(START + 1_000), e.PhaseEntered(PhaseId("peak")), MARA.member
    )


def test_another_laptops_commands_are_its_own_and_an_empty_log_has_none() -> None:
    assert candidate(opened().entries, Device("other")) is None
    assert candidate([], DEVICE) is None


def goes_on(*ends: End) -> Circle:
    """A minute each; a bell half a minute into each phase, and one on GO that waits five seconds."""
    phases = (
        phase(
            f"P{n}",
            1,
            cue(f"bell-{n}", Prompt("Ring."), trigger=AtOffset(Millis(30_000))),
            cue(f"gong-{n}", Prompt("Strike."), trigger=OnGo(), pre_wait=Millis(5_000)),
            end=end,
        )
        for n, end in enumerate(ends)
    )
    return opened(Rundown((*phases, phase("Last", 1))))


def show(circle: Circle, first: int) -> list[e.Event]:
    """What the candidate would leave of the events from number `first` on."""
    gone = found(circle).commands
    return [x.event for x in circle.entries[first:] if x.command not in gone]


def test_what_the_clock_did_is_never_the_latest() -> None:
    circle = goes_on(End.ADVANCE, End.ADVANCE)
    circle.do(c.SetVolume(0.1))
    circle.later(100 * SECONDS)
    assert circle.entries[-1].by == CLOCK
    assert found(circle).event == e.VolumeSet(0.1)
    assert found(circle).commands == (CommandId("c2"),)
    assert not found(circle).held


def test_with_a_move_goes_all_that_the_clock_made_in_the_phase_it_entered() -> None:
    circle = goes_on(End.HOLD, End.HOLD)
    circle.do(c.Next())
    moved = len(circle.entries)
    circle.later(40 * SECONDS)
    assert show(circle, moved) == []
    assert not found(circle).held


def test_with_a_move_goes_the_advance_after_it_and_the_phase_is_held() -> None:
    circle = goes_on(End.HOLD, End.ADVANCE)
    circle.do(c.Next())
    moved = len(circle.entries)
    circle.later(70 * SECONDS)
    assert circle.state.at == 2
    assert show(circle, moved) == []
    assert found(circle).held


def test_a_circle_that_was_never_opened_cannot_be_held() -> None:
    circle = goes_on(End.ADVANCE)
    circle.later(70 * SECONDS)
    assert found(circle).event == e.Opened(circle.plan)
    assert show(circle, 0) == []
    assert not found(circle).held


def test_with_a_called_cue_goes_its_firing_and_nothing_else() -> None:
    circle = goes_on(End.HOLD)
    circle.later(20 * SECONDS)
    circle.do(c.Go())
    called = len(circle.entries)
    circle.later(20 * SECONDS)
    assert [type(x.event) for x in circle.entries[called:]] == [e.CueFired, e.CueFired]
    (left,) = show(circle, called)
    assert left == e.CueFired(circle.state.legs[0].phase.cues[0].id)


def test_a_hold_is_taken_back_with_its_reason_and_not_with_that_of_another() -> None:
    circle = opened()
    circle.do(c.Hold())
    circle.do(c.Explain("the door bell"))
    held = len(circle.entries)
    circle.do(c.Note("Calm."))
    assert found(circle).event == e.Held()
    assert show(circle, held - 2) == [e.Noted("Calm.")]
    assert not found(circle).held
    circle.do(c.Resume())
    assert found(circle).event == e.Resumed()
    assert show(circle, held - 2)[:2] == [e.Held(), e.Explained("the door bell")]


def test_what_is_said_of_a_later_hold_is_not_its_reason() -> None:
    circle = opened()
    circle.do(c.Hold())
    later: tuple[e.Event, ...] = (e.Resumed(), e.Held(), e.Explained("rain"))
    for number, event in enumerate(later, 100):
        other = Device("other")
        at = circle.now
        circle.entries.append(Entry(Stamp(number, other), at, at, 60, MARA.member, CommandId(f"o{number}"), event))
    assert found(circle).commands == (CommandId("c2"),)


@pytest.mark.parametrize(
    ("before", "command"),
    [
        ([], c.Extend(Millis(5 * SECONDS))),
        ([], c.Take(Millis(5 * SECONDS))),
        ([], c.Skip()),
        ([], c.Insert("Tea", Millis(MINUTES))),
        ([c.Hold()], c.Resume()),
    ],
)
def test_with_a_change_of_its_time_goes_the_advance_but_not_the_cue_before_it(
    before: list[c.Command], command: c.Command
) -> None:
    circle = goes_on(End.ADVANCE, End.HOLD)
    for earlier in before:
        circle.do(earlier)
    circle.do(command)
    changed = len(circle.entries)
    circle.later(70 * SECONDS)
    assert circle.state.at > 0
    assert show(circle, changed) == [e.CueFired(circle.plan.rundown.phases[0].cues[0].id)]
    assert found(circle).held


def test_a_hush_does_not_take_the_advance_after_it_along() -> None:
    circle = goes_on(End.ADVANCE)
    circle.do(c.Hush())
    circle.later(70 * SECONDS)
    assert found(circle).event == e.Hushed()
    assert not found(circle).held


def test_an_offered_cue_taken_by_hand_is_a_command() -> None:
    circle = goes_on(End.HOLD)
    circle.sleeps(50 * SECONDS)
    bell = circle.state.leg.phase.cues[0].id
    circle.do(c.Fire(bell))
    assert found(circle).event == e.CueFired(bell)


# --- staying ---


def advanced(circle: Circle) -> str | None:
    return advance(effective(circle.entries))


def test_an_advance_may_be_taken_back_until_a_hand_has_moved() -> None:
    circle = goes_on(End.ADVANCE, End.ADVANCE)
    assert advanced(circle) is None
    circle.later(61 * SECONDS)
    (entered,) = (x.command for x in circle.entries[-1:])
    assert advanced(circle) == entered
    circle.do(c.Note("Calm."))
    circle.later(35 * SECONDS)
    assert circle.entries[-1].event == e.CueFired(circle.state.leg.phase.cues[0].id)
    assert advanced(circle) == entered
    circle.do(c.Extend(Millis(1)))
    assert advanced(circle) is None


def test_in_an_empty_log_nothing_has_advanced() -> None:
    assert advance([]) is None


# --- who may ---


@pytest.mark.parametrize(
    ("actor", "may"),
    [
        (Actor(MemberId("iris"), Role.MEDICAL_LEAD), True),
        (Actor(MemberId("mara"), Role.FACILITATOR), True),
        (Actor(MemberId("theo"), Role.COTHERAPIST), True),
        (Actor(MemberId("olga"), Role.MEDICAL_LEAD), False),
        (Actor(MemberId("ann"), Role.COORDINATOR), False),
    ],
)
def test_ones_own_command_or_the_role_that_runs_the_circle(actor: Actor, may: bool) -> None:
    circle = opened()
    circle.do(c.Hush(), Actor(MemberId("iris"), Role.MEDICAL_LEAD))
    if may:
        permit(found(circle), facts(actor=actor))
    else:
        with pytest.raises(Refused, match=r"^Undo: this is for the co-therapist or facilitator\.$"):
            permit(found(circle), facts(actor=actor))
