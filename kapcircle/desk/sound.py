"""What the room says of its sound: where it goes, what is wrong with it, and what of that the record keeps."""

from dataclasses import dataclass, replace

from kapcircle.core.ids import Instant
from kapcircle.desk.orders import Beat, Gone, Output, Report, Second, Unheard

BY_CHOICE = "time runs without sound"
"""Why nothing is heard in a room that has no loudspeaker by choice."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Read off the reports. `unheard` says why music is not heard that should be, `gone` why the engine has ended, and
    since when, until it shows a sign of life.
    """

    output: Output | None = None
    second: Output | None = None
    unheard: str = ""
    gone: tuple[Instant, str] | None = None

    def told(self, report: Report, now: Instant) -> "Sound":
        """After a report that came `now`."""
        match report:
            case Output():
                return replace(self, output=report)
            case Second(output):
                return replace(self, second=output)
            case Unheard(why):
                return replace(self, unheard=why)
            case Gone(why):
                return replace(self, gone=(now, why), unheard="")
            case Beat():
                return self if self.gone is None else replace(self, gone=None)
            case _:
                return self

    @property
    def silent(self) -> bool:
        """Whether nobody hears anything, other than by choice."""
        return self.output is not None and self.output.device is None and self.output.why != BY_CHOICE


def news(was: Sound, now: Sound) -> tuple[str, ...]:
    """What of a change the record keeps, each thing once: where sound went, and that it was not heard."""
    said = []
    if was.output is not None and now.output is not None and was.output.device != now.output.device:
        said.append(_went(now.output))
    if was.second is not None and now.second is not None and was.second.device != now.second.device:
        said.append(f"Second output: {_of(now.second)}")
    if was.unheard != now.unheard:
        said.append(f"No sound: {now.unheard}." if now.unheard else "The music is heard again.")
    return tuple(said)


def _went(output: Output) -> str:
    if output.device is not None:
        return f"Sound goes to {output.device}."
    return f"No sound: {_of(output)}" if output.lost else output.why


def _of(output: Output) -> str:
    if output.device is not None:
        return f"sound goes to {output.device}."
    return f"{output.lost} has gone." if output.lost else f"{output.why}."
