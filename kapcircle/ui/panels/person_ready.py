"""Getting ready, as a section of a person's page."""

from kapcircle.core.ids import PersonId, SessionId
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.forms import column
from kapcircle.ui.panels.person_section import Section
from kapcircle.ui.panels.readiness_board import BoardDialog
from kapcircle.ui.panels.readying_panel import ReadyingPanel


class Ready(Section):
    """What somebody lacks for the next session, and everything that may be recorded of it."""

    title = "Getting ready"

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._panel = ReadyingPanel(bridge)
        self._panel.lead_to_everyone()
        self._panel.everyone.connect(self._show_board)
        self.setLayout(column(self._panel))

    def _show_board(self, session: SessionId, name: str) -> None:
        BoardDialog(self.bridge, session, name, self.window()).open()

    def show_person(self, person: PersonId) -> None:
        """Show somebody as they are now."""
        self._panel.show_person(person)
