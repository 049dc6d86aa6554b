"""Taking back: show undo, and staying where an automatic advance moved on."""

import pytest

from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import CLOCK, CueId, MemberId, Millis, PersonId, TrackId
from kapcircle.core.log import Undone
from kapcircle.core.roles import Role
from kapcircle.core.rundown import End, Music, Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Run
from kapcircle.core.words import Stay, Undo
from kapcircle.desk import orders
from tests.core.circles import SECONDS
from tests.desk.minutes import events, night, rundown, told
from tests.desk.nights import HOUR, Night, night_of
from tests.made_up import START, TRACKS, cue, phase


def test_what_was_heard_before_returns_slowly_where_it_would_be() -> None:
    at = night(End.HOLD, End.HOLD)
    at.passes(10 * SECONDS)
    at.do(c.Next())
    at.passes(7 * SECONDS)
    at.do(Undo())
    play = told(at, orders.Play)[-1]
    assert [r.track for r in play.recordings] == ["tide"]
    assert (play.into, play.fade) == (17_000, 10_000)
    assert at.session.at == 0


def test_a_longer_crossfade_of_the_plan_is_not_shortened() -> None:
    slow = cue("slow", Music("tide", (TrackId("tide"),), Millis(25_000)))
    at = night_of(c.Open(), c.FadeAll(), rundown=Rundown((phase("One", 1, slow),)))
    at.do(Undo())
    assert told(at, orders.Play)[-1].fade == 25_000


@pytest.mark.parametrize(
    ("command", "kind"),
    [(c.SetVolume(0.1), orders.Master), (c.Hush(), orders.Hush), (c.CallLook("day"), orders.Show)],
)
def test_light_volume_and_hush_come_back_as_slowly(command: c.Command, kind: type) -> None:
    at = night(End.HOLD)
    at.do(command)
    at.passes(20 * SECONDS)
    at.room.told.clear()
    at.do(Undo())
    assert told(at, kind)[-1].fade == 10_000
    assert told(at, orders.Play) == []


def test_after_an_undo_commands_are_as_quick_as_ever() -> None:
    at = night(End.HOLD)
    at.do(c.SetVolume(0.1), Undo(), c.SetVolume(0.2))
    assert told(at, orders.Master)[-1] == orders.Master(0.2, Millis(400))


def test_when_the_circle_moved_on_is_known_until_a_hand_follows() -> None:
    at = night(End.ADVANCE, End.ADVANCE)
    seen = [at.conductor.moved_on]
    at.passes(60 * SECONDS + 500)
    seen.append(at.conductor.moved_on)
    at.do(c.SetVolume(0.2))
    assert [*seen, at.conductor.moved_on] == [None, START + 60 * SECONDS, None]


def test_two_undos_take_back_two_commands() -> None:
    at = night(End.HOLD, End.HOLD)
    at.do(c.SetVolume(0.1))
    at.do(c.Next())
    at.do(Undo(), Undo())
    assert (at.session.at, at.session.volume) == (0, 0.5)
    assert not at.session.holding


def test_nothing_to_take_back() -> None:
    at = Night(rundown(End.HOLD))
    with pytest.raises(Refused, match=r"^There is nothing to undo in this circle\.$"):
        at.conductor.undo()
    at.do(c.Open(), Undo())
    assert at.session.run is Run.WAITING
    with pytest.raises(Refused):
        at.conductor.undo()


@pytest.mark.parametrize(("pause", "ask"), [(0, False), (60_000, False), (60_001, True)])
def test_after_a_minute_it_asks_and_says_what_comes_back(pause: int, ask: bool) -> None:
    at = night(End.HOLD, End.HOLD)
    at.do(c.Next())
    at.clock.pass_(pause)
    undoing = at.conductor.undoing()
    assert undoing.ask is ask
    assert undoing.before.leg.phase.name == "P0"
    assert undoing.before.sound.playlist.tracks == (TRACKS[0],)


def test_a_cue_on_go_waits_for_go_again() -> None:
    at = night(End.HOLD)
    at.do(c.Go())
    at.passes(10 * SECONDS)
    assert at.session.light.look == "day"
    at.do(Undo())
    assert (at.session.light.look, at.session.called) == ("dark", ("tide",))
    assert [w.cue for w in at.session.waits] == ["bell"]
    at.do(c.Go())
    assert at.session.called[-1] == CueId("gong")


def test_with_a_move_goes_the_advance_and_the_phase_that_comes_back_is_held() -> None:
    at = night(End.HOLD, End.ADVANCE, End.HOLD)
    at.do(c.Next())
    at.passes(65 * SECONDS)
    assert at.session.at == 2
    at.do(Undo())
    assert (at.session.at, at.session.holding, at.session.reason) == (0, True, "stayed")
    at.do(c.Resume(), c.Next())
    assert at.session.at == 1


