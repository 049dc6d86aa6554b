"""Choosing a file or a folder, in the window's own colours and without a list of what was opened before."""

from collections.abc import Callable

from PySide6.QtCore import QDir, QFileInfo, QRectF, QSize, QStandardPaths, QStorageInfo, Qt, QUrl
from PySide6.QtGui import QIcon, QPainter, QPixmap, QShowEvent
from PySide6.QtWidgets import QFileDialog, QFileIconProvider, QToolButton, QWidget

from kapcircle.ui.marks import mark
from kapcircle.ui.theme import Tone, colour
from kapcircle.ui.window import TITLE

Chosen = Callable[[str], None]
Mode = QFileDialog.FileMode
Label = QFileDialog.DialogLabel

TOOLS = {
    "backButton": ("back", "Back"),
    "forwardButton": ("forward", "Forward"),
    "toParentButton": ("over", "The folder above"),
    "newFolderButton": ("new", "New folder"),
}
"""Qt's keys by the names it gives them: the shape on each, and what it is called."""

NO_USE = ("listModeButton", "detailModeButton")
"""Two ways to look at a folder are one too many."""

ICON = 16

AUDIO = "Recordings (*.wav *.flac *.mp3 *.ogg *.opus *.aiff *.aif)"
SHEETS = "Spreadsheets (*.xlsx *.csv)"
TABLES = "Tables (*.csv)"
PROGRAMMES = "Programmes (*.json)"
LOOKS = "Looks of a room (*.json)"
VAULTS = "Vaults (*.kapcircle)"
VAULT_SUFFIX = "kapcircle"


class FileDialog(QFileDialog):
    """Qt's own file dialog, dressed. On leaving it forgets where it was: Qt would write that down in the clear."""

    def __init__(self, parent: QWidget | None, names: str, mode: Mode) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_WindowPropagation)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setOption(QFileDialog.Option.DontUseNativeDialog)
        self.setOption(QFileDialog.Option.DontUseCustomDirectoryIcons)
        self.setWindowTitle(TITLE)
        self.setFileMode(mode)
        self.setNameFilter(names)
        self.setViewMode(QFileDialog.ViewMode.List)
        self.setSidebarUrls(_places())
        self.setDirectory(_documents())
        self.setHistory([])
        self.resize(820, 520)
        self._parent, self._icons = parent, Icons(self)
        for label, words in ((Label.LookIn, "Folder"), (Label.FileName, "Name"), (Label.FileType, "Kind")):
            self.setLabelText(label, words)
        self.setLabelText(Label.Accept, "Choose" if mode is Mode.Directory else "Open")
        self.setLabelText(Label.Reject, "Cancel")
        self.finished.connect(self._forget)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt gives it the palette of the program just before; it takes its window's own in time for the first frame."""
        if self._parent is not None:
            self.setPalette(self._parent.palette())
        self.setIconProvider(self._icons)
        for key in self.findChildren(QToolButton):
            if key.objectName() in TOOLS:
                shape, words = TOOLS[key.objectName()]
                key.setIcon(drawn(shape, self))
                key.setIconSize(QSize(ICON, ICON))
                key.setAccessibleName(words)
                key.setToolTip(words)
            elif key.objectName() in NO_USE:
                key.hide()
        super().showEvent(event)

    def _forget(self) -> None:
        self.setDirectory(_documents())
        self.setHistory([])


class Icons(QFileIconProvider):
    """A folder and a file, in the colours of the house."""

    def __init__(self, dialog: QWidget) -> None:
        super().__init__()
        self._dialog = dialog

    def icon(self, what: QFileIconProvider.IconType | QFileInfo) -> QIcon:
        """Qt asks by kind or by file."""
        file = not what.isDir() if isinstance(what, QFileInfo) else what is QFileIconProvider.IconType.File
        return drawn("file" if file else "folder", self._dialog)


def drawn(shape: str, where: QWidget) -> QIcon:
    """A shape as an icon, as it would be painted there."""
    ratio = where.devicePixelRatio()
    picture = QPixmap(int(ICON * ratio), int(ICON * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    mark(painter, shape, QRectF(0, 0, ICON, ICON), colour(where, Tone.SECOND))
    painter.end()
    return QIcon(picture)


def ask_open(parent: QWidget, names: str, then: Chosen) -> FileDialog:
    """Ask for a file that exists."""
    return _ask(FileDialog(parent, names, Mode.ExistingFile), then)


def ask_several(parent: QWidget, names: str, then: Callable[[list[str]], None]) -> FileDialog:
    """Ask for files that exist."""
    dialog = FileDialog(parent, names, Mode.ExistingFiles)
    dialog.filesSelected.connect(then)
    dialog.open()
    return dialog


def ask_folder(parent: QWidget, then: Chosen) -> FileDialog:
    """Ask for a folder."""
    dialog = FileDialog(parent, "", Mode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _ask(dialog, then)


def ask_save(parent: QWidget, names: str, suffix: str, name: str, then: Chosen) -> FileDialog:
    """Ask where to write; an existing file is only overwritten after a question."""
    dialog = FileDialog(parent, names, Mode.AnyFile)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setLabelText(Label.Accept, "Save")
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(name)
    return _ask(dialog, then)


def _ask(dialog: FileDialog, then: Chosen) -> FileDialog:
    dialog.fileSelected.connect(then)
    dialog.open()
    return dialog


def _documents() -> str:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return place if QDir(place).exists() else QDir.homePath()


def _places() -> list[QUrl]:
    """Home and the disks that a person may have put in."""
    disks = [x.rootPath() for x in QStorageInfo.mountedVolumes() if x.isValid() and x.isReady() and _is_stick(x)]
    return [QUrl.fromLocalFile(path) for path in dict.fromkeys((QDir.homePath(), _documents(), *disks))]


def _is_stick(disk: QStorageInfo) -> bool:
    return disk.rootPath().startswith(("/media/", "/run/media/", "/Volumes/")) or disk.rootPath()[1:] == ":/"
