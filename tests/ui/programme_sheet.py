"""The sheet of programmes as it lies on the Plan page, and what hands do on it."""

from PySide6.QtWidgets import QApplication, QWidget

from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId
from kapcircle.core.roles import Role
from kapcircle.desk.programmes import Programmes
from kapcircle.ui.grid import Grid
from kapcircle.ui.key import Key
from kapcircle.ui.listing import Listing
from kapcircle.ui.panels.programme_forms import NewProgramme
from kapcircle.ui.panels.programmes import ProgrammesDialog
from tests.made_up import MARA
from tests.ui import hands
from tests.ui.planning import Desk, dialog

IRIS = Actor(MemberId("iris"), Role.MEDICAL_LEAD)
JON = Actor(MemberId("jon"), Role.COTHERAPIST)
BEGIN = "Begin a programme…"


class Sheet:
    """`root` is the sheet while it is open."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        for actor, name in ((MARA, "Mara"), (IRIS, "Dr Iris"), (JON, "Jon")):
            assert actor.role is not None
            desk.house.staff.add(actor.member, name, actor.role)
        self.root: QWidget = QWidget()

    @property
    def rooms(self) -> Programmes:
        return self.desk.house.programmes

    def open(self, actor: Actor = MARA) -> None:
        self.desk.house.desk.actor = actor
        hands.press(self.desk.page, "Edit…")
        self.root = dialog(ProgrammesDialog)
        self.root.activateWindow()
        QApplication.processEvents()

    def close(self) -> None:
        hands.press(self.root, "Close")
        QApplication.processEvents()

    def begin(self) -> None:
        (key,) = [k for k in self.root.findChildren(Key) if k.isVisibleTo(self.root) and k.text() in {"New…", BEGIN}]
        key.click()
        hands.press(dialog(NewProgramme), "Begin with it")
        self.root.activateWindow()
        QApplication.processEvents()

    def part(self, name: str) -> None:
        parts = self.listing("Parts of the programme")
        at = [x.name for x in parts.items].index(name)
        parts.setCurrentIndex(parts.model().index(at, 0))

    def listing(self, name: str) -> Listing:
        (found,) = [x for x in self.root.findChildren(Listing) if x.accessibleName() == name]
        return found

    @property
    def lines(self) -> list[tuple[str, str]]:
        return [(x.name, x.under) for x in self.listing("Programmes").items]

    @property
    def counted(self) -> dict[str, str]:
        """How many faults each part has."""
        return {x.name: x.beside for x in self.listing("Parts of the programme").items if x.beside}

    def grid(self, name: str) -> Grid:
        (found,) = [x for x in self.root.findChildren(Grid) if x.accessibleName() == name]
        return found

    def column(self, name: str, at: int = 0) -> list[str]:
        model = self.grid(name).model()
        return [model.index(row, at).data() for row in range(model.rowCount())]

    def key(self, words: str) -> Key:
        (found,) = [k for k in self.root.findChildren(Key) if k.isVisibleTo(self.root) and k.text() == words]
        return found

    @property
    def words(self) -> str:
        return hands.shown(self.root)


def signed(begun: Sheet) -> None:
    """The medical lead has signed version 1, and looks at it."""
    begun.close()
    begun.desk.house.desk.actor = IRIS
    begun.rooms.sign(begun.rooms.kept[0].id, 1)
    begun.open(IRIS)
