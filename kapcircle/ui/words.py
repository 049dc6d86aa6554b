"""Human texts that the parts of the Circle page share."""

from kapcircle.core.session import events as e
from kapcircle.core.session.phases import CLOSE_FADE
from kapcircle.core.session.state import Run, Session
from kapcircle.desk.conductor import Undoing
from kapcircle.desk.house import GET_UP

CLOSING = (
    f"The circle is still running. Music and light fade over {GET_UP // 1000} seconds and end. The circle itself stays "
    "open: start KapCircle again and you are where you were, and the music rises from silence."
)
FADES = f"The music fades over {CLOSE_FADE // 1000} seconds."

DEEDS: dict[type, str] = {
    e.Opened: "opening the circle",
    e.PhaseEntered: "entering the phase",
    e.CueCalled: "the cue",
    e.CueFired: "the cue",
    e.Held: "the hold",
    e.Resumed: "going on after the hold",
    e.Extended: "the change of time",
    e.PhaseSkipped: "leaving out the phase",
    e.PhaseInserted: "putting in the phase",
    e.Closed: "closing the circle",
    e.Hushed: "the hush",
    e.Unhushed: "coming back from the hush",
    e.Silenced: "the silence",
    e.FadedAll: "fading all sound",
    e.LookCalled: "the change of light",
    e.VolumeSet: "the change of volume",
    e.SectionLooped: "keeping the music in a section",
    e.LoopLeft: "leaving the section",
    e.Sought: "the other place in the track",
    e.NextChosen: "the other track next",
    e.Turned: "the turn of the music",
    e.LookTaken: "the look as it was edited",
}


def taken_back(undoing: Undoing) -> str:
    """What an undo takes back."""
    return DEEDS.get(type(undoing.candidate.event), "the last command")


def comes_back(now: Session, before: Session) -> str:
    """Which phase and which music an undo brings back, in a sentence."""
    if before.run is Run.WAITING:
        return "The circle will not be open any more."
    said = []
    if before.at != now.at or before.run is not now.run:
        said.append(f"{before.leg.phase.name} comes back")
    if before.sound != now.sound:
        tracks = before.sound.playlist.tracks
        said.append(f"with “{tracks[0].title}”" if tracks else "without music")
    if before.light.look != now.light.look:
        said.append(f"in {before.light.look} light")
    return " ".join(said) + "." if said else "Phase, music and light stay as they are."
