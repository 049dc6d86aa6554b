import pytest

from kapcircle.core.cue_names import cue_name
from kapcircle.core.rundown import Content, Look, Music, Prompt, Silence


@pytest.mark.parametrize(
    ("content", "name"),
    [(Music("peak", ()), "peak"), (Silence(), "Silence"), (Look("dusk"), "dusk"), (Prompt("Breathe"), "Breathe")],
)
def test_a_cue_is_called_after_what_it_does(content: Content, name: str) -> None:
    assert cue_name(content) == name
