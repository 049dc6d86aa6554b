"""What suits a laptop and its user: plain values, not events."""

from collections.abc import Mapping
from dataclasses import dataclass

TEXT_SIZES = (90, 100, 115, 130, 150, 175, 200)
"""Percent of the designed size."""

LONGEST_IDLE = 120


@dataclass(frozen=True, slots=True)
class Settings:
    """`text` in percent; `idle` in minutes outside a session, 0 to never lock; `mirror` a folder, empty for none."""

    text: int = 100
    still: bool = False
    """Changes at once instead of fading."""
    left_handed: bool = False
    idle: int = 10
    mirror: str = ""


def read(kept: Mapping[str, str]) -> Settings:
    """The settings among plain values; what is missing or spoilt is as designed."""
    plain = Settings()
    text = _number(kept.get("text"), plain.text)
    return Settings(
        text if text in TEXT_SIZES else plain.text,
        kept.get("still") == "yes",
        kept.get("left_handed") == "yes",
        min(LONGEST_IDLE, _number(kept.get("idle"), plain.idle)),
        kept.get("mirror", plain.mirror),
    )


def write(settings: Settings) -> dict[str, str]:
    """The settings as plain values."""
    return {
        "text": str(settings.text),
        "still": "yes" if settings.still else "no",
        "left_handed": "yes" if settings.left_handed else "no",
        "idle": str(settings.idle),
        "mirror": settings.mirror,
    }


def _number(words: str | None, otherwise: int) -> int:
    return int(words) if words is not None and words.isascii() and words.isdigit() else otherwise
