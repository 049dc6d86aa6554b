"""Some of what must hold is seen on the page alone."""

from tests.ui.conftest import stage

__all__ = ["stage"]
