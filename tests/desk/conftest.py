"""What tests of the desk are given."""

import pytest

from tests.memory import MemoryLog


@pytest.fixture
def log() -> MemoryLog:
    """What a house has written, to be opened by another."""
    return MemoryLog()
