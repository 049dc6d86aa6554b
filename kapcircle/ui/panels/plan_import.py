"""What comes into a plan from outside, and what goes out: rundown templates, sheets, recordings."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kapcircle.core.rundown import CROSSFADE, Rundown
from kapcircle.desk.fittings import Adopted, Draft, MusicAway, TakenIn
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.dialogs.files import AUDIO, SHEETS, ask_folder, ask_open, ask_save
from kapcircle.ui.dialogs.question import Notice
from kapcircle.ui.dialogs.reading import Reading
from kapcircle.ui.dialogs.sheet_preview import Previewed, SheetPreview, TemplateDialog
from kapcircle.ui.errand import Errand
from kapcircle.ui.forms import key
from kapcircle.ui.key import Kind
from kapcircle.views.plan import Stock, lines, totals

UNREADABLE = "This sheet cannot be imported"


class MusicElsewhere(Dialog):
    """What a sheet names and was not found; `wished` asks for the folder that it is in."""

    wished = Signal()

    def __init__(self, heading: str, lines: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(heading, parent)
        self.body.addWidget(Reading(lines))
        choose = key("Choose the music folder…", self.accept, kind=Kind.LIVE)
        self.keys(key("Close", self.reject), choose)
        self.accepted.connect(self.wished)
        choose.setFocus()


class Imports(QObject):
    """`made` brings a rundown, `played` music. Recordings are copied beside the window: it goes on."""

    made = Signal(object)
    played = Signal(object)

    def __init__(self, bridge: Bridge, stock: Callable[[], Stock], page: QWidget) -> None:
        super().__init__(page)
        self._bridge, self._house, self._stock, self._page = bridge, bridge.house, stock, page
        self._errand: Errand | None = None

    def template(self) -> None:
        """Choose a rundown template."""
        names = tuple(self._house.fittings.templates)
        dialog = TemplateDialog(names, lambda name: self._preview(self._house.planning.template(name)), self._page)
        dialog.taken.connect(self.made)
        dialog.open()

    def _preview(self, rundown: Rundown, notices: tuple[str, ...] = (), draft: bool = False) -> Previewed:
        stock = self._stock()
        if draft:
            named = {t for p in rundown.phases for c in p.cues for t in getattr(c.content, "tracks", ())}
            stock = Stock(stock.looks, named)
        shown = lines(rundown, None, self._bridge.zone, stock)
        return Previewed(rundown, shown, totals(rundown, None, self._bridge.zone), notices)

    def bring(self) -> None:
        """Choose a sheet, look at what it says, then import it."""
        ask_open(self._page, SHEETS, self.read)

    def read(self, path: str, media: str = "") -> None:
        """Read a sheet with its recordings in the folder `media`, or beside it.

        What is wrong with it is shown with row and column, and nothing is imported.
        """

        def read(_: object) -> Draft | MusicAway:
            try:
                return self._house.library.read_sheet(path, media or str(PurePath(path).parent))
            except MusicAway as away:
                return away

        errand = Errand(read)
        errand.done.connect(lambda found: self._found(path, found))
        errand.failed.connect(lambda words: self._say(UNREADABLE, words))
        self._go(errand)

    def _found(self, path: str, found: Draft | MusicAway) -> None:
        if isinstance(found, Draft):
            self._ask(PurePath(path).name, found)
            return
        dialog = MusicElsewhere(UNREADABLE, tuple(str(found).splitlines()), self._page)
        dialog.wished.connect(lambda: ask_folder(self._page, lambda media: self.read(path, media)))
        dialog.open()

    def _ask(self, name: str, draft: Draft) -> None:
        shown = self._preview(draft.rundown, draft.notices, draft=True)
        if draft.files:
            shown = replace(shown, copied=f"{_count(len(draft.files))} will be copied beside the vault.")
        dialog = SheetPreview(f"Import {name}", shown, self._page)
        dialog.agreed.connect(lambda: self._adopt(draft))
        dialog.open()

    def _adopt(self, draft: Draft) -> None:
        errand = Errand(lambda _: self._house.library.take_in(draft.files))
        errand.done.connect(lambda taken: self._adopted(draft, taken))
        errand.failed.connect(self._bridge.failed)
        self._go(errand)

    def _adopted(self, draft: Draft, taken: TakenIn) -> None:
        def adopt() -> None:
            adopted = self._house.library.adopt(draft, taken)
            self.made.emit(adopted.rundown)
            self._tell(adopted)

        self._bridge.attempt(adopt)

    def take_out(self, name: str, rundown: Rundown) -> None:
        """Choose where to write the rundown; what a sheet cannot hold is listed after."""
        ask_save(self._page, SHEETS, "xlsx", f"{name or 'Rundown'}.xlsx", lambda path: self.write(path, rundown))

    def write(self, path: str, rundown: Rundown) -> None:
        """Write a rundown as a sheet."""
        errand = Errand(lambda _: self._house.library.write_sheet(path, rundown))
        errand.done.connect(lambda lost: self._written(PurePath(path).name, lost))
        errand.failed.connect(self._bridge.failed)
        self._go(errand)

    def _written(self, name: str, lost: tuple[str, ...]) -> None:
        if lost:
            Notice(f"{name} is written, without what a sheet cannot hold", lost, self._page).open()
        else:
            Notice(f"{name} is written", ("It holds the whole rundown.",), self._page).open()

    def music(self, folder: bool) -> None:
        """Choose a recording, or a folder of them, for the cue that is chosen."""
        if folder:
            ask_folder(self._page, self.play)
        else:
            ask_open(self._page, AUDIO, self.play)

    def play(self, path: str) -> None:
        """Take recordings in, and bring them as music."""
        errand = Errand(lambda _: self._house.library.take_in(self._house.library.recordings(path)))
        errand.done.connect(lambda taken: self._took_in(PurePath(path).name, taken))
        errand.failed.connect(self._bridge.failed)
        self._go(errand)

    def _took_in(self, source: str, taken: TakenIn) -> None:
        def play() -> None:
            self.played.emit(self._house.library.playlist(source, taken, CROSSFADE))

        self._bridge.attempt(play)
        self._tell(taken)

    def _tell(self, taken: TakenIn | Adopted) -> None:
        if taken.notices:
            Notice("Not every recording could be taken in", taken.notices, self._page).open()

    def _say(self, heading: str, words: str) -> None:
        Notice(heading, tuple(words.splitlines()), self._page).open()

    def _go(self, errand: Errand) -> None:
        self._errand = errand
        errand.start()


def _count(recordings: int) -> str:
    return "1 recording" if recordings == 1 else f"{recordings} recordings"
