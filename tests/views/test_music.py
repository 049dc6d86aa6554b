"""The music library: what is wrong with a recording is said with its moment, and whoever looks for one finds it."""

from dataclasses import replace

import pytest

from kapcircle.core.catalogue import Catalogue
from kapcircle.core.ids import Millis, TrackId
from kapcircle.core.playlist import Track
from kapcircle.core.tracks import Feel, Quality, SuddenRise
from kapcircle.views.music import Flaw, Wish, described, flaws, length, line, listed, measured, warnings

GOOD = Track(
    TrackId("0123456789abcdef"),
    "Tide",
    Millis(600_000),
    -3.0,
    qualities=(Quality.SOFTEN,),
    words=False,
    loudness=-20.0,
    peak=-4.0,
    artist="Ana",
    feel=Feel.SLOW,
    tags=("strings",),
    licence="CC BY 4.0",
    source="label",
    sound="0f",
)
RISE = SuddenRise(Millis(192_000), 14.4)


def test_a_recording_with_which_nothing_is_wrong() -> None:
    assert warnings(GOOD) == ()
    assert line(GOOD) == "0123456789ab  10:00  Tide by Ana  −20.0 LUFS  soften, no words, slow, strings  [CC BY 4.0]"
    assert measured(GOOD) == "−20.0 LUFS, peak −4.0 dBTP, played −3.0 dB towards −23 LUFS"


@pytest.mark.parametrize(
    ("track", "flaw", "words"),
    [
        (
            replace(GOOD, rises=(RISE,)),
            Flaw.RISE,
            "Sudden rise at 3:12: 14 LU within 0.4 s. A cue point may cut it off.",
        ),
        (
            replace(GOOD, peak=0.31),
            Flaw.PEAK,
            "Its loudest peak is +0.3 dBTP: it may have been clipped where it was made. Listen to it.",
        ),
        (
            replace(GOOD, loudness=-40.0, gain=12.0),
            Flaw.SOFT,
            "It stays 5 LU softer than the others: it is lifted by no more than 12 dB.",
        ),
        (
            replace(GOOD, loudness=-30.0, gain=3.0),
            Flaw.SOFT,
            "It stays 4 LU softer than the others: a peak stands in the way.",
        ),
        (replace(GOOD, loudness=None, peak=None), Flaw.SILENT, "Nothing is to be heard in it."),
        (replace(GOOD, licence=""), Flaw.LICENCE, "No licence is noted."),
        (
            replace(GOOD, loudness=None, peak=None, sound=""),
            Flaw.UNMEASURED,
            "Not measured yet: loudness, peaks and sudden rises are not known.",
        ),
    ],
)
def test_what_is_wrong_is_said(track: Track, flaw: Flaw, words: str) -> None:
    assert [(x.flaw, x.words) for x in warnings(track)] == [(flaw, words)]
    assert flaws(track) == (flaw,)
    assert line(track).endswith(f"▲ {words}")


@pytest.mark.parametrize(
    ("begins", "ends", "told"),
    [(0, None, 1), (190_000, None, 1), (192_000, None, 0), (0, 192_000, 0), (0, 193_000, 1)],
)
def test_a_rise_that_a_cue_point_cuts_off_is_none(begins: int, ends: int | None, told: int) -> None:
    track = replace(GOOD, rises=(RISE,), begins=Millis(begins), ends=None if ends is None else Millis(ends))
    assert len(warnings(track)) == told


def test_several_rises_are_one_flaw() -> None:
    two = replace(GOOD, rises=(RISE, SuddenRise(Millis(300_000), 20.0)))
    assert flaws(two) == (Flaw.RISE,)
    (told,) = warnings(two)
    assert told.words == "Sudden rises at 3:12, 5:00: up to 20 LU within 0.4 s. Cue points may cut them off."


@pytest.mark.parametrize(
    ("many", "words"), [(6, "0:50, 1:00: up to"), (7, "0:50 and 2 more: up to"), (30, "0:50 and 25 more: up to")]
)
def test_of_many_rises_it_is_said_how_many_there_are(many: int, words: str) -> None:
    rises = tuple(SuddenRise(Millis(n * 10_000), 13.0) for n in range(1, many + 1))
    (told,) = warnings(replace(GOOD, rises=rises))
    assert words in told.words


def test_in_a_softer_house_less_is_too_soft() -> None:
    assert flaws(replace(GOOD, loudness=-30.0, gain=3.0), -27.0) == ()


@pytest.mark.parametrize(("sound", "words"), [("", "not measured yet"), ("0f", "silent")])
def test_what_was_not_measured_says_so(sound: str, words: str) -> None:
    assert measured(replace(GOOD, loudness=None, peak=None, sound=sound)) == words


def test_how_long_it_is_heard() -> None:
    assert length(GOOD) == "10:00"
    assert length(replace(GOOD, begins=Millis(30_000))) == "9:30 of 10:00"


def test_words_are_told_only_where_somebody_listened_for_them() -> None:
    assert described(replace(GOOD, words=None)) == "soften, slow, strings"
    assert described(replace(GOOD, words=True)) == "soften, words, slow, strings"
    assert described(Track(TrackId("x"), "X", Millis(1))) == ""


SHORE = Track(TrackId("b"), "Shore", Millis(60_000), sound="1", licence="bought", words=True)
LAKE = replace(GOOD, id=TrackId("c"), title="lake", artist="Bo", length=Millis(90_000), rises=(RISE,), loudness=-15.0)
ALL = Catalogue({x.id: x for x in (GOOD, SHORE, LAKE)})


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        (Wish(), ["lake", "Shore", "Tide"]),
        (Wish(down=True), ["Tide", "Shore", "lake"]),
        (Wish(by="Length"), ["Shore", "lake", "Tide"]),
        (Wish(by="Loudness"), ["Tide", "lake", "Shore"]),
        (Wish(by="Artist"), ["Shore", "Tide", "lake"]),
        (Wish(by="Wrong"), ["Shore", "lake", "Tide"]),
        (Wish("ana STRINGS"), ["Tide"]),
        (Wish("bought"), ["Shore"]),
        (Wish(quality=Quality.SOFTEN), ["lake", "Tide"]),
        (Wish(words=True), ["Shore"]),
        (Wish(flaw=Flaw.SILENT), ["Shore"]),
        (Wish("nothing like it"), []),
    ],
)
def test_whoever_looks_for_a_recording_finds_it(wish: Wish, found: list[str]) -> None:
    assert [x.title for x in listed(ALL, wish)] == found


def test_a_row_shows_it_in_short() -> None:
    row = next(x for x in listed(ALL, Wish("tide")))
    assert (row.length, row.loud, row.said, row.flawed) == ("10:00", "−20.0", "soften, no words, slow, strings", "")


def test_what_is_off_the_list_is_not_found() -> None:
    assert listed(replace(ALL, removed=frozenset(ALL.tracks)), Wish()) == ()
