"""The room as it is: music, light, aux timers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kapcircle.core import heard as playing
from kapcircle.core import playlist as lists
from kapcircle.core.avoiding import Avoids
from kapcircle.core.heard import Here
from kapcircle.core.ids import SECOND, Instant, Millis
from kapcircle.core.light import Colour, Lamp, LampLevel, emission
from kapcircle.core.looping import Section
from kapcircle.core.outputs import Heard
from kapcircle.core.playlist import Track
from kapcircle.core.rundown import Music, OnEntry
from kapcircle.core.session.decide import AGAIN
from kapcircle.core.session.state import Run, Session, Timer
from kapcircle.core.session.timing import timer_reads
from kapcircle.core.session.wanted import silence_ends, wanted
from kapcircle.core.swelling import leap
from kapcircle.views.avoided import heed
from kapcircle.views.times import left, span

Lamps = Sequence[Lamp]


@dataclass(frozen=True, slots=True)
class MusicView:
    """What is heard. `part` of the track has passed, 0 to 1, in whole seconds; None where nothing plays.

    `shape` tells how the track swells, each height 0 to 1; empty where nobody has listened to it yet. `loop` is where
    the section begins and ends that it is kept in, each 0 to 1; `lasts` how long all of it is heard, in milliseconds.
    """

    title: str
    then: str = ""
    state: str = ""
    part: float | None = None
    passed: str = ""
    rest: str = ""
    volume: int = 0
    ceiling: int = 100
    hushed: bool = False
    shape: tuple[float, ...] = ()
    loop: tuple[float, float] | None = None
    lasts: Millis = Millis(0)

    def at(self, part: float) -> Millis:
        """The whole second of the track at a part of it."""
        return Millis(round(min(max(part, 0.0), 1.0) * self.lasts) // SECOND * SECOND)

    @property
    def spoken(self) -> str:
        """All of it as sentences."""
        position = f"{self.passed} played, {self.rest} left" if self.part is not None else ""
        said = (self.title, self.state, position, self.then, f"Master volume {self.volume} %")
        return ". ".join(words for words in said if words)


def hushed(s: Session) -> bool:
    """Whether the music is down to a murmur, as called or by an emergency; after the circle nothing is."""
    return s.run is not Run.OVER and (s.murmur.on or s.emergency is not None)


def fades(s: Session, now: Instant) -> bool:
    """Whether all sound was faded so lately that the next press does it at once."""
    return s.run is Run.RUNNING and s.faded is not None and 0 <= now - s.faded <= AGAIN


def music(s: Session, now: Instant, avoids: Collection[Avoids] = ()) -> MusicView:
    """What should be heard now; the position in a track is computed from when its playlist began.

    What is heard, and what comes next, is marked where somebody here `avoids` it.
    """
    volume, ceiling = round(100 * s.volume), round(100 * s.plan.ceiling)
    out = wanted(s, now)
    low = hushed(s)
    state = "Hushed" if low else ""
    heard, then = out.sound, _then(s)
    lead = playing.here(heard, now)
    if lead is None:
        return MusicView(_quiet(s, now), then, state, volume=volume, ceiling=ceiling, hushed=low)
    track, position, kept = lead.track, lead.position, playing.section(heard, now)
    return MusicView(
        track.title,
        _next_track(heard, lead, then, avoids) if kept is None else _kept(heard, lead, kept, then, avoids),
        _listed(state, heed(track, avoids)),
        position // SECOND * SECOND / track.lasts,
        span(position),
        left(track.lasts - position),
        volume,
        ceiling,
        low,
        _heard_of(track),
        None if kept is None else (kept.begin / track.lasts, kept.end / track.lasts),
        track.lasts,
    )


def _heard_of(track: Track) -> tuple[float, ...]:
    """How it swells, from cue point to cue point."""
    whole = heights(track.shape)
    begin, end = (round(x * len(whole) / track.length) for x in (track.begins, track.begins + track.lasts))
    return whole[begin:end]


def _listed(*words: str) -> str:
    return ", ".join(filter(None, words))


def _kept(heard: Heard, lead: Here, kept: Section, at_go: str, avoids: Collection[Avoids]) -> str:
    """How long the section holds, and what comes behind it."""
    tracks, loop = heard.playlist.tracks, heard.loop
    if loop is not None and loop.left is not None:
        words = f"plays on in {left(kept.end - lead.position)}"
    else:
        words = f"loops {span(kept.begin)}–{span(kept.end)} until GO{louder(leap(lead.track, kept))}"
    if at_go or len(tracks) == 1:
        return _listed(words, at_go)
    follows = tracks[(lead.place.index + 1) % len(tracks)]
    return _listed(words, f"then {follows.title}", heed(follows, avoids))


def louder(by: int) -> str:
    """What is to be said of a section whose passes begin with a sudden rise of so many dB; nothing of others."""
    return f" (its beginning is {by} dB louder than its end)" if by else ""


@cache
def heights(shape: str) -> tuple[float, ...]:
    """The shape of a track as an ear has it: 10 dB less are half as loud (Stevens' law, as in the engine's fades)."""
    return tuple(round(2 ** ((int(digit, 36) - 35) / 10), 3) for digit in shape)


def _quiet(s: Session, now: Instant) -> str:
    until = silence_ends(s, now)
    if until is not None:
        return f"Silence, {left(until - now)} left"
    if s.quiet is not None:
        return "Silence until the next music"
    if (rest := s.sound.since + s.sound.fade - now) > 0:
        return f"Fading out, {left(rest)}"
    return "Faded out" if s.faded is not None and s.run is Run.RUNNING else "No music"


def _then(s: Session) -> str:
    """What music GO would bring."""
    if s.run is not Run.RUNNING or s.standby is None:
        return ""
    cues = s.legs[s.standby].phase.cues
    coming = next((x.content for x in cues if x.armed and isinstance(x.trigger, OnEntry)), None)
    brings = next((x.content for x in cues if isinstance(x.content, Music) and isinstance(x.trigger, OnEntry)), coming)
    return f"then {brings.source} at GO" if isinstance(brings, Music) else ""


def _next_track(heard: Heard, lead: Here, at_go: str, avoids: Collection[Avoids]) -> str:
    playlist, where = heard.playlist, lead.place
    tracks = playlist.tracks
    if len(tracks) == 1:
        return f"{at_go}, loops until then" if at_go else "loops"
    follows = tracks[(where.index + 1) % len(tracks)]
    overlap = lists.overlaps(playlist)[where.index]
    rest = tracks[where.index].lasts - overlap - where.position
    soon = _listed(f"{follows.title} in {left(rest)}", heed(follows, avoids))
    return f"{soon}, {at_go}" if at_go else f"then {soon}"


@dataclass(frozen=True, slots=True)
class LampView:
    """A lamp: how bright it is to the eye, 0 to 1, and the colour to draw it with, linear, brighter where it is dim."""

    name: str
    place: float
    level: float
    colour: Colour


def in_the_dark(level: float) -> float:
    """A dim lamp as an eye that is used to the dark sees it: a lit screen beside it would hide it."""
    return level + 0.25 * (1 - level) * min(1.0, level / 0.08)


@dataclass(frozen=True, slots=True)
class LightView:
    """The lamps from left to right, and the look in words."""

    lamps: tuple[LampView, ...]
    words: str
    state: str


def light(s: Session, now: Instant, lamps: Lamps, levels: Sequence[LampLevel], rest: Millis) -> LightView:
    """The lamps at this instant; `levels` are what they show now, `rest` is how long they are still on their way."""
    by_lamp = {level.lamp: level for level in levels}
    shown = tuple(
        LampView(lamp.name, lamp.place, round(at.level, 3), emission(replace(at, level=in_the_dark(at.level))))
        for lamp in sorted(lamps, key=lambda lamp: lamp.place)
        if (at := by_lamp.get(lamp.id)) is not None
    )
    mean = sum(lamp.level for lamp in shown) / len(shown) if shown else 0.0
    state = f"fading, {left(rest)} left" if rest > 0 else "steady"
    return LightView(shown, f"{wanted(s, now).light.look} {round(100 * mean)} %", state)


@dataclass(frozen=True, slots=True)
class TimerView:
    """An aux timer: what it is called, what it reads, and whether its time is over."""

    number: int
    label: str
    reads: str = ""
    over: bool = False

    @property
    def runs(self) -> bool:
        """Whether it is started."""
        return bool(self.reads)

    @property
    def spoken(self) -> str:
        """The timer as a sentence."""
        return f"{self.label}, {self.reads or 'not started'}{' over' if self.over else ''}"


def timers(s: Session, now: Instant, *, covered: bool = False) -> tuple[TimerView, ...]:
    """The three aux timers, started or not, none after the circle; covered, without the names people gave them."""
    running: Sequence[Timer | None] = (None,) * len(s.timers) if s.run is Run.OVER else s.timers
    return tuple(_timer(n, timer, now, covered=covered) for n, timer in enumerate(running, 1))


def _timer(number: int, timer: Timer | None, now: Instant, *, covered: bool) -> TimerView:
    if timer is None:
        return TimerView(number, f"Timer {number}")
    label = f"Timer {number}" if covered else timer.label or f"Timer {number}"
    reads = timer_reads(timer, now)
    if timer.length == 0:
        return TimerView(number, label, span(reads))
    return TimerView(number, label, left(reads) if reads > 0 else f"+{span(-reads)}", reads <= 0)
