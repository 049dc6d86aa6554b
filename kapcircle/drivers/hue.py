"""Lamps behind a Hue bridge: each is told target and duration in one message, and the bridge's own fade goes there.

Not tried on hardware. The bridge's API of 2021 (CLIP v2) is spoken, not the one before it: it has the corners of each
lamp's colours, whether a lamp is reached, and durations in milliseconds; the other one is deprecated, as is told in
https://hex.pm/packages/hue; and a bridge of 2025 has no plain HTTP any more
(https://github.com/ebaauw/homebridge-hue/issues/1219). Bridges of the first kind, which are round, lack it.

A lamp is told `on` and its brightness together: the bridge makes one "move to level (with on/off)" of it, which begins
at the lowest level (https://github.com/ebaauw/homebridge-hue/issues/965; Zigbee Cluster Library, 3.10), while `on`
alone brings back at once what the lamp showed last (https://github.com/home-assistant/core/issues/71398).

Its thread asks and tells, one thing after another.
"""

import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kapcircle.core.fading import Way, way
from kapcircle.core.gliding import Leg
from kapcircle.core.light import LampLevel
from kapcircle.desk.secrets import Secret
from kapcircle.drivers.hue_address import Bridge, HungThere
from kapcircle.drivers.hue_lamps import Group, Light, duration, read_away, read_groups, read_lights
from kapcircle.drivers.hue_way import BUSY, FORBIDDEN, Answer, Away, Talk
from kapcircle.drivers.telling import Telling, listed

BACK_OFF = (1.0, 30.0)
"""Seconds between two tries to reach the bridge, the first and the longest: programme setting."""

POLL = 20.0
"""Seconds between two questions which lamps are reached: programme setting."""

REST = 1.0
"""Seconds in which nothing is told to a bridge that said it has too much to do: programme setting."""

MANY = 8
"""More lamps than this are told together, where they are a room or a zone: programme setting."""

REFUSED = 400
"""From this status of HTTP on, what was said was not taken."""

SECOND = 1.0
BUDGET = 10
"""At most so many lamps, or one group, are told in a second: "10 commands per second to /lights as maximum; for /groups
commands you should keep to a maximum of 1 per second" (https://developers.meethue.com/things-you-need-know; the same of
the API of 2021 under "Limitations" in its core concepts: https://github.com/home-assistant/core/issues/60745).
"""


class Pace:
    """How much was told of late. A group weighs as much as all the lamps that could have been told instead."""

    def __init__(self) -> None:
        self._spent: deque[tuple[float, int]] = deque()

    def allows(self, weight: int, now: float) -> bool:
        """Whether so much may be told now, in seconds of the clock that `spend` was told."""
        while self._spent and self._spent[0][0] <= now - SECOND:
            self._spent.popleft()
        return sum(x for _, x in self._spent) + weight <= BUDGET

    def spend(self, weight: int, now: float) -> None:
        """So much was told, and by `now` it had arrived."""
        self._spent.append((now, weight))


@dataclass(slots=True)
class _Lamp:
    """`waits` is what it is to be told next, and has been since `asked`; `goes` the way that it was told, from `since`
    on for `lasts` seconds, and None where nobody knows where it is.
    """

    hung: HungThere
    light: Light | None = None
    waits: Leg | None = None
    asked: float = 0.0
    goes: Way | None = None
    since: float = 0.0
    lasts: float = 1.0
    away: bool = False

    def where(self, now: float) -> LampLevel | None:
        return None if self.goes is None else self.goes.at(min(1.0, max(0.0, (now - self.since) / self.lasts)))

    def want(self, leg: Leg, now: float) -> None:
        """Whoever waits for something newer keeps the turn."""
        self.asked = now if self.waits is None else self.asked
        self.waits = leg

    @property
    def shines(self) -> bool:
        return self.goes is not None and self.goes.end.level > 0


@dataclass(frozen=True, slots=True)
class _Due:
    """Who is to be told what."""

    lamp: _Lamp
    light: Light
    leg: Leg


