"""The People page: everybody on a list, and all that is known of the one who is chosen.

It is covered with the names.
"""

from typing import TYPE_CHECKING

from kapcircle.ui.pages.list_page import ListPage

if TYPE_CHECKING:
    from kapcircle.ui.panels.people_desk import PeopleDesk


class PeoplePage(ListPage):
    """Shows the list and one person."""

    name = "People"
    kinds = frozenset({"person", "cohort", "practice"})

    def make(self) -> "PeopleDesk":
        from kapcircle.ui.panels.people_desk import PeopleDesk

        return PeopleDesk(self._bridge)
