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
    """Something a key does. `keys` are as Qt writes them, the first is the one shown."""

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
        Action("fade all", "Fade all; again: now", ("Shift+F8",), Where.EVERYWHERE),
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

    def keys(self, name: str) -> tuple[str, ...]:
        """The keys of an action; one that was kept and may not be is as if it were not."""
        kept = self._preferences.get(f"key {name}")
        return (kept,) if kept and not _unfit(ACTIONS[name], kept) else ACTIONS[name].keys

    def shown(self, name: str) -> str:
        """The key of an action as people write it."""
        key = self.keys(name)[0]
        return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")

    def action(self, key: str) -> Action | None:
        """What a key does."""
        return next((action for name, action in ACTIONS.items() if key in self.keys(name)), None)

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
        """Give an action the keys it came with; returns what stands in the way, or nothing."""
        wrong = self._taken(name, ACTIONS[name].keys)
        if not wrong:
            self._preferences.set(f"key {name}", "")
        return wrong

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


def written(event: QKeyEvent) -> str:
    """A key press as Qt writes it, the number pad counting as the rest of the keyboard."""
    modifiers = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier)
    combination = QKeyCombination(modifiers, Qt.Key(event.key()))
    return QKeySequence(combination).toString(QKeySequence.SequenceFormat.PortableText)
