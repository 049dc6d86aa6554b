"""Where the files lie that KapCircle ships, and where it keeps its own:
one answer for a checkout, an installed wheel and a frozen program.
"""

import os
import sys
from pathlib import Path

_package = Path(__file__).resolve().parent
_built_in = _package / "_data"


def _shipped(name: str) -> Path:
    return (_built_in if _built_in.is_dir() else _package.parent) / name


def resources() -> Path:
    """The folder of fonts, icons, looks, programme templates and the demo."""
    return _shipped("resources")


def migrations() -> Path:
    """The folder of numbered SQL files, read in the order of their names."""
    return _shipped("db")


def home() -> Path:
    """The folder for vaults and settings: KAPCIRCLE_HOME, or else where the system keeps application data."""
    if chosen := os.environ.get("KAPCIRCLE_HOME"):
        return Path(chosen)
    match sys.platform:
        case "win32":
            return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "KapCircle"
        case "darwin":
            return Path.home() / "Library" / "Application Support" / "KapCircle"
        case _:
            return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "kapcircle"
