"""Which recordings a typed title means, and which recordings somebody avoids."""

from dataclasses import replace

import pytest

from kapcircle.core.avoiding import Avoids, avoided
from kapcircle.core.titles import titled
from tests.made_up import TRACKS, track

TIDE, SHORE, LAKE = TRACKS
AGAIN = replace(track("again"), title="tide ")
DUSK = replace(track("dusk"), title="Flute at dusk")
DAWN = replace(track("dawn"), title="Flute at dawn")
ALL = (*TRACKS, AGAIN, DUSK, DAWN)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Shore", (SHORE,)),
        (" shore ", (SHORE,)),
        ("TIDE", (TIDE, AGAIN)),
        ("tid", (TIDE, AGAIN)),
        ("dusk", (DUSK,)),
        ("flute", ()),
        ("du", ()),
        ("whale", ()),
        (" ", ()),
        ("", ()),
    ],
)
def test_a_title_or_a_part_that_one_alone_has(typed: str, found: tuple[object, ...]) -> None:
    assert titled(typed, ALL) == found


@pytest.mark.parametrize(("words", "meets"), [(True, True), (False, False), (None, False)])
def test_no_lyrics_is_about_recordings_that_are_known_to_have_words(words: bool | None, meets: bool) -> None:
    sung = replace(LAKE, words=words)
    assert Avoids(no_lyrics=True).meets(sung) is meets
    assert not Avoids().meets(sung)
    assert Avoids((LAKE.id,)).meets(sung)


def test_how_many_avoid_one() -> None:
    avoids = [Avoids((TIDE.id,)), Avoids(), Avoids((TIDE.id, SHORE.id), no_lyrics=True)]
    assert [avoided(x, avoids) for x in TRACKS] == [2, 1, 0]
