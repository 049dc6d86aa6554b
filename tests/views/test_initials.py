"""Who somebody is in a place that has no room for a name."""

import pytest

from kapcircle.views.initials import initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Mara Kay", "MK"),
        ("Mara", "MA"),
        ("Jo van Dyk", "JVD"),
        ("Ana van der Berg", "AVD"),
        ("Jonas (made up)", "JO"),
        ("Dr Ilić 2", "DI"),
        ("", ""),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters
