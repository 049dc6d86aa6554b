"""A whole sheet of people into a cohort: read, looked at, and only then enrolled."""

from collections.abc import Callable
from pathlib import PurePath

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kapcircle.core.cells import Grid
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import CohortId
from kapcircle.core.newcomer import Newcomer
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.files import SHEETS, ask_open
from kapcircle.ui.dialogs.question import Notice
from kapcircle.ui.dialogs.roster_preview import RosterPreview
from kapcircle.ui.errand import Errand

UNREADABLE = "This sheet cannot be read"
NO_COHORT = "There is no cohort yet"


class Enrolment(QObject):
    """`enrolled` brings who came; `cohort` is the one that is looked at."""

    enrolled = Signal(object)
    noticed = Signal(str)

    def __init__(self, bridge: Bridge, cohort: Callable[[], CohortId | None], page: QWidget) -> None:
        super().__init__(page)
        self._bridge, self._house, self._cohort, self._page = bridge, bridge.house, cohort, page
        self._errand: Errand | None = None

    def bring(self) -> None:
        """Choose a sheet, look at what it says, then enrol."""
        if self._house.planning.cohorts():
            ask_open(self._page, SHEETS, self.read)
        else:
            Notice(NO_COHORT, ("Begin one on the Plan page; people are enrolled into it then.",), self._page).open()

    def read(self, path: str) -> None:
        """Read a sheet beside the window."""
        self._errand = errand = Errand(lambda _: self._house.people.read_sheet(path))
        errand.done.connect(lambda grid: self._ask(PurePath(path).name, grid))
        errand.failed.connect(self._unreadable)
        errand.start()

    def _unreadable(self, words: str) -> None:
        Notice(UNREADABLE, tuple(words.splitlines()), self._page).open()

    def _ask(self, name: str, grid: Grid) -> None:
        cohorts = self._house.planning.cohorts()
        first = self._cohort() or cohorts[-1][0]
        try:
            self._house.people.roster(grid, first)
        except KnownError as why:
            self._unreadable(str(why))
            return
        dialog = RosterPreview(
            f"Enrol from {name}", cohorts, first, lambda cohort: self._house.people.roster(grid, cohort), self._page
        )
        dialog.agreed.connect(self._enrol)
        dialog.open()

    def _enrol(self, cohort: CohortId, newcomers: tuple[Newcomer, ...]) -> None:
        def enrol() -> None:
            people = self._house.people.enrol_all(cohort, newcomers)
            self.enrolled.emit(people)
            who = "1 person is" if len(people) == 1 else f"{len(people)} people are"
            them = "them" if len(people) == 1 else "them all"
            self.noticed.emit(f"{who} enrolled. Ctrl+Z takes {them} back.")

        self._bridge.attempt(enrol)
