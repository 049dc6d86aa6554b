"""A hand that records: it types on the page, and counts its strokes; and the circle it sits at."""

from dataclasses import replace

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kapcircle.core.attending import TeamMember
from kapcircle.core.dose import DoseGiven
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId, ProgrammeId
from kapcircle.core.programme import DoseRange, Programme, Route
from kapcircle.core.record import Record
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.staffing import StaffHere
from tests.core.caring import SIGNED, limits
from tests.made_up import MARA
from tests.ui import hands
from tests.ui.scene import Scene


class Hand:
    """Types where the focus is, as a person would."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.strokes = scene, 0

    def types(self, keys: str) -> None:
        """Press these keys one after the other, each where the one before has led."""
        for key in keys:
            self.strokes += 1
            if key == "\r":
                self.scene.press("Return")
            else:
                QTest.keyClicks(self.scene.focus, key)
        QApplication.processEvents()

    def records(self, alias: str) -> list[Record]:
        """What stands on a participant."""
        return list(self.scene.session.seats[self.scene.who(alias)].records)

    @property
    def reads_back(self) -> str:
        """What the form says that it will save."""
        return self.scene.page.form._back.text()

    @property
    def shown(self) -> str:
        """Every word of the form."""
        return hands.shown(self.scene.page.form)

    @property
    def raws(self) -> dict[str, str]:
        """What stands in each field of the form."""
        return {name: part.raw for name, part in self.scene.page.form.parts.items()}


LEAD, LEADS = Actor(MemberId("kay"), Role.MEDICAL_LEAD), "830164"
PROGRAMME = Programme(
    ProgrammeId("made-up"), "Made-up", limits=limits(), doses=(DoseRange(Route.IM, 0.5, 1.5),), signed=SIGNED
)
GIVEN = DoseGiven(Route.IM, 60, "left deltoid", "A12", "Mara Lind", "Jo Kay", "Ash", 3)


def staffed(scene: Scene) -> Scene:
    """A circle under way; Mara Lind at the desk, Jo Kay the medical lead with a PIN."""
    scene.running()
    for actor, name in ((MARA, "Mara Lind"), (LEAD, "Jo Kay")):
        assert actor.role is not None
        scene.house.staff.add(actor.member, name, actor.role)
    scene.house.shift.admit(LEAD, LEADS)
    return scene


def marked(scene: Scene, name: str = "Mara Lind", role: Role = Role.FACILITATOR, *, here: bool = True) -> None:
    """Mara Lind is said to be here, or to have gone."""
    scene.do(c.Record(StaffHere(MARA.member, name, role, here=here)))


def follow(scene: Scene, programme: Programme = PROGRAMME, *team: TeamMember) -> None:
    """Let the circle have opened with this programme and team."""
    assert scene.bridge.circle is not None
    stream = scene.house.desk.stream(scene.bridge.circle.name)
    for n, entry in enumerate(stream.entries):
        if isinstance(entry.event, e.Opened):
            opened = replace(entry.event, plan=replace(entry.event.plan, programme=programme, team=team))
            stream.entries[n] = entry._replace(event=opened)
    scene.house.desk._streams[scene.bridge.circle.name] = type(stream)(stream.name, list(stream.entries))
    scene.page.refresh()


def contents(hand: Hand, alias: str) -> list[object]:
    """What stands on a participant and counts."""
    return [x.content for x in hand.records(alias) if x.struck is None]


def fill_dose(scene: Scene, hand: Hand, mg: str = "60", mat: str = "3") -> None:
    """As a hand would after `3DG`."""
    hand.types(f"I{mg}")
    for words in ("left deltoid", "A12", "1", "2", mat):
        scene.press("Tab")
        hand.types(words)
