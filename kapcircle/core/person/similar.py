"""Names that are easily taken for one another, by eye or by ear. It warns, and never blocks."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

SHORTEST = 3
"""Letters of the shortest word in which one letter more or less can be overlooked."""

_SOUNDS = (
    (r"^wr", "r"),
    (r"^kn", "n"),
    (r"ph", "f"),
    (r"ck|q|c(?=[aou]|$)", "k"),
    (r"c(?=[ei])|z", "s"),
    (r"dt|th", "t"),
    (r"[wv]", "v"),
    (r"(?<=[aeiou])h|e$", ""),
    (r"[aeiouyj]+", "-"),
    (r"(.)\1+", r"\1"),
)
"""Spellings that are heard as the same, in this order; of vowels only that there is one."""

_FIRST = re.compile(r"[^aeiouy]*[aeiouy]+[^aeiouy]")


@dataclass(frozen=True, slots=True)
class Alike:
    """Two names, and why they are alike."""

    one: str
    other: str
    why: str


def similar(names: Sequence[str]) -> tuple[Alike, ...]:
    """The pairs among `names` that are alike, each pair once; empty names are like none."""
    pairs = combinations((name for name in names if name.split()), 2)
    found = (Alike(one, other, alike(one, other)) for one, other in pairs)
    return tuple(pair for pair in found if pair.why)


def alike(one: str, other: str) -> str:
    """Why two names are alike, in words; nothing where they are not."""
    if _cased(one) == _cased(other):
        return "the same name"
    if plain(one) == plain(other):
        return "the same but for accents"
    words, others = (plain(name.replace("-", " ")).split() for name in (one, other))
    if words == others:
        return "the same but for a hyphen"
    if sorted(words) == sorted(others):
        return "the same words in another order"
    if words and others and (set(words) <= set(others) or set(words) >= set(others)):
        return "one is part of the other"
    if len(words) != len(others):
        return ""
    whys = [_words(*pair) for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    if all(whys):
        return whys[0]
    if len(words) == 1 and _first(words[0]) and _first(words[0]) == _first(others[0]):
        return f"both begin with “{_first(words[0]).capitalize()}”"
    return ""


def plain(name: str) -> str:
    """A name in small letters without accents, for comparing and for putting in order."""
    parts = unicodedata.normalize("NFKD", name.replace("ß", "ss").casefold())
    return " ".join("".join(sign for sign in parts if not unicodedata.combining(sign)).split())


def _cased(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _words(one: str, other: str) -> str:
    if min(len(one), len(other)) >= SHORTEST and _one_letter(one, other):
        return "one letter different"
    return "they sound alike" if _sound(one) == _sound(other) else ""


def _one_letter(one: str, other: str) -> bool:
    """Whether a letter more, less or other, or two neighbours changed, makes one the other."""
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[same:], other[same:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[2:] == b[2:] and a[:2] == b[:2][::-1])


def _sound(word: str) -> str:
    for spelling, heard in _SOUNDS:
        word = re.sub(spelling, heard, word)
    return word


def _first(word: str) -> str:
    """The first syllable with the consonant that closes it; nothing where the word ends before."""
    found = _FIRST.match(word)
    return found[0] if found else ""
