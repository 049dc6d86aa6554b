"""How loud a recording is at a place of it, and how slowly music has to go over to a louder one."""

from kapcircle.core.ids import Millis
from kapcircle.core.looping import Section
from kapcircle.core.playlist import Track

RISE = 12.0
"""dB by which music may rise in a second where a hand moves it, as the startle guard has it: programme setting."""

NEAR = Millis(2_000)
"""What is looked at from each place on: the softest that is left, the loudest that comes."""


def across(out: Track, leaves: Millis, into: Track, comes: Millis) -> Millis:
    """How long a crossfade is at least from one place to another, both from the first cue point on, so that what is
    heard rises by RISE dB in each second at most; none into what is no louder, or where nothing was measured.

    Both cross evenly by amplitude, into one that is `times` as high. Where they swing alike, the sum rises evenly from
    1 to `times`, and by most dB in its first second; where they do not, as music does not, it rises by less.
    """
    soft, loud = _levels(out, leaves), _levels(into, comes)
    if not soft or not loud or max(loud) <= min(soft):
        return Millis(0)
    times = 10 ** ((max(loud) - min(soft)) / 20)
    return Millis(round(1000 * (times - 1) / (10 ** (RISE / 20) - 1)))


def leap(track: Track, section: Section) -> int:
    """By how many dB the beginning of a section is louder than its end, where its seam is too short for that: each pass
    then begins with a sudden rise. 0 where none does, or nothing was measured.
    """
    ends, begins = Millis(section.end - NEAR), section.begin
    soft, loud = _levels(track, ends), _levels(track, begins)
    if not soft or not loud or section.seam >= across(track, ends, track, begins):
        return 0
    rise = max(loud) - min(soft)
    return rise if rise > RISE else 0


def _levels(track: Track, at: Millis) -> list[int]:
    """In dB, equally far from the loudest of the whole, the parts that begin or sound within NEAR of a place."""
    parts, length = len(track.shape), max(1, track.length)
    if not parts:
        return []
    first, last = (min(parts - 1, max(0, x) * parts // length) for x in (at + track.begins, at + track.begins + NEAR))
    return [int(digit, 36) for digit in track.shape[first : last + 1]]
