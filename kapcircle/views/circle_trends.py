"""The trends of the people in a circle, read off what was written down about them."""

from collections.abc import Callable

from kapcircle.core.dose import DoseGiven, MedicineGiven
from kapcircle.core.ids import Instant, PersonId
from kapcircle.core.observation import Observed
from kapcircle.core.programme import Limit as ProgrammeLimit
from kapcircle.core.programme import Moment, Programme
from kapcircle.core.record import Record
from kapcircle.core.rundown import Music, Silence
from kapcircle.core.session.limits import broken, moment, started
from kapcircle.core.session.state import Leg, Seat, Session
from kapcircle.core.vitals import Vitals, VitalsNotTaken
from kapcircle.views.recorded import words_of
from kapcircle.views.trends import DOSE, NOT_TAKEN, SEEN, Band, Channel, Limit, Limits, Mark, Reading, Strip, Trend

DRAWN = {channel.name: channel for channel in Channel}
"""Channels by the name of their measure."""


def circle_trends(s: Session, alias: Callable[[PersonId], str], until: Instant | None = None) -> tuple[Trend, ...]:
    """A trend for everybody in the circle, in mat order; of one that is not open, as planned and without readings.

    `until` is as far as phase and music of a running circle are drawn: they have no end of their own yet.
    """
    if not s.seats:
        return tuple(Trend(person, alias(person), mat) for person, mat in sorted(s.plan.mats, key=lambda x: x[1]))
    behind, beneath = phases(s, until), music(s, until)
    in_order = sorted(s.seats.values(), key=lambda seat: seat.mat)
    return tuple(_trend(s, seat, alias(seat.person), behind, beneath) for seat in in_order)


def _trend(s: Session, seat: Seat, alias: str, behind: tuple[Band, ...], beneath: tuple[Strip, ...]) -> Trend:
    first, programme = started(seat), s.plan.programme
    found = [_reading(record, programme, first) for record in seat.records if isinstance(record.content, Vitals)]
    return Trend(
        seat.person,
        alias,
        seat.mat,
        tuple(found),
        tuple(mark for record in seat.counted if (mark := _mark(record)) is not None),
        behind,
        beneath,
        limits(programme, Moment.BEFORE if first is None else Moment.AFTER),
        None if first is None else first.happened,
    )


def _reading(record: Record, programme: Programme, first: Record | None) -> Reading:
    v: Vitals = record.content
    outside = frozenset(x.measure.name.lower() for x in broken(programme, v, moment(first, record)))
    values = (v.systolic, v.diastolic, v.pulse, v.spo2, v.respiration, v.temperature)
    return Reading(record.happened, *values, outside=outside, struck=record.struck is not None)


def _mark(record: Record) -> Mark | None:
    match record.content:
        case DoseGiven(route, mg):
            return Mark(record.happened, DOSE, f"{mg:g} mg {route.value}")
        case VitalsNotTaken(why):
            return Mark(record.happened, NOT_TAKEN, why.value)
        case Observed() | MedicineGiven():
            return Mark(record.happened, SEEN, words_of(record.content))
        case _:
            return None


def limits(programme: Programme, when: Moment) -> Limits:
    """The edges of the signed range at a moment, of each side of a measure the first that is met; unsigned: none."""
    if programme.signed is None or not programme.limits_hold:
        return Limits()
    edges: dict[tuple[Channel, bool], float] = {}
    for limit in programme.limits:
        channel = DRAWN.get(limit.measure.name)
        if channel is not None and limit.moment is when:
            _narrow(edges, channel, limit)
    return Limits(tuple(Limit(c, value, upper) for (c, upper), value in edges.items()), programme.signed.name)


def _narrow(edges: dict[tuple[Channel, bool], float], channel: Channel, limit: ProgrammeLimit) -> None:
    if limit.high is not None:
        edges[channel, True] = min(limit.high, edges.get((channel, True), limit.high))
    if limit.low is not None:
        edges[channel, False] = max(limit.low, edges.get((channel, False), limit.low))


def phases(s: Session, until: Instant | None = None) -> tuple[Band, ...]:
    """Every stay in a phase, in the order in which they began; the present one goes as far as `until`."""
    rest = until if s.closed is None else s.closed
    found = [Band(leg.phase.name, v.entered, rest if v.left is None else v.left) for leg in s.legs for v in leg.visits]
    return tuple(sorted(found, key=lambda band: band.start))


def music(s: Session, until: Instant | None = None) -> tuple[Strip, ...]:
    """What music was called when, until the next or a silence; of playlists the name that they are known by."""
    called = sorted(found for leg in s.legs for found in _called(leg))
    ends = [*(at for at, _ in called), until if s.closed is None else s.closed][1:]
    return tuple(Strip(name, at, end) for (at, name), end in zip(called, ends, strict=True) if name)


def _called(leg: Leg) -> list[tuple[Instant, str]]:
    """When each music was made, and its name; a silence has none."""
    contents = {cue.id: cue.content for cue in leg.phase.cues}
    found = []
    for made in leg.made:
        match contents.get(made.cue):
            case Music(source):
                found.append((made.made, source))
            case Silence():
                found.append((made.made, ""))
    return found
