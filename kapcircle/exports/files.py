"""Reading and writing a whole file at once: all of it, or words that say why not."""

from contextlib import suppress
from pathlib import Path

from kapcircle.core.errors import KnownError

LARGEST = 32_000_000
"""Bytes; no rundown comes near."""

VAULT, BACKUPS, MEDIA = ".kapcircle", ".backups", "media"
"""In the name of a vault and of what lies beside it; the end of its folder of backups; its folder of recordings."""


def load(path: Path, largest: int = LARGEST, what: str = "rundown") -> bytes:
    """The bytes of a file that has at most `largest`, as `what` should."""
    try:
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except OSError as error:
        raise KnownError(f"{path.name} cannot be read: {error.strerror}.") from error
    if len(data) > largest:
        raise KnownError(f"{path.name} is larger than {largest // 1_000_000} MB: no {what} is.")
    return data


def save(path: Path, data: bytes) -> None:
    """Put the bytes in place of what was there, in one step; never in place of a vault."""
    if not path.name:
        raise KnownError("Give the file a name.")
    keep_off_vaults(path)
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):  # where nothing can be written, nothing can be taken away either
            part.unlink()
        raise KnownError(f"{path.name} cannot be written: {error.strerror}.") from error


def keep_off_vaults(path: Path) -> None:
    """Raises KnownError where a file at `path` would take the place of a vault or of what lies beside one."""
    try:
        place = path.resolve()
        folder = place.parent
        backup = folder.suffix == BACKUPS and folder.with_suffix(VAULT).exists()
        recording = folder.name == MEDIA and any(folder.parent.glob(f"*{VAULT}"))
    except (OSError, RuntimeError) as error:
        raise KnownError(f"{path.name} cannot be written: {getattr(error, 'strerror', error)}.") from None
    if VAULT in place.name or backup or recording:
        raise KnownError(f"{path.name} would lie where a vault keeps its own. Choose another name or folder.")
