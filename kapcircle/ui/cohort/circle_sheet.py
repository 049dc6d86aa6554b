"""The key that shows the sheet for the circle, where intentions are shared and readings are given."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kapcircle.core.ids import SessionId
from kapcircle.ui.cohort.plan_dialog import PlanDialog
from kapcircle.ui.dialogs.paper import PaperView
from kapcircle.ui.forms import column, key, row
from kapcircle.ui.key import Kind

WORDS = "Agreements, shared intentions, and what is given: by alias."


class CircleSheet(QWidget):
    """`session` says of which."""

    def __init__(self, at: PlanDialog, session: Callable[[], SessionId | None]) -> None:
        super().__init__(at)
        self._at, self._session = at, session
        self._key = key("Sheet for the circle…", self._show, kind=Kind.QUIET)
        self._key.setToolTip(WORDS)
        self.setLayout(column(row(self._key, None)))

    def refresh(self) -> None:
        """Without a session there is none."""
        self._key.setEnabled(self._session() is not None)

    def _show(self) -> None:
        session = self._session()
        if session is not None:
            self._at.attempt(lambda: self._open(session))

    def _open(self, session: SessionId) -> None:
        name = f"{self._at.state.sessions[session].name} for the circle.pdf"
        PaperView(self._at.bridge, name, self._at.house.paperwork.for_the_circle(session), self._at).open()
