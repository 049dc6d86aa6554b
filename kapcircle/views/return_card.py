"""The return card: for when music, light or laptop fail. What phase it is, what plays and where it is, the light, and
what to do by hand; large enough for lamplight. It names nobody.
"""

from collections.abc import Iterator, Sequence

from kapcircle.core.ids import MINUTE, Instant
from kapcircle.core.rundown import Music, OnEntry, Prompt
from kapcircle.core.session.forecast import Forecast
from kapcircle.core.session.heard import HeardSpan, SeenSpan, Sound, heard_spans, seen_spans
from kapcircle.core.session.state import Leg
from kapcircle.core.session.timing import running
from kapcircle.views.cues import fade
from kapcircle.views.light_words import light_words
from kapcircle.views.printed import Facts, Heading, Large, Paper, Part, Size, Text, Title, Together, lines
from kapcircle.views.rundown_paper import what_words, when_words
from kapcircle.views.show_paper import ENDS, Show
from kapcircle.views.times import hour, minutes, rounded, span

NO_FALLBACK = "No fallback playlist named"
DOES = (
    "Music gone: play the fallback playlist on a phone, softly, and bring it up slowly.",
    "Light gone: a lamp or candles, as dim as the card says. Nothing is switched on at once.",
    "Laptop gone: go on by this card and a clock. Write on the paper pack, with the time of each thing.",
)
STEPS = (1, 2, 5, 10, 15, 20, 30, 60)
MOST = 6
"""Where the music is, is said at most so often: where a recording begins, or where more begin, at round minutes."""

NAMES = 0.17
"""The part of the width that names take: what they name is read, and is longer."""

NOTHING = "Nothing more is planned."


def return_card(show: Show) -> Paper:
    """On small pages; of a circle that runs from now on."""
    name = f"Return card: {show.plan.name}"
    return Paper(show.circle, name, (Title(name), *card_parts(show)), size=Size.SMALL)


def card_parts(show: Show) -> tuple[Part, ...]:
    """What stands on it under its title: what to do, all of it at a glance, then phase by phase."""
    coming = show.coming()
    heard, seen = heard_spans(coming.entries, coming.end), seen_spans(coming.entries, coming.end)
    phases = list(_legs(show, coming))
    glance = tuple(
        (show.when(since), leg.phase.name, _plays(show, since, heard), _shines(show, since, seen))
        for leg, since, _ in phases
    )
    return (
        *((Large(_now(show)),) if show.runs else ()),
        Large(f"Fallback playlist: {show.fallback.strip()}" if show.fallback.strip() else NO_FALLBACK),
        *map(Text, DOES),
        lines(("Begins", "Phase", "Plays", "Light"), (0.11, 0.27, 0.22, 0.4), glance, NOTHING),
        Text(f"Printed {show.head().rows[-1][1]}"),
        *(_phase(show, *each, heard, seen) for each in phases),
    )


def _now(show: Show) -> str:
    """As in: It is 14:32. Peak, 23:10 in. Tide at 3:05."""
    s, at = show.s, show.printed
    held = " The clock is held." if s.holding else ""
    into = f"It is {hour(at, show.zone)}. {s.leg.phase.name}, {span(running(s.visit, at))} in.{held}"
    plays, where = _at(heard_spans(show.entries, Instant(at + 1)), at)
    return f"{into} {plays} at {where}." if where else f"{into} {plays.capitalize()}."


def _plays(show: Show, since: Instant, heard: Sequence[HeardSpan]) -> str:
    """The playlist at the beginning of a phase."""
    found = next((x for x in heard if x.since <= since < x.until), None)
    if found is None or found.track is None:
        return _silence(found)
    cue = show.cue(found.cue)
    return cue.content.source if cue is not None and isinstance(cue.content, Music) else found.track.title


def _silence(found: HeardSpan | None) -> str:
    return "silence" if found is not None and found.sound is not Sound.NOTHING else "no music"


def _legs(show: Show, coming: Forecast) -> Iterator[tuple[Leg, Instant, Instant]]:
    """The phases that are still to be gone through, from when until when; the present one from now."""
    for leg in coming.state.legs:
        for visit in leg.visits:
            until = coming.end if visit.left is None else visit.left
            since = max(visit.entered, show.printed) if show.runs else visit.entered
            if since < until:
                yield leg, since, until


