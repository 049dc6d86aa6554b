"""The Music page: the recordings of the practice, and all that is known of the one that is chosen."""

from typing import TYPE_CHECKING

from kapcircle.ui.pages.list_page import ListPage

if TYPE_CHECKING:
    from kapcircle.ui.panels.music_desk import MusicDesk


class MusicPage(ListPage):
    """Shows the list and one recording."""

    name = "Music"
    kinds = frozenset({"practice"})

    def make(self) -> "MusicDesk":
        from kapcircle.ui.panels.music_desk import MusicDesk

        return MusicDesk(self._bridge)
