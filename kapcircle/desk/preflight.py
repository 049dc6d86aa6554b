"""What should be right before a circle opens: what the room answers, what a person heard, and what is said after."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kapcircle.core.playlist import Track
from kapcircle.core.rooms import RoomPlan
from kapcircle.core.rundown import Music, Rundown
from kapcircle.desk.fittings import Check
from kapcircle.desk.lighting import Lighting
from kapcircle.desk.orders import Lights, Output
from kapcircle.desk.sharing import Shared

LOOKING = Check("Checks", None, "recordings, disk and backup are being looked at")
"""Until they have been."""

MUST_BE_TRIED = {"Sound heard", LOOKING.name}
"""What the report names when nobody waited for it. What cannot be told is no fault of anybody's."""


def music(rundown: Rundown, tracks: Sequence[Track], wrong: Sequence[str]) -> Check:
    """The recordings of a plan, `wrong` what is wrong with those it has, and the cues that have none."""
    said = (*wrong, *without_recording(rundown))
    if not tracks and not said:
        return Check("Music", True, "this rundown has none")
    count = "1 recording" if len(tracks) == 1 else f"{len(tracks)} recordings"
    return Check("Music", not said, "; ".join(said) or f"{count} present and readable")


def without_recording(rundown: Rundown) -> Iterator[str]:
    """Each music cue that has nothing to play, in words that name its phase."""
    for number, phase in enumerate(rundown.phases, 1):
        for cue in phase.cues:
            if isinstance(cue.content, Music) and cue.armed and not cue.content.tracks:
                yield f"Phase {number} “{phase.name}”: its music “{cue.content.source}” has no recording"


def sound(output: Output | None, heard: bool | None) -> tuple[Check, Check]:
    """The output, and whether the test tone was heard; `heard` None: nobody has tried."""
    words = {
        None: "play the tone, and listen",
        True: "the tone was heard",
        False: "not heard: look at the volume of laptop and speaker, or choose another output in the settings",
    }
    return _where(output), Check("Sound heard", heard, words[heard])


def second(room: RoomPlan, output: Output | None) -> tuple[Check, ...]:
    """The second output of a room that has one."""
    name = "Second output"
    if not room.second:
        return ()
    if output is None:
        return (Check(name, None, f"{room.second} has not answered yet"),)
    if output.device is None:
        return (Check(name, good=False, words=output.why or f"{room.second} is not there"),)
    return (Check(name, good=True, words=f"{output.device}, at {100 * room.second_volume:.0f} %"),)


def _where(output: Output | None) -> Check:
    if output is None:
        return Check("Sound output", None, "has not answered yet")
    if output.device is None:
        return Check("Sound output", good=False, words=output.why or "there is none: nobody will hear the music")
    return Check("Sound output", good=True, words=output.device)


def light(lights: Mapping[str, Lights], lighting: Lighting | None) -> tuple[Check, ...]:
    """Whether the lamps answer. Simulated ones are only seen on the page; None: this program cannot tell which."""
    if lighting is not None and not lighting.driven:
        return (Check("Light", None, f"{lighting.title}: no lamp is driven"),)
    if not lights:
        return (Check("Light", None, "has not answered yet"),)
    return tuple(
        Check("Light", x.answers, f"{x.driver} answers" if x.answers else f"{x.driver}: {x.why or 'no answer'}")
        for x in lights.values()
    )


def clock_page(shared: Shared | None) -> tuple[Check, ...]:
    """That the clock page is on; nothing while it is off."""
    if shared is None:
        return ()
    if shared.trouble:
        return (Check("Clock page", good=False, words=shared.trouble),)
    return (Check("Clock page", good=True, words=f"on at {shared.place}: phase and clock, and no name"),)


def pedal(trouble: str) -> tuple[Check, ...]:
    """That a pedal that was chosen is not heard; nothing while it is, or where none was."""
    return (Check("Pedal", good=False, words=trouble),) if trouble else ()


def although(checks: Iterable[Check]) -> str:
    """What the report says of a circle that opened although something was not right; empty when nothing was."""
    wrong = [f"{x.name}: {x.words}" for x in checks if x.good is False]
    untried = [x.name for x in checks if x.good is None and x.name in MUST_BE_TRIED]
    said = [*wrong, *(f"{name}: not tried" for name in untried)]
    return f"Opened although: {'; '.join(said)}." if said else ""
