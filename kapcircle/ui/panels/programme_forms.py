"""What is asked about a programme: which one to begin from, the signature under its figures, why one is withdrawn."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kapcircle.core.programme import Programme
from kapcircle.ui import typeface as t
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.forms import Choice, Complaint, Field, column, key, scrolling, wrapped
from kapcircle.ui.key import Kind
from kapcircle.ui.label import caption
from kapcircle.ui.text import Entry
from kapcircle.ui.theme import Tone
from kapcircle.ui.tick import Tick
from kapcircle.views.programme import Figure, figures, holds

EXAMPLE = (
    "What is shipped is an example to edit, with the sources of its figures. No limit in it acts before a medical lead "
    "of the practice has signed it."
)
STAND = "I have read these figures and stand for them."
ACTS = "From then on its limits act in every circle that opens with it, with your name and the date beside them."


class NewProgramme(Dialog):
    """`taken` brings the programme to begin from."""

    taken = Signal(object)

    def __init__(self, names: Sequence[str], template: Callable[[str], Programme], parent: QWidget | None) -> None:
        super().__init__("Begin a programme", parent)
        self.resize(640, 400)
        self._template, self._shown = template, template(names[0])
        self._which = Choice([(name, name) for name in names])
        self._about, self._source, self._holds = wrapped("", Tone.TEXT, t.BODY), wrapped(""), wrapped("")
        self._which.currentIndexChanged.connect(lambda _: self._show())
        for part in (Field("Begin from", self._which), self._about, self._holds, self._source):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.body.addWidget(wrapped(EXAMPLE))
        self.keys(key("Cancel", self.reject), key("Begin with it", self._take, kind=Kind.LIVE))
        self._which.setFocus()
        self._show()

    def _show(self) -> None:
        self._shown = self._template(self._which.chosen)
        self._about.say(self._shown.about)
        self._holds.say(holds(self._shown))
        self._source.say(f"Source: {self._shown.source}")

    def _take(self) -> None:
        self.taken.emit(self._shown)
        self.accept()


class Sign(Dialog):
    """Reads every figure back; `signed` comes once they are ticked as read."""

    signed = Signal()

    def __init__(
        self, programme: Programme, changed: tuple[str, ...], since: str, name: str, parent: QWidget | None
    ) -> None:
        """`changed` is what is new `since` the version that was signed last; `name` is whose signature it is."""
        super().__init__(f"Sign version {programme.version} of {programme.name}", parent)
        self.resize(860, 680)
        self.body.addWidget(_read_back(figures(programme), changed, since), 1)
        self._read, self._trouble = Tick(STAND), Complaint()
        self.body.addWidget(wrapped(f"Signed by {name}. {ACTS}"))
        self.body.addWidget(self._read)
        self.body.addWidget(self._trouble)
        self.keys(key("Cancel", self.reject), key("Sign", self._sign, kind=Kind.LIVE))
        self._read.setFocus()

    def _sign(self) -> None:
        self._trouble.about("" if self._read.isChecked() else "Read the figures, then tick that you stand for them.")
        if self._read.isChecked():
            self.signed.emit()
            self.accept()


class Figures(Dialog):
    """All that a version says, to be read."""

    def __init__(self, programme: Programme, parent: QWidget | None) -> None:
        super().__init__(f"{programme.name}, version {programme.version}", parent)
        self.resize(860, 680)
        self.body.addWidget(_read_back(figures(programme), (), ""), 1)
        done = key("Close", self.accept)
        self.keys(done)
        done.setFocus()


def _read_back(lines: Sequence[Figure], changed: tuple[str, ...], since: str) -> QWidget:
    stack = column(spacing=8)
    if changed:
        stack.addWidget(caption(f"Changed since {since}"))
        for words in changed:
            stack.addWidget(wrapped(words, Tone.TEXT, t.BODY))
    section = ""
    for line in lines:
        if line.section != section:
            section = line.section
            stack.addSpacing(12)
            stack.addWidget(caption(section))
        said = wrapped(line.words, Tone.TEXT, t.BODY)
        stack.addLayout(column(said, wrapped(line.source), spacing=0) if line.source else column(said))
    inner = QWidget()
    inner.setLayout(stack)
    area = scrolling(inner)
    area.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # its arrow keys scroll
    area.setAccessibleName("The figures")
    return area


class Withdraw(Dialog):
    """`given` brings the reason."""

    given = Signal(str)

    def __init__(self, which: str, parent: QWidget | None) -> None:
        super().__init__(f"Withdraw the signature of {which}?", parent)
        self._reason = Entry()
        self._why = Field("Reason", self._reason)
        self.body.addWidget(wrapped("Its limits act no longer in circles that open from now on. Who signed it stays."))
        self.body.addWidget(self._why)
        self.keys(key("Keep it", self.reject), key("Withdraw", self._give, kind=Kind.LIVE))
        self._reason.setFocus()

    def _give(self) -> None:
        reason = self._reason.text().strip()
        self._why.complain("" if reason else "Say why: it stays in the history.")
        if reason:
            self.given.emit(reason)
            self.accept()
