"""What leaves the Plan page as a file: the paper pack of a session, the attendance of a cohort."""

from pathlib import PurePath

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kapcircle.core.ids import CohortId, SessionId
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.files import PAPERS, TABLES, ask_save


class PlanPapers(QObject):
    """`noticed` says what was written, and what is to be written on it by hand."""

    noticed = Signal(str)

    def __init__(self, bridge: Bridge, page: QWidget) -> None:
        super().__init__(page)
        self._bridge, self._page = bridge, page

    def ask_pack(self, session: SessionId | None, name: str) -> None:
        """Ask where the paper pack of a session is written."""
        if session is not None:
            ask_save(self._page, PAPERS, "pdf", _file(f"{name} paper pack.pdf"), lambda x: self.write_pack(session, x))

    def ask_attendance(self, cohort: CohortId | None, name: str) -> None:
        """Ask where the attendance of a cohort is written."""
        if cohort is not None:
            ask_save(
                self._page, TABLES, "csv", _file(f"{name} attendance.csv"), lambda x: self.write_attendance(cohort, x)
            )

    def write_pack(self, session: SessionId, path: str) -> None:
        """Write the paper pack."""
        work = self._bridge.house.paperwork
        if self._bridge.attempt(lambda: work.pack(session, path, self._bridge.zone)):
            lacking = work.lacking
            by_hand = f" To be written on it by hand: {', '.join(lacking)}." if lacking else ""
            self.noticed.emit(f"{PurePath(path).name} is written; it is not encrypted.{by_hand}")

    def write_attendance(self, cohort: CohortId, path: str) -> None:
        """Write the attendance."""
        work = self._bridge.house.paperwork
        if self._bridge.attempt(lambda: work.attendance(cohort, path, self._bridge.zone)):
            self.noticed.emit(f"{PurePath(path).name} is written; it is not encrypted.")


def _file(name: str) -> str:
    return name.replace("/", "-")
