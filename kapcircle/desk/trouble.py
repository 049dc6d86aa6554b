"""What is wrong with the sound, as the page says it: what is so, what happens next, and what a press would do."""

from dataclasses import dataclass

from kapcircle.core.ids import SECOND, Instant, Millis
from kapcircle.desk.orders import Output, Return
from kapcircle.desk.sound import Sound

STARTING = Millis(3 * SECOND)
"""An engine that ended is back sooner than this, and nothing need be pressed."""

TRY, BACK, AGAIN = "Try now", "Play there again", "Start the sound again"
"""What the key does."""

NOWHERE = "Nothing is played anywhere else."


@dataclass(frozen=True, slots=True)
class SoundTrouble:
    """`says` what is so, `then` what happens next; `deed` is the word on the key. `elsewhere`: another output may be
    chosen. `second` is of the second output: the first plays on.
    """

    says: str
    then: str
    deed: str
    elsewhere: bool = False
    second: bool = False


def trouble(sound: Sound, now: Instant) -> SoundTrouble | None:
    """The one that matters most; None where all is well, or as it was chosen."""
    if sound.gone is not None and now - sound.gone[0] >= STARTING:
        says = "No sound: the part of the program that plays has ended"
        return SoundTrouble(says, "It is being started again; the music then rises softly.", AGAIN)
    if sound.silent and sound.output is not None:
        return _first(sound.output)
    if sound.unheard:
        return SoundTrouble(
            f"No sound: {sound.unheard}", "A press starts the sound again; the music rises softly.", AGAIN
        )
    if sound.second is not None and sound.second.device is None:
        return _second(sound.second)
    return None


def _first(output: Output) -> SoundTrouble:
    name = output.lost
    match output.back, bool(name):
        case Return.OFFERED, _:
            return SoundTrouble(
                f"{name} is back", "A press plays there again; the music rises softly.", BACK, elsewhere=True
            )
        case Return.BY_ITSELF, True:
            then = f"If it is back within a minute, the music rises by itself. {NOWHERE}"
        case Return.ON_PRESS, True:
            then = f"When it is back, that is said here, and a press plays there again. {NOWHERE}"
        case Return.BY_ITSELF, False:
            then = f"It begins by itself as soon as it is there. {NOWHERE}"
        case _:
            then = f"Music is on: it begins with a press. {NOWHERE}"
    return SoundTrouble(f"No sound: {f'{name} has gone' if name else output.why}", then, TRY, elsewhere=True)


def _second(output: Output) -> SoundTrouble:
    name = output.lost
    plays = "The first output plays on."
    match output.back, bool(name):
        case Return.OFFERED, _:
            says, then, deed = f"{name} is back", f"A press plays there again, too; it rises softly. {plays}", BACK
        case Return.BY_ITSELF, True:
            says, then, deed = f"{name} has gone", f"If it is back within a minute, it is taken again. {plays}", TRY
        case Return.ON_PRESS, True:
            says, then, deed = f"{name} has gone", f"When it is back, that is said here. {plays}", TRY
        case Return.BY_ITSELF, False:
            says, then, deed = output.why, f"It begins by itself as soon as it is there. {plays}", TRY
        case _:
            says, then, deed = output.why, f"A press tries again. {plays}", TRY
    return SoundTrouble(f"Second output: {says}", then, deed, second=True)
