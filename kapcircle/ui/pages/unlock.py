"""The first page: open a vault, create one, or come back in with the recovery key.

What most mornings do without is loaded and made when it is turned to: the page is there sooner.
"""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import MemberId
from kapcircle.core.roles import Role
from kapcircle.desk.doors import Doors
from kapcircle.ui import typeface as t
from kapcircle.ui.errand import Errand
from kapcircle.ui.forms import COLUMN, column, row
from kapcircle.ui.label import Label
from kapcircle.ui.panel import see_through
from kapcircle.ui.panels.unlock_open import OpenVault
from kapcircle.ui.theme import Tone

if TYPE_CHECKING:
    from kapcircle.desk.house import House
    from kapcircle.ui.panels.unlock_create import CreateVault
    from kapcircle.ui.panels.unlock_recover import Recover

    P = TypeVar("P", CreateVault, Recover)


UNKEPT = (
    "It is shown now and never again. Without it nobody opens the vault when its passphrase is forgotten: put it on "
    "paper first."
)


class Unlock(QWidget):
    """Everything slow runs beside the window. `folder` is where a new vault goes unless told otherwise."""

    opened = Signal(object)
    """The House of the vault that opened."""

    def __init__(
        self, doors: Doors, folder: Path, pick: Callable[[int], int] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._doors, self._folder, self._pick = doors, folder, pick
        self._open = OpenVault(doors.recent())
        self._column = QVBoxLayout()
        self._shown: QWidget = self._open
        self._asides: list[CreateVault | Recover] = []
        self._errand: Errand | None = None
        self._unkept = False
        """Whether the recovery key is shown, and nobody has proved that it is on paper."""
        self._build()
        self._join()

    def _build(self) -> None:
        """One panel at a time under the name, in the optical middle; a low window scrolls."""
        name = Label("KapCircle", Tone.SECOND, t.LARGE, t.LIGHT)
        name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._column.setSpacing(24)
        self._column.addWidget(name)
        middle, inner = QWidget(), QWidget()
        middle.setFixedWidth(int(COLUMN * max(1.0, t.scale())))
        middle.setLayout(self._column)
        page = column(None, row(None, middle, None), None, spacing=0)
        page.setContentsMargins(24, 24, 24, 24)
        page.setStretch(0, 2)
        page.setStretch(2, 3)
        inner.setLayout(page)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        see_through(area)
        self.setLayout(column(area))
        self._hold(self._open)
        self._turn(self._open)

    def _hold(self, panel: QWidget) -> None:
        panel.hide()
        self._column.addWidget(panel)

    def _join(self) -> None:
        self._open.asked.connect(self._on_open)
        self._open.begin.connect(self._begin)
        self._open.forgotten.connect(self._on_forgotten)

    @cached_property
    def _create(self) -> "CreateVault":
        from kapcircle.ui.panels.unlock_create import CreateVault

        panel = CreateVault(self._folder)
        panel.asked.connect(self._on_create)
        return self._aside(panel)

    @cached_property
    def _recover(self) -> "Recover":
        from kapcircle.ui.panels.unlock_recover import Recover

        panel = Recover()
        panel.asked.connect(self._on_recover)
        return self._aside(panel)

    def _aside(self, panel: "P") -> "P":
        """A panel that one may leave again."""
        panel.left.connect(self._back)
        self._hold(panel)
        self._asides.append(panel)
        return panel

    def _turn(self, panel: QWidget) -> None:
        self._shown.hide()
        self._shown = panel
        panel.show()
        self._lie()

    @staticmethod
    def _lie() -> None:
        """Find the middle at once: nothing is seen to move there."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def _back(self) -> None:
        self._turn(self._open)
        self._open.first()

    def _begin(self) -> None:
        self._turn(self._create)
        self._create.first()

    def choose(self, path: str) -> None:
        """Offer this vault first."""
        self._open.choose(path)
        self._open.first()

    def _on_open(self, path: str, passphrase: str) -> None:
        errand = self._send(lambda tell: self._doors.open(path, passphrase, tell), self._open.complain)
        errand.told.connect(self._open.wait)
        errand.done.connect(self._enter)
        errand.start()

    def _on_create(self, path: str, name: str, role: Role, passphrase: str) -> None:
        errand = self._send(lambda _: self._doors.create(path, name, role, passphrase), self._create.complain)
        errand.done.connect(self._show_key)
        errand.start()

    def _on_forgotten(self, path: str) -> None:
        try:
            staff = self._doors.staff(path)
        except KnownError as error:
            self._open.complain(str(error))
            return
        self._turn(self._recover)
        self._recover.ask_for(path, staff)

    def _on_recover(self, path: str, recovery: str, member: MemberId, passphrase: str) -> None:
        errand = self._send(lambda _: self._doors.recover(path, recovery, member, passphrase), self._recover.complain)
        errand.done.connect(self._enter)
        errand.start()

    def _send(self, act: Callable[[Callable[[str], None]], Any], complain: Callable[[str], None]) -> Errand:
        self._errand = Errand(act)
        self._errand.failed.connect(complain)
        return self._errand

    def _show_key(self, made: "tuple[House, str]") -> None:
        from secrets import randbelow

        from kapcircle.ui.panels.recovery_key import RecoveryKey

        self._create.wipe()
        house, recovery = made
        panel = RecoveryKey(recovery, self._create.path.stem, self._pick or randbelow)
        panel.kept.connect(lambda: self._enter(house))
        self._hold(panel)
        self._turn(panel)
        self._unkept = True

    def may_close(self) -> bool:
        """Whether the window may close; while the recovery key is shown it asks first."""
        if not self._unkept:
            return True
        from kapcircle.ui.dialogs.question import Question

        question = Question("Close without the recovery key?", UNKEPT, "Close", "Stay", self)
        question.agreed.connect(self._close_without)
        question.open()
        return False

    def _close_without(self) -> None:
        self._unkept = False
        self.window().close()

    def _enter(self, house: "House") -> None:
        for panel in self._asides:
            panel.wipe()
        self.opened.emit(house)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lie()
        if self._shown is self._open and not event.spontaneous():
            self._open.first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = event.key() == Qt.Key.Key_Escape and self._errand_rests
        if back and self._shown in self._asides:
            self._back()
        else:
            super().keyPressEvent(event)

    @property
    def _errand_rests(self) -> bool:
        return self._errand is None or not self._errand.under_way
