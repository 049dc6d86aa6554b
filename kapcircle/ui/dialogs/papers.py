"""What of a session is wanted on paper, and of whom; then it is shown, printed or written."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import PersonId, SessionId
from kapcircle.desk.printouts import Printout
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.dialogs.left import LeftDialog
from kapcircle.ui.dialogs.paper import Outlet, PaperView
from kapcircle.ui.forms import Choice, Complaint, Field, key, row, wrapped
from kapcircle.ui.key import Kind

NOT_ENCRYPTED = "Printed, or as a PDF that anybody can open who has it, it is not encrypted: keep it where it belongs."


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of paper: its title and what it is; `whole`: of the session, `one`: of one person."""

    title: str
    words: str
    file: str
    whole: bool
    one: bool


SORTS = {
    "report": Sort(
        "Report",
        "All that was recorded, by alias. Of one person alone it names nobody else.",
        "report",
        whole=True,
        one=True,
    ),
    "key": Sort("Key", "Which alias is who: a sheet that lies apart from the report.", "key", whole=True, one=False),
    "aftercare": Sort(
        "Sheet to take home",
        "No driving until tomorrow, and whom to call: it names nobody.",
        "to take home",
        whole=True,
        one=False,
    ),
    "transfer": Sort(
        "Handover sheet",
        "For whoever takes over: name, allergies, medication, what was given and measured.",
        "handover",
        whole=False,
        one=True,
    ),
}
EVERYBODY = "Everybody, by alias"


class PapersDialog(Dialog):
    """`left` says by which way it is out."""

    left = Signal(str)

    def __init__(self, bridge: Bridge, session: SessionId, name: str, parent: QWidget | None) -> None:
        super().__init__(f"On paper: {name}", parent)
        self._bridge, self._session, self._name = bridge, session, name
        self.outlet = Outlet(bridge, self)
        self._people = bridge.house.paperwork.people(session)
        self._sort = Choice([(which, sort.title) for which, sort in SORTS.items()])
        self._whom, self._said, self._trouble = Choice([]), wrapped(""), Complaint()
        for part, title in ((self._sort, "Paper"), (self._whom, "About")):
            self.body.addWidget(Field(title, part))
        for words in (self._said, wrapped(NOT_ENCRYPTED), self._trouble):
            self.body.addWidget(words)
        ways = (("Show…", self._show), ("Print…", self.outlet.ask_print), ("Save as PDF…", self.outlet.ask_save))
        made = [key(words, self._with(way), kind=Kind.LIVE if way == self._show else Kind.PLAIN) for words, way in ways]
        self.body.addLayout(row(key("What has left…", self._list, kind=Kind.QUIET), None))
        self.keys(key("Cancel", self.reject), *made)
        self.outlet.trouble.connect(self._trouble.about)
        self.outlet.left.connect(self._over)
        self._sort.currentIndexChanged.connect(lambda _: self._offer())
        self._offer()
        self._sort.setFocus()

    def _offer(self) -> None:
        sort = SORTS[self._sort.chosen]
        everybody: list[tuple[PersonId | None, str]] = [(None, EVERYBODY)] if sort.whole else []
        self._whom.offer([*everybody, *(self._people if sort.one else ())])
        self._whom.setEnabled(sort.one)
        self._said.say(sort.words)
        self._trouble.about("")

    def _with(self, way: Callable[[str, Printout], None]) -> Callable[[], None]:
        """The paper that is chosen, taken this way."""

        def act() -> None:
            whom = self._whom.chosen
            alias = "" if whom is None else f" {self._bridge.house.planning.alias(whom)}"
            try:
                way(f"{self._name} {SORTS[self._sort.chosen].file}{alias}.pdf", self.made())
            except (KnownError, Refused) as error:
                self._trouble.about(str(error))

        return act

    def made(self) -> Printout:
        """The paper that is chosen. Raises Refused or KnownError."""
        work, session, zone, whom = self._bridge.house.paperwork, self._session, self._bridge.zone, self._whom.chosen
        match self._sort.chosen:
            case "report":
                return work.report(session, zone, whom)
            case "key":
                return work.key(session)
            case "aftercare":
                return work.take_home()
            case _:
                return work.transfer(session, whom, zone)

    def _show(self, name: str, printout: Printout) -> None:
        PaperView(self._bridge, name, printout, self.window()).open()

    def _list(self) -> None:
        try:
            LeftDialog(self._bridge, self.window()).open()
        except Refused as error:
            self._trouble.about(str(error))

    def _over(self, words: str) -> None:
        self.left.emit(words)
        self.accept()
