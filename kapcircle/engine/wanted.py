"""What the room was last asked for, so that an engine that takes over can be asked again."""

from dataclasses import dataclass, replace

from kapcircle.core.ids import Millis
from kapcircle.desk.orders import Hush, Master, Order, Play, Rise, Show


@dataclass(frozen=True, slots=True)
class Wanted:
    """The parts, each as last told; `since` is when the music was, in seconds of a clock that never goes back."""

    play: Play | None = None
    since: float = 0.0
    show: Show | None = None
    hush: Hush | None = None
    master: Master | None = None

    def told(self, order: Order, now: float) -> "Wanted":
        match order:
            case Play():
                return replace(self, play=order, since=now)
            case Show():
                return replace(self, show=order)
            case Hush():
                return replace(self, hush=order)
            case Master():
                return replace(self, master=order)
            case _:
                return self

    def again(self, now: float, rise: Millis) -> list[Order]:
        """The orders that bring the room back out of silence over `rise`; volume and hush are there from the start."""
        orders: list[Order] = [Rise(rise)]
        orders += [replace(o, fade=Millis(0)) for o in (self.master, self.hush) if o is not None]
        if self.show is not None:
            orders.append(self.show)
        if self.play is not None:
            orders.append(replace(self.play, into=Millis(self.play.into + round((now - self.since) * 1000))))
        return orders
