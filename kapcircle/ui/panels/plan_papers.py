"""What leaves the Plan page: the papers of a session, the attendance of a cohort as a table."""

from pathlib import PurePath

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kapcircle.core.ids import CohortId, SessionId
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.files import TABLES, ask_save
from kapcircle.ui.dialogs.paper import UNSEALED, PaperView
from kapcircle.ui.dialogs.show_papers import ShowPapersDialog


class PlanPapers(QObject):
    """`noticed` says what is out."""

    noticed = Signal(str)

    def __init__(self, bridge: Bridge, page: QWidget) -> None:
        super().__init__(page)
        self._bridge, self._page = bridge, page

    def ask_pack(self, session: SessionId | None, name: str) -> None:
        """Show the paper pack of a session, to be printed or written, and what is lacking on it."""
        if session is not None:
            self._bridge.attempt(lambda: self._show_pack(session, f"{name} paper pack.pdf"))

    def ask_show(self, session: SessionId | None, name: str) -> None:
        """Ask which paper of the run of show, then show, print or write it."""
        if session is not None:
            dialog = ShowPapersDialog(self._bridge, session, name, self._page.window())
            dialog.left.connect(self.noticed)
            dialog.open()

    def ask_attendance(self, cohort: CohortId | None, name: str) -> None:
        """Ask where the attendance of a cohort is written."""
        if cohort is not None:
            ask_save(
                self._page,
                TABLES,
                "csv",
                f"{name} attendance.csv".replace("/", "-"),
                lambda x: self.write_attendance(cohort, x),
            )

    def _show_pack(self, session: SessionId, name: str) -> None:
        work = self._bridge.house.paperwork
        by_hand = f" To be written on it by hand: {', '.join(work.lacking)}." if work.lacking else ""
        pack = work.pack(session, self._bridge.zone)
        view = PaperView(self._bridge, name, pack, self._page.window(), f"{UNSEALED}{by_hand}")
        view.left.connect(self.noticed)
        view.open()

    def write_attendance(self, cohort: CohortId, path: str) -> None:
        """Write the attendance."""
        work = self._bridge.house.paperwork
        if self._bridge.attempt(lambda: work.attendance(cohort, path, self._bridge.zone)):
            self.noticed.emit(f"{PurePath(path).name} is written; it is not encrypted.")
