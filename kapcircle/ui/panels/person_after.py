"""What follows the sessions, as a section of a person's page."""

from kapcircle.core.ids import PersonId
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.forms import column, key, row
from kapcircle.ui.key import Kind
from kapcircle.ui.panels.aftercare_sections import ContactsSection, OwnWordsSection, WindowSection
from kapcircle.ui.panels.follow_up import FollowUp
from kapcircle.ui.panels.maintenance_section import MaintenanceSection
from kapcircle.ui.panels.person_section import Section
from kapcircle.ui.panels.practices_section import PracticesSection


class After(Section):
    """Contacts, the integration window, practices, another session, and their own words."""

    title = "After sessions"

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.parts = (
            ContactsSection(bridge),
            WindowSection(bridge),
            PracticesSection(bridge),
            MaintenanceSection(bridge),
            OwnWordsSection(bridge),
        )
        everyone = key("Follow-up of everyone…", self._show_everyone, kind=Kind.QUIET)
        whole = column(row(None, everyone), *self.parts, spacing=12)
        whole.setContentsMargins(0, 0, 12, 0)
        self.setLayout(whole)
        self.setFocusProxy(everyone)

    def _show_everyone(self) -> None:
        FollowUp(self.bridge, self.window()).open()

    def show_person(self, person: PersonId) -> None:
        """Show somebody as they are now."""
        for part in self.parts:
            part.show_person(person)