class Hue(Telling[_Lamp]):
    """Tells the lamps of one bridge, never more than it can take: of what a lamp was to be told, the newest is told, as
    soon as it may be, and its duration is reckoned from where the lamp is then.
    """

    turn, last = 0.05, 1.5

    def __init__(
        self,
        bridge: Bridge,
        hung: Sequence[HungThere],
        secret: Secret,
        clock: Callable[[], float] = time.monotonic,
        dark: str = "",
    ) -> None:
        """`dark` is what to say of lamps that hang on no line. Begins to ask at once, and goes on trying; nothing is
        raised.
        """
        super().__init__("hue", [_Lamp(x) for x in hung], clock, dark)
        self._bridge, self._secret = bridge, secret
        self._groups: tuple[Group, ...] = ()
        self._pace = Pace()
        self._talk = Talk(bridge, secret.pin, secret.password)
        self._next, self._wait, self._rests = self._began, BACK_OFF[0], clock()
        self._thread.start()

    def _run(self) -> None:
        if self._secret.password and self._secret.pin:
            super()._run()
            return
        self._said = (False, f"{self._bridge.called} is not paired: pair it in the settings.")
        while self._hear(None):
            pass

    def _look(self, now: float) -> None:
        """Ask which lamps are reached, when it is time and nothing has to be told."""
        if now < self._next or (self._linked and self._due()):
            return
        try:
            if self._linked:
                self._reached(read_away(self._ask("zigbee_connectivity")), now)
            else:
                self._link(now)
            self._linked, self._trouble, self._wait = True, "", BACK_OFF[0]
            self._next = self._clock() + POLL
        except (Away, ValueError) as error:
            self._lose(error)

    def _lose(self, error: Exception) -> None:
        """The bridge is tried again, more and more seldom."""
        odd = f"{self._bridge.called} does not answer as expected: bring it up to date in the Hue app."
        self._trouble = str(error) if isinstance(error, Away) else odd
        self._linked = False
        self._next = self._clock() + self._wait
        self._wait = min(BACK_OFF[1], 2 * self._wait)

    def _ask(self, what: str) -> Any:
        answer = self._talk.ask("GET", f"/clip/v2/resource/{what}", self._clock())
        self._check(answer)
        return answer.said

    def _check(self, answer: Answer, *, busy: bool = True) -> None:
        if answer.status in FORBIDDEN:
            raise Away(f"{self._bridge.called} does not know this laptop any more: pair it again in the settings.")
        if busy and answer.status in BUSY:
            raise Away(f"{self._bridge.called} has too much to do: does another program tell it much?")
        if answer.status >= REFUSED and answer.status not in BUSY:
            raise ValueError("what was asked or told is not known there: which lamps there are is asked anew")

    def _link(self, now: float) -> None:
        """Which lamps there are. Of lamps whose bridge was away nobody knows how they are."""
        lights = read_lights(self._ask("light"))
        self._groups = read_groups(self._ask("room"), self._ask("zone"), lights)
        away = read_away(self._ask("zigbee_connectivity"))
        names = Counter(x.name for x in lights)
        known = {x.name: x for x in lights if names[x.name] == 1}
        for lamp in self._lamps.values():
            lamp.light, lamp.goes, lamp.away = known.get(lamp.hung.name), None, False
            self._again(lamp, now)
        gone = [x.hung.name for x in self._lamps.values() if x.light is None]
        self._amiss = _missing([x for x in gone if x not in names], "no lamp", "Choose it in the settings.")
        self._amiss += _missing([x for x in gone if x in names], "more than one lamp", "Rename one in the Hue app.")
        self._reached(away, now)

    def _reached(self, away: frozenset[str], now: float) -> None:
        """A lamp that was away may have been without power, and is as it comes up then."""
        for lamp in self._lamps.values():
            was, lamp.away = lamp.away, lamp.light is not None and lamp.light.device in away
            if was and not lamp.away:
                lamp.goes = None
                self._again(lamp, now)

    # what is told

    def _due(self) -> list[_Due]:
        """Whoever waits to be told, who has waited longest first."""
        found = (_Due(x, x.light, x.waits) for x in self._lamps.values() if x.waits is not None and x.light is not None)
        return sorted(found, key=lambda x: x.lamp.asked)

    def _told(self) -> bool:
        """Tell one lamp or one group, if the bridge can take it now."""
        now = self._clock()
        due = self._due() if self._linked and now >= self._rests else []
        if group := self._group(due):
            held = [x for x in due if x.light.id in group.lights]
            return self._tell(f"grouped_light/{group.id}", held, BUDGET, now)
        return bool(due) and self._tell(f"light/{due[0].light.id}", due[:1], 1, now)

    def _group(self, due: Sequence[_Due]) -> Group | None:
        """A room or zone whose lamps all wait for the same. It is waited for: at most a second."""
        words = {x.light.id: x.light.words(x.leg.to) for x in due}
        for group in self._groups:
            said = [words.get(x) for x in group.lights]
            if len(said) > MANY and None not in said and all(x == said[0] for x in said):
                return group
        return None

    def _tell(self, what: str, due: Sequence[_Due], weight: int, now: float) -> bool:
        if not self._pace.allows(weight, now):
            return False
        least = [self._gliding.least(x.leg.to, x.lamp.where(now)) for x in due]
        lasts = max(*(x.leg.ends - now for x in due), *least)
        words = due[0].light.words(due[0].leg.to)
        if sure := all(x.lamp.shines for x in due) and "dimming" in words:
            del words["on"]  # "Don't always send ON": it slows the bridge down (things-you-need-know, as above)
        for x in due:
            x.lamp.waits = None
        try:
            answer = self._talk.ask("PUT", f"/clip/v2/resource/{what}", now, words | duration(lasts))
            self._check(answer, busy=False)
        except (Away, ValueError) as error:
            self._lose(error)
        else:
            self._heard(answer, due, lasts, now, sure=sure)
        self._pace.spend(weight, self._clock())
        return True

    def _heard(self, answer: Answer, due: Sequence[_Due], lasts: float, now: float, *, sure: bool) -> None:
        """What the bridge has no time for waits on. Where a lamp is that may not have heard, nobody knows; one that was
        thought to shine and does not (`soft off`) is told again.
        """
        if answer.status in BUSY:
            self._rests = self._clock() + REST
            for x in due:
                x.lamp.want(x.leg, now)
            return
        errors = str(answer.said["errors"]) if isinstance(answer.said, dict) and answer.said.get("errors") else ""
        for x in due:
            begin = x.lamp.where(now) or replace(x.leg.to, level=0.0)
            x.lamp.goes, x.lamp.since, x.lamp.lasts = None if errors else way(begin, x.leg.to), now, lasts
            x.lamp.away = x.lamp.away or ("communication" in errors and len(due) == 1)
            if errors and sure:
                x.lamp.want(x.leg, now)

    def _mute(self) -> str:
        return f"{self._bridge.called} does not answer."

    def _silent(self, lamp: _Lamp, now: float) -> bool:  # noqa: ARG002 - the bridge says which lamps it reaches
        return lamp.away

    def _leave(self) -> None:
        until = time.monotonic() + self.last
        while self._linked and self._due() and time.monotonic() < until:
            if not self._told():
                time.sleep(self.turn)
        self._talk.close()


def _missing(names: Sequence[str], what: str, do: str) -> list[str]:
    return [f"The bridge has {what} called {listed(names)}. {do}"] if names else []
