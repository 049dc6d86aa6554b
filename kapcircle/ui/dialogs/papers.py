"""What of a session is wanted on paper, and of whom; then where it is written."""

from dataclasses import dataclass
from pathlib import PurePath

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import PersonId, SessionId
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.dialogs.files import PAPERS, ask_save
from kapcircle.ui.forms import Choice, Complaint, Field, key, wrapped
from kapcircle.ui.key import Kind

NOT_ENCRYPTED = "What is written is a PDF that anybody can open who has it: keep it where it belongs."


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
    """`written` says the name of the file."""

    written = Signal(str)

    def __init__(self, bridge: Bridge, session: SessionId, name: str, parent: QWidget | None) -> None:
        super().__init__(f"On paper: {name}", parent)
        self._bridge, self._session, self._name = bridge, session, name
        self._people = bridge.house.paperwork.people(session)
        self._sort = Choice([(which, sort.title) for which, sort in SORTS.items()])
        self._whom, self._said, self._trouble = Choice([]), wrapped(""), Complaint()
        for part, title in ((self._sort, "Paper"), (self._whom, "About")):
            self.body.addWidget(Field(title, part))
        for words in (self._said, wrapped(NOT_ENCRYPTED), self._trouble):
            self.body.addWidget(words)
        self.keys(key("Cancel", self.reject), key("Save as PDF…", self._ask, kind=Kind.LIVE))
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

    def _ask(self) -> None:
        sort, whom = SORTS[self._sort.chosen], self._whom.chosen
        alias = "" if whom is None else f" {self._bridge.house.planning.alias(whom)}"
        name = f"{self._name} {sort.file}{alias}.pdf"
        ask_save(self, PAPERS, "pdf", name.replace("/", "-"), self.write)

    def write(self, path: str) -> None:
        """Write what is chosen."""
        try:
            self._write(path, self._whom.chosen)
        except (KnownError, Refused) as error:
            self._trouble.about(str(error))
            return
        self.written.emit(PurePath(path).name)
        self.accept()

    def _write(self, path: str, whom: PersonId) -> None:
        work, session, zone = self._bridge.house.paperwork, self._session, self._bridge.zone
        match self._sort.chosen:
            case "report":
                work.report(session, path, zone, whom)
            case "key":
                work.key(session, path)
            case "aftercare":
                self._bridge.house.write_take_home(path)
            case _:
                work.transfer(session, whom, path, zone)
