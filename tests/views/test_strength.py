import pytest

from kapcircle.views.strength import strength


@pytest.mark.parametrize(
    ("passphrase", "steps", "said"),
    [
        ("", 0, "15"),
        ("short", 0, "10 more"),
        ("fourteen chars", 0, "1 more"),
        ("aaaaaaaaaaaaaaaaaaaa", 0, "uniform"),
        ("blue kettle dawn", 1, "enough"),
        ("kettle dawn river moss", 2, "Good"),
        ("an old red fox by a well", 2, "Good"),
        ("one two six ten old", 3, "Strong"),
        ("blue kettle dawn blue kettle dawn", 3, "Strong"),
    ],
)
def test_what_is_said_while_typing(passphrase: str, steps: int, said: str) -> None:
    found = strength(passphrase)
    assert found.steps == steps
    assert said in found.words
