"""What the Music page shows once it is wanted: the recordings, the one that is chosen, and what is on its way in."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from kapcircle.core.catalogue import Description
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.playlist import Track
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.files import AUDIO, ask_folder, ask_several
from kapcircle.ui.dialogs.question import Question
from kapcircle.ui.empty import Empty
from kapcircle.ui.forms import key, scrolling
from kapcircle.ui.key import Kind
from kapcircle.ui.panels.list_desk import ListDesk, Widths
from kapcircle.ui.panels.track_form import TrackForm
from kapcircle.ui.panels.track_import import TrackImport
from kapcircle.ui.panels.track_list import TrackList

WORDS = (
    "Drag recordings or a folder of them onto this page. Each is copied beside the vault and listened to: how loud it "
    "is, how high it peaks, and where it becomes louder so suddenly that it may startle."
)
OFF = "Plans that name it play it all the same, and its file stays. It comes back when it is brought in again."


class MusicDesk(ListDesk):
    """One recording at the right. Files are let fall anywhere on it. Where text is large the list shows no figures."""

    usual, narrow = Widths(620, (1080, 520)), Widths(340, (670, 520))

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._library = bridge.house.library
        self._import = TrackImport(bridge)
        self._list, self._form = TrackList(self._import), TrackForm()
        self.setAcceptDrops(True)
        files = key("Bring in files…", self._ask_files, kind=Kind.LIVE)
        begin = Empty("No music yet", WORDS, files, key("A folder…", self._ask_folder))
        nothing = Empty("No recording is chosen", "Choose one on the list to see what is known of it.")
        self.stand(begin, self._list, nothing, scrolling(self._form))
        self._join()

    def lie(self, width: int, *, large: bool) -> None:
        self._list.widen(width, narrow=large)

    def _join(self) -> None:
        self._list.chosen.connect(self._show_track)
        self._list.files_wished.connect(self._ask_files)
        self._list.folder_wished.connect(self._ask_folder)
        self._list.measuring_wished.connect(self._measure_old)
        self._list.aimed.connect(self._aim)
        self._list.undo.connect(lambda: self.turn_back(redo=False))
        self._list.redo.connect(lambda: self.turn_back(redo=True))
        self._form.described.connect(self._describe)
        self._form.measured.connect(self._measure_this)
        self._form.removed.connect(self._ask_removal)
        self._import.changed.connect(self.refresh)

    # what is shown

    def refresh(self) -> None:
        catalogue = self._library.catalogue
        self._stack.setCurrentIndex(1 if catalogue.listed or self._import.says else 0)
        self._list.show_tracks(catalogue)
        self._show_track()

    @property
    def _track(self) -> Track | None:
        chosen = self._list.track
        return None if chosen is None else self._library.catalogue.listed.get(chosen)

    def _show_track(self, trouble: str = "") -> None:
        track = self._track
        self._middle.setCurrentIndex(0 if track is None else 1)
        if track is not None:
            self._form.show_track(track, self._library.catalogue.target, trouble)

    # what is wished

    def bring(self, paths: list[str]) -> None:
        """Take in files and folders."""
        if self._import.busy:
            self.noticed.emit("One import at a time: wait until this one is done, or cancel it.")
            return
        self._import.bring(paths)
        self.refresh()

    def _ask_files(self) -> None:
        ask_several(self, AUDIO, self.bring)

    def _ask_folder(self) -> None:
        ask_folder(self, lambda folder: self.bring([folder]))

    def _describe(self, said: Description) -> None:
        chosen = self._list.track
        if chosen is None:
            return
        try:
            self._library.describe(chosen, said)
        except (KnownError, Refused) as why:
            self._show_track(str(why))
        else:
            self.refresh()

    def _aim(self, typed: str) -> None:
        try:
            self._library.aim(float(typed.strip().replace("−", "-").replace(",", ".")))
        except ValueError:
            self._list.complain(f"“{typed}” is no number of LUFS: −23 is one.")
        except (KnownError, Refused) as why:
            self._list.complain(str(why))
        else:
            self._list.complain("")
            self.refresh()

    def _measure_old(self) -> None:
        self._import.measure([track for track in self._library.catalogue.listed.values() if not track.sound])

    def _measure_this(self) -> None:
        track = self._track
        if track is not None:
            self._import.measure([track])

    def _ask_removal(self) -> None:
        track = self._track
        if track is not None:
            question = Question(f"Take “{track.title}” off the list?", OFF, "Take it off", "Keep it", self)
            question.agreed.connect(lambda: self._remove(track))
            question.open()

    def search(self) -> None:
        self._list.search()

    def _remove(self, track: Track) -> None:
        if self._bridge.attempt(lambda: self._library.remove(track.id)):
            self.refresh()
            self.noticed.emit(f"“{track.title}” is off the list. Ctrl+Z puts it back.")

    def turn_back(self, *, redo: bool) -> None:
        def show() -> None:
            track = (self._library.redo() if redo else self._library.undo()).track
            if track is not None and track in self._library.catalogue.listed:
                self._list.show_tracks(self._library.catalogue)
                self._list.reveal(track)
            self.refresh()

        self._bridge.attempt(show)

    # files that are let fall

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.bring(_paths(event.mimeData()))


def _paths(data: QMimeData) -> list[str]:
    """The files and folders that hang on a hand; not what is only an address on the network."""
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
