"""An emergency: stamped at once, the music down and the light as it is; working light near a mat, or in the whole room,
when somebody asks for it. It lies over sound and light and takes nothing away.
"""

from typing import assert_never

from kapcircle.core.changed import replace
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Plan
from kapcircle.core.ids import Instant, Millis
from kapcircle.core.outputs import Murmur
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.session.state import Session

STAND_DOWN = Millis(60_000)
"""Music and light after an emergency, back to what they were: programme setting."""

Command = c.Emergency | c.NearLight | c.WholeRoom | c.StandDown
Event = e.EmergencyCalled | e.NearLit | e.RoomLit | e.StoodDown
EVENTS = (e.EmergencyCalled, e.NearLit, e.RoomLit, e.StoodDown)


def decide_emergency(s: Session, command: Command, plan: Plan) -> tuple[e.Event, ...]:
    """What happens, or raise Refused with nothing changed."""
    match command:
        case c.Emergency(person):
            if s.emergency is not None and person in {None, s.emergency_for}:
                raise Refused("The emergency is called already.")
            return (e.EmergencyCalled(person),)
        case c.StandDown() if s.emergency is None:
            raise Refused("There is no emergency to stand down from.")
        case c.NearLight() | c.WholeRoom() if s.emergency is None:
            raise Refused("There is no emergency. Press Emergency first.")
        case c.NearLight(mat):
            if mat not in plan.lit_mats:
                raise Refused(f"No lamp is marked for mat {mat}. Use the light of the whole room.")
            return (e.NearLit(mat),)
        case c.WholeRoom():
            return (e.RoomLit(),)
        case c.StandDown():
            return (e.StoodDown(),)
        case _:
            assert_never(command)


def evolve_emergency(s: Session, event: Event, at: Instant) -> Session:
    """The circle after an event of an emergency; light that is asked for after it is over has no effect."""
    match event:
        case e.EmergencyCalled(person):
            if s.emergency is None:
                return replace(s, emergency=at, emergency_for=person)
            return s if person in {None, s.emergency_for} else replace(s, emergency_for=person)
        case e.NearLit(mat):
            return s if s.emergency is None else replace(s, near=(at, mat))
        case e.RoomLit():
            return s if s.emergency is None else replace(s, lit=at)
        case e.StoodDown():
            over = replace(s, emergency=None, emergency_for=None, near=None, lit=None, stood=at)
            return replace(over, murmur=Murmur(s.murmur.on, at, STAND_DOWN))
        case _:
            assert_never(event)
