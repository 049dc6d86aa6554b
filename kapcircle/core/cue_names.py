"""What a cue is called when nobody gave it a name."""

from typing import assert_never

from kapcircle.core.rundown import Content, Look, Music, Prompt, Silence


def cue_name(content: Content) -> str:
    match content:
        case Music(source):
            return source
        case Silence():
            return "Silence"
        case Look(words) | Prompt(words):
            return words
        case _:
            assert_never(content)
