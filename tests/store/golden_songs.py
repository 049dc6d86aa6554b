"""The values of `golden.jsonl` about music by where it leads, songs that were asked for, and what somebody avoids."""

from typing import Any

from kapcircle.core import song
from kapcircle.core.ids import CueId, Millis, PersonId, TrackId
from kapcircle.core.observation import Touch
from kapcircle.core.person import preferences
from kapcircle.core.session import events as e
from kapcircle.core.tracks import Quality

SONGS: tuple[Any, ...] = (
    e.Turned(Quality.GROUND, CueId("q1"), (TrackId("t2"),), Millis(8_000), Millis(20_000), (TrackId("t1"),)),
    e.Turned(Quality.LIFT, CueId("q1"), (TrackId("t2"), TrackId("t1")), Millis(8_000), Millis(30_000)),
    e.Recorded(song.SongAsked("the one with the flute", song.Why.AVOIDS, song.Answer.TALKED), PersonId("p1")),
    e.Recorded(
        song.SongAsked("Tide", song.Why.NOT_RIGHT, song.Answer.PLAYED, TrackId("t1"), "Tide", True), PersonId("p1")
    ),
    *(e.Recorded(song.SongAsked("Tide", why, song.Answer.LATER), PersonId("p1")) for why in song.Why),
    *(e.Recorded(song.SongAsked("Tide", song.Why.WISH, done), PersonId("p1")) for done in song.Answer),
    preferences.MusicAvoided(TrackId("t1")),
    preferences.MusicAvoided(no_lyrics=True),
    preferences.MusicAllowed(TrackId("t1")),
    preferences.MusicAllowed(no_lyrics=True),
    # as they are written since a participant may avoid a recording
    preferences.PreferencesSet(preferences.Preferences("bells", True, Touch.HAND, "slammed doors", "a blanket")),
    preferences.PreferencesSet(preferences.Preferences(touch=Touch.NONE)),
    preferences.PreferencesSet(preferences.Preferences(touch=Touch.ASK)),
    preferences.PreferencesSet(preferences.Preferences(touch=Touch.SHOULDER)),
    preferences.PreferencesSet(preferences.Preferences()),
    preferences.PreferencesSet(preferences.Preferences(avoided=(TrackId("t1"), TrackId("t2")))),
)
