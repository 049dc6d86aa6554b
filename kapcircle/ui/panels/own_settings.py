"""What suits this laptop and its user."""

from PySide6.QtCore import Signal

from kapcircle.ui.actions import Keymap
from kapcircle.ui.dialogs.files import ask_folder
from kapcircle.ui.forms import Choice, Field, key, row, wrapped
from kapcircle.ui.key import Kind
from kapcircle.ui.panel import Panel
from kapcircle.ui.preferences import TEXT_SIZES, Preferences
from kapcircle.ui.theme import WISHES, Tone
from kapcircle.ui.tick import Tick
from kapcircle.views.banner import REMINDS

IDLE = (5, 10, 20, 30, 60, 0)
"""Minutes, the default among them; 0 is never."""

DARK = "The Circle page is always dark, and so is every page while a circle runs."
MIRROR = (
    "Each entry is also written, sealed, to this folder: a stick. Keys and the newest sound backup lie beside them, "
    "so that the stick alone brings a lost vault back (kapcircle restore --mirror), without its recordings. "
    "It begins when the vault is next opened."
)


class OwnSettings(Panel):
    """Each change is kept at once. `lock` asks for the vault to be locked now."""

    lock = Signal()

    def __init__(self, preferences: Preferences) -> None:
        super().__init__("This laptop")
        self._kept = preferences
        self._text = Choice([(size, f"{size:.0%}") for size in TEXT_SIZES])
        self._colours = Choice(list(WISHES.items()))
        self._still = Tick("Change at once, without fading")
        self._left = Tick("Left-handed Circle page")
        self._idle = Choice([(m, f"{m} minutes" if m else "never") for m in IDLE])
        self._mirror = wrapped("", Tone.TEXT)
        for part in (Field("Size of text", self._text), Field("Colours", self._colours, DARK), self._still, self._left):
            self.body.addWidget(part)
        self.body.addWidget(Field("Lock when idle, outside a session", self._idle))
        self._lock, self._keys = key("Lock now", self.lock.emit), wrapped("")
        self.body.addLayout(row(self._lock, None))
        self.body.addSpacing(8)
        self.body.addWidget(wrapped("Mirror folder"))
        self.body.addWidget(self._mirror)
        self.body.addLayout(
            row(key("Choose…", self._choose), key("None", lambda: self.set_mirror(""), kind=Kind.QUIET), None)
        )
        self.body.addWidget(wrapped(MIRROR, Tone.THIRD))
        self.body.addStretch(1)
        self.body.addWidget(self._keys)
        self.body.addWidget(wrapped(REMINDS))
        self._join()

    def _join(self) -> None:
        self._text.activated.connect(lambda _: self._kept.set("text size", str(self._text.chosen)))
        self._colours.activated.connect(lambda _: self._kept.set("palette", self._colours.chosen))
        self._idle.activated.connect(lambda _: self._kept.set("idle minutes", str(self._idle.chosen)))
        self._still.clicked.connect(lambda still: self._kept.set("motion", "no" if still else "yes"))
        self._left.clicked.connect(lambda left: self._kept.set("left-handed", "yes" if left else "no"))

    def refresh(self) -> None:
        """Show what is kept."""
        keymap = Keymap(self._kept)
        self._lock.set_words("Lock now", keymap.shown("lock"))
        self._keys.say(f"{keymap.shown('keys')} on the Circle page shows every key, and lets you change it.")
        self._text.choose(self._kept.text_size)
        wish = self._kept.get("palette", "system")
        self._colours.choose(wish if wish in WISHES else "system")
        self._still.setChecked(not self._kept.motion)
        self._left.setChecked(self._kept.left_handed)
        self._idle.choose(self._kept.idle_minutes)
        self._mirror.say(self._kept.get("mirror") or "none")

    def _choose(self) -> None:
        ask_folder(self, self.set_mirror)

    def set_mirror(self, folder: str) -> None:
        """Mirror to this folder from now on; empty for none."""
        self._kept.set("mirror", folder)
        self.refresh()
