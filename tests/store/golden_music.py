"""Values of `golden.jsonl` about the music library."""

from dataclasses import replace

from kapcircle.core import catalogue
from kapcircle.core.ids import Millis, TrackId
from kapcircle.core.playlist import Track
from kapcircle.core.tracks import Feel, Quality, SuddenRise

TIDE = Track(TrackId("t1"), "Tide", Millis(180_000), -3.25, ".wav", "09az")
SHORE = Track(TrackId("t2"), "Shore", Millis(1))
CUED = (
    catalogue.TrackAdded(TIDE),
    catalogue.TrackAdded(
        replace(
            TIDE,
            begins=Millis(1_500),
            ends=Millis(170_000),
            qualities=(Quality.SOFTEN, Quality.GROUND),
            words=False,
            loudness=-19.75,
            peak=-2.5,
            rises=(SuddenRise(Millis(61_000), 13.5),),
        )
    ),
)
MUSIC = (
    *CUED,
    catalogue.TrackAdded(
        replace(
            SHORE,
            artist="Ana Ilić",
            feel=Feel.STILL,
            tags=("strings", "night"),
            licence="CC BY 4.0",
            source="https://example.org/shore",
            sound="0f",
        )
    ),
    catalogue.TrackDescribed(TrackId("t1"), catalogue.Description("Tide")),
    catalogue.TrackDescribed(
        TrackId("t1"),
        catalogue.Description(
            "Tide",
            "Ana Ilić",
            (Quality.DEEPEN, Quality.LIFT),
            words=True,
            feel=Feel.DRIVING,
            tags=("drums",),
            licence="bought",
            source="label",
            begins=Millis(5_000),
            ends=Millis(60_000),
        ),
    ),
    catalogue.TrackMeasured(
        TrackId("t1"), catalogue.Measures(-20.5, -0.5, (SuddenRise(Millis(192_000), 14.0),), "09az", "0f")
    ),
    catalogue.TrackMeasured(TrackId("t2"), catalogue.Measures(None, None, (), "", "00")),
    catalogue.TrackRemoved(TrackId("t1")),
    catalogue.LoudnessAimed(-27.0),
)
