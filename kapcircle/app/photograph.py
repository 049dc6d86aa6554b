"""The picture that a rehearsal takes of the Circle page; it needs no screen."""

import os
import sys
from pathlib import Path

from kapcircle import places
from kapcircle.core.errors import KnownError
from kapcircle.desk.conductor import Conductor
from kapcircle.desk.house import House


def circle_page(house: House, circle: Conductor, path: Path) -> None:
    """Save the Circle page as it is now. Raises KnownError naming the file when it cannot be written."""
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from kapcircle.ui import photograph

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError(f"{path} cannot be written: {error.strerror}.") from None
    if not photograph.circle_page(places.resources() / "fonts", house, circle, path):
        raise KnownError(f"{path}: the picture cannot be written. Its name must end in .png, its folder exist.")
