"""Everything that a key of the keyboard can do, by name; each key can be changed and is kept as a plain setting."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from kapcircle.ui.preferences import Preferences


class Where(Enum):
    """Whose a key is while something else has the focus."""

    PAGE = "Circle page, not in a field"
    ALWAYS = "Circle page"
    EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Action:
    """Something a key does. `keys` are as Qt writes them, the first is the one shown."""

    name: str
    title: str
    keys: tuple[str, ...]
    where: Where = Where.PAGE


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
        Action("note", "Write a note", ("N",)),
        Action("timer 1", "Timer 1", ("1",)),
        Action("timer 2", "Timer 2", ("2",)),
        Action("timer 3", "Timer 3", ("3",)),
        Action("undo", "Take back the latest show command", ("Ctrl+Z",)),
        Action("commands", "Every command by name", ("Ctrl+K",), Where.ALWAYS),
        Action("keys", "This overview of keys", ("F1",), Where.ALWAYS),
        Action("reading", "Reading mode", ("F2",), Where.ALWAYS),
        Action("switch", "Who is at the desk", ("F4",), Where.ALWAYS),
        Action("front", "Phase and clock alone, for a second screen", ("F10",), Where.ALWAYS),
        Action("emergency", "Emergency; again: stand down", ("F9",), Where.EVERYWHERE),
        Action("cover", "Cover, uncover", ("F12",), Where.EVERYWHERE),
        Action("before", "The seat before", ("Left", "Up")),
        Action("after", "The next seat", ("Right", "Down")),
        Action("leave", "Close a question, leave a field", ("Esc",), Where.ALWAYS),
    )
}


class Keymap:
    """Which key does what, as this person likes it."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences

    def keys(self, name: str) -> tuple[str, ...]:
        """The keys of an action."""
        kept = self._preferences.get(f"key {name}")
        return tuple(kept.split()) if kept else ACTIONS[name].keys

    def shown(self, name: str) -> str:
        """The key of an action as people write it."""
        key = self.keys(name)[0]
        return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")

    def action(self, key: str) -> Action | None:
        """What a key does."""
        return next((action for name, action in ACTIONS.items() if key in self.keys(name)), None)

    def change(self, name: str, key: str) -> str:
        """Give an action another key; returns what stands in the way, or nothing."""
        taken = self.action(key)
        if taken is not None and taken.name != name:
            return f"{key} is already “{taken.title}”."
        self._preferences.set(f"key {name}", key)
        return ""

    def give_back(self, name: str) -> None:
        """Give an action the keys it came with."""
        self._preferences.set(f"key {name}", "")


def written(event: QKeyEvent) -> str:
    """A key press as Qt writes it, the number pad counting as the rest of the keyboard."""
    modifiers = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier)
    combination = QKeyCombination(modifiers, Qt.Key(event.key()))
    return QKeySequence(combination).toString(QKeySequence.SequenceFormat.PortableText)
