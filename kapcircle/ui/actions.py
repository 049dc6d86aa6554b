"""Everything that a key of the keyboard can do, by name; each key can be changed and is kept as a plain setting."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from kapcircle.ui.preferences import Preferences


class Where(Enum):
    """Where a key works: the first two are of the Circle page, where the overview of keys is."""

    PAGE = "not in a field"
    ALWAYS = "in a field, too"
    WINDOW = "every page"
    EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Action:
    """Something a key does. `keys` are as Qt writes them, the first is the one shown; none: only what was learned."""

    name: str
    title: str
    keys: tuple[str, ...]
    where: Where = Where.PAGE
    seat: bool = False
    """Whether it is about a participant: the one whose number was typed before it, else the chosen one."""


ACTIONS: Mapping[str, Action] = {
    action.name: action
    for action in (
        Action("go", "GO", ("Space",)),
        Action("go always", "GO, also from a field", ("Ctrl+Return", "Ctrl+Enter"), Where.EVERYWHERE),
        Action("hold", "Hold, resume", ("H",)),
        Action("more", "One minute more", ("+", "=", "Shift++", "Shift+=")),
        Action("more 5", "Five minutes more", ("PgUp", "Ctrl+=", "Ctrl++", "Ctrl+Shift++", "Ctrl+Shift+=")),
        Action("less", "One minute less", ("-",)),
        Action("less 5", "Five minutes less", ("PgDown", "Ctrl+-")),
        Action("hush", "Hush, and back", ("M",)),
        Action("silence", "Silence", ("S",)),
        Action("turn", "Where the music could lead", ("U", "Ctrl+U")),
        Action("soften", "The music softens", ("Alt+S",)),
        Action("deepen", "The music deepens", ("Alt+D",)),
        Action("ground", "The music grounds", ("Alt+G",)),
        Action("lift", "The music lifts", ("Alt+L",)),
        Action("fade all", "Fade all; again: now", ("Shift+F8",), Where.EVERYWHERE),
        Action("loop", "Keep the music here; again: let it go on", ("E",)),
        Action("nudge back", "Music ten seconds back", (",",)),
        Action("nudge on", "Music ten seconds on", (".",)),
        Action("next track", "Another track next", ("Shift+N",)),
        Action("sound", "Start the sound again", ("F5",), Where.EVERYWHERE),
        Action("vitals", "Vitals, or why not taken", ("V",), seat=True),
        Action("check-in", "Check-in", ("C",), seat=True),
        Action("observation", "Observation", ("O",), seat=True),
        Action("note", "Write a note", ("N",), seat=True),
        Action("dose", "Dose, other medicine, oxygen", ("D",), seat=True),
        Action("acknowledge", "Acknowledge", ("A",), seat=True),
        Action("touch", "Touch consent", ("T",), seat=True),
        Action("questions", "Questions of the day", ("Q",), seat=True),
        Action("incident", "Incident or near miss", ("I",), seat=True),
        Action("ready", "Ready for medicine (Gate A)", ("R",), seat=True),
        Action("leaving", "Leaving (Gate C); left", ("L",), seat=True),
        Action("wrong person", "Wrong person: move a record", ("W",), seat=True),
        Action("song", "A song asked for", ("F",), seat=True),
        Action("incidents", "Incidents of this circle", ("F7",)),
        Action("timer 1", "Timer 1", ("Ctrl+1",)),
        Action("timer 2", "Timer 2", ("Ctrl+2",)),
        Action("timer 3", "Timer 3", ("Ctrl+3",)),
        Action("undo", "Take back the latest show command", ("Ctrl+Z",)),
        Action("commands", "Every command by name", ("Ctrl+K",), Where.ALWAYS),
        Action("keys", "This overview of keys", ("F1",), Where.ALWAYS),
        Action("reading", "Reading mode", ("F2",), Where.ALWAYS),
        Action("trends", "Everybody’s vitals as charts, and back", ("F3",), Where.ALWAYS),
        Action("switch", "Who is at the desk", ("F4",), Where.ALWAYS),
        Action("front", "Phase and clock for a second screen", ("F10",), Where.ALWAYS),
        Action("emergency", "Emergency, and its card", ("F9",), Where.EVERYWHERE),
        Action("emergency held", "Emergency, by holding it down", (), Where.EVERYWHERE),
        Action("cover", "Cover, uncover", ("F12",), Where.EVERYWHERE),
        Action("attendance", "Arrived; again: late, absent…", ("P",), seat=True),
        Action("opt out", "Not today, stops, sent home", ("X",), seat=True),
        Action("latecomer", "A seat for a latecomer", ("J",)),
        Action("team", "The team, and who covers whom", ("B",)),
        Action("round", "A round of check-ins", ("G",)),
        Action("kiosk", "Turn the laptop to the chosen one", ("K",), seat=True),
        Action("place", "Where the mats are", ("Y",), seat=True),
        Action("before", "The seat before", ("Left", "Up")),
        Action("after", "The next seat", ("Right", "Down")),
        Action("lock", "Lock the vault", ("Ctrl+L",), Where.WINDOW),
        Action("quit", "Close the window", ("Ctrl+Q",), Where.WINDOW),
        Action("leave", "Close a question, leave a field", ("Esc",), Where.ALWAYS),
    )
}


HELD = "emergency held"
"""Done by a key that is held down; what the same key does when it is only pressed is another action, or none."""

FIXED = {
    "": "It has no name here.",
    "Tab": "It leads to the next field.",
    "Backtab": "It leads to the field before.",
    "Shift+Tab": "It leads to the field before.",
    "Shift+Backtab": "It leads to the field before.",
    "Return": "It presses the key that has the focus.",
    "Enter": "It presses the key that has the focus.",
    "Esc": "It closes and leaves.",
}
"""Keys that are what they are, whatever a person likes."""

TYPED = frozenset(f"Ctrl+{letter}" for letter in "ACVXYZ")
"""What edits a text, where one is typed."""


class Keymap:
    """Which key does what, as this person likes it."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self._own: dict[str, tuple[str, ...]] = {}
        self._learned: dict[str, tuple[str, ...]] = {}
        self._read()
        preferences.changed.connect(self._read)

    def _read(self, changed: str = "") -> None:
        """What is kept is looked through when it changes: a key is pressed, and named on the page, far more often.

        An action's own keys are as it came, or was changed; one that was kept and may not be is as if it were not.
        """
        if changed and not changed.startswith(("key ", "pedal ")):
            return
        get = self._preferences.get
        for name, action in ACTIONS.items():
            kept, pedals = get(f"key {name}"), get(f"pedal {name}").split("\n")
            self._own[name] = (kept,) if kept and not _unfit(action, kept) else action.keys
            self._learned[name] = tuple(key for key in pedals if key and not unfit_pedal(action, key))

    def keys(self, name: str) -> tuple[str, ...]:
        """The keys of an action: its own, then those of pedals. One that another action learned is its own no more."""
        elsewhere = self._learned_but_for(name)
        return tuple(key for key in self._own[name] if key not in elsewhere) + self._learned[name]

    def learned(self, name: str) -> tuple[str, ...]:
        """What pedals and remotes do it by, besides its own key."""
        return self._learned[name]

    def _learned_but_for(self, name: str) -> frozenset[str]:
        return frozenset(key for other, keys in self._learned.items() if other not in {name, HELD} for key in keys)

    def shown(self, name: str) -> str:
        """The key of an action as people write it; nothing where it has none."""
        return as_written(next(iter(self.keys(name)), ""))

    def action(self, key: str) -> Action | None:
        """What a key does when it is pressed: what a pedal learned before what keys are by themselves."""
        named = [(name, action) for name, action in ACTIONS.items() if name != HELD]
        learned = (action for name, action in named if key in self.learned(name))
        return next(learned, None) or next((action for name, action in named if key in self._own[name]), None)

    def holds(self, key: str) -> bool:
        """Whether a key calls an emergency when it is held down."""
        return key in self.learned(HELD)

    def meant(self, key: str) -> Action | None:
        """What a press does: a letter with Shift is that letter, unless it has been given a deed of its own."""
        letter = key.removeprefix("Shift+")
        plain = self.action(letter) if len(letter) == 1 and letter.isalpha() else None
        return self.action(key) or plain

    def change(self, name: str, key: str) -> str:
        """Give an action another key; returns what stands in the way, or nothing."""
        wrong = _unfit(ACTIONS[name], key) or self._taken(name, (key,))
        if not wrong:
            self._preferences.set(f"key {name}", key)
        return wrong

    def give_back(self, name: str) -> str:
        """Give an action the keys it came with, but for those of pedals; returns what stands in the way, or nothing."""
        free = tuple(key for key in ACTIONS[name].keys if key not in self._learned_but_for(name))
        wrong = self._taken(name, free or ACTIONS[name].keys)
        if not wrong:
            self._preferences.set(f"key {name}", "")
        return wrong

    def learn(self, name: str, key: str) -> str:
        """Have a pedal do an action, besides its own key; returns what stands in the way, or nothing.

        A pedal sends what it sends: its key is taken from another action that has a second one, and from no other.
        """
        wrong = unfit_pedal(ACTIONS[name], key) or ("" if name == HELD else self._only(name, key))
        if not wrong and key not in self.learned(name):
            self._preferences.set(f"pedal {name}", "\n".join((*self.learned(name), key)))
        return wrong

    def forget(self, name: str) -> None:
        """No pedal does it any more."""
        self._preferences.set(f"pedal {name}", "")

    def _only(self, name: str, key: str) -> str:
        """Why another action cannot spare a key."""
        other = self.action(key)
        if other is None or other.name == name:
            return ""
        if key in self.learned(other.name):
            return f"{key} is already the pedal of “{other.title}”. Delete it there first."
        if len(self.keys(other.name)) == 1:
            return f"{key} is the only key of “{other.title}”. Give that another key first."
        return ""

    def _taken(self, name: str, keys: tuple[str, ...]) -> str:
        for key in keys:
            other = self.action(key)
            if other is not None and other.name != name:
                return f"{key} is already “{other.title}”."
        return ""


