"""Where a playlist is after so much time."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.core.ids import Millis, TrackId
from kapcircle.core.playlist import Place, Playlist, Track, overlaps, place, starts, without


def listed(*seconds: float, crossfade: float = 10) -> Playlist:
    tracks = tuple(Track(TrackId(f"t{n}"), f"T{n}", Millis(int(x * 1000))) for n, x in enumerate(seconds))
    return Playlist(tracks, Millis(int(crossfade * 1000)))


@pytest.mark.parametrize(
    ("playlist", "together", "begin"),
    [
        (listed(), [], [0]),
        (listed(60), [0], [0, 60]),
        (listed(60, 80), [10, 10], [0, 50, 120]),
        (listed(60, 80, 100, crossfade=0), [0, 0, 0], [0, 60, 140, 240]),
        # At most half of the shorter neighbour, so that no three ever sound.
        (listed(60, 8, 100), [4, 4, 10], [0, 56, 60, 150]),
        (listed(8, 8), [4, 4], [0, 4, 8]),
        (listed(0, 60), [0, 0], [0, 0, 60]),
    ],
)
def test_overlaps_and_starts(playlist: Playlist, together: list[int], begin: list[int]) -> None:
    assert [x / 1000 for x in overlaps(playlist)] == together
    assert [x / 1000 for x in starts(playlist)] == begin


@pytest.mark.parametrize(
    ("begins", "ends", "crossfade", "together"),
    [(0, None, 10, 0), (2, None, 10, 10), (0, 50, 10, 10), (0, 60, 10, 0), (10, 20, 10, 5), (2, 50, 0, 0)],
)
def test_alone_a_track_that_is_cut_crosses_into_itself(
    begins: int, ends: int | None, crossfade: int, together: int
) -> None:
    """Whole it loops without a fade, and so does what is to follow without one."""
    whole = Track(TrackId("t"), "T", Millis(60_000))
    track = replace(whole, begins=Millis(begins * 1000), ends=None if ends is None else Millis(ends * 1000))
    playlist = Playlist((track,), Millis(crossfade * 1000))
    assert overlaps(playlist) == (together * 1000,)
    lap = track.lasts - together * 1000
    assert place(playlist, Millis(2 * lap + 1)) == Place(0, Millis(1), 2)


@pytest.mark.parametrize(
    ("playlist", "into", "index", "position", "lap"),
    [
        (listed(60), 0, 0, 0, 0),
        (listed(60), 59.999, 0, 59.999, 0),
        (listed(60), 60, 0, 0, 1),
        (listed(60), 150, 0, 30, 2),
        (listed(60), -5, 0, 0, 0),
        (listed(60, 80), 49.999, 0, 49.999, 0),
        # In a crossfade the incoming track leads.
        (listed(60, 80), 50, 1, 0, 0),
        (listed(60, 80), 119.999, 1, 69.999, 0),
        (listed(60, 80), 120, 0, 0, 1),
        (listed(60, 80), 1_250, 1, 0, 10),
        (listed(0, 60), 0, 1, 0, 0),
    ],
)
def test_the_place(playlist: Playlist, into: float, index: int, position: float, lap: int) -> None:
    assert place(playlist, Millis(round(into * 1000))) == Place(index, Millis(round(position * 1000)), lap)


@pytest.mark.parametrize("playlist", [listed(), listed(0), listed(0, 0)])
def test_a_playlist_without_length_has_no_place(playlist: Playlist) -> None:
    assert place(playlist, Millis(5)) is None


LISTS = st.builds(
    lambda lengths, fade: listed(*lengths, crossfade=fade),
    st.lists(st.floats(0.1, 600), min_size=1, max_size=6),
    st.floats(0, 60),
)


@given(LISTS, st.integers(0, 10_000_000))
def test_one_track_leads_at_every_instant(playlist: Playlist, into: int) -> None:
    found = place(playlist, Millis(into))
    assert found is not None
    begin = starts(playlist)
    assert begin[found.index] + found.position + found.lap * begin[-1] == into
    assert found.position < playlist.tracks[found.index].length


@given(LISTS)
def test_no_three_tracks_ever_sound_together(playlist: Playlist) -> None:
    fades = overlaps(playlist)
    for n, track in enumerate(playlist.tracks):
        assert fades[n - 1] + fades[n] <= track.length


def test_without_a_track() -> None:
    assert [t.id for t in without(listed(1, 2, 3), TrackId("t1")).tracks] == ["t0", "t2"]
    assert without(listed(1), TrackId("t9")) == listed(1)
