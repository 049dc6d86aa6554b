"""How a programme came to be: who saved, signed and withdrew, and what each version says otherwise."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kapcircle.core.programmes import Step
from kapcircle.desk.programmes import Told
from kapcircle.ui import typeface as t
from kapcircle.ui.forms import column, key, row, wrapped
from kapcircle.ui.key import Kind
from kapcircle.ui.label import caption
from kapcircle.ui.listing import Item, Listing
from kapcircle.ui.theme import Tone
from kapcircle.views import times
from kapcircle.views.programme import step_words

FIRST = "The first version."


class HistoryPage(QWidget):
    """`changes` says what a version says otherwise than the one before; `withdrawing` asks for the signature back.

    `read` asks for all figures of a version, `returned` for it to be what is edited again.
    """

    withdrawing = Signal()
    read = Signal(int)
    returned = Signal(int)

    def __init__(self, changes: Callable[[int], Sequence[str]], zone: times.Zone) -> None:
        super().__init__()
        self.setAccessibleName("History")
        self._changes, self._zone = changes, zone
        self._told: Sequence[Told] = ()
        self._editable = False
        self._list, self._what = Listing("History"), wrapped("", Tone.TEXT, t.BODY)
        self._none = wrapped("Not saved yet: its history begins with the first save.")
        self._withdraw = key("Withdraw the signature…", self.withdrawing.emit, kind=Kind.QUIET)
        self._figures = key("Its figures…", lambda: self.read.emit(self._version), kind=Kind.QUIET)
        self._back = key("Bring it back", lambda: self.returned.emit(self._version), kind=Kind.QUIET)
        self._below = caption("What it changed")
        self._list.chosen.connect(lambda _: self._show_one())
        keys = row(self._figures, self._back, self._withdraw, None)
        self.setLayout(column(self._none, self._list, keys, self._below, self._what))

    @property
    def _version(self) -> int:
        """Which version the chosen line is about."""
        at: int = self._list.current
        return self._told[at].version

    def show_history(self, told: Sequence[Told], *, may_edit: bool, may_withdraw: bool) -> None:
        """Show these lines, the latest first."""
        self._told, self._editable = told, may_edit
        self._list.offer([Item(i, step_words(x.step, x.version, x.by), self._when(x)) for i, x in enumerate(told)])
        self._list.setFixedHeight(self._list.height_of(min(max(len(told), 1), 6)))
        self._list.setVisible(bool(told))
        self._none.setVisible(not told)
        self._withdraw.setVisible(may_withdraw)
        self._figures.setVisible(bool(told))
        self._show_one()

    def _when(self, told: Told) -> str:
        reason = f" · {told.words}" if told.words else ""
        return f"{times.moment(told.at, self._zone)}{reason}"

    def _show_one(self) -> None:
        at = self._list.current
        saved = at is not None and self._told[at].step is Step.SAVED
        older = saved and self._told[at].version < self._told[0].version
        self._back.setVisible(older and self._editable)
        self._below.setVisible(saved)
        self._what.setVisible(saved)
        if saved:
            self._what.say("\n".join(self._changes(self._told[at].version)) or FIRST)
