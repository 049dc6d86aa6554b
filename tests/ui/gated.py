"""A medicine day on the Circle page: a team, a gate before the dosing, and people who are ready by their own record."""

from dataclasses import replace
from typing import Any

from kapcircle.core.attendance import Attendance, Attended, Readied
from kapcircle.core.dose import DoseGiven
from kapcircle.core.facts import Actor
from kapcircle.core.ids import Instant, MemberId, PersonId
from kapcircle.core.practice import AddStaff
from kapcircle.core.programme import Programme, Route
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.staffing import Covering, EquipmentSigned, StaffHere
from kapcircle.desk.house import PRACTICE
from tests.made_up import MINUTES
from tests.safety import rooms
from tests.ui.scene import Scene

PROGRAMME = rooms.PROGRAMME
LEAD, LEADS = Actor(MemberId("ilic"), Role.MEDICAL_LEAD), "246810"
TEAM = (
    StaffHere(LEAD.member, "Dr. Ilić (made up)", Role.MEDICAL_LEAD),
    StaffHere(MemberId("mara"), "Mara Lind", Role.FACILITATOR),
    StaffHere(MemberId("jo"), "Jo Kay", Role.COTHERAPIST),
)


def arriving(scene: Scene, programme: Programme = PROGRAMME) -> Scene:
    """Open, in the arrival; nobody has come yet, and there are members of staff who may sign."""
    for member, name, role in ((m.member, m.name, m.role) for m in TEAM):
        scene.house.desk.do((PRACTICE, AddStaff(member, name, role)), facts=scene.house.desk.facts(actor=Actor()))
    circle = scene.bridge.circle
    assert circle is not None
    plan = circle._plan
    circle._plan = lambda: replace(plan(), programme=programme, lit_mats=(1, 3))
    circle.gates._readiness = lambda _: rooms.WELL
    scene.do(c.Open())
    scene.pass_(5 * MINUTES)
    return scene


def write(scene: Scene, who: PersonId | None, content: Any, actor: Actor = LEAD, ago: float = 0) -> None:
    """Write something down, so many minutes ago."""
    circle = scene.bridge.circle
    assert circle is not None
    circle.do(c.Record(content, who), actor, happened=Instant(scene.bridge.now - round(ago * MINUTES)))


def team(scene: Scene) -> None:
    """All that the room asks for but people."""
    for member in TEAM:
        write(scene, None, member)
    write(scene, None, EquipmentSigned(PROGRAMME.equipment))


def come(scene: Scene, *aliases: str) -> None:
    """They are here, were asked, and have a baseline."""
    for who in map(scene.who, aliases):
        for content in (Attended(Attendance.ARRIVED), rooms.FINE, rooms.CALM):
            write(scene, who, content)


def dosed(scene: Scene, *aliases: str) -> Scene:
    """They are ready, medicine begins, and each has a dose; a minute later."""
    team(scene)
    come(scene, *aliases)
    for who in map(scene.who, aliases):
        write(scene, who, Readied())
    scene.do(c.Go())
    for alias in aliases:
        who = scene.who(alias)
        mat = scene.session.seats[who].mat
        write(scene, who, DoseGiven(Route.IM, 50, "left deltoid", "L1", "Jo Kay", "Mara Lind", alias, mat))
    write(scene, None, Covering(TEAM[2].member, tuple(map(scene.who, aliases))))
    scene.pass_(MINUTES)
    return scene


def evening(scene: Scene, *aliases: str) -> Scene:
    """Two hours later, with a calm reading of each."""
    dosed(scene, *aliases)
    scene.do(c.Next())
    scene.pass_(120 * MINUTES)
    for who in map(scene.who, aliases):
        write(scene, who, rooms.CALM)
    return scene


def sign_in(scene: Scene) -> None:
    """The medical lead has a PIN on this desk."""
    scene.house.shift.admit(LEAD, LEADS)
