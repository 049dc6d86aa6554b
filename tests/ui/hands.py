"""How a test finds what a person would: by the words on it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from kapcircle.ui.key import Key


def shown(root: QWidget) -> str:
    """Every word in sight."""
    return "\n".join(x.text() for x in root.findChildren(QLabel) if x.isVisibleTo(root))


def press(root: QWidget, words: str) -> None:
    """Press the key with these words."""
    keys = [k for k in root.findChildren(Key) if k.isVisibleTo(root) and k.text() == words]
    assert len(keys) == 1, f"{len(keys)} keys say {words}"
    assert keys[0].isEnabled(), f"{words} is not enabled"
    QTest.mouseClick(keys[0], Qt.MouseButton.LeftButton)


def field(root: QWidget, name: str) -> QLineEdit:
    """The field in sight of this name."""
    (found,) = [x for x in root.findChildren(QLineEdit) if x.accessibleName() == name and x.isVisibleTo(root)]
    return found


def type_in(root: QWidget, name: str, words: str, *, enter: bool = False) -> None:
    """Type into a field, in place of what stands there."""
    line = field(root, name)
    line.selectAll()
    QTest.keyClicks(line, words) if words else QTest.keyClick(line, Qt.Key.Key_Delete)
    if enter:
        QTest.keyClick(line, Qt.Key.Key_Return)
