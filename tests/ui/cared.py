"""A medicine session on the Circle page, in the middle of its peak: somebody of every kind that wants eyes."""

from dataclasses import replace
from typing import Any

from kapcircle.core.attendance import Attendance, Attended, NotToday
from kapcircle.core.dose import DoseGiven
from kapcircle.core.ids import Instant, PersonId
from kapcircle.core.leaving import Transferred
from kapcircle.core.observation import Depth, Observed, Preset, Touch, TouchAgreed
from kapcircle.core.programme import Programme, Route
from kapcircle.core.session import commands as c
from kapcircle.core.staffing import Covering, StaffHere
from kapcircle.core.vitals import Vitals
from tests.core.caring import HIGH, PROGRAMME
from tests.made_up import MINUTES
from tests.ui.scene import Scene


def medicine(scene: Scene, programme: Programme = PROGRAMME) -> Scene:
    """Open with this programme."""
    circle = scene.bridge.circle
    assert circle is not None
    plan = circle._plan
    circle._plan = lambda: replace(plan(), programme=programme)
    scene.do(c.Open())
    mara = scene.house.desk.actor
    assert mara.role is not None
    for content in (StaffHere(mara.member, "Mara", mara.role), Covering(mara.member, tuple(scene.session.seats))):
        scene.do(c.Record(content))
    return scene


def write(scene: Scene, who: PersonId, content: Any, ago: float = 0) -> None:
    """Write down what happened so many minutes ago."""
    circle = scene.bridge.circle
    assert circle is not None
    circle.do(c.Record(content, who), happened=Instant(scene.bridge.now - round(ago * MINUTES)))


def dosed(scene: Scene, who: PersonId, ago: float, route: Route = Route.IM, mg: float = 50) -> None:
    mat, name = scene.session.seats[who].mat, scene.house.planning.alias(who)
    write(scene, who, DoseGiven(route, mg, "left deltoid", "L1", "MM", "JK", name, mat), ago)


def calm(n: int) -> Vitals:
    """A made-up reading, another for each."""
    return Vitals(116 + n * 7 % 22, 74 + n * 5 % 12, 64 + n, 98)


def peak(scene: Scene, programme: Programme = PROGRAMME) -> Scene:
    """Everybody came and has a baseline; the doses were staggered by routes; half an hour has passed."""
    medicine(scene, programme)
    people = list(scene.session.seats)
    scene.pass_(15 * MINUTES)
    for n, who in enumerate(people):
        write(scene, who, Attended(Attendance.ARRIVED), 14)
        write(scene, who, calm(n), 12)
        write(scene, who, TouchAgreed(list(Touch)[n % 4]), 10)
    scene.do(c.Next())
    scene.pass_(28 * MINUTES)
    for n, who in enumerate(people):
        if n == 6:
            write(scene, who, NotToday("tired"), 30)
            continue
        dosed(scene, who, 27 - n % 4, Route.SUBLINGUAL if n % 9 == 8 else Route.IM)
        write(scene, who, calm(n + 3), 11 - n % 3)
        write(scene, who, Observed(list(Depth)[1 + n % 3], distress=(0, 0, 3)[n % 3]), 3 + n % 4)
    _apart(scene, people)
    scene.pass_(1_000)
    return scene


def _apart(scene: Scene, people: list[PersonId]) -> None:
    """What some of them have that the others have not, as far as there are so many."""
    apart: list[tuple[int, Any, float]] = [
        (3, HIGH, 1),
        (1, Observed(Depth.UNEXPECTED), 2),
        (4, Observed(preset=Preset.RESTROOM_OUT, accompanied="Jo"), 4),
        (9, Transferred("Harbour hospital", "ambulance"), 1),
    ]
    for n, content, ago in apart:
        if n < len(people):
            write(scene, people[n], content, ago)
