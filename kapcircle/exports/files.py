"""Reading and writing a whole file at once: all of it, or words that say why not."""

from contextlib import suppress
from pathlib import Path

from kapcircle.core.errors import KnownError

LARGEST = 32_000_000
"""Bytes; no rundown comes near."""


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
    """Put the bytes in place of what was there, in one step."""
    if not path.name:
        raise KnownError("Give the file a name.")
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):  # where nothing can be written, nothing can be taken away either
            part.unlink()
        raise KnownError(f"{path.name} cannot be written: {error.strerror}.") from error