def _phase(
    show: Show, leg: Leg, since: Instant, until: Instant, heard: Sequence[HeardSpan], seen: Sequence[SeenSpan]
) -> Part:
    phase, mine = leg.phase, [x for x in heard if x.since < until and x.until > since]
    about = [
        ("Music", _music(show, leg, since, mine)),
        *_where(show, leg, since, until, mine),
        ("Light", _light(show, since, seen)),
        *_by_hand(show, leg, present=_present(show, leg, since)),
        *((("Note", show.lint.clean(phase.note)),) if phase.note.strip() else ()),
    ]
    left = minutes(rounded(until - since))
    head = f"{show.when(since)} to {show.when(until)}: {phase.name}, {left} min, {ENDS[phase.end]}"
    return Together((Heading(head), Facts(tuple(about), NAMES)))


def _music(show: Show, leg: Leg, since: Instant, mine: Sequence[HeardSpan]) -> str:
    """What plays when the phase begins: by playlist, or that it goes on, with what was said of it before."""
    first = next((x for x in mine if x.until > since), None)
    cue = None if first is None else show.cue(first.cue)
    if first is None or first.sound is not Sound.MUSIC or cue is None:
        return _silence(first)
    if cue in leg.phase.cues or not isinstance(cue.content, Music):
        return f"{'' if first.since >= since else 'goes on. '}{what_words(show, cue)}"
    return f"goes on: {cue.content.source}"


def _light(show: Show, since: Instant, seen: Sequence[SeenSpan]) -> str:
    found = next(x for x in seen if x.since <= since < x.until)
    reached = f", over {fade(found.fade)}" if found.since == since and found.fade else ""
    return f"{light_words(found.look, show.looks)}{reached}"


def _shines(show: Show, since: Instant, seen: Sequence[SeenSpan]) -> str:
    """How bright, and of which colour, without figures."""
    found = next(x for x in seen if x.since <= since < x.until)
    return light_words(found.look, show.looks).rpartition(", ")[0] or found.look


def _by_hand(show: Show, leg: Leg, *, present: bool) -> Iterator[tuple[str, str]]:
    """What the laptop would do by itself later in the phase, and what waits for a hand."""
    made = {x.cue for x in show.s.leg.made} if present else set()
    for cue in leg.phase.cues:
        entry = isinstance(cue.trigger, OnEntry) and not cue.pre_wait
        if cue.armed and not entry and cue.id not in made:
            wait = f" and {span(cue.pre_wait)} later" if cue.pre_wait else ""
            yield when_words(cue) + wait, what_words(show, cue)
        elif cue.armed and entry and cue.id not in made and isinstance(cue.content, Prompt):
            yield "To begin", what_words(show, cue)


def _present(show: Show, leg: Leg, since: Instant) -> bool:
    """Whether it is the phase that the circle is in."""
    return show.runs and since == show.printed and leg.phase.id == show.s.leg.phase.id


def _where(
    show: Show, leg: Leg, since: Instant, until: Instant, mine: Sequence[HeardSpan]
) -> tuple[tuple[str, str], ...]:
    """From which minute of the phase on which recording is heard, by the clock as well; where in it, if not from its
    beginning. Nothing where music begins with the phase and goes through it: then it is said already.
    """
    begun = [x.since for x in mine if since < x.since < until]
    if not any(x.track for x in mine) or (not begun and mine[0].since == since and not mine[0].position):
        return ()
    into = running(show.s.visit, since) if _present(show, leg, since) else 0
    said = []
    for at in [since, *begun] if len(begun) < MOST else _round(since, until):
        title, where = _at(mine, at)
        further = f" at {where}" if where not in ("", "0:00") else ""
        said.append(f"{span(into + at - since)} ({show.when(at)}) {title}{further}")
    return (("Minute", "; ".join(said)),)


def _round(since: Instant, until: Instant) -> list[Instant]:
    """A few round minutes of a phase."""
    step = next((x for x in STEPS if (until - since) / MINUTE / x <= MOST), STEPS[-1]) * MINUTE
    return [Instant(since + later) for later in range(0, until - since, step)]


def _at(mine: Sequence[HeardSpan], at: Instant) -> tuple[str, str]:
    """What is heard at an instant, and where in it."""
    found = next((x for x in mine if x.since <= at < x.until), None)
    if found is None or found.track is None:
        return _silence(found), ""
    return found.track.title, span((found.position + at - found.since) % max(1, found.track.lasts))
