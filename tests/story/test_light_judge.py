"""The judge of light catches each kind of fault, planted in made frames and messages, and lets good ones pass."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from tests.story import light_judge as light
from tests.story.light_judge import Coloured, Cue, Dimmer, Fade, Frame, Message, Timing

FADE = Fade(2.0, 4.0, {Dimmer(1, 1): (0.1, 0.5), Dimmer(1, 3): (0.6, 0.4)})
LAMP = Coloured(1, 9)
EXACT, REAL = Timing(0.03, 0.001, real=False), Timing(0.3, 0.3)

Words = light.Figures
Spoil = Callable[[Words, Words], None]
"""Given the times and the words of the two dimmers and the colours of the lamp, shape (n, 5)."""


def _none(at: Words, words: Words) -> None: ...


def frames(spoil: Spoil = _none, delay: float = 0.0) -> list[Frame]:
    """44 a second in the fade, and one every 0.9 s at rest."""
    at = np.array([0.0, 0.9, 1.8, *(2 + np.arange(180) / 44), 6.9, 7.8])
    part = np.clip((at - 2 - delay) / 4, 0, 1)
    light_ = [light.luminance(a + (b - a) * part) for a, b in ((0.1, 0.5), (0.6, 0.4))]
    words = np.round(65_535 * np.column_stack([*light_, light_[0] * 0.5, light_[0], light_[0] * 0.2]))
    spoil(at, words)
    return [Frame(float(t), 1, _slots(row)) for t, row in zip(at, words, strict=True)]


def _slots(row: Words) -> bytes:
    octets = b"".join(int(x).to_bytes(2, "big") for x in row)
    return octets[:4] + bytes(4) + octets[4:]


def kinds(found: list[Frame], timing: Timing = EXACT) -> set[str]:
    return light.judge(found, [FADE], [LAMP], timing).kinds


def test_good_light_is_good() -> None:
    verdict = light.judge(frames(), [FADE], [LAMP], EXACT)
    assert verdict.faults == []
    assert verdict.worst["steps off its line"] == 0.5
    assert kinds(frames(delay=0.02)) == set()
    assert kinds(frames(delay=0.2), REAL) == set()


def backwards(at: Words, words: Words) -> None:
    words[60, 0] = words[59, 0] - 1


def off(at: Words, words: Words) -> None:
    """One and a half steps above the line, where rounding had it on it."""
    ideal = 65_535 * light.luminance(0.1 + 0.4 * (at[40:120] - 2) / 4)
    words[40:120, 0] = np.floor(ideal + 1.5 + 0.999)


def jump(at: Words, words: Words) -> None:
    words[100:, 1] += 9_000


def stall(at: Words, words: Words) -> None:
    """The light stands for half a second, then hurries after."""
    words[50:72] = words[50]


def grey(at: Words, words: Words) -> None:
    words[80:90, 2:] *= 0.6


@pytest.mark.parametrize(
    ("spoil", "kind"), [(backwards, "backwards"), (off, "line"), (jump, "jump"), (stall, "late"), (grey, "brightness")]
)
def test_a_wrong_level_is_caught(spoil: Spoil, kind: str) -> None:
    assert kind in kinds(frames(spoil))


def test_a_fade_that_comes_late_or_with_too_few_frames_is_caught_and_so_is_a_line_that_falls_silent() -> None:
    assert "late" in kinds(frames(delay=0.1))
    assert "rate" in kinds([x for n, x in enumerate(frames()) if n % 2], REAL)
    assert "kept alive" in kinds([x for x in frames() if x.at != 0.9], REAL)


CUES = (Cue(1.0, 4.0, 0.1, 0.5), Cue(9.0, 20.0, None, 0.5))
TOLD = (
    Message(1.1, "door", {"state": "ON", "brightness": 127, "transition": 4.0}),
    Message(9.1, "door", {"state": "ON", "brightness": 127, "transition": 20.0}),
)


def told(*messages: Message) -> set[str]:
    return light.judge_messages(messages, CUES, ("door",), 1.0).kinds


def test_one_message_for_each_cue_is_good_and_all_else_is_caught() -> None:
    first, second = TOLD
    assert told(*TOLD) == set()
    assert told(first) == {"messages"}
    assert told(*TOLD, replace(first, at=5.0)) == {"messages"}
    assert told(first, replace(second, at=8.0)) == {"messages"}
    assert told(first, replace(second, kept=True)) == {"kept"}
    assert told(replace(first, words={**first.words, "brightness": 130}), second) == {"target"}
    for wrong in (0.5, 2.0, 9.0):
        assert told(replace(first, words={**first.words, "transition": wrong}), second) == {"duration"}
