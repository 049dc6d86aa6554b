"""A scene with a team and people who have come."""

from kapcircle.core.attendance import Attendance, Attended
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId, PersonId
from kapcircle.core.practice import AddStaff
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Seat
from kapcircle.core.staffing import StaffHere
from kapcircle.desk.house import PRACTICE
from tests.ui.scene import NAMES, Scene

PIN, OTHER = "402917", "613058"
ANA = Actor(MemberId("ana"), Role.COTHERAPIST)
BEN = Actor(MemberId("ben"), Role.COTHERAPIST)
LEAD = Actor(MemberId("ilic"), Role.MEDICAL_LEAD)
NAMED = {MemberId("mara"): "Mara Weiss", ANA.member: "Ana Novak", BEN.member: "Ben Okafor", LEAD.member: "Vera Ilic"}


def staffed(scene: Scene) -> Scene:
    """The circle runs; the team is on the list, and nobody has been said to be here."""
    for actor in (Actor(MemberId("mara"), Role.FACILITATOR), ANA, BEN, LEAD):
        assert actor.role is not None
        scene.house.desk.do((PRACTICE, AddStaff(actor.member, NAMED[actor.member], actor.role)))
    return scene.running()


def arrive(scene: Scene, *aliases: str) -> None:
    for alias in aliases or NAMES[: len(scene.session.seats)]:
        scene.do(c.Record(Attended(Attendance.ARRIVED), scene.who(alias)))


def here(scene: Scene, *actors: Actor) -> None:
    for actor in actors:
        assert actor.role is not None
        scene.do(c.Record(StaffHere(actor.member, NAMED[actor.member], actor.role)))


def choose(scene: Scene, alias: str) -> PersonId:
    who = scene.who(alias)
    scene.page.choose(who)
    scene.page.setFocus()
    return who


def seat(scene: Scene, alias: str) -> Seat:
    return scene.session.seats[scene.who(alias)]


def last(scene: Scene, alias: str) -> object:
    return seat(scene, alias).records[-1].content
