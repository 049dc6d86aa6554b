"""What the room was last asked for, and when, so that an engine that takes over can be asked again."""

from dataclasses import dataclass, replace

from kapcircle.core.ids import Millis
from kapcircle.desk.orders import Hush, Master, Order, Play, Rise, SecondVolume, Show


@dataclass(frozen=True, slots=True)
class Sent:
    """An order, and when it was given in seconds of the machine's monotonic clock, which is the same in every process.

    An engine that is still starting finds it later: music has gone on since, and so has the fade of the light.
    """

    at: float
    order: Order

    def by(self, now: float) -> Order:
        """The order as it is to be obeyed at `now`."""
        age = max(0, round((now - self.at) * 1000))
        match self.order:
            case Play(recordings, into) if recordings:
                return replace(self.order, into=Millis(into + age))
            case Show(_, fade):
                return replace(self.order, fade=Millis(max(0, fade - age)))
            case Rise(fade):
                return Rise(fade, Millis(min(fade, age)))
            case _:
                return self.order


@dataclass(frozen=True, slots=True)
class Wanted:
    """The parts, each as last told."""

    play: Sent | None = None
    show: Sent | None = None
    hush: Hush | None = None
    master: Master | None = None
    second: SecondVolume | None = None

    def told(self, sent: Sent) -> "Wanted":
        match sent.order:
            case Play():
                return replace(self, play=sent)
            case Show():
                return replace(self, show=sent)
            case Hush() as hush:
                return replace(self, hush=hush)
            case Master() as master:
                return replace(self, master=master)
            case SecondVolume() as second:
                return replace(self, second=second)
            case _:
                return self

    def again(self, now: float, rise: Millis) -> list[Sent]:
        """What brings the room back out of silence over `rise`; volume and hush are there from the start."""
        levels = [replace(o, fade=Millis(0)) for o in (self.master, self.hush, self.second) if o is not None]
        return [Sent(now, Rise(rise)), *(Sent(now, o) for o in levels), *(x for x in (self.show, self.play) if x)]
