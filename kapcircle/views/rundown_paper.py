"""The rundown and the cue sheet on paper: the plan of a session, phase by phase and cue by cue. They name nobody."""

from kapcircle.core.ids import Instant, PhaseId
from kapcircle.core.rundown import AtOffset, Cue, Look, Music, OnEntry, OnGo, Phase, Prompt, Silence
from kapcircle.views.cues import fade
from kapcircle.views.light_words import light_words
from kapcircle.views.printed import Heading, Lines, Paper, Part, Text, Title, Together
from kapcircle.views.show_paper import ENDS, Show, groups
from kapcircle.views.times import minutes, span

NO_PHASES = "This session has no phases yet."
NO_CUES = "No phase has a cue."


def rundown_paper(show: Show) -> Paper:
    """Every phase: when it begins, how long it is, what ends it, how much it may give up, and its note."""
    name, phases = show.plan.name, show.plan.rundown.phases
    starts = _starts(show)
    parts: list[Part] = [Title(f"Rundown: {name}"), show.head()]
    number = 0
    for group, members in groups(phases):
        rows = []
        for phase in members:
            number += 1
            rows.append(_phase(show, number, phase, starts[phase.id]))
        columns = ("", "Phase", "Begins", "Min", "May give up", "At its end", "Note")
        table = Lines(columns, tuple(rows), (0.04, 0.175, 0.08, 0.055, 0.12, 0.165, 0.365))
        parts += [Heading(group), table] if group else [table]
    return Paper(show.circle, f"Rundown: {name}", (*parts, *(() if phases else (Text(NO_PHASES),))))


def _starts(show: Show) -> dict[PhaseId, Instant]:
    """When each phase begins as planned."""
    found = show.planned().state.legs
    return {leg.phase.id: leg.visits[0].entered for leg in found if leg.visits}


def _phase(show: Show, number: int, phase: Phase, starts: Instant) -> tuple[str, ...]:
    return (
        str(number),
        phase.name,
        show.when(starts),
        minutes(phase.planned),
        f"{minutes(phase.shrink)} min" if phase.shrink else "–",
        ENDS[phase.end],
        show.lint.clean(phase.note),
    )


def cue_paper(show: Show) -> Paper:
    """Every cue in order: what sets it off, what it does, its wait, and whether it is armed."""
    name, starts = show.plan.name, _starts(show)
    parts: list[Part] = [Title(f"Cue sheet: {name}"), show.head()]
    for phase in show.plan.rundown.phases:
        if phase.cues:
            rows = tuple(_cue(show, number, cue) for number, cue in enumerate(phase.cues, 1))
            columns = ("", "When", "Cue", "What it does", "Wait", "Armed")
            head = Heading(f"{phase.name}: {show.when(starts[phase.id])}, {minutes(phase.planned)} min")
            parts.append(Together((head, Lines(columns, rows, (0.05, 0.11, 0.16, 0.52, 0.08, 0.08)))))
    none = () if any(phase.cues for phase in show.plan.rundown.phases) else (Text(NO_CUES),)
    return Paper(show.circle, f"Cue sheet: {name}", (*parts, *none))


def _cue(show: Show, number: int, cue: Cue) -> tuple[str, ...]:
    wait = span(cue.pre_wait) if cue.pre_wait else "–"
    return str(number), when_words(cue), show.lint.clean(cue.name), what_words(show, cue), wait, _armed(cue)


def _armed(cue: Cue) -> str:
    return "yes" if cue.armed else "no"


def when_words(cue: Cue) -> str:
    """What sets a cue off, in a word or two."""
    match cue.trigger:
        case OnEntry():
            return "on entry"
        case AtOffset(later):
            return f"+{span(later)}"
        case OnGo():
            return "on GO"


def what_words(show: Show, cue: Cue) -> str:
    """What a cue does, with all that it takes to do it by hand."""
    match cue.content:
        case Music() as music:
            return f"Play {music_words(show, music)}"
        case Silence(length, fading):
            lasting = "until the next music" if length is None else f"for {span(length)}"
            return f"Silence {lasting}, fade {fade(fading)}"
        case Look(name, fading):
            return f"Light to {light_words(name, show.looks)}, over {fade(fading)}"
        case Prompt(text):
            return f"Say or do: {show.lint.clean(text)}"


def music_words(show: Show, music: Music) -> str:
    """A playlist with its recordings in order."""
    tracks = "; ".join(f"{title} {span(lasts)}" for title, lasts in show.tracks(music))
    return f"{music.source}: {tracks or 'no recording'}. Crossfade {fade(music.crossfade)}"
