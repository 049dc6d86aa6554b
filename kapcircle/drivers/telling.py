"""What the drivers have in common that tell each lamp target and duration in one message, and let it fade by itself.

A thread of its own knows all about the lamps. Frames only put a word into its box: they never wait, whatever becomes of
the network.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from kapcircle.core.gliding import Gliding, Leg
from kapcircle.core.ids import LampId, Millis
from kapcircle.core.light import LampLevel

BEATS = 1.0
"""Seconds without a frame after which this engine no longer speaks for the lamps: another has taken them over."""

PATIENCE = 10.0
"""Seconds from the beginning in which a line that does not answer yet is no trouble: programme setting."""


class Named(Protocol):
    """A lamp, and what people call it."""

    @property
    def lamp(self) -> LampId: ...

    @property
    def called(self) -> str: ...


class Told(Protocol):
    """What a driver knows of one lamp."""

    @property
    def hung(self) -> Named: ...

    def want(self, leg: Leg, now: float) -> None:
        """This is what it is to be told next."""


@dataclass(frozen=True, slots=True)
class Aim:
    """Where the lamps are to go, and in how long."""

    levels: tuple[LampLevel, ...]
    fade: Millis
    emergency: bool


Lamp = TypeVar("Lamp", bound=Told)


class Telling(Generic[Lamp]):
    """A line to such lamps. Whoever makes one starts its thread when all is there that the thread asks for."""

    turn: ClassVar[float]
    """Seconds between two looks at what is due."""
    last: ClassVar[float]
    """Seconds that the last messages are given."""

    def __init__(self, name: str, lamps: Sequence[Lamp], clock: Callable[[], float], dark: str) -> None:
        """`name` is that of the thread; `dark` is what to say of lamps that hang on no line."""
        self._clock, self._dark = clock, dark
        self._lamps = {x.hung.lamp: x for x in lamps}
        self._gliding = Gliding()
        self._box: SimpleQueue[Any] = SimpleQueue()
        self._linked, self._trouble = False, ""
        self._amiss: list[str] = []
        self._framed = self._began = clock()
        self._said: tuple[bool, str] = (True, "")
        self._thread = Thread(target=self._run, name=name, daemon=True)

    def aim(self, levels: tuple[LampLevel, ...], fade: Millis, emergency: bool) -> None:
        self._framed = self._clock()
        self._box.put(Aim(levels, fade, emergency))

    def send(self, levels: tuple[LampLevel, ...], still: bool) -> None:  # noqa: ARG002 - the lamps fade by themselves
        """Says only that the frames go on."""
        self._framed = self._clock()

    def answers(self) -> tuple[bool, str]:
        """Whether the line takes messages and every lamp answers; else what is wrong."""
        return self._said

    def close(self) -> None:
        """Lamps stay as they were told to be."""
        self._box.put(None)
        self._thread.join(2 * self.last)

    # the thread that knows the lamps

    def _run(self) -> None:
        going, patience = True, self.turn
        while going:
            going = self._hear(patience)
            now = self._clock()
            for leg in self._gliding.due(now):
                self._lamps[leg.to.lamp].want(leg, now)
            self._look(now)
            self._said = self._answer(now)
            patience = 0.0 if self._told() else self.turn
        self._leave()

    def _hear(self, patience: float | None) -> bool:
        """What is in the box; the first word is waited for, in seconds, or until it comes. False: it is time to go."""
        try:
            word = self._box.get(timeout=patience)
            while word is not None:
                self._take(word, self._clock())
                word = self._box.get_nowait()
        except Empty:
            return True
        return False

    def _take(self, word: Any, now: float) -> None:
        """A word out of the box: where to go. What else may lie there, a driver takes itself."""
        here = tuple(x for x in word.levels if x.lamp in self._lamps)
        self._gliding.show(here, word.fade, word.emergency, now)

    def _look(self, now: float) -> None:
        """Ask how the lamps are, where it has to be asked."""

    def _again(self, lamp: Lamp, now: float) -> None:
        """A lamp of which nobody knows how it is, is to be told once more where it goes."""
        if now - self._framed < BEATS and (leg := self._gliding.again(lamp.hung.lamp, now)) is not None:
            lamp.want(leg, now)

    def _answer(self, now: float) -> tuple[bool, str]:
        if not self._linked:
            begins = not self._trouble and now - self._began < PATIENCE
            return begins, "" if begins else self._trouble or self._mute()
        names = [x.hung.called for x in self._lamps.values() if self._silent(x, now)]
        said = [f"{listed(names)} {'does' if len(names) == 1 else 'do'} not answer: switched off?"] if names else []
        said += self._amiss + ([self._dark] if self._dark else [])
        return not said, " ".join(said)

    # what each driver says and does in its own way

    def _mute(self) -> str:
        """What to say of a line that has never answered."""
        raise NotImplementedError

    def _silent(self, lamp: Lamp, now: float) -> bool:
        """Whether a lamp does not answer."""
        raise NotImplementedError

    def _told(self) -> bool:
        """Tell what can be told now. True: something was told that took its time, and what is in the box waits."""
        raise NotImplementedError

    def _leave(self) -> None:
        """What still waits or is under way has a moment; then hang up."""
        raise NotImplementedError


def listed(names: Sequence[str]) -> str:
    """Names in one breath: A, B and C."""
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"