def test_a_second_undo_goes_further_back_and_takes_the_hold_along() -> None:
    at = night(End.HOLD, End.ADVANCE, End.HOLD)
    at.do(c.SetVolume(0.1))
    at.do(c.Next())
    at.passes(65 * SECONDS)
    at.do(Undo(), Undo())
    assert (at.session.at, at.session.volume) == (0, 0.5)


def test_a_phase_that_was_held_already_comes_back_as_it_was() -> None:
    at = night(End.HOLD, End.ADVANCE, End.HOLD)
    at.do(c.Hold("rain"))
    at.do(c.Next())
    at.passes(65 * SECONDS)
    at.do(Undo())
    assert (at.session.at, at.session.holding, at.session.reason) == (0, True, "rain")


def test_a_phase_that_would_leave_again_at_once_is_held() -> None:
    at = night(End.ADVANCE, End.HOLD)
    at.passes(59_500)
    at.do(c.Next())
    at.passes(1_000)
    at.do(Undo())
    at.passes(5 * SECONDS)
    assert (at.session.at, at.session.holding) == (0, True)


def test_a_phase_with_time_left_is_not_held() -> None:
    at = night(End.ADVANCE, End.HOLD)
    at.passes(50 * SECONDS)
    at.do(c.Next())
    at.passes(5 * SECONDS)
    at.do(Undo())
    assert (at.session.at, at.session.holding) == (0, False)
    at.passes(5 * SECONDS)
    assert at.session.at == 1


def test_an_opening_is_taken_back_with_all_that_followed_by_itself() -> None:
    at = night(End.ADVANCE, End.HOLD)
    at.passes(65 * SECONDS)
    at.do(Undo())
    assert at.session.run is Run.WAITING
    at.do(c.Open())
    assert (at.session.at, at.session.holding) == (0, False)


def test_a_close_is_taken_back() -> None:
    at = night(End.HOLD)
    at.passes(5 * SECONDS)
    at.do(c.Close())
    at.passes(5 * SECONDS)
    at.do(Undo())
    play = told(at, orders.Play)[-1]
    assert (at.session.run, play.into, play.fade) == (Run.RUNNING, 10_000, 10_000)


def test_staying_takes_the_advance_back_and_holds() -> None:
    at = night(End.ADVANCE, End.HOLD)
    at.passes(62 * SECONDS)
    assert at.session.at == 1
    at.do(Stay())
    assert (at.session.at, at.session.holding, at.session.reason) == (0, True, "stayed")
    play = told(at, orders.Play)[-1]
    assert ([r.track for r in play.recordings], play.fade) == (["tide"], 10_000)
    assert at.session.visit.held_since == START + 62_000
    assert [x.by for x in at.stream.entries[-2:]] == ["mara", CLOCK]
    at.passes(HOUR)
    assert at.session.at == 0


def test_staying_twice_steps_back_twice() -> None:
    at = night(End.ADVANCE, End.ADVANCE, End.HOLD)
    at.passes(125 * SECONDS)
    assert at.session.at == 2
    at.do(Stay())
    assert at.session.at == 1
    at.do(Stay())
    assert (at.session.at, at.session.holding) == (0, True)


def test_there_is_nothing_to_stay_in_after_a_command_by_hand() -> None:
    at = night(End.ADVANCE, End.HOLD)
    at.passes(62 * SECONDS)
    at.do(c.SetVolume(0.1))
    with pytest.raises(Refused, match=r"^The circle has not moved on by itself since your last command\.$"):
        at.conductor.stay()


@pytest.mark.parametrize(("role", "undo", "stay"), [(Role.COORDINATOR, False, False), (Role.MEDICAL_LEAD, False, True)])
def test_taking_back_has_its_roles(role: Role, undo: bool, stay: bool) -> None:
    at = night(End.ADVANCE, End.HOLD)
    at.passes(62 * SECONDS)
    at.sit(Actor(MemberId("iris"), role))
    before = len(at.stream.entries)
    assert at.do(Undo()) is undo
    assert len(at.stream.entries) == before
    assert at.do(Stay()) is stay


def test_the_medical_lead_may_take_back_their_own_hush() -> None:
    at = night(End.HOLD)
    at.sit(Actor(MemberId("iris"), Role.MEDICAL_LEAD))
    assert at.do(c.Hush(), Undo())
    assert not at.session.murmur.on
    assert isinstance(events(at)[-1], Undone)


@pytest.mark.parametrize("command", [c.TakeSeat(PersonId("p9"), 9), c.PlaceSeat(PersonId("p1"), 0.5, 0.5)], ids=str)
def test_an_opening_that_would_take_somebodys_seat_with_it_is_not_taken_back(command: c.Command) -> None:
    at = night_of(c.Open(), command)
    seats = at.session.seats
    with pytest.raises(Refused, match="its opening is not taken back"):
        at.conductor.undo()
    assert at.session.seats == seats
