"""The story of a night in the room: 30 tracks, 40 looks, and what a hand does; times in seconds since it opens."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kapcircle.core.ids import CueId, PhaseId, TrackId
from kapcircle.core.rundown import AtOffset, Cue, End, Look, Music, OnEntry, Phase, Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.song import Answer, SongAsked, Why
from kapcircle.core.tracks import Quality
from tests.story.room_judge import Span
from tests.story.room_lamps import LOOKS
from tests.story.room_score import RISE, STARTS, Deck, Night, Pace, ms, title

Hand = Callable[[Night, list[float]], None]
"""What is done in a phase, whose tracks are heard alone from these times on."""
GROUNDING = (27, 28)
"""The tracks that ground."""

THREE_HOURS = Pace(track=375, overlap=10, light=60, hush=60, quiet=90, loop=30, away=90)
A_MINUTE = Pace(track=38, overlap=6, light=4, hush=5, quiet=0, loop=0, phases=1, each=2, looks=3)
AN_HOUR = Pace(track=130, overlap=8, light=20, hush=20, quiet=30, loop=15)
TEN_MINUTES = Pace(track=29, overlap=6, light=4, hush=6, quiet=14, loop=6)


def night(pace: Pace, hands: Sequence[Hand], *, real: bool) -> Night:
    """A story of as many phases as there are `hands`; only a `real` one has an output that is lost."""
    made = Night(pace)
    for number, hand in enumerate(hands):
        begin = number * pace.phase
        first = number * pace.each
        made.decks.append(Deck(begin, tuple(range(first, first + pace.each)), begin, pace.overlap))
        hand(made, [begin + n * pace.step + pace.overlap for n in range(pace.each)])
    if not real:
        made.lost = None
    made.ends = pace.phases * pace.phase
    made.do(made.ends, c.Close())
    made.lines.sort(key=lambda x: x[0])
    busy = [Span(at, at + lasts) for at, lasts, _ in made.seen]
    if made.crash is not None:
        busy.append(Span(made.crash, made.crash + pace.away + STARTS + RISE))
    plan_light(made, busy)
    return made


def _arriving(made: Night, alone: list[float]) -> None:
    """`alone` is from when each track of the phase is heard alone."""
    made.volume(alone[1] + 1, 0.6)
    made.volume(alone[2] + 1, 0.4)
    made.undo_volume(alone[2] + 6, 0.6)
    made.request(alone[3] + 1, SongAsked(title(1), Why.WISH, Answer.PLAYED))
    made.play_next(alone[3] + 2, 1)


def _settling(made: Night, alone: list[float]) -> None:
    made.hush(alone[1] + 1)
    made.play_next(alone[2] + 2, 9)


def _deepening(made: Night, alone: list[float]) -> None:
    made.loop(alone[1] + 1.5)
    made.nudge(alone[2] + made.pace.loop + 2, made.pace.loop)
    made.request(alone[3] + 1, SongAsked(title(10), Why.WISH, Answer.PLAYED))
    made.play_next(alone[3] + 2, 10)


def _height(made: Night, alone: list[float]) -> None:
    made.silence(alone[0] + 1)
    made.dies = alone[0] + 2
    made.crash = alone[2] + 1


def _returning(made: Night, alone: list[float]) -> None:
    made.lost = Span(alone[1] + 1, alone[1] + 7)
    made.hush(alone[3] + 1)


def _sharing(made: Night, alone: list[float]) -> None:
    """What grounds and is nearest is what somebody does not want to hear again."""
    made.volume(alone[0] + 1, 0.5)
    away = TrackId(f"{GROUNDING[0]}")
    made.request(alone[1], SongAsked(title(27), Why.NOT_RIGHT, Answer.LATER, not_again=away, title=title(27)))
    made.turn(alone[1] + 1, Quality.GROUND, (28, 29, 25, 26))


WHOLE: tuple[Hand, ...] = (_arriving, _settling, _deepening, _height, _returning, _sharing)
"""What is done in each of six phases."""
MIDDLE: tuple[Hand, ...] = (_height, _returning)
"""A silence, a crash, a lost output, a hush, a dead lamp."""


def moment(pace: Pace) -> Night:
    """A minute and a half of it: a crossfade, a hush, a fade of light, an output that is lost and comes back."""
    made = Night(pace, after=0.0)
    made.decks.append(Deck(0.0, (0, 1), 0.0, pace.overlap))
    made.hush(pace.overlap + 5)
    away = pace.step + pace.overlap + 5
    made.lost = Span(away, away + 3)
    made.ends = away + 38
    made.do(made.ends, c.Close())
    plan_light(made, [Span(at, at + lasts) for at, lasts, _ in made.seen])
    return made


def plan_light(made: Night, busy: list[Span]) -> None:
    """The phases with their music and looks, evenly in time, but never where light moves for another reason."""
    pace = made.pace
    names = iter(LOOKS)
    next(names), next(names)  # dark, working
    phases = []
    for number in range(pace.phases):
        begin, end = number * pace.phase, min((number + 1) * pace.phase, made.ends)
        looks = pace.looks * (number + 1) // pace.phases - pace.looks * number // pace.phases
        tracks = (
            tuple(TrackId(f"{x}") for x in made.decks[0].order)
            if pace.phases == 1
            else tuple(TrackId(f"{number * pace.each + x}") for x in range(pace.each))
        )
        cues = [Cue(CueId(f"music-{number}"), "Music", Music("Music", tracks, ms(pace.overlap)), OnEntry())]
        reached = begin
        for n in range(looks):
            at = _free(max(reached, begin + n * (end - begin) / looks), pace.light, busy)
            name = next(names)
            made.seen.append((at, pace.light, name))
            trigger = AtOffset(ms(at - begin)) if n else OnEntry()
            cues.append(Cue(CueId(name), name, Look(name, ms(pace.light)), trigger))
            reached = at + pace.light + 1.5
        assert reached < end, "the looks of a phase lie within it"
        phases.append(Phase(PhaseId(f"phase-{number}"), f"Phase {number + 1}", ms(end - begin), End.ADVANCE,
                            cues=tuple(cues)))  # fmt: skip
    made.rundown = Rundown(tuple(phases))


def _free(at: float, lasts: float, busy: list[Span]) -> float:
    for x in sorted(busy, key=lambda x: x.begins):
        if at < x.ends + 1.5 and at + lasts + 1.5 > x.begins:
            at = x.ends + 1.5
    return at


NIGHTS: Mapping[str, Callable[[], Night]] = {
    "moment": lambda: moment(A_MINUTE),
    "four minutes": lambda: night(replace(TEN_MINUTES, phases=2, looks=14), MIDDLE, real=True),
    "ten minutes": lambda: night(TEN_MINUTES, WHOLE, real=True),
    "an hour": lambda: night(AN_HOUR, WHOLE, real=True),
}
"""Those that are run in real time, where two processes have to know the plan."""
