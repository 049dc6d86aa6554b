"""The key that prints the sheet for the circle, where intentions are shared and readings are given."""

from collections.abc import Callable
from pathlib import PurePath

from PySide6.QtWidgets import QWidget

from kapcircle.core.ids import SessionId
from kapcircle.ui.cohort.plan_dialog import PlanDialog
from kapcircle.ui.dialogs.files import PAPERS, ask_save
from kapcircle.ui.forms import column, key, row, wrapped
from kapcircle.ui.key import Kind
from kapcircle.ui.theme import Tone

WORDS = "Agreements, shared intentions, and what is given: by alias."


class CircleSheet(QWidget):
    """`session` says of which."""

    def __init__(self, at: PlanDialog, session: Callable[[], SessionId | None]) -> None:
        super().__init__(at)
        self._at, self._session = at, session
        self._key, self._said = key("Sheet for the circle…", self._ask, kind=Kind.QUIET), wrapped("", Tone.SECOND)
        self._key.setToolTip(WORDS)
        self._said.hide()
        self.setLayout(column(row(self._key, None), self._said, spacing=4))

    def refresh(self) -> None:
        """Without a session there is none."""
        self._key.setEnabled(self._session() is not None)
        self._said.hide()

    def _ask(self) -> None:
        session = self._session()
        if session is not None:
            name = f"{self._at.state.sessions[session].name} for the circle.pdf"
            ask_save(self, PAPERS, "pdf", name.replace("/", "-"), lambda path: self.write(session, path))

    def write(self, session: SessionId, path: str) -> None:
        """Write it; what is wrong is said in the dialog."""
        if self._at.attempt(lambda: self._at.house.paperwork.for_the_circle(session, path)):
            self._said.say(f"{PurePath(path).name} is written; it is not encrypted.")
            self._said.show()
