"""The two dialogs on a cohort: who it is made of, and what its community keeps."""

from PySide6.QtWidgets import QWidget

from kapcircle.core.ids import CohortId, SessionId
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.cohort.agreements import AgreementsSection
from kapcircle.ui.cohort.feedback import FeedbackSection
from kapcircle.ui.cohort.intentions import IntentionsSection
from kapcircle.ui.cohort.library import LibrarySection
from kapcircle.ui.cohort.others import OthersSection
from kapcircle.ui.cohort.plan_dialog import PlanDialog
from kapcircle.ui.cohort.pods import PodsSection
from kapcircle.ui.cohort.team import TeamSection

OTHERS = OthersSection.title


class GroupDialog(PlanDialog):
    """Pods, team, and others in the room; `first` is the section to begin with."""

    def __init__(
        self, bridge: Bridge, cohort: CohortId, session: SessionId | None, page: QWidget, first: str = ""
    ) -> None:
        super().__init__("Pods, team and others", bridge, cohort, session, page)
        self.show_sections((PodsSection(self), TeamSection(self), OthersSection(self)), first)


class CommunityDialog(PlanDialog):
    """Agreements, intentions, library, feedback."""

    def __init__(self, bridge: Bridge, cohort: CohortId, session: SessionId | None, page: QWidget) -> None:
        super().__init__("Community of practice", bridge, cohort, session, page)
        sections = (AgreementsSection(self), IntentionsSection(self), LibrarySection(self), FeedbackSection(self))
        self.show_sections(sections)
