"""The picture of what was heard and seen, drawn in lines one below the other over the same time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from kapcircle.core.ids import MINUTE, Instant
from kapcircle.core.session.heard import EVERY, Level
from kapcircle.views.painter import FINE, Align, Box, Ink, Painter, Point, Shape, Stroke
from kapcircle.views.sounded import SILENT, Bar, Light, Sounded, Told
from kapcircle.views.times import Zone, hour

Draw = Callable[[Box], None]

LABELS = ("Planned", "Actual", "Sound", "Tracks", "dBFS", "Light", "Cues")
FLOOR, TOP = -60.0, 0.0
"""The range of the levels that is drawn, in dBFS: below it nothing is heard in a room."""

GRID = (-40.0, -20.0)
FIGURE = "−00"
"""As wide as what stands beside the levels."""

STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 240)
"""Minutes between two hours on the axis."""

AIR, GAP = 4.0, 3.0
NARROW = 3.0
"""What is narrower is not drawn for itself."""

TALL = 3.0
"""How many lines of words the levels are high; the light is two."""


@dataclass(frozen=True, slots=True)
class Field:
    """Where the picture lies, without its labels, and how time lies in it."""

    box: Box
    first: Instant
    last: Instant

    def x(self, at: Instant) -> float:
        """Where an instant is, inside the field."""
        part = (at - self.first) / max(1, self.last - self.first)
        return self.box.x + min(1.0, max(0.0, part)) * self.box.wide

    def at(self, x: float) -> Instant:
        """Which instant lies at a place."""
        part = min(1.0, max(0.0, (x - self.box.x) / max(1.0, self.box.wide)))
        return Instant(round(self.first + part * (self.last - self.first)))


def field_of(p: Painter, picture: Sounded, box: Box) -> Field:
    """The part of a box in which time lies."""
    left = max(p.width(words, FINE) for words in LABELS) + p.width(FIGURE, FINE) + 3 * AIR
    return Field(Box(box.x + left, box.y, max(1.0, box.wide - left - AIR), box.high), picture.first, picture.last)


def draw_sounded(p: Painter, picture: Sounded, box: Box, zone: Zone, cursor: Instant | None = None) -> None:
    """Draw all of it into a box, with a cursor at an instant."""
    field = field_of(p, picture, box)
    line = p.height(FINE) + GAP
    unit = max(1.0, (box.high - line - len(LABELS) * GAP) / (5 + TALL + 2))
    y = box.y + line
    _hours(p, field, box, line, zone)
    for label, high, draw in _rows(p, picture, field, unit):
        p.text(Box(box.x, y, field.box.x - box.x, min(high, line)), label, Ink.SECOND, FINE)
        draw(Box(field.box.x, y, field.box.wide, high))
        y += high + GAP
    if cursor is not None:
        x = field.x(cursor)
        p.line(Point(x, box.y + line), Point(x, y - GAP), Stroke(Ink.TEXT, 1.2))


def _rows(p: Painter, picture: Sounded, field: Field, unit: float) -> tuple[tuple[str, float, Draw], ...]:
    """The lines of the picture: what each is called, how high it is, and what draws it."""
    draws: tuple[tuple[float, Draw], ...] = (
        (unit, lambda room: _bars(p, field, room, picture.planned)),
        (unit, lambda room: _bars(p, field, room, picture.phases, strong=True)),
        (unit, lambda room: _sounds(p, field, room, picture.lists)),
        (unit, lambda room: _tracks(p, field, room, picture)),
        (unit * TALL, lambda room: _levels(p, field, room, picture.levels)),
        (unit * 2, lambda room: _lights(p, field, room, picture.lights)),
        (unit, lambda room: _cues(p, field, room, picture)),
    )
    return tuple((label, *each) for label, each in zip(LABELS, draws, strict=True))


def _hours(p: Painter, field: Field, box: Box, line: float, zone: Zone) -> None:
    """The time of day above, with a quiet line at each."""
    whole = max(1, field.last - field.first)
    least = (p.width("00:00", FINE) + 3 * AIR) / field.box.wide * whole
    step = next((x for x in STEPS if x * MINUTE >= least), STEPS[-1]) * MINUTE
    shift = zone(field.first) * MINUTE
    at = -(-(field.first + shift) // step) * step - shift
    while at <= field.last:
        x = field.x(Instant(at))
        p.line(Point(x, box.y + line), Point(x, box.low), Stroke(Ink.LINE, 1.0))
        wide = p.width("00:00", FINE) + 2
        if x + wide / 2 <= field.box.right:
            left = max(box.x, x - wide / 2)  # where nothing stands beside the hours, each is over its line
            p.text(Box(left, box.y, wide, line), hour(Instant(at), zone), Ink.SECOND, FINE, Align.CENTRE)
        at += step


def _bars(p: Painter, field: Field, room: Box, bars: Sequence[Bar], *, strong: bool = False) -> None:
    for bar in bars:
        box = _box(field, room, bar.since, bar.until)
        p.rect(box, Ink.BAND)
        edge = Stroke(Ink.TEXT if strong else Ink.THIRD, 1.4 if strong else 1.0)
        p.line(Point(box.x, box.y), Point(box.x, box.low), edge)
        if bar.low:
            p.line(Point(box.x, box.low - 1), Point(box.right, box.low - 1), Stroke(Ink.ACCENT, 2.0, (2, 2)))
        _name(p, box, bar.words, Ink.TEXT if strong else Ink.SECOND)


def _sounds(p: Painter, field: Field, room: Box, bars: Sequence[Bar]) -> None:
    """Music as full bars, hushed ones low; where there is none a thin line with why."""
    for bar in bars:
        box = _box(field, room, bar.since, bar.until)
        if not bar.strong:
            p.line(Point(box.x, box.low), Point(box.right, box.low), Stroke(Ink.THIRD, 1.0, (3, 3)))
            _name(p, box, bar.words, Ink.SECOND)
            continue
        high = box.high * (0.4 if bar.low else 1.0)
        p.rect(Box(box.x, box.low - high, box.wide, high), Ink.BAND)
        p.line(Point(box.x, box.y), Point(box.x, box.low), Stroke(Ink.COMING, 1.4))
        p.line(Point(box.x, box.low), Point(box.right, box.low), Stroke(Ink.COMING, 2.0))
        _name(p, box, bar.words, Ink.TEXT)


def _tracks(p: Painter, field: Field, room: Box, picture: Sounded) -> None:
    """Recordings where they have room to be told apart, else those that came one after the other."""
    for bar in told_apart(picture, lambda x: _box(field, room, x.since, x.until).wide > NARROW):
        box = _box(field, room, bar.since, bar.until)
        p.rect(box, Ink.BAND)
        p.line(Point(box.x, box.y), Point(box.x, box.low), Stroke(Ink.COMING, 1.0))
        _name(p, box, bar.words, Ink.SECOND)


def told_apart(picture: Sounded, wide: Callable[[Bar], bool]) -> list[Bar]:
    """The recordings; those in a row of one playlist that are too short to be told apart are one bar with all their
    titles.
    """
    found: list[Bar] = []
    played = [x for x in picture.sounds if x.strong]
    for (_, narrow), run in groupby(played, lambda x: (_playlist(picture, x), not wide(x))):
        same = list(run)
        if narrow and len(same) > 1:
            titles = ", ".join(dict.fromkeys(x.words for x in same))
            same = [Bar(same[0].since, same[-1].until, f"{titles}, in turn")]
        found += same
    return found


def _playlist(picture: Sounded, sound: Bar) -> Bar | None:
    """The playlist that a recording was heard in."""
    return next((x for x in picture.lists if x.since <= sound.since < x.until), None)


def _levels(p: Painter, field: Field, room: Box, levels: Sequence[Level]) -> None:
    for value in GRID:
        y = _height(room, value)
        p.line(Point(room.x, y), Point(room.right, y), Stroke(Ink.LINE, 1.0))
        wide = p.width(FIGURE, FINE) + 2
        p.text(
            Box(room.x - wide - AIR, y - p.height(FINE) / 2, wide, p.height(FINE)), f"−{-value:.0f}", Ink.THIRD, FINE
        )
    p.line(Point(room.x, room.low), Point(room.right, room.low), Stroke(Ink.THIRD, 1.0))
    for piece in pieces(levels):
        points = [(Instant(x.since + EVERY // 2), x.dbfs if x.dbfs is not None else SILENT) for x in piece]
        line = [Point(field.x(at), _height(room, dbfs)) for at, dbfs in points]
        p.polyline(line if len(line) > 1 else [line[0], Point(line[0].x + 1, line[0].y)], Stroke(Ink.IN_ORDER, 1.4))


def pieces(levels: Sequence[Level]) -> list[list[Level]]:
    """Runs of levels without a gap in which nothing was known to play."""
    found: list[list[Level]] = []
    last: Level | None = None
    for level in levels:
        if level.dbfs is None:
            last = None
            continue
        if last is None or level.since - last.since > EVERY:
            found.append([])
        found[-1].append(level)
        last = level
    return found


def _height(room: Box, dbfs: float) -> float:
    part = (min(TOP, max(FLOOR, dbfs)) - FLOOR) / (TOP - FLOOR)
    return room.low - part * room.high


def _lights(p: Painter, field: Field, room: Box, lights: Sequence[Light]) -> None:
    """As high as it is bright, in its colour; a fade is a slope."""
    for light in lights:
        there = min(light.until, Instant(light.since + light.fade))
        part = 1.0 if not light.fade else (there - light.since) / light.fade
        reached = light.before + (light.level - light.before) * part
        left, turn, right = field.x(light.since), field.x(there), field.x(light.until)
        up = [room.low - max(0.02, level) * room.high for level in (light.before, reached)]
        edge = [Point(left, up[0]), Point(turn, up[1]), Point(right, up[1])]
        p.glow([Point(left, room.low), *edge, Point(right, room.low)], light.colour)
        p.polyline(edge, Stroke(Ink.SECOND, 1.0))
        _name(p, Box(left, room.y, right - left, p.height(FINE)), light.words, Ink.TEXT)


def _cues(p: Painter, field: Field, room: Box, picture: Sounded) -> None:
    """A tick where a cue was due, a disc where it was made, a triangle with a line to its tick where that was late."""
    middle, radius = room.y + room.high / 2, min(4.0, room.high / 4)
    for cue in picture.cues:
        due = field.x(cue.due if cue.due is not None else cue.at)
        p.line(Point(due, room.y), Point(due, room.low), Stroke(Ink.THIRD, 1.0))
    late = [cue for cue in picture.cues if cue.late]
    for cue in late:
        ends = (Point(field.x(cue.due or cue.at), middle), Point(field.x(cue.at), middle))
        p.line(*ends, Stroke(Ink.ACCENT, 1.4))
    p.marks(Shape.DISC, _places(field, middle, [x for x in picture.cues if not x.late]), radius, Ink.COMING)
    p.marks(Shape.TRIANGLE, _places(field, middle, late), radius, Ink.ACCENT)
    p.marks(Shape.CROSS, _places(field, middle, picture.reports), radius, Ink.ALARM)


def _places(field: Field, y: float, told: Sequence[Told]) -> list[Point]:
    return [Point(field.x(x.at), y) for x in told]


def _box(field: Field, room: Box, since: Instant, until: Instant) -> Box:
    left, right = field.x(since), field.x(until)
    return Box(left, room.y, max(0.5, right - left - 1), room.high)


def _name(p: Painter, box: Box, words: str, ink: Ink) -> None:
    """Only where some of it can be read."""
    if box.wide > p.width("mmm", FINE):
        p.text(Box(box.x + AIR, box.y, box.wide - 1.5 * AIR, box.high), words, ink, FINE)
