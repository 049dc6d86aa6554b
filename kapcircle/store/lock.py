"""One program at a time has a vault open: two would give the same stamp to different entries."""

import sys
from pathlib import Path
from typing import BinaryIO

from kapcircle.core.errors import KnownError
from kapcircle.store import files

if sys.platform == "win32":
    import msvcrt

    def _hold(file: BinaryIO) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _hold(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """Held from its making until `release`, or until the program dies. Raises KnownError if another holds it."""

    def __init__(self, vault: Path) -> None:
        path = files.lock_of(vault)
        try:
            self._file = path.open("ab")
        except OSError as error:
            raise KnownError(
                f"{path} cannot be written: {error.strerror}. A vault needs a folder of its own."
            ) from error
        try:
            _hold(self._file)
        except OSError:
            self._file.close()
            raise KnownError(
                f"{vault.name} is open in another window, or the disk is still writing. Go on there, or try again soon."
            ) from None

    def release(self) -> None:
        """Let another program open the vault."""
        self._file.close()
