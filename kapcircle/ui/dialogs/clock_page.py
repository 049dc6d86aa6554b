"""The clock for others: on which address of this laptop it listens, and the code that opens it. Off by default."""

from PySide6.QtWidgets import QWidget

from kapcircle.core.errors import KnownError
from kapcircle.desk.sharing import PORT, Address, Shared
from kapcircle.ui import typeface as t
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.forms import Choice, Complaint, Field, column, key, row, wrapped
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Label
from kapcircle.ui.preferences import Preferences
from kapcircle.ui.text import Entry
from kapcircle.ui.theme import Tone

SHOWS = (
    "A tablet in the same network shows phase, time and what comes next. It shows no name, no count of people and no "
    "note, and a name that stands in a phase is taken out. It can change nothing here."
)
OPEN = "Whoever listens in this network can read along: nothing is encrypted on the way. Use the practice’s own Wi-Fi."
AWAKE = "Set the tablet never to turn its screen off."
BREAK = "\N{ZERO WIDTH SPACE}"
"""Where a long address may go on in the next line."""
ENDS = "It ends when you switch it off, lock the vault or close the window. Switched on again, it has another code."


class ClockPageDialog(Dialog):
    """Address and port are remembered; that it was on is not."""

    def __init__(self, bridge: Bridge, preferences: Preferences, parent: QWidget | None) -> None:
        super().__init__("Clock for others", parent)
        self._page, self._kept, self._bridge = bridge.house.fittings.clock_page, preferences, bridge
        self._shown: Shared | None = None
        self._address, self._port = Choice([]), Entry(preferences.get("clock page port", str(PORT)))
        self._trouble, self._open_on = Complaint(), Label("", Tone.SECOND)
        self._place, self._code = Label("", Tone.TEXT, t.TITLE, t.SEMIBOLD), Label("", Tone.ACCENT, t.LARGE, t.SEMIBOLD)
        self._place.setWordWrap(True)
        where = row(Field("Address of this laptop", self._address), Field("Port", self._port))
        where.setStretch(0, 3)
        where.setStretch(1, 1)
        self._off, self._on = QWidget(), QWidget()
        self._off.setLayout(where)
        where.setContentsMargins(0, 0, 0, 0)
        opened = column(Field("Type into its browser", self._place), Field("Then the code", self._code))
        opened.setContentsMargins(0, 0, 0, 0)
        self._on.setLayout(opened)
        self._how = wrapped(AWAKE)
        for part in (wrapped(SHOWS, Tone.TEXT), self._off, self._on, self._open_on, self._how, self._trouble):
            self.body.addWidget(part)
        for words in (OPEN, ENDS):
            self.body.addWidget(wrapped(words, Tone.THIRD))
        self._close, self._switch = key("Close", self.reject), key("Switch on", self._turn, kind=Kind.LIVE)
        self.keys(self._close, self._switch)
        self._offer()
        self._show(self._page.shared())
        (self._close if self._on.isVisibleTo(self) else self._address).setFocus()
        bridge.ticked.connect(self._look)

    def _offer(self) -> None:
        """The addresses that there are now; what was chosen before is chosen again, where it is still there."""
        here = self._page.addresses()
        self._address.offer([(x.address, _called(x)) for x in here])
        kept = self._kept.get("clock page address")
        self._address.choose(kept if kept in {x.address for x in here} else next((x.address for x in here), ""))

    def _turn(self) -> None:
        if self._page.shared() is not None:
            self._page.close()
            self._offer()
        else:
            self._trouble.about(self._switch_on())
        self._look()

    def _switch_on(self) -> str:
        """Returns what stands in the way, or nothing."""
        address, port = self._address.chosen, self._port.text().strip()
        if not address:
            return "This laptop is in no network now. Connect it, then open this again."
        if not port.isdecimal():
            return f"The port is a number, such as {PORT}: “{port}” is none."
        try:
            self._page.open(address, int(port))
        except KnownError as why:
            return str(why)
        self._kept.set("clock page address", address)
        self._kept.set("clock page port", port)
        bridge = self._bridge
        bridge.house.others.tell(bridge.session, bridge.now, bridge.zone)
        return ""

    def _look(self) -> None:
        shared = self._page.shared()
        if shared != self._shown:
            self._show(shared)

    def _show(self, shared: Shared | None) -> None:
        self._shown = shared
        for part, seen in ((self._off, shared is None), *((x, shared is not None) for x in self._while_on)):
            part.setVisible(seen)
        self._switch.set_words("Switch on" if shared is None else "Switch off")
        self._switch.set_kind(Kind.LIVE if shared is None else Kind.PLAIN)
        if shared is not None:
            self._place.say(shared.place.replace(":", f":{BREAK}") if "[" in shared.place else shared.place)
            self._code.say(f"{shared.code[:3]} {shared.code[3:]}")
            self._open_on.say(f"{shared.brief}.".replace("▲ ", "").replace("..", "."))
            self._trouble.about(shared.trouble)

    @property
    def _while_on(self) -> tuple[QWidget, ...]:
        return (self._on, self._open_on, self._how)


def _called(address: Address) -> str:
    return f"{address.address}, {'this laptop only' if address.own else address.network}"
