"""Some of what must hold is seen on the page alone."""

from tests.ui.conftest import entered, stage

__all__ = ["entered", "stage"]
