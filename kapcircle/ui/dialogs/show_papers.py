"""Which paper of the run of show is wanted; then it is shown, printed or written. They name nobody."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import SessionId
from kapcircle.desk.printouts import Printout
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.dialogs.paper import Outlet, PaperView
from kapcircle.ui.forms import Choice, Complaint, Field, key, wrapped
from kapcircle.ui.key import Kind

CARD, RUNDOWN, CUES = "return card", "rundown", "cue sheet"
SORTS = {
    CARD: "For when music, light or laptop fail: what plays and where it is, the light, what to do by hand. Small "
    "pages, large type. Of a circle that runs, from now on.",
    RUNDOWN: "The phases: when each begins, how long it is, what ends it, its note.",
    CUES: "Every cue: what sets it off, what it does, and whether it is armed.",
}
PLAIN = "It names nobody; names that were typed in a note stand there as the number of their mat."


def made(bridge: Bridge, session: SessionId, sort: str) -> Printout:
    """One of these papers. Raises Refused or KnownError."""
    work = bridge.house.paperwork
    makes = {CARD: work.return_card, RUNDOWN: work.rundown, CUES: work.cue_sheet}
    return makes[sort](session, bridge.zone)


def show(bridge: Bridge, session: SessionId, sort: str, over: QWidget) -> PaperView:
    """Show one of these papers, to be printed or written from there. Raises Refused or KnownError."""
    name = bridge.house.planning.planned(session)[1].name
    view = PaperView(bridge, f"{name} {sort}.pdf", made(bridge, session, sort), over)
    view.open()
    return view


class ShowPapersDialog(Dialog):
    """`left` says by which way it is out."""

    left = Signal(str)

    def __init__(self, bridge: Bridge, session: SessionId, name: str, parent: QWidget | None) -> None:
        super().__init__(f"Run of show on paper: {name}", parent)
        self._bridge, self._session, self._name = bridge, session, name
        self.outlet = Outlet(bridge, self)
        self.sort = Choice([(sort, sort.capitalize()) for sort in SORTS])
        self._said, self._trouble = wrapped(""), Complaint()
        for part in (Field("Paper", self.sort), self._said, wrapped(PLAIN), self._trouble):
            self.body.addWidget(part)
        ways = (("Show…", self._show), ("Print…", self.outlet.ask_print), ("Save as PDF…", self.outlet.ask_save))
        keys = [key(words, self._with(way), kind=Kind.LIVE if way == self._show else Kind.PLAIN) for words, way in ways]
        self.keys(key("Cancel", self.reject), *keys)
        self.outlet.trouble.connect(self._trouble.about)
        self.outlet.left.connect(self._over)
        self.sort.currentIndexChanged.connect(lambda _: self._say())
        self._say()
        self.sort.setFocus()

    def _say(self) -> None:
        self._said.say(SORTS[self.sort.chosen])
        self._trouble.about("")

    def _with(self, way: Callable[[str, Printout], None]) -> Callable[[], None]:
        """The paper that is chosen, taken this way."""

        def act() -> None:
            try:
                way(f"{self._name} {self.sort.chosen}.pdf", made(self._bridge, self._session, self.sort.chosen))
            except (KnownError, Refused) as error:
                self._trouble.about(str(error))

        return act

    def _show(self, name: str, printout: Printout) -> None:
        view = PaperView(self._bridge, name, printout, self.window())
        view.left.connect(self.left)
        view.open()

    def _over(self, words: str) -> None:
        self.left.emit(words)
        self.accept()
