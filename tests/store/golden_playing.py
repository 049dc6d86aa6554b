"""What hands did to the music, as it is written: the events of the golden lines."""

from kapcircle.core.ids import CueId, Millis, PhaseId, TrackId
from kapcircle.core.looping import Leave, Section
from kapcircle.core.rundown import Cue, Music, Phase
from kapcircle.core.session import events as e

TIDE = Section(Millis(130_000), Millis(220_000), Leave.AT_ONCE, TrackId("tide"), Millis(2_000))
KEPT = Music("Tide", (TrackId("tide"),), Millis(8_000), TIDE)

PLAYED = (
    e.PhaseInserted(
        Phase(PhaseId("f1"), "Peak", Millis(2_400_000), cues=(Cue(CueId("q1"), "Tide", KEPT),)), PhaseId("f2")
    ),
    e.SectionLooped(TIDE),
    e.SectionLooped(Section(Millis(20), Millis(30_000))),
    e.LoopLeft(Leave.AT_THE_END),
    e.LoopLeft(Leave.AT_ONCE),
    e.Sought(TrackId("tide"), Millis(95_000)),
    e.NextChosen(TrackId("tide"), TrackId("lake")),
)
