"""A plan of a night in the room, and by arithmetic of its own, what should be heard and seen of it. Times are seconds
since the circle opens.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count, pairwise

from kapcircle.core.ids import LampId, Millis, PersonId
from kapcircle.core.rundown import Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.song import SongAsked
from kapcircle.core.tracks import Quality
from kapcircle.core.words import Named, Undo
from tests.story import light_judge as light
from tests.story import room_judge as sound
from tests.story.room_judge import Cross, Rise, Score, Span, Steady
from tests.story.room_lamps import DOOR, LOOKS

TARGET = -23.0
"""LUFS: what the practice hears recordings at (EBU R 128)."""
VOLUME = 0.5
"""What a circle opens with."""
SOMEBODY = PersonId("somebody")
"""Stands in the plan for whoever has a seat, as the numbers of tracks do for what they are in the vault."""
HUSH, LIFT = 10 ** (-18 / 20), 0.08
DOWN, BACK = 2.0, 12.0
"""Into a hush and out of it; music that comes back from silence takes as long."""
TOUCH, MOVE, UNDO, TURN = 0.4, 2.0, 10.0, 20.0
"""A hand on the volume; to another place of a track; back by show undo; to music that leads elsewhere."""
STARTS = 6.0
"""Within this a window and its engine are there again after a crash."""
RISE, CLOSE = 20.0, 20.0
"""From silence after a crash or a lost output; music after the end."""


@dataclass(frozen=True)
class Pace:
    """How long a night takes: of `each` of the tracks of `phases` phases, of what is done by hand, of light."""

    track: float
    overlap: float
    light: float
    hush: float
    quiet: float
    loop: float
    away: float = 0.0
    """From the crash to the next window, where a recording cannot go on meanwhile."""
    phases: int = 6
    each: int = 5
    looks: int = 40

    @property
    def step(self) -> float:
        """From one track to the next."""
        return self.track - self.overlap

    @property
    def phase(self) -> float:
        """The last track of a phase does not begin to leave by itself."""
        return self.each * self.step - self.overlap


@dataclass(frozen=True)
class Deck:
    """From `at` on this order of tracks sounds, as if it had begun at `since`; reached by a crossfade of `fade`."""

    at: float
    order: tuple[int, ...]
    since: float
    fade: float

    def place(self, pace: Pace, at: float) -> tuple[int, float]:
        """Which track leads, and how far it is."""
        number = int((at - self.since) // pace.step)
        return self.order[number % len(self.order)], at - self.since - number * pace.step


@dataclass(frozen=True)
class Move:
    """From `at` on, in `lasts`, the gain goes to `gain`."""

    at: float
    lasts: float
    gain: float


@dataclass
class Night:
    """What is planned and done, and what comes of it. Filled by `night` and `moment`."""

    pace: Pace
    rundown: Rundown = Rundown()
    lines: list[tuple[float, Named]] = field(default_factory=list)
    decks: list[Deck] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    silences: list[tuple[float, float]] = field(default_factory=list)
    """When each deliberate quiet is asked for, and when it ends."""
    seen: list[tuple[float, float, str | float]] = field(default_factory=list)
    """When light begins to move, how long, and to which look or by which lift."""
    crash: float | None = None
    lost: Span | None = None
    dies: float | None = None
    """When a bulb stops answering."""
    ends: float = 0.0
    after: float = CLOSE + 5
    """How long it is listened to after its end."""

    def do(self, at: float, command: Named) -> None:
        self.lines.append((at, command))

    # by hand

    def volume(self, at: float, level: float) -> None:
        self.do(at, c.SetVolume(level))
        self.moves.append(Move(at, TOUCH, level))

    def undo_volume(self, at: float, level: float) -> None:
        self.do(at, Undo())
        self.moves.append(Move(at, UNDO, level))

    def hush(self, at: float) -> None:
        back, level = at + DOWN + self.pace.hush, self.gain(at)
        self.do(at, c.Hush())
        self.do(back, c.Unhush())
        self.moves += [Move(at, DOWN, level * HUSH), Move(back, BACK, level)]
        self.seen += [(at, DOWN, LIFT), (back, BACK, 0.0)]

    def silence(self, at: float) -> None:
        self.do(at, c.Silence(Millis(round(1000 * self.pace.quiet))))
        self.silences.append((at, at + self.pace.quiet))

    def loop(self, at: float) -> float:
        """Keep the track that leads in a section that it is in, for one pass; when that is over."""
        deck = self.decks[-1]
        _, place = deck.place(self.pace, at)
        begin = place - 1.5
        end = begin + self.pace.loop
        self.do(at, c.LoopSection(ms(begin), ms(end)))
        again = at - place + end
        self.do(again + 2, c.LeaveLoop())
        self.decks.append(Deck(again, deck.order, deck.since + self.pace.loop, 0.0))
        return again + self.pace.loop

    def nudge(self, at: float, by: float) -> None:
        deck = self.decks[-1]
        self.do(at, c.Nudge(ms(by)))
        self.decks.append(Deck(at, deck.order, deck.since - by, MOVE))

    def play_next(self, at: float, track: int) -> None:
        """Another track next; the one that stood next goes to the end."""
        deck = self.decks[-1]
        lead, place = deck.place(self.pace, at)
        where = deck.order.index(lead)
        _, *rest = (*deck.order[where:], *deck.order[:where])
        others = [x for x in (*rest[1:], *rest[:1]) if x != track]
        self.do(at, c.ChooseNext(title(track)))
        self.decks.append(Deck(at, (lead, track, *others), at - place, 0.0))

    def request(self, at: float, song: SongAsked) -> None:
        """Somebody asks for a song, or asks one away."""
        self.do(at, c.Record(song, SOMEBODY))

    def turn(self, at: float, quality: Quality, order: tuple[int, ...]) -> None:
        """To music that leads elsewhere; `order` is what should follow."""
        self.do(at, c.Turn(quality))
        self.decks.append(Deck(at, order, at, max(TURN, self.pace.overlap)))

    # what should be heard

    def score(self, margin: float, *, takes_over: bool) -> Score:
        """`margin` is how far the clocks of plan and recording may differ. A crash `takes_over`, in a real room, where
        one engine rises while the other goes; else there is silence, and a rise.
        """
        crossings = list(self._crossings())
        shaken = sorted((x.begins - margin, x.ends + margin) for x in self._shaken(crossings))
        steady = tuple(self._steady(shaken, margin))
        crosses = tuple(
            x
            for x in crossings
            if x.out != x.into and _alone(x.span, [y for y in self._shaken(crossings) if y != x.span])
        )
        back = None if self.lost is None else self.lost.ends
        twofold = [Span(x.begins, x.ends + sound.SWELL / 2) for x in self._moved(crossings)] if takes_over else []
        if self.crash is not None and takes_over:
            twofold.append(Span(self.crash, self.crash + 2 * RISE))
        elif self.crash is not None:
            back = self.crash + self.pace.away
        rises = [] if back is None else [Rise(Span(back, back + RISE), self.gain(back))]
        silences = tuple(Span(a + self.pace.overlap + margin, b - margin) for a, b in self.silences)
        before, closed = Span(-2, -margin), Span(self.ends + CLOSE + margin, self.ends + CLOSE + 10)
        return Score(
            steady, crosses, (before, *silences, closed), tuple(self._sounding(margin)), tuple(rises), tuple(twofold)
        )

    def _crossings(self) -> Iterator[Cross]:
        """Every track into the next, and every music into the next."""
        pace = self.pace
        lasts = [*(x.at for x in self.decks[1:]), self.ends]
        before: Deck | None = None
        for deck, until in zip(self.decks, lasts, strict=True):
            if deck.fade and before is not None:
                out, into = before.place(pace, deck.at)[0], deck.place(pace, deck.at)[0]
                yield Cross(Span(deck.at, deck.at + deck.fade), out, into, self.gain(deck.at))
            for n in count(1):
                at = deck.since + n * pace.step
                if at >= until:
                    break
                if at >= deck.at:
                    out, into = (deck.order[(n + x) % len(deck.order)] for x in (-1, 0))
                    yield Cross(Span(at, at + pace.overlap), out, into, self.gain(at))
            before = deck

    @staticmethod
    def _moved(crossings: list[Cross]) -> Iterator[Span]:
        """Where a track goes over into another place of itself: in a real room its pilot is anywhere in its turn."""
        return (x.span for x in crossings if x.out == x.into)

    def _shaken(self, crossings: list[Cross]) -> Iterator[Span]:
        """When anything moves in the sound."""
        yield from (x.span for x in crossings)
        yield from (Span(x.at, x.at + x.lasts) for x in self.moves)
        yield from (Span(a, b + BACK) for a, b in self.silences)
        yield Span(0, self.pace.overlap)
        yield Span(self.ends, self.ends + 1e6)
        if self.crash is not None:
            yield Span(self.crash, self.crash + self.pace.away + 2 * RISE)
        if self.lost is not None:
            yield Span(self.lost.begins, self.lost.ends + 8 + RISE)

    def _steady(self, shaken: list[tuple[float, float]], margin: float) -> Iterator[Steady]:
        reached = 0.0
        for begins, ends in shaken:
            if begins - reached >= sound.SWELL + sound.TENTH:
                yield Steady(Span(reached, begins), self.leads(reached + margin), self.gain(reached + margin))
            reached = max(reached, ends)

    def _sounding(self, margin: float) -> Iterator[Span]:
        """Between what is silent, or close to it."""
        quiet = [(a + 0.8 * self.pace.overlap - margin, b + 4 + margin) for a, b in self.silences]
        if self.lost is not None:
            quiet.append((self.lost.begins - margin, self.lost.ends + 8 + margin))
        if self.crash is not None and self.pace.away:
            quiet.append((self.crash - margin, self.crash + self.pace.away + 2 + margin))
        edges = [(-1e6, 2.0 + margin), *sorted(quiet), (self.ends + CLOSE / 2 - margin, 1e6)]
        yield from (Span(b, c) for (_, b), (c, _) in pairwise(edges))

    def leads(self, at: float) -> int:
        """The track that should be heard."""
        return next(x for x in reversed(self.decks) if x.at <= at).place(self.pace, at)[0]

    def gain(self, at: float) -> float:
        """Volume and hush, where neither moves."""
        return next((x.gain for x in reversed(self.moves) if x.at <= at), VOLUME)

    # what should be seen

    def fades(self, lamps: Mapping[LampId, light.Dimmer]) -> list[light.Fade]:
        """The lines of the dimmers."""
        return [
            light.Fade(at, lasts, {where: (was(lamp), now(lamp)) for lamp, where in lamps.items()})
            for at, lasts, was, now in self._lit()
        ]

    def cues(self, *, takeover: float | None) -> list[light.Cue]:
        """What the bulbs are told; once more by an engine that takes them over, and knows nothing of them."""
        cues = [light.Cue(at, lasts, was(DOOR), now(DOOR)) for at, lasts, was, now in self._lit()]
        if takeover is not None:
            last = [x for x in cues if x.at < takeover][-1]
            cues.append(light.Cue(takeover, RISE - STARTS, None, last.level, late=STARTS))
        return sorted(cues, key=lambda x: x.at)

    def _lit(self) -> "Iterator[tuple[float, float, _Levels, _Levels]]":
        look, lift = "dark", 0.0
        for at, lasts, to in sorted(self.seen, key=lambda x: x[0]):
            was = _Levels(look, lift)
            look, lift = (to, lift) if isinstance(to, str) else (look, to)
            yield at, lasts, was, _Levels(look, lift)


@dataclass(frozen=True)
class _Levels:
    look: str
    lift: float

    def __call__(self, lamp: LampId) -> float:
        design = LOOKS[self.look]
        return min(1.0, design.levels.get(lamp, design.level) + self.lift)


def _alone(span: Span, others: list[Span]) -> bool:
    return all(x.ends < span.begins - 0.2 or x.begins > span.ends + 0.2 for x in others)


def ms(seconds: float) -> Millis:
    return Millis(round(1000 * seconds))


def title(track: int) -> str:
    return f"Track {track + 1:02}"
