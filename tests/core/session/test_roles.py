"""Who may ask for what: a table that names every command."""

import pytest

from kapcircle.core.attendance import Attendance, Attended
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import CLOCK, CueId, MemberId, Millis, PersonId, PhaseId, TrackId
from kapcircle.core.kinds import KINDS
from kapcircle.core.light import LookDesign
from kapcircle.core.log import Stamp
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.session.decide import decide
from kapcircle.core.tracks import Quality
from tests.core.circles import Circle, opened, refused
from tests.made_up import DEVICE, facts

ARRIVAL, PEAK, RETURN = (PhaseId(x) for x in ("arrival", "peak", "return"))
TIDE, EMBER, BOWL, DUSK, DAWN = (CueId(x) for x in ("tide", "ember", "bowl", "dusk", "dawn"))

FACILITATOR, COTHERAPIST, MEDICAL, COORDINATOR = Role

EVERYONE = frozenset(Role)
BY_ROLES: dict[frozenset[Role], list[c.Command]] = {
    frozenset({FACILITATOR, COTHERAPIST}): [
        c.Open(),
        c.Go(),
        c.Next(),
        c.Back(),
        c.Jump(1),
        c.Advance(),
        c.Fire(BOWL),
        c.Extend(Millis(1)),
        c.Take(Millis(1)),
        c.Skip(),
        c.Insert("Tea", Millis(1)),
        c.Close(),
        c.Silence(Millis(1)),
        c.SetVolume(0.1),
        c.LoopSection(),
        c.LeaveLoop(),
        c.Seek(Millis(1)),
        c.Nudge(Millis(1)),
        c.ChooseNext("tide"),
        c.Turn(Quality.GROUND),
        c.TakeLook(LookDesign("dusk", 0.3)),
    ],
    frozenset({FACILITATOR, COTHERAPIST, MEDICAL}): [
        c.Hold(),
        c.Explain("."),
        c.Resume(),
        c.Hush(),
        c.Unhush(),
        c.FadeAll(),
        c.StandDown(),
        c.StartTimer(1, Millis(1)),
        c.StopTimer(1),
        c.CallLook("day"),
    ],
    EVERYONE: [
        c.Emergency(),
        c.NearLight(1),
        c.WholeRoom(),
        c.Note("."),
        c.Withdraw(Stamp(1, DEVICE)),
        c.Strike(Stamp(1, DEVICE), "."),
        c.Record(Attended(Attendance.ARRIVED), PersonId("p1")),
        c.Correct(Stamp(1, DEVICE), ".", Attended(Attendance.LATE)),
        c.Move(Stamp(1, DEVICE), PersonId("p2")),
        c.TakeSeat(PersonId("p1"), 9),
        c.PlaceSeat(PersonId("p1"), 0.0, 1.0),
        c.LayAsRing(),
        c.ComeBack(Millis(1)),
        c.Report("."),
        c.KeepLevels((-20,)),
        c.SkipTrack(TrackId("tide"), "."),
    ],
}
ONE_OF_EACH = {type(command): (command, allowed) for allowed, commands in BY_ROLES.items() for command in commands}


def test_every_command_has_its_roles() -> None:
    assert set(ONE_OF_EACH) == set(KINDS["session"].commands)


def answer(circle: Circle, command: c.Command, actor: Actor) -> str:
    try:
        decide(circle.state, command, facts(circle.now, actor))
    except Refused as refusal:
        return str(refusal)
    return ""


@pytest.mark.parametrize("role", Role, ids=lambda x: x.value)
@pytest.mark.parametrize("kind", ONE_OF_EACH, ids=lambda x: x.__name__)
def test_a_role_may(kind: type, role: Role) -> None:
    command, allowed = ONE_OF_EACH[kind]
    said = answer(opened(), command, Actor(MemberId("someone"), role))
    assert ("this is for the" in said) is (role not in allowed)


@pytest.mark.parametrize("kind", ONE_OF_EACH, ids=lambda x: x.__name__)
def test_the_clock_may_and_a_stranger_may_not(kind: type) -> None:
    command = ONE_OF_EACH[kind][0]
    assert "this is for the" not in answer(opened(), command, Actor(CLOCK))
    assert "this is for the" in answer(opened(), command, Actor(MemberId("stranger")))


@pytest.mark.parametrize(
    ("command", "role", "words"),
    [
        (c.Go(), COORDINATOR, "Go: this is for the co-therapist or facilitator."),
        (c.FadeAll(), COORDINATOR, "Fade all: this is for the co-therapist or facilitator or medical lead."),
        (c.SetVolume(0.1), MEDICAL, "Set volume: this is for the co-therapist or facilitator."),
    ],
)
def test_a_refused_role_is_told_whose_it_is(command: c.Command, role: Role, words: str) -> None:
    refused(opened(), command, words, Actor(MemberId("someone"), role))


def test_roles_are_refused_before_anything_else_is_looked_at() -> None:
    refused(Circle(), c.Go(), "Go: this is for the co-therapist or facilitator.", Actor(MemberId("ann"), COORDINATOR))
