"""Some of what must hold is seen on the page alone."""

from tests.ui.conftest import entered, hand, scene, stage

__all__ = ["entered", "hand", "scene", "stage"]
