"""How hard a passphrase is to guess, in words."""

from dataclasses import dataclass

from kapcircle.core.passphrase import LEAST

FEW = 6
"""Different characters: fewer are a pattern, not a phrase."""


@dataclass(frozen=True, slots=True)
class Strength:
    """`steps` 0 to 3 of strength; at 0 the passphrase will not do."""

    steps: int
    words: str


def strength(passphrase: str) -> Strength:
    """What to say of a passphrase while it is typed. Length counts, not signs and capitals."""
    length, words = len(passphrase), {w.casefold() for w in passphrase.split() if len(w) > 2}
    if not passphrase:
        return Strength(0, f"At least {LEAST} characters: four or five unrelated words.")
    if length < LEAST:
        return Strength(0, f"Too short: {LEAST - length} more.")
    if len(set(passphrase.casefold())) < FEW:
        return Strength(0, "Too uniform: the same few characters again and again.")
    if length >= 28 or len(words) >= 5:
        return Strength(3, "Strong.")
    if length >= 20 or len(words) >= 4:
        return Strength(2, "Good.")
    return Strength(1, "Long enough. One more word would make it good.")
