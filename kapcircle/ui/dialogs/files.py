"""Choosing a file or a folder, in the window's own colours and without a list of what was opened before."""

from collections.abc import Callable

from PySide6.QtCore import QDir, QStandardPaths, QStorageInfo, Qt, QUrl
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from kapcircle.ui.window import TITLE

Chosen = Callable[[str], None]
Mode = QFileDialog.FileMode

AUDIO = "Recordings (*.wav *.flac *.mp3 *.ogg *.opus *.aiff *.aif)"
SHEETS = "Spreadsheets (*.xlsx *.csv)"
TABLES = "Tables (*.csv)"
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
        self._parent = parent
        self.finished.connect(self._forget)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt gives it the palette of the program just before; it takes its window's own in time for the first frame."""
        if self._parent is not None:
            self.setPalette(self._parent.palette())
        super().showEvent(event)

    def _forget(self) -> None:
        self.setDirectory(_documents())
        self.setHistory([])


def ask_open(parent: QWidget, names: str, then: Chosen) -> FileDialog:
    """Ask for a file that exists."""
    return _ask(FileDialog(parent, names, Mode.ExistingFile), then)


def ask_folder(parent: QWidget, then: Chosen) -> FileDialog:
    """Ask for a folder."""
    dialog = FileDialog(parent, "", Mode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _ask(dialog, then)


def ask_save(parent: QWidget, names: str, suffix: str, name: str, then: Chosen) -> FileDialog:
    """Ask where to write; an existing file is only overwritten after a question."""
    dialog = FileDialog(parent, names, Mode.AnyFile)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
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