def _unfit(action: Action, key: str) -> str:
    """Why a key cannot be that of an action: what works in a field, too, must be no letter that one may type there."""
    if key in action.keys:
        return ""
    if key.isdigit():
        return f"{key} begins the number of a mat."
    if key in FIXED:
        return f"{key} stays what it is. {FIXED[key]}".lstrip()
    if action.where is Where.PAGE:
        return ""
    *modifiers, last = key.split("+")
    chord = bool({"Ctrl", "Alt", "Meta"} & set(modifiers)) and key not in TYPED
    if chord or (last.startswith("F") and last[1:].isdigit()):
        return ""
    return f"“{action.title}” works while you type, too: choose F1 to F12, or a key with Ctrl or Alt."


EDITS = frozenset({"Left", "Right", "Up", "Down", "Home", "End", "Del", "Ins", "Backspace", "Space"})
"""Keys with a name that a text needs, besides those that are fixed."""

MIDI = "MIDI "
"""What the names of keys of a MIDI device begin with."""


def unfit_pedal(action: Action, key: str) -> str:
    """Why a pedal cannot do an action by this key: a letter or what edits a text would be typed in a field, too."""
    if not key:
        return "This key has no name here. Set the pedal to another one, if it can be set."
    if key.startswith(MIDI):
        return ""
    *modifiers, last = key.split("+")
    named = len(last) > 1 and last not in EDITS and not set(modifiers) - {"Shift"}
    return "" if named and key not in FIXED else _unfit(action, key)


def as_written(key: str) -> str:
    """A key as people write it."""
    native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return key if key.startswith(MIDI) else native.replace("Return", "Enter")


def written(event: QKeyEvent) -> str:
    """A key press as Qt writes it, the number pad counting as the rest of the keyboard."""
    modifiers = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier)
    combination = QKeyCombination(modifiers, Qt.Key(event.key()))
    return QKeySequence(combination).toString(QKeySequence.SequenceFormat.PortableText)
